package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// memberVerbs is all that /member does, in the order in which help shows it. Any
// other words are a search.
func (d *Desk) memberVerbs() []verb {
	return []verb{
		{"me", "", "Your own card: what it says and who sees it", council.Seated, d.memberMe},
		{"edit", "", "Change what your card says", council.Seated, d.memberEdit},
		{"show", "email members", "Choose who sees a part of your card: private, members or public", council.Seated, d.memberShow},
		{"public", "", "What the public sees of you", council.Seated, d.memberPublic},
		{"confirm", "", "Say that your card is still right", council.Seated, d.memberConfirm},
		{"withdraw", "", "Make your whole card private again, in one go", council.Seated, d.memberWithdraw},
		{"ways", "", "How and when you hear from me unasked", council.Seated, d.memberWays},
		{"mute", "week", "No reminders for a week, a month or until a date", council.Seated, d.memberMute},
		{"unmute", "", "Reminders again", council.Seated, d.memberUnmute},
		{"hours", "9-17", "The hours in which I may write to you", council.Seated, d.memberHours},
		{"by", "channel", "Reminders by direct message, or the channel's alone: message or channel", council.Seated, d.memberBy},
		{"buddy", "", "Find a buddy from another sector, or be one", council.Seated, d.memberBuddy},
		{"welcome", "", "The five cards for newcomers", council.Seated, d.memberWelcome},
		{"export", "", "Everything that is kept of you, as a file", council.Seated, d.memberExport},
		{"erase", "", "Erase everything that is kept of you", council.Seated, d.memberErase},
		{"add", "", "Give somebody a seat, in Slack or outside it", council.Secretary, d.memberAdd},
		{"leave", "NAME to NAME", "End a seat, and hand over what is owed", council.Secretary, d.memberLeave},
		{"term", "NAME chair 1 April 2027 to 31 March 2028", "Note a term of office", council.Secretary, d.memberTerm},
		{"terms", "", "Terms of office that run", council.Seated, d.memberTerms},
		{"grant", "NAME secretary until 30 June 2027", "Lend a standing for a time, or give it for good", council.Admin, d.memberGrant},
		{"card", "", "", council.Anyone, d.memberCard},
		{"find", "fire wales", "Find members by name, organisation, sector, region or what they can help with", council.Anyone, d.memberFind},
	}
}

// Member answers /member and every button and form about members.
func (d *Desk) Member(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runCommand(ctx, r, "member", d.memberVerbs(), d.memberStart, d.memberFind)
}

// roll lists the members who have a seat, each as this person may see them: the
// chair and the secretary whole, members what is shown to members, anybody else
// what is public and confirmed. One sees oneself whole.
func (d *Desk) roll(ctx context.Context, r Request) ([]council.Member, error) {
	if !r.From.Present() && !d.holds(r, council.Secretary) {
		public, err := d.Store.Public().Members(ctx, r.Now)
		if err != nil {
			return nil, fmt.Errorf("list the members: %w", err)
		}
		return public, nil
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the members: %w", err)
	}
	choices, err := d.Store.Choices(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what members show: %w", err)
	}
	var seen []council.Member
	for _, m := range members {
		if m.Present() {
			seen = append(seen, m.Seen(d.eyes(r, m.ID), choices[m.ID]))
		}
	}
	return seen, nil
}

// eyes says as whom this person reads a member's card.
func (d *Desk) eyes(r Request, id council.MemberID) council.Visibility {
	switch {
	case id == r.From.ID && r.From.Present(), d.holds(r, council.Secretary):
		return council.Private
	case r.From.Present():
		return council.Members
	}
	return council.Public
}

// memberStart shows what this person may want first of the members.
func (d *Desk) memberStart(ctx context.Context, r Request) (ui.Reply, error) {
	body := []ui.Block{ui.Heading{Text: "Members"}}
	if r.From.Present() {
		next, err := d.cardStep(ctx, r)
		if err != nil {
			return nil, err
		}
		body = append(body, next...)
	} else {
		body = append(body, ui.Prose{Text: "You have no seat on this council, so you see what members show to the public. The secretary can tell you about a seat."})
	}
	var options []ui.Option
	for _, s := range council.Sectors {
		options = append(options, ui.Option{Label: s.Label(), Arg: "find " + string(s)})
	}
	body = append(body, ui.Rule{}, ui.Prose{Lead: "Find somebody.", Text: "Type a name, an organisation, a sector, a region or a subject: " + d.slash("member fire") + ", " + d.slash("member wales") + ", " + d.slash("member cloud") + "."},
		ui.Select{Label: "Everybody of a sector", Do: "member", Options: options})
	if row := d.memberDuties(r); len(row) > 0 {
		body = append(body, ui.Buttons{Row: row})
	}
	return card(append(body, ui.Note{Text: "You see of each member what they have chosen to show. Nobody is told that you looked."})...), nil
}

// memberDuties are the buttons of those who keep the list of members.
func (d *Desk) memberDuties(r Request) []ui.Button {
	var row []ui.Button
	if d.holds(r, council.Secretary) {
		row = append(row, ui.Button{Label: "Add a member", Do: "member", Arg: "add"})
	}
	if r.From.Present() {
		row = append(row, ui.Button{Label: "Terms of office", Do: "member", Arg: "terms"})
	}
	if d.holds(r, council.Admin) {
		row = append(row, ui.Button{Label: "Lend a standing", Do: "member", Arg: "grant"})
	}
	return append(row, ui.Button{Label: "What I can ask", Do: "member", Arg: "help"})
}

// membersShown is how many members a search lists.
const membersShown = 25

// memberFind finds members by any part of what this person may see of them.
func (d *Desk) memberFind(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text == "" {
		return d.memberStart(ctx, r)
	}
	all, err := d.roll(ctx, r)
	if err != nil {
		return nil, err
	}
	var found []council.Member
	for _, m := range all {
		if m.Finds(r.Text) {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return d.nobodyFound(r, len(all)), nil
	case 1:
		return d.cardPage(ctx, r, found[0])
	}
	return foundPage(r.Text, found), nil
}

func (d *Desk) nobodyFound(r Request, seats int) ui.Message {
	text := "Nobody shows that on their card. Try one word of it, or a sector such as fire."
	if r.From.Present() {
		text += fmt.Sprintf(" The council has %d %s, and each chooses what to show: the secretary can pass a message on.", seats, plural(seats, "seat", "seats"))
	}
	return card(ui.Heading{Text: "Nobody found"}, ui.Prose{Text: "You looked for “" + short(r.Text) + "”. " + text},
		ui.Buttons{Row: []ui.Button{{Label: "Look again", Do: "member"}}})
}

func foundPage(text string, found []council.Member) ui.Message {
	shown := found[:min(len(found), membersShown)]
	var lines []string
	var options []ui.Option
	for _, m := range shown {
		lines = append(lines, memberLine(m))
		options = append(options, ui.Option{Label: clipped(memberLine(m)), Arg: fmt.Sprintf("card #%d", m.ID)})
	}
	body := []ui.Block{ui.Heading{Text: fmt.Sprintf("%d members found", len(found))}, ui.List{Lead: clippedTo("For “"+text+"”", 200), Items: lines},
		ui.Select{Label: "Open a card", Do: "member", Options: options}}
	if more := len(found) - len(shown); more > 0 {
		body = append(body, ui.Prose{Text: fmt.Sprintf("%d more are not listed. Add a word, such as a region.", more)})
	}
	return card(append(body, ui.Note{Text: "You see of each member what they have chosen to show."})...)
}

// memberLine says what is seen of a member in a line.
func memberLine(m council.Member) string {
	if m.Name == "" {
		m.Name = "A member who shows no name"
	}
	line := whoIs(m)
	if m.Sector != "" {
		line += " (" + m.Sector.Label() + ")"
	}
	return line
}

// nameSeen is the name that is seen of a member.
func nameSeen(m council.Member) string {
	if m.Name == "" {
		return "A member of the council"
	}
	return m.Name
}

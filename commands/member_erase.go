package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// memberErase erases everything that is kept of the person: it says first what
// goes and what stays, and erases with "sure". The secretary erases by name who
// cannot do so in Slack.
func (d *Desk) memberErase(ctx context.Context, r Request) (ui.Reply, error) {
	name, sure := strings.CutSuffix(" "+r.Text, " sure") // a word of its own: Ann Leisure is not erased unasked
	if name = strings.TrimSpace(name); name != "" {
		return d.eraseFor(ctx, r, name, sure)
	}
	if !sure {
		return erasePage(), nil
	}
	if _, err := d.erase(ctx, r, r.From.ID); err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "Your data is erased and your seat has ended. The minutes of past meetings keep your name. If something is left that should not be, tell the secretary: you have the right to complain, and to be answered within 30 days."}), nil
}

func erasePage() ui.Message {
	return card(ui.Heading{Text: "Erase your data?"},
		ui.List{Lead: "This goes, and cannot be brought back", Items: []string{
			"Your seat on the council, your card, and what you agreed to.",
			"Your replies, your setup checklist and your self-checks.",
			"Your drafts of practices, your lines on those you used, and words of yours that are quoted.",
			"Messages that were sent to you, and messages that name you.",
			"Your whole name where others wrote it of you, in practices, corrections and the like: “" + council.FormerMember + "” stands there instead.",
		}},
		ui.List{Lead: "This stays", Items: []string{
			"Your name in the minutes of meetings that were held, and the words of agendas, papers, decisions and actions: they are the council's record. The secretary is told where they name you.",
			"Practices of yours that are in the library, without your name and organisation.",
			"The list of changes, which names people by a number that then leads nowhere.",
			"Backups, until they are replaced: ask the operator when that is. What was posted in Slack, which Slack keeps.",
		}},
		ui.Buttons{Row: []ui.Button{
			{Label: "Erase my data", Do: "member", Arg: "erase sure", Style: ui.Danger, Sure: "Your seat and everything that is kept of you go now, for good."},
			{Label: "Export it first", Do: "member", Arg: "export"},
			{Label: "No, leave it as it is", Do: "member", Arg: "me"},
		}})
}

// eraseFor erases what is kept of somebody who has left or is not in Slack, when
// they have asked the secretary for it.
func (d *Desk) eraseFor(ctx context.Context, r Request, name string, sure bool) (ui.Reply, error) {
	if !d.holds(r, council.Secretary) {
		return nil, &council.Problem{Say: "Only the secretary erases the data of others, when they ask for it. Erase your own with " + d.slash("member erase") + "."}
	}
	m, err := d.whom(ctx, name)
	if err != nil {
		return nil, err
	}
	if m.Present() && m.SlackID != "" {
		return nil, &council.Problem{Say: m.Name + " is in Slack, and erases their data themselves, with " + d.slash("member erase") + ". End their seat with " + d.slash("member leave") + "."}
	}
	if !sure {
		return card(ui.Heading{Text: "Erase the data of " + m.Name + "?"},
			ui.Prose{Text: "Do this when they ask for it, and tell them within a month that it is done. Everything that is kept of them goes, for good: the seat, the card, replies, drafts, and messages to them or with their name. The minutes of past meetings keep the name, and you see where else it stands."},
			ui.Buttons{Row: []ui.Button{
				{Label: "Erase their data", Do: "member", Arg: fmt.Sprintf("erase #%d sure", m.ID), Style: ui.Danger, Sure: "Everything that is kept of " + m.Name + " goes now, for good."},
				{Label: "No, leave it as it is", Do: "member"},
			}}), nil
	}
	left, err := d.erase(ctx, r, m.ID)
	if err != nil {
		return nil, err
	}
	return d.erasedLetter(m.ID, left), nil
}

// erase erases a member, tells the secretary, and gives where the name still
// stands.
func (d *Desk) erase(ctx context.Context, r Request, id council.MemberID) (left []store.Left, err error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	post.members = slices.DeleteFunc(post.members, func(m council.Member) bool { return m.ID == id })
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "member.erased", About: fmt.Sprintf("member/%d", id), At: r.Now}
	err = d.Store.ErasePerson(ctx, change, id, func(tx *store.Tx, there []store.Left) error {
		left = there
		for _, officer := range council.Officers(post.members, council.Secretary, r.Now) {
			if err := post.about(tx, officer.ID, council.Meeting{}, change.About, "member-erased", d.erasedLetter(id, left)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("erase a member: %w", err)
	}
	return left, nil
}

// leftShown is how many places one letter lists.
const leftShown = 40

// erasedLetter tells the secretary that somebody's data is erased, and where their
// name still stands, without the name.
func (d *Desk) erasedLetter(id council.MemberID, left []store.Left) ui.Message {
	body := []ui.Block{ui.Heading{Text: "A member's data is erased"},
		ui.Prose{Text: fmt.Sprintf("They have the number %d in the list of changes. Their seat has ended, and what was kept of them is gone.", id)}}
	if len(left) == 0 {
		return ui.Message{Body: append(body, ui.Prose{Text: "Their whole name stands nowhere else but in the attendance of past meetings, which is the council's record."})}
	}
	var lines []string
	for _, l := range left[:min(leftShown, len(left))] {
		lines = append(lines, d.whereLeft(l))
	}
	if more := len(left) - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("And %d more places.", more))
	}
	return ui.Message{Body: append(body,
		ui.List{Lead: "Their whole name still stands here", Items: lines},
		ui.Prose{Text: "Agreed minutes, decisions and published papers may keep it: they are the council's record. Please look whether the others need it, and put them otherwise where they do not."},
		ui.Note{Text: "I looked for the whole name, the Slack account and the e-mail address, and not for a first name alone. The attendance of past meetings names everybody, and is not listed."})}
}

// leftWords say each kind of place where a name can stand, and what shows it: %s is
// its number or its day.
var leftWords = map[string]struct{ say, look string }{
	"item": {"Agenda item %s", "agenda edit %s"}, "paper": {"Paper %s", "paper show %s"}, "decision": {"Decision %s", "minutes decisions %s"},
	"action": {"Action %s", "action show %s"}, "agenda": {"The agenda for %s", "agenda %s"}, "minutes": {"The minutes of %s", "minutes %s"},
	"meeting": {"The meeting on %s: its title, place or reason", "meeting %s"}, "note": {"A note for the minutes of %s", ""}, "setting": {"A setting of the council (%s)", ""},
}

// whereLeft says where a name stands, and how to look at it.
func (d *Desk) whereLeft(l store.Left) string {
	words, ref := leftWords[l.Where], l.Ref
	if on, err := council.ParseDay(ref); err == nil {
		ref = on.Short()
	}
	said := fmt.Sprintf(words.say, ref)
	if words.look == "" {
		return said + "."
	}
	return said + ": " + d.slash(fmt.Sprintf(words.look, ref)) + "."
}

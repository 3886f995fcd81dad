package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// whom finds the member that a text names: by the number in a button, as #12, or
// by a name. The error is a *council.Problem that says whom it could mean.
func (d *Desk) whom(ctx context.Context, text string) (council.Member, error) {
	number, marked := strings.CutPrefix(text, "#")
	if !marked {
		return d.Store.MemberByName(ctx, text)
	}
	id, _ := strconv.ParseInt(number, 10, 64)
	m, err := d.Store.Member(ctx, council.MemberID(id))
	if err != nil {
		return m, fmt.Errorf("find a member: %w", err)
	}
	if m.ID == 0 {
		return m, &council.Problem{Say: "That member is no longer there. Look once more with " + d.slash("member") + "."}
	}
	return m, nil
}

// changeMember makes one change to a member as they are at that moment.
func (d *Desk) changeMember(ctx context.Context, r Request, did string, id council.MemberID, fn func(*store.Tx, council.Member) error) error {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, About: fmt.Sprintf("member/%d", id), At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		m, err := tx.Member(id)
		if err != nil {
			return err
		}
		return fn(tx, m)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

// memberAdd gives somebody a seat, or changes what belongs to a seat.
func (d *Desk) memberAdd(ctx context.Context, r Request) (ui.Reply, error) {
	m := council.Member{Standing: council.Seated, Joined: r.Now}
	if strings.HasPrefix(r.Text, "#") {
		var err error
		if m, err = d.whom(ctx, r.Text); err != nil {
			return nil, err
		}
		if err := d.seated(m); err != nil {
			return nil, err
		}
	}
	if r.Form == nil {
		if m.ID == 0 {
			m.Name = r.Text
		}
		return seatForm(m), nil
	}
	said, err := readSeat(r.Form, m)
	if err == nil {
		err = d.keepSeat(ctx, r, said)
	}
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.seatKept(said, m.ID == 0), nil
}

// seated says that a seat has ended and is not to be changed; nil while it lasts.
// The error is a *council.Problem.
func (d *Desk) seated(m council.Member) error {
	if m.Present() {
		return nil
	}
	return &council.Problem{Say: "This seat has ended, so nothing was changed. If the person comes back, give them a new one with " + d.slash("member add") + "."}
}

func (d *Desk) seatKept(m council.Member, fresh bool) ui.Reply {
	text := m.Name + "'s seat is changed."
	if fresh {
		text = m.Name + " has a seat. Their card is private until they choose what to show."
		if m.SlackID != "" {
			text += " They get five short messages of welcome in one, and then peace."
		} else {
			text += " They are not in Slack: send them " + d.slash("meeting invite") + " by e-mail."
		}
	}
	return card(ui.Prose{Text: text}, ui.Buttons{Row: []ui.Button{{Label: "Add a member", Do: "member", Arg: "add"}, {Label: "Members", Do: "member"}}})
}

func seatForm(m council.Member) ui.Modal {
	var options []ui.Option
	for _, s := range council.Sectors {
		options = append(options, ui.Option{Label: s.Label(), Arg: string(s)})
	}
	title, arg := "Add a member", "add"
	if m.ID != 0 {
		title, arg = "Change the seat", fmt.Sprintf("add #%d", m.ID)
	}
	return ui.Modal{Do: "member", Arg: arg, Title: title, Submit: "Keep it", Body: []ui.Block{
		ui.Input{Name: "name", Label: "Name", Hint: "As it should stand in the minutes.", Kind: ui.Line, Value: m.Name, Max: 150},
		ui.Input{Name: "slack", Label: "Slack account", Hint: "Leave it empty for a member outside Slack.", Kind: ui.Person, Value: m.SlackID, Optional: true},
		ui.Input{Name: "email", Label: "E-mail address", Kind: ui.Line, Value: m.Email, Optional: true, Max: 150},
		ui.Input{Name: "organisation", Label: "Organisation", Hint: "By its full name.", Kind: ui.Line, Value: m.Organisation, Optional: true, Max: 150},
		ui.Input{Name: "sector", Label: "Sector", Kind: ui.Menu, Options: options, Value: string(m.Sector), Optional: true},
		ui.Input{Name: "region", Label: "Region", Kind: ui.Line, Value: m.Region, Optional: true, Max: 100},
	}}
}

func readSeat(form map[string]string, m council.Member) (council.Member, error) {
	var err error
	m.Name, m.SlackID, m.Email = tidy(form["name"]), form["slack"], tidy(form["email"])
	m.Organisation, m.Region = tidy(form["organisation"]), tidy(form["region"])
	m.Sector, err = council.ParseSector(form["sector"])
	return m, err
}

// keepSeat keeps a new seat, or what belongs to one: the rest of the member's
// card stays as it is at that moment.
func (d *Desk) keepSeat(ctx context.Context, r Request, said council.Member) error {
	did := "member.seat"
	if said.ID == 0 {
		did = "member.added"
	}
	return d.changeMember(ctx, r, did, said.ID, func(tx *store.Tx, m council.Member) error {
		if said.ID == 0 {
			m.Standing, m.Joined = said.Standing, said.Joined
		} else if err := d.seated(m); err != nil {
			return err
		}
		m.Name, m.SlackID, m.Email, m.Organisation, m.Region, m.Sector = said.Name, said.SlackID, said.Email, said.Organisation, said.Region, said.Sector
		id, err := tx.PutMember(m)
		tx.About(fmt.Sprintf("member/%d", id))
		return err
	})
}

// memberLeave ends a seat: asked with a name it says what follows, and with
// "sure" it ends it. What is owed passes to an heir, if one is named.
func (d *Desk) memberLeave(ctx context.Context, r Request) (ui.Reply, error) {
	text, sure := strings.CutSuffix(r.Text, " sure")
	if r.Form != nil {
		text = r.Form["name"]
		if heir := tidy(r.Form["heir"]); heir != "" {
			text += " to " + heir
		}
	}
	who, to, handed := strings.Cut(text, " to ")
	if text == "" || strings.HasPrefix(text, "#") && !sure && !handed && r.Form == nil {
		m, err := d.memberByID(ctx, strings.TrimPrefix(text, "#"))
		return leaveForm(m), err
	}
	m, heir, err := d.leaver(ctx, who, to)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	if !sure {
		return leaveSure(m, heir), nil
	}
	err = d.changeMember(ctx, r, "member.left", m.ID, func(tx *store.Tx, m council.Member) error {
		if !m.Present() {
			return nil
		}
		return tx.Leave(m.ID, heir.ID)
	})
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "The seat of " + m.Name + " has ended. Their contact details and card are gone; the minutes keep the name."},
		ui.Buttons{Row: []ui.Button{{Label: "Add a member", Do: "member", Arg: "add"}, {Label: "Members", Do: "member"}}}), nil
}

// leaver finds who leaves, and who takes over what they owe.
func (d *Desk) leaver(ctx context.Context, who, to string) (m, heir council.Member, err error) {
	if m, err = d.whom(ctx, who); err != nil {
		return m, heir, err
	}
	if to == "" {
		return m, heir, nil
	}
	if heir, err = d.whom(ctx, to); err != nil {
		return m, heir, &council.Problem{Field: "heir", Say: err.Error(), Err: err}
	}
	if !heir.Present() || heir.ID == m.ID {
		return m, heir, &council.Problem{Field: "heir", Say: heir.Name + " cannot take over what is owed. Choose another member who has a seat."}
	}
	return m, heir, nil
}

func leaveForm(m council.Member) ui.Modal {
	return ui.Modal{Do: "member", Arg: "leave", Title: "End a seat", Submit: "See what follows", Body: []ui.Block{
		ui.Input{Name: "name", Label: "Who leaves?", Hint: "A part of the name will do.", Kind: ui.Line, Value: m.Name, Max: 150},
		ui.Input{Name: "heir", Label: "Who takes over what they owe?", Hint: "Items for the agenda, papers and actions.", Kind: ui.Line, Optional: true, Max: 150},
	}}
}

func leaveSure(m, heir council.Member) ui.Message {
	owed, arg := "What they owe passes to nobody.", fmt.Sprintf("leave #%d", m.ID)
	if heir.ID != 0 {
		owed, arg = "What they owe passes to "+heir.Name+".", fmt.Sprintf("%s to #%d", arg, heir.ID)
	}
	return card(ui.Heading{Text: "End this seat?"}, ui.Prose{Text: whoIs(m) + "."},
		ui.List{Lead: "What follows", Items: []string{
			"Their contact details, card and replies to meetings to come are removed.",
			"Their terms of office and whatever standing was lent to them end today.",
			"Minutes of past meetings keep the name.", owed}},
		ui.Buttons{Row: []ui.Button{
			{Label: "Yes, end the seat", Do: "member", Arg: arg + " sure", Style: ui.Danger},
			{Label: "No, leave it as it is", Do: "member", Arg: fmt.Sprintf("card #%d", m.ID)},
		}})
}

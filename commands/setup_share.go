package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// setupShare shows who sees the checklist, and what can be done about it; with
// yes or no it shares it or takes that back.
func (d *Desk) setupShare(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	switch strings.ToLower(text) {
	case "yes":
		return d.share(ctx, v, true)
	case "no":
		return d.share(ctx, v, false)
	}
	return d.sharePage(ctx, v)
}

func (d *Desk) sharePage(ctx context.Context, v setupView) (ui.Reply, error) {
	names, err := d.namesOf(ctx, v.People)
	if err != nil {
		return nil, err
	}
	asked, err := d.mayBeAsked(ctx, v.From.ID)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Who sees this checklist"}, ui.Prose{Text: v.sees()}}
	if v.Shared {
		body = append(body, ui.List{Lead: "On it now", Items: names})
	}
	body = append(body, shareWays(v)...)
	body = append(body, ui.Rule{})
	body = append(body, askedWays(asked)...)
	body = append(body, ui.Rule{})
	body = append(body, checkInWays(v)...)
	body = append(body, ui.Rule{}, ui.Prose{Lead: "Who you are.", Text: "Your steps are those of a " + doors[v.me.Door].name + "."}, ui.Buttons{Row: otherDoors(v.me.Door)})
	return card(append(body, backToNext(v))...), nil
}

// otherDoors are the three doors through which the person did not come.
func otherDoors(mine string) []ui.Button {
	var row []ui.Button
	for _, door := range knowledge.Doors {
		if door != mine {
			row = append(row, ui.Button{Label: "I am the " + doors[door].name, Do: "setup", Arg: "door " + door})
		}
	}
	return row
}

// shareWays are what the person may do about sharing the checklist.
func shareWays(v setupView) []ui.Block {
	reset := ui.Button{Label: "Take the whole checklist away", Do: "setup", Arg: "reset", Style: ui.Danger}
	leave := ui.Button{Label: "Leave it to my colleagues", Do: "setup", Arg: "leave"}
	switch {
	case !v.Owned(v.From.ID):
		return []ui.Block{ui.Buttons{Row: []ui.Button{leave}}}
	case !v.Shared:
		return []ui.Block{
			ui.Prose{Lead: "To share it, you agree to this:", Text: council.Wording(council.AgreeShare, council.Members)},
			ui.Buttons{Row: []ui.Button{{Label: "I agree: share it", Do: "setup", Arg: "share yes"}, reset}},
		}
	}
	row := []ui.Button{{Label: "Stop sharing", Do: "setup", Arg: "share no",
		Sure: "Your colleagues lose the checklist, and their names go from it. What is ticked stays ticked for you."}}
	if len(v.People) > 1 {
		row = append(row, leave)
	}
	return []ui.Block{ui.Buttons{Row: append(row, reset)}}
}

// share opens the checklist to the organisation or closes it.
func (d *Desk) share(ctx context.Context, v setupView, shared bool) (ui.Reply, error) {
	did, visibility, say := "setup.unshared", council.Private, "The checklist is yours alone again. Your colleagues no longer see it."
	if shared {
		did, visibility = "setup.shared", council.Members
		say = "The checklist is shared: members from " + v.Organisation + " are offered to join it when they open " + d.slash("setup") + "."
	}
	err := d.changeSetup(ctx, v.Request, did, func(tx *store.Tx, s council.Setup) error {
		if !s.Owned(v.From.ID) {
			return &council.Problem{Say: "Whoever began this checklist decides about sharing it. You can leave it in " + d.slash("setup share") + "."}
		}
		if err := tx.ShareSetup(s, shared); err != nil {
			return err
		}
		return tx.Consent(v.From.ID, council.AgreeShare, visibility)
	})
	if err != nil {
		return nil, err
	}
	return d.again(ctx, v.Request, say)
}

// setupJoin joins the checklist that the person's organisation shares; first it
// says who will see what, and asks through which door.
func (d *Desk) setupJoin(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	s, err := d.Store.SharedSetup(ctx, v.From.Organisation)
	switch {
	case err != nil:
		return nil, fmt.Errorf("look for a shared setup: %w", err)
	case !s.Joinable(v.From) && v.kept() && s.ID == v.ID:
		return d.again(ctx, v.Request, "You are on your organisation's checklist already.")
	case !s.Joinable(v.From):
		return nil, &council.Problem{Say: "No colleague of your organisation shares a checklist with you. Begin your own with " + d.slash("setup") + "."}
	case text == "":
		return d.joinPage(ctx, v, s)
	}
	door, err := parseDoor(text)
	if err != nil {
		return nil, err
	}
	return d.join(ctx, v, door)
}

func (d *Desk) joinPage(ctx context.Context, v setupView, s council.Setup) (ui.Reply, error) {
	offer, err := d.offerWords(ctx, s)
	if err != nil {
		return nil, err
	}
	var row []ui.Button
	for _, door := range knowledge.Doors {
		row = append(row, ui.Button{Label: "I agree, and join as " + doors[door].name, Do: "setup", Arg: "join " + door})
	}
	body := []ui.Block{ui.Heading{Text: "Join the checklist of " + s.Organisation},
		ui.Prose{Text: offer},
		ui.Prose{Lead: "To join, you agree to this:", Text: council.Wording(council.AgreeJoin, council.Members)},
	}
	if v.kept() {
		body = append(body, ui.Prose{Lead: "Your own checklist goes.", Text: "You can be on one at a time. What you ticked on your own is taken away when you join."})
	}
	return card(append(body, ui.Prose{Text: "Who are you? It chooses the words and the first step for you."}, ui.Buttons{Row: row},
		ui.Note{Text: "You can leave at any time. Your name then goes from the checklist, and what you ticked stays ticked for your colleagues."})...), nil
}

func (d *Desk) join(ctx context.Context, v setupView, door string) (ui.Reply, error) {
	change := store.Change{Key: v.Key, By: v.From.ID, Did: "setup.joined", At: v.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		s, err := tx.SharedSetup(v.From.Organisation)
		if err != nil {
			return err
		}
		if !s.Joinable(v.From) {
			return &council.Problem{Say: "This checklist is not shared any more. Begin your own with " + d.slash("setup") + "."}
		}
		tx.About(fmt.Sprintf("setup/%d", s.ID))
		if err := tx.LeaveSetup(v.From.ID); err != nil {
			return err
		}
		if err := tx.PutSetupPerson(s.ID, council.SetupPerson{Member: v.From.ID, Door: door, Touched: v.Now}); err != nil {
			return err
		}
		return tx.Consent(v.From.ID, council.AgreeJoin, council.Members)
	})
	if err != nil {
		return nil, fmt.Errorf("join a setup: %w", err)
	}
	return d.again(ctx, v.Request, "You have joined. You and your colleagues see the same ticks.")
}

// setupLeave leaves a checklist to the colleagues who are on it.
func (d *Desk) setupLeave(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	switch {
	case !v.kept():
		return nil, d.noSetup()
	case len(v.People) == 1:
		return d.setupReset(ctx, v, text)
	case strings.ToLower(text) != "yes":
		return sure("Leave the checklist?", "Your name goes from it, and what you ticked stays ticked for your colleagues. You can begin another, or join again while it is shared.",
			"Yes, leave it", "leave yes"), nil
	}
	err := d.changeSetup(ctx, v.Request, "setup.left", func(tx *store.Tx, s council.Setup) error {
		if err := tx.LeaveSetup(v.From.ID); err != nil {
			return err
		}
		return d.withdrawSetup(tx, v.From.ID)
	})
	return d.gone(err, "You have left the checklist. Your name is not on it any more.")
}

// withdrawSetup takes back, in the book of consents, what the person agreed to
// for the checklist.
func (d *Desk) withdrawSetup(tx *store.Tx, id council.MemberID) error {
	if err := tx.Consent(id, council.AgreeShare, council.Private); err != nil {
		return err
	}
	return tx.Consent(id, council.AgreeJoin, council.Private)
}

// setupReset takes the whole checklist away, once that is sure.
func (d *Desk) setupReset(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	if !v.Owned(v.From.ID) {
		return nil, &council.Problem{Say: "Whoever began this checklist decides about taking it away. You can leave it in " + d.slash("setup share") + "."}
	}
	if strings.ToLower(text) != "yes" {
		return sure("Take the whole checklist away?", "Every tick, everything put off, the coverage grid and the printable plan go, "+v.forWhom()+". This cannot be undone.",
			"Yes, take it away", "reset yes"), nil
	}
	err := d.changeSetup(ctx, v.Request, "setup.reset", func(tx *store.Tx, s council.Setup) error {
		if err := tx.EndSetup(s.ID); err != nil {
			return err
		}
		return d.withdrawSetup(tx, v.From.ID)
	})
	return d.gone(err, "The checklist is taken away. You can begin another at any time.")
}

func (v setupView) forWhom() string {
	if len(v.People) > 1 {
		return "for your colleagues too"
	}
	return "for good"
}

// sure asks once more before something that cannot be undone.
func sure(title, text, label, arg string) ui.Message {
	return card(ui.Heading{Text: title}, ui.Prose{Text: text}, ui.Buttons{Row: []ui.Button{
		{Label: label, Do: "setup", Arg: arg, Style: ui.Danger},
		{Label: "No, keep it", Do: "setup", Arg: "next"},
	}})
}

// gone answers when the person is on no checklist any more.
func (d *Desk) gone(err error, say string) (ui.Reply, error) {
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: say}, ui.Buttons{Row: []ui.Button{{Label: "Set up an IT department", Do: "setup"}}}), nil
}

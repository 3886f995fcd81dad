package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// owedShown is how many of each kind of what one owes are shown.
const owedShown = 3

// owed is one thing that a member owes, and the way to do it.
type owed struct {
	text string
	do   ui.Button
}

// homeOwed is what a member owes: papers, actions, practices to look through, and
// the yearly word on the card. The reply to the next meeting stands with it.
func (d *Desk) homeOwed(ctx context.Context, r Request) ([]ui.Block, error) {
	if !r.From.Present() {
		return nil, nil
	}
	var all []owed
	for _, part := range []func(context.Context, Request) ([]owed, error){d.owedPapers, d.owedActions, d.owedPractices, d.owedCard} {
		some, err := part(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("look what a member owes: %w", err)
		}
		all = append(all, some...)
	}
	if len(all) == 0 {
		return []ui.Block{ui.Prose{Lead: "What you owe:", Text: "nothing at the moment."}, ui.Rule{}}, nil
	}
	body := []ui.Block{ui.Prose{Lead: "What you owe."}}
	for _, o := range all {
		body = append(body, ui.Prose{Text: o.text}, ui.Buttons{Row: []ui.Button{o.do}})
	}
	return append(body, ui.Rule{}), nil
}

func (d *Desk) owedPapers(ctx context.Context, r Request) ([]owed, error) {
	papers, err := d.Store.PapersBy(ctx, r.From.ID)
	if err != nil {
		return nil, err
	}
	var all []owed
	for _, p := range papers {
		if !p.Owed() || len(all) == owedShown {
			continue
		}
		m, err := d.Store.Meeting(ctx, p.Meeting)
		if err != nil {
			return nil, err
		}
		due := ""
		if m.ID != 0 {
			house, err := d.Store.House(ctx)
			if err != nil {
				return nil, err
			}
			due = ", due on " + m.PapersDue(house).Long()
		}
		all = append(all, owed{"A paper: “" + p.Title + "”" + due + ".",
			ui.Button{Label: clipped("Open the paper: " + p.Title), Do: "paper", Arg: fmt.Sprintf("show %d", p.ID)}})
	}
	return all, nil
}

func (d *Desk) owedActions(ctx context.Context, r Request) ([]owed, error) {
	actions, err := d.Store.Actions(ctx, store.WantedActions{State: council.ActionOpen, Owner: r.From.ID})
	if err != nil {
		return nil, err
	}
	var all []owed
	for _, a := range actions[:min(owedShown, len(actions))] {
		when := "due on " + a.Due.Long()
		if a.Overdue(council.DayOf(r.Now)) {
			when = "it was due on " + a.Due.Long()
		}
		all = append(all, owed{fmt.Sprintf("Action %s: %s (%s).", a.ID, strings.TrimSuffix(short(a.What), "."), when),
			ui.Button{Label: fmt.Sprintf("Open action %s", a.ID), Do: "action", Arg: "show " + a.ID.String()}})
	}
	return all, nil
}

func (d *Desk) owedPractices(ctx context.Context, r Request) ([]owed, error) {
	practices, err := d.Store.PracticesOf(ctx, r.From.ID)
	if err != nil {
		return nil, err
	}
	var all []owed
	for _, p := range practices {
		if p.Owner == r.From.ID && p.Due(council.DayOf(r.Now)) && len(all) < owedShown {
			all = append(all, owed{"A practice to look through: “" + p.Title + "”. Is it still right?",
				ui.Button{Label: clipped("Look at it: " + p.Title), Do: "practice", Arg: fmt.Sprintf("show %d", p.ID)}})
		}
	}
	return all, nil
}

func (d *Desk) owedCard(ctx context.Context, r Request) ([]owed, error) {
	confirmed, err := d.Store.Confirmed(ctx)
	if err != nil {
		return nil, err
	}
	if at, ever := confirmed[r.From.ID]; ever && council.CardDue(at, r.Now) {
		return []owed{{"Your card: you last said that it is right on " + d.dayIn(ctx, at).Long() + ".",
			ui.Button{Label: "My card is still right", Do: "member", Arg: "confirm"}}}, nil
	}
	return nil, nil
}

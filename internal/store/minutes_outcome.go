package store

import (
	"context"
	"slices"

	"councilbot/internal/council"
)

// readOutcomes gives, by item of a meeting's agenda, what stands under it by
// itself: notes that were approved, then decisions by number, then actions. What is
// under no item of the agenda is under 0.
func readOutcomes(ctx context.Context, from source, a council.Agenda) (map[council.ItemID][]council.Paragraph, error) {
	out := outcomes{agenda: a, under: map[council.ItemID][]council.Paragraph{}}
	notes, err := listCaptures(ctx, from, WantedCaptures{State: council.CaptureApproved, Kind: council.CaptureNote, Meeting: a.Meeting.ID})
	if err != nil {
		return nil, err
	}
	for _, c := range notes {
		out.add(c.Item, council.Paragraph{Kind: council.FactParagraph, Text: c.Words}, c.Closed)
	}
	decisions, err := listDecisions(ctx, from, WantedDecisions{Meeting: a.Meeting.ID})
	if err != nil {
		return nil, err
	}
	for _, d := range slices.Backward(decisions) {
		out.add(d.Item, council.Paragraph{Kind: council.DecisionParagraph, Ref: d.Number, Text: d.Words, Dissent: d.Dissent}, d.Closed)
	}
	actions, err := listActions(ctx, from, WantedActions{Meeting: a.Meeting.ID})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(actions, func(a, b council.Action) int { return int(a.ID - b.ID) })
	members, err := listMembers(ctx, from)
	if err != nil {
		return nil, err
	}
	for _, act := range actions {
		out.add(act.Item, actionParagraph(act, members), act.Closed)
	}
	return out.under, nil
}

// outcomes gathers what stands under the items of an agenda.
type outcomes struct {
	agenda council.Agenda
	under  map[council.ItemID][]council.Paragraph
}

// add puts a paragraph under its item. Why it is closed is said with it only where
// the item does not say so itself.
func (o outcomes) add(item council.ItemID, p council.Paragraph, closed string) {
	whole, on := o.agenda.Item(item)
	if !on {
		item = 0
	}
	if closed != whole.Closed {
		p.Closed = closed
	}
	o.under[item] = append(o.under[item], p)
}

func actionParagraph(a council.Action, members []council.Member) council.Paragraph {
	p := council.Paragraph{Kind: council.ActionParagraph, Ref: a.ID.String(), Text: a.What, Due: a.Due.Long()}
	for _, o := range a.Owners {
		p.Owners = append(p.Owners, council.Owner{Member: o.Member, Name: o.Among(members)})
	}
	return p
}

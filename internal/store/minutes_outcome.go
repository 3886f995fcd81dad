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
	under := map[council.ItemID][]council.Paragraph{}
	add := func(item council.ItemID, p council.Paragraph, closed string) {
		whole, on := a.Item(item)
		if !on {
			item = 0
		}
		if closed != whole.Closed {
			p.Closed = closed
		}
		under[item] = append(under[item], p)
	}
	notes, err := listCaptures(ctx, from, WantedCaptures{State: council.CaptureApproved, Kind: council.CaptureNote, Meeting: a.Meeting.ID})
	if err != nil {
		return nil, err
	}
	for _, c := range notes {
		add(c.Item, council.Paragraph{Kind: council.FactParagraph, Text: c.Words}, c.Closed)
	}
	decisions, err := listDecisions(ctx, from, WantedDecisions{Meeting: a.Meeting.ID})
	if err != nil {
		return nil, err
	}
	for _, d := range slices.Backward(decisions) {
		add(d.Item, council.Paragraph{Kind: council.DecisionParagraph, Ref: d.Number, Text: d.Words, Dissent: d.Dissent}, d.Closed)
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
		p := council.Paragraph{Kind: council.ActionParagraph, Ref: act.ID.String(), Text: act.What, Due: act.Due.Long()}
		for _, o := range act.Owners {
			p.Owners = append(p.Owners, council.Owner{Member: o.Member, Name: o.Among(members)})
		}
		add(act.Item, p, act.Closed)
	}
	return under, nil
}

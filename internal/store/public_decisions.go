package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Decisions lists the decisions of announced meetings, and those of none, by
// number, the latest first. A closed one is a stub. What was said in dissent is
// left out, because it names people.
func (p Public) Decisions(ctx context.Context, w WantedDecisions) ([]council.Decision, error) {
	meetings, err := p.Meetings(ctx, time.Time{})
	if err != nil {
		return nil, err
	}
	known := map[council.MeetingID]bool{0: true}
	for _, m := range meetings {
		known[m.ID] = true
	}
	all, err := p.store.Decisions(ctx, w)
	var open []council.Decision
	for _, d := range all {
		if known[d.Meeting] {
			recorded := d.Recorded
			d = d.SeenBy(council.Member{}, time.Time{})
			d.Sponsor, d.Dissent, d.Recorded = 0, "", recorded
			open = append(open, d)
		}
	}
	return open, err
}

// Decision gives one decision as [Public.Decisions] does; the zero Decision when
// there is none.
func (p Public) Decision(ctx context.Context, year, place int) (council.Decision, error) {
	all, err := p.Decisions(ctx, WantedDecisions{Year: year})
	for _, d := range all {
		if d.Number == council.DecisionNumber(year, place) {
			return d, err
		}
	}
	return council.Decision{}, err
}

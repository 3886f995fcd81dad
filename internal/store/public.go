package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Public is the part of the store that anyone may read: the website, the feeds
// and the exports see the store through it and not otherwise. Every query of it
// asks for published and open records only, so that nothing leaks by a
// condition that somebody forgot.
type Public struct{ store *Store }

// Public gives the public part of the store.
func (s *Store) Public() Public { return Public{s} }

// Members lists the members who show at least one field of their card to the
// public, with those fields and nothing else, by name. A card that was not
// confirmed in time is left out.
func (p Public) Members(ctx context.Context, now time.Time) ([]council.Member, error) {
	members, err := p.store.Members(ctx)
	if err != nil {
		return nil, err
	}
	choices, err := p.store.Choices(ctx)
	if err != nil {
		return nil, err
	}
	confirmed, err := p.store.Confirmed(ctx)
	if err != nil {
		return nil, err
	}
	var seen []council.Member
	for _, m := range members {
		if m.Present() && shows(choices[m.ID]) && !council.CardStale(confirmed[m.ID], now) {
			seen = append(seen, m.Seen(council.Public, choices[m.ID]))
		}
	}
	return seen, nil
}

// Meetings lists the council's meetings that start at from or later, in order,
// without their joining links. Those that the secretary has not announced yet
// are left out. Cancelled ones are there: that the council did not meet is
// public.
func (p Public) Meetings(ctx context.Context, from time.Time) ([]council.Meeting, error) {
	all, err := p.store.Meetings(ctx, from, time.Time{})
	var meetings []council.Meeting
	for _, m := range all {
		if announced(m) {
			meetings = append(meetings, outside(m))
		}
	}
	return meetings, err
}

// Papers lists an announced meeting's papers that anybody may read, each in the revision
// that is published, in the order of its agenda: see council.Paper.Public.
func (p Public) Papers(ctx context.Context, id council.MeetingID) ([]council.Paper, error) {
	if m, err := p.Meeting(ctx, id); err != nil || m.ID == 0 {
		return nil, err
	}
	all, err := p.store.PublishedPapers(ctx, id)
	return public(all), err
}

// Paper gives a paper that anybody may read, in the revision that is published;
// the zero Paper where there is none such.
func (p Public) Paper(ctx context.Context, id council.PaperID) (council.Paper, error) {
	paper, err := p.store.PublishedPaper(ctx, id)
	if err != nil || !paper.Public() {
		return council.Paper{}, err
	}
	if m, err := p.Meeting(ctx, paper.Meeting); err != nil || m.ID == 0 {
		return council.Paper{}, err
	}
	paper.Email = ""
	return paper, nil
}

// Withheld gives, for each item of a meeting, what may be said of its published
// papers that are not for the public: that there is one, and why it is not shown.
func (p Public) Withheld(ctx context.Context, id council.MeetingID) (map[council.ItemID][]string, error) {
	if m, err := p.Meeting(ctx, id); err != nil || m.ID == 0 {
		return nil, err
	}
	all, err := p.store.PublishedPapers(ctx, id)
	stubs := map[council.ItemID][]string{}
	for _, paper := range all {
		if !paper.Public() {
			stubs[paper.Item] = append(stubs[paper.Item], paper.Stub())
		}
	}
	return stubs, err
}

// public gives the papers that anybody may read, without their authors' e-mail
// addresses.
func public(all []council.Paper) []council.Paper {
	var seen []council.Paper
	for _, paper := range all {
		if paper.Public() {
			paper.Email = ""
			seen = append(seen, paper)
		}
	}
	return seen
}

// Origin gives the council's own name among all calendars; see [Store.Origin].
func (p Public) Origin(ctx context.Context) (string, error) { return p.store.Origin(ctx) }

func shows(choices map[council.Field]council.Visibility) bool {
	for _, v := range choices {
		if v == council.Public {
			return true
		}
	}
	return false
}

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

// Meetings lists the council's meetings that start at from or later, without
// their joining links. Cancelled ones are there: that the council did not meet
// is public.
func (p Public) Meetings(ctx context.Context, from time.Time) ([]council.Meeting, error) {
	meetings, err := p.store.Meetings(ctx, from, time.Time{})
	for i := range meetings {
		meetings[i].JoinLink, meetings[i].Channel = "", ""
	}
	return meetings, err
}

func shows(choices map[council.Field]council.Visibility) bool {
	for _, v := range choices {
		if v == council.Public {
			return true
		}
	}
	return false
}

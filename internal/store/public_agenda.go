package store

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// Meeting gives a meeting that was announced or held, as [Public.Meetings] does;
// the zero Meeting when there is none.
func (p Public) Meeting(ctx context.Context, id council.MeetingID) (council.Meeting, error) {
	m, err := p.store.Meeting(ctx, id)
	if err != nil || !announced(m) {
		return council.Meeting{}, err
	}
	return outside(m), nil
}

// MeetingChanged gives when an announced meeting was last called, moved,
// confirmed, held or cancelled; the zero Time when that is not known.
func (p Public) MeetingChanged(ctx context.Context, id council.MeetingID) (time.Time, error) {
	m, err := p.Meeting(ctx, id)
	if err != nil || m.ID == 0 {
		return time.Time{}, err
	}
	return first(ctx, p.store.read, scanMoment, `SELECT coalesce(max(at), '') FROM audit WHERE about = ? AND did LIKE 'meeting.%'`,
		fmt.Sprintf("meeting/%d", id))
}

// Agenda gives the agenda of an announced meeting once it is published, with
// closed items as stubs; the zero Agenda otherwise. A presenter is named only
// where that is a member who shows the name to the public, and no item says who
// proposed it.
func (p Public) Agenda(ctx context.Context, id council.MeetingID, now time.Time) (council.Agenda, error) {
	m, err := p.Meeting(ctx, id)
	if err != nil || m.ID == 0 {
		return council.Agenda{}, err
	}
	a, err := p.store.Agenda(ctx, id)
	if err != nil || a.Draft() {
		return council.Agenda{}, err
	}
	named, err := p.names(ctx, now)
	if err != nil {
		return council.Agenda{}, err
	}
	a.Meeting = m
	for i, item := range a.Items {
		item = item.SeenBy(council.Member{}, now)
		item.Sponsor = 0
		if !named[item.Presenter] {
			item.Presenter = ""
		}
		a.Items[i] = item
	}
	return a, nil
}

// names are the names that members show to the public.
func (p Public) names(ctx context.Context, now time.Time) (map[string]bool, error) {
	members, err := p.Members(ctx, now)
	named := make(map[string]bool, len(members))
	for _, m := range members {
		named[m.Name] = m.Name != ""
	}
	return named, err
}

// AgendaVersions lists the versions of a published agenda from the one that was
// published on, the first first; none while it is a draft.
func (p Public) AgendaVersions(ctx context.Context, id council.MeetingID, now time.Time) ([]AgendaVersion, error) {
	a, err := p.Agenda(ctx, id, now)
	if err != nil || a.Draft() {
		return nil, err
	}
	all, err := p.store.AgendaVersions(ctx, id)
	if err != nil {
		return nil, err
	}
	from := 0
	for i, v := range all {
		if !v.At.After(a.Published) {
			from = i
		}
	}
	return all[from:], nil
}

// announced reports whether the public may know of a meeting: the secretary has
// started its reminders, or it was held.
func announced(m council.Meeting) bool { return m.ID != 0 && (!m.Waiting || m.State == council.Held) }

// outside is a meeting without what only the council needs.
func outside(m council.Meeting) council.Meeting {
	m.JoinLink, m.Channel = "", ""
	return m
}

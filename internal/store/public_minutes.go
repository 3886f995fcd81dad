package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// Minutes gives a meeting's minutes as anybody may read them: from when they are
// circulated, as they were circulated and marked as a draft, and once they are
// published, as they were agreed. Before that, and of a meeting that there is not,
// they have no state; of those that were called back it is known that they were, and
// nothing else. Of a closed item its stub alone is there, and of people the names
// alone that they show to everybody at now.
func (p Public) Minutes(ctx context.Context, id council.MeetingID, now time.Time) (council.Minutes, error) {
	m, err := first(ctx, p.store.read, scanMinutes, `SELECT `+minutesColumns+` FROM minutes WHERE meeting = ? AND (state IN ('circulated', 'agreed', 'published') OR recalled <> '')`, int64(id))
	switch {
	case err != nil || m.State == "":
		return council.Minutes{}, err
	case m.Back():
		meeting, err := p.Meeting(ctx, id)
		return onItsClock(council.Minutes{Recalled: m.Recalled}, meeting), err
	}
	return p.minutes(ctx, m, now)
}

// EveryMinutes lists the minutes that anybody may read, the latest meeting first;
// see [Public.Minutes].
func (p Public) EveryMinutes(ctx context.Context, now time.Time) ([]council.Minutes, error) {
	all, err := list(ctx, p.store.read, scanMinutes, `SELECT `+minutesColumns+` FROM minutes WHERE state IN ('circulated', 'agreed', 'published')
		ORDER BY (SELECT starts FROM meetings WHERE id = minutes.meeting) DESC, meeting DESC`)
	for i := range all {
		if all[i], err = p.minutes(ctx, all[i], now); err != nil {
			return nil, err
		}
	}
	return all, err
}

// minutes reads the open part of the version that is public.
func (p Public) minutes(ctx context.Context, m council.Minutes, now time.Time) (council.Minutes, error) {
	meeting, err := readMeeting(ctx, p.store.read, m.Meeting.ID)
	if err != nil {
		return council.Minutes{}, err
	}
	meeting.JoinLink, meeting.Channel = "", ""
	m = onItsClock(m, meeting)
	m.Why = ""
	if m.State == council.MinutesAgreed { // until they are published, what was circulated stands
		m.State, m.Version, m.Agreed, m.AgreedAt, m.Signed = council.MinutesCirculated, m.Version-1, time.Time{}, 0, ""
	}
	text, err := first(ctx, p.store.read, scanText, `SELECT open FROM minutes_versions WHERE meeting = ? AND version = ?`, int64(m.Meeting.ID), m.Version)
	if err != nil {
		return council.Minutes{}, err
	}
	if err := json.Unmarshal([]byte(text), &m.MinutesText); err != nil {
		return council.Minutes{}, fmt.Errorf("read the open minutes of meeting %d: %w", m.Meeting.ID, err)
	}
	if m.Since, err = readSince(ctx, p.store.read, m); err != nil {
		return council.Minutes{}, err
	}
	m.MinutesText = m.Open()
	return p.named(ctx, m, now)
}

// named leaves the names alone that people show to everybody.
func (p Public) named(ctx context.Context, m council.Minutes, now time.Time) (council.Minutes, error) {
	members, err := p.Members(ctx, now)
	if err != nil {
		return council.Minutes{}, err
	}
	shown, signed := make(map[council.MemberID]council.Member, len(members)), ""
	for _, who := range members {
		shown[who.ID] = who
		if who.Name != "" && who.Name == m.Signed {
			signed = m.Signed
		}
	}
	m.MinutesText, m.Signed = m.Named(shown), signed
	return m, nil
}

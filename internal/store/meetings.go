package store

import (
	"context"
	"fmt"
	"sync"
	"time"

	"councilbot/internal/council"
)

// meetingColumns are read by scanMeeting.
const meetingColumns = `id, title, local, zone, minutes, place, join_link, state, reason, revision, sequence, channel, waiting`

const wallText = "2006-01-02T15:04"

// zones keeps the zones that were looked up: reading one costs a file.
var zones sync.Map // name → *time.Location

func zoneOf(name string) (*time.Location, error) {
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, zone)
	}
	return zone, err
}

// Meeting gives the meeting of an id; the zero Meeting when there is none.
func (s *Store) Meeting(ctx context.Context, id council.MeetingID) (council.Meeting, error) {
	return readMeeting(ctx, s.read, id)
}

// Meetings lists the meetings that start at from or later and before until, in
// order, cancelled ones too. A zero time sets no bound.
func (s *Store) Meetings(ctx context.Context, from, until time.Time) ([]council.Meeting, error) {
	last := stamp(until)
	if last == "" {
		last = "9999"
	}
	return list(ctx, s.read, scanMeeting, `SELECT `+meetingColumns+` FROM meetings WHERE starts >= ? AND starts < ? ORDER BY starts, id`, stamp(from), last)
}

// NextMeeting gives the first meeting that is still to be at now; the zero
// Meeting when none is called.
func (s *Store) NextMeeting(ctx context.Context, now time.Time) (council.Meeting, error) {
	return first(ctx, s.read, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE starts > ? AND state IN ('called', 'confirmed') ORDER BY starts, id LIMIT 1`, stamp(now))
}

// CalledAt gives the meeting that is still to be and starts at a moment; the zero
// Meeting when there is none.
func (s *Store) CalledAt(ctx context.Context, at time.Time) (council.Meeting, error) {
	return readCalledAt(ctx, s.read, at)
}

// CalledAt gives the meeting that starts at a moment as the change sees it, as
// [Store.CalledAt] does.
func (tx *Tx) CalledAt(at time.Time) (council.Meeting, error) {
	return readCalledAt(tx.ctx, tx, at)
}

func readCalledAt(ctx context.Context, from source, at time.Time) (council.Meeting, error) {
	return first(ctx, from, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE starts = ? AND state IN ('called', 'confirmed') ORDER BY id LIMIT 1`, stamp(at))
}

// Beside gives the meetings before and after another, cancelled ones left out; the
// zero Meeting where there is none.
func (s *Store) Beside(ctx context.Context, m council.Meeting) (before, after council.Meeting, err error) {
	before, err = first(ctx, s.read, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE starts < ? AND state <> 'cancelled' ORDER BY starts DESC, id DESC LIMIT 1`, stamp(m.Starts))
	if err != nil {
		return before, after, err
	}
	after, err = first(ctx, s.read, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE starts > ? AND state <> 'cancelled' ORDER BY starts, id LIMIT 1`, stamp(m.Starts))
	return before, after, err
}

// Meeting gives the meeting of an id as the change sees it; the zero Meeting
// when there is none.
func (tx *Tx) Meeting(id council.MeetingID) (council.Meeting, error) {
	return readMeeting(tx.ctx, tx, id)
}

// PutMeeting keeps a meeting: a new one when the ID is 0, called with revision
// and sequence 1, else in the place of what was kept under it. When its revision
// has risen, because it was moved or cancelled, the messages that were waiting
// for the old one are skipped; when it was moved, its replies are asked for anew.
// A new meeting has its agenda at once; the items of a cancelled one go on at the
// next.
func (tx *Tx) PutMeeting(m council.Meeting) (council.MeetingID, error) {
	if m.Starts.IsZero() || m.Starts.Location() == time.Local {
		return 0, fmt.Errorf("keep a meeting: its start %v has no zone", m.Starts)
	}
	called := m.ID == 0
	if called {
		m.State, m.Revision, m.Sequence = council.Called, 1, 1
	} else if err := tx.dropOutdated(m); err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanMeetingID, `INSERT INTO meetings (`+meetingColumns+`, starts)
		VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, local = excluded.local, zone = excluded.zone, minutes = excluded.minutes,
			place = excluded.place, join_link = excluded.join_link, state = excluded.state, reason = excluded.reason,
			revision = excluded.revision, sequence = excluded.sequence, channel = excluded.channel, waiting = excluded.waiting, starts = excluded.starts
		RETURNING id`,
		int64(m.ID), m.Title, m.Starts.Format(wallText), m.Starts.Location().String(), int(m.Length/time.Minute), m.Place, m.JoinLink,
		string(m.State), m.Reason, m.Revision, m.Sequence, m.Channel, m.Waiting, stamp(m.Starts))
	switch {
	case err != nil:
		return 0, err
	case called:
		return id, tx.callAgenda(id)
	case m.State == council.Cancelled:
		return id, tx.clearAgenda(id)
	}
	return id, nil
}

// dropOutdated skips what was waiting to be sent about a meeting as it was, all but
// its agenda, which is written anew, and forgets the replies to a date that it no
// longer has.
func (tx *Tx) dropOutdated(m council.Meeting) error {
	was, err := tx.Meeting(m.ID)
	if err != nil || was.Revision >= m.Revision {
		return err
	}
	if !was.Starts.Equal(m.Starts) {
		if _, err := tx.exec(`DELETE FROM replies WHERE meeting = ?`, int64(m.ID)); err != nil {
			return err
		}
	}
	_, err = tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'The meeting was moved or cancelled before this was sent.'
		WHERE meeting = ? AND state IN ('due', 'claimed') AND job <> ?`, int64(m.ID), AgendaJob)
	return err
}

func readMeeting(ctx context.Context, from source, id council.MeetingID) (council.Meeting, error) {
	return first(ctx, from, scanMeeting, `SELECT `+meetingColumns+` FROM meetings WHERE id = ?`, int64(id))
}

func scanMeetingID(r row) (id council.MeetingID, err error) { err = r.Scan(&id); return id, err }

func scanMeeting(r row) (m council.Meeting, err error) {
	var local, zoneName string
	var minutes int
	err = r.Scan(&m.ID, &m.Title, &local, &zoneName, &minutes, &m.Place, &m.JoinLink, &m.State, &m.Reason, &m.Revision, &m.Sequence, &m.Channel, &m.Waiting)
	if err != nil {
		return council.Meeting{}, err
	}
	zone, err := zoneOf(zoneName)
	if err != nil {
		return council.Meeting{}, fmt.Errorf("meeting %d: %w", m.ID, err)
	}
	m.Length = time.Duration(minutes) * time.Minute
	if m.Starts, err = time.ParseInLocation(wallText, local, zone); err != nil {
		return council.Meeting{}, fmt.Errorf("meeting %d: %w", m.ID, err)
	}
	return m, nil
}

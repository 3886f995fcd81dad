package store

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// Minutes gives the minutes of a meeting, whole: a draft as the records stand now,
// circulated ones as they were circulated, agreed ones as they were agreed. Closed
// items are in it, so whoever shows it asks [council.MinutesText.SeenBy] first.
// Not begun, they have no state; of a meeting that there is not, no meeting.
func (s *Store) Minutes(ctx context.Context, id council.MeetingID) (council.Minutes, error) {
	return readMinutes(ctx, s.read, id)
}

// Minutes gives the minutes of a meeting as the change sees them, whole.
func (tx *Tx) Minutes(id council.MeetingID) (council.Minutes, error) {
	return readMinutes(tx.ctx, tx, id)
}

// MinutesBegun lists how far all minutes have come, the latest meeting first,
// without what they say.
func (s *Store) MinutesBegun(ctx context.Context) ([]council.Minutes, error) {
	states, err := list(ctx, s.read, scanMinutes, `SELECT `+minutesColumns+` FROM minutes
		ORDER BY (SELECT starts FROM meetings WHERE id = minutes.meeting) DESC, meeting DESC`)
	if err != nil {
		return nil, err
	}
	for i := range states {
		meeting, err := readMeeting(ctx, s.read, states[i].Meeting.ID)
		if err != nil {
			return nil, err
		}
		states[i] = onItsClock(states[i], meeting)
	}
	return states, nil
}

// BeginMinutes makes the draft of a meeting's minutes; begun ones stay as they
// are. The error is a *council.Problem when the meeting was not held.
func (tx *Tx) BeginMinutes(id council.MeetingID) error {
	m, err := tx.Minutes(id)
	if err != nil || m.State != "" {
		return err
	}
	if m, err = m.Begin(); err != nil {
		return err
	}
	return tx.putMinutes(m)
}

// PutGuests says who else was at a meeting. The error is a *council.Problem when
// the minutes are circulated.
func (tx *Tx) PutGuests(id council.MeetingID, guests string) error {
	m, err := tx.Minutes(id)
	if err != nil {
		return err
	}
	if err := m.Editable(); err != nil {
		return err
	}
	m.Guests = guests
	return tx.putMinutes(m)
}

// Circulate freezes a meeting's minutes as they are now, and keeps them so. The
// error is a *council.Problem.
func (tx *Tx) Circulate(id council.MeetingID) (council.Minutes, error) {
	m, err := tx.Minutes(id)
	if err != nil {
		return m, err
	}
	if m, err = m.Circulate(tx.At()); err != nil {
		return m, err
	}
	return m, tx.putVersionOf(m)
}

// Agree keeps a meeting's minutes as agreed with the corrections of the ids given,
// at a later meeting, or by correspondence when at is 0. Every other proposed
// correction is not made. The error is a *council.Problem.
func (tx *Tx) Agree(id, at council.MeetingID, signed string, made []council.CorrectionID) (council.Minutes, error) {
	m, err := tx.Minutes(id)
	if err != nil {
		return m, err
	}
	later, err := tx.Meeting(at)
	if err != nil {
		return m, err
	}
	corrections, err := tx.chosen(id, made)
	if err != nil {
		return m, err
	}
	house, err := readHouse(tx.ctx, tx)
	if err != nil {
		return m, err
	}
	if m, err = m.Agree(tx.At(), later, signed, corrections, house.Quorum); err != nil {
		return m, err
	}
	for _, c := range corrections {
		if _, err := tx.putSeat(id, c.Seat); err != nil {
			return m, err
		}
	}
	if err := tx.closeCorrections(id, made); err != nil {
		return m, err
	}
	return m, tx.putVersionOf(m)
}

// PublishMinutes says that agreed minutes are out. The error is a *council.Problem.
func (tx *Tx) PublishMinutes(id council.MeetingID) (council.Minutes, error) {
	m, err := tx.Minutes(id)
	if err != nil {
		return m, err
	}
	if m, err = m.Publish(tx.At()); err != nil {
		return m, err
	}
	return m, tx.putMinutes(m)
}

// minutesColumns are read by scanMinutes.
const minutesColumns = `meeting, state, version, guests, circulated, agreed, published, signed, coalesce(agreed_at, 0), recalled, why,
	(SELECT coalesce(max(at), '') FROM redactions WHERE redactions.meeting = minutes.meeting)`

func (tx *Tx) putMinutes(m council.Minutes) error {
	_, err := tx.exec(`INSERT INTO minutes (meeting, state, version, guests, circulated, agreed, published, signed, agreed_at, recalled, why)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)
		ON CONFLICT DO UPDATE SET state = excluded.state, version = excluded.version, guests = excluded.guests, circulated = excluded.circulated,
			agreed = excluded.agreed, published = excluded.published, signed = excluded.signed, agreed_at = excluded.agreed_at,
			recalled = excluded.recalled, why = excluded.why`,
		int64(m.Meeting.ID), string(m.State), m.Version, m.Guests, stamp(m.Circulated), stamp(m.Agreed), stamp(m.Published), m.Signed, int64(m.AgreedAt),
		stamp(m.Recalled), m.Why)
	if err != nil {
		return fmt.Errorf("keep the minutes of meeting %d: %w", m.Meeting.ID, err)
	}
	return nil
}

func readMinutes(ctx context.Context, from source, id council.MeetingID) (council.Minutes, error) {
	meeting, err := readMeeting(ctx, from, id)
	if err != nil || meeting.ID == 0 {
		return council.Minutes{}, err
	}
	m, err := first(ctx, from, scanMinutes, `SELECT `+minutesColumns+` FROM minutes WHERE meeting = ?`, int64(id))
	if err != nil {
		return m, err
	}
	m = onItsClock(m, meeting)
	switch m.State {
	case "":
		return m, nil
	case council.MinutesDraft:
		m.MinutesText, err = draftMinutes(ctx, from, m)
		return m, err
	}
	if m.MinutesText, err = readMinutesVersion(ctx, from, id, m.Version); err != nil {
		return m, err
	}
	m.Since, err = readSince(ctx, from, m)
	return m, err
}

// readSince gives what was recorded of a meeting after the version of its minutes.
func readSince(ctx context.Context, from source, m council.Minutes) ([]council.MinutedItem, error) {
	a, err := readAgenda(ctx, from, m.Meeting.ID)
	if err != nil {
		return nil, err
	}
	outcomes, err := readOutcomes(ctx, from, a)
	return m.After(a, outcomes), err
}

// onItsClock gives minutes with their meeting, their moments on its own clock.
func onItsClock(m council.Minutes, meeting council.Meeting) council.Minutes {
	m.Meeting = meeting
	for _, t := range []*time.Time{&m.Circulated, &m.Agreed, &m.Published, &m.Recalled, &m.Struck} {
		if !t.IsZero() {
			*t = t.In(meeting.Starts.Location())
		}
	}
	return m
}

// draftMinutes makes the text of a draft from the records as they stand.
func draftMinutes(ctx context.Context, from source, m council.Minutes) (text council.MinutesText, err error) {
	facts := council.MinutesFacts{Guests: m.Guests}
	if facts.Agenda, err = readAgenda(ctx, from, m.Meeting.ID); err != nil {
		return text, err
	}
	if facts.Present, err = readAttendance(ctx, from, m.Meeting.ID); err != nil {
		return text, err
	}
	house, err := readHouse(ctx, from)
	if err != nil {
		return text, err
	}
	facts.Quorum = house.Quorum
	if facts.Prose, err = readProse(ctx, from, m.Meeting.ID); err != nil {
		return text, err
	}
	if facts.Agreed, err = readAgreedAt(ctx, from, m.Meeting.ID); err != nil {
		return text, err
	}
	if facts.Outcomes, err = readOutcomes(ctx, from, facts.Agenda); err != nil {
		return text, err
	}
	facts.Next, err = first(ctx, from, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE starts > ? AND (state IN ('called', 'confirmed') AND waiting = 0 OR state = 'held') ORDER BY starts, id LIMIT 1`, stamp(m.Meeting.Starts))
	return facts.Draft(), err
}

// readAgreedAt lists the minutes that a meeting agreed.
func readAgreedAt(ctx context.Context, from source, id council.MeetingID) ([]council.Minutes, error) {
	ids, err := list(ctx, from, scanMeetingID, `SELECT meeting FROM minutes WHERE agreed_at = ? ORDER BY meeting`, int64(id))
	var all []council.Minutes
	for _, id := range ids {
		m, err := readMinutes(ctx, from, id)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, err
}

func scanMinutes(r row) (m council.Minutes, err error) {
	var circulated, agreed, published, recalled, struck string
	err = r.Scan(&m.Meeting.ID, &m.State, &m.Version, &m.Guests, &circulated, &agreed, &published, &m.Signed, &m.AgreedAt, &recalled, &m.Why, &struck)
	if err != nil {
		return m, err
	}
	for at, text := range map[*time.Time]string{&m.Circulated: circulated, &m.Agreed: agreed, &m.Published: published, &m.Recalled: recalled, &m.Struck: struck} {
		if *at, err = moment(text); err != nil {
			return m, fmt.Errorf("minutes of meeting %d: %w", m.Meeting.ID, err)
		}
	}
	return m, nil
}

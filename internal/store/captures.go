package store

import (
	"context"
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// captureColumns are read by scanCapture, from captures c with items i.
const captureColumns = `c.id, c.kind, c.words, c.due, c.dissent, coalesce(c.meeting, 0), coalesce(c.item, 0), c.day, c.unread_due, c.unread_owners,
	coalesce(c.by, 0), c.at, c.channel, c.ts, c.line, c.link, c.state, coalesce(c.action, 0), coalesce(c.decision, 0),
	coalesce(i.closed, ''), coalesce(i.sponsor, 0), ` + captureOwners

const fromCaptures = ` FROM captures c LEFT JOIN items i ON i.id = c.item `

// WantedCaptures says which captures are wanted; what is zero is not asked.
type WantedCaptures struct {
	State   council.CaptureState
	Kind    council.CaptureKind
	Meeting council.MeetingID
	By      council.MemberID
}

// Captures lists what was captured, in the order in which it was. Ask
// council.Capture.OpenTo before showing one.
func (s *Store) Captures(ctx context.Context, w WantedCaptures) ([]council.Capture, error) {
	return listCaptures(ctx, s.read, w)
}

func listCaptures(ctx context.Context, from source, w WantedCaptures) ([]council.Capture, error) {
	return list(ctx, from, scanCapture, `SELECT `+captureColumns+fromCaptures+`
		WHERE (?1 = '' OR c.state = ?1) AND (?2 = '' OR c.kind = ?2) AND (?3 = 0 OR c.meeting = ?3) AND (?4 = 0 OR c.by = ?4) ORDER BY c.id`,
		string(w.State), string(w.Kind), int64(w.Meeting), int64(w.By))
}

// Capture gives the capture of an id; the zero Capture when there is none.
func (s *Store) Capture(ctx context.Context, id council.CaptureID) (council.Capture, error) {
	return readCapture(ctx, s.read, id)
}

// Capture gives the capture of an id as the change sees it; the zero Capture when
// there is none.
func (tx *Tx) Capture(id council.CaptureID) (council.Capture, error) {
	return readCapture(tx.ctx, tx, id)
}

// CapturedFrom lists what was captured from a message, by line, as the change
// sees it; what was dropped too.
func (tx *Tx) CapturedFrom(channel, ts string) ([]council.Capture, error) {
	return list(tx.ctx, tx, scanCapture, `SELECT `+captureColumns+fromCaptures+` WHERE c.channel = ? AND c.ts = ? AND c.ts <> '' ORDER BY c.line, c.id`, channel, ts)
}

// PutCapture keeps something captured, anew when its ID is 0. It gives the id.
// The error is a *council.Problem when it is not fit to keep.
func (tx *Tx) PutCapture(c council.Capture) (council.CaptureID, error) {
	if err := c.Check(); err != nil {
		return 0, err
	}
	unread, err := json.Marshal(append([]string{}, c.UnreadOwners...))
	if err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanCaptureID, `INSERT INTO captures (id, kind, words, due, dissent, meeting, item, day, unread_due, unread_owners, by, at,
			channel, ts, line, link, state, action, decision)
		VALUES (nullif(?, 0), ?, ?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0))
		ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, words = excluded.words, due = excluded.due, dissent = excluded.dissent,
			meeting = excluded.meeting, item = excluded.item, day = excluded.day, unread_due = excluded.unread_due, unread_owners = excluded.unread_owners,
			state = excluded.state, action = excluded.action, decision = excluded.decision
		RETURNING id`,
		int64(c.ID), string(c.Kind), c.Words, dayText(c.Due), c.Dissent, int64(c.Meeting), int64(c.Item), dayText(c.On), c.UnreadDue, string(unread), int64(c.By),
		stamp(tx.At()), c.Channel, c.TS, c.Line, c.Link, string(c.State), int64(c.Action), int64(c.Decision))
	if err != nil {
		return 0, fmt.Errorf("keep capture %d: %w", c.ID, err)
	}
	return id, tx.putOwners(`DELETE FROM capture_owners WHERE capture = ?`,
		`INSERT INTO capture_owners (capture, place, member, name) VALUES (?, ?, nullif(?, 0), ?)`, int64(id), c.Owners)
}

func readCapture(ctx context.Context, from source, id council.CaptureID) (council.Capture, error) {
	return first(ctx, from, scanCapture, `SELECT `+captureColumns+fromCaptures+` WHERE c.id = ?`, int64(id))
}

func scanCaptureID(r row) (id council.CaptureID, err error) { err = r.Scan(&id); return id, err }

func scanCapture(r row) (c council.Capture, err error) {
	var due, on, unread, at, owners string
	err = r.Scan(&c.ID, &c.Kind, &c.Words, &due, &c.Dissent, &c.Meeting, &c.Item, &on, &c.UnreadDue, &unread,
		&c.By, &at, &c.Channel, &c.TS, &c.Line, &c.Link, &c.State, &c.Action, &c.Decision, &c.Closed, &c.Sponsor, &owners)
	if err != nil {
		return council.Capture{}, err
	}
	if c.Due, err = day(due); err != nil {
		return c, fmt.Errorf("capture %d: %w", c.ID, err)
	}
	if c.On, err = day(on); err != nil {
		return c, fmt.Errorf("capture %d: %w", c.ID, err)
	}
	if err = json.Unmarshal([]byte(unread), &c.UnreadOwners); err != nil {
		return c, fmt.Errorf("capture %d: %w", c.ID, err)
	}
	if len(c.UnreadOwners) == 0 {
		c.UnreadOwners = nil
	}
	if c.Owners, err = readOwners(owners); err != nil {
		return c, fmt.Errorf("capture %d: %w", c.ID, err)
	}
	c.At, err = moment(at)
	return c, err
}

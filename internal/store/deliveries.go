package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// Progress is how far a delivery has come.
type Progress string

// A delivery is due, then claimed by whoever sends it, then sent; or it is
// skipped by a stated rule, or failed for good, or could not be sent while it was
// of use.
const (
	Due     Progress = "due"
	Claimed Progress = "claimed"
	Sent    Progress = "sent"
	Skipped Progress = "skipped"
	Failed  Progress = "failed"
	Lapsed  Progress = "lapsed"
)

// Delivery is a message that leaves the building unasked. Its key makes it one
// message, whoever works it out and however often.
type Delivery struct {
	ID       int64
	Key      string            // job/meeting/revision/due/addressee; also the post's metadata in Slack
	Job      string            // the name of the job, or of the command's notice
	Meeting  council.MeetingID // 0 when it is about none
	To       council.Addressee
	Message  json.RawMessage // what is said, as its writer encoded it
	Due      time.Time       // when it fell due
	After    time.Time       // not to be sent before; zero: at Due
	Lapses   time.Time       // of no use from then on, and not sent; zero: always of use
	Unasked  bool            // counts towards one unasked direct message a week
	Asks     string          // what it asks the member for: "reply"; once that is given it is not sent
	Edits    int64           // the delivery whose post it changes; 0: a post of its own
	State    Progress        // empty on a new one: due
	Look     bool            // it may have been sent already: look for its key before sending
	Claim    string          // who is sending it
	Tries    int
	Sent     time.Time
	PostedIn string // Slack's conversation, and
	TS       string // Slack's name of the message in it
	Note     string // why it was skipped or failed: a whole sentence
}

// Late reports whether the delivery is of no use any more at now.
func (d Delivery) Late(now time.Time) bool { return !d.Lapses.IsZero() && !now.Before(d.Lapses) }

// deliveryColumns are read by scanDelivery.
const deliveryColumns = `id, key, job, coalesce(meeting, 0), coalesce(member, 0), channel, email, message, due, after, lapses, unasked,
	asks, coalesce(edits, 0), state, look, claim, tries, sent, posted_in, ts, note`

// ReplyAsked is what a message asks for when the member has not answered a
// notice of meeting.
const ReplyAsked = "reply"

// Deliver keeps a message to be sent, in the transaction of the fact that causes
// it. fresh is false, and nothing is kept, when the key is there already.
func (tx *Tx) Deliver(d Delivery) (fresh bool, err error) {
	if d.State == "" {
		d.State = Due
	}
	if d.After.Before(d.Due) {
		d.After = d.Due
	}
	n, err := tx.count(`INSERT INTO deliveries (key, job, meeting, member, channel, email, message, due, after, lapses, unasked, asks, edits, state, look,
			claim, lease, tries, sent, posted_in, ts, note)
		VALUES (?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, '', '', 0, '', '', '', ?) ON CONFLICT (key) DO NOTHING`,
		d.Key, d.Job, int64(d.Meeting), int64(d.To.Member), d.To.Channel, d.To.Email, string(d.Message), stamp(d.Due), stamp(d.After), stamp(d.Lapses),
		d.Unasked, d.Asks, d.Edits, string(d.State), d.Look, d.Note)
	if err != nil {
		return false, fmt.Errorf("keep the message %s: %w", d.Key, err)
	}
	return n == 1, nil
}

// Wanted says which deliveries are wanted; what is zero is not asked.
type Wanted struct {
	From, Until time.Time // due from a moment, until before another
	Meeting     council.MeetingID
	Member      council.MemberID
	Job         string
	State       Progress
}

// Deliveries lists deliveries in the order in which they fell due.
func (s *Store) Deliveries(ctx context.Context, w Wanted) ([]Delivery, error) {
	until := stamp(w.Until)
	if until == "" {
		until = "9999"
	}
	return list(ctx, s.read, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries
		WHERE due >= ?1 AND due < ?2 AND (?3 = 0 OR meeting = ?3) AND (?4 = 0 OR member = ?4) AND (?5 = '' OR job = ?5) AND (?6 = '' OR state = ?6)
		ORDER BY due, id`, stamp(w.From), until, int64(w.Meeting), int64(w.Member), w.Job, string(w.State))
}

// Delivery gives the delivery of an id; the zero Delivery when there is none.
func (s *Store) Delivery(ctx context.Context, id int64) (Delivery, error) {
	return first(ctx, s.read, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries WHERE id = ?`, id)
}

// Posted lists the posts about a meeting that were put into channels, so that
// they can be edited. One that was being sent while the meeting changed is among
// them: it may be there.
func (tx *Tx) Posted(meeting council.MeetingID) ([]Delivery, error) {
	return list(tx.ctx, tx, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries
		WHERE meeting = ?1 AND channel <> '' AND edits IS NULL AND (state = 'sent' OR state IN ('claimed', 'skipped') AND claim <> '' AND lease > ?2)
		ORDER BY id`, int64(meeting), stamp(tx.At()))
}

// Unasked gives, for each member, when the last unasked direct message since a
// moment was sent or is to be.
func (s *Store) Unasked(ctx context.Context, since time.Time) (map[council.MemberID]time.Time, error) {
	type last struct {
		member council.MemberID
		at     time.Time
	}
	all, err := list(ctx, s.read, func(r row) (l last, err error) {
		var at string
		if err := r.Scan(&l.member, &at); err != nil {
			return l, err
		}
		l.at, err = moment(at)
		return l, err
	}, `SELECT member, max(after) FROM deliveries WHERE member IS NOT NULL AND unasked = 1 AND state IN ('due', 'claimed', 'sent')
		AND after >= ? GROUP BY member`, stamp(since))
	byMember := make(map[council.MemberID]time.Time, len(all))
	for _, l := range all {
		byMember[l.member] = l.at
	}
	return byMember, err
}

// PostedAbout gives the meeting that a post of ours is about, by Slack's name of
// the post; 0 when it is no post of ours, or is about none.
func (s *Store) PostedAbout(ctx context.Context, channel, ts string) (council.MeetingID, error) {
	if ts == "" {
		return 0, nil
	}
	return first(ctx, s.read, scanMeetingID, `SELECT coalesce(meeting, 0) FROM deliveries WHERE ts = ? AND ts <> '' AND posted_in = ? ORDER BY id LIMIT 1`, ts, channel)
}

// DeliveryOf gives the delivery of a key as the change sees it; the zero Delivery
// when there is none.
func (tx *Tx) DeliveryOf(key string) (Delivery, error) {
	return first(tx.ctx, tx, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries WHERE key = ?`, key)
}

// Reword gives a delivery that nobody has begun to send other words, and lets it
// go at once. It is false when it is being sent, or settled.
func (tx *Tx) Reword(d Delivery, message json.RawMessage) (bool, error) {
	n, err := tx.count(`UPDATE deliveries SET message = ?, after = ? WHERE id = ? AND state = 'due' AND tries = 0`, string(message), stamp(tx.At()), d.ID)
	if err != nil {
		return false, fmt.Errorf("reword the message %s: %w", d.Key, err)
	}
	return n == 1, nil
}

func scanDelivery(r row) (d Delivery, err error) {
	var message, due, after, lapses, sent string
	err = r.Scan(&d.ID, &d.Key, &d.Job, &d.Meeting, &d.To.Member, &d.To.Channel, &d.To.Email, &message, &due, &after, &lapses, &d.Unasked,
		&d.Asks, &d.Edits, &d.State, &d.Look, &d.Claim, &d.Tries, &sent, &d.PostedIn, &d.TS, &d.Note)
	if err != nil {
		return Delivery{}, err
	}
	d.Message = json.RawMessage(message)
	if d.Due, d.After, err = span(due, after); err != nil {
		return Delivery{}, fmt.Errorf("delivery %d: %w", d.ID, err)
	}
	if d.Sent, d.Lapses, err = span(sent, lapses); err != nil {
		return Delivery{}, fmt.Errorf("delivery %d: %w", d.ID, err)
	}
	return d, nil
}

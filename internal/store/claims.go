package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// How a message is sent once and only once. A sender claims rows that are due;
// each claim has a lease and a token that nobody else has. Just before it posts,
// the sender renews the lease: if that fails the message is no longer its own,
// because the lease ran out or the meeting was moved, and it does not post. Then
// it posts, with the key as metadata, within the lease, and marks the row sent.
// A sender that dies anywhere between leaves a claim whose lease runs out, or is
// let go when the program is started again (see [Store.Attend]), and whoever claims it next is told to look for the key in the conversation first,
// since the post may be there.

// Claim takes at most so many deliveries that are due at now, or whose sender
// has let the lease run out, for the sender that holder names. Those that may
// have been posted already come with Look. An edit comes once its post is there.
func (s *Store) Claim(ctx context.Context, holder string, now time.Time, lease time.Duration, most int) (claimed []Delivery, err error) {
	_, err = s.Change(ctx, Change{At: now}, func(tx *Tx) error {
		claimed, err = list(tx.ctx, tx, scanDelivery, `UPDATE deliveries
			SET look = max(look, state = 'claimed'), state = 'claimed', tries = tries + 1, claim = ?1 || '/' || (tries + 1), lease = ?3
			WHERE id IN (SELECT id FROM deliveries d WHERE (state = 'due' AND after <= ?2 AND (lapses = '' OR lapses > ?2 OR look = 1) OR state = 'claimed' AND lease <= ?2)
				AND (edits IS NULL OR (SELECT ts FROM deliveries WHERE id = d.edits) <> '') ORDER BY due, id LIMIT ?4)
			RETURNING `+deliveryColumns, holder, stamp(now), stamp(now.Add(lease)), most)
		slices.SortFunc(claimed, func(a, b Delivery) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID)) })
		return err
	})
	return claimed, err
}

// Renew makes sure, just before posting, that the delivery is still the
// sender's, and gives it a new lease. When it is false, do not post.
func (s *Store) Renew(ctx context.Context, d Delivery, now time.Time, lease time.Duration) (still bool, err error) {
	return s.settle(ctx, now, `UPDATE deliveries SET lease = ? WHERE id = ? AND claim = ? AND state = 'claimed' AND lease > ?`,
		stamp(now.Add(lease)), d.ID, d.Claim, stamp(now))
}

// MarkSent notes where a delivery was posted. It is false when another sender
// has settled it, and true for a post that was skipped while it was on its way.
func (s *Store) MarkSent(ctx context.Context, d Delivery, conversation, ts string, now time.Time) (bool, error) {
	return s.settle(ctx, now, `UPDATE deliveries SET state = 'sent', note = '', sent = ?, posted_in = ?, ts = ?
		WHERE id = ? AND claim = ? AND state IN ('claimed', 'skipped')`, stamp(now), conversation, ts, d.ID, d.Claim)
}

// PutBack gives a delivery back until a moment, as when Slack asks to wait.
// maybePosted says that the post may be there nevertheless, as after a 5xx
// answer or a cut connection, so that the next sender looks first.
func (s *Store) PutBack(ctx context.Context, d Delivery, maybePosted bool, after, now time.Time) (bool, error) {
	return s.settle(ctx, now, `UPDATE deliveries SET state = 'due', look = max(look, ?), after = ? WHERE id = ? AND claim = ? AND state = 'claimed'`,
		maybePosted, stamp(after), d.ID, d.Claim)
}

// GiveUp settles a delivery that cannot be sent, with the reason in a sentence
// for the secretary.
func (s *Store) GiveUp(ctx context.Context, d Delivery, note string, now time.Time) (bool, error) {
	return s.settle(ctx, now, `UPDATE deliveries SET state = 'failed', note = ? WHERE id = ? AND claim = ? AND state = 'claimed'`,
		note, d.ID, d.Claim)
}

// Missed gives back a delivery that is of no use any more and, as far as it was
// looked for, is not there: so that it lapses.
func (s *Store) Missed(ctx context.Context, d Delivery, now time.Time) (bool, error) {
	return s.settle(ctx, now, `UPDATE deliveries SET state = 'due', look = 0 WHERE id = ? AND claim = ? AND state = 'claimed'`, d.ID, d.Claim)
}

// Lapse settles what waits and is of no use any more at the change's moment, and
// gives it, so that somebody can be told. What may be there already is looked for
// first. What would change a post that never went
// out is skipped.
func (tx *Tx) Lapse() ([]Delivery, error) {
	lapsed, err := list(tx.ctx, tx, scanDelivery, `UPDATE deliveries SET state = 'lapsed', note = 'It could not be sent while it was of use.'
		WHERE state = 'due' AND look = 0 AND lapses <> '' AND lapses <= ? RETURNING `+deliveryColumns, stamp(tx.At()))
	if err == nil {
		_, err = tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'The post that this changes did not go out.'
			WHERE state = 'due' AND edits IN (SELECT id FROM deliveries WHERE ts = '' AND (state IN ('failed', 'lapsed') OR state = 'skipped' AND lease <= ?))`, stamp(tx.At()))
	}
	if err != nil {
		return nil, fmt.Errorf("settle what came too late: %w", err)
	}
	slices.SortFunc(lapsed, func(a, b Delivery) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID)) })
	return lapsed, nil
}

// settle runs a statement on one claimed row and says whether it was there.
func (s *Store) settle(ctx context.Context, now time.Time, query string, args ...any) (settled bool, err error) {
	_, err = s.Change(ctx, Change{At: now}, func(tx *Tx) error {
		n, err := tx.count(query, args...)
		settled = n == 1
		return err
	})
	return settled, err
}

package store

import (
	"context"
	"slices"
	"time"

	"councilbot/internal/council"
)

// Consents lists what a member decided about the card's fields, in the order
// the decisions were made.
func (s *Store) Consents(ctx context.Context, id council.MemberID) ([]council.Consent, error) {
	return list(ctx, s.read, scanConsent, `SELECT field, visibility, wording, at FROM consents WHERE member = ? ORDER BY id`, int64(id))
}

// Choices gives the visibility of each member's fields now. A member who has
// decided nothing is not in the map: all is private.
func (s *Store) Choices(ctx context.Context) (map[council.MemberID]map[council.Field]council.Visibility, error) {
	type decided struct {
		member council.MemberID
		council.Consent
	}
	all, err := list(ctx, s.read, func(r row) (d decided, err error) {
		err = r.Scan(&d.member, &d.Field, &d.Visibility)
		return d, err
	}, `SELECT member, field, visibility FROM consents ORDER BY id`)
	choices := map[council.MemberID]map[council.Field]council.Visibility{}
	for _, d := range all {
		if choices[d.member] == nil {
			choices[d.member] = council.Choices(nil)
		}
		choices[d.member][d.Field] = d.Visibility
	}
	return choices, err
}

// Consent keeps a member's decision about a field, with its date and the exact
// words. A decision for the public also says that the card is right.
func (tx *Tx) Consent(id council.MemberID, f council.Field, v council.Visibility) error {
	_, err := tx.exec(`INSERT INTO consents (member, field, visibility, wording, at) VALUES (?, ?, ?, ?, ?)`,
		int64(id), string(f), string(v), council.Wording(f, v), stamp(tx.At()))
	if err != nil || v != council.Public {
		return err
	}
	return tx.ConfirmCard(id)
}

// Withdraw makes every field of a member's card private again and takes back
// what else the member agreed to.
func (tx *Tx) Withdraw(id council.MemberID) error {
	for _, f := range append(slices.Clone(council.Fields), council.Agreements...) {
		if err := tx.Consent(id, f, council.Private); err != nil {
			return err
		}
	}
	_, err := tx.exec(`UPDATE preferences SET buddy = 0 WHERE member = ?`, int64(id))
	return err
}

// ConfirmCard notes that a member says the card is right today.
func (tx *Tx) ConfirmCard(id council.MemberID) error {
	_, err := tx.exec(`INSERT INTO cards (member, confirmed) VALUES (?, ?) ON CONFLICT DO UPDATE SET confirmed = excluded.confirmed`,
		int64(id), stamp(tx.At()))
	return err
}

// Confirmed gives when each member last said that the card is right. Who never
// did is not in the map.
func (s *Store) Confirmed(ctx context.Context) (map[council.MemberID]time.Time, error) {
	type card struct {
		member council.MemberID
		at     time.Time
	}
	all, err := list(ctx, s.read, func(r row) (c card, err error) {
		var at string
		if err := r.Scan(&c.member, &at); err != nil {
			return c, err
		}
		c.at, err = moment(at)
		return c, err
	}, `SELECT member, confirmed FROM cards`)
	confirmed := make(map[council.MemberID]time.Time, len(all))
	for _, c := range all {
		confirmed[c.member] = c.at
	}
	return confirmed, err
}

func scanConsent(r row) (c council.Consent, err error) {
	var at string
	if err := r.Scan(&c.Field, &c.Visibility, &c.Wording, &at); err != nil {
		return council.Consent{}, err
	}
	c.At, err = moment(at)
	return c, err
}

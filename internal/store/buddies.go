package store

import (
	"context"

	"councilbot/internal/council"
)

// BuddyOf gives the last buddy that a newcomer was given and who still has a
// seat; the zero Member when there is none.
func (s *Store) BuddyOf(ctx context.Context, newcomer council.MemberID) (council.Member, error) {
	return first(ctx, s.read, scanMember, `SELECT `+memberColumns+` FROM members WHERE left = '' AND id IN
		(SELECT buddy FROM buddies WHERE newcomer = ?1) ORDER BY (SELECT at FROM buddies WHERE newcomer = ?1 AND buddy = id) DESC, id DESC LIMIT 1`, int64(newcomer))
}

// OfferBuddy notes whether a member offers to help newcomers in, with the date
// and the exact words of the agreement.
func (tx *Tx) OfferBuddy(id council.MemberID, offers bool) error {
	v := council.Private
	if offers {
		v = council.Members
	}
	if err := tx.Consent(id, council.AgreeBuddy, v); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO preferences (member, hours_from, hours_until, channel_only, muted, buddy) VALUES (?, 0, 0, 0, '', ?)
		ON CONFLICT DO UPDATE SET buddy = excluded.buddy`, int64(id), offers)
	return err
}

// PairBuddy chooses a buddy for a newcomer, as [council.Buddy] does, and keeps
// the pair. The zero Member means that nobody fits.
func (tx *Tx) PairBuddy(newcomer council.MemberID) (council.Member, error) {
	who, err := tx.Member(newcomer)
	if err != nil {
		return council.Member{}, err
	}
	offered, err := list(tx.ctx, tx, scanMember, `SELECT `+memberColumns+` FROM members WHERE id IN (SELECT member FROM preferences WHERE buddy = 1)`)
	if err != nil {
		return council.Member{}, err
	}
	past, err := list(tx.ctx, tx, scanBuddies, `SELECT newcomer, buddy FROM buddies`)
	if err != nil {
		return council.Member{}, err
	}
	buddy := council.Buddy(who, offered, past)
	if buddy.ID == 0 {
		return buddy, nil
	}
	_, err = tx.exec(`INSERT INTO buddies (newcomer, buddy, at) VALUES (?, ?, ?)`, int64(newcomer), int64(buddy.ID), stamp(tx.At()))
	return buddy, err
}

func scanBuddies(r row) (p council.Pair, err error) {
	err = r.Scan(&p.Newcomer, &p.Buddy)
	return p, err
}

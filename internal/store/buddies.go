package store

import "councilbot/internal/council"

// OfferBuddy notes whether a member offers to help newcomers in.
func (tx *Tx) OfferBuddy(id council.MemberID, offers bool) error {
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

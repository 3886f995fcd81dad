package store

import (
	"context"

	"councilbot/internal/council"
)

// Preferences gives how members want to hear from the program. Who has not said
// is not in the map: the zero Preference is right.
func (s *Store) Preferences(ctx context.Context) (map[council.MemberID]council.Preference, error) {
	type said struct {
		member council.MemberID
		council.Preference
	}
	all, err := list(ctx, s.read, func(r row) (p said, err error) {
		var muted string
		if err := r.Scan(&p.member, &p.From, &p.Until, &p.ChannelOnly, &muted); err != nil {
			return p, err
		}
		p.Muted, err = moment(muted)
		return p, err
	}, `SELECT member, hours_from, hours_until, channel_only, muted FROM preferences`)
	byMember := make(map[council.MemberID]council.Preference, len(all))
	for _, p := range all {
		byMember[p.member] = p.Preference
	}
	return byMember, err
}

// PutPreference keeps how a member wants to hear from the program.
func (tx *Tx) PutPreference(id council.MemberID, p council.Preference) error {
	_, err := tx.exec(`INSERT INTO preferences (member, hours_from, hours_until, channel_only, muted, buddy) VALUES (?, ?, ?, ?, ?, 0)
		ON CONFLICT DO UPDATE SET hours_from = excluded.hours_from, hours_until = excluded.hours_until,
			channel_only = excluded.channel_only, muted = excluded.muted`,
		int64(id), p.From, p.Until, p.ChannelOnly, stamp(p.Muted))
	return err
}

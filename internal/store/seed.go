package store

import (
	"context"
	"slices"

	"councilbot/internal/council"
)

// Seed adds the first members of a council that has none, and the practices that
// they share, all or nothing, and does nothing when anybody is there already.
func (s *Store) Seed(ctx context.Context, c Change, members []council.Member, library ...council.SampledPractice) error {
	_, err := s.Change(ctx, c, func(tx *Tx) error {
		there, err := first(tx.ctx, tx, scanMemberID, `SELECT id FROM members LIMIT 1`)
		if err != nil || there != 0 {
			return err
		}
		members = slices.Clone(members)
		for i, m := range members {
			if members[i].ID, err = tx.PutMember(m); err != nil {
				return err
			}
		}
		for _, p := range slices.Backward(library) { // the oldest first, as they would have come
			if err := tx.seedPractice(members, p); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

package store

import (
	"context"

	"councilbot/internal/council"
)

// Seed adds the first members of a council that has none, all or nothing, and
// does nothing when anybody is there already.
func (s *Store) Seed(ctx context.Context, c Change, members []council.Member) error {
	_, err := s.Change(ctx, c, func(tx *Tx) error {
		there, err := first(tx.ctx, tx, scanMemberID, `SELECT id FROM members LIMIT 1`)
		if err != nil || there != 0 {
			return err
		}
		for _, m := range members {
			if _, err := tx.PutMember(m); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

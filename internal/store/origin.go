package store

import (
	"context"
	"crypto/rand"
	"strings"
)

const originSetting = "calendar.origin"

// Origin gives the council's own name among all calendars: part of the UID of
// every calendar entry, so it is made once, at random, and never changes. A
// backup has it too.
func (s *Store) Origin(ctx context.Context) (string, error) {
	origin, err := s.Setting(ctx, originSetting)
	if err != nil || origin != "" {
		return origin, err
	}
	_, err = s.Change(ctx, Change{}, func(tx *Tx) error {
		if origin, err = tx.Setting(originSetting); err != nil || origin != "" {
			return err
		}
		origin = strings.ToLower(rand.Text()) + ".councilbot"
		return tx.SetSetting(originSetting, origin)
	})
	return origin, err
}

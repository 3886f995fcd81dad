package store

import (
	"context"

	"councilbot/internal/council"
)

// packSetting is the setting that says which pack the passages are of.
const packSetting = "search.pack"

// PackPassage is a piece of an entry of the knowledge pack. The pack is not the
// council's record and changes with the program, so it is told to the store.
type PackPassage struct {
	Kind        council.Shelf
	Ref, Part   int    // the entry's place in the pack, and the piece's in the entry
	Entry       string // the entry's id
	Day         string // when it was last checked, YYYY-MM-DD
	Title, Body string
	Also        string // other names it is found by
}

// IndexPack puts the pack's passages in the place of those of another version. It
// stands in the same index as the record, so that one ranking and one filter hold
// for all that is found; it writes nothing when this version is there already.
func (s *Store) IndexPack(ctx context.Context, version string, passages func() []PackPassage) error {
	there, err := s.Setting(ctx, packSetting)
	if err != nil || there == version {
		return err
	}
	_, err = s.Change(ctx, Change{}, func(tx *Tx) error {
		if _, err := tx.exec(`DELETE FROM passages WHERE entry <> ''`); err != nil {
			return err
		}
		for _, p := range passages() {
			_, err := tx.exec(`INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also)
				VALUES (?, ?, ?, ?, 0, ?, 0, '', '', ?, ?, ?)`, string(p.Kind), p.Ref, p.Part, p.Entry, p.Day, p.Title, p.Body, p.Also)
			if err != nil {
				return err
			}
		}
		return tx.SetSetting(packSetting, version)
	})
	return err
}

package store

import (
	"context"

	"councilbot/internal/council"
)

// Looked gives, for each entry of the pack that a member has seen, the version
// last seen. The map is the store's own: read it and leave it as it is.
func (s *Store) Looked(ctx context.Context, id council.MemberID) (map[string]string, error) {
	kept, err := s.seen.current(ctx)
	if err != nil {
		return nil, err
	}
	if versions, ok := kept.looked.Load(id); ok {
		return versions.(map[string]string), nil
	}
	pairs, err := list(ctx, s.read, scanPair, `SELECT entry, version FROM looked WHERE member = ?`, int64(id))
	if err != nil {
		return nil, err
	}
	versions := make(map[string]string, len(pairs))
	for _, p := range pairs {
		versions[p[0]] = p[1]
	}
	kept.looked.Store(id, versions)
	return versions, nil
}

// MarkLooked notes that a member has now seen a version of an entry. It is the
// member's own affair: make the [Change] without Did, so that no audit row says
// what a person reads.
func (tx *Tx) MarkLooked(id council.MemberID, entry, version string) error {
	tx.looked = append(tx.looked, id)
	_, err := tx.exec(`INSERT INTO looked (member, entry, version) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET version = excluded.version`, int64(id), entry, version)
	return err
}

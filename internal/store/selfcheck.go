package store

import (
	"context"

	"councilbot/internal/council"
)

// SelfCheck gives what a member said of each skill in the self-check against a
// role: by the skill's id, the answer's. Only the member may be shown it.
func (s *Store) SelfCheck(ctx context.Context, member council.MemberID, role string) (map[string]string, error) {
	pairs, err := list(ctx, s.read, scanPair, `SELECT skill, answer FROM selfchecks WHERE member = ? AND role = ?`, int64(member), role)
	said := make(map[string]string, len(pairs))
	for _, p := range pairs {
		said[p[0]] = p[1]
	}
	return said, err
}

// SelfChecked lists the roles that a member has begun a self-check against, the
// latest first. Only the member may be shown it.
func (s *Store) SelfChecked(ctx context.Context, member council.MemberID) ([]string, error) {
	return list(ctx, s.read, scanText, `SELECT role FROM selfchecks WHERE member = ? GROUP BY role ORDER BY max(at) DESC, role`, int64(member))
}

// PutSelfCheck keeps what a member says of a skill; no answer takes back what
// was said. It is the member's own affair: make the [Change] without Did, so
// that no audit row says that a person has checked themselves.
func (tx *Tx) PutSelfCheck(member council.MemberID, role, skill, answer string) error {
	if answer == "" {
		_, err := tx.exec(`DELETE FROM selfchecks WHERE member = ? AND role = ? AND skill = ?`, int64(member), role, skill)
		return err
	}
	_, err := tx.exec(`INSERT INTO selfchecks (member, role, skill, answer, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET answer = excluded.answer, at = excluded.at`, int64(member), role, skill, answer, stamp(tx.At()))
	return err
}

// DropSelfChecks takes away all of a member's self-checks, or the one against a
// role when it is named.
func (tx *Tx) DropSelfChecks(member council.MemberID, role string) error {
	_, err := tx.exec(`DELETE FROM selfchecks WHERE member = ?1 AND (?2 = '' OR role = ?2)`, int64(member), role)
	return err
}

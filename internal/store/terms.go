package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Terms lists the terms that run at now, the first to end first; those without
// an end last.
func (s *Store) Terms(ctx context.Context, now time.Time) ([]council.Term, error) {
	return list(ctx, s.read, scanTerm, `SELECT member, office, since, until FROM terms
		WHERE since <= ?1 AND (until = '' OR until > ?1) ORDER BY until = '', until, member`, stamp(now))
}

// PutTerm keeps a term, in the place of one for the same office that began on
// the same day. The error is a *council.Problem when it ends before it begins.
func (tx *Tx) PutTerm(t council.Term) error {
	if err := t.Check(); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO terms (member, office, since, until) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until`,
		int64(t.Member), t.Office, stamp(t.From), stamp(t.Until))
	return err
}

func scanTerm(r row) (t council.Term, err error) {
	var since, until string
	if err := r.Scan(&t.Member, &t.Office, &since, &until); err != nil {
		return council.Term{}, err
	}
	t.From, t.Until, err = span(since, until)
	return t, err
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// KeyLife is how long an idempotency key is kept at least. Slack may deliver
// an event again for a day when delayed events are switched on (docs.slack.dev,
// "Events API").
const KeyLife = 24 * time.Hour

// Change says who changes what, for the audit, and under which key.
type Change struct {
	Key   string           // idempotency key; empty when the caller needs none
	By    council.MemberID // 0 is the program or its operator
	Did   string           // "member.added"; empty writes no audit row, for what is not the council's record
	About string           // "member/12"; Tx.About may set it later
	At    time.Time
}

// Tx is a change under way. It is good only within the function that
// [Store.Change] calls, and only on that goroutine. Its methods take no context:
// a change that has begun is not broken off, so that the caller always learns
// whether it happened.
type Tx struct {
	ctx    context.Context
	write  *writer
	change Change
	people bool               // members changed: what is remembered of them is out of date
	looked []council.MemberID // likewise what these have looked at
}

// At gives the change's one moment.
func (tx *Tx) At() time.Time { return tx.change.At }

// About sets what the audit row is about, where it is known only now: the id of
// a new member.
func (tx *Tx) About(ref string) { tx.change.About = ref }

// Change runs fn in one transaction that also takes the key and writes the
// audit row. fresh is false, and fn has not run, when the key was seen before.
// With an error, from fn or from the database, nothing has changed and the key
// is free. fn must not call the Store's own methods that change things: it
// holds the only turn to write.
func (s *Store) Change(ctx context.Context, c Change, fn func(*Tx) error) (fresh bool, err error) {
	if err := s.write.takeWithin(ctx); err != nil {
		return false, err
	}
	defer s.write.give()
	tx := &Tx{ctx: context.WithoutCancel(ctx), write: s.write, change: c}
	if _, err := tx.exec(`BEGIN IMMEDIATE`); err != nil {
		return false, fmt.Errorf("begin %s: %w", c.Did, err)
	}
	done := false
	defer func() {
		if !done { // an error, a key seen before, or a panic in fn
			_, back := tx.exec(`ROLLBACK`)
			err = errors.Join(err, back)
		}
	}()
	if fresh, err = tx.takeKey(); err != nil || !fresh {
		return false, err
	}
	if err := fn(tx); err != nil {
		return false, err
	}
	if err := tx.audit(); err != nil {
		return false, err
	}
	if _, err := tx.exec(`COMMIT`); err != nil {
		return false, fmt.Errorf("commit %s: %w", c.Did, err)
	}
	done = true
	s.seen.outdate(tx)
	return true, nil
}

// Forget drops the keys that are older than [KeyLife] at now and says how many
// they were.
func (s *Store) Forget(ctx context.Context, now time.Time) (dropped int64, err error) {
	_, err = s.Change(ctx, Change{At: now}, func(tx *Tx) error {
		dropped, err = tx.count(`DELETE FROM keys WHERE at < ?`, stamp(now.Add(-KeyLife)))
		return err
	})
	return dropped, err
}

func (tx *Tx) takeKey() (bool, error) {
	if tx.change.Key == "" {
		return true, nil
	}
	n, err := tx.count(`INSERT INTO keys (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, tx.change.Key, stamp(tx.change.At))
	if err != nil {
		return false, fmt.Errorf("take the key of %s: %w", tx.change.Did, err)
	}
	return n == 1, nil
}

func (tx *Tx) audit() error {
	if tx.change.Did == "" {
		return nil
	}
	return tx.Note(tx.change.Did, tx.change.About)
}

// Note writes an audit row of its own, for a change that does several things:
// what was done, "meeting.called", and to what, "meeting/12".
func (tx *Tx) Note(did, about string) error {
	_, err := tx.exec(`INSERT INTO audit (at, by, did, about) VALUES (?, ?, ?, ?)`, stamp(tx.change.At), int64(tx.change.By), did, about)
	if err != nil {
		return fmt.Errorf("write the audit row of %s: %w", did, err)
	}
	return nil
}

func (tx *Tx) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	return tx.write.prepare(ctx, query)
}

func (tx *Tx) exec(query string, args ...any) (sql.Result, error) {
	stmt, err := tx.prepare(tx.ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(tx.ctx, args...)
}

// count runs a statement and says how many rows it changed.
func (tx *Tx) count(query string, args ...any) (int64, error) {
	result, err := tx.exec(query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Entry is one row of the audit: a change that was made. It names people and
// records by reference, so that it can be kept when a person's data is erased.
type Entry struct {
	ID    int64
	At    time.Time        // UTC
	By    council.MemberID // 0 is the program or its operator
	Did   string           // "member.added"
	About string           // "member/12"
}

// Sought says which entries of the audit are wanted; what is zero is not asked.
type Sought struct {
	From, Until time.Time // from a moment, until before another
	By          council.MemberID
	About       string
	Person      council.MemberID // made by a member, or about them
	Before      int64            // older than the entry of this id
	Limit       int              // at most so many, the newest; 0 is all
}

// Audit lists the changes that were made, the newest first.
func (s *Store) Audit(ctx context.Context, q Sought) ([]Entry, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	return list(ctx, s.read, scanEntry, `SELECT id, at, by, did, about FROM audit
		WHERE (?1 = '' OR at >= ?1) AND (?2 = '' OR at < ?2) AND (?3 = 0 OR by = ?3) AND (?4 = '' OR about = ?4)
		AND (?5 = 0 OR id < ?5) AND (?6 = 0 OR by = ?6 OR about = 'member/' || ?6) ORDER BY id DESC LIMIT ?7`,
		stamp(q.From), stamp(q.Until), int64(q.By), q.About, q.Before, int64(q.Person), limit)
}

func scanEntry(r row) (e Entry, err error) {
	var at string
	if err := r.Scan(&e.ID, &at, &e.By, &e.Did, &e.About); err != nil {
		return Entry{}, err
	}
	e.At, err = moment(at)
	return e, err
}

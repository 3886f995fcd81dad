package store

import (
	"context"
	"strconv"
	"time"

	"councilbot/internal/council"
)

// visitLasts is how long after opening the Home tab a member is taken to be still
// looking at it: opening it again within that time is the same visit.
const visitLasts = 30 * time.Minute

// Since gives the moment from which changes are new to a member: the end of the
// visit to the Home tab before the present one. It is zero on the first visit.
func (s *Store) Since(ctx context.Context, id council.MemberID) (time.Time, error) {
	return first(ctx, s.read, scanMoment, `SELECT since FROM visits WHERE member = ?`, int64(id))
}

// Visit notes that a member looks at the Home tab now. It is the member's own
// affair: make the [Change] without Did.
func (tx *Tx) Visit(id council.MemberID) error {
	_, err := tx.exec(`INSERT INTO visits (member, last, since) VALUES (?1, ?2, '')
		ON CONFLICT DO UPDATE SET since = iif(last < ?3, last, since), last = excluded.last`,
		int64(id), stamp(tx.At()), stamp(tx.At().Add(-visitLasts)))
	return err
}

// Habits gives how often a member went each way.
func (s *Store) Habits(ctx context.Context, id council.MemberID) (map[string]int, error) {
	rows, err := list(ctx, s.read, scanPair, `SELECT way, times FROM habits WHERE member = ?`, int64(id))
	habits := make(map[string]int, len(rows))
	for _, row := range rows {
		if habits[row[0]], err = strconv.Atoi(row[1]); err != nil {
			return nil, err
		}
	}
	return habits, err
}

// AddHabits counts the ways that a member went.
func (tx *Tx) AddHabits(id council.MemberID, went map[string]int) error {
	for way, times := range went {
		_, err := tx.exec(`INSERT INTO habits (member, way, times) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times`,
			int64(id), way, times)
		if err != nil {
			return err
		}
	}
	return nil
}

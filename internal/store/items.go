package store

import (
	"context"

	"councilbot/internal/council"
)

// Item is something that a member wants on an agenda.
type Item struct {
	ID      int64
	Meeting council.MeetingID // 0 until it has a meeting
	Title   string
	Sponsor council.MemberID // 0 when the sponsor's data was erased
}

// Items lists what is proposed for a meeting, in the order of proposing.
func (s *Store) Items(ctx context.Context, id council.MeetingID) ([]Item, error) {
	return list(ctx, s.read, scanItem, `SELECT id, coalesce(meeting, 0), title, coalesce(sponsor, 0) FROM items WHERE meeting = ? ORDER BY id`, int64(id))
}

// AddItem keeps an item and gives its id.
func (tx *Tx) AddItem(item Item) (int64, error) {
	return first(tx.ctx, tx, scanNumber, `INSERT INTO items (meeting, title, sponsor, at) VALUES (nullif(?, 0), ?, nullif(?, 0), ?) RETURNING id`,
		int64(item.Meeting), item.Title, int64(item.Sponsor), stamp(tx.At()))
}

func scanItem(r row) (i Item, err error) {
	err = r.Scan(&i.ID, &i.Meeting, &i.Title, &i.Sponsor)
	return i, err
}

func scanNumber(r row) (n int64, err error) { err = r.Scan(&n); return n, err }

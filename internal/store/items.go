package store

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// itemColumns are read by scanItem. "into" is a word of SQL's own.
const itemColumns = `id, coalesce(meeting, 0), title, ask, purpose, minutes, coalesce(sponsor, 0), presenter, closed, state, part, standing,
	number, carried, pulled, coalesce("into", 0), late`

// Items lists what members propose for a meeting or have on its agenda, in the
// order of proposing. Standing items are not among it.
func (s *Store) Items(ctx context.Context, id council.MeetingID) ([]council.Item, error) {
	return list(ctx, s.read, scanItem, `SELECT `+itemColumns+` FROM items
		WHERE meeting = ? AND part = 'business' AND state IN ('proposed', 'accepted') ORDER BY id`, int64(id))
}

// Item gives the item of an id; the zero Item when there is none.
func (s *Store) Item(ctx context.Context, id council.ItemID) (council.Item, error) {
	return readItem(ctx, s.read, id)
}

// ItemsOf lists what a member has proposed, the newest first.
func (s *Store) ItemsOf(ctx context.Context, id council.MemberID) ([]council.Item, error) {
	return list(ctx, s.read, scanItem, `SELECT `+itemColumns+` FROM items WHERE sponsor = ? ORDER BY id DESC`, int64(id))
}

// Proposals lists the items that wait for the secretary's answer, by meeting and
// in the order of proposing.
func (s *Store) Proposals(ctx context.Context) ([]council.Item, error) {
	return list(ctx, s.read, scanItem, `SELECT `+itemColumns+` FROM items WHERE state = 'proposed'
		AND meeting IN (SELECT id FROM meetings WHERE state IN ('called', 'confirmed')) ORDER BY meeting, id`)
}

// Deferred lists the items that wait for a later meeting to be called, the
// longest waiting first.
func (s *Store) Deferred(ctx context.Context) ([]council.Item, error) {
	return list(ctx, s.read, scanItem, `SELECT `+itemColumns+` FROM items WHERE state = 'deferred' ORDER BY id`)
}

// EarlierItems lists the members' items that are or were on an agenda, the
// latest meeting first.
func (s *Store) EarlierItems(ctx context.Context) ([]council.Item, error) {
	return list(ctx, s.read, scanItem, `SELECT `+itemColumns+` FROM items
		WHERE part = 'business' AND place > 0 ORDER BY (SELECT starts FROM meetings WHERE id = items.meeting) DESC, place`)
}

// Item gives the item of an id as the change sees it; the zero Item when there
// is none.
func (tx *Tx) Item(id council.ItemID) (council.Item, error) { return readItem(tx.ctx, tx, id) }

// PutItem keeps an item that is on no agenda: a proposal, or what became of one.
// It is a new item when the ID is 0. It gives the id. The error is a
// *council.Problem when the item is not fit to keep.
func (tx *Tx) PutItem(item council.Item) (council.ItemID, error) { return tx.placeItem(item, 0) }

// placeItem keeps an item at a place of its agenda, from 1; 0 is on none.
func (tx *Tx) placeItem(item council.Item, place int) (council.ItemID, error) {
	if err := item.Check(); err != nil {
		return 0, err
	}
	if err := tx.hideClosed(item); err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanItemID, `INSERT INTO items (id, meeting, title, ask, purpose, minutes, sponsor, presenter, closed, state, part, standing,
			place, number, carried, pulled, "into", late, at)
		VALUES (nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)
		ON CONFLICT (id) DO UPDATE SET meeting = excluded.meeting, title = excluded.title, ask = excluded.ask, purpose = excluded.purpose,
			minutes = excluded.minutes, sponsor = excluded.sponsor, presenter = excluded.presenter, closed = excluded.closed,
			state = excluded.state, part = excluded.part, standing = excluded.standing, place = excluded.place, number = excluded.number,
			carried = excluded.carried, pulled = excluded.pulled, "into" = excluded."into", late = excluded.late
		RETURNING id`,
		int64(item.ID), int64(item.Meeting), item.Title, item.Ask, string(item.Purpose), int(item.Allotted/time.Minute), int64(item.Sponsor),
		item.Presenter, item.Closed, string(item.State), string(item.Part), item.Standing, place, item.Number, item.Carried, item.Pulled,
		int64(item.Into), item.Late, stamp(tx.At()))
	if err != nil {
		return 0, fmt.Errorf("keep item %d: %w", item.ID, err)
	}
	return id, nil
}

func readItem(ctx context.Context, from source, id council.ItemID) (council.Item, error) {
	return first(ctx, from, scanItem, `SELECT `+itemColumns+` FROM items WHERE id = ?`, int64(id))
}

func scanItemID(r row) (id council.ItemID, err error) { err = r.Scan(&id); return id, err }

func scanItem(r row) (i council.Item, err error) {
	var minutes int
	err = r.Scan(&i.ID, &i.Meeting, &i.Title, &i.Ask, &i.Purpose, &minutes, &i.Sponsor, &i.Presenter, &i.Closed, &i.State, &i.Part, &i.Standing,
		&i.Number, &i.Carried, &i.Pulled, &i.Into, &i.Late)
	i.Allotted = time.Duration(minutes) * time.Minute
	return i, err
}

package store

import (
	"context"
	"fmt"

	"councilbot/internal/council"
)

// Prose is what the secretary wrote under an item of draft minutes.
type Prose struct {
	Text    string
	Edition int              // rises with each change; 0 when nothing was written yet
	By      council.MemberID // who wrote it last
}

// Prose gives what is written under an item of a meeting's draft minutes.
func (s *Store) Prose(ctx context.Context, id council.MeetingID, item council.ItemID) (Prose, error) {
	return readProseOf(ctx, s.read, id, item)
}

// PutProse keeps what is written under an item, when nobody has changed it since
// the edition that the writer began with. Otherwise it keeps nothing and gives
// what stands there now, with ok false. The error is a *council.Problem when the
// minutes are not a draft or the text is too long.
func (tx *Tx) PutProse(id council.MeetingID, item council.ItemID, text string, edition int) (now Prose, ok bool, err error) {
	m, err := tx.Minutes(id)
	if err != nil {
		return now, false, err
	}
	if err := m.Editable(); err != nil {
		return now, false, err
	}
	if err := council.CheckProse(text); err != nil {
		return now, false, err
	}
	if now, err = readProseOf(tx.ctx, tx, id, item); err != nil || now.Edition != edition && now.Text != text {
		return now, false, err
	}
	now = Prose{Text: text, Edition: now.Edition + 1, By: tx.change.By}
	_, err = tx.exec(`INSERT INTO minutes_prose (meeting, item, text, edition, by) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET text = excluded.text, edition = excluded.edition, by = excluded.by`,
		int64(id), int64(item), text, now.Edition, int64(now.By))
	if err != nil {
		return now, false, fmt.Errorf("keep what is written under item %d: %w", item, err)
	}
	return now, true, nil
}

// prose is a [Prose] with its item.
type prose struct {
	item council.ItemID
	Prose
}

func readProseOf(ctx context.Context, from source, id council.MeetingID, item council.ItemID) (Prose, error) {
	p, err := first(ctx, from, scanProse, `SELECT item, text, edition, by FROM minutes_prose WHERE meeting = ? AND item = ?`, int64(id), int64(item))
	return p.Prose, err
}

func readProse(ctx context.Context, from source, id council.MeetingID) (map[council.ItemID]string, error) {
	all, err := list(ctx, from, scanProse, `SELECT item, text, edition, by FROM minutes_prose WHERE meeting = ?`, int64(id))
	byItem := make(map[council.ItemID]string, len(all))
	for _, p := range all {
		byItem[p.item] = p.Text
	}
	return byItem, err
}

func scanProse(r row) (p prose, err error) {
	err = r.Scan(&p.item, &p.Text, &p.Edition, &p.By)
	return p, err
}

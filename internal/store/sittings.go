package store

import (
	"context"
	"encoding/json"

	"councilbot/internal/council"
)

// Sitting gives a meeting with what was taken of its agenda so far.
func (s *Store) Sitting(ctx context.Context, id council.MeetingID) (council.Sitting, error) {
	return readSitting(ctx, s.read, id)
}

// Sitting gives a meeting with what was taken so far as the change sees it.
func (tx *Tx) Sitting(id council.MeetingID) (council.Sitting, error) {
	return readSitting(tx.ctx, tx, id)
}

// Take ends what is on in a way, council.TakenDone or another, and begins the
// items at the change's moment.
func (tx *Tx) Take(id council.MeetingID, how string, items ...council.Item) error {
	if _, err := tx.exec(`UPDATE taken SET ended = ?, how = ? WHERE meeting = ? AND how = 'on'`, stamp(tx.At()), how, int64(id)); err != nil {
		return err
	}
	for _, item := range items {
		_, err := tx.exec(`INSERT INTO taken (meeting, item, began, ended, how) VALUES (?, ?, ?, '', 'on')
			ON CONFLICT DO UPDATE SET ended = '', how = 'on'`, int64(id), int64(item.ID), stamp(tx.At()))
		if err != nil {
			return err
		}
	}
	return nil
}

func readSitting(ctx context.Context, from source, id council.MeetingID) (council.Sitting, error) {
	a, err := readAgenda(ctx, from, id)
	if err != nil {
		return council.Sitting{}, err
	}
	taken, err := list(ctx, from, scanTaken, `SELECT item, began, ended, how FROM taken WHERE meeting = ? ORDER BY began, item`, int64(id))
	for i := range taken {
		taken[i].Began = taken[i].Began.In(a.Meeting.Starts.Location())
		if !taken[i].Ended.IsZero() {
			taken[i].Ended = taken[i].Ended.In(a.Meeting.Starts.Location())
		}
	}
	return council.Sitting{Agenda: a, Taken: taken}, err
}

func scanTaken(r row) (t council.Taken, err error) {
	var began, ended string
	if err = r.Scan(&t.Item, &began, &ended, &t.How); err != nil {
		return t, err
	}
	t.Began, t.Ended, err = span(began, ended)
	return t, err
}

// sittingJob is the name under which it is posted which item is on.
const sittingJob = "sitting"

// PostSitting keeps the post that says which item is on, as [Tx.PostAgenda] keeps
// the agenda's: one post, which is changed from item to item, while the meeting
// can be on.
func (tx *Tx) PostSitting(m council.Meeting, to council.Addressee, message json.RawMessage) error {
	return tx.keepPost(sittingJob, m, to, message, true, m.SitsUntil())
}

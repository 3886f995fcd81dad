package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
)

// standingSetting is the setting that holds the council's standing items, as
// JSON.
const standingSetting = "agenda.standing"

// Agenda gives a meeting's agenda. Where nothing was kept of it yet it is made of
// the standing items; of a meeting that there is not, it is empty.
func (s *Store) Agenda(ctx context.Context, id council.MeetingID) (council.Agenda, error) {
	return readAgenda(ctx, s.read, id)
}

// Agenda gives a meeting's agenda as the change sees it.
func (tx *Tx) Agenda(id council.MeetingID) (council.Agenda, error) {
	return readAgenda(tx.ctx, tx, id)
}

// PutAgenda keeps an agenda with its items, and a new version of it when a reader
// could see a difference. It gives the agenda as kept, with the ids of new items.
func (tx *Tx) PutAgenda(a council.Agenda) (council.Agenda, error) {
	a.Items = slices.Clone(a.Items)
	for i, item := range a.Items {
		item.Meeting = a.Meeting.ID
		if a.Draft() {
			item.Number = ""
		}
		id, err := tx.placeItem(item, i+1)
		if err != nil {
			return a, err
		}
		a.Items[i].ID, a.Items[i].Meeting = id, a.Meeting.ID
	}
	last, err := readVersion(tx.ctx, tx, a.Meeting.ID, a.Version)
	if err != nil {
		return a, err
	}
	changed := a.Version == 0 || !slices.Equal(last, a.Lines())
	if changed {
		a.Version++
	}
	_, err = tx.exec(`INSERT INTO agendas (meeting, version, published, late) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET version = excluded.version, published = excluded.published, late = excluded.late`,
		int64(a.Meeting.ID), a.Version, stamp(a.Published), a.Late)
	if err != nil || !changed {
		return a, err
	}
	return a, tx.putVersion(a.Meeting.ID, a.Version, tx.At(), a.Lines())
}

// StandingItems gives the council's standing items; the usual ones until it has
// set its own.
func (s *Store) StandingItems(ctx context.Context) ([]council.StandingItem, error) {
	return readStanding(ctx, s.read)
}

// PutStandingItems keeps the council's standing items. Agendas that are made
// already stay as they are.
func (tx *Tx) PutStandingItems(items []council.StandingItem) error {
	text, err := json.Marshal(items)
	if err != nil {
		return err
	}
	return tx.SetSetting(standingSetting, string(text))
}

func readStanding(ctx context.Context, from source) ([]council.StandingItem, error) {
	text, err := readSetting(ctx, from, standingSetting)
	if err != nil || text == "" {
		return council.UsualStandingItems, err
	}
	var items []council.StandingItem
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		return nil, fmt.Errorf("read the standing items: %w", err)
	}
	return items, nil
}

// agendaState is the row of an agenda.
type agendaState struct {
	version   int
	published time.Time
	late      string
}

func readAgenda(ctx context.Context, from source, id council.MeetingID) (council.Agenda, error) {
	m, err := readMeeting(ctx, from, id)
	if err != nil || m.ID == 0 {
		return council.Agenda{}, err
	}
	state, err := first(ctx, from, scanAgenda, `SELECT version, published, late FROM agendas WHERE meeting = ?`, int64(id))
	if err != nil {
		return council.Agenda{}, err
	}
	if state.version == 0 && m.Open() {
		standing, err := readStanding(ctx, from)
		return council.NewAgenda(m, standing), err
	}
	a := council.Agenda{Meeting: m, Version: state.version, Late: state.late}
	if !state.published.IsZero() {
		a.Published = state.published.In(m.Starts.Location())
	}
	a.Items, err = list(ctx, from, scanItem, `SELECT `+itemColumns+` FROM items WHERE meeting = ? AND place > 0 ORDER BY place`, int64(id))
	return a.Numbered(), err
}

func scanAgenda(r row) (a agendaState, err error) {
	var published string
	if err := r.Scan(&a.version, &published, &a.late); err != nil {
		return a, err
	}
	a.published, err = moment(published)
	return a, err
}

package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// AgendaVersion is an agenda as everybody could read it from a moment on.
type AgendaVersion struct {
	Version int
	At      time.Time // UTC
	Lines   []council.Line
}

// AgendaVersions lists the versions of a meeting's agenda, the first first.
func (s *Store) AgendaVersions(ctx context.Context, id council.MeetingID) ([]AgendaVersion, error) {
	return listVersions(ctx, s.read, id)
}

// AgendaLines gives what everybody could read on a version of a meeting's agenda;
// nothing when there is no such version.
func (s *Store) AgendaLines(ctx context.Context, id council.MeetingID, version int) ([]council.Line, error) {
	return readVersion(ctx, s.read, id, version)
}

// hideClosed takes what is closed of an item by now out of every version of every
// agenda that it stood on, while it is still known as it was before.
func (tx *Tx) hideClosed(item council.Item) error {
	was, err := tx.Item(item.ID)
	if err != nil || item.ID == 0 || item.Closed == "" || was.Closed != "" && was.Title == item.Title {
		return err
	}
	type placed struct {
		meeting council.MeetingID
		AgendaVersion
	}
	versions, err := list(tx.ctx, tx, func(r row) (p placed, err error) {
		var lines string
		if err := r.Scan(&p.meeting, &p.Version, &lines); err != nil {
			return p, err
		}
		return p, json.Unmarshal([]byte(lines), &p.Lines)
	}, `SELECT meeting, version, lines FROM agenda_versions WHERE instr(lines, ?)`, fmt.Sprintf(`"item":%d,`, item.ID))
	if err != nil {
		return fmt.Errorf("look for the versions that tell of item %d: %w", item.ID, err)
	}
	for _, v := range versions {
		if lines, changed := item.Hide(v.Lines); changed {
			if err := tx.putVersion(v.meeting, v.Version, v.At, lines); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tx *Tx) putVersion(id council.MeetingID, version int, at time.Time, lines []council.Line) error {
	text, err := jsonList(lines)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO agenda_versions (meeting, version, at, lines) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET lines = excluded.lines`, int64(id), version, stamp(at), text)
	return err
}

func listVersions(ctx context.Context, from source, id council.MeetingID) ([]AgendaVersion, error) {
	return list(ctx, from, scanVersion, `SELECT version, at, lines FROM agenda_versions WHERE meeting = ? ORDER BY version`, int64(id))
}

func readVersion(ctx context.Context, from source, id council.MeetingID, version int) ([]council.Line, error) {
	v, err := first(ctx, from, scanVersion, `SELECT version, at, lines FROM agenda_versions WHERE meeting = ? AND version = ?`, int64(id), version)
	return v.Lines, err
}

func scanVersion(r row) (v AgendaVersion, err error) {
	var at, lines string
	if err := r.Scan(&v.Version, &at, &lines); err != nil {
		return v, err
	}
	if err := json.Unmarshal([]byte(lines), &v.Lines); err != nil {
		return v, fmt.Errorf("read version %d of an agenda: %w", v.Version, err)
	}
	v.At, err = moment(at)
	return v, err
}

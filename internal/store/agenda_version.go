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

// addVersion keeps a new version, and hides in the earlier ones what is closed
// by now.
func (tx *Tx) addVersion(a council.Agenda) error {
	earlier, err := listVersions(tx.ctx, tx, a.Meeting.ID)
	if err != nil {
		return err
	}
	for _, v := range earlier {
		if lines, changed := a.Hide(v.Lines); changed {
			if err := tx.putVersion(a.Meeting.ID, v.Version, v.At, lines); err != nil {
				return err
			}
		}
	}
	return tx.putVersion(a.Meeting.ID, a.Version, tx.At(), a.Lines())
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

package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
)

// MinutesVersion is a meeting's minutes as they were circulated or agreed.
type MinutesVersion struct {
	Version int
	At      time.Time            // UTC
	State   council.MinutesState // circulated, recalled or agreed
	council.MinutesText
}

// MinutesVersions lists the versions of a meeting's minutes, the first first,
// whole: whoever shows one asks [council.MinutesText.SeenBy] first. One that was
// called back is for the chair and the secretary alone.
func (s *Store) MinutesVersions(ctx context.Context, id council.MeetingID) ([]MinutesVersion, error) {
	return listMinutesVersions(ctx, s.read, id)
}

func listMinutesVersions(ctx context.Context, from source, id council.MeetingID) ([]MinutesVersion, error) {
	return list(ctx, from, scanMinutesVersion, `SELECT version, at, state, open, closed FROM minutes_versions WHERE meeting = ? ORDER BY version`, int64(id))
}

// closedText is the part of a version that is not for everybody.
type closedText struct {
	Items []council.MinutedItem `json:"items,omitempty"`
	Made  []council.Correction  `json:"made,omitempty"` // all of them, where some are under a closed item
}

// putVersionOf keeps minutes with a version of what they say.
func (tx *Tx) putVersionOf(m council.Minutes) error {
	if err := tx.putMinutes(m); err != nil {
		return err
	}
	return tx.keepVersion(m.Meeting.ID, MinutesVersion{Version: m.Version, State: m.State, MinutesText: m.MinutesText})
}

// keepVersion keeps a version of minutes, a new one or in the place of what stood
// there. What is closed is kept apart from what is open, so that who reads the open
// part alone cannot come upon it.
func (tx *Tx) keepVersion(id council.MeetingID, v MinutesVersion) error {
	whole, open := v.MinutesText, v.Open()
	var closed closedText
	for _, item := range whole.Items {
		if item.Closed != "" || item.Sponsor != 0 || slices.ContainsFunc(item.Paragraphs, notForAll) {
			closed.Items = append(closed.Items, item)
		}
	}
	if len(open.Made) < len(whole.Made) {
		closed.Made = whole.Made
	}
	openJSON, err := json.Marshal(open)
	if err != nil {
		return err
	}
	closedJSON, err := json.Marshal(closed)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO minutes_versions (meeting, version, at, state, open, closed) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET open = excluded.open, closed = excluded.closed`,
		int64(id), v.Version, stamp(tx.At()), string(v.State), string(openJSON), string(closedJSON))
	if err != nil {
		return fmt.Errorf("keep version %d of the minutes of meeting %d: %w", v.Version, id, err)
	}
	return nil
}

// notForAll reports whether something of a paragraph is not for everybody.
func notForAll(p council.Paragraph) bool { return p.Closed != "" || p.Dissent != "" }

func readMinutesVersion(ctx context.Context, from source, id council.MeetingID, version int) (council.MinutesText, error) {
	v, err := first(ctx, from, scanMinutesVersion, `SELECT version, at, state, open, closed FROM minutes_versions WHERE meeting = ? AND version = ?`, int64(id), version)
	return v.MinutesText, err
}

func scanMinutesVersion(r row) (v MinutesVersion, err error) {
	var at, open, closed string
	if err := r.Scan(&v.Version, &at, &v.State, &open, &closed); err != nil {
		return v, err
	}
	if v.At, err = moment(at); err != nil {
		return v, err
	}
	var rest closedText
	if err := json.Unmarshal([]byte(open), &v.MinutesText); err != nil {
		return v, fmt.Errorf("read version %d of minutes: %w", v.Version, err)
	}
	if err := json.Unmarshal([]byte(closed), &rest); err != nil {
		return v, fmt.Errorf("read the closed part of version %d of minutes: %w", v.Version, err)
	}
	for _, item := range rest.Items {
		if i := slices.IndexFunc(v.Items, func(i council.MinutedItem) bool { return i.Item == item.Item && i.Number == item.Number }); i >= 0 {
			v.Items[i] = item
		}
	}
	if len(rest.Made) > 0 {
		v.Made = rest.Made
	}
	return v, nil
}

package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"councilbot/internal/council"
)

// correctionColumns are read by scanCorrection.
const correctionColumns = `id, meeting, paragraph, wording, why, coalesce(member, 0), at, state, seat`

// Corrections lists what was proposed against a meeting's minutes, the first
// first. Some may be under closed items: see [council.MinutesText.SeenBy].
func (s *Store) Corrections(ctx context.Context, id council.MeetingID) ([]council.Correction, error) {
	return readCorrections(ctx, s.read, id)
}

// ProposeCorrection keeps a correction that waits for the next meeting. The error
// is a *council.Problem when the minutes take none, or have no such paragraph.
func (tx *Tx) ProposeCorrection(c council.Correction) (council.CorrectionID, error) {
	m, err := tx.Minutes(c.Meeting)
	if err != nil {
		return 0, err
	}
	if err := m.Takes(c); err != nil {
		return 0, err
	}
	seat := ""
	if c.Seat.Member != 0 {
		text, err := json.Marshal(c.Seat)
		if err != nil {
			return 0, err
		}
		seat = string(text)
	}
	id, err := first(tx.ctx, tx, scanNumber, `INSERT INTO corrections (meeting, paragraph, wording, why, member, at, state, seat)
		VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, ?) RETURNING id`,
		int64(c.Meeting), c.Paragraph, c.Wording, c.Why, int64(c.By), stamp(tx.At()), string(council.CorrectionProposed), seat)
	if err != nil {
		return 0, fmt.Errorf("keep a correction: %w", err)
	}
	return council.CorrectionID(id), nil
}

// chosen gives the proposed corrections of some ids, in the order of proposing.
func (tx *Tx) chosen(id council.MeetingID, ids []council.CorrectionID) ([]council.Correction, error) {
	all, err := readCorrections(tx.ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(c council.Correction) bool {
		return c.State != council.CorrectionProposed || !slices.Contains(ids, c.ID)
	}), nil
}

// closeCorrections says of every proposed correction whether it was made.
func (tx *Tx) closeCorrections(id council.MeetingID, made []council.CorrectionID) error {
	for _, c := range made {
		if _, err := tx.exec(`UPDATE corrections SET state = ? WHERE id = ? AND meeting = ? AND state = 'proposed'`,
			string(council.CorrectionMade), int64(c), int64(id)); err != nil {
			return err
		}
	}
	_, err := tx.exec(`UPDATE corrections SET state = ? WHERE meeting = ? AND state = 'proposed'`, string(council.CorrectionNotMade), int64(id))
	return err
}

func readCorrections(ctx context.Context, from source, id council.MeetingID) ([]council.Correction, error) {
	return list(ctx, from, scanCorrection, `SELECT `+correctionColumns+` FROM corrections WHERE meeting = ? ORDER BY id`, int64(id))
}

func scanCorrection(r row) (c council.Correction, err error) {
	var at, seat string
	if err := r.Scan(&c.ID, &c.Meeting, &c.Paragraph, &c.Wording, &c.Why, &c.By, &at, &c.State, &seat); err != nil {
		return c, err
	}
	if seat != "" {
		if err := json.Unmarshal([]byte(seat), &c.Seat); err != nil {
			return c, fmt.Errorf("correction %d: %w", c.ID, err)
		}
	}
	c.At, err = moment(at)
	return c, err
}

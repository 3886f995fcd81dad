package store

import (
	"context"
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// decisionColumns are read by scanDecision, from decisions d with items i.
const decisionColumns = `d.id, d.year, d.place, d.words, d.dissent, coalesce(d.meeting, 0), coalesce(d.item, 0), d.day, d.at,
	iif(d.closed <> '', d.closed, coalesce(i.closed, '')), coalesce(i.sponsor, 0),
	coalesce((SELECT json_array(year, place) FROM decisions WHERE id = d.replaced_by), '[]'),
	(SELECT json_group_array(json_array(year, place) ORDER BY year, place) FROM decisions WHERE replaced_by = d.id)`

const fromDecisions = ` FROM decisions d LEFT JOIN items i ON i.id = d.item `

// WantedDecisions says which decisions are wanted; what is zero is not asked.
type WantedDecisions struct {
	Meeting council.MeetingID
	Item    council.ItemID
	Year    int
}

// Decisions lists decisions by number, the latest first, closed ones too: show
// what council.Decision.SeenBy gives.
func (s *Store) Decisions(ctx context.Context, w WantedDecisions) ([]council.Decision, error) {
	return listDecisions(ctx, s.read, w)
}

func listDecisions(ctx context.Context, from source, w WantedDecisions) ([]council.Decision, error) {
	return list(ctx, from, scanDecision, `SELECT `+decisionColumns+fromDecisions+`
		WHERE (?1 = 0 OR d.meeting = ?1) AND (?2 = 0 OR d.item = ?2) AND (?3 = 0 OR d.year = ?3) ORDER BY d.year DESC, d.place DESC`,
		int64(w.Meeting), int64(w.Item), w.Year)
}

// Decision gives the decision of a year and a place in it; the zero Decision when
// there is none.
func (s *Store) Decision(ctx context.Context, year, place int) (council.Decision, error) {
	return first(ctx, s.read, scanDecision, `SELECT `+decisionColumns+fromDecisions+` WHERE d.year = ? AND d.place = ?`, year, place)
}

// Decision gives the decision of an id as the change sees it; the zero Decision
// when there is none.
func (tx *Tx) Decision(id council.DecisionID) (council.Decision, error) {
	return first(tx.ctx, tx, scanDecision, `SELECT `+decisionColumns+fromDecisions+` WHERE d.id = ?`, int64(id))
}

// AddDecision puts a decision into the register under the next number of its
// year, and gives it as kept. The error is a *council.Problem when it is not fit
// to keep.
func (tx *Tx) AddDecision(d council.Decision) (council.Decision, error) {
	if err := d.Check(); err != nil {
		return d, err
	}
	id, err := first(tx.ctx, tx, scanDecisionID, `INSERT INTO decisions (year, place, words, dissent, meeting, item, day, closed, at)
		VALUES (?1, 1 + coalesce((SELECT max(place) FROM decisions WHERE year = ?1), 0), ?2, ?3, nullif(?4, 0), nullif(?5, 0), ?6, '', ?7) RETURNING id`,
		d.On.Year, d.Words, d.Dissent, int64(d.Meeting), int64(d.Item), d.On.String(), stamp(tx.At()))
	if err != nil {
		return d, fmt.Errorf("record a decision: %w", err)
	}
	return tx.Decision(id)
}

// PutDecision keeps the words of a decision that is in the register, and what it
// belongs to. Its number and its day stay as they are. The error is a
// *council.Problem when it is not fit to keep.
func (tx *Tx) PutDecision(d council.Decision) error {
	if err := d.Check(); err != nil {
		return err
	}
	_, err := tx.exec(`UPDATE decisions SET words = ?, dissent = ?, meeting = nullif(?, 0), item = nullif(?, 0) WHERE id = ?`,
		d.Words, d.Dissent, int64(d.Meeting), int64(d.Item), int64(d.ID))
	if err != nil {
		return fmt.Errorf("keep decision %d: %w", d.ID, err)
	}
	return nil
}

// ReplaceDecision lets a later decision take the place of an earlier one.
func (tx *Tx) ReplaceDecision(old, by council.DecisionID) error {
	_, err := tx.exec(`UPDATE decisions SET replaced_by = ? WHERE id = ?`, int64(by), int64(old))
	return err
}

func scanDecisionID(r row) (id council.DecisionID, err error) { err = r.Scan(&id); return id, err }

func scanDecision(r row) (d council.Decision, err error) {
	var year, place int
	var on, at, by, replaces string
	err = r.Scan(&d.ID, &year, &place, &d.Words, &d.Dissent, &d.Meeting, &d.Item, &on, &at, &d.Closed, &d.Sponsor, &by, &replaces)
	if err != nil {
		return council.Decision{}, err
	}
	d.Number = council.DecisionNumber(year, place)
	if d.On, err = day(on); err != nil {
		return d, fmt.Errorf("decision %s: %w", d.Number, err)
	}
	var later []int
	if err = json.Unmarshal([]byte(by), &later); err != nil {
		return d, fmt.Errorf("decision %s: %w", d.Number, err)
	}
	if len(later) == 2 {
		d.ReplacedBy = council.DecisionNumber(later[0], later[1])
	}
	var earlier [][2]int
	if err = json.Unmarshal([]byte(replaces), &earlier); err != nil {
		return d, fmt.Errorf("decision %s: %w", d.Number, err)
	}
	for _, e := range earlier {
		d.Replaces = append(d.Replaces, council.DecisionNumber(e[0], e[1]))
	}
	d.Recorded, err = moment(at)
	return d, err
}

package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"councilbot/internal/council"
)

// Redactions lists what was struck out of a meeting's minutes, the first first,
// with how it read: for the chair and the secretary alone.
func (s *Store) Redactions(ctx context.Context, id council.MeetingID) ([]council.Redaction, error) {
	return list(ctx, s.read, scanRedaction, `SELECT meeting, paragraph, why, was, at, by FROM redactions WHERE meeting = ? ORDER BY id`, int64(id))
}

// Strike strikes a passage out of a meeting's agreed minutes: out of every version
// of them, so that no page, no search and no file made from then on holds it, and,
// where it is a decision or an action, out of its register. It gives the minutes as
// they then are. The error is a *council.Problem.
func (tx *Tx) Strike(r council.Redaction) (council.Minutes, error) {
	m, err := tx.Minutes(r.Meeting)
	if err != nil {
		return m, err
	}
	r.Words, r.Why = strings.TrimSpace(r.Words), strings.TrimSpace(r.Why)
	r.At, r.By = tx.At().In(m.Meeting.Starts.Location()), tx.change.By
	text, was, err := m.Strike(r)
	if err != nil {
		return m, err
	}
	r.Paragraph, r.Was = was.Number, was.Words()
	versions, err := listMinutesVersions(tx.ctx, tx, r.Meeting)
	if err != nil {
		return m, err
	}
	for _, v := range versions {
		if v.Version == m.Version {
			v.MinutesText = text
		} else {
			v.MinutesText = v.StrikeAll(r)
		}
		if err := tx.keepVersion(r.Meeting, v); err != nil {
			return m, err
		}
	}
	if err := tx.strikeRecord(was, r); err != nil {
		return m, err
	}
	if err := tx.strikeSources(was, r); err != nil {
		return m, err
	}
	_, err = tx.exec(`INSERT INTO redactions (meeting, paragraph, why, was, at, by) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(r.Meeting), r.Paragraph, r.Why, r.Was, stamp(r.At), int64(r.By))
	if err != nil {
		return m, fmt.Errorf("keep what was struck out of the minutes of meeting %d: %w", r.Meeting, err)
	}
	return tx.Minutes(r.Meeting)
}

// strikeRecord strikes the passage out of the register in which a decision or an
// action stands too: a whole one is closed there, of another the words go.
func (tx *Tx) strikeRecord(p council.Paragraph, r council.Redaction) error {
	whole := r.Words == "" || r.Words == p.Text
	var err error
	switch p.Kind {
	case council.DecisionParagraph:
		year, place, wrong := council.ParseDecisionNumber(p.Ref)
		if wrong != nil {
			return wrong
		}
		if whole {
			_, err = tx.exec(`UPDATE decisions SET closed = ? WHERE year = ? AND place = ?`, r.Why, year, place)
		} else {
			_, err = tx.exec(`UPDATE decisions SET words = replace(words, ?1, ?2), dissent = replace(dissent, ?1, ?2) WHERE year = ?3 AND place = ?4`, r.Words, council.StruckWords, year, place)
		}
	case council.ActionParagraph:
		id, wrong := council.ParseActionID(p.Ref)
		if wrong != nil {
			return wrong
		}
		if whole {
			_, err = tx.exec(`UPDATE actions SET closed = ? WHERE id = ?`, r.Why, int64(id))
		} else {
			_, err = tx.exec(`UPDATE actions SET what = replace(what, ?1, ?2) WHERE id = ?3`, r.Words, council.StruckWords, int64(id))
		}
	}
	if err != nil {
		return fmt.Errorf("strike %s out of its register: %w", p.Ref, err)
	}
	return nil
}

// strikeSources removes the words from what the minutes were made of, which nobody
// needs any more once they are agreed.
func (tx *Tx) strikeSources(p council.Paragraph, r council.Redaction) error {
	if _, err := tx.exec(`DELETE FROM minutes_prose WHERE meeting = ?`, int64(r.Meeting)); err != nil {
		return err
	}
	_, err := tx.exec(`UPDATE captures SET words = '', dissent = '' WHERE meeting = ? AND state = 'approved' AND (instr(words, ?2) OR instr(dissent, ?2))`,
		int64(r.Meeting), cmp.Or(r.Words, p.Text))
	return err
}

// PostStruck says in what was sent to members about a meeting that it is not so
// any more, because it may quote what was struck out.
func (tx *Tx) PostStruck(m council.Minutes, instead json.RawMessage) error {
	return tx.takeBack(m.Meeting.ID, fmt.Sprintf("minutes-struck/%d/%d", m.Meeting.ID, tx.At().Unix()), instead, missedJob, missedJob)
}

func scanRedaction(r row) (d council.Redaction, err error) {
	var at string
	if err := r.Scan(&d.Meeting, &d.Paragraph, &d.Why, &d.Was, &at, &d.By); err != nil {
		return d, err
	}
	d.At, err = moment(at)
	return d, err
}

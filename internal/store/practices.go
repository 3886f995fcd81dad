package store

import (
	"context"
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// practiceColumns are read by scanPractice. "into" is a word of SQL's own.
const practiceColumns = `id, title, problem, did, result, cost, took, again, but, topic, sector, organisation, licence, coalesce(owner, 0),
	coalesce(contact, 0), story, state, word, cites, review, verified, coalesce(verified_by, 0), first, coalesce("into", 0), before, shared`

// Practices lists the practices in a state, the newest first; with no state, all
// of them.
func (s *Store) Practices(ctx context.Context, state council.PracticeState) ([]council.Practice, error) {
	return list(ctx, s.read, scanPractice, `SELECT `+practiceColumns+` FROM practices WHERE ?1 IN ('', state) ORDER BY shared DESC, id DESC`, string(state))
}

// Practice gives the practice of an id; the zero Practice when there is none.
func (s *Store) Practice(ctx context.Context, id council.PracticeID) (council.Practice, error) {
	return readPractice(ctx, s.read, id)
}

// PracticesOf lists what a member answers for, the newest first: the practices
// they own and the stories of failure they tell.
func (s *Store) PracticesOf(ctx context.Context, id council.MemberID) ([]council.Practice, error) {
	return list(ctx, s.read, scanPractice, `SELECT `+practiceColumns+` FROM practices
		WHERE owner = ?1 OR id IN (SELECT practice FROM practice_tellers WHERE member = ?1) ORDER BY shared DESC, id DESC`, int64(id))
}

// Teller gives who tells a story of failure, for the secretary and for the one
// who tells it; 0 when it is no story, or its teller's data was erased.
func (s *Store) Teller(ctx context.Context, id council.PracticeID) (council.MemberID, error) {
	return readTeller(ctx, s.read, id)
}

// Practice gives the practice of an id as the change sees it; the zero Practice
// when there is none.
func (tx *Tx) Practice(id council.PracticeID) (council.Practice, error) {
	return readPractice(tx.ctx, tx, id)
}

// Teller gives who tells a story of failure as the change sees it.
func (tx *Tx) Teller(id council.PracticeID) (council.MemberID, error) {
	return readTeller(tx.ctx, tx, id)
}

// PracticeTyped gives the practice that was first typed into the form of a token;
// the zero Practice when nothing was kept of it.
func (tx *Tx) PracticeTyped(token string) (council.Practice, error) {
	return first(tx.ctx, tx, scanPractice, `SELECT `+practiceColumns+` FROM practices WHERE token = ?`, token)
}

// AddPractice keeps a new practice, typed into the form of a token, and gives
// its id. Who tells a story of failure is kept apart from it; teller is 0 for
// any other. The error is a *council.Problem when a part is too long to keep.
func (tx *Tx) AddPractice(p council.Practice, token string, teller council.MemberID) (council.PracticeID, error) {
	if err := p.Fits(); err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanPracticeID, `INSERT INTO practices (title, problem, did, result, cost, took, again, but, topic, sector, organisation,
			licence, story, state, word, cites, review, verified, first, shared, token)
		VALUES ('', '', '', '', '', '', '', '', '', '', '', '', 0, 'draft', '', '', '', '', '', ?, ?) RETURNING id`, stamp(tx.At()), token)
	if err != nil {
		return 0, fmt.Errorf("keep a new practice: %w", err)
	}
	p.ID, p.Shared = id, tx.At()
	return id, tx.PutPractice(p, teller)
}

// PutPractice keeps a practice in the place of what was kept of it. What
// identifies the teller of a story of failure goes into no column of it: the
// teller is kept apart, and 0 leaves it as it was. The error is a
// *council.Problem when a part is too long to keep.
func (tx *Tx) PutPractice(p council.Practice, teller council.MemberID) error {
	if err := p.Fits(); err != nil {
		return err
	}
	if p.Story {
		p.Owner, p.Contact, p.VerifiedBy, p.Organisation = 0, 0, 0, ""
	}
	before, err := wordsBefore(p)
	if err != nil {
		return err
	}
	_, err = tx.exec(`UPDATE practices SET title = ?, problem = ?, did = ?, result = ?, cost = ?, took = ?, again = ?, but = ?, topic = ?, sector = ?,
			organisation = ?, licence = ?, owner = nullif(?, 0), contact = nullif(?, 0), story = ?, state = ?, word = ?, cites = ?, review = ?,
			verified = ?, verified_by = nullif(?, 0), first = ?, "into" = nullif(?, 0), before = ?, shared = ? WHERE id = ?`,
		p.Title, p.Problem, p.Did, p.Result, string(p.Cost), p.Took, string(p.Again), p.But, string(p.Topic), string(p.Sector), p.Organisation,
		string(p.Licence), int64(p.Owner), int64(p.Contact), p.Story, string(p.State), p.Word, p.Cites, dayText(p.Review), stamp(p.Verified),
		int64(p.VerifiedBy), stamp(p.First), int64(p.Into), before, stamp(p.Shared), int64(p.ID))
	if err != nil {
		return fmt.Errorf("keep practice %d: %w", p.ID, err)
	}
	if err := tx.putTeller(p, teller); err != nil || p.State == council.PracticeApproved {
		return err
	}
	return tx.dropShowings(p.ID)
}

// wordsBefore writes the words and facts that a practice had before its owner
// changed them; empty where it was not changed.
func wordsBefore(p council.Practice) (string, error) {
	if p.Before == nil {
		return "", nil
	}
	text, err := json.Marshal(council.Practice{}.Worded(*p.Before))
	return string(text), err
}

// putTeller keeps who tells a story of failure; of what is none, nobody.
func (tx *Tx) putTeller(p council.Practice, teller council.MemberID) (err error) {
	switch {
	case !p.Story:
		_, err = tx.exec(`DELETE FROM practice_tellers WHERE practice = ?`, int64(p.ID))
	case teller != 0:
		_, err = tx.exec(`INSERT INTO practice_tellers (practice, member) VALUES (?, ?) ON CONFLICT DO UPDATE SET member = excluded.member`, int64(p.ID), int64(teller))
	}
	return err
}

// DropPractice takes a draft away for good, with what was quoted in it and the
// questions about that which have not gone out.
func (tx *Tx) DropPractice(id council.PracticeID) error {
	_, err := tx.exec(`UPDATE deliveries SET state = 'skipped', message = 'null', note = 'The draft was thrown away.'
		WHERE state = 'due' AND key IN (SELECT 'practice-quote/' || id FROM practice_quotes WHERE practice = ?)`, int64(id))
	if err != nil {
		return err
	}
	_, err = tx.exec(`DELETE FROM practices WHERE id = ? AND state IN ('draft', 'returned')`, int64(id))
	return err
}

func readPractice(ctx context.Context, from source, id council.PracticeID) (council.Practice, error) {
	return first(ctx, from, scanPractice, `SELECT `+practiceColumns+` FROM practices WHERE id = ?`, int64(id))
}

func readTeller(ctx context.Context, from source, id council.PracticeID) (council.MemberID, error) {
	return first(ctx, from, scanMemberID, `SELECT member FROM practice_tellers WHERE practice = ?`, int64(id))
}

func scanPracticeID(r row) (id council.PracticeID, err error) { err = r.Scan(&id); return id, err }

func scanPractice(r row) (p council.Practice, err error) {
	var review, verified, first, before, shared string
	err = r.Scan(&p.ID, &p.Title, &p.Problem, &p.Did, &p.Result, &p.Cost, &p.Took, &p.Again, &p.But, &p.Topic, &p.Sector, &p.Organisation, &p.Licence,
		&p.Owner, &p.Contact, &p.Story, &p.State, &p.Word, &p.Cites, &review, &verified, &p.VerifiedBy, &first, &p.Into, &before, &shared)
	if err != nil {
		return p, err
	}
	if before != "" {
		p.Before = new(council.Practice)
		if err := json.Unmarshal([]byte(before), p.Before); err != nil {
			return p, fmt.Errorf("read a practice as it was before: %w", err)
		}
	}
	if p.Review, err = day(review); err != nil {
		return p, err
	}
	if p.Verified, p.First, err = span(verified, first); err != nil {
		return p, err
	}
	p.Shared, err = moment(shared)
	return p, err
}

package store

import (
	"context"
	"fmt"

	"councilbot/internal/council"
)

const answerColumns = `id, ask, words, cites, coalesce(practice, 0), coalesce(by, 0), at, retired`

// KnownAnswer gives the answer of an id; the zero KnownAnswer when there is none.
func (s *Store) KnownAnswer(ctx context.Context, id int64) (council.KnownAnswer, error) {
	return first(ctx, s.read, scanKnownAnswer, `SELECT `+answerColumns+` FROM answers WHERE id = ?`, id)
}

// KnownAnswers lists the answers that stand, the latest first.
func (s *Store) KnownAnswers(ctx context.Context) ([]council.KnownAnswer, error) {
	return list(ctx, s.read, scanKnownAnswer, `SELECT `+answerColumns+` FROM answers WHERE retired = '' ORDER BY id DESC`)
}

// AddAnswer keeps an answer and gives its id; question, where not 0, has it from
// now on. The error is a *council.Problem when it is not fit to keep.
func (tx *Tx) AddAnswer(a council.KnownAnswer, question int64) (int64, error) {
	if err := a.Check(); err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanNumber, `INSERT INTO answers (ask, words, cites, practice, by, at, retired) VALUES (?, ?, ?, nullif(?, 0), nullif(?, 0), ?, '') RETURNING id`,
		a.Ask, a.Words, a.Cites, int64(a.Practice), int64(a.By), stamp(tx.At()))
	if err != nil {
		return 0, fmt.Errorf("keep an answer: %w", err)
	}
	_, err = tx.exec(`UPDATE questions SET answer = ? WHERE id = ?`, id, question)
	return id, err
}

// RetireAnswer takes an answer back: it is quoted no more.
func (tx *Tx) RetireAnswer(id int64) error {
	_, err := tx.exec(`UPDATE answers SET retired = ? WHERE id = ? AND retired = ''`, stamp(tx.At()), id)
	return err
}

func scanKnownAnswer(r row) (a council.KnownAnswer, err error) {
	var at, retired string
	if err := r.Scan(&a.ID, &a.Ask, &a.Words, &a.Cites, &a.Practice, &a.By, &at, &retired); err != nil {
		return a, err
	}
	a.At, a.Retired, err = span(at, retired)
	return a, err
}

package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Question is one that the pack could not answer.
type Question struct {
	ID    int64
	At    time.Time
	Words string           // empty when the asker has not agreed to their being kept
	Asker council.MemberID // 0 when it was asked without a name, or by somebody without a seat
	PutTo string           // whom it was put to, as [council.Addressee] writes it; empty: nobody
}

// Questions lists the questions that the pack could not answer since a moment,
// oldest first.
func (s *Store) Questions(ctx context.Context, since time.Time) ([]Question, error) {
	return list(ctx, s.read, scanQuestion, `SELECT id, at, words, coalesce(asker, 0), put_to FROM questions WHERE at >= ? ORDER BY id`, stamp(since))
}

// AddQuestion notes that a question could not be answered, with its words and
// its asker only where the asker agreed, and gives its id.
func (tx *Tx) AddQuestion(q Question) (int64, error) {
	return first(tx.ctx, tx, scanNumber, `INSERT INTO questions (at, words, asker, put_to) VALUES (?, ?, nullif(?, 0), ?) RETURNING id`,
		stamp(tx.At()), q.Words, int64(q.Asker), q.PutTo)
}

// DropQuestion takes back a question for the member who asked it by name, and
// the message that puts it to others unless that has gone out. gone is false
// when there is no such question of the member's.
func (tx *Tx) DropQuestion(id int64, asker council.MemberID) (gone bool, err error) {
	n, err := tx.count(`DELETE FROM questions WHERE id = ? AND asker = ?`, id, int64(asker))
	if err != nil || n == 0 {
		return false, err
	}
	_, err = tx.exec(`UPDATE deliveries SET state = 'skipped', message = 'null', note = 'Its asker took the question back.'
		WHERE key = 'question/' || ? AND state = 'due'`, id)
	return true, err
}

func scanQuestion(r row) (q Question, err error) {
	var at string
	if err := r.Scan(&q.ID, &at, &q.Words, &q.Asker, &q.PutTo); err != nil {
		return Question{}, err
	}
	q.At, err = moment(at)
	return q, err
}

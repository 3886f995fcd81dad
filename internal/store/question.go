package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Question is one that the pack could not answer.
type Question struct {
	ID     int64
	At     time.Time
	Words  string           // empty when the asker has not agreed to their being kept
	Asker  council.MemberID // 0 when it was asked without a name, or by somebody without a seat
	PutTo  string           // whom it was put to, as [council.Addressee] writes it; empty: nobody
	Item   council.ItemID   // the agenda item that was made of it, or in which that one goes on; 0: none
	Answer int64            // the id of its answer; 0: none
	Aside  time.Time        // when it was set aside without an answer; zero: it was not
}

// Open reports whether the question waits for an answer.
func (q Question) Open() bool { return q.Words != "" && q.Answer == 0 && q.Aside.IsZero() }

// questionColumns are read by scanQuestion. An item that was merged or carried
// goes on in another.
const questionColumns = `id, at, words, coalesce(asker, 0), put_to, coalesce((WITH RECURSIVE onward (item, step) AS (
		SELECT questions.item, 0 UNION ALL SELECT items."into", step + 1 FROM onward JOIN items ON items.id = onward.item WHERE items."into" IS NOT NULL AND step < 100)
	SELECT item FROM onward ORDER BY step DESC LIMIT 1), 0), coalesce(answer, 0), aside`

// Questions lists the questions that the pack could not answer since a moment,
// oldest first.
func (s *Store) Questions(ctx context.Context, since time.Time) ([]Question, error) {
	return list(ctx, s.read, scanQuestion, `SELECT `+questionColumns+` FROM questions WHERE at >= ? ORDER BY id`, stamp(since))
}

// OpenQuestions lists the questions that wait for an answer, oldest first.
func (s *Store) OpenQuestions(ctx context.Context) ([]Question, error) {
	return list(ctx, s.read, scanQuestion, `SELECT `+questionColumns+` FROM questions WHERE words <> '' AND answer IS NULL AND aside = '' ORDER BY id`)
}

// Question gives the question of an id as the change sees it; the zero Question
// when there is none.
func (tx *Tx) Question(id int64) (Question, error) {
	return first(tx.ctx, tx, scanQuestion, `SELECT `+questionColumns+` FROM questions WHERE id = ?`, id)
}

// AddQuestion notes that a question could not be answered, with its words and
// its asker only where the asker agreed, and gives its id.
func (tx *Tx) AddQuestion(q Question) (int64, error) {
	return first(tx.ctx, tx, scanNumber, `INSERT INTO questions (at, words, asker, put_to) VALUES (?, ?, nullif(?, 0), ?) RETURNING id`,
		stamp(tx.At()), q.Words, int64(q.Asker), q.PutTo)
}

// QuestionBecomes notes the agenda item that was made of a question.
func (tx *Tx) QuestionBecomes(id int64, item council.ItemID) error {
	_, err := tx.exec(`UPDATE questions SET item = ? WHERE id = ?`, int64(item), id)
	return err
}

// SetAside notes that a question gets no answer, or, undone, that it waits again.
func (tx *Tx) SetAside(id int64, undone bool) error {
	at := stamp(tx.At())
	if undone {
		at = ""
	}
	_, err := tx.exec(`UPDATE questions SET aside = ? WHERE id = ? AND answer IS NULL`, at, id)
	return err
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
	var at, aside string
	if err := r.Scan(&q.ID, &at, &q.Words, &q.Asker, &q.PutTo, &q.Item, &q.Answer, &aside); err != nil {
		return Question{}, err
	}
	q.At, q.Aside, err = span(at, aside)
	return q, err
}

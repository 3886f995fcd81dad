package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// Uses lists who used a practice, in the order in which they said so; with the
// id 0, of all practices.
func (s *Store) Uses(ctx context.Context, id council.PracticeID) ([]council.Use, error) {
	return list(ctx, s.read, scanUse, `SELECT practice, member, sector, line, at FROM practice_uses WHERE ?1 IN (0, practice) ORDER BY at, member`, int64(id))
}

// PutUse keeps a member's word that they used a practice in the place of an
// earlier one. The error is a *council.Problem when the line is too long.
func (tx *Tx) PutUse(u council.Use) error {
	if err := u.Check(); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO practice_uses (practice, member, sector, line, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET line = excluded.line`, int64(u.Practice), int64(u.Member), string(u.Sector), u.Line, stamp(tx.At()))
	return err
}

// DropUse takes back a member's word that they used a practice.
func (tx *Tx) DropUse(id council.PracticeID, member council.MemberID) error {
	_, err := tx.exec(`DELETE FROM practice_uses WHERE practice = ? AND member = ?`, int64(id), int64(member))
	return err
}

// MoveUses gives the uses of one practice to another. Who used both is counted
// once, with what they said of the other.
func (tx *Tx) MoveUses(from, to council.PracticeID) error {
	if _, err := tx.exec(`UPDATE OR IGNORE practice_uses SET practice = ?2 WHERE practice = ?1`, int64(from), int64(to)); err != nil {
		return err
	}
	_, err := tx.exec(`DELETE FROM practice_uses WHERE practice = ?`, int64(from))
	return err
}

// Quotes lists what was quoted in a practice, in the order of the thread, agreed
// to or not: others than the draft's author may see council.Heard of it.
func (s *Store) Quotes(ctx context.Context, id council.PracticeID) ([]council.Quote, error) {
	return list(ctx, s.read, scanQuote, `SELECT `+quoteColumns+` FROM practice_quotes WHERE practice = ? ORDER BY id`, int64(id))
}

// Quotes lists what was quoted in a practice as the change sees it.
func (tx *Tx) Quotes(id council.PracticeID) ([]council.Quote, error) {
	return list(tx.ctx, tx, scanQuote, `SELECT `+quoteColumns+` FROM practice_quotes WHERE practice = ? ORDER BY id`, int64(id))
}

// QuotesOf lists what was quoted of a Slack account, the newest first.
func (s *Store) QuotesOf(ctx context.Context, slackID string) ([]council.Quote, error) {
	return list(ctx, s.read, scanQuote, `SELECT `+quoteColumns+` FROM practice_quotes WHERE slack_id = ? AND slack_id <> '' ORDER BY id DESC`, slackID)
}

// Quote gives the quote of an id; the zero Quote when there is none.
func (s *Store) Quote(ctx context.Context, id council.QuoteID) (council.Quote, error) {
	return first(ctx, s.read, scanQuote, `SELECT `+quoteColumns+` FROM practice_quotes WHERE id = ?`, int64(id))
}

// AddQuote keeps what somebody said, not agreed to yet, and gives its id.
func (tx *Tx) AddQuote(q council.Quote) (council.QuoteID, error) {
	return first(tx.ctx, tx, func(r row) (id council.QuoteID, err error) { err = r.Scan(&id); return id, err },
		`INSERT INTO practice_quotes (practice, member, slack_id, name, words, answer, asked, answered) VALUES (?, nullif(?, 0), ?, ?, ?, '', ?, '') RETURNING id`,
		int64(q.Practice), int64(q.Member), q.SlackID, q.Name, q.Words, stamp(tx.At()))
}

// AnswerQuote keeps what a person said when asked whether they may be quoted.
func (tx *Tx) AnswerQuote(id council.QuoteID, answer council.QuoteAnswer) error {
	_, err := tx.exec(`UPDATE practice_quotes SET answer = ?, answered = ? WHERE id = ?`, string(answer), stamp(tx.At()), int64(id))
	return err
}

// Showings lists when practices were posted to the channel since a moment, the
// earliest first. A message that was passed over or failed showed nothing.
func (s *Store) Showings(ctx context.Context, since time.Time) ([]council.Showing, error) {
	return list(ctx, s.read, func(r row) (sh council.Showing, err error) {
		var at string
		if err := r.Scan(&sh.Practice, &at); err != nil {
			return sh, err
		}
		sh.At, err = moment(at)
		return sh, err
	}, `SELECT s.practice, s.at FROM practice_shown s LEFT JOIN deliveries d ON d.key = s.delivery
		WHERE s.at >= ? AND coalesce(d.state, 'sent') NOT IN ('skipped', 'failed') ORDER BY s.at`, stamp(since))
}

// ShowPractice notes that a practice is posted by the message of a key, at a
// moment; what the librarian asked for is then done.
func (tx *Tx) ShowPractice(id council.PracticeID, key string, at time.Time) error {
	if _, err := tx.exec(`INSERT INTO practice_shown (practice, at, delivery) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, int64(id), stamp(at), key); err != nil {
		return err
	}
	_, err := tx.exec(`UPDATE practices SET first = '' WHERE id = ?`, int64(id))
	return err
}

// dropShowings passes over the posts of a practice that have not gone out.
func (tx *Tx) dropShowings(id council.PracticeID) error {
	_, err := tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'The practice was taken out of the library before this was sent.'
		WHERE state = 'due' AND key IN (SELECT delivery FROM practice_shown WHERE practice = ?)`, int64(id))
	return err
}

func scanUse(r row) (u council.Use, err error) {
	var at string
	if err := r.Scan(&u.Practice, &u.Member, &u.Sector, &u.Line, &at); err != nil {
		return u, err
	}
	u.At, err = moment(at)
	return u, err
}

const quoteColumns = `id, practice, coalesce(member, 0), slack_id, name, words, answer, asked`

func scanQuote(r row) (q council.Quote, err error) {
	var asked string
	if err := r.Scan(&q.ID, &q.Practice, &q.Member, &q.SlackID, &q.Name, &q.Words, &q.Answer, &asked); err != nil {
		return q, err
	}
	q.Asked, err = moment(asked)
	return q, err
}

package store

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// UploadState is how far the fetching of an upload has come.
type UploadState string

// The states of an upload.
const (
	UploadWaiting  UploadState = "waiting"
	UploadFetching UploadState = "fetching"
	UploadFetched  UploadState = "fetched"
	UploadRefused  UploadState = "refused" // for good; the note says why
)

// Upload is a file that somebody gave in Slack for a paper, to be fetched from
// there.
type Upload struct {
	ID      int64
	Paper   council.PaperID
	Slack   string // Slack's id of the file
	Name    string // empty until Slack was asked
	Changed string // what changed, in one line
	By      council.MemberID
	State   UploadState
	Tries   int
	After   time.Time // not to be tried before
	Claim   string    // who is fetching it
	Note    string    // why it was refused: a whole sentence
}

const uploadColumns = `id, paper, slack, name, changed, coalesce(by, 0), state, tries, after, claim, note`

// PutUpload keeps a file to be fetched, in the transaction of the paper that it
// is for. The same file for the same paper is fetched once; one that was refused
// is tried again.
func (tx *Tx) PutUpload(u Upload) error {
	_, err := tx.exec(`INSERT INTO uploads (paper, slack, name, changed, by, state, tries, after, claim, lease, note, at)
		VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), 'waiting', 0, ?6, '', '', '', ?6)
		ON CONFLICT (paper, slack) DO UPDATE SET state = 'waiting', tries = 0, after = excluded.after, changed = excluded.changed, by = excluded.by, note = ''
			WHERE state = 'refused'`,
		int64(u.Paper), u.Slack, u.Name, u.Changed, int64(u.By), stamp(tx.At()))
	if err != nil {
		return fmt.Errorf("keep an upload for paper %d: %w", u.Paper, err)
	}
	p, err := tx.Paper(u.Paper)
	if err != nil {
		return err
	}
	return tx.papersGiven(p.Author)
}

// Uploads lists the files that were given for a paper, the first first.
func (s *Store) Uploads(ctx context.Context, id council.PaperID) ([]Upload, error) {
	return list(ctx, s.read, scanUpload, `SELECT `+uploadColumns+` FROM uploads WHERE paper = ? ORDER BY id`, int64(id))
}

// ClaimUpload takes the file that waits longest, or one whose fetcher has let the
// lease run out, for the fetcher that holder names. ok is false when none is due.
func (s *Store) ClaimUpload(ctx context.Context, holder string, now time.Time, lease time.Duration) (u Upload, ok bool, err error) {
	due, err := first(ctx, s.read, scanNumber, `SELECT count(*) FROM uploads WHERE state IN ('waiting', 'fetching')`)
	if err != nil || due == 0 {
		return Upload{}, false, err
	}
	_, err = s.Change(ctx, Change{At: now}, func(tx *Tx) error {
		u, err = first(tx.ctx, tx, scanUpload, `UPDATE uploads SET state = 'fetching', tries = tries + 1, claim = ?1 || '/' || (tries + 1), lease = ?3
			WHERE id = (SELECT id FROM uploads WHERE state = 'waiting' AND after <= ?2 OR state = 'fetching' AND lease <= ?2 ORDER BY after, id LIMIT 1)
			RETURNING `+uploadColumns, holder, stamp(now), stamp(now.Add(lease)))
		return err
	})
	return u, u.ID != 0, err
}

// WaitUpload gives a claimed upload back until a moment, as when Slack fails.
func (s *Store) WaitUpload(ctx context.Context, u Upload, after, now time.Time) error {
	_, err := s.settle(ctx, now, `UPDATE uploads SET state = 'waiting', after = ? WHERE id = ? AND claim = ? AND state = 'fetching'`, stamp(after), u.ID, u.Claim)
	return err
}

// SettleUpload ends a claimed upload within a change: as fetched, or as refused
// with the reason. Whatever follows from it stands in the same change. still is
// false, and nothing may follow, when the claim has passed to another fetcher.
func (tx *Tx) SettleUpload(u Upload, as UploadState, name, note string) (still bool, err error) {
	n, err := tx.count(`UPDATE uploads SET state = ?, name = ?, note = ? WHERE id = ? AND claim = ? AND state = 'fetching'`,
		string(as), name, note, u.ID, u.Claim)
	if err != nil {
		return false, fmt.Errorf("settle upload %d: %w", u.ID, err)
	}
	return n == 1, nil
}

// Coming lists the papers for which a file is on its way from Slack.
func (s *Store) Coming(ctx context.Context) (map[council.PaperID]bool, error) {
	ids, err := list(ctx, s.read, scanNumber, `SELECT DISTINCT paper FROM uploads WHERE state IN ('waiting', 'fetching')`)
	coming := make(map[council.PaperID]bool, len(ids))
	for _, id := range ids {
		coming[council.PaperID(id)] = true
	}
	return coming, err
}

func scanUpload(r row) (u Upload, err error) {
	var after string
	if err := r.Scan(&u.ID, &u.Paper, &u.Slack, &u.Name, &u.Changed, &u.By, &u.State, &u.Tries, &after, &u.Claim, &u.Note); err != nil {
		return u, err
	}
	u.After, err = moment(after)
	return u, err
}

// DropUploads ends the fetching of every file that is on its way for a paper.
func (tx *Tx) DropUploads(id council.PaperID) error {
	_, err := tx.exec(`UPDATE uploads SET state = 'refused', note = 'The paper was withdrawn.' WHERE paper = ? AND state IN ('waiting', 'fetching')`, int64(id))
	return err
}

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
	return nil
}

// Uploads lists the files that were given for a paper, the first first.
func (s *Store) Uploads(ctx context.Context, id council.PaperID) ([]Upload, error) {
	return list(ctx, s.read, scanUpload, `SELECT `+uploadColumns+` FROM uploads WHERE paper = ? ORDER BY id`, int64(id))
}

func scanUpload(r row) (u Upload, err error) {
	var after string
	if err := r.Scan(&u.ID, &u.Paper, &u.Slack, &u.Name, &u.Changed, &u.By, &u.State, &u.Tries, &after, &u.Claim, &u.Note); err != nil {
		return u, err
	}
	u.After, err = moment(after)
	return u, err
}

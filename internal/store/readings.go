package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// Reading gives what was found on reading a file; the zero Reading when there is
// no such file.
func (s *Store) Reading(ctx context.Context, sha string) (council.Reading, error) {
	return first(ctx, s.read, scanReading, `SELECT `+readingColumns+` FROM file_readings WHERE sha = ?`, sha)
}

// Readings gives what was found on reading the files of a meeting's papers, as
// they are now, by SHA-256.
func (s *Store) Readings(ctx context.Context, papers []council.Paper) (map[string]council.Reading, error) {
	bySHA := map[string]council.Reading{}
	for _, p := range papers {
		if p.File.SHA == "" {
			continue
		}
		r, err := s.Reading(ctx, p.File.SHA)
		if err != nil {
			return nil, fmt.Errorf("read what was found in a file: %w", err)
		}
		bySHA[p.File.SHA] = r
	}
	return bySHA, nil
}

// Passages lists the text of a file in its order.
func (s *Store) Passages(ctx context.Context, sha string) ([]council.FilePassage, error) {
	return list(ctx, s.read, scanFilePassage, `SELECT page, place, text FROM file_passages WHERE sha = ? ORDER BY place`, sha)
}

// PutReading keeps what was found on reading a file, with its text in place of
// any that was kept before. The passages are numbered in their order.
func (tx *Tx) PutReading(r council.Reading, passages []council.FilePassage) error {
	findings, err := json.Marshal(append([]council.Finding{}, r.Findings...))
	if err != nil {
		return err
	}
	_, err = tx.exec(`DELETE FROM file_passages WHERE sha = ?`, r.SHA)
	for i, p := range passages {
		if err != nil {
			break
		}
		_, err = tx.exec(`INSERT INTO file_passages (sha, page, place, text) VALUES (?, ?, ?, ?)`, r.SHA, p.Page, i+1, p.Text)
	}
	if err == nil { // last, because search then finds the text
		_, err = tx.exec(`INSERT INTO file_readings (sha, state, kind, pages, title, findings, at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET state = excluded.state, kind = excluded.kind, pages = excluded.pages, title = excluded.title,
				findings = excluded.findings, at = excluded.at`,
			r.SHA, string(r.State), r.Kind, r.Pages, r.Title, string(findings), stamp(tx.At()))
	}
	if err != nil {
		return fmt.Errorf("keep the reading of %s: %w", r.SHA, err)
	}
	return nil
}

const readingColumns = `sha, state, kind, pages, title, findings`

func scanReading(r row) (g council.Reading, err error) {
	var findings string
	if err := r.Scan(&g.SHA, &g.State, &g.Kind, &g.Pages, &g.Title, &findings); err != nil {
		return g, err
	}
	return g, json.Unmarshal([]byte(findings), &g.Findings)
}

func scanFilePassage(r row) (p council.FilePassage, err error) {
	err = r.Scan(&p.Page, &p.Place, &p.Text)
	return p, err
}

// ReadingWait is how long the word that a file has come waits for what is found
// on reading it, so that whoever sent it gets one message and not two. It then
// goes without.
const ReadingWait = 2 * time.Minute

// CameKey is the key of the delivery that tells a member that a revision of a
// paper has come.
func CameKey(paper council.PaperID, revision int, to council.MemberID) string {
	return revisionKey("paper-came", paper, revision, to)
}

// CheckedKey is the key of the delivery that tells a member what was found on
// reading it. Where that went with the word that it came, the row is there and
// skipped: whoever has it has told.
func CheckedKey(paper council.PaperID, revision int, to council.MemberID) string {
	return revisionKey("paper-checked", paper, revision, to)
}

func revisionKey(job string, paper council.PaperID, revision int, to council.MemberID) string {
	return fmt.Sprintf("%s/%d/paper/%d/%s", job, revision, paper, council.Addressee{Member: to})
}

// Untold is a revision of a paper whose file was read, and whoever sent it has not
// been told what was found.
type Untold struct {
	Revision council.PaperRevision
	Reading  council.Reading
}

// Untold lists the revisions that came since a moment, whose sender was, or is to
// be, told that they came, but not yet what was found on reading them.
func (s *Store) Untold(ctx context.Context, since time.Time) ([]Untold, error) {
	return list(ctx, s.read, scanUntold, `SELECT r.paper, r.number, r.name, r.by, g.sha, g.state, g.kind, g.pages, g.title, g.findings
		FROM paper_revisions r JOIN file_readings g ON g.sha = r.sha
		WHERE g.state <> 'unread' AND r.at >= ? AND r.by IS NOT NULL
			AND EXISTS (SELECT 1 FROM deliveries WHERE key = 'paper-came/' || r.number || '/paper/' || r.paper || '/member/' || r.by)
			AND NOT EXISTS (SELECT 1 FROM deliveries WHERE key = 'paper-checked/' || r.number || '/paper/' || r.paper || '/member/' || r.by)
		ORDER BY r.at, r.paper, r.number`, stamp(since))
}

func scanUntold(r row) (u Untold, err error) {
	var findings string
	if err := r.Scan(&u.Revision.Paper, &u.Revision.Number, &u.Revision.File.Name, &u.Revision.By, &u.Reading.SHA, &u.Reading.State,
		&u.Reading.Kind, &u.Reading.Pages, &u.Reading.Title, &findings); err != nil {
		return u, err
	}
	return u, json.Unmarshal([]byte(findings), &u.Reading.Findings)
}

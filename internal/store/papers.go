package store

import (
	"context"
	"fmt"

	"councilbot/internal/council"
)

// onward lists the items that the paper ?1 belongs to, or for 0 those of every
// paper: its own, and those in which that one went on when it was carried or
// merged. last marks the end; shut is why one of them is closed.
const onward = `WITH RECURSIVE onward (paper, item, step) AS (
		SELECT id, item, 0 FROM papers WHERE ?1 IN (0, id)
		UNION ALL
		SELECT onward.paper, items."into", step + 1 FROM onward JOIN items ON items.id = onward.item
		WHERE items."into" IS NOT NULL AND step < 100
	), belongs AS (
		SELECT onward.paper, items.id AS item, onward.step, items.meeting, items.closed, items.place, items."into" IS NULL AS last,
			max(items.closed) OVER (PARTITION BY onward.paper) AS shut
		FROM onward JOIN items ON items.id = onward.item
	) `

// paperColumns are read by scanPaper from selectPapers or selectOut. A paper that is out is
// for the item with which it was published; any other, for the item in which its
// own goes on.
const paperColumns = `p.id, b.item, coalesce(b.meeting, 0), p.title, coalesce(p.author, 0), p.writer, p.email, p.purpose, p.marking, p.stage,
	p.until, coalesce(r.link, ''), coalesce(f.sha, ''), coalesce(r.name, ''), coalesce(f.type, ''), coalesce(f.size, 0), coalesce(r.number, 0), p.out,
	coalesce(r.changed, ''), coalesce(r.at, ''), b.shut, p.chased, p.published, p.late`

const fromPapers = onward + `SELECT ` + paperColumns + ` FROM papers p
	JOIN belongs b ON b.paper = p.id AND iif(p.published <> '', b.step = 0, b.last)
	LEFT JOIN paper_revisions r ON r.paper = p.id AND r.number = `

// selectPapers reads papers as they last came, selectOut as they are published.
const (
	selectPapers = fromPapers + `p.revision LEFT JOIN files f ON f.sha = r.sha `
	selectOut    = fromPapers + `p.out LEFT JOIN files f ON f.sha = r.sha `
)

// everyPaper is onward's ?1 for all of them.
const everyPaper = 0

// inOrder is how papers stand in a pack: by their items' places, then as they
// were asked for.
const inOrder = ` ORDER BY b.place = 0, b.place, p.id`

// Paper gives the paper of an id; the zero Paper when there is none.
func (s *Store) Paper(ctx context.Context, id council.PaperID) (council.Paper, error) {
	return readPaper(ctx, s.read, id)
}

// Papers lists the papers of a meeting in the order of its agenda: those that are
// to be taken at it, and those that were published with it. Withdrawn ones are
// among them.
func (s *Store) Papers(ctx context.Context, id council.MeetingID) ([]council.Paper, error) {
	return list(ctx, s.read, scanPaper, selectPapers+`WHERE b.meeting = ?`+inOrder, everyPaper, int64(id))
}

// PublishedPapers lists a meeting's papers that are out, each in the revision
// that is published, in the order of its agenda. What may be shown of them, and to
// whom, their markings say.
func (s *Store) PublishedPapers(ctx context.Context, id council.MeetingID) ([]council.Paper, error) {
	return list(ctx, s.read, scanPaper, selectOut+`WHERE b.meeting = ? AND p.stage = 'published'`+inOrder, everyPaper, int64(id))
}

// PublishedPaper gives a paper in the revision that is published; the zero Paper
// when it is not out.
func (s *Store) PublishedPaper(ctx context.Context, id council.PaperID) (council.Paper, error) {
	return first(ctx, s.read, scanPaper, selectOut+`WHERE p.stage = 'published'`, int64(id))
}

// PapersOf lists the papers of an item, and of those that were carried or merged
// into it.
func (s *Store) PapersOf(ctx context.Context, id council.ItemID) ([]council.Paper, error) {
	return list(ctx, s.read, scanPaper, selectPapers+`WHERE p.id IN (SELECT paper FROM belongs WHERE item = ?) ORDER BY p.id`, everyPaper, int64(id))
}

// PapersBy lists the papers of which a member is the author, the newest first.
func (s *Store) PapersBy(ctx context.Context, id council.MemberID) ([]council.Paper, error) {
	return list(ctx, s.read, scanPaper, selectPapers+`WHERE p.author = ? ORDER BY p.id DESC`, everyPaper, int64(id))
}

// AllPapers lists every paper that there is, the newest first.
func (s *Store) AllPapers(ctx context.Context) ([]council.Paper, error) {
	return list(ctx, s.read, scanPaper, selectPapers+`ORDER BY p.id DESC`, everyPaper)
}

// Papers lists a meeting's papers as the change sees them, as [Store.Papers]
// does.
func (tx *Tx) Papers(id council.MeetingID) ([]council.Paper, error) {
	return list(tx.ctx, tx, scanPaper, selectPapers+`WHERE b.meeting = ?`+inOrder, everyPaper, int64(id))
}

// Paper gives a paper as the change sees it. The error is a *council.Problem when
// there is none.
func (tx *Tx) Paper(id council.PaperID) (council.Paper, error) {
	p, err := readPaper(tx.ctx, tx, id)
	if err == nil && p.ID == 0 {
		err = &council.Problem{Say: "There is no such paper. Look at the papers with /paper."}
	}
	return p, err
}

// PutPaper keeps a paper: a new one when its ID is 0. What has come of it is kept
// by [Tx.Receive] and not here. It gives the id. The error is a *council.Problem
// when the paper is not fit to keep.
func (tx *Tx) PutPaper(p council.Paper) (council.PaperID, error) {
	if err := p.Check(); err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanNumber, `INSERT INTO papers (id, item, title, author, writer, email, purpose, marking, stage, until, revision, out, chased, published, late, at)
		VALUES (nullif(?, 0), ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET item = excluded.item, title = excluded.title, author = excluded.author, writer = excluded.writer, email = excluded.email,
			purpose = excluded.purpose, marking = excluded.marking, stage = excluded.stage, until = excluded.until, out = excluded.out, chased = excluded.chased,
			published = excluded.published, late = excluded.late
		RETURNING id`,
		int64(p.ID), int64(p.Item), p.Title, int64(p.Author), p.Writer, p.Email, string(p.Purpose), string(p.Marking), string(p.Stage), dayText(p.Until),
		p.Out, p.Chased, stamp(p.Published), p.Late, stamp(tx.At()))
	if err != nil {
		return 0, fmt.Errorf("keep paper %d: %w", p.ID, err)
	}
	return council.PaperID(id), tx.papersGiven(p.Author)
}

// PapersAsked is what a message asks for that reminds an author of papers.
const PapersAsked = "papers"

// papersGiven drops the reminders that have not left to an author of whom, for
// their meeting, nothing is owed any more.
func (tx *Tx) papersGiven(author council.MemberID) error {
	_, err := tx.exec(onward+`UPDATE deliveries SET state = 'skipped', note = 'The papers came first.'
		WHERE member = ?2 AND asks = ?3 AND state IN ('due', 'claimed') AND NOT EXISTS (
			SELECT 1 FROM papers p JOIN belongs b ON b.paper = p.id AND b.last WHERE p.author = ?2 AND p.stage IN ('asked', 'promised')
				AND b.meeting = deliveries.meeting AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.paper = p.id AND u.state IN ('waiting', 'fetching')))`,
		everyPaper, int64(author), PapersAsked)
	if err != nil {
		return fmt.Errorf("drop reminders of papers: %w", err)
	}
	return nil
}

// Receive keeps a revision of a paper, and the paper as it then stands. A file's
// content is kept before, by [Store.KeepFile]. The error is a *council.Problem
// when there is no such paper, or the revision is not fit to keep.
func (tx *Tx) Receive(r council.PaperRevision) (council.Paper, error) {
	p, err := tx.Paper(r.Paper)
	if err != nil {
		return p, err
	}
	r.At = tx.At()
	if p, r, err = p.Receive(r); err != nil {
		return p, err
	}
	if _, err := tx.PutPaper(p); err != nil {
		return p, err
	}
	if err := tx.noteFile(r.File); err != nil {
		return p, err
	}
	_, err = tx.exec(`INSERT INTO paper_revisions (paper, number, sha, name, link, changed, at, by) VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, nullif(?, 0))`,
		int64(p.ID), r.Number, r.File.SHA, r.File.Name, r.Link, r.Changed, stamp(r.At), int64(r.By))
	if err == nil {
		_, err = tx.exec(`UPDATE papers SET revision = ? WHERE id = ?`, r.Number, int64(p.ID))
	}
	if err != nil {
		return p, fmt.Errorf("keep a revision of paper %d: %w", p.ID, err)
	}
	return p, nil
}

// Revisions lists every form in which a paper came, the first first.
func (s *Store) Revisions(ctx context.Context, id council.PaperID) ([]council.PaperRevision, error) {
	return list(ctx, s.read, scanRevision, `SELECT r.paper, r.number, coalesce(f.sha, ''), r.name, coalesce(f.type, ''), coalesce(f.size, 0), r.link, r.changed, r.at, coalesce(r.by, 0)
		FROM paper_revisions r LEFT JOIN files f ON f.sha = r.sha WHERE r.paper = ? ORDER BY r.number`, int64(id))
}

func readPaper(ctx context.Context, from source, id council.PaperID) (council.Paper, error) {
	return first(ctx, from, scanPaper, selectPapers, int64(id))
}

func scanPaper(r row) (p council.Paper, err error) {
	var until, came, published string
	err = r.Scan(&p.ID, &p.Item, &p.Meeting, &p.Title, &p.Author, &p.Writer, &p.Email, &p.Purpose, &p.Marking, &p.Stage,
		&until, &p.Link, &p.File.SHA, &p.File.Name, &p.File.Type, &p.File.Size, &p.Revision, &p.Out, &p.Changed, &came, &p.Closed, &p.Chased, &published, &p.Late)
	if err != nil {
		return council.Paper{}, err
	}
	if p.Until, err = day(until); err != nil {
		return council.Paper{}, fmt.Errorf("paper %d: %w", p.ID, err)
	}
	if p.Came, p.Published, err = span(came, published); err != nil {
		return council.Paper{}, fmt.Errorf("paper %d: %w", p.ID, err)
	}
	return p, nil
}

func scanRevision(r row) (v council.PaperRevision, err error) {
	var at string
	if err := r.Scan(&v.Paper, &v.Number, &v.File.SHA, &v.File.Name, &v.File.Type, &v.File.Size, &v.Link, &v.Changed, &at, &v.By); err != nil {
		return v, err
	}
	v.At, err = moment(at)
	return v, err
}

// Chased notes that the authors of some papers were reminded of them.
func (tx *Tx) Chased(ids []council.PaperID) error {
	for _, id := range ids {
		if _, err := tx.exec(`UPDATE papers SET chased = chased + 1 WHERE id = ?`, int64(id)); err != nil {
			return fmt.Errorf("count a reminder of paper %d: %w", id, err)
		}
	}
	return nil
}

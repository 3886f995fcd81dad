package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

const packColumns = `p.id, p.meeting, p.number, p.version, p.state, coalesce(p.sha, ''), p.name, coalesce(f.type, ''), coalesce(f.size, 0), p.pages, p.items, p.papers,
	p.wanted, p.made, coalesce(p.by, 0), p.reason, p.claim`

const fromPacks = ` FROM packs p LEFT JOIN files f ON f.sha = p.sha `

// Packs lists the pack of a meeting and its supplements, each in its latest
// version, the pack first.
func (s *Store) Packs(ctx context.Context, id council.MeetingID) ([]council.Pack, error) {
	return readPacks(ctx, s.read, id)
}

// Packs lists a meeting's packs as the change sees them, as [Store.Packs] does.
func (tx *Tx) Packs(id council.MeetingID) ([]council.Pack, error) {
	return readPacks(tx.ctx, tx, id)
}

func readPacks(ctx context.Context, from source, id council.MeetingID) ([]council.Pack, error) {
	return list(ctx, from, scanPack, `SELECT `+packColumns+fromPacks+`WHERE p.meeting = ?1
		AND p.version = (SELECT max(version) FROM packs WHERE meeting = ?1 AND number = p.number) ORDER BY p.number`, int64(id))
}

// WantPack keeps that a pack is to be made, in a new version. It is made after the
// change, by whoever claims it. One that is waiting already is not asked for twice.
func (tx *Tx) WantPack(id council.MeetingID, number int, by council.MemberID) error {
	_, err := tx.exec(`INSERT INTO packs (meeting, number, version, state, name, pages, items, papers, wanted, made, by, reason, claim, lease, tries)
		SELECT ?1, ?2, coalesce(max(version), 0) + 1, 'wanted', '', 0, '[]', '[]', ?3, '', nullif(?4, 0), '', '', '', 0
		FROM packs WHERE meeting = ?1 AND number = ?2 HAVING coalesce(sum(state = 'wanted'), 0) = 0`,
		int64(id), number, stamp(tx.At()), int64(by))
	if err != nil {
		return fmt.Errorf("ask for a pack: %w", err)
	}
	return nil
}

// ClaimPack takes the pack that waits longest, or one whose maker has let the
// lease run out, for the maker that holder names. tries counts how often it was
// taken. ok is false when none waits.
func (s *Store) ClaimPack(ctx context.Context, holder string, now time.Time, lease time.Duration) (p council.Pack, tries int, err error) {
	waiting, err := first(ctx, s.read, scanNumber, `SELECT count(*) FROM packs WHERE state = 'wanted' AND lease <= ?`, stamp(now))
	if err != nil || waiting == 0 {
		return p, 0, err
	}
	_, err = s.Change(ctx, Change{At: now}, func(tx *Tx) error {
		id, err := first(tx.ctx, tx, scanNumber, `UPDATE packs SET tries = tries + 1, claim = ?1 || '/' || (tries + 1), lease = ?3
			WHERE id = (SELECT id FROM packs WHERE state = 'wanted' AND lease <= ?2 ORDER BY id LIMIT 1) RETURNING id`, holder, stamp(now), stamp(now.Add(lease)))
		if err != nil || id == 0 {
			return err
		}
		if p, err = first(tx.ctx, tx, scanPack, `SELECT `+packColumns+fromPacks+`WHERE p.id = ?`, id); err != nil {
			return err
		}
		n, err := first(tx.ctx, tx, scanNumber, `SELECT tries FROM packs WHERE id = ?`, id)
		tries = int(n)
		return err
	})
	return p, tries, err
}

// SettlePack keeps what became of a pack that was claimed: it is made, with its
// file and what it holds, or it failed. still is false, and nothing is kept, when
// somebody else has claimed it since.
func (tx *Tx) SettlePack(p council.Pack) (still bool, err error) {
	items, err := jsonList(p.Items)
	if err != nil {
		return false, err
	}
	papers, err := jsonList(p.Papers)
	if err != nil {
		return false, err
	}
	if p.State == council.PackMade {
		if _, err := tx.exec(`INSERT INTO files (sha, type, size, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, // not to be read again: its papers are
			p.File.SHA, p.File.Type, p.File.Size, stamp(tx.At())); err != nil {
			return false, fmt.Errorf("note the file of pack %d: %w", p.ID, err)
		}
	}
	n, err := tx.count(`UPDATE packs SET state = ?, sha = nullif(?, ''), name = ?, pages = ?, items = ?, papers = ?, made = ?, reason = ?, lease = ''
		WHERE id = ? AND state = 'wanted' AND claim = ?`,
		string(p.State), p.File.SHA, p.File.Name, p.Pages, items, papers, stamp(tx.At()), p.Reason, p.ID, p.Claim)
	if err != nil {
		return false, fmt.Errorf("keep pack %d: %w", p.ID, err)
	}
	return n == 1, nil
}

func scanPack(r row) (p council.Pack, err error) {
	var state, items, papers, wanted, made string
	if err := r.Scan(&p.ID, &p.Meeting, &p.Number, &p.Version, &state, &p.File.SHA, &p.File.Name, &p.File.Type, &p.File.Size, &p.Pages, &items, &papers,
		&wanted, &made, &p.By, &p.Reason, &p.Claim); err != nil {
		return p, err
	}
	p.State = council.PackState(state)
	if err := json.Unmarshal([]byte(items), &p.Items); err != nil {
		return p, fmt.Errorf("read the items of pack %d: %w", p.ID, err)
	}
	if err := json.Unmarshal([]byte(papers), &p.Papers); err != nil {
		return p, fmt.Errorf("read the papers of pack %d: %w", p.ID, err)
	}
	if p.Wanted, err = moment(wanted); err != nil {
		return p, err
	}
	p.Made, err = moment(made)
	return p, err
}

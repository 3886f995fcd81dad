package store

import (
	"context"
	"io/fs"
	"os"
	"time"

	"councilbot/internal/council"
)

// Packs lists the packs of an announced meeting that are made and of which all
// may still be read by everybody: see council.Pack.Whole. One that tells of an
// item that was closed since is not among them.
func (p Public) Packs(ctx context.Context, id council.MeetingID) ([]council.Pack, error) {
	m, err := p.Meeting(ctx, id)
	if err != nil || m.ID == 0 {
		return nil, err
	}
	all, err := p.store.Packs(ctx, id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	items, papers, err := p.store.packed(ctx, id)
	if err != nil {
		return nil, err
	}
	var whole []council.Pack
	for _, pack := range all {
		if pack.Whole(items, papers) {
			whole = append(whole, pack)
		}
	}
	return whole, nil
}

// packed gives what a meeting's packs are judged by: the items of its agenda, and
// the papers that are out.
func (s *Store) packed(ctx context.Context, id council.MeetingID) ([]council.Item, []council.Paper, error) {
	a, err := s.Agenda(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	papers, err := s.PublishedPapers(ctx, id)
	return a.Items, papers, err
}

// OpenPack opens the file of a meeting's pack, number 0, or of a supplement, from
// 1, and says what is known of it. The error is fs.ErrNotExist where there is none
// that everybody may read. The caller closes the file.
func (p Public) OpenPack(ctx context.Context, id council.MeetingID, number int) (*os.File, council.Pack, error) {
	all, err := p.Packs(ctx, id)
	if err != nil {
		return nil, council.Pack{}, err
	}
	for _, pack := range all {
		if pack.Number == number {
			f, err := p.store.OpenFile(pack.File.SHA)
			return f, pack, err
		}
	}
	return nil, council.Pack{}, fs.ErrNotExist
}

// PaperPlaces gives the number of each of a meeting's papers, such as "7.1", and
// the page of the pack where it begins, where there is a pack that everybody may
// read: the same as in the pack itself.
func (p Public) PaperPlaces(ctx context.Context, id council.MeetingID, now time.Time) (numbers map[council.PaperID]string, pages map[council.PaperID]int, err error) {
	a, err := p.Agenda(ctx, id, now)
	if err != nil || a.Draft() {
		return nil, nil, err
	}
	papers, err := p.store.PublishedPapers(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	packs, err := p.store.Packs(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	shown, err := p.Packs(ctx, id)
	return council.NumberPapers(a, papers, packs), council.PackPages(shown), err
}

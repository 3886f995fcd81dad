package store

import (
	"context"

	"councilbot/internal/council"
)

// PaperGone reports whether a paper that anybody may not read was once shown to
// everybody: a pack for everybody had it.
func (p Public) PaperGone(ctx context.Context, id council.PaperID) (bool, error) {
	n, err := first(ctx, p.store.read, scanNumber, `SELECT count(*) FROM packs, json_each(packs.papers) AS there
		WHERE packs.state = 'made' AND there.value ->> 'Paper' = ? AND there.value ->> 'Revision' > 0`, int64(id))
	return n > 0, err
}

// PackGone reports whether a meeting had a pack of a number, 0, or a supplement,
// from 1, which nobody may have any more, because it tells of what was closed
// since.
func (p Public) PackGone(ctx context.Context, id council.MeetingID, number int) (bool, error) {
	if m, err := p.Meeting(ctx, id); err != nil || m.ID == 0 {
		return false, err
	}
	n, err := first(ctx, p.store.read, scanNumber, `SELECT count(*) FROM packs WHERE state = 'made' AND meeting = ? AND number = ?`, int64(id), number)
	return n > 0, err
}

// PracticeGone reports whether a practice was openly licensed and approved, and
// was taken back.
func (p Public) PracticeGone(ctx context.Context, id council.PracticeID) (bool, error) {
	practice, err := p.store.Practice(ctx, id)
	return practice.State == council.PracticeRetired && practice.Licence.Open() && !practice.Verified.IsZero(), err
}

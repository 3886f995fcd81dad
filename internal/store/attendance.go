package store

import (
	"context"

	"councilbot/internal/council"
)

// CloseMeeting keeps a meeting that was held and writes its attendance into the
// minutes' own record, by name, from the replies as they stand.
func (tx *Tx) CloseMeeting(m council.Meeting) error {
	if _, err := tx.PutMeeting(m); err != nil {
		return err
	}
	if _, err := tx.exec(`DELETE FROM attendance WHERE meeting = ?`, int64(m.ID)); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO attendance (meeting, place, name, organisation, answer, deputy, member)
		SELECT ?1, row_number() OVER (ORDER BY m.name COLLATE folded, m.id), m.name, m.organisation, coalesce(r.answer, ''), coalesce(r.deputy_name, ''), m.id
		FROM members m LEFT JOIN replies r ON r.member = m.id AND r.meeting = ?1 WHERE m.left = ''`, int64(m.ID))
	return err
}

// Attendance lists who was at a meeting that was held, as the minutes keep it.
func (s *Store) Attendance(ctx context.Context, id council.MeetingID) ([]council.Presence, error) {
	return readAttendance(ctx, s.read, id)
}

// PutPresence says whether a member's seat was filled at a meeting, in the place of
// what the replies had said. The error is a *council.Problem when the minutes are
// circulated, or the member had no seat then.
func (tx *Tx) PutPresence(id council.MeetingID, p council.Presence) error {
	m, err := tx.Minutes(id)
	if err != nil {
		return err
	}
	if err := m.Editable(); err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	n, err := tx.putSeat(id, p)
	if err == nil && n == 0 {
		err = &council.Problem{Field: "name", Say: "This person had no seat when the meeting was held. Name them among those who were there as well."}
	}
	return err
}

// putSeat keeps what stands for a seat, and says how many seats that were.
func (tx *Tx) putSeat(id council.MeetingID, p council.Presence) (int64, error) {
	if p.Answer != council.ByDeputy {
		p.Deputy = ""
	}
	return tx.count(`UPDATE attendance SET answer = ?, deputy = ? WHERE meeting = ? AND member = ?`, string(p.Answer), p.Deputy, int64(id), int64(p.Member))
}

func readAttendance(ctx context.Context, from source, id council.MeetingID) ([]council.Presence, error) {
	return list(ctx, from, scanPresence, `SELECT coalesce(member, 0), name, organisation, answer, deputy FROM attendance WHERE meeting = ? ORDER BY place`, int64(id))
}

func scanPresence(r row) (p council.Presence, err error) {
	err = r.Scan(&p.Member, &p.Name, &p.Organisation, &p.Answer, &p.Deputy)
	return p, err
}

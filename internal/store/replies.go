package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// replyColumns are read by scanReply.
const replyColumns = `meeting, member, answer, deputy_name, deputy_slack, deputy_email, at, by`

// Replies lists a meeting's replies.
func (s *Store) Replies(ctx context.Context, id council.MeetingID) ([]council.Reply, error) {
	return readReplies(ctx, s.read, id)
}

// Replies lists a meeting's replies as the change sees them.
func (tx *Tx) Replies(id council.MeetingID) ([]council.Reply, error) {
	return readReplies(tx.ctx, tx, id)
}

// PutReply keeps a member's reply to a meeting in the place of an earlier one,
// and skips what was waiting to ask the member for it. The error is a
// *council.Problem when the meeting takes no replies any more, or the reply is
// not complete.
func (tx *Tx) PutReply(r council.Reply) error {
	meeting, err := tx.Meeting(r.Meeting)
	if err != nil {
		return err
	}
	if meeting.ID == 0 {
		return &council.Problem{Say: "That meeting is not on the record. Look at the council’s meetings with /meeting."}
	}
	if err := meeting.TakesReplies(tx.At()); err != nil {
		return err
	}
	if err := r.Check(); err != nil {
		return err
	}
	if r.Answer != council.ByDeputy {
		r.Deputy = council.Substitute{}
	}
	_, err = tx.exec(`INSERT INTO replies (`+replyColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET answer = excluded.answer, deputy_name = excluded.deputy_name,
			deputy_slack = excluded.deputy_slack, deputy_email = excluded.deputy_email, at = excluded.at, by = excluded.by`,
		int64(r.Meeting), int64(r.Member), string(r.Answer), r.Deputy.Name, r.Deputy.SlackID, r.Deputy.Email, stamp(tx.At()), int64(tx.change.By))
	if err != nil {
		return err
	}
	_, err = tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'The member answered before this was sent.'
		WHERE meeting = ? AND member = ? AND asks = ? AND state IN ('due', 'claimed')`, int64(r.Meeting), int64(r.Member), ReplyAsked)
	return err
}

// Passes lists the meetings whose papers and buttons a person has at now as
// somebody's deputy. Access ends by itself: see [council.Meeting.PassEnds].
func (s *Store) Passes(ctx context.Context, slackID string, now time.Time) ([]council.Meeting, error) {
	if slackID == "" {
		return nil, nil
	}
	meetings, err := list(ctx, s.read, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE state <> 'cancelled' AND id IN (SELECT meeting FROM replies WHERE deputy_slack = ? AND deputy_slack <> '') ORDER BY starts, id`, slackID)
	var open []council.Meeting
	for _, m := range meetings {
		if now.Before(m.PassEnds()) {
			open = append(open, m)
		}
	}
	return open, err
}

// Caller gives who a Slack account is to the council at now: its member, or a
// person without a seat who holds Deputy until the last of the deputy's passes
// ends, or nobody, the zero Member.
func (s *Store) Caller(ctx context.Context, slackID string, now time.Time) (council.Member, error) {
	m, err := s.MemberBySlackID(ctx, slackID)
	if err != nil || m.ID != 0 {
		return m, err
	}
	passes, err := s.Passes(ctx, slackID, now)
	if err != nil || len(passes) == 0 {
		return council.Member{}, err
	}
	deputy := council.Member{SlackID: slackID}
	for _, meeting := range passes {
		deputy.Grants = append(deputy.Grants, council.Grant{Standing: council.Deputy, Until: meeting.PassEnds()})
	}
	deputy.Name, err = first(ctx, s.read, scanText, `SELECT deputy_name FROM replies WHERE deputy_slack = ? AND deputy_slack <> '' ORDER BY at DESC LIMIT 1`, slackID)
	return deputy, err
}

func readReplies(ctx context.Context, from source, id council.MeetingID) ([]council.Reply, error) {
	return list(ctx, from, scanReply, `SELECT `+replyColumns+` FROM replies WHERE meeting = ? ORDER BY member`, int64(id))
}

func scanReply(r row) (reply council.Reply, err error) {
	var at string
	err = r.Scan(&reply.Meeting, &reply.Member, &reply.Answer, &reply.Deputy.Name, &reply.Deputy.SlackID, &reply.Deputy.Email, &at, &reply.By)
	if err != nil {
		return council.Reply{}, err
	}
	reply.At, err = moment(at)
	return reply, err
}

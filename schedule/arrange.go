package schedule

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// Start keeps a meeting whose reminders may now go out. Of those whose moment
// has passed, only the notice of meeting goes out, at once: without it nobody
// could reply.
func Start(ctx context.Context, s *store.Store, tx *store.Tx, m council.Meeting) error {
	p, was, err := follower(ctx, s, tx, m.ID)
	if err != nil {
		return err
	}
	if _, err := tx.PutMeeting(m); err != nil || !was.Waiting {
		return err
	}
	for _, job := range Jobs() {
		rung, ok := job.When.(OnRung)
		if !ok || job.Name != "notice" {
			continue
		}
		o := Occasion{Due: rung.Due(m, p.diary.House.Calendar(), p.diary.House.ClearDays), Meeting: m, House: p.diary.House}
		if o.Due.After(tx.At()) {
			continue
		}
		p.now = func(Occasion) time.Time { return tx.At() }
		job.Late = tx.At().Sub(o.Due) + time.Minute // however late it is
		if err := p.work(ctx, []due{{job, o}}); err != nil {
			return err
		}
	}
	return p.deliver(tx)
}

// Arrange keeps a meeting whose place, joining link or length has changed. Where
// somebody may have noted it as it was, the channel and those who said yes are
// told, and the posts that show it are written anew: when something that was
// known is different, and when something new comes after the last reminder that
// would have shown it.
func Arrange(ctx context.Context, s *store.Store, tx *store.Tx, m council.Meeting) error {
	p, was, err := follower(ctx, s, tx, m.ID)
	if err != nil {
		return err
	}
	if _, err := tx.PutMeeting(m); err != nil || m.Waiting {
		return err
	}
	late := !tx.At().Before(p.lastShown(m))
	lines := arranged(was, m, late)
	if len(lines) == 0 {
		return nil
	}
	replies, err := tx.Replies(m.ID)
	if err != nil {
		return err
	}
	message := post("Please note: a change to the meeting", append([]string{"The meeting is on " + m.When() + ", as called."}, lines...), ui.Fields{Pairs: where(m)})
	what := due{Job{Name: fmt.Sprintf("arranged-%d", m.Sequence)}, Occasion{Due: tx.At(), Meeting: m, House: p.diary.House}}
	p.tell(what, message, replies, m.Starts.Sub(tx.At()) < atOnce)
	if err := p.rewrite(ctx, tx, what); err != nil {
		return err
	}
	return p.deliver(tx)
}

// lastShown gives when the last reminder before the day of the meeting shows
// where it is.
func (p *plan) lastShown(m council.Meeting) time.Time {
	for _, r := range council.Ladder {
		if r.Name == "day-before" {
			return r.Due(m, p.diary.House.Calendar(), p.diary.House.ClearDays)
		}
	}
	return m.Starts
}

// arranged says what has changed that somebody may have noted otherwise; when it
// is late, also what is new.
func arranged(was, m council.Meeting, late bool) []string {
	var lines []string
	if m.Place != was.Place && (was.Place != "" || late) {
		lines = append(lines, "The place is now "+m.Place+".")
	}
	if m.JoinLink != was.JoinLink && (was.JoinLink != "" || late) {
		lines = append(lines, "The link to join by video is a new one. Please do not use the one before.")
	}
	if !m.Ends().Equal(was.Ends()) {
		lines = append(lines, "It ends at "+m.Ends().Format("15:04 ")+council.ZoneLabel(m.Starts.Location())+".")
	}
	return lines
}

// showWhere are the jobs whose posts say where a meeting is.
var showWhere = map[string]bool{"notice": true, "week": true, "day-before": true, "start": true}

// rewrite writes anew the posts in channels that show where the meeting is.
func (p *plan) rewrite(ctx context.Context, tx *store.Tx, what due) error {
	posts, err := tx.Posted(what.Meeting.ID)
	if err != nil {
		return err
	}
	for _, d := range posts {
		if !showWhere[d.Job] {
			continue
		}
		notices, err := rungWrites[d.Job](ctx, p.store, what.Occasion)
		if err != nil {
			return err
		}
		p.edit(what, d, notices[0].Message) // the channel's comes first
	}
	return nil
}

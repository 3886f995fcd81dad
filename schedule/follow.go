package schedule

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// atOnce is how near a meeting is when word that it was moved or cancelled goes
// out at any hour.
const atOnce = 24 * time.Hour

// Follow keeps a meeting that was moved or cancelled and, in the same
// transaction, everything that must follow: its posts in channels are edited (all
// but its agenda, which is the caller's to write anew), a
// new post says what has changed, and who said yes to the old date is told
// directly. A meeting that nobody was told of is only kept.
func Follow(ctx context.Context, s *store.Store, tx *store.Tx, m council.Meeting) error {
	p, was, err := follower(ctx, s, tx, m.ID)
	if err != nil {
		return err
	}
	replies, err := tx.Replies(m.ID)
	if err != nil {
		return err
	}
	if _, err := tx.PutMeeting(m); err != nil { // drops the replies to the old date
		return err
	}
	if was.Waiting {
		return nil // nobody was told of it
	}
	if err := p.follow(tx, was, m, replies); err != nil {
		return err
	}
	return p.deliver(tx)
}

// follower is a plan for what follows a change, and the meeting as it was.
func follower(ctx context.Context, s *store.Store, tx *store.Tx, id council.MeetingID) (*plan, council.Meeting, error) {
	d, err := diary(ctx, s, tx.At(), tx.At())
	if err != nil {
		return nil, council.Meeting{}, err
	}
	p := &plan{store: s, diary: d}
	if err := p.load(ctx, tx.At()); err != nil {
		return nil, council.Meeting{}, err
	}
	was, err := tx.Meeting(id)
	return p, was, err
}

// TellOutside keeps, in the transaction of its cause, a message for every member
// outside Slack, through the secretary; who is in Slack reads the channel. job
// names it and is never used again for something else.
func TellOutside(ctx context.Context, s *store.Store, tx *store.Tx, job string, m council.Meeting, message ui.Message) error {
	p, _, err := follower(ctx, s, tx, m.ID)
	if err != nil {
		return err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return err
	}
	what := due{Job{Name: job}, Occasion{Due: tx.At(), Meeting: m, House: p.diary.House}}
	for _, who := range members {
		if who.Present() && who.SlackID == "" {
			p.place(what, Notice{To: council.Addressee{Member: who.ID}, Message: message, Duty: true}, what.Due)
		}
	}
	return p.deliver(tx)
}

func (p *plan) follow(tx *store.Tx, was, m council.Meeting, replies []council.Reply) error {
	message := changed(was, m)
	soon := was.Starts.Sub(tx.At()) < atOnce || m.Starts.Sub(tx.At()) < atOnce
	what := due{Job{Name: followName(m)}, Occasion{Due: tx.At(), Meeting: m, House: p.diary.House}}
	p.tell(what, message, replies, soon)
	return p.edits(tx, what, outdated(was, m))
}

// outdated stands where an earlier post of the meeting stood: the new post asks
// for replies, and once is enough.
func outdated(was, m council.Meeting) ui.Message {
	if m.State == council.Cancelled {
		return changed(was, m)
	}
	return post("This meeting has moved", []string{
		"The meeting called for " + was.When() + " is now on " + m.When() + ".", because(m),
		"A newer message here asks who will be there."})
}

// tell places a message in the channel, and with each who said yes.
func (p *plan) tell(what due, message ui.Message, replies []council.Reply, soon bool) {
	for _, n := range toChannel(what.Meeting, message) {
		p.place(what, n, what.Due)
	}
	for _, r := range replies {
		if r.There() {
			n := Notice{To: council.Addressee{Member: r.Member}, Message: told(message, r), Duty: true, Urgent: soon}
			p.place(what, n, what.Due)
		}
	}
}

func followName(m council.Meeting) string {
	if m.State == council.Cancelled {
		return "cancelled"
	}
	return "moved"
}

// because gives the reason for a change, or nothing.
func because(m council.Meeting) string {
	if m.Reason == "" {
		return ""
	}
	return "The reason: " + m.Reason
}

// changed says that a meeting was moved or will not take place.
func changed(was, m council.Meeting) ui.Message {
	reason := because(m)
	if m.State == council.Cancelled {
		return post("The council will not meet on "+council.DayOf(was.Starts).Long(), []string{
			"The meeting called for " + was.When() + " is cancelled.", reason})
	}
	return post("The meeting has moved", []string{
		"The meeting called for " + was.When() + " is now on " + m.When() + ".", reason,
		"Replies to the old date no longer count. Will you be there on the new one?",
	}, ui.Fields{Pairs: where(m)}, ReplyButtons(m))
}

// told adds what only a member who has a deputy needs to hear.
func told(message ui.Message, r council.Reply) ui.Message {
	if r.Answer != council.ByDeputy {
		return message
	}
	body := append([]ui.Block{}, message.Body...)
	return ui.Message{Body: append(body, ui.Prose{Text: "Please tell " + r.Deputy.Name + ", your deputy, as well."})}
}

// edits changes the posts that still show the meeting as it was, all but its
// agenda: that is still its agenda, and whoever changes the meeting writes it
// anew.
func (p *plan) edits(tx *store.Tx, what due, message ui.Message) error {
	posts, err := tx.Posted(what.Meeting.ID)
	for _, d := range posts {
		if d.Job != store.AgendaJob {
			p.edit(what, d, message)
		}
	}
	return err
}

// edit changes a post that is there.
func (p *plan) edit(what due, d store.Delivery, message ui.Message) {
	p.planned = append(p.planned, Planned{Words: message, Delivery: store.Delivery{
		Key: fmt.Sprintf("%s/%d/%d/edit/%d", what.job.Name, what.Meeting.ID, what.Meeting.Revision, d.ID),
		Job: what.job.Name, Meeting: what.Meeting.ID, To: d.To, Due: what.Due, Edits: d.ID}})
}

package commands

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// cycle is where the council stands between two meetings, as those see it who
// keep its paperwork.
type cycle struct {
	now       time.Time
	unseated  bool            // who asks has no seat yet: the first admin of a new council
	unsaid    council.Meeting // over, and nobody has said whether it took place
	minutes   council.Minutes // those that ask for the next step
	agreeing  bool            // a later meeting could have agreed them
	coming    council.Meeting
	draft     bool // its agenda is not published
	by        council.Day
	house     council.House
	late      []council.Paper // due and not there
	papers    int             // asked for, for the coming meeting
	replies   council.Attendance
	proposals int
	captured  int
	questions int
}

// soon is how long before a meeting the chair can still do something about who
// comes.
const soon = 14 * 24 * time.Hour

// near reports whether the coming meeting is that near.
func (c cycle) near() bool { return c.coming.ID != 0 && c.coming.Starts.Sub(c.now) < soon }

// short reports whether too few come for a quorum.
func (c cycle) short() bool {
	return len(c.replies.There()) < c.house.Quorum.Needed(c.replies.Seats())
}

func (c cycle) unheard() string {
	return council.SayUnheard(council.Unheard(everySeat(c.replies), c.replies.There()))
}

// stages are the stages of a cycle, the most pressing first. Of all that hold the
// first is the one next step of the secretary and the chair.
var stages = []struct {
	holds func(c cycle) bool
	say   func(c cycle) string
	do    func(c cycle) ui.Button
}{
	{func(c cycle) bool { return c.unseated },
		func(cycle) string { return "give yourself a seat, then the other members, one by one or from a list." },
		func(cycle) ui.Button { return ui.Button{Label: "Add a member", Do: "member", Arg: "add"} }},
	{func(c cycle) bool { return c.unsaid.ID != 0 },
		func(c cycle) string {
			return "say whether the meeting of " + council.DayOf(c.unsaid.Starts).Long() + " took place. Its minutes are then begun for you."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "It took place", Do: "meeting", Arg: ofMeeting("held", c.unsaid)}
		}},
	{func(c cycle) bool { return c.coming.ID == 0 && c.minutes.Meeting.ID == 0 },
		func(cycle) string { return "no meeting is called. Four dates for the year are worked out for you." },
		func(c cycle) ui.Button {
			year := c.now.AddDate(0, 3, 0).Year() // from October on the next
			return ui.Button{Label: fmt.Sprintf("Propose dates for %d", year), Do: "meeting", Arg: fmt.Sprintf("year %d", year)}
		}},
	{func(c cycle) bool { return c.coming.ID != 0 && c.coming.Waiting },
		func(cycle) string {
			return "nobody is told of the next meeting yet. Look at its reminders, then start them."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Look at the reminders", Do: "meeting", Arg: ofMeeting("ladder", c.coming)}
		}},
	{func(c cycle) bool { return c.captured > 0 },
		func(c cycle) string {
			return waits(c.captured, "captured thing") + " for your approval."
		},
		func(cycle) ui.Button { return ui.Button{Label: "See what was captured", Do: "action", Arg: "captured"} }},
	{func(c cycle) bool { return c.minutes.Meeting.ID != 0 && !c.minutes.Out() },
		func(c cycle) string {
			return fmt.Sprintf("circulate the draft minutes of %s by %s.", council.DayOf(c.minutes.Meeting.Starts).Long(), c.minutes.Due(c.house.Calendar()).Long())
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Open the draft minutes", Do: "minutes", Arg: ofMeeting("draft", c.minutes.Meeting)}
		}},
	{func(c cycle) bool { return c.minutes.State == council.MinutesAgreed },
		func(c cycle) string {
			return "publish the agreed minutes of " + council.DayOf(c.minutes.Meeting.Starts).Long() + "."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Publish the minutes", Do: "minutes", Arg: ofMeeting("publish", c.minutes.Meeting)}
		}},
	{func(c cycle) bool { return c.agreeing },
		func(c cycle) string {
			return "record whether the minutes of " + council.DayOf(c.minutes.Meeting.Starts).Long() + " were agreed."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Record that they were agreed", Do: "minutes", Arg: ofMeeting("agree", c.minutes.Meeting)}
		}},
	{func(c cycle) bool { return c.proposals > 0 },
		func(c cycle) string { return fmt.Sprintf("%s for your answer.", waits(c.proposals, "proposal")) },
		func(cycle) ui.Button { return ui.Button{Label: "See the proposals", Do: "agenda", Arg: "proposals"} }},
	{func(c cycle) bool {
		return c.draft && !council.DayOf(c.now).Before(c.house.Calendar().Back(c.by, 3))
	},
		func(c cycle) string {
			return fmt.Sprintf("publish the agenda by %s. Check it first.", c.by.Long())
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Check the agenda", Do: "agenda", Arg: ofMeeting("check", c.coming)}
		}},
	{func(c cycle) bool { return len(c.late) > 0 },
		func(c cycle) string { return paperWords(c) + " Ask when they will come." },
		func(cycle) ui.Button { return ui.Button{Label: "See the papers", Do: "paper"} }},
	{func(c cycle) bool { return c.near() && c.short() },
		func(c cycle) string {
			return c.house.Quorum.Say(len(c.replies.There()), c.replies.Seats()) + " Ask those who have not answered."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "See the replies", Do: "meeting", Arg: ofMeeting("replies", c.coming)}
		}},
	{func(c cycle) bool { return c.near() && c.unheard() != "" },
		func(c cycle) string { return c.unheard() + " There is time to ask for a deputy." },
		func(c cycle) ui.Button {
			return ui.Button{Label: "See the replies", Do: "meeting", Arg: ofMeeting("replies", c.coming)}
		}},
	{func(c cycle) bool { return c.near() && c.coming.JoinLink == "" },
		func(cycle) string {
			return "add the link to join by video. Members need it before the day of the meeting."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Add the joining link", Do: "meeting", Arg: ofMeeting("link", c.coming)}
		}},
	{func(c cycle) bool { return c.coming.State == council.Called },
		func(c cycle) string {
			return "when the date of " + council.DayOf(c.coming.Starts).Long() + " stands, say so."
		},
		func(c cycle) ui.Button {
			return ui.Button{Label: "Confirm the date", Do: "meeting", Arg: ofMeeting("confirm", c.coming)}
		}},
	{func(c cycle) bool { return c.questions > 0 },
		func(c cycle) string {
			return waits(c.questions, "question") + " for an answer."
		},
		func(cycle) ui.Button { return ui.Button{Label: "See the questions", Do: "ask", Arg: "questions"} }},
}

// waits counts what waits: "1 proposal waits", "3 proposals wait".
func waits(n int, thing string) string {
	return countOf(n, thing) + plural(n, " waits", " wait")
}

func paperWords(c cycle) string {
	return fmt.Sprintf("%d of %d papers %s due and not there.", len(c.late), c.papers, plural(len(c.late), "is", "are"))
}

// homeStep is the one next step of whoever keeps the council's paperwork, and
// below it how else the cycle stands.
func (d *Desk) homeStep(ctx context.Context, r Request) ([]ui.Block, error) {
	if !d.holds(r, council.Librarian) {
		return nil, nil
	}
	if !d.holds(r, council.Secretary) {
		return d.librarianStep(ctx, r)
	}
	c, err := d.cycle(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("look where the cycle stands: %w", err)
	}
	body := []ui.Block{ui.Prose{Lead: "Your next step:", Text: "nothing now. The reminders go out by themselves."}}
	for _, s := range stages {
		if s.holds(c) {
			next := s.do(c)
			next.Style = ui.Primary
			body = []ui.Block{ui.Prose{Lead: "Your next step:", Text: s.say(c)}, ui.Buttons{Row: []ui.Button{next}}}
			break
		}
	}
	if pairs := cyclePairs(c); len(pairs) > 0 {
		body = append(body, ui.Fields{Pairs: pairs})
	}
	return append(body, ui.Rule{}), nil
}

// cyclePairs say how the cycle stands beside its next step.
func cyclePairs(c cycle) []ui.Pair {
	var pairs []ui.Pair
	add := func(holds bool, name, value string) {
		if holds {
			pairs = append(pairs, ui.Pair{Name: name, Value: value})
		}
	}
	add(c.coming.ID != 0 && !c.coming.Waiting, "Quorum", c.house.Quorum.Say(len(c.replies.There()), c.replies.Seats()))
	add(c.coming.ID != 0 && c.draft, "Agenda", "to be published by "+c.by.Long())
	add(len(c.late) > 0, "Papers", paperWords(c))
	add(c.proposals > 0, "Proposals", waits(c.proposals, "proposal"))
	add(c.captured > 0, "Captured", waits(c.captured, "captured thing"))
	add(c.questions > 0, "Unanswered", waits(c.questions, "question"))
	add(c.near() && c.unheard() != "", "Voices", c.unheard())
	return pairs
}

// librarianStep is the librarian's next step.
func (d *Desk) librarianStep(ctx context.Context, r Request) ([]ui.Block, error) {
	all, err := d.Store.Practices(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("look what waits for the librarian: %w", err)
	}
	proposed, changed := 0, 0
	for _, p := range all {
		switch {
		case p.State == council.PracticeProposed:
			proposed++
		case p.State == council.PracticeApproved && p.Before != nil:
			changed++
		}
	}
	questions, err := d.Store.OpenQuestions(ctx)
	if err != nil {
		return nil, err
	}
	text, row := "nothing now.", []ui.Button{{Label: "The librarian's list", Do: "practice", Arg: "list"}}
	if len(questions) > 0 {
		text = waits(len(questions), "question") + " for an answer."
		row = append([]ui.Button{{Label: "See the questions", Do: "ask", Arg: "questions", Style: ui.Primary}}, row...)
	}
	if proposed+changed > 0 {
		text = countOf(changed, "practice") + plural(changed, " was", " were") + " changed by whoever answers for it. Look at what is new."
		if proposed > 0 {
			text = waits(proposed, "practice") + " for your answer."
		}
		row[len(row)-1].Style = ui.Primary
	}
	return []ui.Block{ui.Prose{Lead: "Your next step:", Text: text}, ui.Buttons{Row: row}, ui.Rule{}}, nil
}

// cycle looks where the cycle stands.
func (d *Desk) cycle(ctx context.Context, r Request) (c cycle, err error) {
	c.now, c.unseated = r.Now, !r.From.Present()
	if c.house, err = d.Store.House(ctx); err != nil {
		return c, err
	}
	if c.unsaid, err = d.lastBegun(ctx, r.Now); err != nil {
		return c, err
	}
	if r.Now.Before(c.unsaid.Ends()) {
		c.unsaid = council.Meeting{}
	}
	if c.minutes, err = d.minutesAtHand(ctx, r); err != nil {
		return c, err
	}
	if c.coming, err = d.coming(ctx, r.Now); err != nil {
		return c, err
	}
	if c.agreeing, err = d.mayBeAgreed(ctx, r, c.minutes); err != nil {
		return c, err
	}
	if err := d.waiting(ctx, &c); err != nil || c.coming.ID == 0 {
		return c, err
	}
	return c, d.preparing(ctx, &c)
}

// mayBeAgreed reports whether a later meeting could have agreed minutes.
func (d *Desk) mayBeAgreed(ctx context.Context, r Request, m council.Minutes) (bool, error) {
	if m.State != council.MinutesCirculated {
		return false, nil
	}
	meetings, err := d.Store.Meetings(ctx, m.Meeting.Starts, r.Now)
	return laterHeld(meetings, m.Meeting, r.Now).ID != 0, err
}

// waiting counts what waits for an answer.
func (d *Desk) waiting(ctx context.Context, c *cycle) error {
	proposals, err := d.Store.Proposals(ctx)
	if err != nil {
		return err
	}
	captured, err := d.Store.Captures(ctx, store.WantedCaptures{State: council.Captured})
	if err != nil {
		return err
	}
	questions, err := d.Store.OpenQuestions(ctx)
	c.proposals, c.captured, c.questions = len(proposals), len(captured), len(questions)
	return err
}

// preparing looks how far the coming meeting is prepared.
func (d *Desk) preparing(ctx context.Context, c *cycle) (err error) {
	if c.by, _, err = d.publishBy(ctx, c.coming); err != nil {
		return err
	}
	a, err := d.Store.Agenda(ctx, c.coming.ID)
	if err != nil {
		return err
	}
	c.draft = a.Draft()
	if c.replies, _, err = d.attendance(ctx, c.coming); err != nil {
		return err
	}
	papers, err := d.Store.Papers(ctx, c.coming.ID)
	for _, p := range papers {
		if p.Stage == council.PaperWithdrawn {
			continue
		}
		c.papers++
		if p.Owed() && c.coming.PapersDue(c.house).Before(council.DayOf(c.now)) {
			c.late = append(c.late, p)
		}
	}
	return err
}

package council

import (
	"fmt"
	"time"
)

// Rung is one step of the ladder of reminders that leads up to a meeting and
// away from it. The ladder is data: the reminders, the list that a secretary
// looks at before a meeting goes live, and the documentation are made from it.
type Rung struct {
	Name string // part of a delivery's key: never used again for something else
	Does string // what is sent, in words
	To   string // to whom, in words
	// Days before the meeting's day, or after it when negative. Calendar days
	// that are no working days move to the working day before, or after.
	Days int
	// Working counts working days. Clear counts working days back from the day
	// by which the agenda must be published.
	Working, Clear bool
	Hour           int           // on the meeting's own clock
	Early          time.Duration // not 0: so long before the start, instead of Days and Hour
	// Late is how late the reminder may still be sent, as after the machine was
	// asleep. One that is about something to come is never sent after the start.
	Late time.Duration
	// Kind tells which reminders replace each other: of several that fall due
	// while nothing could be sent, only the last of a kind goes out.
	Kind string
}

const oneDay = 24 * time.Hour

// Ladder is the quarter's ladder, first to last: the cycle that is usual for a
// body that meets four times a year.
var Ladder = []Rung{
	{Name: "items-call", Does: "call for agenda items", To: "the channel", Days: 56, Hour: 9, Late: 14 * oneDay, Kind: "items"},
	{Name: "notice", Does: "notice of meeting, with the buttons to reply", To: "the channel", Days: 42, Hour: 9, Late: 28 * oneDay, Kind: "notice"},
	{Name: "items-close", Does: "last day for agenda items", To: "the channel", Days: 28, Hour: 9, Late: 2 * oneDay, Kind: "items"},
	{Name: "papers-call", Does: "papers: when yours are due, and how do they stand?", To: "each author whose paper has not come", Days: 10, Working: true, Hour: 9, Late: 2 * oneDay, Kind: "papers"},
	{Name: "reply-first", Does: "asked for a reply", To: "each member who has not answered", Days: 14, Hour: 9, Late: 5 * oneDay, Kind: "reply"},
	{Name: "voices", Does: "the replies so far: quorum, and sectors without a voice", To: "the chair and the secretary", Days: 10, Hour: 9, Late: 3 * oneDay, Kind: "voices"},
	{Name: "publish-soon", Does: "the agenda and papers must be published by tomorrow", To: "the secretary", Days: 1, Clear: true, Hour: 9, Late: 3 * oneDay, Kind: "publish"},
	{Name: "papers-due", Does: "papers are due today: how do yours stand?", To: "each author whose paper has not come", Days: 7, Working: true, Hour: 9, Late: oneDay, Kind: "papers"},
	{Name: "papers-list", Does: "which papers are still to come", To: "the secretary and the chair, if there are any", Days: 6, Working: true, Hour: 9, Late: 2 * oneDay, Kind: "papers-list"},
	{Name: "week", Does: "the meeting is in a week: time, place, replies", To: "the channel", Days: 7, Hour: 9, Late: 3 * oneDay, Kind: "when"},
	{Name: "reply-last", Does: "asked for a reply a second and last time", To: "each member who has not answered", Days: 7, Hour: 10, Late: 3 * oneDay, Kind: "reply"},
	{Name: "empty", Does: "no agenda items: cancel, shorten or go ahead?", To: "the chair, if there are none", Days: 7, Hour: 9, Late: 3 * oneDay, Kind: "empty"},
	{Name: "link-needed", Does: "the joining link is still missing", To: "the secretary, if it is", Days: 2, Working: true, Hour: 9, Late: oneDay, Kind: "link"},
	{Name: "day-before", Does: "the meeting is on the next working day: time, place, joining link", To: "the channel", Days: 1, Working: true, Hour: 9, Late: 20 * time.Hour, Kind: "when"},
	{Name: "start", Does: "the meeting begins: where to join", To: "the channel", Early: 10 * time.Minute, Late: 10 * time.Minute, Kind: "when"},
	{Name: "held", Does: "did the meeting take place?", To: "the secretary, until it is recorded", Days: -1, Working: true, Hour: 9, Late: 14 * oneDay, Kind: "held"},
	{Name: "captured", Does: "what was captured waits to be approved", To: "the secretary, if something does", Days: -1, Working: true, Hour: 10, Late: 7 * oneDay, Kind: "captured"},
	{Name: "actions-out", Does: "the actions that were agreed", To: "the channel, if there are any", Days: -2, Working: true, Hour: 10, Late: 7 * oneDay, Kind: "actions"},
	{Name: "minutes-soon", Does: "draft minutes are due in two working days", To: "the secretary, until they are circulated", Days: 2 - MinutesDue, Working: true, Hour: 9, Late: 2 * oneDay, Kind: "minutes"},
	{Name: "minutes-due", Does: "draft minutes are due today", To: "the secretary, until they are circulated", Days: -MinutesDue, Working: true, Hour: 9, Late: 7 * oneDay, Kind: "minutes"},
	{Name: "minutes-late", Does: "draft minutes have not gone out", To: "the secretary, until they are circulated", Days: -MinutesDue - 5, Working: true, Hour: 9, Late: 7 * oneDay, Kind: "minutes"},
	{Name: "minutes-last", Does: "draft minutes have not gone out, the last word on it", To: "the secretary, until they are circulated", Days: -MinutesDue - 10, Working: true, Hour: 9, Late: 14 * oneDay, Kind: "minutes"},
	{Name: "actions-check", Does: "half way to the next meeting: how do your actions go?", To: "each member who has one", Days: -42, Hour: 9, Late: 14 * oneDay, Kind: "actions"},
}

// Due gives the moment at which the rung falls due for a meeting, on the
// meeting's own clock. clear is the council's number of clear days.
func (r Rung) Due(m Meeting, c Calendar, clear int) time.Time {
	if r.Early != 0 {
		return m.Starts.Add(-r.Early)
	}
	return r.day(DayOf(m.Starts), c, clear).At(r.Hour, 0, m.Starts.Location())
}

func (r Rung) day(meeting Day, c Calendar, clear int) Day {
	switch {
	case r.Clear:
		return c.Back(c.PublishBy(meeting, clear), r.Days)
	case r.Working && r.Days < 0:
		return c.Ahead(meeting, -r.Days)
	case r.Working:
		return c.Back(meeting, r.Days)
	case r.Days < 0:
		return c.Ahead(meeting.Add(-r.Days), 0)
	}
	return c.Back(meeting.Add(-r.Days), 0)
}

// PapersDue gives the day on which a meeting's papers are due in their final
// form: the day of the ladder's rung papers-due.
func (m Meeting) PapersDue(h House) Day {
	for _, r := range Ladder {
		if r.Name == "papers-due" {
			return DayOf(r.Due(m, h.Calendar(), h.ClearDays))
		}
	}
	return DayOf(m.Starts)
}

// Reach gives how far from the meeting's start the rung can fall due at most,
// before and after: more than any row of holidays moves it.
func (r Rung) Reach() (before, after time.Duration) {
	const slack = 31 * oneDay
	if r.Days < 0 {
		return 0, time.Duration(-r.Days)*2*oneDay + slack
	}
	return time.Duration(r.Days)*2*oneDay + 2*slack, 0
}

// Ahead reports whether the rung is about a meeting that is still to come.
func (r Rung) Ahead() bool { return r.Days >= 0 }

// When says the rung in words: "7 working days before, 09:00".
func (r Rung) When() string {
	days, side, kind := r.Days, "before", "day"
	if days < 0 {
		days, side = -days, "after"
	}
	switch {
	case r.Early != 0:
		return fmt.Sprintf("%d minutes before the start", int(r.Early.Minutes()))
	case r.Clear:
		return fmt.Sprintf("%s before the last day to publish, %02d:00", counted(days, "working day"), r.Hour)
	case r.Working:
		kind = "working day"
	}
	return fmt.Sprintf("%s %s, %02d:00", counted(days, kind), side, r.Hour)
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Officers lists the members who hold an office at now, by the seat or by a
// grant: who is the secretary, who is the chair. When nobody is, the holders of
// the next standing above act.
func Officers(members []Member, office Standing, now time.Time) []Member {
	for ; office <= Admin; office++ {
		var found []Member
		for _, m := range members {
			if m.Present() && (m.Standing == office || lent(m, office, now)) {
				found = append(found, m)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func lent(m Member, s Standing, now time.Time) bool {
	for _, g := range m.Grants {
		if g.Standing == s && now.Before(g.Until) {
			return true
		}
	}
	return false
}

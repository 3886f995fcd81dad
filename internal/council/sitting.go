package council

import (
	"fmt"
	"slices"
	"time"
)

// Taken is a stretch of time for which an item was on at its meeting.
type Taken struct {
	Item  ItemID
	Began time.Time
	Ended time.Time // zero while the item is on
	How   string    // one of the four below
}

// How an item was taken.
const (
	TakenOn      = "on"
	TakenDone    = "taken"
	TakenSkipped = "skipped" // to be taken later at the same meeting
	TakenCarried = "carried" // to a later meeting
)

// Sitting is a meeting as it goes on: its agenda, and what was taken so far.
type Sitting struct {
	Agenda Agenda
	Taken  []Taken // in the order in which they began
}

// early is how long before its start a meeting may begin, and late how long after
// its end its last items may still be taken.
const early, late = 30 * time.Minute, 3 * time.Hour

// Sits reports whether the meeting can be on at now: from half an hour before its
// start until three hours after its end, unless it is cancelled or recorded as
// held.
func (m Meeting) Sits(now time.Time) bool {
	return m.Open() && !now.Before(m.Starts.Add(-early)) && now.Before(m.SitsUntil())
}

// SitsUntil gives the moment from which nothing is taken at the meeting any more.
func (m Meeting) SitsUntil() time.Time { return m.Ends().Add(late) }

// On gives what is being taken: one item, or several that are agreed together;
// nothing before the first and after the last.
func (s Sitting) On() []Item {
	var items []Item
	for _, t := range s.Taken {
		if item, there := s.Agenda.Item(t.Item); there && t.How == TakenOn {
			items = append(items, item)
		}
	}
	return items
}

// Since gives when that began; zero when nothing is on.
func (s Sitting) Since() time.Time {
	for _, t := range s.Taken {
		if t.How == TakenOn {
			return t.Began
		}
	}
	return time.Time{}
}

// Left lists what is still to be taken: what comes after the last item that was
// begun, then what was passed over.
func (s Sitting) Left() []Item {
	last := -1
	for i, item := range s.Agenda.Items {
		if s.begun(item.ID) {
			last = i
		}
	}
	var ahead, passed []Item
	for i, item := range s.Agenda.Items {
		switch {
		case !item.On() || s.over(item.ID):
		case i > last:
			ahead = append(ahead, item)
		default:
			passed = append(passed, item)
		}
	}
	return append(ahead, passed...)
}

func (s Sitting) begun(id ItemID) bool {
	return slices.ContainsFunc(s.Taken, func(t Taken) bool { return t.Item == id })
}

// over reports whether an item is on or was taken.
func (s Sitting) over(id ItemID) bool {
	return slices.ContainsFunc(s.Taken, func(t Taken) bool { return t.Item == id && t.How != TakenSkipped })
}

// Next gives what comes after what is on: one item, or all that are agreed
// together with it; nothing after the last.
func (s Sitting) Next() []Item {
	left := s.Left()
	if len(left) == 0 {
		return nil
	}
	n := 1
	for left[0].Together() && n < len(left) && left[n].Together() {
		n++
	}
	return left[:n]
}

// At gives the item that was on at a moment; 0 when none was.
func (s Sitting) At(t time.Time) ItemID {
	for _, taken := range slices.Backward(s.Taken) {
		if taken.How != TakenSkipped && !t.Before(taken.Began) && (taken.Ended.IsZero() && t.Before(s.Agenda.Meeting.SitsUntil()) || t.Before(taken.Ended)) {
			return taken.Item
		}
	}
	return 0
}

// Check says why nothing can be taken at now, or nil. The error is a *Problem.
func (s Sitting) Check(now time.Time) error {
	m := s.Agenda.Meeting
	switch {
	case m.Sits(now):
		return nil
	case m.Open() && now.Before(m.Starts):
		return &Problem{Say: fmt.Sprintf("The meeting begins on %s. From half an hour before, go through its agenda item by item with /agenda next.", m.When())}
	}
	return &Problem{Say: "No meeting is on now. Look at the next agenda with /agenda."}
}

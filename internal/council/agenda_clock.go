package council

import "time"

// TogetherTime is what all the items that are agreed together take.
const TogetherTime = 5 * time.Minute

// Slot is an item with its time.
type Slot struct {
	Item     Item
	Starts   time.Time // on the meeting's own clock
	Takes    time.Duration
	Together bool // for information: agreed with those beside it, without discussion
}

// Together reports whether an item is one that is agreed without discussion,
// unless somebody pulls it.
func (i Item) Together() bool {
	return i.Part == Business && i.Purpose == ToInform && i.Closed == "" && !i.Pulled && i.On()
}

// Slots gives the agenda's items with their clock times. Items that are agreed
// together and stand side by side share one time; what was withdrawn or carried
// takes none.
func (a Agenda) Slots() []Slot {
	at := a.Meeting.Starts
	var slots []Slot
	for i, item := range a.Items {
		s := Slot{Item: item, Starts: at, Takes: item.Allotted, Together: item.Together()}
		switch {
		case !item.On():
			s.Takes = 0
		case s.Together:
			s.Takes = a.sharedTime(i)
		}
		if s.Together && i > 0 && slots[i-1].Together {
			s.Starts = slots[i-1].Starts
		}
		at = at.Add(s.Takes)
		slots = append(slots, s)
	}
	return slots
}

// sharedTime gives what the first of a row of items agreed together takes for
// them all; the others take nothing.
func (a Agenda) sharedTime(i int) time.Duration {
	if i > 0 && a.Items[i-1].Together() {
		return 0
	}
	var sum time.Duration
	for ; i < len(a.Items) && a.Items[i].Together(); i++ {
		sum += a.Items[i].Allotted
	}
	return min(sum, TogetherTime)
}

// Total gives the time that all items take.
func (a Agenda) Total() time.Duration {
	var sum time.Duration
	for _, s := range a.Slots() {
		sum += s.Takes
	}
	return sum
}

// Over gives by how much the items take longer than the meeting; 0 when they fit
// or the meeting's length is not known.
func (a Agenda) Over() time.Duration {
	if a.Meeting.Length == 0 {
		return 0
	}
	return max(0, a.Total()-a.Meeting.Length)
}

// Spare gives how much of the meeting is not allotted yet; 0 when its length is
// not known.
func (a Agenda) Spare() time.Duration { return max(0, a.Meeting.Length-a.Total()) }

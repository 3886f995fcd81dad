package schedule

import (
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
)

// OnRung falls due on a rung of the ladder, for every meeting.
type OnRung struct{ council.Rung }

// Occasions implements [When]. A rung that leads up to a meeting is for meetings
// still to be; one that follows it, for all that were not cancelled. Nothing falls
// due for a meeting whose reminders the secretary has not started.
func (r OnRung) Occasions(after, until time.Time, d Diary) []Occasion {
	var all []Occasion
	early, late := r.Reach()
	for _, m := range d.Meetings {
		if until.Before(m.Starts.Add(-early)) || after.After(m.Starts.Add(late)) {
			continue
		}
		if m.State == council.Cancelled || m.Waiting || r.Ahead() && !m.Open() {
			continue
		}
		due := r.Due(m, d.House.Calendar(), d.House.ClearDays)
		if due.After(after) && !due.After(until) {
			all = append(all, Occasion{Due: due, Meeting: m, House: d.House})
		}
	}
	return all
}

// String implements [When].
func (r OnRung) String() string { return r.When() }

// Daily falls due every day at an hour of the council's clock.
type Daily struct{ Hour int }

// Occasions implements [When].
func (w Daily) Occasions(after, until time.Time, d Diary) []Occasion {
	var all []Occasion
	last := council.DayOf(until.In(d.Zone))
	for day := council.DayOf(after.In(d.Zone)); !last.Before(day); day = day.Add(1) {
		if due := day.At(w.Hour, 0, d.Zone); due.After(after) && !due.After(until) {
			all = append(all, Occasion{Due: due, House: d.House})
		}
	}
	return all
}

// String implements [When].
func (w Daily) String() string { return fmt.Sprintf("every day at %02d:00", w.Hour) }

// Weekly falls due every week on a day at an hour of the council's clock.
type Weekly struct {
	Day  time.Weekday
	Hour int
}

// Occasions implements [When].
func (w Weekly) Occasions(after, until time.Time, d Diary) []Occasion {
	return slices.DeleteFunc(Daily{w.Hour}.Occasions(after, until, d), func(o Occasion) bool { return o.Due.Weekday() != w.Day })
}

// String implements [When].
func (w Weekly) String() string { return fmt.Sprintf("every %s at %02d:00", w.Day, w.Hour) }

// MorningsAfter falls due on each of so many working days after a meeting that was
// held, at an hour of the meeting's clock.
type MorningsAfter struct{ Hour, Days int }

// Occasions implements [When].
func (w MorningsAfter) Occasions(after, until time.Time, d Diary) []Occasion {
	var all []Occasion
	for _, m := range d.Meetings {
		if m.State != council.Held || m.Waiting {
			continue
		}
		for day := range w.Days {
			due := d.House.Calendar().Ahead(council.DayOf(m.Starts), day+1).At(w.Hour, 0, m.Starts.Location())
			if due.After(after) && !due.After(until) {
				all = append(all, Occasion{Due: due, Meeting: m, House: d.House})
			}
		}
	}
	return all
}

// String implements [When].
func (w MorningsAfter) String() string {
	return fmt.Sprintf("on the %d working days after a meeting, %02d:00", w.Days, w.Hour)
}

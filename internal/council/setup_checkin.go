package council

import (
	"fmt"
	"slices"
	"time"
)

// checkInDays are the days of a setup on which its people are asked how it goes.
var checkInDays = []int{30, 60, lastCheckIn}

const (
	lastCheckIn = 90
	// ignored is how many check-ins in a row may go unanswered before there are
	// no more.
	ignored = 3
	// checkInGap is how long after a check-in that was asked for none of the
	// usual ones comes.
	checkInGap = 14
	// checkInHour is the hour of the day at which a check-in falls due.
	checkInHour = 9
)

// CheckIn is one asking how a setup goes.
type CheckIn struct {
	At  time.Time
	Day int // 30, 60 or 90; 0 for one that was asked for
}

// CheckIns gives the check-ins of one person that fall due after a moment and
// not later than another, on the clock of until's zone. They are worked out
// from what the person did last: whatever is done in the setup answers every
// check-in before it, and after three that nothing answered there are no more.
// They come at 09:00 on a working day.
func (s Setup) CheckIns(p SetupPerson, after, until time.Time) []CheckIn {
	if p.Quiet {
		return nil
	}
	unanswered := s.unanswered(p, until.Location())
	unanswered = unanswered[:min(ignored, len(unanswered))]
	return slices.DeleteFunc(unanswered, func(c CheckIn) bool { return !c.At.After(after) || c.At.After(until) })
}

// Asking reports whether a check-in of a person's has come and nothing has
// answered it yet.
func (s Setup) Asking(p SetupPerson, now time.Time) bool {
	return len(s.CheckIns(p, time.Time{}, now)) > 0
}

// Silent reports whether a person's check-ins have stopped because three went
// unanswered.
func (s Setup) Silent(p SetupPerson, now time.Time) bool {
	unanswered := s.unanswered(p, now.Location())
	return !p.Quiet && len(unanswered) >= ignored && !unanswered[ignored-1].At.After(now)
}

// unanswered lists the check-ins after what a person did last, in order.
func (s Setup) unanswered(p SetupPerson, zone *time.Location) []CheckIn {
	due := func(day Day, n int) CheckIn {
		return CheckIn{Calendar{Divisions: Divisions}.Ahead(day, 0).At(checkInHour, 0, zone), n}
	}
	var all []CheckIn
	var free Day // none of the usual ones before it
	if !p.Snoozed.IsZero() {
		asked := DayOf(p.Snoozed.In(zone))
		all, free = append(all, due(asked, 0)), asked.Add(checkInGap)
	}
	for _, n := range checkInDays {
		if day := DayOf(s.Begun.In(zone)).Add(n); !day.Before(free) {
			all = append(all, due(day, n))
		}
	}
	return slices.DeleteFunc(all, func(c CheckIn) bool { return !c.At.After(p.Touched) })
}

// Say words a check-in: done is how many steps are ticked.
func (c CheckIn) Say(s Setup, done int) string {
	work := "setting up"
	if s.Mode == "repairing" {
		work = "putting right"
	}
	begin := fmt.Sprintf("It is %d days since you began %s IT at %s.", c.Day, work, s.Organisation)
	if c.Day == 0 {
		begin = fmt.Sprintf("You asked to hear again about %s IT at %s.", work, s.Organisation)
	}
	ticked := "No step is ticked yet, and that is fine: the first is often the hardest to find time for."
	if done == 1 {
		ticked = "One step is ticked so far."
	} else if done > 1 {
		ticked = fmt.Sprintf("%d steps are ticked so far.", done)
	}
	return begin + " " + ticked + " How is it going? Open your next steps, ask to hear again later, or stop these messages: each is one press."
}

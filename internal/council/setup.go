package council

import (
	"fmt"
	"strings"
	"time"
)

// SetupID names a setup for good. Zero is none.
type SetupID int64

// Setup is the setting up, or the repair, of one organisation's IT department:
// which steps are done, which are put off, and who works on it. The steps
// themselves are the pack's, by id. It is the own affair of whoever began it
// until they share it with their colleagues.
type Setup struct {
	ID           SetupID
	Organisation string // the body's name, as it was on the card of whoever began it
	Body         Body
	Size         Size
	Mode         string    // "starting" or "repairing"
	BegunBy      MemberID  // 0 when that person has left it or was erased
	Begun        time.Time // the first of its ninety days
	Shared       bool      // colleagues of the organisation may join
	Token        string    // what makes the printable plan's address unguessable
	People       []SetupPerson
	Steps        map[string]StepNote // by step id; a step that is not there is open
	Grid         Grid
}

// SetupPerson is somebody who works on a setup.
type SetupPerson struct {
	Member  MemberID
	Door    string    // which of the four readers they are, by the pack's name
	Touched time.Time // when they last did anything in the setup, or answered a check-in
	Snoozed time.Time // a check-in they asked for; zero: none
	Quiet   bool      // they want no check-ins
}

// StepNote is what was said of a step.
type StepNote struct {
	Done  bool
	Until time.Time // put off until then, when it is not done
	By    MemberID  // 0 when that person is not to be named any more
	At    time.Time
}

// SetupStep is what the rules need to know of one of the pack's steps.
type SetupStep struct {
	ID    string
	After []string // steps better done before it
}

// Person gives what is kept of a member within the setup.
func (s Setup) Person(id MemberID) (SetupPerson, bool) {
	for _, p := range s.People {
		if p.Member == id {
			return p, true
		}
	}
	return SetupPerson{}, false
}

// OpenTo reports whether a member may see and change the setup: one of its
// people, and, once it is shared, still of its organisation.
func (s Setup) OpenTo(m Member) bool {
	_, there := s.Person(m.ID)
	return there && m.Present() && (!s.Shared || SameOrganisation(s.Organisation, m.Organisation))
}

// Joinable reports whether a member may join: it is shared, with the
// organisation that the member works for.
func (s Setup) Joinable(m Member) bool {
	_, there := s.Person(m.ID)
	return s.ID != 0 && s.Shared && !there && m.Present() && SameOrganisation(s.Organisation, m.Organisation)
}

// Owned reports whether a member decides about sharing and taking away the
// whole: whoever began it, or anyone of its people when that person is gone.
func (s Setup) Owned(id MemberID) bool {
	_, there := s.Person(id)
	return there && (s.BegunBy == id || s.BegunBy == 0)
}

// SameOrganisation reports whether two names are of one body, whatever their
// case, accents and spaces. No name is nobody's.
func SameOrganisation(a, b string) bool { return Fold(a) != "" && Fold(a) == Fold(b) }

// Waiting reports whether a step is put off at now.
func (s Setup) Waiting(step string, now time.Time) bool {
	note := s.Steps[step]
	return !note.Done && now.Before(note.Until)
}

// Count gives n and m of "n of m": how many of the steps are done.
func (s Setup) Count(steps []SetupStep) (done, of int) {
	for _, step := range steps {
		if s.Steps[step.ID].Done {
			done++
		}
	}
	return done, len(steps)
}

// Next gives at most n steps to do now, in the order given: those that are
// open, not put off, and not waiting for one that is better done before. When
// every open step waits for another, they come in order all the same.
func (s Setup) Next(steps []SetupStep, now time.Time, n int) []string {
	asked := map[string]bool{}
	for _, step := range steps {
		asked[step.ID] = true
	}
	var ready, early []string
	for _, step := range steps {
		switch {
		case s.Steps[step.ID].Done || s.Waiting(step.ID, now):
		case s.tooEarly(step, asked):
			early = append(early, step.ID)
		default:
			ready = append(ready, step.ID)
		}
	}
	if len(ready) == 0 {
		ready = early
	}
	return ready[:min(n, len(ready))]
}

func (s Setup) tooEarly(step SetupStep, asked map[string]bool) bool {
	for _, before := range step.After {
		if asked[before] && !s.Steps[before].Done {
			return true
		}
	}
	return false
}

// PutOff gives the day to which a step or a check-in is put off: a week or a
// month (30 days) after now's day, at its beginning. The error is a *Problem.
func PutOff(words string, now time.Time) (time.Time, error) {
	days, known := map[string]int{"week": 7, "a week": 7, "month": 30, "a month": 30}[strings.ToLower(strings.TrimSpace(words))]
	if !known {
		return time.Time{}, &Problem{Field: "until", Say: fmt.Sprintf("“%s” is not a time to put something off for. Say week or month.", cut(words))}
	}
	return DayOf(now).Add(days).At(0, 0, now.Location()), nil
}

// stageDays gives the day of the ninety by which each stage is aimed to be
// done. Their order is the pack's; the days are our judgement.
var stageDays = map[string]int{
	"yourself": 10, "stakeholders": 30, "governance": 40, "money": 50,
	"services": 60, "people": 70, "security": 80, "plan": 90,
}

// StageTarget gives the date by which a stage is aimed to be done: a working
// day, in every nation, at or before its day of the ninety. An unknown stage
// has the ninetieth day.
func (s Setup) StageTarget(stage string, zone *time.Location) Day {
	days, known := stageDays[stage]
	if !known {
		days = lastCheckIn
	}
	return s.day(days, zone)
}

// Milestones are the thirtieth, sixtieth and ninetieth day, each on a working
// day at or before it.
func (s Setup) Milestones(zone *time.Location) []Day {
	var days []Day
	for _, n := range checkInDays {
		days = append(days, s.day(n, zone))
	}
	return days
}

func (s Setup) day(n int, zone *time.Location) Day {
	return Calendar{Divisions: Divisions}.Back(DayOf(s.Begun.In(zone)).Add(n), 0)
}

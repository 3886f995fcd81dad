package council

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DecisionID names a decision inside the program; people use its number.
type DecisionID int64

// Decision is what the council decided, in the words of the minutes. Its number
// is given once, when it is recorded, and is never given again.
type Decision struct {
	ID         DecisionID
	Number     string // "D-2027-04": the year in which it was taken, and its place in that year
	Words      string
	Dissent    string // who saw it otherwise and why; empty when nobody asked for that to be recorded
	Meeting    MeetingID
	Item       ItemID // under which it was taken; 0 under none
	On         Day    // when it was taken
	Replaces   []string
	ReplacedBy string    // the number of the later decision that took its place; empty while it stands
	Closed     string    // why it is not for the public, from itself or its item; empty when it is open
	Sponsor    MemberID  // of its item: may read it when it is closed
	Recorded   time.Time // when it was put into the register
}

// DecisionNumber gives the number of the n-th decision of a year: "D-2027-04".
func DecisionNumber(year, n int) string { return fmt.Sprintf("D-%d-%02d", year, n) }

// ParseDecisionNumber reads a decision's number as people type it, "d-2027-4",
// "D 2027 04" or "2027/4", into its year and its place. The error is a *Problem.
func ParseDecisionNumber(text string) (year, n int, err error) {
	fields := strings.FieldsFunc(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "d"), func(c rune) bool { return c == '-' || c == ' ' || c == '/' })
	if len(fields) == 2 {
		var wrong error
		year, err = strconv.Atoi(fields[0])
		n, wrong = strconv.Atoi(fields[1])
		if err == nil && wrong == nil && year >= 1900 && year <= 9999 && n > 0 {
			return year, n, nil
		}
	}
	return 0, 0, &Problem{Field: "decision", Say: fmt.Sprintf("“%s” is not a decision's number. It looks like D-2027-04; find it with /minutes decisions.", cut(text))}
}

// decisionMost is the most characters of a decision.
const decisionMost = 1000

// Check says what is wrong with a decision before it is kept, or nil. The error
// is a *Problem.
func (d Decision) Check() error {
	if strings.TrimSpace(d.Words) == "" {
		return &Problem{Field: "words", Say: "Say what was decided, in one sentence that stands on its own."}
	}
	if d.On.IsZero() {
		return &Problem{Field: "on", Say: "Say on which day it was decided."}
	}
	if err := tooLong("words", d.Words, decisionMost); err != nil {
		return err
	}
	return tooLong("dissent", d.Dissent, noteMost)
}

// Stands reports whether no later decision has taken its place.
func (d Decision) Stands() bool { return d.ReplacedBy == "" }

// OpenTo reports whether a person may read the decision: an open one everybody,
// a closed one the sponsor of its item, and the secretary and whoever stands
// above.
func (d Decision) OpenTo(m Member, now time.Time) bool {
	return d.Closed == "" || m.Holds(Secretary, now) || m.Present() && m.ID == d.Sponsor
}

// Stub is what everybody may see of a closed decision: its number, when it was
// taken, what it replaces, and why it is closed.
func (d Decision) Stub() Decision {
	return Decision{ID: d.ID, Number: d.Number, Meeting: d.Meeting, Item: d.Item, On: d.On, Replaces: d.Replaces, ReplacedBy: d.ReplacedBy, Closed: d.Closed}
}

// SeenBy gives what a person may see of the decision.
func (d Decision) SeenBy(m Member, now time.Time) Decision {
	if d.OpenTo(m, now) {
		return d
	}
	return d.Stub()
}

// ReplaceBy lets another decision take this one's place. The error is a
// *Problem: a decision is replaced once, and by one that is not itself replaced.
func (d Decision) ReplaceBy(by Decision) (Decision, error) {
	switch {
	case d.ID == by.ID:
		return d, &Problem{Field: "by", Say: "A decision cannot replace itself. Choose the later one."}
	case !d.Stands():
		return d, &Problem{Field: "old", Say: d.Number + " is replaced by " + d.ReplacedBy + " already. Say that " + d.ReplacedBy + " is replaced instead."}
	case !by.Stands():
		return d, &Problem{Field: "by", Say: by.Number + " is itself replaced by " + by.ReplacedBy + ". Choose the one that stands."}
	case by.On.Before(d.On):
		return d, &Problem{Field: "by", Say: by.Number + " was taken before " + d.Number + ", so it cannot replace it. Is it the other way round?"}
	}
	d.ReplacedBy = by.Number
	return d, nil
}

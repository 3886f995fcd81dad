package council

import (
	"slices"
	"time"
)

// Term is a time for which a member holds an office or a seat.
type Term struct {
	Member MemberID
	Office string // "chair", "secretary", "seat"
	From   time.Time
	Until  time.Time // the term holds before this moment; zero when no end is set
}

// Runs reports whether the term runs at now.
func (t Term) Runs(now time.Time) bool {
	return !now.Before(t.From) && (t.Until.IsZero() || now.Before(t.Until))
}

// EndsWithin reports whether a running term ends within so long of now.
func (t Term) EndsWithin(d time.Duration, now time.Time) bool {
	return t.Runs(now) && !t.Until.IsZero() && !t.Until.After(now.Add(d))
}

// Check says what is wrong with a term before it is kept, or nil. The error is
// a *Problem.
func (t Term) Check() error {
	if t.Office == "" {
		return &Problem{Field: "office", Say: "Name the office that the term is for, such as chair."}
	}
	if !t.Until.IsZero() && !t.Until.After(t.From) {
		return &Problem{Field: "until", Say: "A term ends after it begins. Give a later end, or none."}
	}
	return nil
}

// Pair is a newcomer and the member who helps the newcomer in.
type Pair struct{ Newcomer, Buddy MemberID }

// Buddy chooses, among those who offered, a buddy from another sector than the
// newcomer's, whom the newcomer has not had before; of several, the one with
// the fewest newcomers so far, then the one who has the seat longest. The zero
// Member means that nobody fits.
func Buddy(newcomer Member, offered []Member, past []Pair) Member {
	had, load := map[MemberID]bool{}, map[MemberID]int{}
	for _, p := range past {
		load[p.Buddy]++
		if p.Newcomer == newcomer.ID {
			had[p.Buddy] = true
		}
	}
	fit := slices.DeleteFunc(slices.Clone(offered), func(m Member) bool {
		return !m.Present() || m.ID == newcomer.ID || m.Sector == newcomer.Sector || had[m.ID]
	})
	if len(fit) == 0 {
		return Member{}
	}
	return slices.MinFunc(fit, func(a, b Member) int {
		if load[a.ID] != load[b.ID] {
			return load[a.ID] - load[b.ID]
		}
		if c := a.Joined.Compare(b.Joined); c != 0 {
			return c
		}
		return int(a.ID - b.ID)
	})
}

package council

import (
	"fmt"
	"slices"
	"time"
)

// House is what a council has decided about its own ways: where its clock is,
// which days it works, how it counts. Each part has a usual value, so that a
// new council can begin at once.
type House struct {
	Zone      string     `json:"zone"`      // Europe/London
	Divisions []Division `json:"divisions"` // the nations whose bank holidays are kept
	Local     []Holiday  `json:"local"`     // the operator's own days off
	Strict    bool       `json:"strict"`    // see Calendar
	Saturdays bool       `json:"saturdays"` // see Calendar
	ClearDays int        `json:"clearDays"` // between publishing the agenda and the meeting
	Quorum    Quorum     `json:"quorum"`
	Quarterly Quarterly  `json:"quarterly"`
	StartHour int        `json:"startHour"` // when a meeting starts that was called by its date alone
	From      int        `json:"from"`      // the hours between which members who set none of their own
	Until     int        `json:"until"`     // are written to unasked
	PaperMB   int        `json:"paperMB"`   // how large a paper's file may be, in megabytes of 2^20 bytes
}

// usualPaperMB takes a long report with pictures; largestPaperMB is what still
// fits in memory beside everything else.
const (
	usualPaperMB   = 25
	largestPaperMB = 100
)

// UsualHouse is a council in London time that keeps the bank holidays of all
// three divisions and gives five clear days, as principal councils in England
// must (SI 2002/715).
func UsualHouse() House {
	return House{Zone: "Europe/London", Divisions: slices.Clone(Divisions), ClearDays: 5,
		Quorum: UsualQuorum, Quarterly: UsualQuarterly, StartHour: 10, From: usualFrom, Until: usualUntil, PaperMB: usualPaperMB}
}

// MostFile gives how long a paper's file may be, in bytes.
func (h House) MostFile() int64 { return int64(h.PaperMB) << 20 }

// Of gives how a member is written to: what the member said, with the council's
// hours where the member set none.
func (h House) Of(p Preference) Preference {
	if p.From == 0 && p.Until == 0 {
		p.From, p.Until = h.From, h.Until
	}
	return p
}

// Calendar gives the council's working days.
func (h House) Calendar() Calendar {
	return Calendar{Divisions: h.Divisions, Local: h.Local, Strict: h.Strict, Saturdays: h.Saturdays}
}

// Location gives the council's zone. The error is a *Problem when the zone is
// not known.
func (h House) Location() (*time.Location, error) {
	zone, err := time.LoadLocation(h.Zone)
	if err != nil || h.Zone == "" || h.Zone == "Local" {
		return nil, &Problem{Field: "zone", Err: err, Say: fmt.Sprintf("The time zone “%s” is not known. Give one such as Europe/London.", cut(h.Zone))}
	}
	return zone, nil
}

// Check says what is wrong with a council's ways before they are kept, or nil.
// The error is a *Problem.
func (h House) Check() error {
	if _, err := h.Location(); err != nil {
		return err
	}
	for _, d := range h.Divisions {
		if !slices.Contains(Divisions, d) {
			return &Problem{Field: "divisions", Say: fmt.Sprintf("“%s” has no list of bank holidays. Choose england-and-wales, scotland or northern-ireland.", d)}
		}
	}
	for _, holiday := range h.Local {
		if err := tooLong("day", holiday.Name, longestName); err != nil {
			return err
		}
	}
	switch {
	case h.ClearDays < 0 || h.ClearDays > 60:
		return &Problem{Field: "clearDays", Say: "Clear days are between 0 and 60. Most councils give 3 or 5."}
	case h.Quorum.Needed(12) < 1:
		return &Problem{Field: "quorum", Say: "A quorum is at least one member. Give a number such as 5, or a share such as one third."}
	case h.Quarterly.Weekday < time.Monday || h.Quarterly.Weekday > time.Friday:
		return &Problem{Field: "quarterly", Say: "The council meets on a day from Monday to Friday. Choose one of them."}
	case h.StartHour < 7 || h.StartHour > 20:
		return &Problem{Field: "startHour", Say: "Meetings start between 7 and 20 o’clock. Give the hour, such as 10."}
	case h.From < 0 || h.Until > 24 || h.Until <= h.From:
		return &Problem{Field: "hours", Say: "Messages come between two hours of a day. Give the first and the last, such as 8 to 19."}
	case h.PaperMB < 1 || h.PaperMB > largestPaperMB:
		return &Problem{Field: "paper", Say: fmt.Sprintf("A paper's file may have between 1 and %d megabytes. Give a number such as 25.", largestPaperMB)}
	}
	return nil
}

package council

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Presence is one seat in the minutes' record of who was at a meeting.
type Presence struct {
	Member       MemberID `json:"member,omitempty"` // 0 when the member's data was erased
	Name         string   `json:"name"`
	Organisation string   `json:"organisation,omitempty"`
	Answer       Answer   `json:"answer,omitempty"` // attending, apologies or deputy; empty when neither was said
	Deputy       string   `json:"deputy,omitempty"` // who deputised
}

// guestsMost is the most characters of the line on who else was there.
const guestsMost = 1000

// Said says in a sentence what stands for the seat: "Ana Lind sent apologies."
func (p Presence) Said() string {
	name := cmp.Or(p.Name, "a member")
	switch p.Answer {
	case Attending:
		return name + " was there."
	case Apologies:
		return name + " sent apologies."
	case ByDeputy:
		return p.Deputy + " deputised for " + name + "."
	}
	return name + " neither came nor sent apologies."
}

// Check says what is wrong with a presence before it is kept, or nil. The error is
// a *Problem.
func (p Presence) Check() error {
	if p.Answer == "" {
		return nil
	}
	return Reply{Answer: p.Answer, Deputy: Substitute{Name: p.Deputy}}.Check()
}

// There reports whether the seat was filled, by the member or by a deputy.
func (p Presence) There() bool { return p.Answer == Attending || p.Answer == ByDeputy }

// Words give the line of the minutes: the name with the organisation, and a deputy
// with whom they deputised for.
func (p Presence) Words() string {
	words := cmp.Or(p.Name, "a member")
	if p.Organisation != "" {
		words += " (" + p.Organisation + ")"
	}
	if p.Answer == ByDeputy {
		return p.Deputy + ", deputising for " + words
	}
	return words
}

// Filled gives how many of the seats were filled.
func Filled(all []Presence) int {
	n := 0
	for _, p := range all {
		if p.There() {
			n++
		}
	}
	return n
}

// SayMet tells, of a meeting that was held, how many seats were filled and whether
// that was a quorum.
func (q Quorum) SayMet(filled, seats int) string {
	needed, word := q.Needed(seats), "Quorate"
	if filled < needed {
		word = "Not quorate"
	}
	return fmt.Sprintf("%s: %d of %s filled, %d needed.", word, filled, counted(seats, "seat"), needed)
}

// PresentGroup is a group of the attendance as minutes list it.
type PresentGroup struct {
	Lead  string // "Present", "Deputies", "Apologies"
	Names []string
}

// Attendance lists who was there as minutes do: the members present, the deputies
// with whom they deputised for, the apologies, and who else was there. Who neither
// came nor sent apologies is not named. Empty groups are left out.
func (t MinutesText) Attendance() []PresentGroup {
	groups := []PresentGroup{{Lead: "Present"}, {Lead: "Deputies"}, {Lead: "Apologies"}}
	unnamed := make([]int, len(groups))
	for _, p := range t.Present {
		i := slices.Index([]Answer{Attending, ByDeputy, Apologies}, p.Answer)
		switch {
		case i < 0:
		case p.Name == "" && p.Organisation == "" && p.Answer != ByDeputy:
			unnamed[i]++
		default:
			groups[i].Names = append(groups[i].Names, p.Words())
		}
	}
	for i, n := range unnamed {
		if n > 0 {
			groups[i].Names = append(groups[i].Names, counted(n, "member")+" not named here")
		}
	}
	if guests := strings.TrimSpace(t.Guests); guests != "" {
		groups = append(groups, PresentGroup{"Also there", []string{guests}})
	}
	var filled []PresentGroup
	for _, g := range groups {
		if len(g.Names) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

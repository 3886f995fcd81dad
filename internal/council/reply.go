package council

import (
	"fmt"
	"strings"
	"time"
)

// Answer is what a member says to a notice of meeting.
type Answer string

// The answers. No answer yet is the empty one.
const (
	Attending Answer = "attending"
	Apologies Answer = "apologies"
	ByDeputy  Answer = "deputy"
)

// Label gives the answer as it stands on its button.
func (a Answer) Label() string {
	switch a {
	case Attending:
		return "Attending"
	case Apologies:
		return "Apologies"
	case ByDeputy:
		return "Deputy"
	}
	return "No reply yet"
}

// Reply is a member's answer to one meeting.
type Reply struct {
	Meeting MeetingID
	Member  MemberID
	Answer  Answer
	Deputy  Substitute // with ByDeputy
	At      time.Time  // when it was last changed
	By      MemberID   // who recorded it: the member, or the secretary for someone outside Slack
}

// Substitute is the person who attends in a member's place.
type Substitute struct {
	Name    string
	SlackID string // empty outside Slack
	Email   string
}

// Check says what is wrong with a reply before it is kept, or nil. The error is
// a *Problem.
func (r Reply) Check() error {
	switch r.Answer {
	case Attending, Apologies:
		return nil
	case ByDeputy:
		if strings.TrimSpace(r.Deputy.Name) == "" {
			return &Problem{Field: "deputy", Say: "Name the deputy, as the name should stand in the minutes."}
		}
		return tooLong("deputy", r.Deputy.Name, longestName)
	}
	return &Problem{Field: "answer", Say: "Answer attending, apologies or deputy."}
}

// There reports whether the seat is filled at the meeting, by the member or by a
// deputy.
func (r Reply) There() bool { return r.Answer == Attending || r.Answer == ByDeputy }

// PassEnds gives the moment at which a deputy's access to a meeting's papers and
// buttons ends by itself: a day after the meeting is over.
func (m Meeting) PassEnds() time.Time { return m.Ends().Add(24 * time.Hour) }

// Attendance is a meeting's replies counted.
type Attendance struct {
	Attending, ByDeputy, Apologies, Silent []Member // by the order of the members
}

// Count sorts the members who have a seat by their reply.
func Count(members []Member, replies []Reply) Attendance {
	said := map[MemberID]Answer{}
	for _, r := range replies {
		said[r.Member] = r.Answer
	}
	var a Attendance
	for _, m := range members {
		if !m.Present() {
			continue
		}
		switch said[m.ID] {
		case Attending:
			a.Attending = append(a.Attending, m)
		case ByDeputy:
			a.ByDeputy = append(a.ByDeputy, m)
		case Apologies:
			a.Apologies = append(a.Apologies, m)
		default:
			a.Silent = append(a.Silent, m)
		}
	}
	return a
}

// There lists the members whose seats will be filled.
func (a Attendance) There() []Member {
	return append(append([]Member{}, a.Attending...), a.ByDeputy...)
}

// Seats gives how many seats there are.
func (a Attendance) Seats() int {
	return len(a.Attending) + len(a.ByDeputy) + len(a.Apologies) + len(a.Silent)
}

// Say tells the count in one line: "6 attending, 1 by deputy, 2 with apologies,
// 3 not answered yet."
func (a Attendance) Say() string {
	return fmt.Sprintf("%d attending, %d by deputy, %d with apologies, %d not answered yet.",
		len(a.Attending), len(a.ByDeputy), len(a.Apologies), len(a.Silent))
}

package council

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// MeetingID names a meeting for good.
type MeetingID int64

// State is how far a meeting has come.
type State string

// The states of a meeting. A meeting is called, then confirmed when its date
// stands; it ends as held or as cancelled, and a cancelled one stays on the
// record as "did not meet".
const (
	Called    State = "called"
	Confirmed State = "confirmed"
	Held      State = "held"
	Cancelled State = "cancelled"
)

// Meeting is one meeting of the council.
type Meeting struct {
	ID       MeetingID
	Title    string
	Starts   time.Time     // in the meeting's own zone, by its wall clock
	Length   time.Duration // 0 when not known
	Place    string
	JoinLink string // where to join by video; empty when not known yet
	State    State
	Reason   string // why it was last moved or cancelled; empty otherwise
	Revision int    // rises when it is moved or cancelled, so that no reminder outlives its date
	Sequence int    // rises whenever anything that a calendar shows changes (RFC 5545, 3.8.7.4)
	Channel  string // the Slack channel it is announced in; empty for the council's usual one
	Waiting  bool   // the secretary has not started its reminders yet: nothing is sent about it
}

// Ends gives the moment at which the meeting is over: two hours after its start
// when no length is set.
func (m Meeting) Ends() time.Time {
	if m.Length == 0 {
		return m.Starts.Add(2 * time.Hour)
	}
	return m.Starts.Add(m.Length)
}

// Open reports whether the meeting is still to be: neither held nor cancelled.
func (m Meeting) Open() bool { return m.State == Called || m.State == Confirmed }

// When says the meeting's time with its zone: "Thursday 11 March 2027, 10:00
// London time".
func (m Meeting) When() string { return SayTime(m.Starts) }

// ZoneLabel names a zone as people say it: "London time" for Europe/London.
func ZoneLabel(zone *time.Location) string {
	name := zone.String()
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		return strings.ReplaceAll(name[at+1:], "_", " ") + " time"
	}
	return name
}

// Start lets the reminders of the meeting go out.
func (m Meeting) Start() (Meeting, error) {
	if !m.Open() {
		return m, m.cannot("be announced")
	}
	m.Waiting = false
	return m, nil
}

// Confirm says that the date stands.
func (m Meeting) Confirm() (Meeting, error) {
	if m.State != Called {
		return m, m.cannot("be confirmed")
	}
	m.State = Confirmed
	m.Sequence++
	return m, nil
}

// Move puts the meeting at another time, called anew. The error is a *Problem
// when it is over or the time is not ahead of now.
func (m Meeting) Move(to time.Time, reason string, now time.Time) (Meeting, error) {
	if !m.Open() {
		return m, m.cannot("be moved")
	}
	if err := tooLong("reason", reason, longestReason); err != nil {
		return m, err
	}
	if !to.After(now) {
		return m, &Problem{Field: "day", Say: SayTime(to) + " has passed. Choose a time that is still to come."}
	}
	if to.Equal(m.Starts) {
		return m, &Problem{Field: "day", Say: "The meeting is at that time already. Choose another, or leave it as it is."}
	}
	m.Starts, m.State, m.Reason = to, Called, reason
	m.Revision++
	m.Sequence++
	return m, nil
}

// Cancel says that the council did not, or will not, meet. A reason is asked
// for, because it stays on the record.
func (m Meeting) Cancel(reason string) (Meeting, error) {
	if !m.Open() {
		return m, m.cannot("be cancelled")
	}
	if strings.TrimSpace(reason) == "" {
		return m, &Problem{Field: "reason", Say: "Say in a few words why the council does not meet. The reason stays on the record."}
	}
	if err := tooLong("reason", reason, longestReason); err != nil {
		return m, err
	}
	m.State, m.Reason = Cancelled, strings.TrimSpace(reason)
	m.Revision++
	m.Sequence++
	return m, nil
}

// Hold says that the meeting took place, from its start on.
func (m Meeting) Hold(now time.Time) (Meeting, error) {
	if !m.Open() {
		return m, m.cannot("be closed")
	}
	if now.Before(m.Starts) {
		return m, &Problem{Say: "The meeting has not begun: it starts on " + m.When() + ". Close it after that."}
	}
	m.State = Held
	m.Sequence++
	return m, nil
}

// Arrange sets the place and the joining link, where they are given.
func (m Meeting) Arrange(place, joinLink string) (Meeting, error) {
	if !m.Open() {
		return m, m.cannot("be changed")
	}
	if joinLink != "" && !strings.HasPrefix(joinLink, "https://") {
		return m, &Problem{Field: "link", Say: "The joining link should begin with https://. Copy it whole from the video service."}
	}
	if err := errors.Join(tooLong("place", place, longestPlace), tooLong("link", joinLink, longestLink)); err != nil {
		return m, err
	}
	if place != "" {
		m.Place = place
	}
	if joinLink != "" {
		m.JoinLink = joinLink
	}
	m.Sequence++
	return m, nil
}

// The most characters of what is said of a meeting, and of a name.
const longestReason, longestPlace, longestLink, longestName = 300, 200, 1000, 150

// tooLong says that a text has more characters than it may, or nil.
func tooLong(field, text string, most int) error {
	if n := utf8.RuneCountInString(text); n > most {
		return &Problem{Field: field, Say: fmt.Sprintf("That is %d characters long. Say it in %d at most.", n, most)}
	}
	return nil
}

// The shortest and the longest that a meeting is called for.
const shortest, longest = 15 * time.Minute, 10 * time.Hour

// Lasting sets how long the meeting lasts.
func (m Meeting) Lasting(length time.Duration) (Meeting, error) {
	if !m.Open() {
		return m, m.cannot("be changed")
	}
	if length < shortest || length > longest {
		return m, &Problem{Field: "length", Say: "A meeting lasts between 15 minutes and 10 hours. Give the minutes, such as 90."}
	}
	if length != m.Length {
		m.Length = length
		m.Sequence++
	}
	return m, nil
}

func (m Meeting) cannot(what string) error {
	return &Problem{Say: fmt.Sprintf("The meeting of %s is %s and cannot %s. Call another meeting with /meeting.",
		DayOf(m.Starts).Long(), m.State, what)}
}

// TakesReplies says why a reply can no longer be taken or changed, or nil: until
// the start it always can. The error is a *Problem.
func (m Meeting) TakesReplies(now time.Time) error {
	switch {
	case m.State == Cancelled:
		return &Problem{Say: "This meeting will not take place, so no reply is needed: " + m.Reason}
	case m.State == Held, !now.Before(m.Starts):
		return &Problem{Say: "The meeting has begun, so replies are closed. Tell the secretary who was there."}
	}
	return nil
}

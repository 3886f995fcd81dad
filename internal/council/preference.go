package council

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Preference is how a member wants to hear from the program unasked. The zero
// Preference is the usual one: by direct message, between 08:00 and 19:00.
type Preference struct {
	From, Until int       // the hours between which messages may come; both 0: 8 and 19
	ChannelOnly bool      // no direct reminders: the channel's posts are enough
	Muted       time.Time // nothing unasked before this moment, save that a meeting was moved or cancelled
}

// The hours of a member who set none.
const usualFrom, usualUntil = 8, 19

// ParseHours reads "9-17" or "09:00 to 17:00" into whole hours. The error is a
// *Problem.
func ParseHours(text string) (from, until int, err error) {
	clean := strings.NewReplacer(":00", "", " to ", "-", "–", "-", " ", "").Replace(strings.ToLower(text))
	first, last, _ := strings.Cut(clean, "-")
	from, err = strconv.Atoi(first)
	until, wrong := strconv.Atoi(last)
	if err != nil || wrong != nil || from < 0 || until > 24 || until <= from {
		return 0, 0, &Problem{Field: "hours", Say: fmt.Sprintf("“%s” are not hours of a day. Give the first and the last, such as 9 to 17.", cut(text))}
	}
	return from, until, nil
}

// Earliest gives the first moment at or after t, on the clock of t's zone, at
// which a message may come.
func (p Preference) Earliest(t time.Time) time.Time {
	if t.Before(p.Muted) {
		t = p.Muted.In(t.Location())
	}
	from, until := p.From, p.Until
	if from == 0 && until == 0 {
		from, until = usualFrom, usualUntil
	}
	switch day := DayOf(t); {
	case t.Hour() < from:
		return day.At(from, 0, t.Location())
	case t.Hour() >= until:
		return day.Add(1).At(from, 0, t.Location())
	}
	return t
}

// MeetingWeek reports whether a moment is in the week before a meeting or on its
// day. Outside it a member gets at most one unasked direct message a week.
func MeetingWeek(now time.Time, meetings []Meeting) bool {
	for _, m := range meetings {
		today := DayOf(now.In(m.Starts.Location()))
		day := DayOf(m.Starts)
		if m.State != Cancelled && !today.Before(day.Add(-7)) && !day.Before(today) {
			return true
		}
	}
	return false
}

package council

import (
	"strings"
	"time"
)

// MinutesRecalled is the state of a version of minutes that was called back: it is
// kept, for the chair and the secretary alone. Minutes themselves are then a draft.
const MinutesRecalled MinutesState = "recalled"

// Recall calls circulated minutes back, because they are wrong or tell too much:
// they are a draft again until they are circulated anew. why is for those who
// received them. Agreed minutes are the council's own and are not called back. The
// error is a *Problem.
func (m Minutes) Recall(now time.Time, why string) (Minutes, error) {
	why = strings.TrimSpace(why)
	switch {
	case !m.Out():
		return m, &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are not circulated, so there is nothing to call back. Look at them with /minutes."}
	case !m.Draft():
		return m, &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are agreed, so they are not called back. Strike out what should not stand in them, with /minutes strike."}
	case why == "":
		return m, &Problem{Field: "why", Say: "Say why they are called back. Everybody who received them reads it, so do not say again what should not have been said."}
	}
	if err := tooLong("why", why, wordsMost); err != nil {
		return m, err
	}
	m.State, m.Circulated, m.Recalled, m.Why = MinutesDraft, time.Time{}, now, why
	return m, nil
}

// Back reports whether the minutes were sent, called back, and are not sent again
// yet.
func (m Minutes) Back() bool { return !m.Recalled.IsZero() && !m.Out() }

// Changed gives when what others read of the minutes last changed; zero when they
// were never sent.
func (m Minutes) Changed() time.Time {
	last := m.Circulated
	for _, t := range []time.Time{m.Published, m.Recalled, m.Struck} {
		if t.After(last) {
			last = t
		}
	}
	return last
}

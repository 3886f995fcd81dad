package council

import (
	"strings"
	"time"
)

// MemberID names a member for good: it is never used again, even after the
// member's data is erased. Zero is nobody.
type MemberID int64

// Member is a person with a seat. People outside Slack are members too: their
// SlackID is empty. The zero Member is a person without a seat.
type Member struct {
	ID           MemberID
	SlackID      string // "U…" or "W…"; empty for a member outside Slack
	Name         string
	Organisation string // the body the member works for, by its full name
	Sector       Sector
	Region       string   // "Wales", "North West"; free text
	Title        string   // the member's job title, as they give it
	Expertise    []string // short phrases, in the member's own order
	Standing     Standing
	Grants       []Grant   // standings lent for a time, on top of Standing
	Role         string    // the id of the pack's role the member holds; empty when not known
	Email        string    // for notices to members outside Slack
	Joined       time.Time // the first day of the seat
	Left         time.Time // the day the seat ended; zero while it lasts
}

// Grant is a standing lent until a moment: it ends by itself.
type Grant struct {
	Standing Standing
	Until    time.Time // the grant holds before this moment and not at it
}

// Present reports whether the person has a seat now. It is false for the zero
// Member and for a member who has left.
func (m Member) Present() bool { return m.ID != 0 && m.Left.IsZero() }

// Holds reports whether the person may do at now what standing s may do, by the
// seat itself or by a grant that still runs. Everybody holds Anyone; a person
// without a seat holds Deputy by a grant, and nothing above.
func (m Member) Holds(s Standing, now time.Time) bool {
	switch {
	case s <= Anyone:
		return true
	case !m.Present() && s > Deputy:
		return false
	case m.Present() && m.Standing >= s:
		return true
	}
	for _, g := range m.Grants {
		if g.Standing >= s && now.Before(g.Until) {
			return true
		}
	}
	return false
}

// The most characters of parts of a card: what the fields of its form take.
const longestRegion, longestExpertise = 100, 500

// Check says what is wrong with a member's data before it is kept, or nil. The
// error is a *Problem.
func (m Member) Check() error {
	if strings.TrimSpace(m.Name) == "" {
		return &Problem{Field: "name", Say: "A member needs a name. Give the name as it should stand in the minutes."}
	}
	for _, part := range []struct {
		field, text string
		most        int
	}{
		{"name", m.Name, longestName}, {"organisation", m.Organisation, longestName}, {"title", m.Title, longestName}, {"region", m.Region, longestRegion},
		{"email", m.Email, longestName}, {"expertise", strings.Join(m.Expertise, "; "), longestExpertise},
	} {
		if err := tooLong(part.field, part.text, part.most); err != nil {
			return err
		}
	}
	if m.Email != "" && strings.Count(m.Email, "@") != 1 {
		return &Problem{Field: "email", Say: "“" + cut(m.Email) + "” is not an e-mail address. Give one like name@body.example, or leave it empty."}
	}
	if m.Standing < Anyone || m.Standing > Admin {
		return &Problem{Field: "standing", Say: "That standing does not exist. Choose member, librarian, secretary, chair or admin."}
	}
	return nil
}

package council

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// PracticeID names an entry of the practice library for good. Zero is none.
type PracticeID int64

// PracticeState is how far a practice has come.
type PracticeState string

// The states of a practice. A draft is its author's own; proposed, it waits for
// the librarian, who approves it or returns it with a word. What is retired is
// shown to nobody but its owner and the librarian; its address leads on to the
// practice that took its place, where there is one.
const (
	PracticeDraft    PracticeState = "draft"
	PracticeProposed PracticeState = "proposed"
	PracticeReturned PracticeState = "returned"
	PracticeApproved PracticeState = "approved"
	PracticeRetired  PracticeState = "retired"
)

// Practice is an entry of the library: what one body did about a problem, as it
// tells it, and whether it would do so again.
type Practice struct {
	ID           PracticeID
	Title        string
	Problem      string
	Did          string // what was done
	Result       string // what came of it; may be empty
	Cost         CostBand
	Took         string // how long it took, in the author's words; may be empty
	Again        Again
	But          string // what they would do otherwise; empty unless Again is AgainBut
	Topic        Topic
	Sector       Sector // empty: not stated, and in a story of failure where it would point at its teller
	Organisation string // the body that did it; empty in a story of failure
	Licence      Licence
	Owner        MemberID // who answers for its being right; 0: nobody, so it is on the librarian's list
	Contact      MemberID // who may be asked about it, and has agreed; 0: ask the librarian
	Story        bool     // a story of failure: who tells it is known to the secretary only, and stands in no field here
	State        PracticeState
	Word         string // what the librarian said when returning it
	Cites        string // the number of a decision of the council that it rests on, such as D-2027-04; may be empty
	Review       Day    // by when somebody must say that it is still right
	Verified     time.Time
	VerifiedBy   MemberID   // 0: the secretary for a story's teller, or somebody whose data was erased
	First        time.Time  // when the librarian asked that it be posted next; zero: in its turn
	Into         PracticeID // the practice that took its place, when it was merged
	Before       *Practice  // its words and facts before its owner changed them in the library; nil: the librarian has seen it as it stands
	Shared       time.Time
}

// The most characters of a practice's parts. A text takes what a field of a form
// holds (docs.slack.dev, reference/block-kit/block-elements/plain-text-input-element).
const (
	practiceTitleMost = 120
	practiceTextMost  = 3000
	practiceLineMost  = 150
)

// ReviewAfter is how long a practice may go unchecked when nobody says
// otherwise, and ReviewMost the longest that anybody may say, in days.
const (
	ReviewAfter = 365
	ReviewMost  = 3 * 365
)

// Check says what is wrong with a practice before it goes to the librarian, or
// nil; a draft may have any of it missing. The error is a *Problem.
func (p Practice) Check() error {
	if err := p.CheckTexts(); err != nil {
		return err
	}
	if _, ok := topicLabels[p.Topic]; !ok {
		return &Problem{Field: "topic", Say: "Choose the topic it belongs to. If two fit, choose the one under which you would look for it."}
	}
	if _, ok := againLabels[p.Again]; !ok {
		return &Problem{Field: "again", Say: "Say whether you would do it again: yes, yes but otherwise, or no."}
	}
	if p.Again == AgainBut && strings.TrimSpace(p.But) == "" {
		return &Problem{Field: "but", Say: "Say in a sentence what you would do otherwise. It is often the most useful line."}
	}
	if _, ok := licences[p.Licence]; !ok {
		return &Problem{Field: "licence", Say: "Say who may read and reuse it. If unsure, choose council members only; you can open it later."}
	}
	if p.Review.IsZero() {
		return &Problem{Field: "review", Say: "Give the day by which somebody should check that it is still right, such as a year from now."}
	}
	return nil
}

// CheckTexts says which of the texts that every practice has is missing, or too
// long to keep; nil when none is. The error is a *Problem.
func (p Practice) CheckTexts() error {
	for _, part := range []struct{ field, text, missing string }{
		{"title", p.Title, "Give it a title that says what was done, such as: One service desk for three districts."},
		{"problem", p.Problem, "Say what the problem was, so that others can tell whether it is theirs."},
		{"did", p.Did, "Say what you did about it, so that others could do the same."},
	} {
		if strings.TrimSpace(part.text) == "" {
			return &Problem{Field: part.field, Say: part.missing}
		}
	}
	return p.Fits()
}

// Fits says what part of a practice is too long to keep, or nil. The error is a
// *Problem.
func (p Practice) Fits() error {
	for _, part := range []struct {
		field, text string
		most        int
	}{
		{"title", p.Title, practiceTitleMost}, {"problem", p.Problem, practiceTextMost}, {"did", p.Did, practiceTextMost},
		{"result", p.Result, practiceTextMost}, {"took", p.Took, practiceLineMost}, {"but", p.But, practiceTextMost},
		{"organisation", p.Organisation, practiceLineMost},
	} {
		if n := utf8.RuneCountInString(part.text); n > part.most {
			return &Problem{Field: part.field, Say: fmt.Sprintf("This has %d characters and %d fit. Shorten it, or put the rest into a paper.", n, part.most)}
		}
	}
	return nil
}

// Due reports whether on a day somebody must say that the practice is still
// right.
func (p Practice) Due(today Day) bool {
	return p.State == PracticeApproved && !p.Review.IsZero() && !today.Before(p.Review)
}

// Checked says when the practice was last checked, and that it is due for a
// check when it is, on the clock of now's zone: "last checked 3 May 2025; due for
// a check". It stands wherever a practice is shown.
func (p Practice) Checked(now time.Time) string {
	words := "not checked yet"
	if !p.Verified.IsZero() {
		words = "last checked " + p.Verified.In(now.Location()).Format("2 January 2006")
	}
	if p.Due(DayOf(now)) {
		words += "; due for a check"
	}
	return words
}

// SeenBy reports whether a person may read the practice. An approved one is for
// everybody when its licence is open and otherwise for members. What waits and
// what is retired is for its owner, the librarian and whoever stands above; what
// is in its author's hands, a returned one too, for its owner alone. Who tells a story of failure may read it too, which is not asked here:
// it stands in no field.
func (p Practice) SeenBy(m Member, now time.Time) bool {
	switch {
	case m.Present() && m.ID == p.Owner:
		return true
	case p.InHand():
		return false
	case m.Holds(Librarian, now):
		return true
	case p.State == PracticeApproved:
		return p.Licence.Open() || m.Present()
	}
	return false
}

// InHand reports whether the practice is in its author's hands: a draft, or
// returned by the librarian.
func (p Practice) InHand() bool { return p.State == PracticeDraft || p.State == PracticeReturned }

// Public reports whether anybody may read the practice: it is approved and
// openly licensed.
func (p Practice) Public() bool { return p.State == PracticeApproved && p.Licence.Open() }

// Postable reports whether the practice may be posted to the channel on a day:
// it is approved, it was verified, and it is not due for a check.
func (p Practice) Postable(today Day) bool {
	return p.State == PracticeApproved && !p.Verified.IsZero() && !p.Due(today)
}

// Wants names what a reader would miss in a practice, in words for the
// librarian; nothing when it is whole.
func (p Practice) Wants() []string {
	var wants []string
	for _, part := range []struct{ text, name string }{{p.Result, "the result"}, {string(p.Cost), "the cost"}, {p.Took, "how long it took"}} {
		if strings.TrimSpace(part.text) == "" {
			wants = append(wants, part.name)
		}
	}
	return wants
}

// Text gives all words of a practice for searching.
func (p Practice) Text() string {
	return strings.Join([]string{p.Title, p.Problem, p.Did, p.Result, p.But, p.Took, p.Topic.Label(), p.Sector.Label(), p.Organisation}, "\n")
}

package council

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// CorrectionID names a correction for good. Zero is none.
type CorrectionID int64

// CorrectionState is what became of a proposed correction.
type CorrectionState string

// The states of a correction. It waits until a meeting agrees the minutes, with it
// or without it. One to a draft that is called back is the secretary's to see to in
// the new one.
const (
	CorrectionProposed CorrectionState = "proposed"
	CorrectionMade     CorrectionState = "made"
	CorrectionNotMade  CorrectionState = "not made"
	CorrectionRecalled CorrectionState = "recalled"
)

// AttendanceParagraph stands, in a correction, for the record of who was there, and
// GuestsParagraph for the line on who else was.
const (
	AttendanceParagraph = "attendance"
	GuestsParagraph     = "guests"
)

// Correction is what a member proposes to put right in circulated minutes.
type Correction struct {
	ID        CorrectionID    `json:"id"`
	Meeting   MeetingID       `json:"meeting"`   // whose minutes
	Paragraph string          `json:"paragraph"` // its number, or AttendanceParagraph
	Wording   string          `json:"wording"`   // how it should read; empty: the paragraph should go
	Why       string          `json:"why,omitempty"`
	By        MemberID        `json:"by,omitempty"` // 0 when the member's data was erased
	At        time.Time       `json:"at"`
	State     CorrectionState `json:"state"`
	Seat      Presence        `json:"seat,omitzero"`    // of the attendance: what should stand for one member's seat
	Was       string          `json:"was,omitempty"`    // how it read before, once it is made
	Struck    bool            `json:"struck,omitempty"` // its words were struck out of the agreed minutes
}

// proseMost is the most characters of one paragraph and of one correction.
const proseMost = 3000

// Check says what is wrong with a correction before it is kept, or nil. The error
// is a *Problem.
func (c Correction) Check() error {
	switch {
	case utf8.RuneCountInString(c.Wording) > proseMost:
		return &Problem{Field: "wording", Say: fmt.Sprintf("Give the new words in at most %d characters.", proseMost)}
	case utf8.RuneCountInString(c.Why) > wordsMost:
		return &Problem{Field: "why", Say: fmt.Sprintf("Give the reason in at most %d characters.", wordsMost)}
	case c.Seat.Member != 0:
		return c.Seat.Check()
	case c.Paragraph == GuestsParagraph:
		return tooLong("guests", c.Wording, guestsMost)
	case c.Wording == "" && c.Why == "":
		return &Problem{Field: "wording", Say: "Say how the paragraph should read. If it should go altogether, leave this empty and say why below."}
	}
	return nil
}

// Words say the correction in one line: "7.2 should read: …".
func (c Correction) Words() string {
	words := c.Paragraph
	switch c.Paragraph {
	case AttendanceParagraph:
		words = "The attendance"
	case GuestsParagraph:
		words = "Who else was there"
	}
	if c.Wording == "" {
		words += " should be taken out."
	} else {
		words += " should read: " + strings.Join(Paragraphs(c.Wording), " ")
	}
	if c.Why != "" {
		words += " The reason: " + c.Why
	}
	return words
}

// MadeWords say a correction that was made: what it read before and what it reads
// now.
func (c Correction) MadeWords() string {
	switch {
	case c.Struck:
		return c.Paragraph + " was corrected. The words are struck out."
	case c.Paragraph == AttendanceParagraph, c.Paragraph == GuestsParagraph:
		words := "Attendance: " + c.Wording
		if c.Paragraph == GuestsParagraph {
			words = "Also there: " + cmp.Or(c.Wording, "nobody") + "."
		}
		if c.Was != "" {
			words += " It read: " + c.Was
		}
		return words
	case c.Wording == "":
		return c.Paragraph + " was taken out. It read: " + c.Was
	}
	return c.Paragraph + " now reads: " + strings.Join(Paragraphs(c.Wording), " ") + " It read: " + c.Was
}

// Correct makes corrections, in their order: the first paragraph of the wording
// takes the paragraph's place, the others follow it as 7.2a, 7.2b. No paragraph
// changes its number; one that is taken out keeps it. A correction of the
// attendance is made there, and the quorum is reckoned anew by its rule. The error
// is a *Problem when there is no such paragraph; then nothing is changed.
func (t MinutesText) Correct(made []Correction, quorum Quorum) (MinutesText, error) {
	t.Items, t.Made, t.Present = slices.Clone(t.Items), slices.Clone(t.Made), slices.Clone(t.Present)
	for _, c := range made {
		c.State = CorrectionMade
		switch c.Paragraph {
		case AttendanceParagraph:
			c.Was = t.correctSeat(c.Seat, quorum)
		case GuestsParagraph:
			c.Was, t.Guests = t.Guests, c.Wording
		default:
			part, p, err := t.Paragraph(c.Paragraph)
			if err != nil {
				return t, err
			}
			c.Was = p.Text
			i := slices.IndexFunc(t.Items, func(i MinutedItem) bool { return i.Number == part.Number })
			t.Items[i].Paragraphs = corrected(part.Paragraphs, p, Paragraphs(c.Wording))
		}
		t.Made = append(t.Made, c)
	}
	return t, nil
}

// correctSeat puts one seat of the attendance right, and gives what was said of it
// before; empty when there is no such seat. The list of seats must be the text's
// own.
func (t *MinutesText) correctSeat(seat Presence, quorum Quorum) (was string) {
	i := slices.IndexFunc(t.Present, func(p Presence) bool { return seat.Member != 0 && p.Member == seat.Member })
	if i < 0 {
		return ""
	}
	was = t.Present[i].Said()
	t.Present[i].Answer, t.Present[i].Deputy = seat.Answer, seat.Deputy
	t.Quorum = quorum.SayMet(Filled(t.Present), len(t.Present))
	return was
}

// corrected puts new words in the place of a paragraph.
func corrected(all []Paragraph, p Paragraph, words []string) []Paragraph {
	at := slices.IndexFunc(all, func(other Paragraph) bool { return other.Number == p.Number })
	all = slices.Clone(all)
	all[at].Text = ""
	if len(words) == 0 {
		return all
	}
	all[at].Text = words[0]
	end, letters := at+1, 0
	for ; end < len(all) && lettersOf(all[end].Number, p.Number) != ""; end++ {
		letters++
	}
	for i, more := range words[1:] {
		all = slices.Insert(all, end+i, Paragraph{Number: p.Number + lettered(letters+i), Text: more})
	}
	return all
}

// lettersOf gives the letters by which a paragraph's number follows another's.
func lettersOf(number, base string) string {
	letters, ok := strings.CutPrefix(number, base)
	if !ok || strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return letters
}

// Paragraphs parts what a person wrote at its line ends, without empty lines.
func Paragraphs(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

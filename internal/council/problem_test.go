package council

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestAPastedPageIsNotReadBack gives a page to everything that reads a few words.
func TestAPastedPageIsNotReadBack(t *testing.T) {
	now := time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)
	minutes := MinutesText{}
	for name, page := range map[string]string{"a page": strings.Repeat("Llanfairpwllgwyngyll 🐑 was discussed\n", 90), "one long word": strings.Repeat("🐑ŵ", 2000)} {
		for what, read := range map[string]func(string) error{
			"an action's number":   func(s string) error { _, err := ParseActionID(s); return err },
			"a decision's number":  func(s string) error { _, _, err := ParseDecisionNumber(s); return err },
			"a purpose":            func(s string) error { _, err := ParsePurpose(s); return err },
			"a marking":            func(s string) error { _, err := ParseMarking(s); return err },
			"a quorum":             func(s string) error { _, err := ParseQuorum(s); return err },
			"a date":               func(s string) error { _, err := ParseMoment(s, now); return err },
			"a day":                func(s string) error { _, err := ParseDay(s); return err },
			"a name":               func(s string) error { _, err := ByName(nil, s); return err },
			"an item's number":     func(s string) error { _, err := Agenda{}.ByNumber(s); return err },
			"a paragraph's number": func(s string) error { _, _, err := minutes.Paragraph(s); return err },
			"an e-mail address":    func(s string) error { return Paper{Item: 1, Title: "T", Email: s}.Check() },
		} {
			err := read(page)
			var p *Problem
			if !errors.As(err, &p) || utf8.RuneCountInString(p.Say) > 300 || !utf8.ValidString(p.Say) {
				t.Errorf("%s given for %s is answered with %v", name, what, err)
			}
		}
	}
	if got := cut(strings.Repeat("one two three ", 9)); got != "one two three one two three one two three one two three one…" {
		t.Errorf("cut as %q", got)
	}
	if got := cut(" Siân  ap\nRhys "); got != "Siân ap Rhys" {
		t.Errorf("a short one is quoted as %q", got)
	}
}

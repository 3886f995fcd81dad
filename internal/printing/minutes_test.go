package printing

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
)

func TestMinutesSayTheSameInEveryForm(t *testing.T) {
	held := council.Meeting{ID: 1, Starts: time.Date(2027, time.June, 10, 10, 0, 0, 0, time.UTC), State: council.Held, Place: "Committee Room 1"}
	draft := council.Minutes{Meeting: held, State: council.MinutesCirculated, Circulated: held.Starts.AddDate(0, 0, 5), MinutesText: council.MinutesText{
		Quorum:  "Quorate: 2 of 3 seats filled, 2 needed.",
		Present: []council.Presence{{Name: "Siân ap Rhys", Answer: council.Attending}, {Name: "Gwenllian Tudfil", Answer: council.ByDeputy, Deputy: "Llŷr 🙂"}},
		Items: []council.MinutedItem{
			{Number: "7", Title: "Shared desk", Paragraphs: []council.Paragraph{{Number: "7.1", Text: "It was presented."}, {Number: "7.2", Kind: council.DecisionParagraph, Ref: "D-2027-01", Text: "Share it."}}},
			{Number: "8", Title: "A contract", Closed: "prices are being agreed"}},
		Next: "The council meets next in September."}}
	agreed := draft
	agreed.State, agreed.Agreed, agreed.Made = council.MinutesAgreed, held.Starts.AddDate(0, 3, 0), []council.Correction{{Paragraph: "7.1", Wording: "It was presented.", Was: "It was shown."}}
	for _, test := range []struct {
		name string
		m    council.Minutes
		has  []string
		not  string
	}{
		{"a draft is marked in every form", draft, []string{"DRAFT", "Not agreed yet", "Llŷr 🙂, deputising for Gwenllian Tudfil", "It was presented.", "7.2", "Decision D-2027-01: Share it.", "prices are being agreed", "The council meets next in September."}, "Corrected"},
		{"agreed minutes carry no such mark, and say what was corrected", agreed, []string{"Agreed on Friday 10 September 2027", "It read: It was shown."}, "DRAFT"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for form, print := range map[string]func(io.Writer, Sheet) error{"HTML": HTML, "Word": Word} {
				var b bytes.Buffer
				if err := print(&b, Minutes(test.m, "The council")); err != nil {
					t.Fatal(err)
				}
				text := b.String()
				if form == "Word" {
					text = wordText(t, b.Bytes())
				}
				for _, want := range test.has {
					if !strings.Contains(text, want) {
						t.Errorf("%s does not say %q", form, want)
					}
				}
				if strings.Contains(text, test.not) {
					t.Errorf("%s says %q", form, test.not)
				}
			}
		})
	}
}

// wordText is the XML of a Word document's body and headers.
func wordText(t *testing.T, file []byte) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

package council

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Redaction strikes a passage out of agreed minutes. Where it stood, everybody
// reads that something was struck out, when and why.
type Redaction struct {
	Meeting   MeetingID // whose minutes
	Paragraph string    // its number
	Words     string    // the passage, as it stands there; empty: the whole paragraph
	Why       string    // everybody reads it
	At        time.Time // in the meeting's zone
	By        MemberID
	Was       string // how the paragraph read; for the chair and the secretary alone
}

// StruckWords stand in the place of words that were struck out.
const StruckWords = "[struck out]"

// Strike strikes a passage out of agreed minutes, and gives how its paragraph read
// before. The error is a *Problem.
func (m Minutes) Strike(r Redaction) (text MinutesText, was Paragraph, err error) {
	switch {
	case m.State == MinutesCirculated:
		return text, was, &Problem{Say: "These minutes are not agreed yet, so the whole draft can be put right: call it back with /minutes recall."}
	case m.Draft():
		return text, was, &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are still a draft, so their words can be changed with /minutes edit."}
	case strings.TrimSpace(r.Why) == "":
		return text, was, &Problem{Field: "why", Say: "Say why it is struck out. Everybody reads it, so do not say again what should not have been said."}
	}
	if err := tooLong("why", r.Why, wordsMost); err != nil {
		return text, was, err
	}
	_, was, err = m.Paragraph(r.Paragraph)
	switch {
	case err != nil:
		return text, was, err
	case was.Text == "":
		return text, was, &Problem{Field: "paragraph", Say: "Nothing stands in paragraph " + was.Number + " any more, so nothing is struck out."}
	}
	struck, err := was.strike(r)
	if err != nil {
		return text, was, err
	}
	return m.struck(was.Number, func(p Paragraph) (Paragraph, bool) { return struck, p.Number == was.Number }), was, nil
}

// StrikeAll strikes a paragraph out of another version of minutes, with all that
// stands under its number, since it may read otherwise there.
func (t MinutesText) StrikeAll(r Redaction) MinutesText {
	return t.struck(r.Paragraph, func(p Paragraph) (Paragraph, bool) {
		return p.struckWhole(r), sameParagraph(p.Number, r.Paragraph)
	})
}

// struck gives the text with paragraphs changed, and without the words of the
// corrections that were made to one of them.
func (t MinutesText) struck(number string, change func(Paragraph) (Paragraph, bool)) MinutesText {
	t.Items, t.Made = slices.Clone(t.Items), slices.Clone(t.Made)
	for i := range t.Items {
		t.Items[i].Paragraphs = slices.Clone(t.Items[i].Paragraphs)
		for j, p := range t.Items[i].Paragraphs {
			if now, differs := change(p); differs {
				t.Items[i].Paragraphs[j] = now
			}
		}
	}
	for i, c := range t.Made {
		if sameParagraph(c.Paragraph, number) {
			t.Made[i].Wording, t.Made[i].Was, t.Made[i].Why, t.Made[i].Struck = "", "", "", true
		}
	}
	return t
}

// sameParagraph reports whether two numbers are of one paragraph, which a
// correction may have made longer: 7.2 and 7.2a.
func sameParagraph(a, b string) bool {
	base := func(number string) string { return strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyz") }
	return base(a) == base(b)
}

// strike strikes the words of a redaction out of a paragraph. The error is a
// *Problem.
func (p Paragraph) strike(r Redaction) (Paragraph, error) {
	words := strings.TrimSpace(r.Words)
	if words == "" || words == p.Text {
		return p.struckWhole(r), nil
	}
	if !strings.Contains(p.Text, words) && !strings.Contains(p.Dissent, words) {
		return p, &Problem{Field: "words", Say: fmt.Sprintf("“%s” does not stand in paragraph %s. Copy the words from it exactly, or leave this empty to strike out the whole paragraph.", cut(words), p.Number)}
	}
	p.Text, p.Dissent = strings.ReplaceAll(p.Text, words, StruckWords), strings.ReplaceAll(p.Dissent, words, StruckWords)
	p.Struck, p.StruckOn = r.Why, DayOf(r.At).Long()
	return p, nil
}

// struckWhole is what is left of a paragraph that was struck out: its number, what
// it is, when and why.
func (p Paragraph) struckWhole(r Redaction) Paragraph {
	return Paragraph{Number: p.Number, Kind: p.Kind, Ref: p.Ref, Closed: p.Closed, Struck: r.Why, StruckOn: DayOf(r.At).Long()}
}

// Redacted says that something was struck out of the paragraph, when and why;
// empty when nothing was.
func (p Paragraph) Redacted() string {
	switch {
	case p.Struck == "":
		return ""
	case p.Text == "":
		return "Struck out on " + p.StruckOn + ". The reason: " + strings.TrimSuffix(p.Struck, ".") + "."
	}
	return "Words were struck out on " + p.StruckOn + ". The reason: " + strings.TrimSuffix(p.Struck, ".") + "."
}

// Repeats lists the numbers of the paragraphs in which words stand too.
func (t MinutesText) Repeats(words string) []string {
	var all []string
	for _, item := range t.Items {
		for _, p := range item.Paragraphs {
			if words != "" && strings.Contains(p.Text+" "+p.Dissent, words) {
				all = append(all, p.Number)
			}
		}
	}
	return all
}

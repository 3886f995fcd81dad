package commands

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// prose shows passages as the pack has them: paragraphs, lists and the rows of
// a comparison, in order.
func prose(passages []knowledge.Passage) []ui.Block {
	var body []ui.Block
	var items []string
	flush := func() {
		if items != nil {
			body, items = append(body, ui.List{Items: items}), nil
		}
	}
	for _, p := range passages {
		switch {
		case p.Cells != nil:
			flush()
			body = append(body, row(p))
		case p.Bullet:
			items = append(items, p.Text)
		default:
			flush()
			body = append(body, ui.Prose{Text: p.Text})
		}
	}
	flush()
	return body
}

// row says one row of a comparison, each cell under its column's name.
func row(p knowledge.Passage) ui.Block {
	var parts []string
	for i, cell := range p.Cells[1:] {
		parts = append(parts, p.Head[i+1]+": "+cell)
	}
	return ui.Prose{Lead: p.Cells[0] + ".", Text: strings.Join(parts, " ")}
}

// section shows one section of an entry under a lead of its own; nothing when
// the entry has none.
func section(e *knowledge.Entry, heading, lead string) []ui.Block {
	s := e.Section(heading)
	if s == nil {
		return nil
	}
	body := prose(s.Passages)
	switch first := body[0].(type) {
	case ui.List:
		first.Lead = lead
		body[0] = first
	case ui.Prose:
		if first.Lead != "" {
			return append([]ui.Block{ui.Prose{Lead: lead}}, body...)
		}
		body[0] = ui.Prose{Lead: lead + ".", Text: first.Text}
	}
	return body
}

func texts(passages []knowledge.Passage) []string {
	var out []string
	for _, p := range passages {
		out = append(out, p.Text)
	}
	return out
}

// joined puts titles, some of which hold an "and", into one line.
func joined(all []*knowledge.Entry) string {
	var out []string
	for _, e := range all {
		out = append(out, e.Title)
	}
	return strings.Join(out, "; ")
}

// listed joins words as a sentence does: a, b and c.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sourceNote names where an entry's statements come from, with dates, and when
// they were last checked.
func sourceNote(e *knowledge.Entry) ui.Note {
	return ui.Note{Text: "In our own words, checked " + day(e.Verified) + ", version " + e.Version() + ". Sources:", Links: sourceLinks(e.Sources)}
}

// day writes a date of the pack, YYYY, YYYY-MM or YYYY-MM-DD, as people do.
func day(date string) string {
	for layout, out := range map[string]string{"2006-01-02": "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Format(out)
		}
	}
	return date
}

// readNext offers what to read after an entry.
func readNext(e *knowledge.Entry) []ui.Block {
	if len(e.Next) == 0 {
		return nil
	}
	return []ui.Block{ui.Prose{Lead: "Read next:", Text: joined(e.Next) + "."}}
}

// lowerFirst lets a sentence follow a colon, unless its first word is a name or
// an abbreviation.
func lowerFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

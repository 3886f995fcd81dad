// Package printing prints what a meeting has on paper: its agenda, its minutes,
// and the sheets that lead through its pack.
//
// What is to be printed is a [Sheet], made of a council's nouns by [Agenda] or by
// whoever has the facts. One sheet prints as a web page ([HTML], or [Article] for
// a page of somebody else's), as a Word document ([Word]) and as PDF ([PDF]), and
// says the same in each. Nothing here decides who may read what: a sheet holds
// what its reader may see and nothing else, and [Agenda] takes the stubs of closed
// items for that reason.
//
// The package knows no files and no clock, and does not read PDF: the pages of a
// pack are put together by package document.
package printing

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"councilbot/internal/council"
)

// Sheet is one document of a meeting. Every text in it is plain, of any length;
// empty parts are left out in print.
type Sheet struct {
	Council string    // whose meeting it is: "Local CIO Council"
	Title   string    // "Agenda: Thursday 11 March 2027"; the document's title and its one heading of the first level
	Mark    string    // what stands over every part of it, such as "DRAFT"; empty: nothing
	Facts   []Fact    // the meeting's date, place and the like
	Lead    []string  // paragraphs before the items
	People  []Group   // who was there, who sent apologies: for minutes
	Parts   []Part    // the items, in order
	Notes   []string  // small print after the items
	Address string    // where the sheet stands for good, https://…; empty when it has no address
	Printed time.Time // the moment whose facts it shows, in the meeting's zone; zero: not said
}

// Fact is something short with its name: "Where", "Room 2".
type Fact struct {
	Name, Value string
	URL         string // https:// or a path of the site; empty: no link
}

// Group is a list of people under a heading: "Apologies", "Ana Jones (Kent)".
type Group struct {
	Name   string
	People []string
}

// Part is a run of items under a heading.
type Part struct {
	Heading string
	Lead    string // a sentence on the part; may be empty
	Items   []Item
}

// Item is one numbered item. An agenda fills the upper fields, minutes the lower;
// nothing hinders a sheet from having both.
type Item struct {
	Number, Title string
	Clock         string   // "10:35", on the meeting's own clock
	Facts         []string // "for decision", "15 minutes"
	Ask           string   // what is asked of the council
	Presenter     string
	Closed        string   // why it is not for the public; the item is then a stub
	Gone          string   // what became of an item that is not taken: "Withdrawn."
	Notes         []string // whole sentences: that it came late, and why
	Papers        []Paper

	Paragraphs []Paragraph // of the minutes, numbered
	Decisions  []Decision
	Actions    []Action
}

// Paper is a paper of an item as a sheet names it.
type Paper struct {
	Number string // "Paper 7.1"
	Title  string
	Author string
	Page   int    // of the pack, from 1; 0: not in the pack
	URL    string // where it stands; empty: nowhere
	Note   string // "Restricted: contracts under way.", "A separate file."
}

// Paragraph is a numbered paragraph of minutes: "7.2".
type Paragraph struct{ Number, Text string }

// Decision is what was decided under an item.
type Decision struct {
	Number string // "D-2027-04"
	Text   string
	URL    string // where the register has it; empty: nowhere
}

// Action is what somebody is to do.
type Action struct {
	Number, Text, Owner string
	Due                 string // "31 March 2027"; empty: no date
	URL                 string
}

// Stood says as of when the sheet was printed, with the time zone; empty when it
// does not say.
func (s Sheet) Stood() string {
	if s.Printed.IsZero() {
		return ""
	}
	return "As it stood on " + council.SayTime(s.Printed) + "."
}

// Timed reports whether any item has its time, so that the others are set beside
// it.
func (s Sheet) Timed() bool {
	for _, part := range s.Parts {
		for _, item := range part.Items {
			if item.Clock != "" {
				return true
			}
		}
	}
	return false
}

// Anchor is the name of an item within a page: "item-7a".
func (i Item) Anchor() string { return "item-" + anchor(i.Number) }

// Anchor is the name of a paragraph within a page: "p-7.2".
func (p Paragraph) Anchor() string { return "p-" + anchor(p.Number) }

// anchor keeps of a number what may stand in an address.
func anchor(number string) string {
	return strings.Map(func(r rune) rune {
		if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-') {
			return unicode.ToLower(r)
		}
		return -1
	}, number)
}

// Said is the presenter, the facts and the ask of an item in one line, as they
// are read: "For decision, 15 minutes. Presented by Jo."
func (i Item) Said() string {
	var said []string
	if len(i.Facts) > 0 {
		said = append(said, raised(strings.Join(i.Facts, ", "))+".")
	}
	if i.Presenter != "" {
		said = append(said, "Presented by "+i.Presenter+".")
	}
	return strings.Join(said, " ")
}

// raised begins a sentence.
func raised(text string) string {
	for i, r := range text {
		return string(unicode.ToUpper(r)) + text[i+len(string(r)):]
	}
	return text
}

// Said is a paper in one line: "Paper 7.1: Shared desk, by Jo".
func (p Paper) Said() string {
	line := p.Title
	if p.Number != "" {
		line = p.Number + ": " + line
	}
	if p.Author != "" {
		line += ", by " + p.Author
	}
	return line
}

// Said is an action in one line: "Write to all members. Jo, by 31 March 2027."
func (a Action) Said() string {
	line := ended(a.Text)
	switch {
	case a.Owner != "" && a.Due != "":
		line += " " + a.Owner + ", by " + a.Due + "."
	case a.Owner != "":
		line += " " + a.Owner + "."
	}
	return line
}

// ended closes a person's words as a sentence.
func ended(words string) string {
	words = strings.TrimSpace(words)
	if words == "" || strings.ContainsAny(words[len(words)-1:], ".?!") {
		return words
	}
	return words + "."
}

// paperTail says where a paper is: " (pack page 12). Restricted."
func paperTail(p Paper) string {
	tail := ""
	if p.Page > 0 {
		tail = fmt.Sprintf(" (pack page %d)", p.Page)
	}
	if p.Note != "" {
		tail += ". " + p.Note
	}
	return tail
}

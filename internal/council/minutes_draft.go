package council

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MinutesFacts are what the draft of minutes is made of.
type MinutesFacts struct {
	Agenda   Agenda
	Present  []Presence
	Guests   string
	Quorum   Quorum
	Prose    map[ItemID]string      // what the secretary wrote, a paragraph to a line
	Outcomes map[ItemID][]Paragraph // the notes, decisions and actions that stand under an item; 0 is under none
	Agreed   []Minutes              // the minutes that this meeting agreed
	Next     Meeting                // the zero Meeting when none is called
}

// Draft makes the minutes of the facts: the attendance, then under each item of
// the agenda, by its number, what the records say of it, what the secretary wrote,
// its decisions and its actions. Paragraphs are numbered within their item.
func (f MinutesFacts) Draft() MinutesText {
	t := MinutesText{Present: f.Present, Guests: f.Guests, Quorum: f.Quorum.SayMet(Filled(f.Present), len(f.Present))}
	for _, item := range f.Agenda.Items {
		t.Items = append(t.Items, f.under(item))
	}
	if len(f.Outcomes[0]) > 0 { // they are of no item, so the heading takes a number that none has
		t.Items = append(t.Items, f.under(Item{Number: t.free(), Title: noItemTitle, State: ItemAccepted}))
	}
	if f.Next.ID != 0 {
		t.Next = "The council meets next on " + f.Next.When() + "."
	}
	return t
}

func (f MinutesFacts) under(item Item) MinutedItem {
	part := MinutedItem{Item: item.ID, Number: item.Number, Title: item.Title, Closed: item.Closed, Sponsor: item.Sponsor}
	for _, words := range f.known(item) {
		part.Paragraphs = append(part.Paragraphs, Paragraph{Kind: FactParagraph, Text: words})
	}
	for _, words := range Paragraphs(f.Prose[item.ID]) {
		part.Paragraphs = append(part.Paragraphs, Paragraph{Text: words})
	}
	part.Paragraphs = append(part.Paragraphs, f.Outcomes[item.ID]...)
	for n := range part.Paragraphs {
		part.Paragraphs[n].Number = fmt.Sprintf("%s.%d", part.Number, n+1)
	}
	return part
}

// known lists what the council's records say of an item, each a sentence.
func (f MinutesFacts) known(item Item) []string {
	switch item.State {
	case ItemCarried:
		return []string{"Not reached. The item is carried forward to a later meeting."}
	case ItemWithdrawn:
		return []string{"The item was withdrawn before the meeting."}
	case ItemMerged:
		return []string{"The item was taken together with another."}
	case ItemDeferred:
		return []string{"The item was put off to a later meeting."}
	}
	if item.Standing != LastMinutes {
		return nil
	}
	var words []string
	for _, last := range f.Agreed {
		words = append(words, fmt.Sprintf("The minutes of the meeting on %s were agreed%s.", DayOf(last.Meeting.Starts).Long(),
			cmp.Or(last.correctedWords(), ", without corrections")))
	}
	return words
}

// proseLongest is the most characters that the secretary can write under one item.
const proseLongest = 24_000

// CheckProse says what is wrong with what is written under an item, or nil. The
// error is a *Problem.
func CheckProse(text string) error {
	if n := utf8.RuneCountInString(text); n > proseLongest {
		return &Problem{Field: "text", Say: fmt.Sprintf("That is %d characters under one item, and %d fit. Minutes record what was decided and why in short; the rest can go into a paper.", n, proseLongest)}
	}
	return nil
}

// Pages parts a long text into pieces of at most so many characters, at least
// one, so that each fits in a field of a form: at its line ends, and in a longer
// line between two words. Joined with line ends they give every word again.
func Pages(text string, most int) []string {
	var pages []string
	for utf8.RuneCountInString(text) > most {
		head := string([]rune(text)[:most+1]) // with the line end that may follow a full piece
		end := strings.LastIndexByte(head, '\n')
		if end <= 0 {
			end = strings.LastIndexByte(head, ' ')
		}
		if end <= 0 {
			_, last := utf8.DecodeLastRuneInString(head)
			end = len(head) - last
		}
		pages, text = append(pages, head[:end]), strings.TrimLeft(text[end:], " \n")
	}
	return append(pages, text)
}

package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// draft is a reading being made: a reader of one kind tells it what it comes
// upon, in order, and it makes passages and keeps what the checks look at.
type draft struct {
	Reading
	page      int
	under     string          // the heading that what follows stands under
	open      strings.Builder // the passage being made
	openSize  int             // its characters
	text      int             // bytes kept so far
	words     int
	levels    []int // of the headings, in order
	pictures  int
	unnamed   int   // pictures without a description
	untitled  []int // slides without a title
	bare      []int // pages that are pictures with hardly any text
	structure structure
}

// structure is what only a PDF tells about itself.
type structure struct {
	known     bool // the PDF's inside could be looked at
	tagged    bool
	fileName  bool // its window shows the file's name in place of the title
	protected bool
}

// onPage says that what follows is on another page, under no heading yet.
func (d *draft) onPage(n int) {
	d.section("")
	d.page = n
}

// section says under which heading what follows stands.
func (d *draft) section(heading string) {
	d.flush()
	d.under = clip(tidy(heading), 200)
}

// heading notes a heading of a level, from 1. What follows stands under it.
func (d *draft) heading(level int, text string) {
	text = tidy(text)
	if text == "" {
		return
	}
	d.levels = append(d.levels, level)
	d.section(text)
	d.paragraph(text)
}

// picture notes a picture and its description.
func (d *draft) picture(described string) {
	d.pictures++
	if tidy(described) == "" {
		d.unnamed++
	}
}

// paragraph takes a paragraph of text into the passage being made, or begins the
// next.
func (d *draft) paragraph(text string) {
	text = tidy(text)
	if text == "" || d.Cut {
		return
	}
	if d.text+len(text)+1 > MaxText {
		d.Cut = true
		return
	}
	d.text += len(text) + 1
	d.words += len(strings.Fields(text))
	for text != "" {
		var part string
		part, text = split(text, MaxPassage)
		size := utf8.RuneCountInString(part)
		if d.openSize+size+1 > MaxPassage {
			d.flush()
		}
		if d.openSize > 0 {
			d.open.WriteByte('\n')
			d.openSize++
		}
		d.open.WriteString(part)
		d.openSize += size
	}
}

// flush ends the passage being made.
func (d *draft) flush() {
	if d.openSize > 0 {
		d.Passages = append(d.Passages, Passage{Page: d.page, Heading: d.under, Text: d.open.String()})
	}
	d.open.Reset()
	d.openSize = 0
}

// split cuts text before most characters, at a space where there is one.
func split(text string, most int) (part, rest string) {
	if utf8.RuneCountInString(text) <= most {
		return text, ""
	}
	part = clip(text, most)
	if at := strings.LastIndexByte(part, ' '); at > len(part)/2 {
		part = part[:at]
	}
	return part, strings.TrimSpace(text[len(part):])
}

// clip is the first characters of a text, most of them at most.
func clip(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i]
		}
		n++
	}
	return text
}

// tidy makes every stretch of white space one space, and drops what is no text:
// control characters, soft hyphens, characters that only steer the direction of
// writing, and bytes that are no UTF-8.
func tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200d', r == '\u200c', r >= 0xe0020 && r <= 0xe007f: // join emoji and letters, and make the flags of Wales and Scotland
			return r
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

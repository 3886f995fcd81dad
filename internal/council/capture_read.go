package council

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Tagged is a line of a message that is meant for the record.
type Tagged struct {
	Line int // from 1, among the tagged lines of the message
	Kind CaptureKind
	Text string // what follows the tag, on its line and on those after it
}

var tags = map[string]CaptureKind{
	"action": CaptureAction, "actions": CaptureAction, "decision": CaptureDecision, "decisions": CaptureDecision, "decided": CaptureDecision,
	"agreed": CaptureDecision, "note": CaptureNote, "notes": CaptureNote, "minute": CaptureNote,
}

// TaggedLines finds what is tagged #action, #decision or #note in a message. A
// tagged line goes on until the next tag or an empty line.
func TaggedLines(text string) []Tagged {
	var all []Tagged
	open := false
	for line := range strings.SplitSeq(text, "\n") {
		kind, rest, found := cutTag(line)
		switch {
		case found:
			all = append(all, Tagged{Line: len(all) + 1, Kind: kind, Text: rest})
			open = true
		case strings.TrimSpace(line) == "":
			open = false
		case open:
			last := &all[len(all)-1]
			last.Text = strings.TrimSpace(last.Text + " " + strings.TrimSpace(line))
		}
	}
	return all
}

// cutTag finds the first tag in a line and gives what follows it.
func cutTag(line string) (CaptureKind, string, bool) {
	for at := 0; ; {
		mark := strings.IndexByte(line[at:], '#')
		if mark < 0 {
			return "", "", false
		}
		at += mark + 1
		word := line[at:]
		if end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
			word = word[:end]
		}
		before, _ := utf8.DecodeLastRuneInString(line[:at-1])
		if kind, ok := tags[strings.ToLower(word)]; ok && (at == 1 || unicode.IsSpace(before)) {
			return kind, strings.TrimSpace(strings.TrimLeft(line[at+len(word):], ":;,- ")), true
		}
	}
}

// CaptureReader reads what people type after a tag.
type CaptureReader struct {
	Members []Member
	Named   []Member  // whom the message mentions, by Slack account
	Now     time.Time // in the council's zone
	Next    Day       // the day of the next meeting; zero when none is called
}

// Read makes something captured of a tagged line: of an action, who it is for and
// by when are taken out of the words. What cannot be read is kept as it was
// typed; see [Capture.Lacks].
func (r CaptureReader) Read(t Tagged) Capture {
	c := Capture{Kind: t.Kind, Words: t.Text, Line: t.Line, On: DayOf(r.Now), State: Captured}
	if t.Kind == CaptureAction {
		words := r.owners(&c, strings.Fields(t.Text))
		words = r.due(&c, words)
		c.Words = strings.Join(words, " ")
	}
	for _, m := range r.Named {
		if m.Name != "" {
			c.Words = strings.ReplaceAll(c.Words, "@"+m.Name, m.Name)
		}
	}
	c.Words = sentence(c.Words)
	return c
}

// sentence begins a text with a capital, as minutes do.
func sentence(text string) string {
	text = strings.TrimSpace(strings.TrimLeft(text, ":;,.- "))
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// owners takes the people off the front of an action's words: "@Ana, @Ben and
// Cai Rees to …".
func (r CaptureReader) owners(c *Capture, words []string) []string {
	for len(words) > 0 {
		if someone := len(c.Owners)+len(c.UnreadOwners) > 0; someone && joins(words[0]) && len(words) > 1 {
			if n := r.owner(&Capture{}, words[1:]); n == 0 {
				break
			}
			words = words[1:]
		}
		n := r.owner(c, words)
		if n == 0 {
			break
		}
		words = words[n:]
	}
	if len(c.Owners)+len(c.UnreadOwners) > 0 && len(words) > 1 && (strings.EqualFold(words[0], "to") || strings.EqualFold(words[0], "will")) {
		words = words[1:]
	}
	return words
}

func joins(word string) bool {
	switch strings.ToLower(word) {
	case "and", "&", "+", ",", "with":
		return true
	}
	return false
}

// owner reads one person at the front of words and says how many words that was.
func (r CaptureReader) owner(c *Capture, words []string) int {
	text := Fold(strings.Join(words, " "))
	if !strings.HasPrefix(text, "@") {
		return r.unmarked(c, words)
	}
	for _, m := range r.Named {
		name := m.Name
		if name == "" {
			name = unseated
		}
		if !strings.HasPrefix(text, "@"+Fold(name)) {
			continue
		}
		if m.Present() {
			c.own(m.ID)
		} else {
			c.UnreadOwners = append(c.UnreadOwners, name)
		}
		return len(strings.Fields(name))
	}
	for n := min(4, len(words)); n > 0; n-- {
		if m, ok := r.called(words[:n], n == 1); ok {
			c.own(m.ID)
			return n
		}
	}
	c.UnreadOwners = append(c.UnreadOwners, bare(words[0]))
	return 1
}

// unseated stands in a message for somebody who is mentioned and has no seat.
const unseated = "somebody without a seat"

// unmarked reads a person who is named without an @: by the whole name, or by one
// name that only one member has, where what follows shows that a person is meant.
func (r CaptureReader) unmarked(c *Capture, words []string) int {
	for n := min(4, len(words)); n > 1; n-- {
		if m, ok := r.called(words[:n], false); ok {
			c.own(m.ID)
			return n
		}
	}
	if len(words) < 2 || !strings.ContainsAny(words[0][len(words[0])-1:], ",:") && !joins(words[1]) && !strings.EqualFold(words[1], "to") && !strings.EqualFold(words[1], "by") {
		return 0
	}
	m, ok := r.called(words[:1], true)
	if !ok {
		return 0
	}
	c.own(m.ID)
	return 1
}

// called finds the one member with a seat whom words name: whole, or, with part,
// by one of their names.
func (r CaptureReader) called(words []string, part bool) (Member, bool) {
	sought := Fold(bare(strings.Join(words, " ")))
	var found []Member
	for _, m := range r.Members {
		name := Fold(m.Name)
		if sought == "" || !m.Present() {
			continue
		}
		if name == sought || part && strings.Contains(" "+name+" ", " "+sought+" ") {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		return Member{}, false
	}
	return found[0], true
}

func (c *Capture) own(id MemberID) {
	if !owns(c.Owners, id) {
		c.Owners = append(c.Owners, Owner{Member: id})
	}
}

// bare takes off the @ and the marks round a name.
func bare(word string) string { return strings.Trim(word, "@,:;.()") }

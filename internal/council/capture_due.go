package council

import (
	"strings"
	"unicode"
)

// dueMost is the most words that a date has: "Wednesday the 31st of March 2027".
const dueMost = 6

// due takes the day out of an action's words: after "by" or a word like it, or
// straight after the owners.
func (r CaptureReader) due(c *Capture, words []string) []string {
	if n := r.dated(c, words); n > 0 && plainlyDated(words[:n]) {
		return words[n:]
	}
	c.Due = Day{}
	for i, word := range words {
		if !leadsDate(word) {
			continue
		}
		if n := r.dated(c, words[i+1:]); n > 0 {
			return without(words, i, i+1+n)
		}
	}
	for i, word := range words {
		if n := datelike(words[i+1:]); leadsDate(word) && n > 0 {
			c.UnreadDue = bare(strings.Join(words[i+1:i+1+n], " "))
			return without(words, i, i+1+n)
		}
	}
	return words
}

// without gives words without those from one place up to another, and without
// the "due" that stood before them.
func without(words []string, from, until int) []string {
	if from > 0 && strings.EqualFold(words[from-1], "due") {
		from--
	}
	return append(append([]string{}, words[:from]...), words[until:]...)
}

func leadsDate(word string) bool {
	switch strings.ToLower(strings.Trim(word, ",(")) {
	case "by", "until", "due", "before", "till":
		return true
	}
	return false
}

// dated reads a day at the front of words, the longest that can be read, and says
// how many words it has. A day that has passed is not read.
func (r CaptureReader) dated(c *Capture, words []string) int {
	for n := min(dueMost, len(words)); n > 0; n-- {
		text := strings.ToLower(strings.TrimRight(strings.Join(words[:n], " "), ",.;:)"))
		if named := strings.TrimPrefix(strings.TrimPrefix(text, "the "), "our "); named == "next meeting" && !r.Next.IsZero() {
			c.Due = r.Next
			return n
		}
		at, err := ParseMoment(text, r.Now)
		if err == nil {
			if at.Day.Before(DayOf(r.Now)) {
				return 0 // and not a shorter reading, without its year
			}
			c.Due = at.Day
			return n
		}
	}
	return 0
}

// plainlyDated reports whether words can be nothing but a date even without "by"
// before them: they have a figure in them, or are a meeting.
func plainlyDated(words []string) bool {
	text := strings.Join(words, " ")
	return strings.ContainsFunc(text, unicode.IsDigit) || strings.EqualFold(bare(text), "tomorrow")
}

// datelike counts the words at the front that were meant as a date and could not
// be read as one; 0 when they say something else, as in "by e-mail".
func datelike(words []string) int {
	meant, linked, n := false, false, 0
	for _, word := range words {
		word = strings.ToLower(strings.Trim(word, ",.;:()"))
		_, month := monthNamed(word)
		_, weekday := weekdayNamed(word)
		strong := month || weekday || timeWords[word] || word != "" && word[0] >= '0' && word[0] <= '9'
		if n == dueMost || !strong && !linkWords[word] && !(meant && linked) { // "the end of term"
			break
		}
		meant, linked, n = meant || strong, linkWords[word], n+1
	}
	if !meant {
		return 0
	}
	return n
}

var timeWords = map[string]bool{"next": true, "this": true, "end": true, "start": true, "beginning": true, "mid": true, "week": true, "weeks": true,
	"month": true, "months": true, "year": true, "quarter": true, "spring": true, "summer": true, "autumn": true, "winter": true, "christmas": true,
	"easter": true, "asap": true, "soon": true, "tomorrow": true, "today": true, "meeting": true}

var linkWords = map[string]bool{"the": true, "of": true, "in": true, "at": true, "a": true, "on": true, "our": true, "latest": true, "working": true, "day": true, "days": true}

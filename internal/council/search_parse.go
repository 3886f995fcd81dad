package council

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// What of a search is read: longer ones are cut, so that none can be slow.
const (
	searchMost = 400 // characters
	termsMost  = 12
	termMost   = 80 // characters of a word or a phrase
)

// ParseSearch reads a search as people type it: words, a phrase in quotes,
// "kind:decisions", "since 2026", "before March 2026", "in 2025". Whatever else
// stands there is a word like any other, so nothing that is typed can go wrong
// but a kind that is not known. That error is a *Problem.
func ParseSearch(text string) (Search, error) {
	s := Search{Page: 1}
	words := searchWords(cutRunes(text, searchMost))
	for i := 0; i < len(words); {
		used, err := s.read(words[i:])
		if err != nil {
			return Search{}, err
		}
		i += used
	}
	s.dropPlain()
	return s, nil
}

// searchWord is a word of a search as it was typed, or a phrase that stood in
// quotes.
type searchWord struct {
	text   string
	quoted bool
}

func searchWords(text string) []searchWord {
	var words []searchWord
	for i, part := range strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(text), `"`) {
		if i%2 == 1 {
			words = append(words, searchWord{part, true})
			continue
		}
		for w := range strings.FieldsSeq(part) {
			words = append(words, searchWord{w, false})
		}
	}
	return words
}

// read takes what the words begin with and says how many words that were.
func (s *Search) read(words []searchWord) (used int, err error) {
	name, value, colon := strings.Cut(strings.ToLower(words[0].text), ":")
	switch {
	case words[0].quoted:
		s.add(words[0].text)
		return 1, nil
	case colon && value != "" && name == "kind":
		return 1, s.addKinds(value)
	case colon && value != "" && name == "page":
		n, _ := strconv.Atoi(value)
		s.Page = min(max(n, 1), 100)
		return 1, nil
	}
	if used := s.addDates(name, value, words[1:]); used > 0 {
		return used, nil
	}
	s.add(words[0].text)
	return 1, nil
}

// add takes a word or a phrase: its letters and digits, as the index keeps them,
// without the 's of a name. What joins two words, such as a hyphen, makes them a
// phrase.
func (s *Search) add(text string) {
	text = strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s")
	term := strings.Join(strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.Mn, c)
	}), " ")
	term = cutRunes(term, termMost)
	if term != "" && len(s.Terms) < termsMost && !slices.Contains(s.Terms, term) {
		s.Terms = append(s.Terms, term)
	}
}

func (s *Search) addKinds(value string) error {
	for word := range strings.SplitSeq(value, ",") {
		kind, err := ParseShelf(word)
		if err != nil {
			return err
		}
		if !slices.Contains(s.Kinds, kind) {
			s.Kinds = append(s.Kinds, kind)
		}
	}
	return nil
}

// addDates takes "since 2026", "since:2026-03", "until 5 March 2026" and says how
// many words that were; 0 when no date follows, and the word is a word.
func (s *Search) addDates(name, value string, rest []searchWord) int {
	if !slices.Contains([]string{"since", "after", "until", "before", "in"}, name) {
		return 0
	}
	if value != "" {
		if first, last, ok := parsePeriod(value); ok {
			s.limit(name, first, last)
			return 1
		}
		return 0
	}
	for n := min(3, len(rest)); n > 0; n-- {
		var typed []string
		for _, w := range rest[:n] {
			typed = append(typed, w.text)
		}
		if first, last, ok := parsePeriod(strings.Join(typed, " ")); ok {
			s.limit(name, first, last)
			return 1 + n
		}
	}
	return 0
}

func (s *Search) limit(name string, first, last Day) {
	switch name {
	case "since":
		s.Since = first
	case "after":
		s.Since = last.Add(1)
	case "until":
		s.Until = last
	case "before":
		s.Until = first.Add(-1)
	case "in":
		s.Since, s.Until = first, last
	}
}

// parsePeriod reads a year, a month or a day, and gives its first and last day.
func parsePeriod(text string) (first, last Day, ok bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"January 2006", 0, 1, 0}, {"Jan 2006", 0, 1, 0},
		{"2006-01-02", 0, 0, 1}, {"2 January 2006", 0, 0, 1}, {"2 Jan 2006", 0, 0, 1}, {"02/01/2006", 0, 0, 1}} {
		if t, err := time.Parse(form.layout, text); err == nil && t.Year() >= 1900 {
			return DayOf(t), DayOf(t.AddDate(form.years, form.months, form.days)).Add(-1), true
		}
	}
	return Day{}, Day{}, false
}

// plainWords say nothing of what is sought.
var plainWords = map[string]bool{"a": true, "about": true, "all": true, "an": true, "and": true, "any": true, "are": true, "as": true, "at": true,
	"be": true, "been": true, "but": true, "by": true, "can": true, "did": true, "do": true, "does": true, "for": true, "from": true, "had": true,
	"has": true, "have": true, "how": true, "i": true, "if": true, "in": true, "is": true, "it": true, "its": true, "me": true, "my": true,
	"near": true, "not": true, "of": true, "on": true, "or": true, "our": true, "s": true, "should": true, "so": true, "that": true, "the": true,
	"their": true, "them": true, "there": true, "this": true, "to": true, "was": true, "we": true, "were": true, "what": true, "when": true,
	"where": true, "which": true, "who": true, "why": true, "will": true, "with": true, "you": true, "your": true}

// dropPlain leaves the plain words out, unless nothing else was typed.
func (s *Search) dropPlain() {
	telling := slices.DeleteFunc(slices.Clone(s.Terms), func(t string) bool { return plainWords[strings.ToLower(t)] })
	if len(telling) > 0 {
		s.Terms = telling
	}
}

// cutRunes gives at most so many characters of a text.
func cutRunes(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i]
		}
		n++
	}
	return text
}

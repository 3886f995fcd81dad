package council

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// commonWords say nothing of what an item is about.
var commonWords = map[string]bool{"a": true, "about": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true,
	"council": true, "for": true, "from": true, "has": true, "have": true, "how": true, "in": true, "is": true, "it": true, "item": true, "new": true,
	"of": true, "on": true, "or": true, "our": true, "should": true, "that": true, "the": true, "this": true, "to": true, "update": true, "we": true,
	"what": true, "with": true}

// Alike finds the earlier items that are about the same thing as some words: at
// least half of the words that say something are in the item. The best come
// first, of equal ones the first given; at most so many. Of a closed item only
// the title is compared, so that finding it tells no more than its stub.
func Alike(words string, earlier []Item, most int) []Item {
	return alike(words, earlier, most, func(i Item) string {
		if i.Closed != "" {
			return i.Title
		}
		return i.Title + " " + i.Ask
	})
}

// AlikeDecisions finds the decisions that are about the same thing as some words,
// as [Alike] finds items. One whose words the reader may not see is not found.
func AlikeDecisions(words string, earlier []Decision, most int) []Decision {
	return alike(words, earlier, most, func(d Decision) string { return d.Words })
}

func alike[T any](words string, earlier []T, most int, text func(T) string) []T {
	sought := tellingWords(words)
	if len(sought) == 0 {
		return nil
	}
	type match struct {
		found  T
		shared int
	}
	var found []match
	for _, one := range earlier {
		shared := 0
		for word := range tellingWords(text(one)) {
			if sought[word] {
				shared++
			}
		}
		if 2*shared >= len(sought) {
			found = append(found, match{one, shared})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(b.shared, a.shared) })
	var best []T
	for _, m := range found[:min(most, len(found))] {
		best = append(best, m.found)
	}
	return best
}

// tellingWords gives the words of a text that say what it is about, as names are
// compared and without the s of a plural.
func tellingWords(text string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(Fold(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if !commonWords[word] {
			words[strings.TrimSuffix(word, "s")] = true
		}
	}
	return words
}

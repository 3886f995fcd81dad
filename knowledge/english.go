package knowledge

import (
	_ "embed"
	"strings"
)

// englishWords are common English words, one a line, sorted (see english/NOTICE). They are searched where they
// stand in the program, so that they take no memory until a word is looked up.
//
//go:embed english/words.txt
var englishWords string

// isEnglish says whether a word, or what it is a regular form of, is a common English word. Such a word is
// spelt right, even if the pack does not have it.
func isEnglish(word string) bool {
	if inList(word) {
		return true
	}
	for _, form := range regularForms {
		before, ok := strings.CutSuffix(word, form.suffix)
		if !ok || len(before) < 2 {
			continue
		}
		if inList(before+form.with) || doubled(before) && inList(before[:len(before)-1]) {
			return true
		}
	}
	return false
}

// regularForms are the endings of regular forms, with what the word itself ends in.
var regularForms = []ending{
	{"s", ""}, {"es", ""}, {"es", "e"}, {"ies", "y"}, {"ed", ""}, {"ed", "e"}, {"ied", "y"}, {"ing", ""}, {"ing", "e"},
	{"ings", ""}, {"ings", "e"}, {"ly", ""}, {"ily", "y"}, {"er", ""}, {"er", "e"}, {"ers", ""}, {"ers", "e"}, {"ier", "y"},
	{"est", ""}, {"est", "e"}, {"iest", "y"}, {"ness", ""}, {"iness", "y"},
}

// inList looks a word up by halving the list.
func inList(word string) bool {
	low, high := 0, len(englishWords)
	for low < high {
		start := strings.LastIndexByte(englishWords[:(low+high)/2], '\n') + 1
		end := start + strings.IndexByte(englishWords[start:], '\n')
		switch at := englishWords[start:end]; {
		case at == word:
			return true
		case at < word:
			low = end + 1
		default:
			high = start
		}
	}
	return false
}

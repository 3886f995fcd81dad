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

// things are words for concrete things: animals, plants, food, objects, materials (see english/NOTICE).
//
//go:embed english/things.txt
var things string

// isThing says whether a word is one for a concrete thing.
func isThing(word string) bool { return inList(things, word) || inList(things, singular(word)) }

// isEnglish says whether a word, or what it is a regular form of, is a common English word. Such a word is
// spelt right, even if the pack does not have it.
func isEnglish(word string) bool {
	if inList(englishWords, word) {
		return true
	}
	for _, form := range regularForms {
		before, ok := strings.CutSuffix(word, form.suffix)
		if !ok || len(before) < 2 {
			continue
		}
		if inList(englishWords, before+form.with) || doubled(before) && inList(englishWords, before[:len(before)-1]) {
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

// inList looks a word up by halving a list of lines.
func inList(list, word string) bool {
	low, high := 0, len(list)
	for low < high {
		start := strings.LastIndexByte(list[:(low+high)/2], '\n') + 1
		end := start + strings.IndexByte(list[start:], '\n')
		switch at := list[start:end]; {
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

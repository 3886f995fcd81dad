package knowledge

import (
	"slices"
	"strings"
	"unicode"
)

// kindOfFact is what a question for one fact asks for, and what a passage has of it.
type kindOfFact uint8

const (
	aNumber kindOfFact = 1 << iota
	aName
	aSum // of money
)

// factWords are the words that ask for each kind of fact.
var factWords = map[kindOfFact][]string{
	aNumber: {"how many", "how much", "number of", "what year", "which year", "what date"},
	aName:   {"who", "whom", "whose", "name of", "named", "in which city", "in what city", "where"},
	aSum:    {"what is the price", "what was the price", "whats the price"},
}

// costAsked are the words that ask for a sum of money where the question speaks of cost too.
var (
	costAsked   = []string{"what did", "what does", "what do", "how much"}
	numberWords = wordSet(`one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty half dozen
		hundred thousand million free`)
)

// wanted says what a question in lower case asks for.
func wanted(question string) (wants kindOfFact) {
	text := " " + strings.Join(splitWords(question), " ") + " "
	for kind, words := range factWords {
		if holdsAny(text, words) {
			wants |= kind
		}
	}
	if holdsAny(text, costAsked) && holdsAny(text, []string{"cost", "costs", "pay", "price"}) {
		wants |= aSum
	}
	return wants
}

// holdsAny says whether one of the phrases stands in a text of words between spaces.
func holdsAny(text string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(phrase string) bool { return strings.Contains(text, " "+phrase+" ") })
}

// factsIn says which kinds of fact a passage has: a number, in digits or words, and a name, which starts with a
// capital inside a sentence.
func factsIn(text string) (has kindOfFact) {
	inside := false // a sentence
	for word := range strings.FieldsSeq(text) {
		plain := strings.Trim(word, ".,;:!?()“”\"'")
		if strings.Contains(plain, "£") || plain == "free" {
			has |= aSum
		}
		switch {
		case plain == "":
		case strings.ContainsAny(plain, "0123456789") || numberWords[strings.ToLower(plain)]:
			has |= aNumber
		case inside && isCapitalised(plain):
			has |= aName
		}
		inside = !strings.ContainsAny(word[len(word)-1:], ".!?")
	}
	return has
}

// isCapitalised says whether a word is written like a name: "Creese", not "ICT".
func isCapitalised(word string) bool {
	letters := []rune(word)
	return len(letters) > 1 && unicode.IsUpper(letters[0]) && unicode.IsLower(letters[1])
}

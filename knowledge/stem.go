package knowledge

import "strings"

// stem cuts the endings off an English word, so that "managers", "managing" and "managed" are one. The rules are
// those of M. F. Porter, "An algorithm for suffix stripping", 1980, with -ship cut first: "apprenticeships" are
// asked for by those who want apprentices.
func stem(word string) string {
	if len(word) < 4 || !plainLetters(word) {
		return word
	}
	if root := ownRoots[word]; root != "" {
		return root
	}
	word = plural(word)
	word = strings.TrimSuffix(word, "ship")
	word = pastOrIng(word)
	if before, ok := strings.CutSuffix(word, "y"); ok && hasVowel(before) {
		word = before + "i"
	}
	for _, step := range [][]ending{step2, step3} {
		word = cutEnding(word, step, 0)
	}
	word = cutEnding(word, step4, 1)
	return lastE(word)
}

// ownRoots are words that the rules would make one with words of another meaning: "author" and "authority".
var ownRoots = map[string]string{
	"information": "information", "informal": "informal", "informally": "informal", "community": "community",
	"communities": "community", "authority": "authority", "authorities": "authority", "news": "news", "emergency": "emergency",
	"university": "university", "universities": "university", "positive": "positive", "international": "international",
	"business": "business", "businesses": "business", "policy": "policy", "policies": "policy", "general": "general",
	"secretary": "secretary", "secretariat": "secretary", "led": "lead",
}

func plainLetters(word string) bool {
	for _, c := range []byte(word) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func plural(word string) string {
	switch {
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "ies"):
		return word[:len(word)-2]
	case strings.HasSuffix(word, "ss"), !strings.HasSuffix(word, "s"):
		return word
	}
	return word[:len(word)-1]
}

func pastOrIng(word string) string {
	if before, ok := strings.CutSuffix(word, "eed"); ok {
		if measure(before) > 0 {
			return before + "ee"
		}
		return word
	}
	for _, suffix := range []string{"ed", "ing"} {
		before, ok := strings.CutSuffix(word, suffix)
		if !ok || !hasVowel(before) {
			continue
		}
		switch {
		case strings.HasSuffix(before, "at"), strings.HasSuffix(before, "bl"), strings.HasSuffix(before, "iz"),
			strings.HasSuffix(before, "is") && measure(before) > 1:
			return before + "e"
		case doubled(before) && !strings.ContainsAny(before[len(before)-1:], "lsz"):
			return before[:len(before)-1]
		case measure(before) == 1 && shortEnd(before):
			return before + "e"
		}
		return before
	}
	return word
}

// ending is a suffix and what takes its place.
type ending struct{ suffix, with string }

// kept is the letter of -sion and -tion that belongs to what stands before the ending.
func (e ending) kept() string {
	if e.suffix == "sion" || e.suffix == "tion" {
		return e.with
	}
	return ""
}

var (
	step2 = []ending{{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
		{"iser", "ise"}, {"abli", "able"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
		{"ization", "ize"}, {"isation", "ise"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
		{"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}}
	step3 = []ending{{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"alise", "al"}, {"iciti", "ic"}, {"ical", "ic"},
		{"ful", ""}, {"ness", ""}}
	step4 = []ending{{"al", ""}, {"ance", ""}, {"ence", ""}, {"er", ""}, {"ic", ""}, {"able", ""}, {"ible", ""}, {"ant", ""},
		{"ement", ""}, {"ment", ""}, {"ent", ""}, {"sion", "s"}, {"tion", "t"}, {"ou", ""}, {"ism", ""}, {"ate", ""},
		{"iti", ""}, {"ous", ""}, {"ive", ""}, {"ize", ""}, {"ise", ""}}
)

// cutEnding replaces the first ending that fits, if enough of the word stands before it.
func cutEnding(word string, endings []ending, more int) string {
	for _, e := range endings {
		if before, ok := strings.CutSuffix(word, e.suffix); ok {
			if measure(before+e.kept()) > more {
				return before + e.with
			}
			return word
		}
	}
	return word
}

// lastE cuts a last e, and one of two last letters l.
func lastE(word string) string {
	if before, ok := strings.CutSuffix(word, "e"); ok {
		if m := measure(before); m > 1 || (m == 1 && !shortEnd(before)) {
			word = before
		}
	}
	if strings.HasSuffix(word, "ll") && measure(word) > 1 {
		return word[:len(word)-1]
	}
	return word
}

func isVowel(word string, i int) bool {
	switch word[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y':
		return i > 0 && !isVowel(word, i-1)
	}
	return false
}

func hasVowel(word string) bool {
	for i := range len(word) {
		if isVowel(word, i) {
			return true
		}
	}
	return false
}

// measure counts the runs of vowels that are followed by a consonant.
func measure(word string) int {
	runs, vowel := 0, false
	for i := range len(word) {
		now := isVowel(word, i)
		if vowel && !now {
			runs++
		}
		vowel = now
	}
	return runs
}

func doubled(word string) bool {
	n := len(word)
	return n > 1 && word[n-1] == word[n-2] && !isVowel(word, n-1)
}

// shortEnd says whether a word ends in consonant, vowel, consonant, the last not w, x or y: "fil(e)".
func shortEnd(word string) bool {
	n := len(word)
	return n > 2 && !isVowel(word, n-1) && isVowel(word, n-2) && !isVowel(word, n-3) && !strings.ContainsAny(word[n-1:], "wxy")
}

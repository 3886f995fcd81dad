package knowledge

import (
	"strings"
	"unicode"
)

// splitWords gives the words of a text in lower case: letters and digits, with apostrophes, possessives and
// the dots of abbreviations taken out, so that "The C.T.O.’s" is "the", "cto".
func splitWords(text string) []string {
	words := rawWords(text)
	for i, word := range words {
		words[i] = strings.ToLower(word)
	}
	return words
}

// rawWords is splitWords with the case kept.
func rawWords(text string) []string {
	var words []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	letters := []rune(text)
	for i := 0; i < len(letters); i++ {
		c := letters[i]
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			word.WriteRune(c)
		case isApostrophe(c):
			if possessive(letters[i+1:]) {
				i++
			}
		case c == '.' && i > 0 && (singleLetter(letters, i-1) || insideNumber(letters, i)):
			if unicode.IsDigit(letters[i-1]) {
				word.WriteRune('.')
			}
		case c == '&':
			end()
			words = append(words, "and")
		default:
			end()
		}
	}
	end()
	return words
}

func isApostrophe(c rune) bool { return c == '\'' || c == '’' || c == '‘' || c == 'ʼ' || c == '`' }

// possessive says whether what follows an apostrophe is the s of "cto's".
func possessive(rest []rune) bool {
	return len(rest) > 0 && unicode.ToLower(rest[0]) == 's' && (len(rest) == 1 || !unicode.IsLetter(rest[1]))
}

// singleLetter says whether the letter at i stands alone, as in "C.T.O."
func singleLetter(letters []rune, i int) bool {
	return unicode.IsLetter(letters[i]) && (i == 0 || !unicode.IsLetter(letters[i-1]))
}

// insideNumber says whether the dot at i stands between digits, as in "7.4".
func insideNumber(letters []rune, i int) bool {
	return unicode.IsDigit(letters[i-1]) && i+1 < len(letters) && unicode.IsDigit(letters[i+1])
}

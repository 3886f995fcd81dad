package knowledge

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitWords gives the words of a text in lower case: letters and digits, with apostrophes, possessives and
// the dots of abbreviations taken out, so that "The C.T.O.’s" is "the", "cto".
func splitWords(text string) []string {
	var words []string
	for word := range rawWords(text) {
		words = append(words, strings.ToLower(word))
	}
	return words
}

// rawWords is splitWords with the case kept. A word that stands in the text as it is shares its memory.
func rawWords(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(text); {
			end := i + plainRun(text[i:])
			switch {
			case end == len(text) || end > i && endsWord(text[end:]):
				if end > i && !yield(text[i:end]) {
					return
				}
				i = end + 1
			default:
				word, n := oddWord(text[i:])
				if word != "" && !yield(word) {
					return
				}
				i += n
			}
		}
	}
}

// plainRun is how many bytes at the start of text are letters and digits of ASCII.
func plainRun(text string) int {
	for i := range len(text) {
		c := text[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return i
		}
	}
	return len(text)
}

// endsWord says whether a word ends before this text.
func endsWord(after string) bool {
	c := after[0]
	if c == '.' {
		return len(after) == 1 || after[1] == ' '
	}
	return c < utf8.RuneSelf && c != '\'' && c != '`' && c != '&'
}

// oddWord reads a word that has other letters, apostrophes or dots in it, or none, and the bytes it takes.
func oddWord(text string) (string, int) {
	var word strings.Builder
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			word.WriteRune(c)
		case isApostrophe(c):
			if possessive(text[i+size:]) {
				size++
			}
		case c == '.' && i > 0 && insideNumber(text, i):
			word.WriteByte('.')
		case c == '.' && i > 0 && singleLetter(text[:i]):
		case c == '&' && word.Len() == 0:
			return "and", i + size
		case c == '&':
			return word.String(), i
		default:
			return word.String(), i + size
		}
		i += size
	}
	return word.String(), len(text)
}

func isApostrophe(c rune) bool { return c == '\'' || c == '’' || c == '‘' || c == 'ʼ' || c == '`' }

// possessive says whether what follows an apostrophe is the s of "cto's".
func possessive(after string) bool {
	if after == "" || after[0] != 's' && after[0] != 'S' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after[1:])
	return !unicode.IsLetter(next)
}

// singleLetter says whether the text ends in a letter that stands alone, as in "C.T.O."
func singleLetter(before string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	other, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	return unicode.IsLetter(last) && !unicode.IsLetter(other)
}

// insideNumber says whether the dot at i stands between digits, as in "7.4".
func insideNumber(text string, i int) bool {
	return i+1 < len(text) && text[i-1] >= '0' && text[i-1] <= '9' && text[i+1] >= '0' && text[i+1] <= '9'
}

// wordSet is a set of the words of a text.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

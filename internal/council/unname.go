package council

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormerMember stands in a text where somebody was named whose data was erased.
const FormerMember = "a former member"

// Unname gives a text without a name: wherever it stands whole, [FormerMember]
// stands instead. A name of several words is known in any case, with or without
// its accents, and so is an e-mail address; one of a single word only where it
// begins as it was given, so that somebody called Price does not change prices.
func Unname(text, name string) string {
	var b strings.Builder
	rest := 0
	for _, at := range namedAt(text, name) {
		b.WriteString(text[rest:at[0]])
		if begins(text[:at[0]]) {
			b.WriteString("A" + FormerMember[1:])
		} else {
			b.WriteString(FormerMember)
		}
		rest = at[1]
	}
	b.WriteString(text[rest:])
	return b.String()
}

// Names reports whether a name stands in a text, as [Unname] finds it.
func Names(text, name string) bool { return len(namedAt(text, name)) > 0 }

// begins reports whether a sentence begins after a text.
func begins(text string) bool {
	text = strings.TrimRight(text, " ")
	return text == "" || strings.ContainsRune(".!?\n", rune(text[len(text)-1]))
}

// namedAt gives where a name stands in a text, each time from and up to a byte.
func namedAt(text, name string) (found [][2]int) {
	sought := wordsIn(name)
	if len(sought) == 0 {
		return nil
	}
	words, letter := wordsIn(text), firstLetter(name[sought[0][0]:])
	for i := 0; i+len(sought) <= len(words); i++ {
		if firstLetter(text[words[i][0]:]) != letter || !sameWords(text, words[i:i+len(sought)], name, sought) {
			continue
		}
		last := i + len(sought) - 1
		found = append(found, [2]int{words[i][0], words[last][1]})
		i = last
	}
	return found
}

// firstLetter gives the letter that a text begins with as names are compared; of
// several that stand for one the first.
func firstLetter(text string) byte {
	c, _ := utf8.DecodeRuneInString(text)
	c = unicode.ToLower(c)
	if plain, ok := plainLetters[c]; ok {
		return plain[0]
	}
	return byte(c)
}

// sameWords reports whether words of a text are those of a name, with the same
// between them.
func sameWords(text string, words [][2]int, name string, sought [][2]int) bool {
	if first, _ := utf8.DecodeRuneInString(name[sought[0][0]:]); len(sought) == 1 && unicode.IsUpper(first) {
		if letter, _ := utf8.DecodeRuneInString(text[words[0][0]:]); !unicode.IsUpper(letter) {
			return false
		}
	}
	for i, w := range words {
		if Fold(text[w[0]:w[1]]) != Fold(name[sought[i][0]:sought[i][1]]) {
			return false
		}
		if i > 0 && Fold(text[words[i-1][1]:w[0]]) != Fold(name[sought[i-1][1]:sought[i][0]]) {
			return false
		}
	}
	return true
}

// wordsIn gives the words of a text: what is of letters, figures and accents, each
// from and up to a byte.
func wordsIn(text string) (words [][2]int) {
	from := -1
	for i, c := range text {
		of := unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)
		switch {
		case of && from < 0:
			from = i
		case !of && from >= 0:
			words, from = append(words, [2]int{from, i}), -1
		}
	}
	if from >= 0 {
		words = append(words, [2]int{from, len(text)})
	}
	return words
}

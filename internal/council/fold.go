package council

import (
	"strings"
	"unicode"
)

// plainLetters gives, for each letter of a European name, the letters that
// people type for it.
var plainLetters = func() map[rune]string {
	table := map[rune]string{'æ': "ae", 'œ': "oe", 'ß': "ss", 'þ': "th", 'ð': "d", 'ø': "o", 'ł': "l", 'đ': "d", 'ı': "i",
		'’': "'", '‘': "'", '‐': "-", '‑': "-", '–': "-"}
	for plain, letters := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęěẽẻ", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭį", "j": "ĵ",
		"k": "ķ", "l": "ĺļľ", "n": "ñńņň", "o": "òóôõöōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț", "u": "ùúûüũūŭůűų",
		"w": "ŵẁẃẅ", "y": "ýÿŷỳỹ", "z": "źżž",
	} {
		for _, letter := range letters {
			table[letter] = plain
		}
	}
	return table
}()

// Fold writes a name as people search for it: in lower case, without accents,
// with single spaces. "Siân  ap Rhys" becomes "sian ap rhys".
func Fold(text string) string {
	var b strings.Builder
	for _, letter := range strings.ToLower(strings.Join(strings.Fields(text), " ")) {
		switch plain, ok := plainLetters[letter]; {
		case ok:
			b.WriteString(plain)
		case !unicode.Is(unicode.Mn, letter): // an accent written on its own
			b.WriteRune(letter)
		}
	}
	return b.String()
}

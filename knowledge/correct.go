package knowledge

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Correction is a word of a question and the word it was read as.
type Correction struct{ From, To string }

// spelling is a word that a slip may be for.
type spelling struct {
	word    string
	letters uint32 // which letters it has
	common  float64
}

// fileSpelling lists the pack's words that are long enough to hold a slip, and the stop words, which the pack is
// full of.
func (b *builder) fileSpelling() {
	for word, term := range b.raw {
		if slips(word) > 0 {
			b.spelling = append(b.spelling, spelling{word, lettersOf(word), math.Log(1 + float64(len(b.inSubjects[term])))})
		}
	}
	for word := range stopWords {
		if slips(word) > 0 {
			b.spelling = append(b.spelling, spelling{word, lettersOf(word), 3})
		}
	}
	slices.SortFunc(b.spelling, func(a, b spelling) int { return strings.Compare(a.word, b.word) })
}

// lettersOf is the set of letters of a word.
func lettersOf(word string) uint32 {
	var set uint32
	for i := range len(word) {
		if c := word[i] - 'a'; c < 26 {
			set |= 1 << c
		}
	}
	return set
}

// correct gives the word that is meant, and whether it was a slip. Only words that neither the pack nor the list of
// English words has are corrected; one that is near nothing is given back as it is, a very short one as nothing.
func (x *index) correct(word string) (string, bool) {
	root := stem(word)
	if _, ok := x.raw[word]; ok || x.phrases[root] != nil || isEnglish(word) {
		return word, false
	}
	if _, ok := x.terms[root]; ok && root != word { // another form of a word that the pack has
		return word, false
	}
	limit := slips(word)
	if limit == 0 {
		return "", false
	}
	letters := lettersOf(word)
	best, least := "", math.Inf(1)
	for _, s := range x.spelling {
		if bits.OnesCount32(s.letters^letters) > 2*limit || abs(len(s.word)-len(word)) > limit {
			continue
		}
		if d := distance(word, s.word, limit); d <= limit {
			if cost := float64(d) + s.unlike(word, letters); cost < least {
				best, least = s.word, cost
			}
		}
	}
	if best == "" {
		return word, false
	}
	return best, true
}

// unlike says how much less likely this word is meant than another at the same distance: letters are swapped more
// often than left out, and left out more often than mistaken; first and last letters are mostly right.
func (s spelling) unlike(word string, letters uint32) float64 {
	cost := -min(0.25, s.common/20)
	switch {
	case s.letters == letters:
		cost -= 0.3
	case len(s.word) == len(word):
		cost += 0.15
	}
	if s.word[0] != word[0] {
		cost += 0.4
	}
	if s.word[len(s.word)-1] != word[len(word)-1] {
		cost += 0.1
	}
	return cost
}

package council

import (
	"cmp"
	"slices"
)

// Two practices are possibly the same when the shorter shares so much of its
// telling words with the longer, or their titles so much with each other. Below
// a few words any two texts look alike, so titles of one word count for nothing.
const (
	alikeTexts    = 0.5
	alikeTitles   = 0.6
	fewestInTitle = 2
	fewestInText  = 6
)

// AlikePractices finds the practices that may be about the same thing as one,
// the most alike first, at most so many. Compared are the title, the problem and
// what was done. The practice itself is not among them.
func AlikePractices(p Practice, others []Practice, most int) []Practice {
	type match struct {
		practice Practice
		likeness float64
	}
	title, text := p.words()
	var found []match
	for _, other := range others {
		otherTitle, otherText := other.words()
		by := max(shared(title, otherTitle, fewestInTitle)/alikeTitles, shared(text, otherText, fewestInText)/alikeTexts)
		if other.ID != p.ID && by >= 1 {
			found = append(found, match{other, by})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(b.likeness, a.likeness) })
	var alike []Practice
	for _, m := range found[:min(most, len(found))] {
		alike = append(alike, m.practice)
	}
	return alike
}

// words gives the telling words of the title, and of all that is compared.
func (p Practice) words() (title, text map[string]bool) {
	return tellingWords(p.Title), tellingWords(p.Title + " " + p.Problem + " " + p.Did)
}

// shared gives how much of the smaller of two sets of words is in the other, from
// 0 to 1; 0 when it has fewer words than can tell anything.
func shared(a, b map[string]bool, fewest int) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < fewest {
		return 0
	}
	n := 0
	for word := range a {
		if b[word] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// FindPractices gives the practices that some words are about, the best first, of
// equal ones the first given; at most so many. A word of a title counts three
// times one of the text; practices with fewer than half of the words are left
// out.
func FindPractices(words string, practices []Practice, most int) []Practice {
	type match struct {
		practice Practice
		score    int
	}
	sought := tellingWords(words)
	var found []match
	for _, p := range practices {
		title, text := tellingWords(p.Title), tellingWords(p.Text())
		hits, score := 0, 0
		for word := range sought {
			if text[word] {
				hits, score = hits+1, score+1
			}
			if title[word] {
				score += 2
			}
		}
		if hits > 0 && 2*hits >= len(sought) {
			found = append(found, match{p, score})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	var best []Practice
	for _, m := range found[:min(most, len(found))] {
		best = append(best, m.practice)
	}
	return best
}

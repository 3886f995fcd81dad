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

// compared is a practice with its telling words.
type compared struct {
	Practice
	title, text map[string]bool // of the title, and of all that is compared
}

func comparable(practices []Practice) []compared {
	all := make([]compared, len(practices))
	for i, p := range practices {
		all[i] = compared{p, tellingWords(p.Title), tellingWords(p.Title + " " + p.Problem + " " + p.Did)}
	}
	return all
}

// likeness gives how alike two practices are: from 1 on they may be the same.
func (c compared) likeness(other compared) float64 {
	return max(shared(c.title, other.title, fewestInTitle)/alikeTitles, shared(c.text, other.text, fewestInText)/alikeTexts)
}

// AlikePractices finds the practices that may be about the same thing as one,
// the most alike first, at most so many. Compared are the title, the problem and
// what was done. The practice itself is not among them.
func AlikePractices(p Practice, others []Practice, most int) []Practice {
	type match struct {
		practice Practice
		likeness float64
	}
	one := comparable([]Practice{p})[0]
	var found []match
	for _, other := range comparable(others) {
		if by := one.likeness(other); other.ID != p.ID && by >= 1 {
			found = append(found, match{other.Practice, by})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(b.likeness, a.likeness) })
	var alike []Practice
	for _, m := range found[:min(most, len(found))] {
		alike = append(alike, m.practice)
	}
	return alike
}

// DoublePractices finds pairs of practices that may be the same, at most so many.
func DoublePractices(practices []Practice, most int) [][2]Practice {
	all := comparable(practices)
	var pairs [][2]Practice
	for i, one := range all {
		for _, other := range all[i+1:] {
			if len(pairs) < most && one.likeness(other) >= 1 {
				pairs = append(pairs, [2]Practice{one.Practice, other.Practice})
			}
		}
	}
	return pairs
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

package store

import (
	"strings"
	"unicode/utf8"

	"councilbot/internal/council"
)

// correct finds the word that was most likely meant by one that nothing holds:
// the nearest spelling among the words that may be seen, of equally near ones the
// commonest. It is empty when none is near. Short words and phrases are left
// alone: too much is near them.
func (l *looking) correct(term string) (string, error) {
	word := council.Fold(term)
	if strings.Contains(word, " ") || utf8.RuneCountInString(word) < 4 {
		return "", nil
	}
	near, err := l.near(word)
	if err != nil {
		return "", err
	}
	for _, candidate := range near {
		n, err := l.passages(quoted(candidate))
		if err != nil || n > 0 {
			return candidate, err
		}
	}
	return "", nil
}

// near lists the words nearest to one, the best first: those that begin with the
// same letter, or else with the second.
func (l *looking) near(word string) ([]string, error) {
	second, _ := utf8.DecodeRuneInString(word[len(string([]rune(word)[:1])):])
	for _, start := range []string{string([]rune(word)[:1]), string(second)} {
		spelled, err := list(l.ctx, l.from, scanText, `SELECT term FROM passages_spelled WHERE term >= ?1 AND term < ?2 AND length(term) BETWEEN ?3 AND ?4`,
			start, start+"\U0010FFFF", utf8.RuneCountInString(word)-2, utf8.RuneCountInString(word)+2)
		if err != nil {
			return nil, err
		}
		if best := nearest(word, spelled); len(best) > 0 {
			return best, nil
		}
	}
	return nil, nil
}

// nearest gives the words within reach of one, the nearest first: one slip in a
// short word, two in a longer one.
func nearest(word string, spelled []string) []string {
	reach := 1
	if utf8.RuneCountInString(word) >= 7 {
		reach = 2
	}
	by := make([][]string, reach+1)
	for _, candidate := range spelled {
		if d := slips(word, candidate, reach); d <= reach {
			by[d] = append(by[d], candidate)
		}
	}
	var all []string
	for _, words := range by {
		all = append(all, words...)
	}
	return all[:min(len(all), 5)]
}

// slips counts the letters that are wrong, missing, too many or swapped with
// their neighbour between two words; more than most is most + 1.
func slips(a, b string, most int) int {
	from, to := []rune(a), []rune(b)
	if len(from)-len(to) > most || len(to)-len(from) > most {
		return most + 1
	}
	before, last, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(from); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(to); j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(to)]
}

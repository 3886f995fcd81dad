package store

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"councilbot/internal/council"
)

// The words that are remembered for correcting, by their letters: shorter ones
// have too much near them, longer ones are not words.
const shortestSpelled, longestSpelled = 4, 24

// readAtOnce is how many passages are read, at most, before a word is corrected;
// [Store.WarmSearch] reads them all.
const readAtOnce = 5000

// spellings are the words of all passages as they are spelled, to correct those
// that nothing holds. They are only added to: what may no longer be seen is found
// out when a correction is tried.
type spellings struct {
	mu   sync.Mutex
	last int64 // the newest passage that was read
	at   map[string]int
	list []spelled
}

type spelled struct {
	word    string
	letters uint32 // which of 26 letters are in it
	count   int
}

// WarmSearch reads the words of the whole record, so that no search waits for it.
func (s *Store) WarmSearch(ctx context.Context) error {
	s.words.mu.Lock()
	defer s.words.mu.Unlock()
	for {
		more, err := s.words.read(ctx, s.read)
		if err != nil || !more {
			return err
		}
	}
}

// read takes in the next passages and says whether there may be more.
func (w *spellings) read(ctx context.Context, from source) (more bool, err error) {
	type words struct {
		id   int64
		text string
	}
	rows, err := list(ctx, from, func(r row) (p words, err error) { err = r.Scan(&p.id, &p.text); return p, err },
		`SELECT id, title || ' ' || body || ' ' || also FROM passages WHERE id > ? ORDER BY id LIMIT ?`, w.last, readAtOnce)
	if err != nil {
		return false, fmt.Errorf("read how words are spelled: %w", err)
	}
	for _, p := range rows {
		w.last = p.id
		for word := range strings.FieldsFuncSeq(council.Fold(p.text), func(c rune) bool { return !unicode.IsLetter(c) }) {
			w.add(word)
		}
	}
	return len(rows) == readAtOnce, nil
}

func (w *spellings) add(word string) {
	if n := utf8.RuneCountInString(word); n < shortestSpelled || n > longestSpelled {
		return
	}
	if i, there := w.at[word]; there {
		w.list[i].count++
		return
	}
	if w.at == nil {
		w.at = map[string]int{}
	}
	word = strings.Clone(word) // not the whole passage with it
	w.at[word] = len(w.list)
	w.list = append(w.list, spelled{word, lettersOf(word), 1})
}

func lettersOf(word string) (set uint32) {
	for _, c := range word {
		set |= 1 << (uint32(c-'a') % 32)
	}
	return set
}

// correct finds the word that was most likely meant by one that nothing holds:
// the nearest spelling among the words that may be seen, of equally near ones the
// commonest. It is empty when none is near, and for a phrase.
func (l *looking) correct(term string) (string, error) {
	word := council.Fold(term)
	if strings.Contains(word, " ") || utf8.RuneCountInString(word) < shortestSpelled {
		return "", nil
	}
	near, err := l.words.near(l.ctx, l.from, word)
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

// near lists the words nearest to one, at most five, the best first: one slip in a
// short word, two in a longer one.
func (w *spellings) near(ctx context.Context, from source, word string) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.read(ctx, from); err != nil {
		return nil, err
	}
	type candidate struct {
		spelled
		slips int
	}
	reach := 1
	if utf8.RuneCountInString(word) >= 7 {
		reach = 2
	}
	letters := lettersOf(word)
	var near []candidate
	for _, s := range w.list {
		if bits.OnesCount32(s.letters^letters) > 2*reach || max(len(s.word)-len(word), len(word)-len(s.word)) > 2*reach {
			continue
		}
		if n := slips(word, s.word, reach); n <= reach {
			near = append(near, candidate{s, n})
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(a.slips-b.slips, b.count-a.count, strings.Compare(a.word, b.word))
	})
	var words []string
	for _, c := range near[:min(5, len(near))] {
		words = append(words, c.word)
	}
	return words, nil
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

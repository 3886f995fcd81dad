package knowledge

import (
	"cmp"
	"slices"
)

// Answer is what the pack says to a question, in the pack's own words. Nothing in it is written for the occasion.
type Answer struct {
	Known      bool         // below the threshold the pack does not know, and says so
	Score      float64      // how sure it is: the threshold is 0, above it is known
	Quotes     []Quote      // at most five, the best first; none when not known
	Entries    []*Entry     // the entries that answer, best first, at most five; none when not known
	DidYouMean []*Entry     // two others that the question may be about; none when not known
	Nearest    []*Entry     // when not known, the three nearest that the pack does hold
	Corrected  []Correction // words that were read as others

	all []Quote // of the first three entries
}

// Quote is a passage that answers, with where it stands. Its sources are the passage's.
type Quote struct {
	Entry   *Entry
	Heading string // of the section; empty for the lead
	Passage Passage
	Score   float64
}

// How much of an answer is shown.
const (
	maxQuotes  = 5
	maxEntries = 5
	didYouMean = 2
)

// maxQuestion is how much of a question is read, in bytes.
const maxQuestion = 2000

// Ask finds the passages that answer a question, however it is worded or misspelt. It uses no model, no network and
// no clock: the same question always has the same answer.
func (l *Library) Ask(question string) Answer {
	x := l.index()
	q := x.read(cut(question, maxQuestion))
	ranked := x.rank(q)
	entries, decoy := x.split(ranked)
	a := Answer{Score: x.confidence(q, entries, decoy), Corrected: q.corrected}
	a.Known = a.Score > 0
	if !a.Known {
		a.Nearest = x.named(entries, 0, near)
		return a
	}
	a.Entries = x.named(entries, 0, maxEntries)
	a.DidYouMean = x.named(entries, 1, didYouMean)
	a.all = x.quote(q, entries)
	a.Quotes = toRead(a.all[:min(maxQuotes, len(a.all))], a.Entries)
	return a
}

// toRead puts quotes in the order in which they read well: the best, then what its entry and the next say, as they
// say it.
func toRead(best []Quote, entries []*Entry) []Quote {
	quotes := slices.Clone(best)
	slices.SortStableFunc(quotes[1:], func(a, b Quote) int {
		return cmp.Or(cmp.Compare(slices.Index(entries, a.Entry), slices.Index(entries, b.Entry)), cmp.Compare(a.Passage.line, b.Passage.line))
	})
	return quotes
}

// From gives the passages of one of the first three entries that answer best, at most five, the best first.
func (a Answer) From(e *Entry) []Quote {
	var quotes []Quote
	for _, q := range a.all {
		if q.Entry == e && len(quotes) < maxQuotes {
			quotes = append(quotes, q)
		}
	}
	return quotes
}

// Warm builds the search's index, for which the first question otherwise waits.
func (l *Library) Warm() { l.index() }

func (l *Library) index() *index {
	l.once.Do(func() { l.asked = newIndex(l) })
	return l.asked
}

// split tells the entries from the decoys, of which only the best counts: its score, and its likeliness.
func (x *index) split(ranked []scored) (entries []scored, decoy scored) {
	for _, s := range ranked {
		if int(s.subject) < len(x.entries) {
			entries = append(entries, s)
		} else {
			decoy.score, decoy.likely = max(decoy.score, s.score), max(decoy.likely, s.likely)
		}
	}
	return entries, decoy
}

func (x *index) named(list []scored, from, few int) []*Entry {
	var entries []*Entry
	for i := from; i < min(from+few, len(list)); i++ {
		entries = append(entries, x.entries[list[i].subject])
	}
	return entries
}

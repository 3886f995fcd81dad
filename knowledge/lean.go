package knowledge

import (
	"math"
	"slices"
)

// leaning is which words go with which place, a subject or a passage, learned from lessons: naive Bayes with the words
// of a line counted once each. It makes up for words that the texts do not use: nobody's briefing says "thrown in at
// the deep end".
type leaning struct {
	*vocabulary
	ends []int32   // by term: where its leans end, and the next term's begin
	all  []lean    // of the first term, of the second and so on
	base []float32 // by place: what any word counts for it that was never seen there
	even float64   // how little the best places are told apart
}

// lean is how much a term speaks for a place.
type lean struct {
	place int32
	by    float32
}

const (
	leanUnseen = 0.02 // how much a word is taken to have been seen that never was
	leanEven   = 0.5  // how little the best subjects are told apart
	bearEven   = 0.37 // how little the best passages are
)

// newLeaning learns about so many places. The lessons come in the order of their places, which place gives, or -1 for
// a lesson about none of them.
func newLeaning(v *vocabulary, lessons []lesson, places int, even float64, place func(lesson) int32) *leaning {
	n := &leaning{v, make([]int32, len(v.rare)), nil, make([]float32, places), even}
	more := make([][]lean, len(v.rare)) // by term
	for _, l := range lessons {
		at := place(l)
		if at < 0 {
			continue
		}
		length := v.length(l.terms)
		for _, t := range l.terms {
			list := more[t]
			if last := len(list) - 1; last < 0 || list[last].place != at {
				list = append(list, lean{place: at})
			}
			worth := l.counts * v.rare[t] / length
			list[len(list)-1].by += worth
			n.base[at] += worth
			more[t] = list
		}
	}
	for at, sum := range n.base {
		n.base[at] = -float32(math.Log(float64(sum) + leanUnseen*float64(len(v.rare))))
	}
	n.file(more)
	return n
}

// file keeps each term's leans, as logarithms, one term after the other.
func (n *leaning) file(more [][]lean) {
	for t, list := range more {
		for _, l := range list {
			n.all = append(n.all, lean{l.place, float32(math.Log(1 + float64(l.by)/leanUnseen))})
		}
		n.ends[t] = int32(len(n.all))
	}
	n.all = slices.Clip(n.all)
}

// of gives the leans of a term.
func (n *leaning) of(term int32) []lean {
	if term == 0 {
		return n.all[:n.ends[0]]
	}
	return n.all[n.ends[term-1]:n.ends[term]]
}

// likely is how likely the terms of a question are to be a question for each place, as the square root of a share of
// all: 0 to 1. It is nil without terms.
func (n *leaning) likely(terms []int32) []float64 {
	if len(terms) == 0 {
		return nil
	}
	sums := make([]float64, len(n.base))
	all := 0.0
	for _, t := range terms {
		all += float64(n.rare[t])
		for _, l := range n.of(t) {
			sums[l.place] += float64(n.rare[t] * l.by)
		}
	}
	for at, base := range n.base {
		sums[at] += all * float64(base)
	}
	return evenOut(sums, n.even)
}

// evenOut turns sums of logarithms, which are far too sure of themselves, into the square roots of shares.
func evenOut(sums []float64, even float64) []float64 {
	mean, spread, best := 0.0, 0.0, math.Inf(-1)
	for _, s := range sums {
		mean += s / float64(len(sums))
		best = math.Max(best, s)
	}
	for _, s := range sums {
		spread += (s - mean) * (s - mean) / float64(len(sums))
	}
	spread = math.Max(math.Sqrt(spread), 1e-9)
	total := 0.0
	for i, s := range sums {
		sums[i] = math.Exp((s - best) / spread / even)
		total += sums[i]
	}
	for i := range sums {
		sums[i] = math.Sqrt(sums[i] / total)
	}
	return sums
}

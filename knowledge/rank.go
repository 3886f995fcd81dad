package knowledge

import (
	"cmp"
	"math"
	"slices"
)

// scored is how well a subject answers.
type scored struct {
	subject int32
	score   float64
	likely  float64 // the learned share of questions with these words: 0 to 1
	bears   float64 // the same for its likeliest passage
	line    float64 // likeness to the name or ask most like the question: 0 to 1
	whole   float64 // the longest name that the question holds whole, as a share of the question: from 0
}

// tally adds up what concepts are worth in each of many places, each concept once a place, by its best way.
type tally struct {
	sum, best []float32
	touched   []int32
}

func newTally(places int) *tally {
	return &tally{sum: make([]float32, places), best: make([]float32, places)}
}

// tallies are those of one question; they are kept for the next.
type tallies struct{ body, lines, passages *tally }

func (x *index) newTallies() *tallies {
	if kept, ok := x.kept.Get().(*tallies); ok {
		return kept
	}
	return &tallies{newTally(x.subjects), newTally(len(x.lines)), newTally(len(x.passages))}
}

// keep gives tallies back, empty.
func (x *index) keep(t *tallies) {
	for _, each := range []*tally{t.body, t.lines, t.passages} {
		clear(each.sum)
	}
	x.kept.Put(t)
}

func (t *tally) see(place int32, worth float32) {
	if t.best[place] == 0 {
		t.touched = append(t.touched, place)
	}
	t.best[place] = max(t.best[place], worth)
}

// settle ends a concept.
func (t *tally) settle() {
	for _, place := range t.touched {
		t.sum[place] += t.best[place]
		t.best[place] = 0
	}
	t.touched = t.touched[:0]
}

// rank scores every subject that has anything of the question, best first.
func (x *index) rank(q query) []scored {
	ideal := q.ideal()
	t := x.newTallies()
	defer x.keep(t)
	for _, c := range q.concepts {
		for _, w := range c.ways {
			worth := w.share * x.idf[w.term]
			for _, p := range x.inSubjects[w.term] {
				t.body.see(p.subject, worth*p.weight)
			}
			for _, l := range x.inLines[w.term] {
				t.lines.see(l, worth*x.idf[w.term])
			}
			for _, p := range x.inPassages[w.term] {
				t.passages.see(p, worth)
			}
		}
		t.body.settle()
		t.lines.settle()
		t.passages.settle()
	}
	all := make([]scored, x.subjects)
	for i := range all {
		all[i] = scored{subject: int32(i), score: float64(t.body.sum[i]) / ideal}
	}
	x.addPassages(all, t.passages, ideal)
	x.addLines(all, t.lines, q, ideal)
	x.addLeaning(all, q)
	all = slices.DeleteFunc(all, func(s scored) bool { return s.score == 0 })
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return all
}

// ideal is what a subject would score that had all of the question.
func (q query) ideal() float64 {
	sum := 0.0
	for _, c := range q.concepts {
		sum += float64(c.weight)
	}
	return max(sum, 0.1)
}

// addPassages adds each entry's best passage to its score.
func (x *index) addPassages(all []scored, passages *tally, ideal float64) {
	for entry := range x.entries {
		best := float32(0)
		for p := x.first[entry]; p < x.first[entry+1]; p++ {
			best = max(best, passages.sum[p])
		}
		all[entry].score += passShare * float64(best) / ideal
	}
}

// addLines adds to each subject's score the name or ask most like the question, and the longest name that the
// question holds whole.
func (x *index) addLines(all []scored, lines *tally, q query, ideal float64) {
	norm := 0.0
	for _, c := range q.concepts {
		norm += float64(c.weight) * float64(c.weight)
	}
	norm = math.Sqrt(norm)
	for i, l := range x.lines {
		both := lines.sum[i]
		if both == 0 {
			continue
		}
		s := &all[l.subject]
		s.line = max(s.line, float64(both)/(float64(l.norm)*norm))
		if l.name && both > 0.98*l.norm*l.norm {
			s.whole = max(s.whole, float64(l.mass)/ideal)
		}
	}
	if q.ask >= 0 {
		all[q.ask].line, all[q.ask].whole = 1, max(all[q.ask].whole, 1/wholeShare)
	}
	for i := range all {
		all[i].score += lineShare*all[i].line + wholeShare*all[i].whole
	}
}

// addLeaning adds how likely the question's words are to be a question for each subject, and for its likeliest
// passage. In few words that says less: they are a name more often than a need.
func (x *index) addLeaning(all []scored, q query) {
	long := 1 - leanShort*q.shortness()
	for i, share := range x.leaning.likely(q.meant) {
		all[i].likely = share
		if all[i].score > 0 || share > 0.05 {
			all[i].score += leanShare * long * share
		}
	}
	for p, share := range q.bears {
		s := &all[x.passages[p].entry]
		s.bears = max(s.bears, share)
	}
	for i := range all {
		if all[i].score > 0 {
			all[i].score += bearShare * long * all[i].bears
		}
	}
}

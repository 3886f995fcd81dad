package knowledge

import (
	"math"
	"slices"
)

// leaning is which words go with which subject, learned from every name, way to ask, question heard and passage: naive
// Bayes with the words of a line counted once each. It makes up for words that the texts do not use: nobody's briefing
// says "thrown in at the deep end".
type leaning struct {
	terms map[string]int32 // by stem
	pairs map[uint64]int32 // by the terms of the two
	rare  []float32        // by term: how telling it is
	more  [][]posting      // by term: by how much it speaks for a subject
	base  []float32        // by subject: what any word counts for it that was never seen there
	ours  []float32        // by term: how much it speaks for a question about any entry
}

// lesson is a line to learn from.
type lesson struct {
	subject int32
	counts  float32
	terms   []int32
}

const (
	leanUnseen = 0.02 // how much a word is taken to have been seen that never was
	leanBody   = 0.5  // a passage, beside a question
	leanEven   = 0.5  // how little the best subjects are told apart
	leanShare  = 0.3  // beside the words, the lines and the passages
)

func newLeaning(l *Library) *leaning {
	n := &learner{&leaning{terms: map[string]int32{}, pairs: map[uint64]int32{}}, map[uint64]bool{}}
	var lessons []lesson
	learn := func(subject int, counts float32, texts ...string) {
		for _, text := range texts {
			if terms := n.read(text); len(terms) > 0 {
				lessons = append(lessons, lesson{int32(subject), counts, terms})
			}
		}
	}
	for i, e := range l.entries {
		learn(i, 1, e.Title, e.Short)
		for _, texts := range [][]string{e.Aliases, e.Former, e.Asks, e.cues, e.heard} {
			learn(i, 1, texts...)
		}
		learn(i, leanBody, e.Summary)
		for _, section := range e.everySection() {
			learn(i, leanBody, section.Heading)
			for _, passage := range section.Passages {
				learn(i, leanBody, passage.Text)
			}
		}
	}
	for i, d := range l.words.decoys {
		learn(len(l.entries)+i, 1, d.title)
		learn(len(l.entries)+i, 1, d.asks...)
	}
	learn(len(l.entries)+len(l.words.decoys), 1, l.words.others...)
	n.weigh(lessons, len(l.entries)+len(l.words.decoys), len(l.entries))
	return n.leaning
}

// learner gathers the terms while lines are read. A pair of neighbours becomes a term when it is met a second time:
// those met once, most of all pairs, tell nothing of other questions.
type learner struct {
	*leaning
	once map[uint64]bool // pairs met so far
}

// read gives the terms of a text, each once: its words and the pairs of neighbours, adding those that are new.
func (n *learner) read(text string) []int32 {
	words := everyWord(text)
	last := int32(-1)
	for _, word := range words {
		root := stem(word)
		term, known := n.terms[root]
		if !known {
			term = n.next()
			n.terms[root] = term
		}
		if last >= 0 {
			n.meet(pairOf(last, term))
		}
		last = term
	}
	return n.termsOf(words)
}

func (n *learner) meet(pair uint64) {
	if _, known := n.pairs[pair]; !known && n.once[pair] {
		n.pairs[pair] = n.next()
	}
	n.once[pair] = true
}

func (n *leaning) next() int32 { return int32(len(n.terms) + len(n.pairs)) }

// termsOf gives the terms among words, each once.
func (n *leaning) termsOf(words []string) []int32 {
	var terms []int32
	last := int32(-1)
	for _, word := range words {
		term, known := n.terms[stem(word)]
		if !known {
			last = -1
			continue
		}
		terms = appendNew(terms, term)
		if pair, known := n.pairs[pairOf(last, term)]; known && last >= 0 {
			terms = appendNew(terms, pair)
		}
		last = term
	}
	return terms
}

func appendNew(terms []int32, term int32) []int32 {
	for _, t := range terms {
		if t == term {
			return terms
		}
	}
	return append(terms, term)
}

func (n *leaning) weigh(lessons []lesson, subjects, ours int) {
	count := len(n.terms) + len(n.pairs)
	n.rare, n.more, n.base = make([]float32, count), make([][]posting, count), make([]float32, subjects)
	for _, l := range lessons {
		for _, t := range l.terms {
			n.rare[t]++
		}
	}
	for t, seen := range n.rare {
		n.rare[t] = float32(math.Log(float64(len(lessons)+1)/float64(seen+1))) + 1
	}
	n.contrast(lessons, ours)
	for _, l := range lessons { // by subject, so that a posting to add to is the last
		if int(l.subject) == subjects {
			continue // about something else
		}
		length := n.length(l.terms)
		for _, t := range l.terms {
			list := n.more[t]
			if last := len(list) - 1; last < 0 || list[last].subject != l.subject {
				list = append(list, posting{subject: l.subject})
			}
			worth := l.counts * n.rare[t] / length
			list[len(list)-1].weight += worth
			n.base[l.subject] += worth
			n.more[t] = list
		}
	}
	for s, sum := range n.base {
		n.base[s] = -float32(math.Log(float64(sum) + leanUnseen*float64(count)))
	}
	for _, list := range n.more {
		for i := range list {
			list[i].weight = float32(math.Log(1 + float64(list[i].weight)/leanUnseen))
		}
	}
}

// contrast learns how much each term speaks for a question about any of the entries, of which there are so many.
func (n *leaning) contrast(lessons []lesson, ours int) {
	var sums [2]float64
	worth := [2][]float64{make([]float64, len(n.rare)), make([]float64, len(n.rare))}
	for _, l := range lessons {
		side := 0
		if int(l.subject) >= ours {
			side = 1
		}
		length := n.length(l.terms)
		for _, t := range l.terms {
			worth[side][t] += float64(n.rare[t] / length)
			sums[side] += float64(n.rare[t] / length)
		}
	}
	n.ours = make([]float32, len(n.rare))
	unseen := leanUnseen * float64(len(n.rare))
	for t := range n.ours {
		n.ours[t] = float32(math.Log((worth[0][t]+leanUnseen)/(sums[0]+unseen)) - math.Log((worth[1][t]+leanUnseen)/(sums[1]+unseen)))
	}
}

// length is that of terms as a vector.
func (n *leaning) length(terms []int32) float32 {
	sum := 0.0
	for _, t := range terms {
		sum += float64(n.rare[t]) * float64(n.rare[t])
	}
	return float32(math.Sqrt(sum))
}

// kinship is how much the words of a question speak for its being about the entries at all: above 0 for, below
// against.
func (n *leaning) kinship(words []string) float64 {
	terms := n.termsOf(words)
	if len(terms) == 0 {
		return 0
	}
	sum := 0.0
	for _, t := range terms {
		sum += float64(n.rare[t] * n.ours[t])
	}
	return sum / float64(n.length(terms))
}

// likely is how likely the words of a question are to be a question for each subject, as the square root of a share of
// all: 0 to 1. It is nil when no word was ever seen.
func (n *leaning) likely(words []string) []float64 {
	terms := n.termsOf(words)
	if len(terms) == 0 {
		return nil
	}
	sums := make([]float64, len(n.base))
	all := 0.0
	for _, t := range terms {
		all += float64(n.rare[t])
		for _, p := range n.more[t] {
			sums[p.subject] += float64(n.rare[t] * p.weight)
		}
	}
	for s, base := range n.base {
		sums[s] += all * float64(base)
	}
	return evenOut(sums)
}

// evenOut turns sums of logarithms, which are far too sure of themselves, into the square roots of shares.
func evenOut(sums []float64) []float64 {
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
		sums[i] = math.Exp((s - best) / spread / leanEven)
		total += sums[i]
	}
	for i := range sums {
		sums[i] = math.Sqrt(sums[i] / total)
	}
	return sums
}

// everyWord are the words of a text, those too that are not searched for.
func everyWord(text string) []string {
	var words []string
	for word := range rawWords(text) {
		words = slices.AppendSeq(words, apart(word))
	}
	return words
}

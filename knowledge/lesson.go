package knowledge

import (
	"math"
	"slices"
)

// lesson is a line of which it is known what it is about: a name, a way to ask, a question heard or a passage.
type lesson struct {
	subject int32 // an entry, a decoy or, past those, something else
	passage int32 // the one it stands for among all; -1 for none
	counts  float32
	terms   []int32
}

// A passage counts less than a question: it is longer, and in the words of a text.
const lessonBody = 0.5

// vocabulary is the terms of all lessons: words, even those that are not searched for, and pairs of neighbours.
type vocabulary struct {
	terms map[string]int32 // by stem
	pairs map[uint64]int32 // by the terms of the two
	rare  []float32        // by term: how telling it is
}

// learner gathers lessons and their terms. A pair of neighbours becomes a term when it is met a third time: those met
// less often, most of all pairs, tell nothing of other questions.
type learner struct {
	*vocabulary
	lessons []lesson
	words   map[string]int32 // met so far, with their terms
	met     map[uint64]int   // pairs, how often so far
}

// readLessons gives all there is to learn from, by subject.
func readLessons(l *Library) (*vocabulary, []lesson) {
	n := &learner{&vocabulary{terms: map[string]int32{}, pairs: map[uint64]int32{}}, nil, map[string]int32{}, map[uint64]int{}}
	passages := int32(0)
	for i, e := range l.entries {
		n.read(i, -1, 1, e.Title, e.Short)
		for _, texts := range [][]string{e.Aliases, e.Former, e.Asks, e.cues, e.heard} {
			n.read(i, -1, 1, texts...)
		}
		n.read(i, -1, lessonBody, e.Summary)
		for _, section := range e.everySection() {
			n.read(i, -1, lessonBody, section.Heading)
			for _, passage := range section.Passages {
				n.read(i, passages, lessonBody, passage.Text)
				n.read(i, passages, 1, passage.heard...)
				passages++
			}
		}
	}
	for i, d := range l.words.decoys {
		n.read(len(l.entries)+i, -1, 1, d.title)
		n.read(len(l.entries)+i, -1, 1, d.asks...)
	}
	n.read(len(l.entries)+len(l.words.decoys), -1, 1, l.words.others...)
	n.weigh(n.lessons)
	return n.vocabulary, n.lessons
}

func (n *learner) read(subject int, passage int32, counts float32, texts ...string) {
	for _, text := range texts {
		if terms := n.newTermsOf(text); len(terms) > 0 {
			n.lessons = append(n.lessons, lesson{int32(subject), passage, counts, terms})
		}
	}
}

// newTermsOf gives the terms of a text, each once, adding those that are new.
func (n *learner) newTermsOf(text string) []int32 {
	var words []int32
	for _, word := range everyWord(text) {
		words = append(words, n.newTerm(word))
	}
	for i := 1; i < len(words); i++ {
		n.meet(pairOf(words[i-1], words[i]))
	}
	return n.withPairs(words)
}

// newTerm gives the term of a word. Words come again and again, and their stems take long to find.
func (n *learner) newTerm(word string) int32 {
	term, met := n.words[word]
	if met {
		return term
	}
	root := stem(word)
	term, known := n.terms[root]
	if !known {
		term = n.next()
		n.terms[root] = term
	}
	n.words[word] = term
	return term
}

func (n *learner) meet(pair uint64) {
	n.met[pair]++
	if n.met[pair] == 3 {
		n.pairs[pair] = n.next()
	}
}

func (v *vocabulary) next() int32 { return int32(len(v.terms) + len(v.pairs)) }

// weigh computes how telling each term is.
func (v *vocabulary) weigh(lessons []lesson) {
	v.rare = make([]float32, v.next())
	for _, l := range lessons {
		for _, t := range l.terms {
			v.rare[t]++
		}
	}
	for t, seen := range v.rare {
		v.rare[t] = float32(math.Log(float64(len(lessons)+1)/float64(seen+1))) + 1
	}
}

// termsOf gives the terms among words, each once.
func (v *vocabulary) termsOf(words []string) []int32 {
	terms := make([]int32, len(words))
	for i, word := range words {
		term, known := v.terms[stem(word)]
		if !known {
			term = -1
		}
		terms[i] = term
	}
	return v.withPairs(terms)
}

// withPairs gives the terms of words, of which -1 is none, and of their pairs, each once.
func (v *vocabulary) withPairs(words []int32) []int32 {
	var terms []int32
	last := int32(-1)
	for _, word := range words {
		if word >= 0 {
			terms = appendNew(terms, word)
		}
		if word >= 0 && last >= 0 {
			if pair, known := v.pairs[pairOf(last, word)]; known {
				terms = appendNew(terms, pair)
			}
		}
		last = word
	}
	return terms
}

func appendNew(terms []int32, term int32) []int32 {
	if slices.Contains(terms, term) {
		return terms
	}
	return append(terms, term)
}

// length is that of terms as a vector.
func (v *vocabulary) length(terms []int32) float32 {
	sum := 0.0
	for _, t := range terms {
		sum += float64(v.rare[t]) * float64(v.rare[t])
	}
	return float32(math.Sqrt(sum))
}

// everyWord are the words of a text, those too that are not searched for.
func everyWord(text string) []string {
	var words []string
	for word := range rawWords(text) {
		words = slices.AppendSeq(words, apart(word))
	}
	return words
}

package knowledge

import (
	"math"
	"strings"
)

// index is the pack as the search sees it: which words stand in which field of which subject. Subjects are the
// entries and, after them, the decoys.
type index struct {
	entries   []*Entry
	subjects  int
	terms     map[string]int32    // by stem
	raw       map[string]int32    // every word as written, with its term
	words     []spelling          // every word as written that a slip may be for
	idf       []float32           // by term: how telling it is
	found     [][]posting         // by term: the subjects that have it
	lines     []askLine           // names of subjects and ways to ask for them
	inLines   [][]int32           // by term: the lines that have it
	passages  [][]passageWords    // by entry
	phrases   map[string][]phrase // of synonyms, by first stem
	elsewhere map[string][][]string
}

// posting is a subject that has a term, with how much the term weighs there over all fields.
type posting struct {
	subject int32
	weight  float32
}

// askLine is a name of a subject or a way to ask for it.
type askLine struct {
	subject int32
	norm    float32 // length as a vector of idf
}

// passageWords are the terms of a passage.
type passageWords struct {
	section, passage int16
	terms            []int32
}

// field says where in a subject a word stands.
type fieldName int

const (
	inTitle fieldName = iota
	inAliases
	inAsks
	inHeadings
	inBody
	fieldCount
)

// tune holds the constants of the search.
var tune = struct {
	weight                                                                                                    [fieldCount]float64
	flat                                                                                                      [fieldCount]float64
	saturation, line, passage, synonym, same, unknown, aside, spread, entryInQuote, firstInQuote, leadInQuote float64
}{
	weight:     [fieldCount]float64{4.4, 3, 3.2, 1.4, 0.85},
	flat:       [fieldCount]float64{0.3, 0.5, 0.37, 0.57, 0.63},
	saturation: 2.5, line: 0.28, passage: 0.24, synonym: 0.42, same: 0.6, unknown: 1.6, aside: 0.1, spread: 0.15, entryInQuote: 0.3, firstInQuote: 0.1, leadInQuote: 0.05,
}

// builder gathers the words of all subjects.
type builder struct {
	*index
	counts  []map[int32]*[fieldCount]float32 // by subject
	lengths [][fieldCount]float32
	lineOf  [][]int32 // terms by line
}

func newIndex(l *Library) *index {
	x := &index{
		entries: l.entries, subjects: len(l.entries) + len(l.words.decoys),
		terms: map[string]int32{}, raw: map[string]int32{}, passages: make([][]passageWords, len(l.entries)),
	}
	b := &builder{index: x, counts: make([]map[int32]*[fieldCount]float32, x.subjects), lengths: make([][fieldCount]float32, x.subjects)}
	for i, e := range l.entries {
		b.entry(int32(i), e)
	}
	for i, d := range l.words.decoys {
		b.line(int32(len(l.entries)+i), inTitle, d.title)
		for _, ask := range d.asks {
			b.line(int32(len(l.entries)+i), inAsks, ask)
		}
	}
	b.weigh()
	b.fileSynonyms(l.words.groups)
	x.elsewhere = map[string][][]string{}
	for _, phrase := range l.words.elsewhere {
		words := splitWords(phrase)
		x.elsewhere[singular(words[0])] = append(x.elsewhere[singular(words[0])], words[1:])
	}
	times := make([]int32, len(x.terms))
	for term, list := range x.found {
		times[term] = int32(len(list))
	}
	x.words = spellings(x.raw, times)
	return x
}

func (b *builder) entry(subject int32, e *Entry) {
	b.line(subject, inTitle, e.Title)
	b.line(subject, inTitle, e.Short)
	for _, list := range [][]string{e.Aliases, e.Former} {
		for _, name := range list {
			b.line(subject, inAliases, name)
		}
	}
	for _, ask := range e.Asks {
		b.line(subject, inAsks, ask)
	}
	b.add(subject, inHeadings, b.termsOf(e.Summary))
	for i, section := range e.everySection() {
		heading := b.termsOf(section.Heading)
		b.add(subject, inHeadings, heading)
		for j, passage := range section.Passages {
			terms := b.termsOf(passage.Text)
			b.add(subject, inBody, terms)
			b.passages[subject] = append(b.passages[subject], passageWords{int16(i), int16(j), append(terms, heading...)})
		}
	}
}

func (b *builder) add(subject int32, where fieldName, terms []int32) {
	if b.counts[subject] == nil {
		b.counts[subject] = map[int32]*[fieldCount]float32{}
	}
	for _, term := range terms {
		count := b.counts[subject][term]
		if count == nil {
			count = new([fieldCount]float32)
			b.counts[subject][term] = count
		}
		count[where]++
	}
	b.lengths[subject][where] += float32(len(terms))
}

// line adds a name or an ask, which counts as a field and as a line of its own.
func (b *builder) line(subject int32, where fieldName, text string) {
	terms := b.termsOf(text)
	if len(terms) == 0 {
		return
	}
	b.add(subject, where, terms)
	b.lines = append(b.lines, askLine{subject: subject})
	b.lineOf = append(b.lineOf, terms)
}

// termsOf gives the terms of a text, adding those that are new.
func (x *index) termsOf(text string) []int32 {
	words := searchWords(text)
	terms := make([]int32, 0, len(words))
	for _, word := range words {
		term, seen := x.raw[word]
		if !seen {
			root := stem(word)
			if term, seen = x.terms[root]; !seen {
				term = int32(len(x.terms))
				x.terms[root] = term
			}
			x.raw[word] = term
		}
		terms = append(terms, term)
	}
	return terms
}

// searchWords are the words of a text that are searched for. "IT" is "ict", so that it is not lost as a pronoun.
func searchWords(text string) []string {
	var kept []string
	for _, word := range rawWords(text) {
		low := strings.ToLower(word)
		switch {
		case word == "IT":
			kept = append(kept, "ict")
		case !stopWords[low]:
			kept = append(kept, low)
		}
	}
	return kept
}

var stopWords = wordSet(`a about above actually after again all also am an and any anybody anyone anything are arent as at be
	because been before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing dont
	each else ever every everybody everyone everything few for from further get gets getting give go going gone got had has
	hasnt have havent having he hello help her here hers herself hi him himself his how however i id if ill im in into is isnt
	it its itself ive just let lets like may me might mine more most much must my myself no nobody nor not nothing now of off oh
	ok on once one only or other others ought our ours ourselves out over own please quite rather really same shall she should
	shouldnt so some somebody someone something sorry still such sure than thank thanks that thats the their theirs them
	themselves then there theres these they theyre theyve thing things this those though through to too um under until up upon us
	very want wants was wasnt we well were weve what whats whatever when where whether which while who whom whos whose why will
	with within without wont would wouldnt yes yet you youd your youre yours yourself tell told say says said mean means
	know knows knew shd w wr ro dose deos`)

// weigh computes how telling each term is and what it weighs in each subject (BM25F).
func (b *builder) weigh() {
	n := len(b.terms)
	b.found, b.idf, b.inLines = make([][]posting, n), make([]float32, n), make([][]int32, n)
	var average [fieldCount]float64
	for _, lengths := range b.lengths {
		for where, length := range lengths {
			average[where] += float64(length) / float64(b.subjects)
		}
	}
	for subject, counts := range b.counts {
		for term, count := range counts {
			weight := 0.0
			for where, times := range count {
				if times > 0 {
					flat := tune.flat[where]
					long := 1 - flat + flat*float64(b.lengths[subject][where])/max(average[where], 1)
					weight += tune.weight[where] * float64(times) / long
				}
			}
			b.found[term] = append(b.found[term], posting{int32(subject), float32(weight / (tune.saturation + weight))})
		}
	}
	for term, list := range b.found {
		df := float64(len(list))
		b.idf[term] = float32(math.Log(1 + (float64(b.subjects)-df+0.5)/(df+0.5)))
	}
	b.weighLines()
}

func (b *builder) weighLines() {
	for i, terms := range b.lineOf {
		sum := 0.0
		for j, term := range terms {
			if !contains(terms[:j], term) {
				sum += float64(b.idf[term]) * float64(b.idf[term])
				b.inLines[term] = append(b.inLines[term], int32(i))
			}
		}
		b.lines[i].norm = float32(math.Sqrt(sum))
	}
}

func contains(terms []int32, term int32) bool {
	for _, t := range terms {
		if t == term {
			return true
		}
	}
	return false
}

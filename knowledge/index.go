package knowledge

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// index is the pack as the search sees it: which words stand where. Subjects are the entries and, after them, the
// decoys. A term is a stem, or two stems side by side.
type index struct {
	entries  []*Entry
	subjects int
	terms    map[string]int32 // by stem
	pairs    map[uint64]int32 // by the terms of the two
	raw      map[string]int32 // every word as written, with its term
	spelling []spelling       // every word a slip may be for
	idf      []float32        // by term: how telling it is

	inSubjects [][]posting // by term
	inLines    [][]int32   // by term
	inPassages [][]int32   // by term

	lines    []askLine
	exactly  map[string]int32 // every ask, word by word, with its subject
	passages []passageAt
	first    []int32   // by entry: its first passage; one more for the end
	titles   [][]int32 // by entry: the terms of its title

	kinship *kinship
	leaning *leaning  // towards subjects
	bearing *leaning  // towards passages
	kept    sync.Pool // of tallies

	phrases   map[string][]phrase   // of synonyms, by first stem
	elsewhere map[string][][]string // of subjects the pack does not hold, by first word
}

// posting is a subject that has a term, with what the term weighs there over all fields: 0 to 1.
type posting struct {
	subject int32
	weight  float32
}

// askLine is a name of a subject or a way to ask for it.
type askLine struct {
	subject int32
	name    bool    // a title or an alias, not an ask
	norm    float32 // length as a vector of idf
	mass    float32 // sum of idf
}

// passageAt is where a passage stands and what it has.
type passageAt struct {
	entry            int32
	section, passage int16
	facts            kindOfFact
	terms            []int32
}

// builder gathers the words of all subjects. A use is a term in a field: term*8 + field.
type builder struct {
	*index
	uses    [][]int32             // by subject
	lengths [][fieldCount]float64 // by subject: words in each field
	inLine  [][]int32             // terms by line
}

func newIndex(l *Library) *index {
	subjects := len(l.entries) + len(l.words.decoys)
	b := &builder{
		index: &index{
			entries: l.entries, subjects: subjects,
			terms: map[string]int32{}, pairs: map[uint64]int32{}, raw: map[string]int32{}, exactly: map[string]int32{},
		},
		uses: make([][]int32, subjects), lengths: make([][fieldCount]float64, subjects),
	}
	for i, e := range l.entries {
		b.entry(int32(i), e)
	}
	b.first = append(b.first, int32(len(b.passages)))
	for i, d := range l.words.decoys {
		subject := int32(len(l.entries) + i)
		b.line(subject, inTitle, d.title)
		for _, ask := range d.asks {
			b.line(subject, inAsks, ask)
		}
	}
	b.weigh()
	b.filePassages()
	b.fileSynonyms(l.words.groups)
	b.fileElsewhere(l.words.elsewhere)
	b.fileSpelling()
	b.learn(l)
	return b.index
}

func (b *builder) entry(subject int32, e *Entry) {
	title := b.termsOf(e.Title + " " + e.Short)
	b.titles = append(b.titles, append(title, b.pairsOf(title)...))
	b.line(subject, inTitle, e.Title)
	b.line(subject, inTitle, e.Short)
	for _, list := range [][]string{e.Aliases, e.Former} {
		for _, name := range list {
			b.line(subject, inAliases, name)
		}
	}
	for _, list := range [][]string{e.Asks, e.cues} {
		for _, ask := range list {
			b.line(subject, inAsks, ask)
		}
	}
	b.add(subject, inHeadings, b.termsOf(e.Summary))
	b.first = append(b.first, int32(len(b.passages)))
	for i, section := range e.everySection() {
		heading := b.termsOf(section.Heading)
		b.add(subject, inHeadings, heading)
		for j, passage := range section.Passages {
			terms := b.termsOf(passage.Text)
			pairs := b.add(subject, inBody, terms)
			all := slices.Concat(terms, pairs, heading)
			b.passages = append(b.passages, passageAt{subject, int16(i), int16(j), factsIn(passage.Text), all})
		}
	}
}

// add notes the terms of a text in a field, and the pairs among them, which it gives back.
func (b *builder) add(subject int32, where fieldName, terms []int32) (pairs []int32) {
	pairs = b.pairsOf(terms)
	for _, list := range [][]int32{terms, pairs} {
		for _, term := range list {
			b.uses[subject] = append(b.uses[subject], term*8+int32(where))
		}
	}
	b.lengths[subject][where] += float64(len(terms))
	return pairs
}

// line adds a name or an ask, which counts as a field and as a line of its own.
func (b *builder) line(subject int32, where fieldName, text string) {
	terms := b.termsOf(text)
	if len(terms) == 0 {
		return
	}
	if where == inAsks {
		b.exactly[wordByWord(text)] = subject
	}
	b.add(subject, where, terms)
	b.lines = append(b.lines, askLine{subject: subject, name: where != inAsks})
	b.inLine = append(b.inLine, terms)
}

// wordByWord is a text with nothing but its words.
func wordByWord(text string) string { return strings.Join(splitWords(text), " ") }

// termsOf gives the terms of a text, adding those that are new.
func (b *builder) termsOf(text string) []int32 {
	words := searchWords(text)
	terms := make([]int32, len(words))
	for i, word := range words {
		term, seen := b.raw[word]
		if !seen {
			root := stem(word)
			if term, seen = b.terms[root]; !seen {
				term = b.newTerm()
				b.terms[root] = term
			}
			b.raw[word] = term
		}
		terms[i] = term
	}
	return terms
}

// pairsOf gives the terms for neighbours among terms, adding those that are new.
func (b *builder) pairsOf(terms []int32) []int32 {
	pairs := make([]int32, 0, len(terms))
	for i := 0; i+1 < len(terms); i++ {
		both := pairOf(terms[i], terms[i+1])
		term, seen := b.pairs[both]
		if !seen {
			term = b.newTerm()
			b.pairs[both] = term
		}
		pairs = append(pairs, term)
	}
	return pairs
}

// pairOf is the key of two terms side by side.
func pairOf(one, other int32) uint64 { return uint64(uint32(one))<<32 | uint64(uint32(other)) }

func (b *builder) newTerm() int32 { return int32(len(b.terms) + len(b.pairs)) }

// weigh computes what each term weighs in each subject (BM25F) and how telling it is.
func (b *builder) weigh() {
	n := b.newTerm()
	b.inSubjects, b.idf = make([][]posting, n), make([]float32, n)
	var average [fieldCount]float64
	for _, lengths := range b.lengths {
		for where, length := range lengths {
			average[where] += length / float64(b.subjects)
		}
	}
	for subject, uses := range b.uses {
		slices.Sort(uses)
		for len(uses) > 0 {
			term, weight := uses[0]/8, 0.0
			for len(uses) > 0 && uses[0]/8 == term {
				where := uses[0] % 8
				flat := fieldFlat[where]
				long := 1 - flat + flat*b.lengths[subject][where]/max(average[where], 1)
				weight += fieldWeight[where] / long
				uses = uses[1:]
			}
			b.inSubjects[term] = append(b.inSubjects[term], posting{int32(subject), float32(weight / (saturation + weight))})
		}
	}
	for term, list := range b.inSubjects {
		b.idf[term] = float32(b.rarity(float64(len(list))))
	}
	b.weighLines()
}

// rarity is how telling a term is that so many subjects have.
func (x *index) rarity(have float64) float64 {
	return math.Log(1 + (float64(x.subjects)-have+0.5)/(have+0.5))
}

func (b *builder) weighLines() {
	b.inLines = make([][]int32, len(b.idf))
	for i, terms := range b.inLine {
		sum := 0.0
		for j, term := range terms {
			if !slices.Contains(terms[:j], term) {
				sum += float64(b.idf[term]) * float64(b.idf[term])
				b.lines[i].mass += b.idf[term]
				b.inLines[term] = append(b.inLines[term], int32(i))
			}
		}
		b.lines[i].norm = float32(math.Sqrt(sum))
	}
}

func (b *builder) filePassages() {
	b.inPassages = make([][]int32, len(b.idf))
	for i, p := range b.passages {
		for j, term := range p.terms {
			if !slices.Contains(p.terms[:j], term) {
				b.inPassages[term] = append(b.inPassages[term], int32(i))
			}
		}
	}
}

// learn learns from questions heard which words go with which subject and passage.
func (b *builder) learn(l *Library) {
	v, lessons := readLessons(l)
	b.kinship = newKinship(v, lessons, len(b.entries))
	b.leaning = newLeaning(v, lessons, b.subjects, leanEven, func(l lesson) int32 {
		if int(l.subject) == b.subjects {
			return -1 // about something else
		}
		return l.subject
	})
	b.bearing = newLeaning(v, lessons, len(b.passages), bearEven, func(l lesson) int32 { return l.passage })
}

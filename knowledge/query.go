package knowledge

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// concept is one thing a question speaks of: a word and what else it may be called.
type concept struct {
	word   string
	ways   []way
	weight float32 // how telling it is, whether the pack has it or not
	known  bool    // the pack has it, or a synonym
	aside  bool    // the asker says that it is not meant
}

// way is a term for a concept and how good it is: 1 for the word itself.
type way struct {
	term   int32
	weight float32
}

// query is a question as the search reads it.
type query struct {
	concepts  []concept
	corrected []Correction
	length    int // words, stop words too
	outside   int // words and phrases of subjects the pack does not hold
}

// read turns a question into concepts.
func (x *index) read(question string) query {
	q := query{}
	words := rawWords(question)
	q.length = len(words)
	aside := 0 // words still to come that the asker sets aside
	var kept []asked
	for i, word := range words {
		low := strings.ToLower(word)
		aside = max(aside-1, setsAside(words[i:]))
		if word == "IT" {
			low = "ict"
		}
		right, slip := low, false
		if !stopWords[low] {
			right, slip = x.correct(low)
		}
		if slip {
			q.corrected = append(q.corrected, Correction{low, right})
		}
		if right != "" && !determiners[right] {
			kept = append(kept, asked{right, stem(right), stopWords[right], aside > 0})
		}
	}
	x.conceive(&q, kept)
	q.outside = x.outside(splitWords(question))
	return q
}

// asked is a word of a question.
type asked struct {
	word, stem  string
	stop, aside bool
}

// setsAside says how many words from here on are named only to say that they are not meant.
func setsAside(words []string) int {
	two := strings.ToLower(strings.Join(words[:min(2, len(words))], " "))
	switch two {
	case "instead of", "rather than", "opposed to", "distinct from", "other than", "if not", "as against":
		return 5
	}
	return 0
}

// conceive makes the concepts of a question's words: each word with its synonyms, and each phrase that has some.
func (x *index) conceive(q *query, words []asked) {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.stem
	}
	covered := 0 // words up to here belong to a phrase
	for i, w := range words {
		c, whole := concept{word: w.word}, concept{}
		if term, ok := x.terms[w.stem]; ok && !w.stop {
			c.add(term, 1)
		}
		groups := 0
		for _, p := range x.phrases[w.stem] {
			if !p.same && p.length(all[i+1:]) == 1 {
				groups++
			}
		}
		for _, p := range x.phrases[w.stem] {
			n := p.length(all[i+1:])
			weight := float32(tune.synonym)
			if p.same {
				weight = float32(tune.same)
			} else if n == 1 {
				weight /= float32(1 + tune.spread*float64(groups-1))
			}
			switch {
			case n == 0:
				continue
			case n > 1:
				covered = max(covered, i+n)
				whole.word = strings.Join(all[i:i+n], " ")
				for _, term := range p.words {
					whole.add(term, weight)
				}
			case i >= covered:
				for _, term := range p.words {
					c.add(term, weight)
				}
			}
			for _, terms := range p.spelt {
				for _, term := range terms {
					part := concept{word: w.word + "=" + strconv.Itoa(int(term))}
					part.add(term, weight)
					q.add(x, part)
				}
			}
		}
		c.aside, whole.aside = w.aside, w.aside
		if len(whole.ways) > 0 {
			q.add(x, whole)
		}
		if len(c.ways) > 0 || i >= covered && !w.stop {
			q.add(x, c)
		}
	}
}

func (c *concept) add(term int32, weight float32) {
	for i := range c.ways {
		if c.ways[i].term == term {
			c.ways[i].weight = max(c.ways[i].weight, weight)
			return
		}
	}
	c.ways = append(c.ways, way{term, weight})
}

// add puts a concept in, unless the question has named it already.
func (q *query) add(x *index, c concept) {
	for _, other := range q.concepts {
		if other.word == c.word || len(c.ways) > 0 && len(other.ways) > 0 && c.ways[0].term == other.ways[0].term && c.ways[0].weight == 1 {
			return
		}
	}
	c.known = len(c.ways) > 0
	most := float32(math.Log(1 + float64(x.subjects)/1.5))
	switch {
	case !c.known:
		c.weight = most * float32(tune.unknown)
	case c.ways[0].weight == 1:
		c.weight = x.idf[c.ways[0].term]
	default:
		for _, w := range c.ways {
			c.weight = max(c.weight, x.idf[w.term])
		}
	}
	if c.aside {
		c.weight *= float32(tune.aside)
		for i := range c.ways {
			c.ways[i].weight *= float32(tune.aside)
		}
	}
	q.concepts = append(q.concepts, c)
}

// correct gives the word that is meant, and whether it was a slip. Only words that neither the pack nor the list of
// English words has are corrected; one that is near nothing is given back as it is, a very short one as nothing.
func (x *index) correct(word string) (string, bool) {
	if _, ok := x.raw[word]; ok {
		return word, false
	}
	if _, ok := x.terms[stem(word)]; ok || isEnglish(word) {
		return word, false
	}
	if x.phrases[stem(word)] != nil {
		return word, false
	}
	limit := slips(word)
	if limit == 0 {
		return "", false
	}
	letters := lettersOf(word)
	best, bestCost := "", 1e9
	for _, s := range x.words {
		if abs(len(s.word)-len(word)) > limit || popcount(s.letters^letters) > 2*limit {
			continue
		}
		d := distance(word, s.word, limit)
		if d > limit {
			continue
		}
		cost := float64(d) * 10
		if s.letters == letters {
			cost -= 3
		} else if len(s.word) == len(word) {
			cost += 1.5
		}
		if s.word[0] != word[0] {
			cost += 4
		}
		if s.word[len(s.word)-1] != word[len(word)-1] {
			cost += 1
		}
		cost -= math.Min(2.5, math.Log(float64(1+s.times))/2)
		if cost < bestCost {
			best, bestCost = s.word, cost
		}
	}
	if best == "" {
		return word, false
	}
	return best, true
}

func popcount(n uint32) int {
	count := 0
	for ; n != 0; n &= n - 1 {
		count++
	}
	return count
}

// scored is how well a subject answers.
type scored struct {
	subject             int32
	score               float64
	body, line, passage float64
}

// rank scores every subject that has anything of the question, best first.
func (x *index) rank(q query) []scored {
	body := make([]float32, x.subjects)
	once := make([]float32, x.subjects)
	lineDot := make([]float32, len(x.lines))
	lineOnce := make([]float32, len(x.lines))
	var touched, lineTouched []int32
	norm := 0.0
	ideal := 0.0
	for _, c := range q.concepts {
		norm += float64(c.weight) * float64(c.weight)
		ideal += float64(c.weight)
		touched, lineTouched = touched[:0], lineTouched[:0]
		for _, w := range c.ways {
			idf := x.idf[w.term]
			for _, p := range x.found[w.term] {
				s := w.weight * idf * p.weight
				if once[p.subject] == 0 {
					touched = append(touched, p.subject)
				}
				once[p.subject] = max(once[p.subject], s)
			}
			for _, l := range x.inLines[w.term] {
				if lineOnce[l] == 0 {
					lineTouched = append(lineTouched, l)
				}
				lineOnce[l] = max(lineOnce[l], w.weight*idf*idf)
			}
		}
		for _, s := range touched {
			body[s] += once[s]
			once[s] = 0
		}
		for _, l := range lineTouched {
			lineDot[l] += lineOnce[l]
			lineOnce[l] = 0
		}
	}
	if ideal == 0 {
		return nil
	}
	norm = math.Sqrt(norm)
	best := make([]float64, x.subjects)
	for i, l := range x.lines {
		if lineDot[i] > 0 {
			best[l.subject] = max(best[l.subject], float64(lineDot[i])/(float64(l.norm)*norm))
		}
	}
	var list []scored
	for s := range x.subjects {
		if body[s] == 0 {
			continue
		}
		each := scored{subject: int32(s), body: float64(body[s]) / ideal, line: best[s]}
		if s < len(x.entries) {
			each.passage = x.bestPassage(s, q) / ideal
		}
		each.score = each.body + tune.line*each.line + tune.passage*each.passage
		list = append(list, each)
	}
	slices.SortStableFunc(list, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return list
}

func (x *index) bestPassage(s int, q query) float64 {
	best := 0.0
	for _, p := range x.passages[s] {
		best = max(best, x.passageScore(p, q))
	}
	return best
}

func (x *index) passageScore(p passageWords, q query) float64 {
	sum := 0.0
	for _, c := range q.concepts {
		once := 0.0
		for _, w := range c.ways {
			if contains(p.terms, w.term) {
				once = max(once, float64(w.weight*x.idf[w.term]))
			}
		}
		sum += once
	}
	return sum
}

// outside counts the words and phrases of a question that belong to subjects the pack does not hold.
func (x *index) outside(words []string) int {
	count := 0
	for i := 0; i < len(words); i++ {
		longest := 0
		for _, rest := range x.elsewhere[singular(words[i])] {
			if n := 1 + len(rest); n > longest && i+n <= len(words) && sameWords(rest, words[i+1:i+n]) {
				longest = n
			}
		}
		if longest > 0 {
			count++
			i += longest - 1
		}
	}
	return count
}

func sameWords(a, b []string) bool {
	for i := range a {
		if singular(a[i]) != singular(b[i]) {
			return false
		}
	}
	return true
}

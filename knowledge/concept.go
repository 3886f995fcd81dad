package knowledge

import (
	"slices"
	"strings"
)

// concept is one thing a question speaks of: a word, a pair of words or a phrase, and what else it may be called.
type concept struct {
	name   string
	ways   []way
	weight float32 // how telling it is
	pair   bool    // two words side by side, each of which is a concept of its own
	aside  bool    // the asker says that it is not meant
}

// way is a term for a concept and how good it is: 1 for the word itself.
type way struct {
	term  int32
	share float32
}

// counts says whether the concept says what the question is about.
func (c concept) counts() bool { return len(c.ways) > 0 && !c.pair && !c.aside }

func (c *concept) add(term int32, share float32) {
	for i := range c.ways {
		if c.ways[i].term == term {
			c.ways[i].share = max(c.ways[i].share, share)
			return
		}
	}
	c.ways = append(c.ways, way{term, share})
}

// conceivePairs makes a concept of each two searched words side by side that stand so in the pack.
func (x *index) conceivePairs(q *query, words []asked) {
	last := int32(-1)
	for _, w := range words {
		if w.stop {
			continue
		}
		term, known := x.terms[w.stem]
		if !known || w.aside {
			last = -1
			continue
		}
		if both, ok := x.pairs[pairOf(last, term)]; ok {
			q.concepts = append(q.concepts, concept{
				name: "+" + w.word, ways: []way{{both, pairShare}}, weight: x.idf[both] * pairShare, pair: true,
			})
		}
		last = term
	}
}

// conceive makes a concept of each word, with its synonyms, and of each phrase that has some.
func (x *index) conceive(q *query, words []asked) {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = w.stem
	}
	covered := 0 // words up to here belong to a phrase
	for i, w := range words {
		word, whole := concept{name: w.word, aside: w.aside}, concept{aside: w.aside}
		if term, ok := x.terms[w.stem]; ok && !w.stop {
			word.add(term, 1)
		}
		share := x.nearShareOf(stems[i:])
		for _, p := range x.phrases[w.stem] {
			n := p.length(stems[i+1:])
			switch {
			case n == 0:
				continue
			case n > 1:
				covered = max(covered, i+n)
				whole.name = strings.Join(stems[i:i+n], " ")
				whole.addAll(p.words, p.share(nearShare))
			case i >= covered:
				word.addAll(p.words, p.share(share))
			}
			if len(p.spelt) > 0 {
				covered = max(covered, i+1)
				x.addSpelt(q, w.word, p)
			}
		}
		x.put(q, whole)
		if len(word.ways) > 0 || i >= covered && !w.stop {
			x.put(q, word)
		}
	}
}

// nearShareOf is what a synonym of the first stem counts: the more groups the word is in, the less each says.
func (x *index) nearShareOf(stems []string) float32 {
	groups := 0
	for _, p := range x.phrases[stems[0]] {
		if !p.same && len(p.rest) == 0 {
			groups++
		}
	}
	return nearShare / (1 + groupShare*float32(max(groups-1, 0)))
}

func (c *concept) addAll(terms []int32, share float32) {
	for _, term := range terms {
		c.add(term, share)
	}
}

// addSpelt makes a concept of each word of what an abbreviation stands for.
func (x *index) addSpelt(q *query, short string, p phrase) {
	for _, term := range p.spelt {
		part := concept{name: short}
		part.add(term, sameShare)
		x.put(q, part)
	}
}

// put adds a concept with its weight, unless it is empty of meaning or the question has named it already.
func (x *index) put(q *query, c concept) {
	if c.name == "" || slices.ContainsFunc(q.concepts, c.repeats) {
		return
	}
	switch {
	case len(c.ways) == 0:
		c.weight = foreign * float32(x.rarity(1))
	case c.ways[0].share == 1:
		c.weight = x.idf[c.ways[0].term]
	default:
		for _, w := range c.ways {
			c.weight = max(c.weight, x.idf[w.term])
		}
	}
	if c.aside {
		c.weight *= asideShare
		for i := range c.ways {
			c.ways[i].share *= asideShare
		}
	}
	q.concepts = append(q.concepts, c)
}

// repeats says whether another concept is the same: the same word in another form, or the same phrase.
func (c concept) repeats(other concept) bool {
	if len(c.ways) == 0 || len(other.ways) == 0 {
		return c.name == other.name
	}
	return c.name == other.name && c.ways[0].term == other.ways[0].term || c.ways[0] == other.ways[0] && c.ways[0].share == 1
}

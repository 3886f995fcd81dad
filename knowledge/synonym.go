package knowledge

import "slices"

// phrase is a member of a group of synonyms, as a question may use it.
type phrase struct {
	rest  []string // the stems that follow the first one
	words []int32  // what else it may be called, in one word
	spelt []int32  // the words of what an abbreviation stands for: the first of several words in its group
	same  bool     // the group holds names of one thing
}

// fileSynonyms files each member of each group under its first stem.
func (b *builder) fileSynonyms(groups []synonyms) {
	b.phrases = map[string][]phrase{}
	for _, group := range groups {
		var members [][]string
		for _, member := range group.words {
			if stems := stems(member); len(stems) > 0 && !stopWords[member] {
				members = append(members, stems)
			}
		}
		for i, member := range members {
			p := phrase{rest: member[1:], same: group.same}
			for j, other := range members {
				if i != j {
					b.addOther(&p, other)
				}
			}
			b.phrases[member[0]] = append(b.phrases[member[0]], p)
		}
	}
}

// addOther notes another member of a phrase's group, if the pack has all its words.
func (b *builder) addOther(p *phrase, other []string) {
	terms := make([]int32, len(other))
	for i, each := range other {
		term, ok := b.terms[each]
		if !ok {
			return
		}
		terms[i] = term
	}
	switch {
	case len(terms) == 1:
		p.words = append(p.words, terms[0])
	case p.same && len(p.rest) == 0 && p.spelt == nil:
		p.spelt = terms
	}
}

// length is how many stems the phrase takes, of which the first one is known to fit; 0 when the others do not follow.
func (p phrase) length(after []string) int {
	if len(p.rest) > len(after) || !slices.Equal(p.rest, after[:len(p.rest)]) {
		return 0
	}
	return 1 + len(p.rest)
}

// share is what a synonym counts: more in a group of names of one thing.
func (p phrase) share(near float32) float32 {
	if p.same {
		return sameShare
	}
	return near
}

// determiners are left out of phrases, so that "in my ears" is "in the ears".
var determiners = wordSet("a an the my our your his her its their this that these those some any")

// stems are the stems of a phrase's words, without determiners.
func stems(text string) []string {
	var kept []string
	for _, word := range splitWords(text) {
		if !determiners[word] {
			kept = append(kept, stem(word))
		}
	}
	return kept
}

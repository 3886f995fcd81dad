package knowledge

// fileElsewhere files the words and phrases of subjects the pack does not hold under their first words.
func (b *builder) fileElsewhere(list []string) {
	b.elsewhere = map[string][][]string{}
	for _, each := range list {
		if words := splitWords(each); len(words) > 0 {
			first := singular(words[0])
			b.elsewhere[first] = append(b.elsewhere[first], words[1:])
		}
	}
}

// outside counts the words and phrases of a question that belong to subjects the pack does not hold. A word that
// stands beside another as it does in an entry is not one of them: "work and pensions".
func (x *index) outside(words []string, inPairs map[string]bool) int {
	count := 0
	for i := 0; i < len(words); {
		longest := 0
		for _, rest := range x.elsewhere[singular(words[i])] {
			if sameWords(rest, words[i+1:]) {
				longest = max(longest, 1+len(rest))
			}
		}
		if longest > 1 || longest == 1 && !inPairs[words[i]] {
			count++
		}
		i += max(longest, 1)
	}
	return count
}

// inPairs are the words of a question that stand side by side in an entry too.
func (x *index) inPairs(words []asked) map[string]bool {
	found := map[string]bool{}
	var last asked
	for _, w := range words {
		if w.stop {
			continue
		}
		one, known := x.terms[last.stem]
		other, also := x.terms[w.stem]
		if both, ok := x.pairs[pairOf(one, other)]; ok && known && also && x.held(both) {
			found[last.word], found[w.word] = true, true
		}
		last = w
	}
	return found
}

// held says whether an entry, and not only a decoy, has a term.
func (x *index) held(term int32) bool {
	list := x.inSubjects[term]
	return len(list) > 0 && int(list[0].subject) < len(x.entries)
}

// sameWords says whether the words stand at the start of others, plural or not.
func sameWords(words, others []string) bool {
	if len(words) > len(others) {
		return false
	}
	for i, word := range words {
		if singular(word) != singular(others[i]) {
			return false
		}
	}
	return true
}

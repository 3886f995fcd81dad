package knowledge

import (
	"iter"
	"strings"
)

// query is a question as the search reads it.
type query struct {
	concepts  []concept
	words     []string  // as they were understood
	meant     []int32   // the terms to learn from of those among them that are not set aside
	bears     []float64 // by passage: the learned share of questions with these terms; nil when none was ever seen
	corrected []Correction
	wants     kindOfFact
	ask       int32 // the subject of which it is an ask, word by word; -1 for none

	outside int // words and phrases of subjects the pack does not hold
	things  int // concrete things that the pack does not have
	names   int // words that are neither in the pack nor English
	plain   int // other English words that the pack does not have
}

// asked is a word of a question.
type asked struct {
	word, stem string
	stop       bool // not searched for alone
	aside      bool // named only to say that it is not meant
}

// read turns a question into concepts.
func (x *index) read(question string) query {
	q := query{ask: -1}
	if subject, ok := x.exactly[wordByWord(question)]; ok {
		q.ask = subject
	}
	var kept []asked
	var meant []string
	for _, clause := range clauses(question) {
		for word := range rawWords(clause.text) {
			for part := range apart(word) {
				w := x.understand(&q, part)
				w.aside = clause.aside
				if w.word != "" {
					q.words = append(q.words, w.word)
				}
				if w.word != "" && !w.aside {
					meant = append(meant, w.word)
				}
				if w.word != "" && !determiners[w.word] {
					kept = append(kept, w)
				}
			}
		}
	}
	q.meant = x.leaning.termsOf(meant)
	q.bears = x.bearing.likely(q.meant)
	q.wants = wanted(strings.ToLower(question))
	q.outside = x.outside(splitWords(question), x.inPairs(kept))
	if n := len(q.corrected); n > 1 { // who slips so often may mean another word by one that is right
		q.things, q.plain, q.outside = q.things/n, q.plain/n, q.outside/n
	}
	x.conceivePairs(&q, kept)
	x.conceive(&q, kept)
	return q
}

// understand corrects a word, and counts it if the pack does not have it.
func (x *index) understand(q *query, word string) asked {
	if stopWords[word] {
		return asked{word: word, stem: stem(word), stop: true}
	}
	right, slip := x.correct(word)
	if slip {
		q.corrected = append(q.corrected, Correction{word, right})
	}
	w := asked{word: right, stem: stem(right), stop: stopWords[right]}
	_, known := x.terms[w.stem]
	switch {
	case known || w.stop || right == "" || x.phrases[w.stem] != nil:
	case isThing(right):
		q.things++
	case isEnglish(right):
		q.plain++
	default:
		q.names++
	}
	return w
}

// searchWords are the words of a text that are searched for.
func searchWords(text string) []string {
	var kept []string
	for word := range rawWords(text) {
		for part := range apart(word) {
			if !stopWords[part] {
				kept = append(kept, part)
			}
		}
	}
	return kept
}

// apart gives a word as the search takes it: in lower case, "IT" as "ict" lest it be lost as a pronoun, and "SCS1"
// as "scs" and "1".
func apart(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if word == "IT" {
			yield("ict")
			return
		}
		low := strings.ToLower(word)
		if last := low[len(low)-1]; last < '0' || last > '9' {
			yield(low)
			return
		}
		digits := strings.TrimLeft(low, "abcdefghijklmnopqrstuvwxyz")
		n := len(low) - len(digits)
		if n < 2 || strings.Trim(digits, "0123456789") != "" {
			yield(low)
			return
		}
		if yield(low[:n]) {
			yield(digits)
		}
	}
}

// stopWords are not searched for, except as part of a phrase that has synonyms.
var stopWords = wordSet(`a about above actually after again all also am an and any anybody anyone anything are arent as at be
	because been before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing dont
	each else ever every everybody everyone everything few for from further get gets getting give go going gone got had has
	hasnt have havent having he hello help her here hers herself hi him himself his how however i id if ill im in into is isnt
	it its itself ive just let lets like may me might mine more most much must my no nobody nor not nothing now of off oh
	ok on once one only or other others ought our ours ourselves out over own please quite rather really same shall she should
	shouldnt so some somebody someone something sorry still such sure than thank thanks that thats the their theirs them
	themselves then there theres these they theyre theyve thing things this those though through to too um under until up upon us
	very want wants was wasnt we well were weve what whats whatever when where whether which while who whom whos whose why will
	with within without wont would wouldnt yes yet you youd your youre yours tell told say says said mean means
	know knows knew shd w wr youve youll theyd theyll theyve hed itd itll thatd thatll whod wholl whove whatd whatll howd hows
	wheres whens therell thered heres hadnt neednt mustnt mightnt shant oughtnt darent couldve shouldve wouldve mightve mustve`)

package knowledge

import "math"

// What speaks for and against an answer. The numbers were fitted (logistic regression) to the questions in
// testdata, to each entry's and decoy's asks with the asked one taken out, and to questions about other things.
const (
	sureBase     = -1.2
	sureScore    = 0.19  // times the logarithm of the best entry's score
	sureConcepts = 3.3   // times the logarithm of 1 + the concepts the pack knows, at most eight
	sureExact    = 1.2   // the question's concepts are those of a title, an alias or an ask
	sureAsk      = 2.0   // the question is an ask, word by word
	sureDecoy    = -3.9  // times the best decoy's score, as a share of the best entry's
	sureOutside  = -10.9 // for each word or phrase of a subject the pack does not hold
	sureThing    = -4.0  // for each concrete thing the pack does not have
	sureName     = -2.35 // for each word that is neither in the pack nor English
	surePlain    = -1.4  // for each other English word the pack does not have
	sureMiss     = -0.72 // times the weight of the most telling concept that the best entry lacks
	sureLacks    = -2.7  // a number or a sum is asked for and the best entry's best passages have none
)

// notAtAll is the confidence in an answer when a decoy answers better, or nothing does.
const notAtAll = -10

// confidence is how sure it is that the best entry answers the question; above 0 it is shown.
func (x *index) confidence(q query, entries []scored, decoy float64) float64 {
	if len(entries) == 0 || decoy >= entries[0].score {
		return notAtAll
	}
	best := entries[0]
	known := 0
	for _, c := range q.concepts {
		if c.counts() {
			known++
		}
	}
	diluted := 1 / (1 + 0.15*float64(known)) // a stray word matters less in a long question
	sum := sureBase + sureScore*math.Log(0.05+best.score) +
		sureConcepts*math.Log(1+float64(min(known, 8))) +
		sureDecoy*decoy/best.score +
		sureMiss*diluted*x.missing(best.subject, q) +
		sureOutside*diluted*float64(q.outside) + sureThing*diluted*float64(q.things) +
		sureName*diluted*float64(q.names) + surePlain*diluted*float64(q.plain)
	if best.line >= 0.97 {
		sum += sureExact
	}
	if q.ask == best.subject {
		sum += sureAsk
	}
	for _, kind := range []kindOfFact{aNumber, aSum} {
		if q.wants&kind != 0 && !x.hasFact(best.subject, q, kind) {
			sum += sureLacks
		}
	}
	return sum
}

// missing is the weight of the most telling concept of the question that a subject lacks.
func (x *index) missing(subject int32, q query) float64 {
	most := float32(0)
	for _, c := range q.concepts {
		if c.counts() && !x.has(subject, c) {
			most = max(most, c.weight)
		}
	}
	return float64(most)
}

// has says whether a subject has a concept by any of its ways.
func (x *index) has(subject int32, c concept) bool {
	for _, w := range c.ways {
		for _, p := range x.inSubjects[w.term] {
			if p.subject == subject {
				return true
			}
		}
	}
	return false
}

// hasFact says whether one of an entry's passages that fit the question best has a fact of this kind.
func (x *index) hasFact(entry int32, q query, kind kindOfFact) bool {
	var best, fitting float64
	for _, p := range x.passages[x.first[entry]:x.first[entry+1]] {
		score := 0.0
		for _, c := range q.concepts {
			score += x.in(p.terms, c)
		}
		best = max(best, score)
		if p.facts&kind != 0 {
			fitting = max(fitting, score)
		}
	}
	return fitting > 0 && fitting >= 0.6*best
}

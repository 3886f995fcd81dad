package knowledge

import "math"

// What speaks for and against an answer. The numbers were fitted (logistic regression) to each entry's and decoy's
// asks with the asked one taken out, to the questions heard with some of them taken out, and to those of testdata
// that are not held out.
const (
	sureBase      = -2.2
	sureScore     = 2.37  // times the logarithm of the best entry's score
	sureConcepts  = 1.81  // times the logarithm of 1 + the concepts the pack knows, at most eight
	sureLine      = -1.01 // times the likeness to the name or ask most like the question, of which the score is full
	sureShort     = 3.42  // times the shortness of the question
	sureKin       = 1.23  // times how much the words speak for a question about any entry
	sureKinShort  = -1.24 // times both: in few words that says less
	sureLikely    = 1.38  // times the learned share of the entry that the words speak for most
	sureElsewhere = -2.18 // times that of the decoy
	sureDecoy     = -2.09 // times the best decoy's score, as a share of the best entry's
	sureOutside   = -3.64 // for each word or phrase of a subject the pack does not hold
	sureThing     = -2.51 // for each concrete thing the pack does not have
	sureName      = -1.23 // for each word that is neither in the pack nor English
	surePlain     = -0.55 // for each other English word the pack does not have
	sureMiss      = -0.49 // times the weight of the most telling concept that the best entry lacks
	sureLacks     = -0.91 // a number or a sum is asked for and the best entry's best passages have none
)

// notAtAll is the confidence in an answer when a decoy answers better, or nothing does.
const notAtAll = -10

// confidence is how sure it is that the best entry answers the question; above 0 it is shown.
func (x *index) confidence(q query, entries []scored, decoy scored) float64 {
	if len(entries) == 0 || decoy.score >= entries[0].score {
		return notAtAll
	}
	best, likely := entries[0], 0.0
	for _, e := range entries {
		likely = max(likely, e.likely)
	}
	known := q.known()
	diluted := 1 / (1 + 0.15*float64(known)) // a stray word matters less in a long question
	short := q.shortness()
	kin := x.kinship.of(q.words)
	if kin < 0 { // who names one of our subjects asks about it, in whatever words
		kin *= 1 - min(best.whole, 1)
	}
	sum := sureBase + sureScore*math.Log(0.05+best.score) + sureConcepts*math.Log(1+float64(min(known, 8))) +
		sureLine*best.line + sureShort*short + sureKin*kin + sureKinShort*kin*short +
		sureLikely*likely + sureElsewhere*decoy.likely + sureDecoy*decoy.score/best.score +
		sureMiss*diluted*x.missing(best.subject, q) +
		sureOutside*diluted*float64(q.outside) + sureThing*diluted*float64(q.things) +
		sureName*diluted*float64(q.names) + surePlain*diluted*float64(q.plain)
	for _, kind := range []kindOfFact{aNumber, aSum} {
		if q.wants&kind != 0 && !x.hasFact(best.subject, q, kind) {
			sum += sureLacks
		}
	}
	return sum
}

// shortness is 1 for no words, and the less the more there are.
func (q query) shortness() float64 { return 1 / (1 + float64(len(q.words))/3) }

// known counts the concepts of the question that the pack has.
func (q query) known() int {
	n := 0
	for _, c := range q.concepts {
		if c.counts() {
			n++
		}
	}
	return n
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

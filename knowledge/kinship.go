package knowledge

import "math"

// kinship is how much each term speaks for a question's being about any of the entries at all.
type kinship struct {
	*vocabulary
	ours []float32 // by term: above 0 for, below against
}

// newKinship contrasts the lessons about entries, which are the subjects up to ours, with the others.
func newKinship(v *vocabulary, lessons []lesson, ours int) *kinship {
	var sums [2]float64
	worth := [2][]float64{make([]float64, len(v.rare)), make([]float64, len(v.rare))}
	for _, l := range lessons {
		side := 0
		if int(l.subject) >= ours {
			side = 1
		}
		length := v.length(l.terms)
		for _, t := range l.terms {
			worth[side][t] += float64(v.rare[t] / length)
			sums[side] += float64(v.rare[t] / length)
		}
	}
	k := &kinship{v, make([]float32, len(v.rare))}
	unseen := leanUnseen * float64(len(v.rare))
	for t := range k.ours {
		k.ours[t] = float32(math.Log((worth[0][t]+leanUnseen)/(sums[0]+unseen)) - math.Log((worth[1][t]+leanUnseen)/(sums[1]+unseen)))
	}
	return k
}

// of is how much the words of a question speak for its being about the entries at all: above 0 for, below against.
func (k *kinship) of(words []string) float64 {
	terms := k.termsOf(words)
	if len(terms) == 0 {
		return 0
	}
	sum := 0.0
	for _, t := range terms {
		sum += float64(k.rare[t] * k.ours[t])
	}
	return sum / float64(k.length(terms))
}

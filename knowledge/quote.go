package knowledge

import (
	"cmp"
	"slices"
)

// quote scores the passages of the first three entries, best first, but one of the best entry before all others.
func (x *index) quote(q query, entries []scored) []Quote {
	var quotes []Quote
	for place, s := range entries[:min(3, len(entries))] {
		bonus := s.score / entries[0].score * quoteEntry
		if place == 0 {
			bonus += quoteFirst
		}
		quotes = append(quotes, x.quotesFrom(s.subject, q, bonus)...)
	}
	slices.SortStableFunc(quotes, func(a, b Quote) int { return cmp.Compare(b.Score, a.Score) })
	best := slices.IndexFunc(quotes, func(each Quote) bool { return each.Entry == x.entries[entries[0].subject] })
	first := quotes[best]
	return slices.Insert(slices.Delete(quotes, best, best+1), 0, first)
}

// quotesFrom scores every passage of an entry.
func (x *index) quotesFrom(entry int32, q query, bonus float64) []Quote {
	e := x.entries[entry]
	sections := e.everySection()
	first := x.first[entry]
	passages := x.passages[first:x.first[entry+1]]
	shares := x.sharesIn(entry, passages, q)
	var quotes []Quote
	for at, p := range passages {
		score := bonus
		for i, c := range q.concepts {
			score += x.in(p.terms, c) * shares[i] / q.ideal()
		}
		if q.bears != nil {
			score += quoteBears * (1 - leanShort*q.shortness()) * q.bears[int(first)+at]
		}
		if q.wants&p.facts != 0 {
			score += quoteFact
		}
		if p.section == 0 && p.passage == 0 {
			score += quoteLead
		}
		section := sections[p.section]
		quotes = append(quotes, Quote{e, section.Heading, section.Passages[p.passage], score})
	}
	return quotes
}

// sharesIn says how far each concept counts in choosing among an entry's passages: less the more of them have it,
// and least if it is in the title, for then all are about it.
func (x *index) sharesIn(entry int32, passages []passageAt, q query) []float64 {
	shares := make([]float64, len(q.concepts))
	for i, c := range q.concepts {
		have := 0.0
		for _, p := range passages {
			if x.in(p.terms, c) > 0 {
				have += 1 / float64(len(passages))
			}
		}
		if x.in(x.titles[entry], c) > 0 {
			have = 1
		}
		shares[i] = 1 - quoteKnown*have
	}
	return shares
}

// in is what a concept weighs among terms, by the best of its ways.
func (x *index) in(terms []int32, c concept) float64 {
	best := float32(0)
	for _, w := range c.ways {
		if worth := w.share * x.idf[w.term]; worth > best && slices.Contains(terms, w.term) {
			best = worth
		}
	}
	return float64(best)
}

package knowledge

// fieldName says where in a subject a word stands.
type fieldName int32

const (
	inTitle fieldName = iota
	inAliases
	inAsks
	inHeadings // with the summary
	inBody
	fieldCount
)

// The constants of the ranking, a BM25F with additions. They were searched for at random, keeping what answered more
// of the questions in testdata, and more of each entry's asks when the asked one is taken out.
var (
	fieldWeight = [fieldCount]float64{3, 3.2, 4, 2.4, 1}
	// fieldFlat is how far a long field counts for less: 0 not at all, 1 in proportion.
	fieldFlat = [fieldCount]float64{0.4, 0.55, 0.25, 0.75, 0.6}
)

const (
	saturation = 4.0  // how soon more of the same word adds little
	lineShare  = 0.21 // the likeness to one name or ask, beside the words over all fields
	passShare  = 0.13 // the best single passage
	wholeShare = 0.18 // a name that the question holds whole
	nearShare  = 0.29 // a synonym, beside the word itself
	sameShare  = 0.42 // another name for the same
	groupShare = 0.14 // how much less each synonym counts for every further group its word is in
	pairShare  = 0.32 // two words side by side, beside each alone
	leanShare  = 0.38 // the learned share of a subject
	bearShare  = 0.18 // that of its likeliest passage
	leanShort  = 0.9  // how far both count for less in few words
	asideShare = 0.1  // a word the asker sets aside
	foreign    = 2.0  // a word the pack does not have, beside the rarest it has
)

// The constants of choosing passages to quote.
const (
	quoteEntry = 0.5  // the score of the passage's entry, beside the best entry's
	quoteFirst = 0.12 // a passage of the best entry
	quoteLead  = 0.01 // the first paragraph
	quoteFact  = 0.1  // a number or a name where one is asked for
	quoteBears = 0.5  // the learned share of a passage
	quoteKnown = 0.8  // how much less a word counts that all passages of the entry have
)

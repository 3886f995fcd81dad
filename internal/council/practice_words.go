package council

import (
	"fmt"
	"strings"
)

// Topic is what a practice is about.
type Topic string

// The topics of the library.
const (
	TopicLeadership Topic = "leadership"
	TopicGovernance Topic = "governance"
	TopicChange     Topic = "change"
	TopicSourcing   Topic = "sourcing"
	TopicSharing    Topic = "sharing"
	TopicProfession Topic = "profession"
	TopicCouncil    Topic = "council"
)

// Topics lists the topics in the order in which they are shown.
var Topics = []Topic{TopicLeadership, TopicGovernance, TopicChange, TopicSourcing, TopicSharing, TopicProfession, TopicCouncil}

var topicLabels = map[Topic]string{
	TopicLeadership: "Leadership",
	TopicGovernance: "Governance",
	TopicChange:     "Organisational change",
	TopicSourcing:   "Strategic sourcing and supplier management",
	TopicSharing:    "Shared services",
	TopicProfession: "Professionalism",
	TopicCouncil:    "The council’s own",
}

// Label gives the topic's name as people read it; "Not stated" for the zero
// value.
func (t Topic) Label() string {
	if label, ok := topicLabels[t]; ok {
		return label
	}
	return "Not stated"
}

// ParseTopic reads what people write for a topic: its word, its name or a part
// of its name, such as "suppliers". The error is a *Problem that lists the
// topics.
func ParseTopic(text string) (Topic, error) {
	sought := strings.TrimSuffix(Fold(text), "s")
	for _, t := range Topics {
		if sought == strings.TrimSuffix(string(t), "s") || sought == strings.TrimSuffix(Fold(t.Label()), "s") {
			return t, nil
		}
	}
	for _, t := range Topics {
		if len(sought) > 3 && strings.Contains(" "+Fold(t.Label()), " "+sought) {
			return t, nil
		}
	}
	var labels []string
	for _, t := range Topics {
		labels = append(labels, Fold(t.Label()))
	}
	return "", &Problem{Field: "topic", Say: fmt.Sprintf("“%s” is not a topic of the library. Choose one of: %s.", cut(text), strings.Join(labels, "; "))}
}

// topicCues are words that point at a topic, each without the s of a plural.
var topicCues = map[string]Topic{
	"leadership": TopicLeadership, "leading": TopicLeadership, "stakeholder": TopicLeadership, "strategic": TopicLeadership, "strategy": TopicLeadership,
	"incident": TopicLeadership, "ownership": TopicLeadership, "innovation": TopicLeadership,
	"governance": TopicGovernance, "assurance": TopicGovernance, "risk": TopicGovernance, "security": TopicGovernance, "data": TopicGovernance,
	"commercial": TopicSourcing, "supplier": TopicSourcing, "financial": TopicSourcing, "sourcing": TopicSourcing, "contract": TopicSourcing, "asset": TopicSourcing,
	"change": TopicChange, "user": TopicChange, "delivery": TopicChange, "business": TopicChange, "product": TopicChange,
	"service": TopicSharing, "shared": TopicSharing, "sharing": TopicSharing, "continual": TopicSharing, "operational": TopicSharing, "community": TopicSharing,
	"capability": TopicProfession, "career": TopicProfession, "apprentice": TopicProfession, "skill": TopicProfession, "professional": TopicProfession,
}

// TopicFor gives the topic that most of some words point at; of equal ones the
// one shown first. It is empty when no word points at any.
func TopicFor(words string) Topic {
	points := map[Topic]int{}
	for word := range tellingWords(words) {
		if t := topicCues[word]; t != "" {
			points[t]++
		}
	}
	var best Topic
	for _, t := range Topics {
		if points[t] > points[best] {
			best = t
		}
	}
	return best
}

// CostBand is what a practice cost in all, roughly. The zero value means that
// nobody has said.
type CostBand string

// The cost bands, in money of the year in which it was done.
const (
	CostNone   CostBand = "none"
	CostLow    CostBand = "under-10k"
	CostMiddle CostBand = "10k-50k"
	CostHigh   CostBand = "50k-250k"
	CostMost   CostBand = "over-250k"
)

// CostBands lists the bands in the order in which they are shown.
var CostBands = []CostBand{CostNone, CostLow, CostMiddle, CostHigh, CostMost}

var costLabels = map[CostBand]string{
	CostNone: "Nothing but our time", CostLow: "Under £10,000", CostMiddle: "£10,000 to £50,000",
	CostHigh: "£50,000 to £250,000", CostMost: "Over £250,000",
}

// Label gives the band as people read it; "Not stated" for the zero value.
func (c CostBand) Label() string {
	if label, ok := costLabels[c]; ok {
		return label
	}
	return "Not stated"
}

// Again is whether those who did something would do it again.
type Again string

// The answers to "would we do it again?".
const (
	AgainYes Again = "yes"
	AgainBut Again = "but"
	AgainNo  Again = "no"
)

// Agains lists the answers in the order in which they are shown.
var Agains = []Again{AgainYes, AgainBut, AgainNo}

var againLabels = map[Again]string{AgainYes: "Yes", AgainBut: "Yes, but…", AgainNo: "No"}

// Label gives the answer as people read it; "Not stated" for the zero value.
func (a Again) Label() string {
	if label, ok := againLabels[a]; ok {
		return label
	}
	return "Not stated"
}

// Licence is who may read and reuse a practice, by the licence's SPDX name
// (spdx.org/licenses) where it has one.
type Licence string

// The licences of a practice.
const (
	LicenceOGL     Licence = "OGL-UK-3.0"
	LicenceCC      Licence = "CC-BY-4.0"
	LicenceMembers Licence = "members"
)

// Licences lists the licences in the order in which they are shown.
var Licences = []Licence{LicenceMembers, LicenceOGL, LicenceCC}

var licences = map[Licence]struct{ label, url string }{
	LicenceOGL:     {"Open Government Licence v3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"},
	LicenceCC:      {"Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"},
	LicenceMembers: {"Council members only", ""},
}

// Label gives the licence's name as people read it; "Not stated" for the zero
// value.
func (l Licence) Label() string {
	if licence, ok := licences[l]; ok {
		return licence.label
	}
	return "Not stated"
}

// URL gives the address of the licence's text; nothing when it has none.
func (l Licence) URL() string { return licences[l].url }

// Open reports whether anybody may read and reuse what is under the licence.
func (l Licence) Open() bool { return l.URL() != "" }

// Notice is the line that stands below a practice that anybody may reuse. The
// words for the Open Government Licence are those that the licence itself asks
// for where a provider gives none of its own
// (nationalarchives.gov.uk/doc/open-government-licence/version/3). Names and
// contact details are not under it. It is empty when the licence is not open.
func (l Licence) Notice() string {
	switch l {
	case LicenceOGL:
		return "Contains public sector information licensed under the Open Government Licence v3.0."
	case LicenceCC:
		return "Licensed under Creative Commons Attribution 4.0 International: reuse it, and say whose it is."
	}
	return ""
}

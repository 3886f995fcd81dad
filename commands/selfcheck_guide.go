package commands

import (
	"slices"

	"councilbot/knowledge"
)

// guides says which guidance to read about a skill, by the ids of both, where
// the pack itself links none to it. The choice is our judgement.
var guides = map[string]string{
	"adapting-to-delivery-methodologies":                   "organising-the-team",
	"applying-user-centred-insights":                       "local-digital-declaration",
	"architect-for-the-whole-context":                      "architecture-layers",
	"architecture-communication":                           "communicating-with-stakeholders",
	"asset-and-configuration-management":                   "itil",
	"business-analysis-it-operations":                      "working-with-stakeholders",
	"changing-security-culture":                            "communicating-with-staff",
	"commercial-perspective":                               "technology-code-of-practice",
	"community-collaboration":                              "practitioner-networks",
	"continual-service-improvement":                        "itil",
	"cyber-incident-management":                            "personal-data-breaches",
	"cyber-risk-management":                                "siro",
	"cyber-security-governance":                            "cyber-assessment-framework",
	"data-architecture":                                    "architecture-layers",
	"data-governance-leadership":                           "data-protection-officer",
	"data-risk-management":                                 "siro",
	"ensuring-resilience-of-digital-data-and-technology":   "cyber-assessment-framework",
	"enterprise-architecture":                              "architecture-layers",
	"financial-decision-making-for-technology":             "it-budget",
	"financial-management-for-digital-data-and-technology": "it-budget",
	"financial-ownership":                                  "it-budget",
	"governance-and-assurance":                             "it-governance",
	"innovation-in-digital-data-and-technology":            "digitalisation-almanac",
	"it-service-reporting":                                 "itil",
	"leading-digital-products-and-services":                "technology-code-of-practice",
	"leading-performance-and-benefits":                     "assess-your-maturity",
	"life-cycle-management":                                "technology-code-of-practice",
	"making-architectural-decisions":                       "architecture-layers",
	"making-strategic-performance-led-change":              "assess-your-maturity",
	"operational-management":                               "functions-of-an-it-department",
	"optimising-technology-and-data-architecture":          "architecture-layers",
	"ownership-and-initiative":                             "leadership-style",
	"problem-definition-and-shaping":                       "working-with-stakeholders",
	"security-architecture":                                "cyber-assessment-framework",
	"service-focus":                                        "functions-of-an-it-department",
	"strategic-cyber-security-planning":                    "cyber-assessment-framework",
	"strategic-data-planning":                              "architecture-layers",
	"strategic-ownership":                                  "leadership-style",
	"strategic-technology-planning":                        "assess-your-maturity",
	"strategic-thinking":                                   "leadership-style",
	"strategy-design":                                      "assess-your-maturity",
	"technology-architecture":                              "architecture-layers",
	"technology-evaluation":                                "technology-code-of-practice",
	"user-focus":                                           "local-digital-declaration",
	"shaping-the-direction-of-organisational-strategy-through-digital-data-and-technology": "it-governance",
}

// guideFor is what to read about a skill: the guidance that it leads to or that
// leads to it, else the one that we judge fit, else the skill's own page.
func (d *Desk) guideFor(skill *knowledge.Entry) *knowledge.Entry {
	for _, e := range linked(skill) {
		if e.Kind == knowledge.Guidance {
			return e
		}
	}
	for _, e := range d.Library.Entries() {
		if e.Kind == knowledge.Guidance && slices.Contains(linked(e), skill) {
			return e
		}
	}
	if e := d.Library.Entry(guides[skill.ID]); e != nil {
		return e
	}
	return skill
}

// linked are the entries to which an entry leads, the next to read first.
func linked(e *knowledge.Entry) []*knowledge.Entry { return slices.Concat(e.Next, e.Related) }

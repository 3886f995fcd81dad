package clerk

import (
	"time"

	"councilbot/internal/document"
	"councilbot/internal/printing"
)

// packPlan says to document.Pack what printing has laid out. The sheets' file is
// still to be named.
func packPlan(p printing.Printed, author string, at time.Time) document.PackPlan {
	plan := document.PackPlan{Title: p.Title, Author: author, At: at, Prefix: p.Prefix}
	for _, part := range p.Parts {
		plan.Parts = append(plan.Parts, document.PackPart(part))
	}
	for _, s := range p.Stamps {
		plan.Stamps = append(plan.Stamps, document.Stamp(s))
	}
	for _, m := range p.Marks {
		plan.Marks = append(plan.Marks, document.PackMark(m))
	}
	for _, l := range p.Links {
		plan.Links = append(plan.Links, document.PackLink(l))
	}
	for _, t := range p.Tags {
		plan.Tags = append(plan.Tags, document.PackTag(t))
	}
	return plan
}

package commands

import (
	"context"

	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// eitherRole answers a title that may be a CIO's job or a CTO's.
func eitherRole(e *knowledge.Entry) ui.Message {
	body := []ui.Block{
		ui.Heading{Text: "CIO or CTO?"},
		ui.Prose{Text: "“" + e.Title + "” says where you sit, not what you answer for. The same title may be a CIO's job or a CTO's. It depends on what your employer asks of you, what you are good at, and who else is there."},
	}
	if s := e.Section("Not to be confused with"); s != nil {
		body = append(body, prose(s.Passages)...)
	}
	return ui.Message{Body: append(body, sourceNote(e), ui.Buttons{Row: []ui.Button{
		{Label: "Six questions to place my job", Do: "place", Style: ui.Primary},
		{Label: "Compare CIO and CTO", Do: "role", Arg: "compare cio cto"},
		{Label: "What a " + lowerFirst(e.Title) + " does", Do: "role", Arg: "more " + e.ID},
	}})}
}

// PlaceForm opens the six questions that place a job between CIO and CTO.
func (d *Desk) PlaceForm(context.Context, Request) (ui.Reply, error) {
	body := []ui.Block{ui.Prose{Text: "Answer for the job as it is, not as the title says. Nothing you choose here is kept."}}
	for _, q := range knowledge.Questions() {
		in := ui.Input{Name: q.ID, Label: q.Ask, Kind: ui.Choice}
		for _, a := range q.Answers {
			in.Options = append(in.Options, ui.Option{Label: a.Text, Arg: a.ID})
		}
		body = append(body, in)
	}
	return ui.Modal{Do: "placed", Title: "CIO or CTO?", Submit: "Show me", Body: body}, nil
}

// Placed says where a job stands, with a reason for every answer.
func (d *Desk) Placed(_ context.Context, r Request) (ui.Reply, error) {
	p := d.Library.Place(r.Form)
	if len(p.Unanswered) > 0 {
		errors := ui.FieldErrors{}
		for _, q := range p.Unanswered {
			errors[q.ID] = "Choose the answer that is nearest to your job."
		}
		return errors, nil
	}
	body := []ui.Block{ui.Heading{Text: verdict(p)}, ui.List{Lead: "Why", Items: p.Reasons}}
	var row []ui.Button
	for _, e := range p.Roles {
		row = append(row, ui.Button{Label: "All about the " + e.Name(), Do: "role", Arg: e.ID})
	}
	if len(p.Roles) == 2 {
		row = append(row, ui.Button{Label: "Both in one list", Do: "role", Arg: "both " + p.Roles[0].ID + " " + p.Roles[1].ID})
	}
	row = append(row, ui.Button{Label: "Compare CIO and CTO", Do: "role", Arg: "compare cio cto"})
	return ui.Message{Body: append(body, ui.Buttons{Row: row}, ui.Note{Text: "Only you can see this, and none of it is kept."})}, nil
}

// verdict is where the job stands, in a heading.
func verdict(p knowledge.Placement) string {
	switch {
	case p.CIO == p.CTO:
		return "Your job is both"
	case p.CIO > p.CTO:
		return "Your job is nearer a CIO's"
	}
	return "Your job is nearer a CTO's"
}

package commands

import (
	"fmt"
	"strings"

	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// roleList shows the roles by family, after the person's own next step.
func (d *Desk) roleList(r Request) ui.Message {
	body := []ui.Block{ui.Heading{Text: "Roles"}}
	body = append(body, d.nextSteps(r)...)
	for _, family := range d.Library.Families() {
		body = append(body, ui.List{Lead: family.Name, Items: titles(family.Roles)})
	}
	body = append(body,
		ui.Select{Label: "Open a role", Do: "role", Options: d.roleOptions()},
		ui.Buttons{Row: []ui.Button{
			{Label: "CIO or CTO? Six questions", Do: "place", Style: ui.Primary},
			{Label: "Compare two roles", Do: "compare"},
			{Label: "All skills", Do: "role", Arg: "skill"},
		}},
		ui.Note{Text: "Or type " + d.slash("role cto") + ", " + d.slash("role compare cio cto") + " or " + d.slash("role skill technology architecture") + ". Only you can see this."})
	return ui.Message{Body: body}
}

// nextSteps says what this person may want first.
func (d *Desk) nextSteps(r Request) []ui.Block {
	if mine := d.Library.Entry(r.From.Role); r.From.Present() && mine != nil {
		return []ui.Block{
			ui.Prose{Lead: "Your role:", Text: fullName(mine) + "."},
			ui.Buttons{Row: []ui.Button{
				{Label: "What I answer for", Do: "role", Arg: mine.ID},
				{Label: "Examples of leadership", Do: "role", Arg: "leadership " + mine.ID},
			}},
		}
	}
	if !r.From.Present() || r.From.Title == "" {
		return []ui.Block{ui.Prose{Lead: "Your next step:", Text: "open the role nearest to your job. If you are not sure which it is, six plain questions will tell."}}
	}
	return d.guessed(r)
}

// guessed offers the role that a member's job title names.
func (d *Desk) guessed(r Request) []ui.Block {
	found := d.Library.FindRole(r.From.Title)
	switch {
	case found.Place:
		return []ui.Block{ui.Prose{Lead: "Your next step:", Text: fmt.Sprintf("your title is %s, which may be a CIO's job or a CTO's. Six plain questions will tell.", r.From.Title)}}
	case found.Exact != nil:
		return []ui.Block{
			ui.Prose{Lead: "Your next step:", Text: fmt.Sprintf("your title is %s. Is this your role?", r.From.Title)},
			ui.Buttons{Row: []ui.Button{{Label: "Open " + found.Exact.Title, Do: "role", Arg: found.Exact.ID}}},
		}
	}
	return []ui.Block{ui.Prose{Lead: "Your next step:", Text: "open the role nearest to your job, and press “This is my role”."}}
}

func (d *Desk) roleOptions() []ui.Option {
	var options []ui.Option
	for _, e := range d.Library.Roles() {
		options = append(options, ui.Option{Label: fullName(e), Arg: e.ID})
	}
	return options
}

// which asks which of several roles a word means.
func (d *Desk) which(text string, roles []*knowledge.Entry) ui.Message {
	body := []ui.Block{
		ui.Heading{Text: "Which one do you mean?"},
		ui.Prose{Text: "“" + short(text) + "” stands for more than one role."},
	}
	var row []ui.Button
	var items []string
	for _, e := range roles {
		items = append(items, e.Title+". "+e.Summary)
		row = append(row, ui.Button{Label: e.Title, Do: "role", Arg: e.ID})
	}
	return ui.Message{Body: append(body, ui.List{Items: items}, ui.Buttons{Row: row})}
}

// noRole says that nothing is near, and shows the nearest.
func (d *Desk) noRole(text string, near []*knowledge.Entry) ui.Message {
	body := []ui.Block{ui.Heading{Text: "I do not know that role"}}
	if text != "" {
		body = append(body, ui.Prose{Text: "I hold no role called “" + short(text) + "”."})
	}
	var row []ui.Button
	if len(near) > 0 {
		body = append(body, ui.List{Lead: "The nearest I hold", Items: titles(near)})
		for _, e := range near {
			row = append(row, ui.Button{Label: e.Title, Do: "role", Arg: e.ID})
		}
	}
	row = append(row, ui.Button{Label: "All roles", Do: "role"})
	return ui.Message{Body: append(body, ui.Buttons{Row: row}, ui.Note{Text: "Only you can see this."})}
}

// fullName is a role's title with its abbreviation.
func fullName(e *knowledge.Entry) string {
	if e.Short == "" || strings.EqualFold(e.Short, e.Title) || strings.Contains(e.Short, "(") {
		return e.Title
	}
	return e.Title + " (" + e.Short + ")"
}

func titles(all []*knowledge.Entry) []string {
	var out []string
	for _, e := range all {
		out = append(out, fullName(e)+": "+about(e))
	}
	return out
}

// about is an entry's summary as it stands after its title and a colon, which
// need not name it again.
func about(e *knowledge.Entry) string {
	again := "The " + strings.ToLower(e.Title) + " "
	if len(e.Summary) > len(again) && strings.EqualFold(e.Summary[:len(again)], again) {
		return e.Summary[len(again):]
	}
	return lowerFirst(e.Summary)
}

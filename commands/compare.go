package commands

import (
	"context"
	"strings"

	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// compare sets two roles side by side: what they share and what is only one's.
func (d *Desk) compare(text string) ui.Reply {
	found := d.Library.FindRoles(text)
	if open := unclear(found); open != nil {
		return d.which(text, open)
	}
	switch roles := certain(found); len(roles) {
	case 0, 1:
		return d.halfPair(text)
	case 2:
		return d.comparison(roles[0], roles[1])
	default:
		return d.bothOf(roles)
	}
}

// certain are the roles found, when each of several names is one role.
func certain(found []knowledge.Found) []*knowledge.Entry {
	var roles []*knowledge.Entry
	for _, f := range found {
		if f.Exact == nil {
			return nil
		}
		roles = append(roles, f.Exact)
	}
	return roles
}

// unclear are the roles that one of several names may stand for, if any of the
// names stands for more than one.
func unclear(found []knowledge.Found) []*knowledge.Entry {
	for _, f := range found {
		if f.Exact == nil && len(f.Which) > 0 {
			return f.Which
		}
	}
	return nil
}

// halfPair answers a comparison that names fewer than two roles the pack holds.
func (d *Desk) halfPair(text string) ui.Reply {
	if text == "" {
		return d.compareForm("", "")
	}
	found := d.Library.FindRole(text)
	switch {
	case len(found.Which) > 0:
		return d.which(text, found.Which)
	case found.Exact != nil:
		return d.compareForm(found.Exact.ID, "")
	}
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "Which two roles?"},
		ui.Prose{Text: "I could not find two roles in “" + short(text) + "”. Name two, as in " + d.slash("role compare cio cto") + ", or choose them."},
		ui.Buttons{Row: []ui.Button{{Label: "Choose two roles", Do: "compare"}, {Label: "All roles", Do: "role"}}},
	}}
}

func (d *Desk) comparison(a, b *knowledge.Entry) ui.Message {
	return d.same("compare/"+a.ID+"/"+b.ID, func() ui.Message {
		return shareable(d.writeComparison(a, b), "role compare "+a.ID+" "+b.ID)
	})
}

func (d *Desk) writeComparison(a, b *knowledge.Entry) ui.Message {
	c := d.Library.Compare(a, b)
	body := []ui.Block{
		ui.Heading{Text: a.Name() + " and " + b.Name()},
		ui.Prose{Lead: a.Name() + ".", Text: a.Summary},
		ui.Prose{Lead: b.Name() + ".", Text: b.Summary},
	}
	body = append(body, points("Skills both need", sharedSkills(c), "They share no skill.")...)
	body = append(body, points("Only the "+a.Name(), skillNames(c.OnlyLeft), noSkills(a))...)
	body = append(body, points("Only the "+b.Name(), skillNames(c.OnlyRight), noSkills(b))...)
	body = append(body, points("What the "+a.Name()+" does", texts(c.LeftDoes), "Not written yet.")...)
	body = append(body, points("What the "+b.Name()+" does", texts(c.RightDoes), "Not written yet.")...)
	body = append(body, ui.Rule{}, sourceNote(a), sourceNote(b), ui.Buttons{Row: []ui.Button{
		{Label: "All about the " + a.Name(), Do: "role", Arg: a.ID},
		{Label: "All about the " + b.Name(), Do: "role", Arg: b.ID},
		{Label: "I do both", Do: "role", Arg: "both " + a.ID + " " + b.ID},
		{Label: "CIO or CTO? Six questions", Do: "place"},
	}})
	return ui.Message{Body: body}
}

func noSkills(e *knowledge.Entry) string {
	if len(e.Skills) == 0 {
		return "No published source that we hold lists skills for this role."
	}
	return "None of its own."
}

// points is a list under a lead, or a sentence when there is nothing to list.
func points(lead string, items []string, none string) []ui.Block {
	if len(items) == 0 {
		return []ui.Block{ui.Prose{Lead: lead + ".", Text: none}}
	}
	return []ui.Block{ui.List{Lead: lead, Items: items}}
}

func skillNames(needs []knowledge.Need) []string {
	var out []string
	for _, n := range needs {
		out = append(out, n.Skill.Title+atLevel(n.Level))
	}
	return out
}

func sharedSkills(c knowledge.Comparison) []string {
	var out []string
	for _, n := range c.Shared {
		item := n.Skill.Title
		if n.LeftLevel != "" && n.RightLevel != "" {
			item += ": " + c.Left.Name() + " at " + n.LeftLevel + " level, " + c.Right.Name() + " at " + n.RightLevel + " level"
		}
		out = append(out, item)
	}
	return out
}

func atLevel(level string) string {
	if level == "" {
		return ""
	}
	return ", " + level + " level"
}

// both merges roles that one person holds.
func (d *Desk) both(text string) ui.Reply {
	found := d.Library.FindRoles(text)
	if roles := certain(found); len(roles) > 1 {
		return d.bothOf(roles)
	}
	if open := unclear(found); open != nil {
		return d.which(text, open)
	}
	return d.halfPair(text)
}

func (d *Desk) bothOf(roles []*knowledge.Entry) ui.Message {
	var ids []string
	for _, e := range roles {
		ids = append(ids, e.ID)
	}
	return d.same("both/"+strings.Join(ids, "/"), func() ui.Message {
		return shareable(d.writeBoth(roles), "role both "+strings.Join(ids, " "))
	})
}

func (d *Desk) writeBoth(roles []*knowledge.Entry) ui.Message {
	var short []string
	for _, e := range roles {
		short = append(short, e.Name())
	}
	merged := d.Library.Merge(roles...)
	body := []ui.Block{
		ui.Heading{Text: listed(short) + " in one person"},
		ui.Prose{Text: "Small bodies often combine these roles. This is one list of what both ask, each thing once."},
	}
	body = append(body, points("Responsibilities", duties(merged), "Not written yet.")...)
	body = append(body, points("Skills", mergedSkills(merged), "No published source that we hold lists skills for these roles.")...)
	var row []ui.Button
	for _, e := range roles {
		body = append(body, sourceNote(e))
		row = append(row, ui.Button{Label: "All about the " + e.Name(), Do: "role", Arg: e.ID})
	}
	if len(roles) == 2 {
		row = append(row, ui.Button{Label: "Compare them", Do: "role", Arg: "compare " + roles[0].ID + " " + roles[1].ID})
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: row})}
}

func duties(m knowledge.Merged) []string {
	var out []string
	for _, duty := range m.Does {
		out = append(out, duty.Passage.Text+" "+bringers(duty.Roles, m.Roles))
	}
	return out
}

func mergedSkills(m knowledge.Merged) []string {
	var out []string
	for _, need := range m.Skills {
		out = append(out, need.Skill.Title+atLevel(need.Level)+" "+bringers(need.Roles, m.Roles))
	}
	return out
}

// bringers says, in brackets, which of the roles bring a thing.
func bringers(some, all []*knowledge.Entry) string {
	if len(some) == len(all) && len(all) == 2 {
		return "(both)"
	}
	var short []string
	for _, e := range some {
		short = append(short, e.Name())
	}
	return "(" + listed(short) + ")"
}

// CompareForm opens the form in which two roles are chosen.
func (d *Desk) CompareForm(context.Context, Request) (ui.Reply, error) {
	return d.compareForm("chief-information-officer", "chief-technology-officer"), nil
}

func (d *Desk) compareForm(first, second string) ui.Modal {
	return ui.Modal{Do: "compared", Title: "Compare two roles", Submit: "Compare", Body: []ui.Block{
		ui.Input{Name: "first", Label: "One role", Kind: ui.Menu, Options: d.roleOptions(), Value: first},
		ui.Input{Name: "second", Label: "The other role", Kind: ui.Menu, Options: d.roleOptions(), Value: second},
	}}
}

// Compared answers the form of two roles.
func (d *Desk) Compared(_ context.Context, r Request) (ui.Reply, error) {
	a, b := d.Library.Entry(r.Form["first"]), d.Library.Entry(r.Form["second"])
	switch {
	case a == nil:
		return ui.FieldErrors{"first": "Choose a role."}, nil
	case b == nil:
		return ui.FieldErrors{"second": "Choose a role."}, nil
	case a == b:
		return ui.FieldErrors{"second": "This is the same role twice. Choose another one here."}, nil
	}
	return d.comparison(a, b), nil
}

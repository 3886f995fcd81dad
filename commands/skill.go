package commands

import (
	"context"

	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// skill answers /role skill: all skills, or the one that was named.
func (d *Desk) skill(ctx context.Context, r Request, text string) (ui.Reply, error) {
	if text == "" {
		return d.skillList(), nil
	}
	found := d.Library.FindSkill(text)
	switch {
	case found.Exact != nil:
		return d.sinceLooked(ctx, r, found.Exact, d.skillPage(found.Exact))
	case len(found.Which) > 0:
		return d.skillChoice("Which skill do you mean?", "“"+short(text)+"” may be more than one skill.", found.Which), nil
	}
	return d.skillChoice("I do not know that skill", "I hold no skill called “"+short(text)+"”. The nearest I hold:", found.Near), nil
}

func (d *Desk) skillList() ui.Message {
	body := []ui.Block{ui.Heading{Text: "Skills"}}
	var options []ui.Option
	var items []string
	for _, e := range d.Library.Skills() {
		items = append(items, e.Title)
		options = append(options, ui.Option{Label: e.Title, Arg: skillArg(e)})
	}
	return ui.Message{Body: append(body, ui.List{Items: items}, ui.Select{Label: "Open a skill", Do: "role", Options: options})}
}

// skillArg is what asks for a skill. It fits an option's value of 75
// characters: a skill with a very long name is asked for by its first alias.
func skillArg(e *knowledge.Entry) string {
	arg := "skill " + e.ID
	if len(arg) > 75 && len(e.Aliases) > 0 {
		return "skill " + e.Aliases[0]
	}
	return arg
}

func (d *Desk) skillChoice(title, say string, skills []*knowledge.Entry) ui.Message {
	body := []ui.Block{ui.Heading{Text: title}, ui.Prose{Text: say}}
	var row []ui.Button
	var items []string
	for _, e := range skills {
		items = append(items, e.Title+": "+about(e))
		row = append(row, ui.Button{Label: e.Title, Do: "role", Arg: skillArg(e)})
	}
	if items != nil {
		body = append(body, ui.List{Items: items})
	}
	row = append(row, ui.Button{Label: "All skills", Do: "role", Arg: "skill"})
	return ui.Message{Body: append(body, ui.Buttons{Row: row})}
}

// skillPage is a skill: what its holder can do, and which roles need it.
func (d *Desk) skillPage(e *knowledge.Entry) ui.Message {
	return d.same("skill/"+e.ID, func() ui.Message {
		return shareable(d.writeSkill(e), skillArg(e))
	})
}

func (d *Desk) writeSkill(e *knowledge.Entry) ui.Message {
	body := append([]ui.Block{ui.Heading{Text: e.Title}}, prose(e.Lead)...)
	if len(e.Former) > 0 {
		body = append(body, ui.Prose{Lead: "Formerly.", Text: listed(e.Former) + "."})
	}
	for _, s := range e.Sections {
		body = append(body, section(e, s.Heading, s.Heading)...)
	}
	body = append(body, d.needing(e)...)
	body = append(body, readNext(e)...)
	body = append(body, sourceNote(e))
	var row []ui.Button
	for _, n := range d.Library.RolesNeeding(e) {
		row = append(row, ui.Button{Label: n.Role.Name(), Do: "role", Arg: n.Role.ID})
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: row})}
}

// needing lists the roles that need a skill, with the level they need.
func (d *Desk) needing(e *knowledge.Entry) []ui.Block {
	roles := d.Library.RolesNeeding(e)
	if len(roles) == 0 {
		return []ui.Block{ui.Prose{Lead: "Roles that need it.", Text: "None that the pack holds."}}
	}
	var items []string
	for _, n := range roles {
		items = append(items, fullName(n.Role)+atLevel(n.Level))
	}
	return []ui.Block{ui.List{Lead: "Roles that need it", Items: items}}
}

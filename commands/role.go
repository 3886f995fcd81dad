package commands

import (
	"context"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// Role answers /role: a list of the roles, one role, two compared, several at
// once, or a skill.
func (d *Desk) Role(ctx context.Context, r Request) (ui.Reply, error) {
	verb, rest, _ := strings.Cut(r.Text, " ")
	switch strings.ToLower(verb) {
	case "", "list", "help":
		return d.roleList(r), nil
	case "compare", "vs", "versus":
		return d.compare(rest), nil
	case "skill", "skills":
		return d.skill(ctx, r, rest)
	case "both":
		return d.both(rest), nil
	case "more", "leadership":
		return d.roleMore(ctx, r, strings.ToLower(verb), rest)
	case "check":
		r.Text = rest
		return d.SelfCheck(ctx, r)
	}
	return d.roleNamed(ctx, r, r.Text)
}

// roleNamed answers with the role a person named, however loosely; when that is
// not one role, with the way on from there.
func (d *Desk) roleNamed(ctx context.Context, r Request, text string) (ui.Reply, error) {
	all := d.Library.FindRoles(text)
	if len(all) > 1 {
		return d.both(text), nil
	}
	found := d.Library.FindRole(text)
	switch {
	case found.Place:
		return eitherRole(found.Exact), nil
	case found.Exact != nil:
		return d.sinceLooked(ctx, r, found.Exact, d.role(r, found.Exact))
	case len(found.Which) > 0:
		return d.which(text, found.Which), nil
	}
	if skill := d.Library.FindSkill(text); skill.Exact != nil {
		return d.sinceLooked(ctx, r, skill.Exact, d.skillPage(skill.Exact))
	}
	return d.noRole(text, found.Near), nil
}

// role is a role's page: what it is for, what it does and what it takes.
func (d *Desk) role(r Request, e *knowledge.Entry) ui.Message {
	own := sectorOf(r.From)
	holds := r.From.Present() && r.From.Role == e.ID
	return d.same("role/"+e.ID+"/"+own+"/"+yesNo(holds), func() ui.Message {
		return shareable(d.writeRole(e, own, holds), "role "+e.ID)
	})
}

func (d *Desk) writeRole(e *knowledge.Entry, own string, holds bool) ui.Message {
	body := []ui.Block{ui.Heading{Text: fullName(e)}}
	body = append(body, prose(e.Lead)...)
	for _, name := range []string{"Purpose", "Responsibilities"} {
		body = append(body, section(e, name, name)...)
	}
	body = append(body, d.skillParts(e)...)
	body = append(body, section(e, "Grade", "Civil Service grade")...)
	body = append(body, sectorParts(e, own)...)
	body = append(body, d.sharing(e)...)
	body = append(body, sourceNote(e), roleButtons(e, holds))
	return ui.Message{Body: body}
}

// skillParts are the skills of a role, each with what its holder can do.
func (d *Desk) skillParts(e *knowledge.Entry) []ui.Block {
	if len(e.Skills) == 0 {
		return nil
	}
	body := []ui.Block{ui.Heading{Text: "Skills"}}
	for _, need := range e.Skills {
		if can := need.Skill.Section("You can"); can != nil {
			body = append(body, ui.List{Lead: need.Skill.Title + ": you can", Items: texts(can.Passages)})
			continue
		}
		body = append(body, levelledSkill(need))
	}
	return body
}

// levelledSkill says a skill that has levels: the level the role asks for and
// what that level means.
func levelledSkill(n knowledge.Need) ui.Block {
	lead := n.Skill.Title
	if n.Level != "" {
		lead += ", " + n.Level + " level"
	}
	text := n.Skill.Summary
	if level := n.Skill.Section(n.Level); n.Level != "" && level != nil {
		text = strings.Join(texts(level.Passages), " ")
	}
	return ui.Prose{Lead: lead + ".", Text: text}
}

// sectorParts say what a role means in each kind of body, the person's own
// first.
func sectorParts(e *knowledge.Entry, own string) []ui.Block {
	body := []ui.Block{ui.Heading{Text: "What it means in each kind of body"}}
	for _, name := range ownFirst(own) {
		s := e.Section(name)
		if s == nil {
			body = append(body, ui.Prose{Lead: sectorNames[name] + ".", Text: "Not written yet."})
			continue
		}
		body = append(body, ui.Prose{Lead: sectorNames[name] + ".", Text: strings.Join(texts(s.Passages), " ")})
	}
	return body
}

var sectorNames = map[string]string{"council": "Council", "police": "Police", "fire": "Fire", "health": "Health"}

func ownFirst(own string) []string {
	names := []string{"council", "police", "fire", "health"}
	for i, name := range names {
		if name == own {
			copy(names[1:i+1], names[:i])
			names[0] = own
		}
	}
	return names
}

// sectorOf is the member's sector when it is one that pages distinguish.
func sectorOf(m council.Member) string {
	if _, ok := sectorNames[string(m.Sector)]; ok && m.Present() {
		return string(m.Sector)
	}
	return ""
}

// sharing lists the roles that need some of the same skills, those that share
// the same ones together.
func (d *Desk) sharing(e *knowledge.Entry) []ui.Block {
	var order []string
	roles := map[string][]string{}
	for _, s := range d.Library.SharedWith(e) {
		skills := joined(s.Skills)
		if roles[skills] == nil {
			order = append(order, skills)
		}
		roles[skills] = append(roles[skills], s.Role.Title)
	}
	var items []string
	for _, skills := range order {
		items = append(items, listed(roles[skills])+". Shared: "+skills+".")
	}
	return points("Roles that share its skills", items, "None that the pack holds.")
}

func roleButtons(e *knowledge.Entry, holds bool) ui.Buttons {
	row := []ui.Button{{Label: "Examples of leadership", Do: "role", Arg: "leadership " + e.ID}}
	if !hasLeadership(e) {
		row = nil
	}
	row = append(row, ui.Button{Label: "More about the " + e.Name(), Do: "role", Arg: "more " + e.ID})
	if other := neighbour(e); other != nil {
		row = append(row, ui.Button{Label: "Compare with " + other.Name(), Do: "role", Arg: "compare " + e.ID + " " + other.ID})
	}
	if !holds {
		row = append(row, ui.Button{Label: "This is my role", Do: "mine", Arg: e.ID})
	}
	if len(e.Skills) > 0 {
		row = append(row, ui.Button{Label: "Check myself, in private", Do: "selfcheck", Arg: e.ID})
	}
	return ui.Buttons{Row: row}
}

// neighbour is the role that a role is most often taken for: the first related
// role of the pack.
func neighbour(e *knowledge.Entry) *knowledge.Entry {
	for _, other := range e.Related {
		if other.Kind == knowledge.Role {
			return other
		}
	}
	return nil
}

// roleMore opens what a role's page keeps folded.
func (d *Desk) roleMore(ctx context.Context, r Request, what, text string) (ui.Reply, error) {
	found := d.Library.FindRole(text)
	if found.Exact == nil {
		return d.roleNamed(ctx, r, text)
	}
	e := found.Exact
	page := d.same("role/"+what+"/"+e.ID, func() ui.Message {
		if what == "leadership" {
			return shareable(d.writeLeadership(e), "role leadership "+e.ID)
		}
		return shareable(d.writeMore(e), "role more "+e.ID)
	})
	return page, nil
}

func (d *Desk) writeLeadership(e *knowledge.Entry) ui.Message {
	if !hasLeadership(e) {
		return ui.Say("The skills of the " + e.Name() + " come with levels instead of examples of leadership. Type " + d.slash("role "+strings.ToLower(e.Name())) + " to see them.")
	}
	body := []ui.Block{ui.Heading{Text: "Examples of leadership: " + e.Name()}}
	for _, need := range e.Skills {
		if s := need.Skill.Section(leadership); s != nil {
			body = append(body, ui.List{Lead: need.Skill.Title, Items: texts(s.Passages)})
		}
	}
	return ui.Message{Body: append(body, sourceNote(e), back(e))}
}

const leadership = "Examples of leadership"

func hasLeadership(e *knowledge.Entry) bool {
	for _, need := range e.Skills {
		if need.Skill.Section(leadership) != nil {
			return true
		}
	}
	return false
}

// onPage are the sections that a role's page itself shows.
var onPage = map[string]bool{"purpose": true, "responsibilities": true, "grade": true, "council": true, "police": true, "fire": true, "health": true}

func (d *Desk) writeMore(e *knowledge.Entry) ui.Message {
	body := []ui.Block{ui.Heading{Text: "More about the " + e.Name()}}
	for _, s := range e.Sections {
		if !onPage[strings.ToLower(s.Heading)] {
			body = append(body, section(e, s.Heading, s.Heading)...)
		}
	}
	if other := listed(e.Former); other != "" {
		body = append(body, ui.Prose{Lead: "Formerly.", Text: other})
	}
	body = append(body, readNext(e)...)
	return ui.Message{Body: append(body, sourceNote(e), back(e))}
}

func back(e *knowledge.Entry) ui.Buttons {
	return ui.Buttons{Row: []ui.Button{{Label: "All about the " + e.Name(), Do: "role", Arg: e.ID}}}
}

package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// listedMost is how many practices one answer lists.
const listedMost = 10

// practiceStart is the bare command: what waits for this person, and ways into
// the library.
func (d *Desk) practiceStart(ctx context.Context, r Request) (ui.Reply, error) {
	all, err := d.library(ctx, r)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "The practice library"}}
	steps, err := d.practiceSteps(ctx, r)
	if err != nil {
		return nil, err
	}
	body = append(body, steps...)
	if len(all) == 0 {
		body = append(body, ui.Prose{Text: "The library is empty. What did your organisation do that others could copy? A title, the problem and what you did are enough to begin."})
	} else {
		body = append(body, ui.Prose{Text: "What members did about a problem, what it cost, and whether they would do it again: " + countOf(len(all), "practice") + " to read."})
		body = append(body, browseSelects(all)...)
		body = append(body, practiceLines("Newest", r, all[:min(3, len(all))])...)
	}
	row := []ui.Button{}
	if r.From.Present() {
		row = append(row, ui.Button{Label: "Share a practice", Do: "practice", Arg: "share", Style: ui.Primary}, ui.Button{Label: "My practices", Do: "practice", Arg: "mine"})
	}
	if d.holds(r, council.Librarian) {
		row = append(row, ui.Button{Label: "The librarian's list", Do: "practice", Arg: "list"})
	}
	row = append(row, ui.Button{Label: "What I can ask", Do: "practice", Arg: "help"})
	return card(append(body, ui.Buttons{Row: row}, ui.Note{Text: "To search, type words after the command: " + d.slash("practice shared service desk") + "."})...), nil
}

// practiceSteps are what waits for this person: drafts, what came back, what is
// due for a check, and the librarian's work.
func (d *Desk) practiceSteps(ctx context.Context, r Request) ([]ui.Block, error) {
	if !r.From.Present() {
		return nil, nil
	}
	own, err := d.Store.PracticesOf(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read a member's practices: %w", err)
	}
	var body []ui.Block
	for _, p := range own {
		text, label, verb := "", "", ""
		switch {
		case p.State == council.PracticeDraft:
			text, label, verb = "you have a draft: “"+practiceName(p)+"”.", "Go on with: ", "edit"
		case p.State == council.PracticeReturned:
			text, label, verb = "the librarian gave “"+practiceName(p)+"” back with a word.", "See what is asked: ", "show"
		case p.Due(council.DayOf(r.Now)):
			text, label, verb = "“"+p.Title+"” is due for a check. Is it still right?", "It is still right: ", "verify"
		default:
			continue
		}
		if len(body) < 6 {
			body = append(body, ui.Prose{Lead: "Your next step:", Text: text}, ui.Buttons{Row: []ui.Button{{Label: clipped(label + practiceName(p)), Do: "practice", Arg: practiceArg(verb, p)}}})
		}
	}
	if !d.holds(r, council.Librarian) {
		return body, nil
	}
	waiting, err := d.Store.Practices(ctx, council.PracticeProposed)
	if err != nil {
		return nil, fmt.Errorf("read what waits for the librarian: %w", err)
	}
	if len(waiting) > 0 {
		body = append(body, ui.Prose{Lead: "Your next step as librarian:", Text: countOf(len(waiting), "practice") + " waiting for your answer."})
	}
	return body, nil
}

// browseSelects are the ways in by topic and by sector, with how many there are.
func browseSelects(all []council.Practice) []ui.Block {
	topics, sectors := map[council.Topic]int{}, map[council.Sector]int{}
	for _, p := range all {
		topics[p.Topic]++
		sectors[p.Sector]++
	}
	byTopic := ui.Select{Label: "Browse by topic", Do: "practice"}
	for _, t := range council.Topics {
		if topics[t] > 0 {
			byTopic.Options = append(byTopic.Options, ui.Option{Label: fmt.Sprintf("%s (%d)", t.Label(), topics[t]), Arg: "topic " + string(t)})
		}
	}
	bySector := ui.Select{Label: "Browse by sector", Do: "practice"}
	for _, s := range council.Sectors {
		if sectors[s] > 0 {
			bySector.Options = append(bySector.Options, ui.Option{Label: fmt.Sprintf("%s (%d)", s.Label(), sectors[s]), Arg: "sector " + string(s)})
		}
	}
	blocks := []ui.Block{byTopic}
	if len(bySector.Options) > 0 {
		blocks = append(blocks, bySector)
	}
	return blocks
}

// practiceLines list practices, each in a line with its label, and a button to
// open each.
func practiceLines(lead string, r Request, practices []council.Practice) []ui.Block {
	var items []string
	var row []ui.Button
	for _, p := range practices {
		items = append(items, practiceLine(r, p))
		row = append(row, ui.Button{Label: clipped(practiceName(p)), Do: "practice", Arg: practiceArg("show", p)})
	}
	if len(items) == 0 {
		return nil
	}
	return []ui.Block{ui.List{Lead: lead, Items: items}, ui.Buttons{Row: row}}
}

// practiceLine says a practice in a line: "“One service desk” (Shared services,
// Council). Would do it again: yes. Last checked 3 May 2026."
func practiceLine(r Request, p council.Practice) string {
	kind := p.Topic.Label()
	if p.Sector != "" {
		kind += ", " + p.Sector.Label()
	}
	if p.Story {
		kind = "a story of failure; " + kind
	}
	line := fmt.Sprintf("%d. “%s” (%s).", p.ID, practiceName(p), kind)
	if p.State != council.PracticeApproved {
		return line + " It " + practiceStands(p) + "."
	}
	return line + " Would do it again: " + againWords(p) + ". " + upperFirst(p.Checked(r.Now)) + "."
}

// againWords say whether they would do it again, within a sentence.
func againWords(p council.Practice) string {
	if p.Again == council.AgainBut {
		return "yes, but otherwise"
	}
	return lowerFirst(p.Again.Label())
}

// practiceTopic lists the practices of a topic.
func (d *Desk) practiceTopic(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text == "" {
		return d.practiceStart(ctx, r)
	}
	topic, err := council.ParseTopic(r.Text)
	if err != nil {
		return nil, err
	}
	return d.practicesWhere(ctx, r, topic.Label(), func(p council.Practice) bool { return p.Topic == topic })
}

// practiceSector lists the practices of a sector.
func (d *Desk) practiceSector(ctx context.Context, r Request) (ui.Reply, error) {
	sector, err := council.ParseSector(r.Text)
	if err != nil {
		return nil, err
	}
	if sector == "" {
		return d.practiceStart(ctx, r)
	}
	return d.practicesWhere(ctx, r, sector.Label(), func(p council.Practice) bool { return p.Sector == sector })
}

func (d *Desk) practicesWhere(ctx context.Context, r Request, what string, fits func(council.Practice) bool) (ui.Reply, error) {
	all, err := d.library(ctx, r)
	if err != nil {
		return nil, err
	}
	var some []council.Practice
	for _, p := range all {
		if fits(p) {
			some = append(some, p)
		}
	}
	return d.practicesPage(r, "Practices: "+lowerFirst(what), some, all, "The library holds nothing on this that you can read. Have you done something others could copy?"), nil
}

// practiceFind lists the practices that some words are about.
func (d *Desk) practiceFind(ctx context.Context, r Request) (ui.Reply, error) {
	all, err := d.library(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Text == "" {
		return d.practiceStart(ctx, r)
	}
	return d.practicesPage(r, "Practices about: "+short(r.Text), council.FindPractices(r.Text, all, listedMost), all,
		"Nothing in the library is about these words. Try fewer or others, or ask the members with "+d.slash("ask")+"."), nil
}

func (d *Desk) practicesPage(r Request, heading string, some, all []council.Practice, none string) ui.Message {
	body := []ui.Block{ui.Heading{Text: clippedTo(heading, 150)}}
	body = append(body, practiceLines(countOf(len(some), "practice"), r, some[:min(listedMost, len(some))])...)
	if len(some) == 0 {
		body = append(body, ui.Prose{Text: none})
	}
	if more := len(some) - listedMost; more > 0 {
		body = append(body, ui.Note{Text: countOf(more, "practice") + " more. Search with words to find them, such as " + d.slash("practice shared service desk") + "."})
	}
	if len(all) > 0 {
		body = append(body, browseSelects(all)...)
	}
	row := []ui.Button{{Label: "The library", Do: "practice"}}
	if r.From.Present() {
		row = append(row, ui.Button{Label: "Share a practice", Do: "practice", Arg: "share"})
	}
	return card(append(body, ui.Buttons{Row: row})...)
}

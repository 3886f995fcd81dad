package commands

import (
	"bytes"
	"context"
	_ "embed" // for the page's template
	"fmt"
	"html/template"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// PlanPath is where the printable plans stand on the web server: the path, and
// then the plan's own token.
const PlanPath = "/plan/"

//go:embed setup_plan.html
var planSource string

var planTemplate = template.Must(template.New("plan").Parse(planSource))

// planPage is a setup as its printable page shows it. It names no person: it
// goes to a chief executive and may go further.
type planPage struct {
	Title, Body, Size string
	Begun, At         string
	Done, Of          int
	Milestones        []planMilestone
	Stages            []planStage
	Gaps              []string // the coverage grid's blanks, once it is begun
	Sources           []*knowledge.Source
}

type planMilestone struct {
	Day    int
	Date   string
	Stages string // those to be finished by then
}

type planStage struct {
	Name, Aim string
	Done, Of  int
	Steps     []planStep
}

type planStep struct {
	Title, Standing, Effort, First, When string
	Core                                 bool
}

// PlanPage gives the printable plan that a token leads to, as one HTML page
// that needs nothing else: no script, no picture, no address. It is private:
// serve it with "X-Robots-Tag: noindex", "Referrer-Policy: no-referrer" and
// "Cache-Control: private, no-store". now is in the council's zone. The error
// is a *council.Problem when the token leads nowhere.
func (d *Desk) PlanPage(ctx context.Context, token string, now time.Time) ([]byte, error) {
	s, err := d.Store.SetupByToken(ctx, token)
	if err != nil {
		return nil, fmt.Errorf("read a plan: %w", err)
	}
	if s.ID == 0 {
		return nil, &council.Problem{Say: "This address leads to no plan. Ask whoever gave it to you for the new one."}
	}
	var page bytes.Buffer
	if err := planTemplate.Execute(&page, d.plan(s, now)); err != nil {
		return nil, fmt.Errorf("write a plan: %w", err)
	}
	return page.Bytes(), nil
}

// plan puts the page together, for the door through which it was begun.
func (d *Desk) plan(s council.Setup, now time.Time) planPage {
	v := setupView{Setup: s, Request: Request{Now: now}, reader: reader{planDoor(s), stepSector(s.Body), s.Mode}}
	v.steps = d.Library.Steps(v.reader.door, v.reader.sector, v.reader.mode)
	page := planPage{
		Title: v.title(), Body: s.Body.Label(), Size: s.Size.Label(),
		Begun:   council.DayOf(s.Begun.In(now.Location())).Long(),
		At:      now.Format("Monday 2 January 2006, 15:04 ") + council.ZoneLabel(now.Location()),
		Sources: planSources(v.steps),
	}
	page.Done, page.Of = v.Count(ruleSteps(v.steps))
	page.Milestones = v.milestones()
	for _, stage := range knowledge.Stages {
		if steps := inStage(v.steps, stage); len(steps) > 0 {
			page.Stages = append(page.Stages, v.planStage(stage, steps))
		}
	}
	if s.Grid.Begun() {
		for _, c := range s.Grid.Blanks() {
			page.Gaps = append(page.Gaps, council.NameOf(council.Functions, c.Function)+" for "+lowerFirst(council.NameOf(council.Layers, c.Layer)))
		}
	}
	return page
}

// planDoor is the door of whoever began the setup, or of the first who is on it.
func planDoor(s council.Setup) string {
	if p, there := s.Person(s.BegunBy); there {
		return p.Door
	}
	if len(s.People) > 0 {
		return s.People[0].Door
	}
	return ""
}

func (v setupView) milestones() []planMilestone {
	zone := v.Now.Location()
	var all []planMilestone
	var last council.Day
	for i, day := range v.Milestones(zone) {
		var names []string
		for _, stage := range knowledge.Stages {
			if aim := v.StageTarget(stage, zone); last.Before(aim) && !day.Before(aim) {
				names = append(names, stageNames[stage])
			}
		}
		all = append(all, planMilestone{30 * (i + 1), day.Long(), strings.Join(names, "; ")})
		last = day
	}
	return all
}

func (v setupView) planStage(stage string, steps []*knowledge.Step) planStage {
	p := planStage{Name: stageNames[stage], Aim: v.StageTarget(stage, v.Now.Location()).Long()}
	p.Done, p.Of = v.Count(ruleSteps(steps))
	for _, s := range steps {
		first := append(texts(s.First), texts(s.ForDoor(v.reader.door))...)
		first = append(first, texts(s.InSector(v.reader.sector))...)
		p.Steps = append(p.Steps, planStep{
			Title: s.Title, Standing: v.planStanding(s), Effort: s.Effort, Core: s.Core,
			First: strings.Join(first, " "), When: strings.Join(texts(s.Done), " "),
		})
	}
	return p
}

func (v setupView) planStanding(s *knowledge.Step) string {
	note := v.Steps[s.ID]
	switch {
	case note.Done:
		return "Done on " + council.DayOf(note.At.In(v.Now.Location())).Long()
	case v.Waiting(s.ID, v.Now):
		return "Put off until " + council.DayOf(note.Until.In(v.Now.Location())).Long()
	}
	return "To do"
}

// planSources lists the sources of the steps, each once, in their order.
func planSources(steps []*knowledge.Step) []*knowledge.Source {
	var all []*knowledge.Source
	there := map[string]bool{}
	for _, step := range steps {
		for _, s := range step.Sources {
			if !there[s.ID] {
				there[s.ID] = true
				all = append(all, s)
			}
		}
	}
	return all
}

// setupPlan gives the address of the printable plan; with "new" it takes the
// old address away first.
func (d *Desk) setupPlan(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	say := "The whole plan on one page, with its dates, to print or to send to your chief executive. It names nobody."
	if strings.ToLower(text) == "new" {
		token := newToken()
		err := d.changeSetup(ctx, v.Request, "setup.address", func(tx *store.Tx, s council.Setup) error { return tx.PutToken(s.ID, token) })
		if err != nil {
			return nil, err
		}
		if v, err = d.setupView(ctx, v.Request); err != nil {
			return nil, err
		}
		say = "The plan has a new address. The old one leads nowhere now."
	}
	body := []ui.Block{ui.Heading{Text: "The plan to print"}, ui.Prose{Text: say}}
	if d.Web == "" {
		body = append(body, ui.Prose{Text: "No web pages are served from here, so the page cannot be opened. Ask the operator to switch them on."})
	} else {
		body = append(body, ui.Note{Text: "Open:", Links: []ui.Link{{Text: "Your plan", URL: d.Web + PlanPath + v.Token}}})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{
		{Label: "Give it a new address", Do: "setup", Arg: "plan new", Sure: "Whoever has the old address can no longer open the plan."},
		backToNext(v).Row[0],
	}}, ui.Note{Text: "Anybody who has the address can read the page; nobody can guess it, and search engines are told to leave it out."})...), nil
}

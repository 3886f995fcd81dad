package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// setupStep opens one step.
func (d *Desk) setupStep(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	v, text = d.lookWith(v, text)
	step := d.Library.Step(text)
	if step == nil {
		return d.setupSearch(ctx, v, text)
	}
	return d.stepPage(ctx, v, step)
}

// inBody leads to what a step means in one kind of body.
var inBody = map[string]string{"council": "In a council", "police": "In a police force", "fire": "In a fire service", "health": "In a health body"}

func (d *Desk) stepPage(ctx context.Context, v setupView, s *knowledge.Step) (ui.Reply, error) {
	body := []ui.Block{ui.Heading{Text: s.Title}, ui.Fields{Pairs: stepFacts(v, s)}}
	body = append(body, led("Why.", s.Why)...)
	body = append(body, led("First action.", s.First)...)
	body = append(body, led("As a "+doors[v.reader.door].name+".", s.ForDoor(v.reader.door))...)
	body = append(body, led(inBody[v.reader.sector]+".", s.InSector(v.reader.sector))...)
	body = append(body, led("Done when.", s.Done)...)
	if before := v.openBefore(s); len(before) > 0 {
		body = append(body, ui.Prose{Lead: "Better done first.", Text: strings.Join(before, "; ") + "."})
	}
	practice, err := d.stepPractice(ctx, v.Request, s)
	if err != nil {
		return nil, err
	}
	body = append(body, practice...)
	if v.kept() {
		body = append(body, stepPresses(v, s))
	}
	body = append(body, stepWays(v, s))
	return card(append(body, stepSources(s))...), nil
}

// stepFacts are where a step stands in the whole.
func stepFacts(v setupView, s *knowledge.Step) []ui.Pair {
	pairs := []ui.Pair{{Name: "Stage", Value: stageNames[s.Stage]}, {Name: "Effort", Value: s.Effort}}
	if s.Core {
		pairs = append(pairs, ui.Pair{Name: "For whom", Value: "Everybody who sets up or repairs a department"})
	}
	if v.kept() {
		pairs = append(pairs, ui.Pair{Name: "How it stands", Value: v.standing(s)})
	}
	return pairs
}

// led puts a lead before the first of some passages; nothing when there are
// none.
func led(lead string, passages []knowledge.Passage) []ui.Block {
	body := prose(passages)
	if len(body) == 0 {
		return nil
	}
	if first, ok := body[0].(ui.Prose); ok && first.Lead == "" {
		body[0] = ui.Prose{Lead: lead, Text: first.Text}
		return body
	}
	return append([]ui.Block{ui.Prose{Lead: lead}}, body...)
}

// openBefore lists what is better done before a step and is still open.
func (v setupView) openBefore(s *knowledge.Step) []string {
	var titles []string
	for _, before := range s.After {
		if !v.Steps[before.ID].Done {
			titles = append(titles, before.Title)
		}
	}
	return titles
}

// stepPresses are what can be said of a step.
func stepPresses(v setupView, s *knowledge.Step) ui.Buttons {
	if v.Steps[s.ID].Done {
		return ui.Buttons{Row: []ui.Button{{Label: "Take back the tick", Do: "setup", Arg: "undo " + s.ID}}}
	}
	row := []ui.Button{{Label: "This is done", Do: "setup", Arg: "tick " + s.ID, Style: ui.Primary}}
	if v.Waiting(s.ID, v.Now) {
		row = append(row, ui.Button{Label: "Do it now after all", Do: "setup", Arg: "undo " + s.ID})
	}
	return ui.Buttons{Row: append(row,
		ui.Button{Label: "Put off for a week", Do: "setup", Arg: "later " + s.ID + " week"},
		ui.Button{Label: "Put off for a month", Do: "setup", Arg: "later " + s.ID + " month"})}
}

// stepWays lead on from a step: to what to read, to whom to ask, and back.
func stepWays(v setupView, s *knowledge.Step) ui.Buttons {
	var row []ui.Button
	for _, e := range s.Reads {
		row = append(row, ui.Button{Label: clipped("Read: " + e.Title), Do: "ask", Arg: "read " + e.ID})
	}
	if v.From.Present() {
		row = append(row, ui.Button{Label: "Who has done this step?", Do: "setup", Arg: "who " + s.ID})
	}
	return ui.Buttons{Row: append(row, backToNext(v).Row...)}
}

// clipped keeps a button's label within its 75 characters.
func clipped(label string) string { return clippedTo(label, 75) }

// clippedTo keeps words within a number of characters.
func clippedTo(words string, most int) string {
	if letters := []rune(words); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return words
}

// stepSources names where a step's sentences come from.
func stepSources(s *knowledge.Step) ui.Note {
	return ui.Note{Text: "Sources:", Links: sourceLinks(s.Sources)}
}

// sourceLinks names sources with publisher and date.
func sourceLinks(sources []*knowledge.Source) []ui.Link {
	var links []ui.Link
	for _, s := range sources {
		links = append(links, ui.Link{Text: s.Title + ", " + s.Publisher + ", " + day(s.Date), URL: s.URL})
	}
	return links
}

// ownStep finds a step of the setup's own by its id: those for its kind of
// body, whatever the door.
func (d *Desk) ownStep(v setupView, id string) (*knowledge.Step, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	if id == "" {
		return nil, &council.Problem{Say: "Say which step, as in " + d.slash("setup step test-a-restore") + ", or choose it in " + d.slash("setup stages") + "."}
	}
	for _, s := range d.Library.Steps("", v.reader.sector, v.reader.mode) {
		if s.ID == id {
			return s, nil
		}
	}
	return nil, &council.Problem{Say: "Your checklist has no step “" + short(id) + "”. Open " + d.slash("setup stages") + " and choose one there."}
}

// setupTick says that a step is done. Ticked twice it keeps its first date.
func (d *Desk) setupTick(ctx context.Context, v setupView, id string) (ui.Reply, error) {
	step, err := d.ownStep(v, id)
	if err != nil {
		return nil, err
	}
	was := v.Steps[step.ID]
	err = d.changeSetup(ctx, v.Request, "setup.ticked", func(tx *store.Tx, s council.Setup) error {
		if was = s.Steps[step.ID]; was.Done {
			return nil
		}
		return tx.PutStep(s.ID, step.ID, council.StepNote{Done: true, By: v.From.ID, At: v.Now})
	})
	if err != nil {
		return nil, err
	}
	undo := ui.Button{Label: "Take back: " + step.Title, Do: "setup", Arg: "undo " + step.ID}
	if was.Done {
		by, err := d.tickedBy(ctx, v, was)
		if err != nil {
			return nil, err
		}
		return d.again(ctx, v.Request, "“"+step.Title+"” was ticked already, "+by+".", undo)
	}
	return d.again(ctx, v.Request, "Ticked: “"+step.Title+"”.", undo)
}

// setupUndo takes back a tick or a putting off.
func (d *Desk) setupUndo(ctx context.Context, v setupView, id string) (ui.Reply, error) {
	step, err := d.ownStep(v, id)
	if err != nil {
		return nil, err
	}
	_, said := v.Steps[step.ID]
	err = d.changeSetup(ctx, v.Request, "setup.undone", func(tx *store.Tx, s council.Setup) error { return tx.OpenStep(s.ID, step.ID) })
	if err != nil {
		return nil, err
	}
	if !said {
		return d.again(ctx, v.Request, "“"+step.Title+"” was open already, so nothing was changed.")
	}
	return d.again(ctx, v.Request, "“"+step.Title+"” is open again.", ui.Button{Label: "Open: " + step.Title, Do: "setup", Arg: "step " + step.ID})
}

// setupLater puts a step off for a week or a month.
func (d *Desk) setupLater(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	id, span, _ := strings.Cut(text, " ")
	step, err := d.ownStep(v, id)
	if err != nil {
		return nil, err
	}
	until, err := council.PutOff(span, v.Now)
	if err != nil {
		return nil, err
	}
	done := false
	err = d.changeSetup(ctx, v.Request, "setup.put-off", func(tx *store.Tx, s council.Setup) error {
		if done = s.Steps[step.ID].Done; done {
			return nil
		}
		return tx.PutStep(s.ID, step.ID, council.StepNote{Until: until, By: v.From.ID, At: v.Now})
	})
	if err != nil {
		return nil, err
	}
	if done {
		return d.again(ctx, v.Request, "“"+step.Title+"” is ticked, so there is nothing to put off.", ui.Button{Label: "Take back: " + step.Title, Do: "setup", Arg: "undo " + step.ID})
	}
	return d.again(ctx, v.Request, fmt.Sprintf("“%s” is put off until %s.", step.Title, council.DayOf(until).Long()),
		ui.Button{Label: "Do it now: " + step.Title, Do: "setup", Arg: "undo " + step.ID})
}

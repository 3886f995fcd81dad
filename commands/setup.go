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

// setupVerbs is all that /setup does, in the order in which help shows it. Any
// other words are a search among the steps.
func (d *Desk) setupVerbs() []verb {
	return []verb{
		{"next", "", "Your next three steps", council.Anyone, d.inSetup(d.setupNext)},
		{"stages", "", "Every stage, and how much of it is done", council.Anyone, d.inSetup(d.setupStages)},
		{"stage", "governance", "The steps of one stage", council.Anyone, d.inSetup(d.setupStage)},
		{"done", "", "What is done", council.Anyone, d.inSetup(d.setupDone)},
		{"step", "test-a-restore", "One step: why, how, and when it is done", council.Anyone, d.inSetup(d.setupStep)},
		{"tick", "test-a-restore", "Say that a step is done", council.Anyone, d.inSetup(d.setupTick)},
		{"undo", "test-a-restore", "Take back a tick, or what was put off", council.Anyone, d.inSetup(d.setupUndo)},
		{"later", "test-a-restore week", "Put a step off for a week or a month", council.Anyone, d.inSetup(d.setupLater)},
		{"who", "test-a-restore", "Who has done a step and agreed to be asked", council.Anyone, d.inSetup(d.setupWho)},
		{"ask", "", "", council.Anyone, d.inSetup(d.setupAsk)},
		{"asked", "yes", "Whether members may ask you", council.Anyone, d.inSetup(d.setupAsked)},
		{"grid", "", "Which functions are covered in which layers", council.Anyone, d.inSetup(d.setupGrid)},
		{"cover", "infrastructure training covered", "Say that a function is covered, not ours or blank in a layer", council.Anyone, d.inSetup(d.setupCover)},
		{"plan", "", "The whole plan as one page to print", council.Anyone, d.inSetup(d.setupPlan)},
		{"share", "", "Who sees the checklist, and how to share it, leave it or begin again", council.Anyone, d.inSetup(d.setupShare)},
		{"join", "", "Join the checklist that your organisation shares", council.Anyone, d.inSetup(d.setupJoin)},
		{"leave", "", "Leave the checklist to your colleagues", council.Anyone, d.inSetup(d.setupLeave)},
		{"reset", "", "Take the whole checklist away", council.Anyone, d.inSetup(d.setupReset)},
		{"checkins", "week", "When to be asked how it goes: week, month, stop or on", council.Anyone, d.inSetup(d.setupCheckIns)},
		{"door", "service-manager", "Who you are: each of the four begins at a different step", council.Anyone, d.inSetup(d.setupDoor)},
		{"check", "cto", "A private self-check against a role", council.Anyone, d.inSetup(d.setupSelfCheck)},
	}
}

// Setup answers /setup and every button of the checklist.
func (d *Desk) Setup(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runCommand(ctx, r, "setup", d.setupVerbs(), d.inSetup(d.setupStart), d.inSetup(d.setupSearch))
}

// inSetup has something done in the setup that the person works on, with what
// followed its word.
func (d *Desk) inSetup(do func(context.Context, setupView, string) (ui.Reply, error)) Handler {
	return func(ctx context.Context, r Request) (ui.Reply, error) {
		v, err := d.setupView(ctx, r)
		if err != nil {
			return nil, err
		}
		return do(ctx, v, r.Text)
	}
}

// setupView is a setup as one person sees it. Without an ID it is nobody's: the
// person looks round, and nothing is kept.
type setupView struct {
	council.Setup
	Request
	me     council.SetupPerson
	reader reader
	steps  []*knowledge.Step // the reader's, in order
}

// reader is what chooses among the pack's steps and words: any of it may be
// empty.
type reader struct{ door, sector, mode string }

// setupView reads the setup that the person works on.
func (d *Desk) setupView(ctx context.Context, r Request) (setupView, error) {
	v := setupView{Request: r, reader: reader{sector: stepSector(council.GuessBody(r.From))}}
	if !r.From.Present() {
		v.reader.sector = ""
	}
	s, err := d.Store.Setup(ctx, r.From.ID)
	if err != nil {
		return v, fmt.Errorf("read the setup: %w", err)
	}
	if s.OpenTo(r.From) {
		v.Setup = s
		v.me, _ = s.Person(r.From.ID)
		v.reader = reader{v.me.Door, stepSector(s.Body), s.Mode}
	}
	v.steps = d.Library.Steps(v.reader.door, v.reader.sector, v.reader.mode)
	return v, nil
}

// stepSector is the sector of the pack's steps for a kind of body; empty when
// the kind is not known.
func stepSector(b council.Body) string {
	if b == "" {
		return ""
	}
	return string(b.Sector())
}

// kept reports whether there is a setup in which something is kept.
func (v setupView) kept() bool { return v.ID != 0 }

// through gives the view through another door.
func (d *Desk) through(v setupView, door string) setupView {
	v.reader.door = door
	v.steps = d.Library.Steps(v.reader.door, v.reader.sector, v.reader.mode)
	return v
}

// ruleSteps gives the steps as the rules want them.
func ruleSteps(steps []*knowledge.Step) []council.SetupStep {
	var all []council.SetupStep
	for _, s := range steps {
		step := council.SetupStep{ID: s.ID}
		for _, before := range s.After {
			step.After = append(step.After, before.ID)
		}
		all = append(all, step)
	}
	return all
}

// noSetup is said when something is asked of a setup that is not there.
func (d *Desk) noSetup() error {
	return &council.Problem{Say: "You have no setup checklist, so nothing was changed. Begin one with " + d.slash("setup") + "."}
}

// changeSetup makes one change in the setup that the person works on, and notes
// that they touched it. The person must still be one of its people.
func (d *Desk) changeSetup(ctx context.Context, r Request, did string, fn func(*store.Tx, council.Setup) error) error {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		s, err := tx.Setup(r.From.ID)
		if err != nil {
			return err
		}
		if !s.OpenTo(r.From) {
			return d.noSetup()
		}
		tx.About(fmt.Sprintf("setup/%d", s.ID))
		if err := fn(tx, s); err != nil {
			return err
		}
		return tx.TouchSetup(r.From.ID)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

// again shows the setup as it is after a change, with a line on what was done
// and a button or two that go with it.
func (d *Desk) again(ctx context.Context, r Request, say string, buttons ...ui.Button) (ui.Reply, error) {
	v, err := d.setupView(ctx, r)
	if err != nil {
		return nil, err
	}
	m := d.nextPage(v)
	first := []ui.Block{ui.Prose{Text: say}}
	if len(buttons) > 0 {
		first = append(first, ui.Buttons{Row: buttons})
	}
	m.Body = append(first, m.Body...)
	return m, nil
}

// card is an answer that takes the place of the one whose button was pressed,
// so that the checklist stays one message.
func card(body ...ui.Block) ui.Message { return ui.Message{Replace: true, Body: body} }

// doneLines begin an answer with what was just done; an empty line says nothing.
func doneLines(done []string) []ui.Block {
	var body []ui.Block
	for _, line := range done {
		if line != "" {
			body = append(body, ui.Prose{Text: line})
		}
	}
	return body
}

// setupSearch answers words that are none of the verbs: the step whose title
// has them all, or the steps to choose from.
func (d *Desk) setupSearch(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if text == "" {
		return d.setupStages(ctx, v, "")
	}
	var found []*knowledge.Step
	for _, s := range v.steps {
		if hasWords(s.Title+" "+strings.ReplaceAll(s.ID, "-", " "), text) {
			found = append(found, s)
		}
	}
	if len(found) == 1 {
		return d.stepPage(ctx, v, found[0])
	}
	if len(found) == 0 {
		return card(ui.Heading{Text: "No step has those words"},
			ui.Prose{Text: "None of your steps is about “" + short(text) + "”. Look through the stages, or ask a question with " + d.slash("ask") + "."},
			ui.Buttons{Row: []ui.Button{{Label: "Every stage", Do: "setup", Arg: "stages"}, {Label: "What I can ask", Do: "setup", Arg: "help"}}}), nil
	}
	return card(ui.Heading{Text: "Which step?"}, stepList(v, found), stepMenu(v, found)), nil
}

// hasWords reports whether every word of a search begins a word of a text.
func hasWords(text, search string) bool {
	folded := " " + council.Fold(text)
	for word := range strings.FieldsSeq(council.Fold(search)) {
		if !strings.Contains(folded, " "+word) {
			return false
		}
	}
	return strings.TrimSpace(search) != ""
}

// short is a person's text as it may be quoted within a sentence.
func short(text string) string { return clippedTo(text, 80) }

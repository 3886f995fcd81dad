package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// nextCount is how many steps are shown at once: more than three overwhelm.
const nextCount = 3

// stageNames says the stages as people read them.
var stageNames = map[string]string{
	"yourself":     "Yourself",
	"stakeholders": "Stakeholders",
	"governance":   "Governance",
	"money":        "Money",
	"services":     "Services and architecture",
	"people":       "People",
	"security":     "Security and law",
	"plan":         "Plan and tell",
}

// setupNext shows how far the setup is and the next three steps. Looking at
// them answers a check-in that waits.
func (d *Desk) setupNext(ctx context.Context, v setupView, _ string) (ui.Reply, error) {
	if v.kept() && v.Asking(v.me, v.Now) {
		if err := d.answerCheckIn(ctx, v); err != nil {
			return nil, err
		}
	}
	return d.nextPage(v), nil
}

func (d *Desk) answerCheckIn(ctx context.Context, v setupView) error {
	_, err := d.Store.Change(ctx, store.Change{By: v.From.ID, At: v.Now}, func(tx *store.Tx) error { return tx.TouchSetup(v.From.ID) })
	if err != nil {
		return fmt.Errorf("answer a check-in: %w", err)
	}
	return nil
}

func (d *Desk) nextPage(v setupView) ui.Message {
	body := []ui.Block{ui.Heading{Text: v.title()}}
	done, of := v.Count(ruleSteps(v.steps))
	next := v.Next(ruleSteps(v.steps), v.Now, nextCount)
	var blank []council.Cell
	if v.Grid.Begun() {
		blank = v.Grid.Blanks()
	}
	if len(blank) > 0 && len(next) == nextCount {
		next = next[:nextCount-1] // a blank of the grid has the third place
	}
	blank = blank[:min(len(blank), nextCount-len(next))]
	body = append(body, ui.Prose{Text: v.howFar(done, of, len(next)+len(blank))})
	for _, id := range next {
		body = append(body, stepLine(v, d.Library.Step(id))...)
	}
	for _, c := range blank {
		body = append(body, cellLine(c)...)
	}
	body = append(body, setupButtons(v))
	return card(append(body, ui.Note{Text: v.sees()})...)
}

// title says whose setup it is.
func (v setupView) title() string {
	work := "Setting up IT"
	if v.reader.mode == "repairing" {
		work = "Putting IT right"
	}
	if v.Organisation == "" {
		return work
	}
	return work + " at " + v.Organisation
}

// howFar says "n of m", and what follows.
func (v setupView) howFar(done, of, next int) string {
	if !v.kept() {
		return fmt.Sprintf("The checklist has %d steps for you. The first:", of)
	}
	say := fmt.Sprintf("%d of %d steps done.", done, of)
	switch {
	case done == of:
		return say + " That is all of them: print the plan, show it, and tell the council what you learned."
	case next == 0:
		return say + " The others are put off; the first comes back on " + v.firstBack() + "."
	case next == 1:
		return say + " The next one:"
	}
	return fmt.Sprintf("%s The next %s:", say, map[int]string{2: "two", 3: "three"}[next])
}

// firstBack is the day on which the first step that is put off comes back.
func (v setupView) firstBack() string {
	first := v.Now.AddDate(10, 0, 0)
	for _, s := range v.steps {
		if until := v.Steps[s.ID].Until; v.Waiting(s.ID, v.Now) && until.Before(first) {
			first = until
		}
	}
	return council.DayOf(first.In(v.Now.Location())).Long()
}

// sees says who can see the setup.
func (v setupView) sees() string {
	switch {
	case !v.kept() && !v.From.Present():
		return whoSees(v)
	case !v.kept():
		return "Nothing is kept until you begin a checklist of your own."
	case !v.Shared:
		return "Only you can see this checklist."
	case len(v.People) == 1:
		return "You share this checklist with members from " + v.Organisation + ". Nobody has joined yet."
	}
	return fmt.Sprintf("%d people of %s see this checklist and who ticked what. Nobody else does, except a tick of yours if you agreed to be asked.", len(v.People), v.Organisation)
}

// stepLine is a step in a list of next ones: its title, what to do and the two
// ways on.
func stepLine(v setupView, s *knowledge.Step) []ui.Block {
	row := []ui.Button{{Label: "Open: " + s.Title, Do: "setup", Arg: v.carry("step " + s.ID)}}
	if v.kept() {
		row = append(row, ui.Button{Label: "Done: " + s.Title, Do: "setup", Arg: "tick " + s.ID})
	}
	return []ui.Block{
		ui.Prose{Lead: s.Title + ".", Text: stageNames[s.Stage] + ". Takes " + s.Effort + "."},
		ui.Buttons{Row: row},
	}
}

// carry adds the door to what a button asks for somebody who only looks round.
func (v setupView) carry(arg string) string {
	if v.kept() || v.reader.door == "" {
		return arg
	}
	return arg + " " + v.reader.door
}

func setupButtons(v setupView) ui.Buttons {
	if !v.kept() {
		return ui.Buttons{Row: []ui.Button{
			{Label: "Every stage", Do: "setup", Arg: v.carry("stages")},
			{Label: "Choose another door", Do: "setup", Arg: "door"},
		}}
	}
	return ui.Buttons{Row: []ui.Button{
		{Label: "Every stage", Do: "setup", Arg: "stages"},
		{Label: "What is done", Do: "setup", Arg: "done"},
		{Label: "Coverage grid", Do: "setup", Arg: "grid"},
		{Label: "Plan to print", Do: "setup", Arg: "plan"},
		{Label: "Who sees this, and more", Do: "setup", Arg: "share"},
	}}
}

// setupStages shows every stage with how much of it is done.
func (d *Desk) setupStages(_ context.Context, v setupView, text string) (ui.Reply, error) {
	v, _ = d.lookWith(v, text)
	table := ui.Table{Caption: "The stages, in order", Head: []string{"Stage", "Steps"}}
	if v.kept() {
		table.Head = []string{"Stage", "Done", "Aim to finish by"}
	}
	var options []ui.Option
	for _, stage := range knowledge.Stages {
		steps := inStage(v.steps, stage)
		if len(steps) == 0 {
			continue
		}
		done, of := v.Count(ruleSteps(steps))
		cells := []string{stageNames[stage], strconv.Itoa(of)}
		if v.kept() {
			cells = []string{stageNames[stage], fmt.Sprintf("%d of %d", done, of), v.StageTarget(stage, v.Now.Location()).Long()}
		}
		table.Rows = append(table.Rows, cells)
		options = append(options, ui.Option{Label: stageNames[stage], Arg: v.carry("stage " + stage)})
	}
	note := v.sees()
	if v.kept() {
		note = "The dates are our judgement of a good pace, on working days. Move them as you need. " + note
	}
	return card(ui.Heading{Text: "Every stage"}, table,
		ui.Select{Label: "Open a stage", Do: "setup", Options: options},
		backToNext(v), ui.Note{Text: note}), nil
}

// lookWith takes the door off the end of what was asked: who only looks round
// takes it along from button to button.
func (d *Desk) lookWith(v setupView, text string) (setupView, string) {
	words := strings.Fields(text)
	last := len(words) - 1
	if last < 0 || !slices.Contains(knowledge.Doors, words[last]) {
		return v, text
	}
	if !v.kept() {
		v = d.through(v, words[last])
	}
	return v, strings.Join(words[:last], " ")
}

func inStage(steps []*knowledge.Step, stage string) []*knowledge.Step {
	var in []*knowledge.Step
	for _, s := range steps {
		if s.Stage == stage {
			in = append(in, s)
		}
	}
	return in
}

func backToNext(v setupView) ui.Buttons {
	if !v.kept() {
		if v.reader.door == "" {
			return ui.Buttons{Row: []ui.Button{{Label: "Choose a door", Do: "setup"}}}
		}
		return ui.Buttons{Row: []ui.Button{{Label: "The first steps", Do: "setup", Arg: "door " + v.reader.door}}}
	}
	return ui.Buttons{Row: []ui.Button{{Label: "My next steps", Do: "setup", Arg: "next"}}}
}

// setupStage shows the steps of one stage.
func (d *Desk) setupStage(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	v, text = d.lookWith(v, text)
	if text == "" {
		return d.setupStages(ctx, v, "")
	}
	stage := parseStage(text)
	steps := inStage(v.steps, stage)
	if len(steps) == 0 {
		return nil, &council.Problem{Say: "There is no stage “" + short(text) + "” with steps for you. Open " + d.slash("setup stages") + " to see every stage."}
	}
	return card(ui.Heading{Text: stageNames[stage]}, stepList(v, steps), stepMenu(v, steps), backToNext(v), ui.Note{Text: v.sees()}), nil
}

// parseStage reads a stage by its word or its name; empty when it is none.
func parseStage(text string) string {
	for _, stage := range knowledge.Stages {
		if council.Fold(text) == stage || council.Fold(text) == council.Fold(stageNames[stage]) {
			return stage
		}
	}
	return ""
}

// setupDone shows what is done.
func (d *Desk) setupDone(ctx context.Context, v setupView, _ string) (ui.Reply, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	var steps []*knowledge.Step
	var items []string
	for _, s := range v.steps {
		note := v.Steps[s.ID]
		if !note.Done {
			continue
		}
		by, err := d.tickedBy(ctx, v, note)
		if err != nil {
			return nil, err
		}
		steps, items = append(steps, s), append(items, s.Title+": ticked "+by)
	}
	if len(steps) == 0 {
		return card(ui.Heading{Text: "What is done"}, ui.Prose{Text: "Nothing is ticked yet. The first step is often the hardest to find time for: choose the shortest."}, backToNext(v)), nil
	}
	return card(ui.Heading{Text: "What is done"}, ui.List{Items: items}, stepMenu(v, steps), backToNext(v), ui.Note{Text: v.sees()}), nil
}

// tickedBy says when a step was ticked and, where it is shared, by whom.
func (d *Desk) tickedBy(ctx context.Context, v setupView, note council.StepNote) (string, error) {
	on := "on " + council.DayOf(note.At.In(v.Now.Location())).Long()
	switch {
	case !v.Shared || note.By == 0:
		return on, nil
	case note.By == v.From.ID:
		return on + " by you", nil
	}
	m, err := d.Store.Member(ctx, note.By)
	if err != nil {
		return "", fmt.Errorf("name who ticked a step: %w", err)
	}
	return on + " by " + m.Name, nil
}

// stepList lists steps with how each stands.
func stepList(v setupView, steps []*knowledge.Step) ui.List {
	var items []string
	for _, s := range steps {
		items = append(items, s.Title+": "+v.standing(s))
	}
	return ui.List{Items: items}
}

// standing says how a step stands, in a few words.
func (v setupView) standing(s *knowledge.Step) string {
	note := v.Steps[s.ID]
	switch {
	case note.Done:
		return "done"
	case v.Waiting(s.ID, v.Now):
		return "put off until " + council.DayOf(note.Until.In(v.Now.Location())).Long()
	case v.kept():
		return "to do, takes " + s.Effort
	}
	return "takes " + s.Effort
}

func stepMenu(v setupView, steps []*knowledge.Step) ui.Select {
	var options []ui.Option
	for _, s := range steps {
		options = append(options, ui.Option{Label: s.Title, Arg: v.carry("step " + s.ID)})
	}
	return ui.Select{Label: "Open a step", Do: "setup", Options: options}
}

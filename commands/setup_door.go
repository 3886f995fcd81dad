package commands

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// doors says the four readers of the Socitm briefing as they would say it of
// themselves.
var doors = map[string]struct{ name, who string }{
	knowledge.ITProfessional:       {"IT professional", "You know IT. The services it is for, and their politics, may be new to you."},
	knowledge.BusinessProfessional: {"business professional", "You come from a service, as a planner or a social worker does, and IT is now yours as well."},
	knowledge.ServiceManager:       {"service manager", "You manage a service and have been asked to sort its IT out."},
	knowledge.SeniorSponsor:        {"senior sponsor", "You answer for IT at the top, and somebody else will run it."},
}

// setupStart answers /setup alone: the next steps, or the four doors.
func (d *Desk) setupStart(ctx context.Context, v setupView, _ string) (ui.Reply, error) {
	if v.kept() {
		return d.setupNext(ctx, v, "")
	}
	return d.doorPage(ctx, v)
}

// doorPage asks who the person is.
func (d *Desk) doorPage(ctx context.Context, v setupView) (ui.Reply, error) {
	body := []ui.Block{ui.Heading{Text: "Set up an IT department, or put one right"}}
	shared, err := d.sharedWith(ctx, v)
	if err != nil {
		return nil, err
	}
	if shared != nil {
		body = append(body, shared...)
	}
	body = append(body, ui.Prose{Text: "Who are you? Each of the four begins at a different step."})
	var row []ui.Button
	for _, door := range knowledge.Doors {
		text := doors[door].who
		if steps := d.Library.Steps(door, "", ""); len(steps) > 0 {
			text += " You begin with: " + lowerFirst(steps[0].Title) + "."
		}
		body = append(body, ui.Prose{Lead: upperFirst(doors[door].name) + ".", Text: text})
		row = append(row, ui.Button{Label: "I am the " + doors[door].name, Do: "setup", Arg: "door " + door})
	}
	body = append(body, ui.Buttons{Row: row}, ui.Buttons{Row: []ui.Button{{Label: "Check my own skills, in private", Do: "selfcheck"}}}, ui.Note{Text: whoSees(v)})
	return card(body...), nil
}

// whoSees says what is kept and who can see it, before anything is.
func whoSees(v setupView) string {
	if v.From.Present() {
		return "What you tick is kept. Only you can see it, until you choose to share it with colleagues of your organisation. The council's list of changes says that you worked on it, and no more."
	}
	return "You have no seat on this council, so nothing is kept of what you do here. You may look through every step. The secretary can tell you about a seat."
}

// sharedWith offers the checklist that the person's organisation shares; nil
// when there is none to join.
func (d *Desk) sharedWith(ctx context.Context, v setupView) ([]ui.Block, error) {
	s, err := d.Store.SharedSetup(ctx, v.From.Organisation)
	if err != nil || !s.Joinable(v.From) {
		return nil, err
	}
	offer, err := d.offerWords(ctx, s)
	if err != nil {
		return nil, err
	}
	return []ui.Block{
		ui.Prose{Text: offer + " You can go on with it together, or begin one of your own below."},
		ui.Buttons{Row: []ui.Button{{Label: "Join the shared checklist", Do: "setup", Arg: "join", Style: ui.Primary}}},
	}, nil
}

// offerWords say who shares a checklist, to a colleague who is not on it. They
// name whoever began it, who agreed to that; those who joined agreed to be named
// to those who are on it, and are counted.
func (d *Desk) offerWords(ctx context.Context, s council.Setup) (string, error) {
	begunBy, err := d.Store.Member(ctx, s.BegunBy)
	if err != nil {
		return "", fmt.Errorf("name who shares a setup: %w", err)
	}
	others := len(s.People)
	if begunBy.ID == 0 {
		return fmt.Sprintf("%d %s a checklist with members from %s.", others, plural(others, "colleague shares", "colleagues share"), s.Organisation), nil
	}
	say := begunBy.Name + " shares a checklist with members from " + s.Organisation + "."
	if others--; others > 0 {
		say += fmt.Sprintf(" %d %s on it already.", others, plural(others, "other is", "others are"))
	}
	return say, nil
}

// setupDoor goes through one of the four doors: to the form that begins a
// checklist, or, for somebody without a seat, to the steps themselves.
func (d *Desk) setupDoor(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	door, err := parseDoor(text)
	switch {
	case text == "" && !v.kept():
		return d.doorPage(ctx, v)
	case err != nil:
		return nil, err
	case v.kept():
		return d.changeDoor(ctx, v, door)
	case !v.From.Present():
		return d.nextPage(d.through(v, door)), nil
	}
	shared, err := d.Store.SharedSetup(ctx, v.From.Organisation)
	if err != nil {
		return nil, fmt.Errorf("look for a shared setup: %w", err)
	}
	return beginForm(v.From, door, shared.ID == 0), nil
}

// parseDoor reads who somebody says they are.
func parseDoor(text string) (string, error) {
	for _, door := range knowledge.Doors {
		if council.Fold(text) == door || council.Fold(text) == council.Fold(doors[door].name) {
			return door, nil
		}
	}
	return "", &council.Problem{Field: "door", Say: "Say which of the four you are: it-professional, business-professional, service-manager or senior-sponsor."}
}

// changeDoor notes that somebody who works on a setup comes through another
// door than before.
func (d *Desk) changeDoor(ctx context.Context, v setupView, door string) (ui.Reply, error) {
	err := d.changeSetup(ctx, v.Request, "setup.door", func(tx *store.Tx, s council.Setup) error {
		me, _ := s.Person(v.From.ID)
		me.Door = door
		return tx.PutSetupPerson(s.ID, me)
	})
	if err != nil {
		return nil, err
	}
	return d.again(ctx, v.Request, "Your steps are now those of a "+doors[door].name+". What was ticked stays ticked.")
}

// beginForm asks for the kind and the size of the body, and how it begins.
func beginForm(m council.Member, door string, mayShare bool) ui.Modal {
	body := []ui.Block{
		ui.Prose{Text: "This chooses the steps that fit. You begin as the " + doors[door].name + "."},
		ui.Input{Name: "body", Label: "What kind of body is it?", Kind: ui.Choice, Options: bodyOptions(), Value: string(council.GuessBody(m))},
		ui.Input{Name: "size", Label: "How large is it?", Kind: ui.Choice, Options: sizeOptions(), Value: string(council.Medium)},
		ui.Input{Name: "mode", Label: "Are you starting or repairing?", Kind: ui.Choice, Value: "starting", Options: []ui.Option{
			{Label: "Starting: there is no department yet, or it is new", Arg: "starting"},
			{Label: "Repairing: there is one, and it must be put right", Arg: "repairing"},
		}},
	}
	if mayShare && m.Organisation != "" {
		body = append(body, ui.Input{Name: "share", Label: "May colleagues see this checklist?", Kind: ui.Choice, Value: "no", Options: []ui.Option{
			{Label: "No, only I see it", Arg: "no"},
			{Label: "Yes, share it with my organisation", Arg: "yes"},
		}, Hint: "With yes you agree to this: " + council.Wording(council.AgreeShare, council.Members)})
	}
	return ui.Modal{Do: "begun", Arg: door, Title: "Begin your checklist", Submit: "Begin", Body: body}
}

func bodyOptions() []ui.Option {
	var options []ui.Option
	for _, b := range council.Bodies {
		options = append(options, ui.Option{Label: b.Label(), Arg: string(b)})
	}
	return options
}

func sizeOptions() []ui.Option {
	var options []ui.Option
	for _, s := range council.Sizes {
		options = append(options, ui.Option{Label: s.Label(), Arg: string(s)})
	}
	return options
}

// Begun begins the checklist that its form describes. Whoever has one already
// is told so.
func (d *Desk) Begun(ctx context.Context, r Request) (ui.Reply, error) {
	setup, person, faults := readBegin(r)
	if len(faults) > 0 {
		return faults, nil
	}
	setup.Token = newToken()
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "setup.begun", At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error { return d.begin(tx, r, setup, person) })
	if err != nil {
		return nil, fmt.Errorf("begin a setup: %w", err)
	}
	return d.again(ctx, r, begunWords(setup))
}

// begin keeps a new setup, and the agreement to share it where it was given.
func (d *Desk) begin(tx *store.Tx, r Request, setup council.Setup, person council.SetupPerson) error {
	old, err := tx.Setup(r.From.ID)
	if err != nil {
		return err
	}
	if old.OpenTo(r.From) {
		return &council.Problem{Say: "You have a checklist already. Open " + d.slash("setup") + " to go on with it, or " + d.slash("setup reset") + " to begin again."}
	}
	id, err := tx.BeginSetup(setup, person)
	if err != nil {
		return err
	}
	tx.About(fmt.Sprintf("setup/%d", id))
	if !setup.Shared {
		return nil
	}
	return tx.Consent(r.From.ID, council.AgreeShare, council.Members)
}

// newToken makes the part of a plan's address that nobody can guess.
func newToken() string { return strings.ToLower(rand.Text()) }

func begunWords(s council.Setup) string {
	say := "Your checklist is begun. Tick a step when it is done, or put it off. I will ask how it goes after 30, 60 and 90 days; one press stops that."
	if s.Size == council.Small {
		say += " In a small body one person often holds several roles, and may share steps with a neighbour."
	}
	return say
}

// readBegin reads the form; what is wrong with it comes by field.
func readBegin(r Request) (setup council.Setup, person council.SetupPerson, faults ui.FieldErrors) {
	faults = ui.FieldErrors{}
	note := func(err error) {
		var p *council.Problem
		if errors.As(err, &p) {
			faults[p.Field] = p.Say
		}
	}
	setup = council.Setup{Organisation: r.From.Organisation, Mode: r.Form["mode"], Shared: r.Form["share"] == "yes"}
	person = council.SetupPerson{Member: r.From.ID, Touched: r.Now}
	var err error
	setup.Body, err = council.ParseBody(r.Form["body"])
	note(err)
	setup.Size, err = council.ParseSize(r.Form["size"])
	note(err)
	if !slices.Contains(knowledge.Modes, setup.Mode) {
		faults["mode"] = "Choose whether you are starting or repairing."
	}
	if person.Door, err = parseDoor(r.Text); err != nil {
		faults["mode"] = "Close this form and choose once more who you are."
	}
	return setup, person, faults
}

// namesOf gives the names of the people of a setup, in their order.
func (d *Desk) namesOf(ctx context.Context, people []council.SetupPerson) ([]string, error) {
	var names []string
	for _, p := range people {
		m, err := d.Store.Member(ctx, p.Member)
		if err != nil {
			return nil, fmt.Errorf("name the people of a setup: %w", err)
		}
		names = append(names, m.Name)
	}
	return names, nil
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// plural chooses the word that goes with a number.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

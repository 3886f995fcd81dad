package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// actionsShown is how many actions of the register one answer shows.
const actionsShown = 20

// actionAll shows the register: what is open, or what is overdue, done, or of one
// owner.
func (d *Desk) actionAll(ctx context.Context, r Request) (ui.Reply, error) {
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	words := strings.ToLower(r.Text)
	heading, wanted := "Open actions", store.WantedActions{State: council.ActionOpen}
	keep := func(council.Action) bool { return true }
	today := council.DayOf(r.Now)
	switch words {
	case "", "all", "open":
	case "overdue":
		heading, keep = "Open actions past their day", func(a council.Action) bool { return a.Overdue(today) }
	case "done":
		heading, wanted = "Actions done or dropped", store.WantedActions{}
		keep = func(a council.Action) bool { return !a.Open() }
	case "unowned":
		heading, keep = "Open actions that need an owner", func(a council.Action) bool { return a.Unowned(members) }
	default:
		m, err := council.ByName(members, strings.TrimPrefix(r.Text, "@"))
		if err != nil {
			return nil, &council.Problem{Say: "Ask for " + d.slash("action all") + ", " + d.slash("action all overdue") + ", " + d.slash("action all done") + ", or a member's by name: " + d.slash("action all Ana Lind") + ".", Err: err}
		}
		heading, wanted.Owner = "Open actions of "+m.Name, m.ID
	}
	all, err := d.Store.Actions(ctx, wanted)
	if err != nil {
		return nil, fmt.Errorf("read the actions: %w", err)
	}
	var found []council.Action
	for _, a := range d.seenActions(r, all) {
		if keep(a) {
			found = append(found, a)
		}
	}
	return d.registerPage(r, heading, found, members), nil
}

func (d *Desk) registerPage(r Request, heading string, found []council.Action, members []council.Member) ui.Message {
	today := council.DayOf(r.Now)
	list := ui.List{Lead: countOf(len(found), "action")}
	for _, a := range found[:min(actionsShown, len(found))] {
		list.Items = append(list.Items, actionLine(a, members, today))
	}
	body := []ui.Block{ui.Heading{Text: heading}, list}
	if len(found) == 0 {
		body = []ui.Block{ui.Heading{Text: heading}, ui.Prose{Text: "None."}}
	}
	if more := len(found) - actionsShown; more > 0 {
		body = append(body, ui.Note{Text: countOf(more, "action") + " more. Ask for one member's by name, as in " + d.slash("action all "+"Ana Lind") + "."})
	}
	if menu := actionMenu(found); len(menu.Options) > 0 {
		body = append(body, menu)
	}
	row := []ui.Button{{Label: "Open", Do: "action", Arg: "all"}, {Label: "Past their day", Do: "action", Arg: "all overdue"}, {Label: "Done or dropped", Do: "action", Arg: "all done"}}
	if r.From.Present() {
		row = append(row, ui.Button{Label: "My actions", Do: "action", Arg: "mine"})
	}
	if d.holds(r, council.Secretary) {
		row = append(row, ui.Button{Label: "Without an owner", Do: "action", Arg: "all unowned"}, ui.Button{Label: "Add an action", Do: "action", Arg: "add"})
	}
	return card(append(body, ui.Buttons{Row: row})...)
}

// actionLine says an action in one line: "A12. Write to the fire services. Ana
// Lind. By Wednesday 31 March 2027."
func actionLine(a council.Action, members []council.Member, today council.Day) string {
	return a.ID.String() + ". " + ended(a.What) + " " + ownerWords(a, members) + ". " + dueWords(a, today)
}

func actionMenu(found []council.Action) ui.Select {
	menu := ui.Select{Label: "Look at one", Do: "action"}
	for _, a := range found[:min(actionsShown, len(found))] {
		menu.Options = append(menu.Options, ui.Option{Label: clipped(a.ID.String() + ". " + a.What), Arg: "show " + a.ID.String()})
	}
	return menu
}

// actionAdd puts an action into the register without a capture: as it is typed,
// or by the form, which also asks for what is missing.
func (d *Desk) actionAdd(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form == nil {
		return d.addTyped(ctx, r)
	}
	a, err := d.typedAction(ctx, r, council.Action{State: council.ActionOpen})
	if faults := fieldFaults(r, actionField(err)); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.added(ctx, r, a)
}

// addTyped reads an action as it is typed; the form is filled in with what was
// read when something is missing.
func (d *Desk) addTyped(ctx context.Context, r Request) (ui.Reply, error) {
	reader, err := d.captureReader(ctx, r)
	if err != nil {
		return nil, err
	}
	text, named, err := d.spelled(ctx, r)
	if err != nil {
		return nil, err
	}
	reader.Named = named
	c := reader.Read(council.Tagged{Kind: council.CaptureAction, Text: text})
	spots, value, err := d.captureSpots(ctx, r, Message{})
	if err != nil {
		return nil, err
	}
	if err := d.readSpot(ctx, value, &c); err != nil {
		return nil, err
	}
	if c.Complete() {
		a, err := c.AsAction()
		if err != nil {
			return nil, err
		}
		return d.added(ctx, r, a)
	}
	fields, err := d.captureInputs(ctx, c)
	if err != nil {
		return nil, err
	}
	spots.Value = value
	return ui.Modal{Do: "action", Arg: "add", Title: "Add an action", Submit: "Add it", Body: append(fields, spots)}, nil
}

// added keeps a new action, tells its owners, and shows it.
func (d *Desk) added(ctx context.Context, r Request, a council.Action) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	record := approval{desk: d, post: post}
	err = d.changeItems(ctx, r, "action.added", "", func(tx *store.Tx) error {
		if a.ID, err = tx.PutAction(a, council.ActionStep{Did: "agreed", To: a.Due}); err != nil {
			return err
		}
		tx.About(aboutAction(a.ID))
		record.tx, record.actions = tx, []council.Action{a}
		return record.tellOwners()
	})
	if err != nil {
		return nil, err
	}
	if a.ID == 0 { // the form was sent twice
		return d.actionAll(ctx, Request{From: r.From, Now: r.Now})
	}
	return d.actionPage(ctx, r, a.ID, append([]string{"Added. Its owners are told."}, record.done...)...)
}

// typedAction puts what a form says over an action. The error is a
// *council.Problem.
func (d *Desk) typedAction(ctx context.Context, r Request, a council.Action) (council.Action, error) {
	c, err := d.typedCapture(ctx, r, council.Capture{Kind: council.CaptureAction, Due: a.Due, Meeting: a.Meeting, Item: a.Item})
	if err != nil {
		return a, err
	}
	a.What, a.Owners, a.Due, a.Meeting, a.Item = c.Words, c.Owners, c.Due, c.Meeting, c.Item
	return a, a.Check()
}

// actionField puts what is wrong with an action beside the field of the form.
func actionField(err error) error {
	var p *council.Problem
	if errors.As(err, &p) && p.Field == "owners" {
		return &council.Problem{Field: "owner", Say: p.Say, Err: p.Err}
	}
	return err
}

// actionEdit gives the form of an action, or keeps what it says.
func (d *Desk) actionEdit(ctx context.Context, r Request) (ui.Reply, error) {
	a, _, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if !a.Open() {
		return nil, &council.Problem{Say: a.ID.String() + " is " + string(a.State) + " already. Open it again first, with " + d.slash("action reopen "+a.ID.String()) + "."}
	}
	if r.Form == nil {
		fields, err := d.captureInputs(ctx, council.Capture{Kind: council.CaptureAction, Words: a.What, Owners: a.Owners, Due: a.Due})
		if err != nil {
			return nil, err
		}
		return ui.Modal{Do: "action", Arg: "edit " + a.ID.String(), Title: "Change an action", Submit: "Keep it", Body: fields}, nil
	}
	err = d.changeAction(ctx, r, a, func(now council.Action) (council.Action, council.ActionStep, error) {
		was := now.Due
		now, err := d.typedAction(ctx, r, now)
		step := council.ActionStep{Did: "changed"}
		if now.Due != was {
			step.From, step.To = was, now.Due
		}
		return now, step, actionField(err)
	}, d.tellNewOwners(ctx, r, a))
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.actionPage(ctx, r, a.ID, "Changed.")
}

// tellNewOwners tells those who own an action now and did not before.
func (d *Desk) tellNewOwners(ctx context.Context, r Request, was council.Action) func(*store.Tx, council.Action, council.ActionStep) error {
	return func(tx *store.Tx, now council.Action, _ council.ActionStep) error {
		post, err := d.postRoom(ctx, r)
		if err != nil {
			return err
		}
		for _, o := range now.Owners {
			if o.Member == 0 || was.OwnedBy(o.Member) {
				continue
			}
			if err := post.about(tx, o.Member, council.Meeting{ID: now.Meeting}, aboutAction(now.ID), "action-agreed", actionsAgreed([]council.Action{now})); err != nil {
				return err
			}
		}
		return nil
	}
}

// actionHand gives an action to somebody else: by name, or by the form.
func (d *Desk) actionHand(ctx context.Context, r Request) (ui.Reply, error) {
	a, names, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if names == "" && r.Form == nil {
		return ui.Modal{Do: "action", Arg: "hand " + a.ID.String(), Title: "Give it to somebody", Submit: "Hand it over", Body: []ui.Block{
			ui.Prose{Lead: a.ID.String() + ".", Text: ended(a.What) + " Due on " + a.Due.Long() + "."},
			ui.Input{Name: "owner", Label: "Who does it from now on?", Kind: ui.Person, Optional: true},
			ui.Input{Name: "others", Label: "More names, or somebody who is not in Slack", Kind: ui.Line, Optional: true, Max: 300},
			ui.Input{Name: "note", Label: "A note on it", Kind: ui.Line, Optional: true, Max: 500}}}, nil
	}
	owners, err := d.handTo(ctx, r, names)
	if err == nil {
		err = d.changeAction(ctx, r, a, func(now council.Action) (council.Action, council.ActionStep, error) {
			return now.HandOver(owners, r.Form["note"])
		}, d.tellNewOwners(ctx, r, a))
	}
	if faults := fieldFaults(r, actionField(err)); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.actionPage(ctx, r, a.ID, "Handed over, and the new owner is told.")
}

// handTo reads to whom an action goes: from the form, or a member's name as it is
// typed.
func (d *Desk) handTo(ctx context.Context, r Request, name string) ([]council.Owner, error) {
	if r.Form != nil {
		return d.typedOwners(ctx, r.Form)
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	m, err := council.ByName(present(members), strings.TrimPrefix(strings.TrimPrefix(name, "to "), "@"))
	if err != nil {
		return nil, err
	}
	return []council.Owner{{Member: m.ID}}, nil
}

// logMost is how many actions stand under the item for matters arising.
const logMost = 12

// actionLog fills the agenda's item for matters arising: what is open of the
// actions that were agreed before the meeting, the longest due first. It is for
// members and deputies.
func (d *Desk) actionLog(ctx context.Context, r Request, a council.Agenda) ([]ui.Block, error) {
	number := ""
	for _, item := range a.Items {
		if item.Standing == council.ActionLog && item.On() {
			number = item.Number
		}
	}
	if number == "" || !a.Meeting.Open() || !d.holds(r, council.Deputy) {
		return nil, nil
	}
	all, err := d.Store.Actions(ctx, store.WantedActions{State: council.ActionOpen})
	if err != nil {
		return nil, fmt.Errorf("read the actions: %w", err)
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	open := slices.DeleteFunc(d.seenActions(r, all), func(x council.Action) bool { return x.Meeting == a.Meeting.ID })
	if len(open) == 0 {
		return nil, nil
	}
	list := ui.List{Lead: fmt.Sprintf("Item %s: %s open", number, countOf(len(open), "action"))}
	for _, x := range open[:min(logMost, len(open))] {
		list.Items = append(list.Items, actionLine(x, members, council.DayOf(r.Now)))
	}
	return []ui.Block{list, ui.Buttons{Row: []ui.Button{{Label: "All actions", Do: "action", Arg: "all"}}}}, nil
}

package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// changeAction makes one change to an action as it is at that moment, with the
// step of its history, and tells those who must know.
func (d *Desk) changeAction(ctx context.Context, r Request, a council.Action, rule func(council.Action) (council.Action, council.ActionStep, error), tell func(*store.Tx, council.Action, council.ActionStep) error) error {
	return d.changeItems(ctx, r, "action.answered", aboutAction(a.ID), func(tx *store.Tx) error {
		now, err := tx.Action(a.ID)
		if err != nil {
			return err
		}
		now, step, err := rule(now)
		if err != nil {
			return err
		}
		if _, err := tx.PutAction(now, step); err != nil {
			return err
		}
		return tell(tx, now, step)
	})
}

// answerAction changes an action for one of its owners or the secretary; the
// other owners are told.
func (d *Desk) answerAction(ctx context.Context, r Request, a council.Action, rule func(council.Action) (council.Action, council.ActionStep, error)) error {
	if err := d.mayAnswer(r, a); err != nil {
		return err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return err
	}
	return d.changeAction(ctx, r, a, rule, func(tx *store.Tx, now council.Action, step council.ActionStep) error {
		for _, o := range now.Owners {
			if o.Member == 0 {
				continue
			}
			if err := post.about(tx, o.Member, council.Meeting{ID: now.Meeting}, aboutAction(now.ID), "action-answered", actionAnswered(r.From, now, step)); err != nil {
				return err
			}
		}
		return nil
	})
}

// actionAnswered tells the other owners what became of an action.
func actionAnswered(by council.Member, a council.Action, step council.ActionStep) ui.Message {
	body := []ui.Block{ui.Heading{Text: "News of an action you share"},
		ui.Prose{Lead: a.ID.String() + ".", Text: ended(a.What) + " " + by.Name + " says: " + stepWords(step) + "."}}
	return ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{{Label: "See the action", Do: "action", Arg: "show " + a.ID.String()}}})}
}

// stepWords say what a step of an action's history was.
func stepWords(s council.ActionStep) string {
	words := map[string]string{"agreed": "agreed", "done": "done", "dropped": "no longer needed", "opened": "open again", "changed": "changed", "handed over": "handed over"}[s.Did]
	if s.Did == "later" {
		words = "put off from " + s.From.Long() + " to " + s.To.Long()
	}
	if s.Note != "" {
		words += ", with a note: " + strings.TrimSuffix(s.Note, ".")
	}
	return words
}

// actionDone says that an action is done. It is done at once; a note can be
// added after it.
func (d *Desk) actionDone(ctx context.Context, r Request) (ui.Reply, error) {
	a, note, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := d.answerAction(ctx, r, a, func(now council.Action) (council.Action, council.ActionStep, error) { return now.Done(note) }); err != nil {
		return nil, err
	}
	return d.minePageOf(ctx, r, a.ID.String()+" is done: “"+a.What+"”. Thank you.")
}

// actionLater gives an action a later day: it asks for it, unless one is typed.
func (d *Desk) actionLater(ctx context.Context, r Request) (ui.Reply, error) {
	a, rest, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := d.mayAnswer(r, a); err != nil {
		return nil, err
	}
	if rest == "" && r.Form == nil {
		return laterForm(a), nil
	}
	typed, note, _ := strings.Cut(rest, " because ")
	if r.Form != nil {
		typed, note = r.Form["due"], strings.TrimSpace(r.Form["note"])
	}
	_, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	at, err := council.ParseMoment(typed, r.Now.In(zone))
	if err == nil {
		err = d.answerAction(ctx, r, a, func(now council.Action) (council.Action, council.ActionStep, error) {
			return now.Later(at.Day, council.DayOf(r.Now.In(zone)), note)
		})
	} else {
		err = &council.Problem{Field: "due", Say: err.Error(), Err: err}
	}
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.minePageOf(ctx, r, a.ID.String()+" is now due on "+at.Day.Long()+": “"+a.What+"”.")
}

func laterForm(a council.Action) ui.Modal {
	return ui.Modal{Do: "action", Arg: "later " + a.ID.String(), Title: "Give it a later day", Submit: "Keep it", Body: []ui.Block{
		ui.Prose{Lead: a.ID.String() + ".", Text: ended(a.What) + " Due on " + a.Due.Long() + "."},
		ui.Input{Name: "due", Label: "By which day instead?", Kind: ui.Date, Value: a.Due.Add(14).String()},
		ui.Input{Name: "note", Label: "A note on it", Hint: "It stands in the history of the action.", Kind: ui.Line, Optional: true, Max: 500},
	}}
}

// actionDrop says that an action is no longer needed, with the reason.
func (d *Desk) actionDrop(ctx context.Context, r Request) (ui.Reply, error) {
	a, why, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := d.mayAnswer(r, a); err != nil {
		return nil, err
	}
	if why == "" && r.Form == nil {
		return ui.Modal{Do: "action", Arg: "drop " + a.ID.String(), Title: "No longer needed?", Submit: "Drop it", Body: []ui.Block{
			ui.Prose{Lead: a.ID.String() + ".", Text: ended(a.What)},
			ui.Input{Name: "note", Label: "Why is it no longer needed?", Hint: "The council had agreed it, and reads the reason.", Kind: ui.Line, Max: 500}}}, nil
	}
	if r.Form != nil {
		why = r.Form["note"]
	}
	err = d.answerAction(ctx, r, a, func(now council.Action) (council.Action, council.ActionStep, error) { return now.Drop(why) })
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.minePageOf(ctx, r, a.ID.String()+" is dropped: “"+a.What+"”.")
}

// actionReopen takes back that an action is done or dropped.
func (d *Desk) actionReopen(ctx context.Context, r Request) (ui.Reply, error) {
	a, note, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := d.answerAction(ctx, r, a, func(now council.Action) (council.Action, council.ActionStep, error) { return now.Reopen(note) }); err != nil {
		return nil, err
	}
	return d.actionPage(ctx, r, a.ID, "It is open again.")
}

// actionShow shows one action with its history.
func (d *Desk) actionShow(ctx context.Context, r Request) (ui.Reply, error) {
	a, _, err := d.actionOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.actionPage(ctx, r, a.ID)
}

func (d *Desk) actionPage(ctx context.Context, r Request, id council.ActionID, done ...string) (ui.Reply, error) {
	a, err := d.Store.Action(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read an action: %w", err)
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	where, err := d.spotWords(ctx, a.Meeting, a.Item)
	if err != nil {
		return nil, err
	}
	history, err := d.actionHistory(ctx, r, a, members)
	if err != nil {
		return nil, err
	}
	body := append(doneLines(done), ui.Heading{Text: "Action " + a.ID.String()}, ui.Prose{Text: a.What}, ui.Fields{Pairs: []ui.Pair{
		{Name: "Who", Value: ownerWords(a, members)}, {Name: "How it stands", Value: dueWords(a, council.DayOf(r.Now)) + closedWords(a)}, {Name: "Agreed", Value: where}}}, history)
	return card(append(body, ui.Buttons{Row: d.actionButtons(r, a)})...), nil
}

// ownerWords name an action's owners, and say when none is left.
func ownerWords(a council.Action, members []council.Member) string {
	names := council.OwnerNames(a.Owners, members)
	if a.Open() && a.Unowned(members) {
		return names + ", who has left: it needs another owner"
	}
	return names
}

func (d *Desk) actionHistory(ctx context.Context, r Request, a council.Action, members []council.Member) (ui.Block, error) {
	steps, err := d.Store.ActionSteps(ctx, a.ID)
	if err != nil {
		return nil, fmt.Errorf("read an action's history: %w", err)
	}
	list := ui.List{Lead: "History"}
	for _, s := range steps {
		by := (council.Owner{Member: s.By}).Among(members)
		if s.By == 0 {
			by = "no name kept"
		}
		list.Items = append(list.Items, council.DayOf(s.At.In(r.Now.Location())).Long()+": "+stepWords(s)+" ("+by+")")
	}
	return list, nil
}

// actionButtons are what a person can do with an action.
func (d *Desk) actionButtons(r Request, a council.Action) []ui.Button {
	var row []ui.Button
	id := a.ID.String()
	if d.mayAnswer(r, a) == nil && a.Open() {
		row = append(row, ownButtons(a)[:3]...)
	}
	if d.holds(r, council.Secretary) {
		if a.Open() {
			row = append(row, ui.Button{Label: "Change it", Do: "action", Arg: "edit " + id}, ui.Button{Label: "Give it to somebody else", Do: "action", Arg: "hand " + id})
		} else {
			row = append(row, ui.Button{Label: "Open it again", Do: "action", Arg: "reopen " + id})
		}
	}
	if a.Meeting != 0 {
		m := council.Meeting{ID: a.Meeting}
		row = append(row, ui.Button{Label: "The meeting", Do: "meeting", Arg: ofMeeting("show", m)}, ui.Button{Label: "Its agenda", Do: "agenda", Arg: ofMeeting("show", m)})
	}
	return append(row, ui.Button{Label: "All actions", Do: "action", Arg: "all"})
}

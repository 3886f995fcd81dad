package commands

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// actionVerbs is all that /action does, in the order in which help shows it. An
// action is named by its number, as A12.
func (d *Desk) actionVerbs() []verb {
	return []verb{
		{"mine", "", "Your actions", council.Seated, d.actionMine},
		{"show", "A12", "One action with its history", council.Deputy, d.actionShow},
		{"done", "A12 the letter went out", "Say that an action is done", council.Seated, d.actionDone},
		{"later", "A12 30 April because the figures are late", "Give an action a later day", council.Seated, d.actionLater},
		{"drop", "A12 the fund is closed", "Say that an action is no longer needed, and why", council.Seated, d.actionDrop},
		{"all", "overdue | done | Ana Lind", "The register of actions", council.Deputy, d.actionAll},
		{"capture", "@Ana by 31 March write to the fire services", "Record something for the secretary to approve: an action, or what follows #decision or #note", council.Deputy, d.actionCapture},
		{"captured", "", "What was captured and waits for the secretary", council.Deputy, d.captureList},
		{"approve", "c12 c13", "Put what was captured into the record", council.Secretary, d.captureApprove},
		{"discard", "c12 it was said twice", "Leave out what was captured", council.Secretary, d.captureDrop},
		{"add", "@Ana by 31 March write to the fire services", "Put an action into the register", council.Secretary, d.actionAdd},
		{"edit", "A12", "Change an action", council.Secretary, d.actionEdit},
		{"hand", "A12 Ben Okafor", "Give an action to somebody else", council.Secretary, d.actionHand},
		{"reopen", "A12", "Take back that an action is done or dropped", council.Secretary, d.actionReopen},
	}
}

// Action answers /action and every button and form of an action. An action's
// number alone shows it.
func (d *Desk) Action(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runCommand(ctx, r, "action", d.actionVerbs(), d.actionBare, d.actionElse)
}

// actionBare is the next step: one's own actions, or the register for whoever
// has no seat but a pass.
func (d *Desk) actionBare(ctx context.Context, r Request) (ui.Reply, error) {
	switch {
	case r.From.Present():
		return d.minePageOf(ctx, r)
	case d.holds(r, council.Deputy):
		return d.actionAll(ctx, r)
	}
	return card(ui.Prose{Text: "Actions are what members have agreed to do for the council. You have no seat, so you have none here. What the council has decided stands in its minutes."},
		ui.Buttons{Row: []ui.Button{{Label: "Past meetings", Do: "meeting", Arg: "past"}}}), nil
}

// actionElse answers what begins with no verb: an action's number, or whose
// actions are meant.
func (d *Desk) actionElse(ctx context.Context, r Request) (ui.Reply, error) {
	if !d.holds(r, council.Deputy) {
		return d.actionBare(ctx, Request{From: r.From, Now: r.Now})
	}
	if first, _, _ := strings.Cut(r.Text, " "); len(first) > 1 {
		if _, err := council.ParseActionID(first); err == nil {
			return d.actionShow(ctx, r)
		}
	}
	return d.actionAll(ctx, r)
}

// actionOf finds the action that a text begins with, as A12, and gives what is
// left of the text. The error is a *council.Problem when there is none that this
// person may see.
func (d *Desk) actionOf(ctx context.Context, r Request) (council.Action, string, error) {
	first, rest, _ := strings.Cut(r.Text, " ")
	if first == "" {
		return council.Action{}, "", &council.Problem{Say: "Say which action, by its number, such as A12. You find it with " + d.slash("action") + "."}
	}
	id, err := council.ParseActionID(first)
	if err != nil {
		return council.Action{}, "", err
	}
	a, err := d.Store.Action(ctx, id)
	if err != nil {
		return a, "", fmt.Errorf("read an action: %w", err)
	}
	if a.ID == 0 || !d.seesAction(r, a) {
		return council.Action{}, "", &council.Problem{Say: "There is no action " + id.String() + " that you can see. Look at the register with " + d.slash("action all") + "."}
	}
	return a, strings.TrimSpace(rest), nil
}

// seesAction reports whether this person may read an action.
func (d *Desk) seesAction(r Request, a council.Action) bool {
	return d.holds(r, council.Secretary) || a.OpenTo(r.From, r.Now)
}

// seenActions are the actions that this person may read.
func (d *Desk) seenActions(r Request, all []council.Action) []council.Action {
	return slices.DeleteFunc(slices.Clone(all), func(a council.Action) bool { return !d.seesAction(r, a) })
}

// mayAnswer says why a person may not answer for an action, or nil. Its owners
// and the secretary may.
func (d *Desk) mayAnswer(r Request, a council.Action) error {
	if d.holds(r, council.Secretary) || r.From.Present() && a.OwnedBy(r.From.ID) {
		return nil
	}
	return &council.Problem{Say: a.ID.String() + " is not yours, so you cannot answer for it. Tell its owner or the secretary."}
}

// actionMine shows a member's own actions.
func (d *Desk) actionMine(ctx context.Context, r Request) (ui.Reply, error) {
	return d.minePageOf(ctx, r)
}

// ownMost is how many actions of one's own are shown with their buttons.
const ownMost = 6

func (d *Desk) minePageOf(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	own, err := d.Store.Actions(ctx, store.WantedActions{Owner: r.From.ID, State: council.ActionOpen})
	if err != nil {
		return nil, fmt.Errorf("read a member's actions: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "Your actions"})
	if len(own) == 0 {
		body = append(body, ui.Prose{Text: "You have no open action."})
	}
	today := council.DayOf(r.Now)
	for _, a := range own[:min(ownMost, len(own))] {
		body = append(body, ui.Prose{Lead: a.ID.String() + ".", Text: ended(a.What) + " " + dueWords(a, today) + closedWords(a)}, ui.Buttons{Row: ownButtons(a)})
	}
	if more := len(own) - ownMost; more > 0 {
		body = append(body, ui.Note{Text: countOf(more, "action") + " more, shown when these are answered."})
	}
	row := []ui.Button{{Label: "All actions", Do: "action", Arg: "all"}, {Label: "Record an action", Do: "capture", Arg: "action"}, {Label: "Decisions", Do: "decision"}}
	waiting, _, err := d.waitingCaptures(ctx, r)
	if err != nil {
		return nil, err
	}
	if len(waiting) > 0 {
		label := countOf(len(waiting), "capture") + " to approve"
		if !d.holds(r, council.Secretary) {
			label = countOf(len(waiting), "capture") + " of yours that wait"
		}
		row = append([]ui.Button{{Label: label, Do: "capture", Arg: "list", Style: ui.Primary}}, row...)
	}
	return card(append(body, ui.Buttons{Row: append(row, ui.Button{Label: "What I can ask", Do: "action", Arg: "help"})})...), nil
}

// ownButtons are an owner's answers for an action.
func ownButtons(a council.Action) []ui.Button {
	return []ui.Button{
		{Label: clipped("Done: " + a.What), Do: "action", Arg: "done " + a.ID.String(), Style: ui.Primary},
		{Label: "Later", Do: "action", Arg: "later " + a.ID.String()},
		{Label: "No longer needed", Do: "action", Arg: "drop " + a.ID.String()},
		{Label: "History", Do: "action", Arg: "show " + a.ID.String()},
	}
}

// dueWords say by when an action is to be done, in neutral words.
func dueWords(a council.Action, today council.Day) string {
	switch {
	case a.State == council.ActionDone:
		return "Done."
	case a.State == council.ActionDropped:
		return "No longer needed."
	case a.Overdue(today):
		return "It was due on " + a.Due.Long() + "."
	case a.Due == today:
		return "It is due today, " + a.Due.Long() + "."
	}
	return "By " + a.Due.Long() + "."
}

func closedWords(a council.Action) string {
	if a.Closed == "" {
		return ""
	}
	return " It belongs to a closed item: please keep it to yourself."
}

// actionCapture offers the forms, or captures what is typed: an action, or what
// is tagged otherwise.
func (d *Desk) actionCapture(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text != "" {
		text, named, err := d.spelled(ctx, r)
		if err != nil {
			return nil, err
		}
		lines := council.TaggedLines(text)
		if len(lines) == 0 {
			lines = []council.Tagged{{Line: 1, Kind: council.CaptureAction, Text: text}}
		}
		r.Message = &Message{Text: text, At: r.Now, Named: named}
		return d.said(ctx, r, lines)
	}
	return card(ui.Heading{Text: "Record something"},
		ui.Prose{Text: "It goes to the secretary, who approves it, and you are told."},
		ui.List{Lead: "There are other ways too", Items: []string{
			"On a message: open its menu (the three dots) and choose “Record an action” or “Record for the minutes”.",
			"In the thread below a post about the meeting, write: #action @Ana by 31 March write to the fire services. Or #decision, or #note.",
		}},
		ui.Buttons{Row: []ui.Button{{Label: "Record an action", Do: "capture", Arg: "action", Style: ui.Primary},
			{Label: "Record a decision", Do: "capture", Arg: "decision"}, {Label: "Record a note", Do: "capture", Arg: "note"}}}), nil
}

// mentioned is a person in a command's words, as Slack writes one.
var mentioned = regexp.MustCompile(`<@([A-Z0-9]+)(?:\|[^>]*)?>`)

// spelled is the text of a command with the people in it by name, and who they
// are.
func (d *Desk) spelled(ctx context.Context, r Request) (text string, named []council.Member, err error) {
	text = mentioned.ReplaceAllStringFunc(r.Text, func(found string) string {
		m, wrong := d.Store.MemberBySlackID(ctx, mentioned.FindStringSubmatch(found)[1])
		if wrong != nil {
			err = fmt.Errorf("find a member: %w", wrong)
		}
		named = append(named, m)
		return "@" + cmp.Or(m.Name, "somebody without a seat")
	})
	return text, named, err
}

package commands

import (
	"fmt"
	"slices"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// approval puts captured things into the record within one change, and then
// tells each person once.
type approval struct {
	desk    *Desk
	tx      *store.Tx
	post    *postRoom
	done    []string
	actions []council.Action
	told    []thanks
	late    []council.MeetingID // whose minutes are out
}

// thanks is a line for somebody whose capture was approved.
type thanks struct {
	to      council.MemberID
	meeting council.MeetingID
	about   string
	line    string
}

// approve puts one thing into the record. The error is a *council.Problem when it
// is not complete.
func (a *approval) approve(id council.CaptureID) error {
	c, err := a.tx.Capture(id)
	if err != nil || c.State != council.Captured {
		return err // settled meanwhile: once is enough
	}
	var line string
	switch c.Kind {
	case council.CaptureNote:
		line, err = a.note(c)
	case council.CaptureAction:
		line, err = a.action(&c)
	case council.CaptureDecision:
		line, err = a.decision(&c)
	}
	if err != nil {
		return err
	}
	late, err := a.afterMinutes(c.Meeting)
	if err != nil {
		return err
	}
	c.State = council.CaptureApproved
	a.done = append(a.done, line+late)
	a.told = append(a.told, thanks{c.By, c.Meeting, aboutCapture(c.ID), line})
	_, err = a.tx.PutCapture(c)
	return err
}

// afterMinutes notes what comes when the minutes of its meeting are out already, and
// says where it stands then.
func (a *approval) afterMinutes(id council.MeetingID) (string, error) {
	m, err := a.tx.Minutes(id)
	if err != nil || !m.Out() {
		return "", err
	}
	if !slices.Contains(a.late, id) {
		a.late = append(a.late, id)
	}
	return " The minutes of that meeting are out, so it stands below them as recorded since.", nil
}

func (a *approval) note(c council.Capture) (string, error) {
	minutes, err := a.tx.Minutes(c.Meeting)
	if err == nil {
		err = c.AsNote(minutes)
	}
	return "The note “" + c.Words + "” goes into the draft minutes.", err
}

func (a *approval) action(c *council.Capture) (string, error) {
	action, err := c.AsAction()
	if err != nil {
		return "", err
	}
	if action.ID, err = a.tx.PutAction(action, council.ActionStep{Did: "agreed", To: action.Due}); err != nil {
		return "", err
	}
	if action, err = a.tx.Action(action.ID); err != nil {
		return "", err
	}
	c.Action = action.ID
	a.actions = append(a.actions, action)
	return fmt.Sprintf("%s is recorded for %s, by %s: “%s”", action.ID, council.OwnerNames(action.Owners, a.post.members), action.Due.Long(), action.What), nil
}

func (a *approval) decision(c *council.Capture) (string, error) {
	at, err := a.tx.Meeting(c.Meeting)
	if err != nil {
		return "", err
	}
	decision, err := c.AsDecision(at)
	if err != nil {
		return "", err
	}
	if decision, err = a.tx.AddDecision(decision); err != nil {
		return "", err
	}
	c.Decision = decision.ID
	return fmt.Sprintf("%s is recorded: “%s”", decision.Number, decision.Words), nil
}

// tell writes to the owners of new actions, and to those whose captures were
// approved: one message each.
func (a *approval) tell() error {
	if err := a.tellOwners(); err != nil {
		return err
	}
	for _, id := range a.late {
		m, err := a.tx.Minutes(id)
		if err == nil {
			err = a.desk.postMinutes(a.tx, m, false)
		}
		if err != nil {
			return err
		}
	}
	var people []council.MemberID
	for _, t := range a.told {
		if !slices.Contains(people, t.to) {
			people = append(people, t.to)
		}
	}
	for _, id := range people {
		var lines []string
		var first thanks
		for _, t := range a.told {
			if t.to == id {
				if lines == nil {
					first = t
				}
				lines = append(lines, t.line)
			}
		}
		message := ui.Message{Body: []ui.Block{ui.Heading{Text: "What you captured is recorded"}, ui.List{Items: lines}}}
		if err := a.post.about(a.tx, id, council.Meeting{ID: first.meeting}, first.about, "capture-approved", message); err != nil {
			return err
		}
	}
	return nil
}

func (a *approval) tellOwners() error {
	for _, m := range a.post.members {
		var own []council.Action
		for _, action := range a.actions {
			if action.OwnedBy(m.ID) {
				own = append(own, action)
			}
		}
		if len(own) == 0 {
			continue
		}
		if err := a.post.about(a.tx, m.ID, council.Meeting{ID: own[0].Meeting}, aboutAction(own[0].ID), "action-agreed", actionsAgreed(own)); err != nil {
			return err
		}
		if hand := a.post.byHand(m.ID); hand != "" {
			a.done = append(a.done, hand)
		}
	}
	return nil
}

// actionsAgreed tells an owner of new actions.
func actionsAgreed(own []council.Action) ui.Message {
	heading := "You have an action"
	if len(own) > 1 {
		heading = "You have " + countOf(len(own), "action")
	}
	body := []ui.Block{ui.Heading{Text: heading}}
	for _, a := range own {
		body = append(body, ui.Prose{Lead: a.ID.String() + ".", Text: ended(a.What) + " By " + a.Due.Long() + "."})
	}
	return ui.Message{Body: append(body, ui.Note{Text: "You are reminded a week before. If it is not yours, tell the secretary."},
		ui.Buttons{Row: []ui.Button{{Label: "My actions", Do: "action", Arg: "mine", Style: ui.Primary}}})}
}

func aboutAction(id council.ActionID) string { return fmt.Sprintf("action/%d", id) }

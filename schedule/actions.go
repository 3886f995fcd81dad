package schedule

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// actionsDue reminds owners of their actions: a week before the day, and once
// after it. What falls due for one member on one day is one message.
func actionsDue(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	today := council.DayOf(o.Due)
	return toOwners(ctx, s, o, "Your actions for the council", func(a council.Action) bool {
		return actionBefore(a, o) == today || o.House.Calendar().Ahead(a.Due.Add(1), 0) == today
	})
}

// actionBefore gives the day on which an action's owners are reminded before its
// day: a week before, or, of one that was agreed later than that, on the working
// day before. It is the zero Day when the owners have only just been told.
func actionBefore(a council.Action, o Occasion) council.Day {
	agreed := council.DayOf(a.Agreed.In(o.Due.Location()))
	for _, day := range []council.Day{o.House.Calendar().Back(a.Due.Add(-7), 0), o.House.Calendar().Back(a.Due, 1)} {
		if agreed.Before(day) {
			return day
		}
	}
	return council.Day{}
}

// actionsCheck asks owners, half way to the next meeting, how their actions go.
func actionsCheck(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return toOwners(ctx, s, o, "How do your actions go?", func(a council.Action) bool { return a.Agreed.Before(o.Due) })
}

// answeredMost is how many actions in one message have buttons of their own.
const answeredMost = 4

// toOwners writes to each member who owns an open action that is meant.
func toOwners(ctx context.Context, s *store.Store, o Occasion, heading string, meant func(council.Action) bool) ([]Notice, error) {
	open, err := s.Actions(ctx, store.WantedActions{State: council.ActionOpen})
	if err != nil {
		return nil, err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	for _, m := range members {
		var own []council.Action
		for _, a := range open {
			if m.Present() && a.OwnedBy(m.ID) && meant(a) {
				own = append(own, a)
			}
		}
		if len(own) == 0 {
			continue
		}
		n := Notice{To: council.Addressee{Member: m.ID}, Message: actionQuestion(heading, own, council.DayOf(o.Due))}
		if len(own) == 1 {
			n.Asks = store.ActionAsked(own[0].ID)
		}
		notices = append(notices, n)
	}
	return notices, nil
}

// actionQuestion asks an owner about actions, each with its three answers.
func actionQuestion(heading string, own []council.Action, today council.Day) ui.Message {
	body := []ui.Block{ui.Heading{Text: heading}}
	for i, a := range own {
		text := a.What + " (by " + a.Due.Long() + ")"
		if a.Overdue(today) {
			text = a.What + " (its day was " + a.Due.Long() + "). Is it done, or does it need another day?"
		}
		body = append(body, ui.Prose{Lead: a.ID.String() + ".", Text: text})
		if i < answeredMost {
			body = append(body, actionAnswers(a))
		}
	}
	return ui.Message{Body: append(body, ui.Note{Text: "Nothing else is needed if it goes as planned."},
		ui.Buttons{Row: []ui.Button{{Label: "All my actions", Do: "action", Arg: "mine"}}})}
}

func actionAnswers(a council.Action) ui.Buttons {
	id := a.ID.String()
	return ui.Buttons{Row: []ui.Button{
		{Label: id + " is done", Do: "action", Arg: "done " + id, Style: ui.Primary},
		{Label: id + ": later", Do: "action", Arg: "later " + id},
		{Label: id + ": no longer needed", Do: "action", Arg: "drop " + id},
	}}
}

// capturedWaits tells the secretary, on the working day after a meeting, what was
// captured and waits, and which actions have no owner any more.
func capturedWaits(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	waiting, err := s.Captures(ctx, store.WantedCaptures{State: council.Captured})
	if err != nil {
		return nil, err
	}
	unowned, err := unownedActions(ctx, s)
	if err != nil || len(waiting)+unowned == 0 {
		return nil, err
	}
	var lines []string
	row := []ui.Button{}
	if n := len(waiting); n > 0 {
		lines = append(lines, fmt.Sprintf("Captured for the record, and waiting for you: %d.", n))
		row = append(row, ui.Button{Label: "Look through them", Do: "capture", Arg: "list", Style: ui.Primary})
	}
	if unowned > 0 {
		lines = append(lines, fmt.Sprintf("Open actions whose owner has left: %d.", unowned))
		row = append(row, ui.Button{Label: "Give them another owner", Do: "action", Arg: "all unowned"})
	}
	return toOfficers(ctx, s, o, post("After the meeting on "+council.DayOf(o.Meeting.Starts).Long(), lines, ui.Buttons{Row: row}), council.Secretary)
}

func unownedActions(ctx context.Context, s *store.Store) (int, error) {
	open, err := s.Actions(ctx, store.WantedActions{State: council.ActionOpen})
	if err != nil {
		return 0, err
	}
	members, err := s.Members(ctx)
	n := 0
	for _, a := range open {
		if a.Unowned(members) {
			n++
		}
	}
	return n, err
}

// actionsOut posts the actions that were agreed at a meeting. What belongs to a
// closed item stays with its owners.
func actionsOut(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	agreed, err := s.Actions(ctx, store.WantedActions{Meeting: o.Meeting.ID, State: council.ActionOpen})
	if err != nil {
		return nil, err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	list := ui.List{}
	for _, a := range agreed {
		if a.OpenTo(council.Member{}, time.Time{}) {
			list.Items = append(list.Items, a.ID.String()+". "+a.What+" ("+council.OwnerNames(a.Owners, members)+", by "+a.Due.Long()+")")
		}
	}
	if len(list.Items) == 0 {
		return nil, nil
	}
	return toChannel(o.Meeting, post("Actions of the meeting on "+council.DayOf(o.Meeting.Starts).Long(), nil, list,
		ui.Buttons{Row: []ui.Button{{Label: "My actions", Do: "action", Arg: "mine", Style: ui.Primary}, {Label: "All actions", Do: "action", Arg: "all"}}})), nil
}

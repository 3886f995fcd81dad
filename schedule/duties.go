package schedule

import (
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// toOfficers sends a message to whoever holds an office when it falls due.
func toOfficers(ctx context.Context, s *store.Store, o Occasion, message ui.Message, offices ...council.Standing) ([]Notice, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	told := map[council.MemberID]bool{}
	for _, office := range offices {
		for _, m := range council.Officers(members, office, o.Due) {
			if !told[m.ID] {
				told[m.ID] = true
				notices = append(notices, Notice{To: council.Addressee{Member: m.ID}, Message: message, Duty: true})
			}
		}
	}
	return notices, nil
}

func voices(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	a, err := attendance(ctx, s, o.Meeting)
	if err != nil {
		return nil, err
	}
	seats := append(append(a.There(), a.Apologies...), a.Silent...)
	unheard := council.SayUnheard(council.Unheard(seats, a.There()))
	if unheard != "" {
		unheard += " There is still time to ask one, or a deputy."
	}
	message := post("Who will be at the meeting", []string{
		"For the meeting on " + o.Meeting.When() + ": " + a.Say(),
		o.House.Quorum.Say(len(a.There()), a.Seats()),
		unheard,
	}, ui.Buttons{Row: []ui.Button{{Label: "See the replies", Do: "meeting", Arg: arg(o, "replies")}}})
	return toOfficers(ctx, s, o, message, council.Chair, council.Secretary)
}

func publishSoon(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	last := o.House.Calendar().PublishBy(council.DayOf(o.Meeting.Starts), o.House.ClearDays)
	return toOfficers(ctx, s, o, post("Agenda and papers: publish by "+last.Long(), []string{
		fmt.Sprintf("The meeting is on %s. For %d clear days between, the agenda and the papers must be out by the end of %s.",
			o.Meeting.When(), o.House.ClearDays, last.Long()),
	}, ui.Buttons{Row: []ui.Button{{Label: "Look at the agenda", Do: "agenda", Arg: arg(o, "show"), Style: ui.Primary}}}), council.Secretary)
}

func emptyAgenda(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	items, err := s.Items(ctx, o.Meeting.ID)
	if err != nil || len(items) > 0 {
		return nil, err
	}
	return toOfficers(ctx, s, o, post("No items on the agenda", []string{
		"Nobody has proposed an item for the meeting on " + o.Meeting.When() + ". Should the council meet?",
	}, ui.Buttons{Row: []ui.Button{
		{Label: "Go ahead", Do: "meeting", Arg: arg(o, "ahead"), Style: ui.Primary},
		{Label: "Make it shorter", Do: "meeting", Arg: arg(o, "shorten")},
		{Label: "Cancel the meeting", Do: "meeting", Arg: arg(o, "cancel"), Style: ui.Danger},
	}}), council.Chair)
}

func linkNeeded(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	if o.Meeting.JoinLink != "" {
		return nil, nil
	}
	return toOfficers(ctx, s, o, post("The joining link is missing", []string{
		"The meeting is on " + o.Meeting.When() + ". Members are reminded of it on the working day before, with the link to join by video. Add the link so that it is there.",
	}, ui.Buttons{Row: []ui.Button{{Label: "Add the joining link", Do: "meeting", Arg: arg(o, "link"), Style: ui.Primary}}}), council.Secretary)
}

func wasItHeld(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	if !o.Meeting.Open() {
		return nil, nil
	}
	return toOfficers(ctx, s, o, post("Did the meeting take place?", []string{
		"The meeting was called for " + o.Meeting.When() + ". Record that it took place, and its attendance goes into the draft minutes.",
	}, ui.Buttons{Row: []ui.Button{
		{Label: "It took place", Do: "meeting", Arg: arg(o, "held"), Style: ui.Primary},
		{Label: "The council did not meet", Do: "meeting", Arg: arg(o, "cancel")},
	}}), council.Secretary)
}

func termEnding(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	terms, err := s.Terms(ctx, o.Due)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, t := range terms {
		if !t.EndsWithin(fourWeeks, o.Due) || t.EndsWithin(fourWeeks, o.Due.AddDate(0, 0, -1)) {
			continue
		}
		m, err := s.Member(ctx, t.Member)
		if err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Sprintf("%s, %s, until %s", m.Name, t.Office, council.DayOf(t.Until.In(o.Due.Location())).Long()))
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return toOfficers(ctx, s, o, post("A term ends in four weeks", []string{
		strings.Join(lines, ". ") + ".", "Renew it, or plan the handover.",
	}), council.Secretary)
}

// tenWeeks is how long before a meeting its reminders should be started: the
// first of them goes out eight weeks before.
const tenWeeks = 70 * 24 * time.Hour

// waiting asks the secretary to start the reminders of meetings that come near.
func waiting(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	meetings, err := s.Meetings(ctx, o.Due, o.Due.Add(tenWeeks))
	if err != nil {
		return nil, err
	}
	var lines []string
	var row []ui.Button
	for _, m := range meetings {
		if m.Open() && m.Waiting {
			lines = append(lines, m.When())
			row = append(row, ui.Button{Label: "Reminders for " + council.DayOf(m.Starts).Long(), Do: "meeting", Arg: fmt.Sprintf("ladder #%d", m.ID)})
		}
	}
	if len(row) == 0 {
		return nil, nil
	}
	row[0].Style = ui.Primary
	return toOfficers(ctx, s, o, post("Reminders that are not started yet", []string{
		"Nobody is told of a meeting until you start its reminders. Look at when each goes out, then press “Start it”.",
	}, ui.List{Lead: "Not started", Items: lines}, ui.Buttons{Row: row}), council.Secretary)
}

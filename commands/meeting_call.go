package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// wallText writes a moment on the council's clock, as it stands in a button's
// argument.
const wallText = "2006-01-02T15:04"

// usualTitle and usualLength are what a meeting is until the secretary says
// otherwise.
const (
	usualTitle  = "Quarterly meeting of the council"
	usualLength = 2 * time.Hour
)

// meetingCreate calls a meeting: asked without a date it gives a form, with one
// it reads the date back, and with "sure" after the date it calls it.
func (d *Desk) meetingCreate(ctx context.Context, r Request) (ui.Reply, error) {
	text := r.Text
	if r.Form != nil {
		text = r.Form["day"] + " " + r.Form["time"] + " for " + r.Form["length"] + " minutes"
	}
	if text == "" {
		return d.createForm(ctx)
	}
	text, sure := strings.CutSuffix(text, " sure")
	text, length, err := cutLength(text)
	if err == nil {
		var at time.Time
		if at, err = d.typed(ctx, r, text); err == nil && sure {
			return d.create(ctx, r, at, length)
		} else if err == nil {
			return d.createSure(ctx, r, at, length)
		}
	}
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	return nil, err
}

// cutLength parts "for 90 minutes" from the end of a text.
func cutLength(text string) (string, time.Duration, error) {
	head, tail, found := strings.Cut(text, " for ")
	if !found {
		return text, usualLength, nil
	}
	minutes, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(tail, "minutes")))
	if err != nil {
		return "", 0, &council.Problem{Field: "length", Say: "“" + short(tail) + "” is not a number of minutes. Write it like: for 90 minutes."}
	}
	return head, time.Duration(minutes) * time.Minute, nil
}

// typed reads a moment that is still to come, on the council's clock.
func (d *Desk) typed(ctx context.Context, r Request, text string) (time.Time, error) {
	house, zone, err := d.house(ctx)
	if err != nil {
		return time.Time{}, err
	}
	typed, err := council.ParseMoment(text, r.Now.In(zone))
	if err != nil {
		return time.Time{}, err
	}
	at := typed.On(zone, house.StartHour)
	if !at.After(r.Now) {
		return at, &council.Problem{Field: "day", Say: council.SayTime(at) + " has passed. Give a time that is still to come."}
	}
	return at, nil
}

func (d *Desk) createForm(ctx context.Context) (ui.Reply, error) {
	house, _, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	return ui.Modal{Do: "meeting", Arg: "create", Title: "Call a meeting", Submit: "Look at the date", Body: append(
		momentInputs("", fmt.Sprintf("%02d:00", house.StartHour)),
		ui.Input{Name: "length", Label: "How long?", Kind: ui.Menu, Options: lengthOptions(), Value: fmt.Sprint(int(usualLength.Minutes()))},
		ui.Prose{Text: "You see the date in words before the meeting is called. Nobody is told until you start its reminders."})}, nil
}

// momentInputs ask for a day and a time of day.
func momentInputs(day, clock string) []ui.Block {
	return []ui.Block{
		ui.Input{Name: "day", Label: "Which day?", Kind: ui.Date, Value: day},
		ui.Input{Name: "time", Label: "At what time, on the council's own clock?", Kind: ui.Time, Value: clock},
	}
}

func lengthOptions() []ui.Option {
	var options []ui.Option
	for _, minutes := range []int{30, 45, 60, 90, 120, 150, 180, 240} {
		options = append(options, ui.Option{Label: lengthWords(time.Duration(minutes) * time.Minute), Arg: fmt.Sprint(minutes)})
	}
	return options
}

// lengthWords says a length as people do: "1 hour 30 minutes".
func lengthWords(length time.Duration) string {
	hours, minutes := int(length.Hours()), int(length.Minutes())%60
	var words []string
	if hours > 0 {
		words = append(words, fmt.Sprintf("%d %s", hours, plural(hours, "hour", "hours")))
	}
	if minutes > 0 {
		words = append(words, fmt.Sprintf("%d minutes", minutes))
	}
	return strings.Join(words, " ")
}

// createSure reads a date back before a meeting is called for it.
func (d *Desk) createSure(ctx context.Context, r Request, at time.Time, length time.Duration) (ui.Reply, error) {
	same, err := d.Store.CalledAt(ctx, at)
	if err != nil || same.ID != 0 {
		if err != nil {
			return nil, err
		}
		return d.meetingAgain(ctx, r, same.ID, "A meeting is called for that time already. Here it is.")
	}
	if _, err := (council.Meeting{State: council.Called}).Lasting(length); err != nil {
		return nil, err
	}
	house, _, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Is this the date?"}, ui.Prose{Text: council.SayTime(at) + ", for " + lengthWords(length) + ". Right?"}}
	body = append(body, dayNotes(house, at, r.Now)...)
	return card(append(body, ui.Buttons{Row: []ui.Button{
		{Label: "Yes, call the meeting", Do: "meeting", Arg: fmt.Sprintf("create %s for %d minutes sure", at.Format(wallText), int(length.Minutes())), Style: ui.Primary},
		{Label: "No, another date", Do: "meeting", Arg: "create"},
	}})...), nil
}

// dayNotes are what a secretary may want to know of a date: why it may not be a
// good one, and by when the agenda is to be published.
func dayNotes(house council.House, at, now time.Time) []ui.Block {
	day, calendar := council.DayOf(at), house.Calendar()
	var body []ui.Block
	if why := calendar.Unfit(day); why != "" {
		body = append(body, ui.Prose{Lead: "Before you say yes:", Text: why + "."})
	}
	by := calendar.PublishBy(day, house.ClearDays)
	text := fmt.Sprintf("The agenda is to be published by %s: %d clear working days lie between.", by.Long(), house.ClearDays)
	if by.Before(council.DayOf(now.In(at.Location()))) {
		text = fmt.Sprintf("For %d clear working days the agenda had to be published by %s, which has passed.", house.ClearDays, by.Long())
	}
	return append(body, ui.Note{Text: text})
}

// create calls a meeting, unless one is called for that time already.
func (d *Desk) create(ctx context.Context, r Request, at time.Time, length time.Duration) (ui.Reply, error) {
	m := council.Meeting{Title: usualTitle, Starts: at, State: council.Called, Waiting: true}
	m, err := m.Lasting(length)
	if err != nil {
		return nil, err
	}
	if err := d.call(ctx, r, m); err != nil {
		return nil, err
	}
	m, err = d.Store.CalledAt(ctx, at)
	if err != nil || m.ID == 0 { // cancelled since, when the press is delivered again
		if err != nil {
			return nil, err
		}
		return d.meetingNext(ctx, r)
	}
	return d.meetingAgain(ctx, r, m.ID, "The meeting is called. Nobody is told yet: look at its reminders, then start them.")
}

// call keeps new meetings, all or none, but for those for whose time one is
// called already, so that a second press calls no second meeting.
func (d *Desk) call(ctx context.Context, r Request, meetings ...council.Meeting) error {
	_, err := d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, At: r.Now}, func(tx *store.Tx) error {
		for _, m := range meetings {
			same, err := tx.CalledAt(m.Starts)
			if err != nil || same.ID != 0 {
				if err != nil {
					return err
				}
				continue
			}
			id, err := tx.PutMeeting(m)
			if err == nil {
				err = tx.Note("meeting.called", fmt.Sprintf("meeting/%d", id))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("call meetings: %w", err)
	}
	return nil
}

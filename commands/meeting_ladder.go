package commands

import (
	"context"
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// meetingLadder shows every reminder of a meeting with its date, before the
// first goes out, and starts them by a button.
func (d *Desk) meetingLadder(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	house, _, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	if !m.Open() {
		return nil, &council.Problem{Say: "The meeting of " + council.DayOf(m.Starts).Long() + " is over or cancelled, so it has no reminders to come."}
	}
	body := []ui.Block{ui.Heading{Text: "Reminders: " + council.DayOf(m.Starts).Long()},
		ui.Prose{Text: "For the meeting on " + m.When() + ". All times are " + council.ZoneLabel(m.Starts.Location()) + "."}}
	ahead, passed := ladderLines(m, house, r)
	if len(passed) > 0 {
		body = append(body, ui.List{Lead: passedLead(m), Items: passed})
	}
	body = append(body, ui.List{Lead: "To come", Items: ahead})
	back := ui.Button{Label: "Back to the meeting", Do: "meeting", Arg: ofMeeting("show", m)}
	if !m.Waiting {
		return card(append(body, ui.Prose{Text: "These are started. A reminder says only what is still to do, and goes by the meeting's date when it moves."}, ui.Buttons{Row: []ui.Button{back}})...), nil
	}
	return card(append(body, ui.Prose{Text: "None of this goes out until you start it."}, ui.Buttons{Row: []ui.Button{
		{Label: "Start it", Do: "meeting", Arg: ofMeeting("start", m), Style: ui.Primary},
		{Label: "Move the meeting first", Do: "meeting", Arg: ofMeeting("move", m)}, back,
	}})...), nil
}

func passedLead(m council.Meeting) string {
	if m.Waiting {
		return "Their day has passed: they are left out, save the notice of meeting, which goes out at once"
	}
	return "Their day has passed"
}

// ladderLines say the reminders of a meeting, first to last: those to come, and
// those whose moment has passed.
func ladderLines(m council.Meeting, house council.House, r Request) (ahead, passed []string) {
	due := func(rung council.Rung) time.Time { return rung.Due(m, house.Calendar(), house.ClearDays) }
	ladder := slices.Clone(council.Ladder)
	slices.SortStableFunc(ladder, func(a, b council.Rung) int { return due(a).Compare(due(b)) })
	for _, rung := range ladder {
		due := due(rung)
		line := fmt.Sprintf("%s, to %s: %s (%s)", due.Format("Monday 2 January 2006, 15:04"), rung.To, rung.Does, rung.When())
		if due.After(r.Now) {
			ahead = append(ahead, line)
		} else {
			passed = append(passed, line)
		}
	}
	return ahead, passed
}

// meetingStart starts a meeting's reminders.
func (d *Desk) meetingStart(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	if m.Waiting || !m.Open() {
		if err := d.changeMeeting(ctx, r, "meeting.started", m.ID, council.Meeting.Start, schedule.Start); err != nil {
			return nil, err
		}
	}
	return d.meetingAgain(ctx, r, m.ID, "Started. From here on the reminders go out by themselves.")
}

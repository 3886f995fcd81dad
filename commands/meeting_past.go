package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// pastShown is how many meetings the list of past ones shows.
const pastShown = 20

// meetingPast lists meetings that are over, the latest first, and those to come:
// one that did not take place stays, with its reason.
func (d *Desk) meetingPast(ctx context.Context, r Request) (ui.Reply, error) {
	meetings, err := d.Store.Meetings(ctx, time.Time{}, time.Time{})
	if err != nil {
		return nil, fmt.Errorf("list the meetings: %w", err)
	}
	var ahead, past []string
	var options []ui.Option
	slices.Reverse(meetings)
	for _, m := range meetings {
		if m.Open() && r.Now.Before(m.Ends()) {
			ahead = append([]string{m.When() + ": " + string(m.State)}, ahead...)
		} else if len(past) < pastShown {
			line, err := d.pastLine(ctx, r, m)
			if err != nil {
				return nil, err
			}
			past = append(past, line)
		}
		if len(options) < 100 {
			options = append(options, ui.Option{Label: clipped(council.DayOf(m.Starts).Long() + ": " + stateWords(m)), Arg: ofMeeting("show", m)})
		}
	}
	body := []ui.Block{ui.Heading{Text: "The council's meetings"}}
	if len(ahead) > 0 {
		body = append(body, ui.List{Lead: "To come", Items: ahead})
	}
	body = append(body, points("Past", past, "No meeting is on the record yet.")...)
	if len(options) > 0 {
		body = append(body, ui.Select{Label: "Open a meeting", Do: "meeting", Options: options})
	}
	return shareable(card(body...), "meeting past"), nil
}

func stateWords(m council.Meeting) string {
	if m.State == council.Cancelled {
		return "did not meet"
	}
	return string(m.State)
}

// pastLine says a meeting that is over: how many were there, or why the council
// did not meet.
func (d *Desk) pastLine(ctx context.Context, r Request, m council.Meeting) (string, error) {
	day := council.DayOf(m.Starts).Long()
	switch {
	case m.State == council.Cancelled:
		return day + ": did not meet. The reason: " + strings.TrimSuffix(m.Reason, ".") + ".", nil
	case m.State != council.Held:
		return day + ": not recorded yet whether the council met.", nil
	}
	there, err := d.Store.Attendance(ctx, m.ID)
	if err != nil {
		return "", fmt.Errorf("read an attendance: %w", err)
	}
	mine := ""
	for _, p := range there {
		if r.From.Present() && p.Member == r.From.ID && p.Answer != "" {
			mine = " You: " + strings.ToLower(p.Answer.Label()) + "."
		}
	}
	return fmt.Sprintf("%s: held. %d of %d seats filled.%s", day, council.Filled(there), len(there), mine), nil
}

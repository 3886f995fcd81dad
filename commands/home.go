package commands

import (
	"context"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// Home is the person's page in the app: the next meeting and their reply, what
// to do next, and every command.
func (d *Desk) Home(ctx context.Context, r Request) (ui.Reply, error) {
	greeting := "Welcome"
	if r.From.Present() {
		greeting += ", " + r.From.Name
	}
	body := []ui.Block{ui.Heading{Text: greeting}}
	meeting, err := d.homeMeeting(ctx, r)
	if err != nil {
		return nil, err
	}
	body = append(append(body, meeting...), d.nextSteps(r)...)
	body = append(body, ui.Buttons{Row: []ui.Button{
		{Label: "All roles", Do: "role"},
		{Label: "CIO or CTO? Six questions", Do: "place"},
		{Label: "Compare two roles", Do: "compare"},
	}}, ui.Rule{})
	return ui.Home{Body: append(body, d.help(r).Body...)}, nil
}

// homeMeeting is the meeting that is on or comes next, as short as it can be
// said, with the person's reply.
func (d *Desk) homeMeeting(ctx context.Context, r Request) ([]ui.Block, error) {
	m, err := d.coming(ctx, r.Now)
	if err != nil {
		return nil, err
	}
	if m.ID == 0 {
		return []ui.Block{ui.Prose{Lead: "Next meeting:", Text: "none is called yet."}, ui.Buttons{Row: []ui.Button{{Label: "Meetings", Do: "meeting"}}}, ui.Rule{}}, nil
	}
	when := m.When()
	if !r.Now.Before(m.Starts) {
		when = "it is on now, since " + m.Starts.Format("15:04 ") + council.ZoneLabel(m.Starts.Location())
	}
	inside, mine, err := d.meetingMine(ctx, r, m)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Prose{Lead: "Next meeting:", Text: when + "."}}
	if inside && m.JoinLink != "" {
		body = append(body, ui.Note{Text: "Join by video:", Links: []ui.Link{{Text: m.JoinLink, URL: m.JoinLink}}})
	}
	return append(append(body, mine...), ui.Buttons{Row: []ui.Button{
		{Label: "All about the meeting", Do: "meeting", Arg: ofMeeting("show", m)},
		{Label: "Agenda", Do: "agenda", Arg: ofMeeting("show", m)},
	}}, ui.Rule{}), nil
}

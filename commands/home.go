package commands

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// HomeAgain is the text of a [Request] for a Home tab that is open already and is
// made anew because something changed: the person has not come back to it.
const HomeAgain = "again"

// Home is the person's page in the app: the next step of whoever keeps the
// council's paperwork, the next meeting and the person's reply, what they owe,
// what is new, the ways they go most, and every command.
func (d *Desk) Home(ctx context.Context, r Request) (ui.Reply, error) {
	since, err := d.visit(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("note a visit: %w", err)
	}
	body := []ui.Block{ui.Heading{Text: greeting(r)}}
	for _, part := range []func(context.Context, Request) ([]ui.Block, error){d.homeWelcome, d.homeStep, d.homeMeeting, d.homeOwed,
		func(ctx context.Context, r Request) ([]ui.Block, error) { return d.homeNews(ctx, r, since) }, d.homeRole, d.homeWays} {
		blocks, err := part(ctx, r)
		if err != nil {
			return nil, err
		}
		body = append(body, blocks...)
	}
	return ui.Home{Body: append(body, d.homeCommands(r)...)}, nil
}

func greeting(r Request) string {
	if r.From.Present() {
		return "Welcome, " + r.From.Name
	}
	return "Welcome"
}

// visit notes that a member looks at the tab and gives the moment from which
// changes are new to them.
func (d *Desk) visit(ctx context.Context, r Request) (time.Time, error) {
	if !r.From.Present() {
		return time.Time{}, nil
	}
	if r.Text != HomeAgain {
		went := d.took(r.From.ID)
		_, err := d.Store.Change(ctx, store.Change{By: r.From.ID, At: r.Now}, func(tx *store.Tx) error {
			if err := tx.AddHabits(r.From.ID, went); err != nil {
				return err
			}
			return tx.Visit(r.From.ID)
		})
		if err != nil {
			return time.Time{}, err
		}
	}
	return d.Store.Since(ctx, r.From.ID)
}

// newcomer is how long a member is new.
const newcomer = 90 * 24 * time.Hour

// homeWelcome is for whoever is new: somebody without a seat, and a member in the
// first three months.
func (d *Desk) homeWelcome(ctx context.Context, r Request) ([]ui.Block, error) {
	if !r.From.Present() {
		return []ui.Block{ui.Prose{Text: "You have no seat on this council. You can read what it publishes, see what a senior technology role answers for, and ask its sources. For a seat, ask the secretary."}}, nil
	}
	if r.From.Joined.IsZero() || r.Now.Sub(r.From.Joined) > newcomer {
		return nil, nil
	}
	body := []ui.Block{ui.Prose{Lead: "New here?", Text: "Five short cards show you the council: its next meeting, what was decided, your role, and somebody who knows the way."},
		ui.Buttons{Row: []ui.Button{{Label: "Show me the five cards", Do: "member", Arg: "welcome"}, {Label: "Find me a buddy", Do: "member", Arg: "buddy"}}}}
	return append(body, ui.Rule{}), nil
}

// homeRole leads to the role of whoever has not said which is theirs; the officers
// have another next step.
func (d *Desk) homeRole(_ context.Context, r Request) ([]ui.Block, error) {
	if r.From.Present() && r.From.Role != "" || d.holds(r, council.Librarian) {
		return nil, nil
	}
	return append(d.nextSteps(r), ui.Buttons{Row: []ui.Button{
		{Label: "All roles", Do: "role"}, {Label: "CIO or CTO? Six questions", Do: "place"}, {Label: "Compare two roles", Do: "compare"},
	}}, ui.Rule{}), nil
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

// homeCommands lead to everything that can be asked.
func (d *Desk) homeCommands(r Request) []ui.Block {
	var row []ui.Button
	for _, route := range d.Routes() {
		if route.Kind == Slash && d.holds(r, route.Needs) {
			row = append(row, ui.Button{Label: d.slash(route.Name), Do: route.Name})
		}
	}
	body := []ui.Block{ui.Rule{}, ui.Prose{Lead: "Everything else.", Text: "Each command is a button too. Typed in a channel it does the same, and only you see the answer."}, ui.Buttons{Row: row},
		ui.Buttons{Row: []ui.Button{{Label: "What each of them does", Do: "council", Arg: "help"}, {Label: "Search the record", Do: "searching"}}}}
	if d.holds(r, council.Secretary) {
		body = append(body, ui.Buttons{Row: []ui.Button{{Label: "What was changed", Do: "council", Arg: "audit"}, {Label: "The council's settings", Do: "council", Arg: "settings"}}})
	}
	return body
}

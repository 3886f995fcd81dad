package commands

import (
	"context"

	"councilbot/internal/ui"
)

// Home is the person's page in the app: what to do next, and every command.
func (d *Desk) Home(_ context.Context, r Request) (ui.Reply, error) {
	greeting := "Welcome"
	if r.From.Present() {
		greeting += ", " + r.From.Name
	}
	body := []ui.Block{ui.Heading{Text: greeting}}
	body = append(body, d.nextSteps(r)...)
	body = append(body, ui.Buttons{Row: []ui.Button{
		{Label: "All roles", Do: "role"},
		{Label: "CIO or CTO? Six questions", Do: "place"},
		{Label: "Compare two roles", Do: "compare"},
	}}, ui.Rule{})
	return ui.Home{Body: append(body, d.help(r).Body...)}, nil
}

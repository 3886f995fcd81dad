package commands

import (
	"context"
	"strings"

	"councilbot/internal/ui"
)

// Council answers /council: help, and how the bot does.
func (d *Desk) Council(_ context.Context, r Request) (ui.Reply, error) {
	if strings.EqualFold(r.Text, "status") {
		return d.status(), nil
	}
	return d.help(r), nil
}

// help lists the commands this person may use.
func (d *Desk) help(r Request) ui.Message {
	body := []ui.Block{
		ui.Heading{Text: "What you can ask"},
		ui.Prose{Text: "Type a command, or press a button: they do the same. Answers are for you alone until you press “Share here”."},
	}
	var row []ui.Button
	for _, route := range d.Routes() {
		if route.Kind != Slash || !r.From.Holds(route.Needs, r.Now) {
			continue
		}
		body = append(body, ui.Prose{Lead: d.slash(route.Name), Text: route.Summary + "." + examples(d, route)})
		row = append(row, ui.Button{Label: d.slash(route.Name), Do: route.Name})
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: row})}
}

// examples writes a Route's arguments as they would be typed.
func examples(d *Desk, r Route) string {
	if r.Args == "" {
		return ""
	}
	var typed []string
	for _, a := range strings.Split(r.Args, " | ") {
		typed = append(typed, d.slash(r.Name)+" "+a)
	}
	return " For example: " + strings.Join(typed, ", ") + "."
}

func (d *Desk) status() ui.Message {
	pairs := []ui.Pair{{Name: "Version", Value: d.Version}}
	if d.Status != nil {
		pairs = append(pairs, d.Status()...)
	}
	return ui.Message{Body: []ui.Block{ui.Heading{Text: "How the bot is doing"}, ui.Fields{Pairs: pairs}}}
}

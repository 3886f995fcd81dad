package commands

import (
	"context"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// councilVerbs is what /council does beside help.
func (d *Desk) councilVerbs() []verb {
	return []verb{
		{"status", "", "How the bot is doing", council.Anyone, func(context.Context, Request) (ui.Reply, error) { return d.status(), nil }},
		{"audit", "2 March 2027", "What was changed, by whom and when", council.Secretary, d.councilAudit},
		{"settings", "", "The council's channel, clock, holidays, quorum and hours", council.Secretary, d.councilSettings},
	}
}

// Council answers /council: help, how the bot does, and for the secretary what
// was changed and the council's own ways.
func (d *Desk) Council(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runVerb(ctx, r, d.councilVerbs(), func(context.Context, Request) (ui.Reply, error) { return d.help(r), nil })
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
		body = append(body, ui.Prose{Lead: d.slash(route.Name), Text: route.Summary + "." + d.examples(r, route)})
		row = append(row, ui.Button{Label: d.slash(route.Name), Do: route.Name})
	}
	body = append(body, ui.Buttons{Row: row})
	body = append(body, d.helpOnMessages(r)...)
	if d.holds(r, council.Secretary) {
		body = append(body, ui.Buttons{Row: []ui.Button{{Label: "What was changed", Do: "council", Arg: "audit"}, {Label: "The council's settings", Do: "council", Arg: "settings"}}})
	}
	return ui.Message{Body: body}
}

// helpOnMessages says what can be done with a message in Slack, and what the bot
// reads of what is written there.
func (d *Desk) helpOnMessages(r Request) []ui.Block {
	list := ui.List{Lead: "In the menu of a message (the three dots beside it)"}
	for _, route := range d.Routes() {
		if route.Kind == MessageShortcut && d.holds(r, route.Needs) {
			list.Items = append(list.Items, "“"+route.Label+"”: "+lowerFirst(route.Summary)+".")
		}
	}
	var body []ui.Block
	if len(list.Items) > 0 {
		body = append(body, list)
	}
	return append(body, ui.Prose{Lead: "What the bot reads.", Text: "What you write to it, and the messages that you choose from the menu. In the thread below its own posts about a meeting, lines that begin with #action, #decision or #note. Everything else in a channel is let go unread, and nothing of it is kept."})
}

// examples writes a Route's arguments as they would be typed, those that this
// person may ask.
func (d *Desk) examples(r Request, route Route) string {
	verbs := map[string][]verb{"setup": d.setupVerbs(), "ask": d.askVerbs(), "meeting": d.meetingVerbs(), "agenda": d.agendaVerbs(), "minutes": d.minutesVerbs(), "paper": d.paperVerbs(), "action": d.actionVerbs(),
		"member": d.memberVerbs(), "practice": d.practiceVerbs(), "council": d.councilVerbs()}[route.Name]
	var typed []string
	for a := range strings.SplitSeq(route.Args, " | ") {
		word, _, _ := strings.Cut(a, " ")
		i := slices.IndexFunc(verbs, func(v verb) bool { return v.word == word })
		if a != "" && (i < 0 || d.holds(r, verbs[i].needs)) {
			typed = append(typed, d.slash(route.Name)+" "+a)
		}
	}
	if len(typed) == 0 {
		return ""
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

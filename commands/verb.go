package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// verb is one thing that can be asked of a command: the word after it, what may
// follow the word, who may ask, and what it does. A button asks it with the same
// words, and a form of its own comes back to it with the fields filled in.
type verb struct {
	word, args, summary string
	needs               council.Standing
	run                 Handler // its Request's Text is what followed the word
}

// runCommand answers a command: bare is what it says without words, otherwise
// what it makes of words that begin with none of its verbs.
func (d *Desk) runCommand(ctx context.Context, r Request, command string, verbs []verb, bare, otherwise Handler) (ui.Reply, error) {
	switch strings.ToLower(r.Text) {
	case "":
		return bare(ctx, r)
	case "help":
		return d.verbHelp(r, command, verbs), nil
	}
	return d.runVerb(ctx, r, verbs, otherwise)
}

// runVerb runs the verb that begins the text, or otherwise what is given, with
// the whole text.
func (d *Desk) runVerb(ctx context.Context, r Request, verbs []verb, otherwise Handler) (ui.Reply, error) {
	word, rest, _ := strings.Cut(r.Text, " ")
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.word == strings.ToLower(word) })
	if i < 0 {
		return otherwise(ctx, r)
	}
	if !d.holds(r, verbs[i].needs) {
		return nil, forOthers(verbs[i].needs)
	}
	r.Text = strings.TrimSpace(rest)
	return verbs[i].run(ctx, r)
}

// forOthers is said to somebody who has not the standing that something needs.
func forOthers(needs council.Standing) *council.Problem {
	say := fmt.Sprintf("This is for the council's %s. Ask the secretary to do it for you.", needs)
	switch needs {
	case council.Deputy:
		say = "This is for the council's members and their deputies. If you are one, ask the secretary to put your Slack account on record."
	case council.Seated:
		say = "This is for the council's members. If you are one, ask the secretary to put your Slack account on record."
	case council.Admin:
		say = "This is for the council's admin. The secretary can tell you who that is."
	}
	return &council.Problem{Say: say}
}

// holds reports whether the person may do what a standing may do: by the seat,
// by a grant, or as the first admin, who without a seat has nothing of a member's
// own: no card, no draft, nothing owed.
func (d *Desk) holds(r Request, s council.Standing) bool {
	first := d.FirstAdmin != "" && r.From.SlackID == d.FirstAdmin
	return r.From.Holds(s, r.Now) || first && s != council.Seated
}

// verbHelp lists what this person may ask of a command.
func (d *Desk) verbHelp(r Request, command string, verbs []verb) ui.Message {
	var items []string
	for _, v := range verbs {
		if v.summary != "" && d.holds(r, v.needs) {
			items = append(items, strings.TrimSpace(d.slash(command+" ")+v.word+" "+v.args)+": "+lowerFirst(v.summary))
		}
	}
	return card(ui.Heading{Text: "What you can ask of " + d.slash(command)}, ui.List{Items: items},
		ui.Note{Text: "Each of these is a button or a form too. " + d.slash(command) + " alone shows your next step."})
}

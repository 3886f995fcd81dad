package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// Route is one row of the table of what can be asked.
type Route struct {
	Name    string // unique; a slash command without its slash, or a button's or form's name
	Args    string // what may follow a command, as "cto | compare cio cto"
	Summary string // one line for help, the manifest and completion
	Kind    Kind
	Label   string // a shortcut's name in Slack's menus, at most 24 characters
	Needs   council.Standing
	Open    bool // its answers hold nothing private and may be shared in a channel
	Thread  bool // a MessageShortcut whose Message carries the thread that the message stands in
	Run     Handler
}

// Kind is how a Route is asked. A button may also ask a Slash route: pressing
// is asking.
type Kind string

// The kinds of Routes. A Shortcut stands in Slack's menu beside the message box,
// a MessageShortcut in the menu of every message, and its Request carries that
// message. Slack shows at most five of each of an app's (docs.slack.dev,
// interactivity/implementing-shortcuts).
const (
	Slash           Kind = "command"
	Button          Kind = "button"
	Form            Kind = "form"
	HomeTab         Kind = "home"
	Shortcut        Kind = "shortcut"
	MessageShortcut Kind = "message shortcut"
	Mention         Kind = "mention"
	Below           Kind = "below a post" // words in the thread of a post of ours about a meeting
)

// What became of a message that was written Below before: the Text of its
// Request. A new one has none.
const (
	Changed = "changed"
	Deleted = "deleted"
)

// Table finds Routes by name.
type Table map[string]Route

// NewTable makes the table and panics when two Routes share a name, which is a
// programming error.
func NewTable(routes []Route) Table {
	t := Table{}
	for _, r := range routes {
		if _, taken := t[r.Name]; taken {
			panic(fmt.Sprintf("two routes are named %q", r.Name))
		}
		t[r.Name] = r
	}
	return t
}

// Ask is the one door to the handlers: it finds the Route, checks that the
// person may ask it, and runs it. What is typed reaches Slash routes only; a
// button or a form reaches any. What cannot be asked is a *council.Problem.
func (t Table) Ask(ctx context.Context, how Kind, name string, r Request) (ui.Reply, error) {
	route, found := t[name]
	if !found || (how == Slash && route.Kind != Slash) || (route.Kind == Below && r.Message == nil) {
		return nil, &council.Problem{Say: "That is not something I know. Ask for /council help to see what can be asked."}
	}
	if !r.From.Holds(route.Needs, r.Now) {
		return nil, forOthers(route.Needs)
	}
	if route.Kind == MessageShortcut && r.Message == nil {
		return nil, &council.Problem{Say: fmt.Sprintf("This is asked of a message: open the menu of the message (the three dots beside it) and choose “%s”.", route.Label)}
	}
	return route.Run(ctx, r)
}

// Package commands is what can be asked of the council's bot: one noun per
// file, each a few handlers that turn a [Request] into a [ui.Reply].
//
// A handler never talks to Slack and never writes SQL: it asks the knowledge
// pack and the store, which hang together on a [Desk]. So the same handlers
// answer in Slack, in a terminal (councilbot say) and in the tests' golden
// files. What can be asked is a table, [Desk.Routes]; the router, /council
// help, the app manifest and the shell all read it.
package commands

import (
	"context"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// Request is one thing a person asked, by command, button, form or otherwise.
type Request struct {
	From    council.Member    // without an ID when the person has no seat; the Slack account is there
	Text    string            // what followed the command, tidied; a button's argument
	Form    map[string]string // a sent form's fields, by ui.Input name
	Channel string            // Slack's id of the place it was asked in, if any
	Key     string            // names this one asking, however often it is delivered
	Now     time.Time         // in the council's time zone
	Message *Message          // what a MessageShortcut was used on, or what was written to the bot; nil otherwise
}

// Handler answers a request. An error that is a *council.Problem is said to the
// person; any other is logged, and the person is given its reference.
type Handler func(context.Context, Request) (ui.Reply, error)

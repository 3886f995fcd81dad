package standin

import (
	"context"
	"net/http"
	"time"
)

// A Config says what the workspace starts with. The zero value of every field
// but the tokens does something sensible.
type Config struct {
	Team     string // name of the workspace
	People   []Person
	Channels []Channel // the bot is in those that list it
	Bot      Person    // the bot's own account
	AppToken string    // "xapp-…"
	BotToken string    // "xoxb-…"
	Clock    *Clock    // nil: real time

	Scopes    []string // of the bot token; nil: every scope
	Events    []string // subscriptions such as "message.im"; nil: all that are supported
	NoEscape  bool     // slash commands have should_escape off
	RateLimit bool     // one message a second in a channel after a short burst, else 429

	AckDeadline time.Duration   // 3 s
	Retries     []time.Duration // waits before an event is sent again: 0, 1 min, 5 min
	PingEvery   time.Duration   // 10 s
	Refresh     time.Duration   // life of a socket: 4 h; its warning comes 10 s before
}

// A Workspace is one Slack workspace with one app installed. Its methods may
// be used by many goroutines.
type Workspace struct{}

// New makes a workspace. It is reached through ServeHTTP; call SetBase before
// the bot connects, and Close at the end.
func New(c Config) *Workspace { return &Workspace{} }

// SetBase says where the workspace is reached, such as
// "http://127.0.0.1:8081": response URLs, socket URLs and file URLs begin so.
func (w *Workspace) SetBase(url string) {}

// ServeHTTP serves "/api/<method>", "/link" (the WebSocket), "/response/…",
// "/upload/…" and "/files/…"; everything else is the page.
func (w *Workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {}

// Close ends every connection and everything still waiting.
func (w *Workspace) Close() {}

// Clock is the workspace's clock.
func (w *Workspace) Clock() *Clock { return nil }

// Team is the workspace's name.
func (w *Workspace) Team() string { return "" }

// Bot is the bot's own account.
func (w *Workspace) Bot() Person { return Person{} }

// Watch gives a channel that receives after something a person could see, a
// call or a connection has changed, and a function that ends the watch.
// Changes close together may be told once: look at the snapshots again.
func (w *Workspace) Watch() (changed <-chan struct{}, stop func()) { return nil, func() {} }

// Await returns nil as soon as is() is true, looking again after each change,
// or the context's error. is must not block.
func (w *Workspace) Await(ctx context.Context, is func() bool) error { return nil }

// A Link is the state of the bot's connections.
type Link struct {
	Sockets    int // that can be given work
	Pending    int // envelopes sent or waiting that are not acknowledged
	Unknown    int // acknowledgements of envelopes nobody sent, on the wrong socket, or a second time
	Unanswered int // envelopes given up
	Sent       int // envelopes sent, redeliveries included
}

// Link says how the bot's connections stand.
func (w *Workspace) Link() Link { return Link{} }

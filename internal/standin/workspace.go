package standin

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"
)

// The fixed names of the workspace and the app.
const (
	teamID    = "T0STANDIN"
	appID     = "A0STANDIN"
	botID     = "B0STANDIN"
	slackbot  = "USLACKBOT"
	appSecret = "verification-token" // of payloads; nothing checks it under Socket Mode
)

// A Config says what the workspace starts with. The zero value of every field
// but the tokens does something sensible.
type Config struct {
	Team     string // name of the workspace
	People   []Person
	Channels []Channel // the bot is in those that list it
	Bot      Person    // the bot's own account; its ID may be empty
	AppToken string    // "xapp-…"
	BotToken string    // "xoxb-…"
	Clock    *Clock    // nil: real time

	Commands  []Command  // what the page suggests after "/"; a command may work without being listed
	Shortcuts []Shortcut // what the page's menus offer
	Welcome   []string   // up to four commands or messages a first-time visitor can send with one press

	Scopes    []string // of the bot token; nil: every scope
	Events    []string // subscriptions such as "message.im"; nil: all that are supported
	NoEscape  bool     // slash commands have should_escape off
	RateLimit bool     // one message a second in a channel after a short burst, else 429

	AckDeadline time.Duration   // 3 s
	Retries     []time.Duration // waits before an event is sent again: 0, 1 min, 5 min
	PingEvery   time.Duration   // 10 s
	Refresh     time.Duration   // life of a socket: 4 h; its warning comes 10 s before
}

// withDefaults fills in what was left out.
func (c Config) withDefaults() Config {
	c.Team = cmp.Or(c.Team, "Workspace")
	c.Bot.Name = cmp.Or(c.Bot.Name, "bot")
	c.Bot.ID = cmp.Or(c.Bot.ID, "U0BOT")
	c.Bot.Bot = true
	c.AckDeadline = cmp.Or(c.AckDeadline, 3*time.Second)
	c.PingEvery = cmp.Or(c.PingEvery, 10*time.Second)
	c.Refresh = cmp.Or(c.Refresh, 4*time.Hour)
	if c.Retries == nil {
		c.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if c.Clock == nil {
		c.Clock = NewClock(time.Time{})
	}
	return c
}

// A Workspace is one Slack workspace with one app installed. Its methods may
// be used by many goroutines.
type Workspace struct {
	conf    Config
	mux     *http.ServeMux
	tickets *tickets // by real time
	answers *tickets // response URLs, by the workspace's clock
	faults  *faults
	hub     *hub
	bells   bells
	journal journal
	meter   meter
	closed  chan struct{}
	close   sync.Once

	mu       sync.Mutex // guards what follows
	url      string
	lastID   int
	lastTS   int64 // microseconds
	people   map[string]*account
	arrived  []*account
	channels map[string]*channel
	created  []*channel
	files    map[string]*file
	views    map[string]*view
	offered  map[string][]any           // options external selects have shown, by action_id
	accepted map[string]json.RawMessage // blocks that were taken, as they were sent
	later    []*scheduled
	events   []event // to send when the lock is free
}

// New makes a workspace. It is reached through ServeHTTP; call SetBase before
// the bot connects, and Close at the end.
func New(c Config) *Workspace {
	w := &Workspace{
		conf: c.withDefaults(), tickets: newTickets(), answers: newTickets(), faults: &faults{}, closed: make(chan struct{}),
		people: map[string]*account{}, channels: map[string]*channel{},
		files: map[string]*file{}, views: map[string]*view{}, offered: map[string][]any{},
	}
	w.hub = newHub(w.conf, w.faults, w.bells.ring)
	w.mux = w.routes()
	w.admit(w.conf.Bot)
	for _, p := range w.conf.People {
		w.admit(p)
	}
	for _, ch := range w.conf.Channels {
		w.found(ch)
	}
	w.events = nil // nobody is told of what was there from the start
	go w.postLater()
	return w
}

// routes says who serves what.
func (w *Workspace) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", w.serveAPI)
	mux.HandleFunc("/link", w.serveLink)
	mux.HandleFunc("POST /response/{ticket}", w.serveResponse)
	mux.HandleFunc("POST /upload/{ticket}", w.serveUpload)
	mux.HandleFunc("GET /files/{id}/{name}", w.serveFile)
	mux.HandleFunc("GET "+signIn, w.serveSignIn)
	mux.Handle("/", w.page())
	return mux
}

// ServeHTTP serves "/api/<method>", "/link" (the WebSocket), "/response/…",
// "/upload/…" and "/files/…"; everything else is the page.
func (w *Workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) { w.mux.ServeHTTP(rw, r) }

// SetBase says where the workspace is reached, such as
// "http://127.0.0.1:8081": response URLs, socket URLs and file URLs begin so.
func (w *Workspace) SetBase(url string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.url = strings.TrimSuffix(url, "/")
}

// base is what SetBase was told.
func (w *Workspace) base() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.url
}

// Close ends every connection and everything still waiting.
func (w *Workspace) Close() {
	w.close.Do(func() {
		close(w.closed)
		w.hub.close()
	})
}

// Clock is the workspace's clock.
func (w *Workspace) Clock() *Clock { return w.conf.Clock }

// Team is the workspace's name.
func (w *Workspace) Team() string { return w.conf.Team }

// Bot is the bot's own account.
func (w *Workspace) Bot() Person { return w.conf.Bot }

// Watch gives a channel that receives after something a person could see, a
// call or a connection has changed, and a function that ends the watch.
// Changes close together may be told once: look at the snapshots again.
func (w *Workspace) Watch() (changed <-chan struct{}, stop func()) { return w.bells.watch() }

// Await returns nil as soon as is() is true, looking again after each change,
// or the context's error. is must not block.
func (w *Workspace) Await(ctx context.Context, is func() bool) error {
	changed, stop := w.Watch()
	defer stop()
	for !is() {
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// A Link is the state of the bot's connections.
type Link struct {
	Sockets    int // that can be given work
	Pending    int // envelopes sent or waiting that are not acknowledged
	Unknown    int // acknowledgements of envelopes nobody sent, on the wrong socket, or a second time
	Unanswered int // envelopes given up
	Sent       int // envelopes sent, redeliveries included
}

// Link says how the bot's connections stand.
func (w *Workspace) Link() Link { return w.hub.link() }

// change alters the workspace under its lock, then sends the events that came
// of it and wakes the watchers.
func (w *Workspace) change(alter func()) {
	w.mu.Lock()
	alter()
	events := w.events
	w.events = nil
	w.mu.Unlock()
	for _, e := range events {
		w.hub.send(eventEnvelope, e.payload, func(answer) {})
	}
	w.bells.ring()
}

// read looks at the workspace under its lock.
func (w *Workspace) read(look func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	look()
}

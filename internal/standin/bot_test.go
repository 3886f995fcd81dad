package standin

import (
	"context"
	"io"
	"log"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// The people and places of the tests.
const (
	ana     = "U0ANA"
	ben     = "U0BEN"
	general = "C0GENERAL"
	quiet   = "C0QUIET" // private, without the bot
	open    = "C0OPEN"  // public, without the bot
)

// testConfig is a small workspace with short waits.
func testConfig() Config {
	return Config{
		Team:     "Council",
		AppToken: "xapp-test", BotToken: "xoxb-test",
		People: []Person{
			{ID: ana, Name: "Ana Silva", Title: "Chair", Email: "ana@example.org"},
			{ID: ben, Name: "Ben Oduya", TZ: "Europe/Paris"},
		},
		Bot: Person{ID: "U0BOT", Name: "Council Bot"},
		Channels: []Channel{
			{ID: general, Name: "general", Members: []string{ana, ben, "U0BOT"}},
			{ID: quiet, Name: "chairs", Private: true, Members: []string{ana}},
			{ID: open, Name: "open", Members: []string{ana}},
		},
		Retries: []time.Duration{0, 0, 0},
	}
}

// serve starts the workspace on loopback.
func serve(t testing.TB, c Config) *Workspace {
	t.Helper()
	w := New(c)
	srv := httptest.NewServer(w)
	w.SetBase(srv.URL)
	t.Cleanup(func() {
		w.Close()
		srv.Close()
	})
	return w
}

// A testBot is a bot made with slack-go, as the real one is.
type testBot struct {
	*socketmode.Client
	t *testing.T
	w *Workspace
}

// A handler answers one envelope; what it returns goes into the
// acknowledgement, and noAck leaves it without one.
type handler func(b *testBot, e socketmode.Event) any

// noAck is returned by a handler that does not acknowledge.
type noAck struct{}

// ackEmpty acknowledges everything.
func ackEmpty(*testBot, socketmode.Event) any { return nil }

// connect runs a bot until the test ends and waits for it to be connected.
func connect(t *testing.T, w *Workspace, h handler) *testBot {
	t.Helper()
	api := slack.New(w.conf.BotToken, slack.OptionAppLevelToken(w.conf.AppToken), slack.OptionAPIURL(w.base()+"/api/"))
	b := &testBot{socketmode.New(api, socketmode.OptionLog(log.New(io.Discard, "", 0))), t, w}
	was := w.Link().Sockets
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{}, 2)
	go func() { _ = b.RunContext(ctx); ended <- struct{}{} }()
	go func() { b.loop(ctx, h); ended <- struct{}{} }()
	t.Cleanup(func() {
		cancel()
		<-ended
		<-ended
	})
	await(t, w, "a connection", func() bool { return w.Link().Sockets > was })
	return b
}

// loop hands envelopes to the handler, one at a time.
func (b *testBot) loop(ctx context.Context, h handler) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-b.Events:
			if e.Request == nil || e.Request.EnvelopeID == "" {
				continue
			}
			answer := h(b, e)
			if _, silent := answer.(noAck); !silent {
				_ = b.AckCtx(ctx, e.Request.EnvelopeID, answer)
			}
		}
	}
}

// await fails the test when is does not come true in ten seconds.
func await(t *testing.T, w *Workspace, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := w.Await(ctx, is); err != nil {
		t.Fatalf("waiting for %s: %v", what, err)
	}
}

// command is the slash command in an event.
func command(t *testing.T, e socketmode.Event) slack.SlashCommand {
	t.Helper()
	c, ok := e.Data.(slack.SlashCommand)
	if !ok {
		t.Errorf("want a slash command, got %s", e.Type)
	}
	return c
}

// interaction is the interaction in an event.
func interaction(t *testing.T, e socketmode.Event) slack.InteractionCallback {
	t.Helper()
	c, ok := e.Data.(slack.InteractionCallback)
	if !ok {
		t.Errorf("want an interaction, got %s", e.Type)
	}
	return c
}

// inner is the inner event in an event.
func inner(t *testing.T, e socketmode.Event) any {
	t.Helper()
	outer, ok := e.Data.(slackevents.EventsAPIEvent)
	if !ok {
		t.Errorf("want an event, got %s", e.Type)
	}
	return outer.InnerEvent.Data
}

// last is the last message somebody sees.
func last(t *testing.T, w *Workspace, as, channel string) Message {
	t.Helper()
	all := w.Messages(as, channel)
	if len(all) == 0 {
		t.Fatalf("want a message in %s, got none", channel)
	}
	return all[len(all)-1]
}

package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
)

const (
	ana  = "U0000001"
	hall = "C0000001"
)

// office is a bot in this process, with Routes of the test's own, in a stand-in
// workspace.
type office struct {
	*standin.Workspace
	t   *testing.T
	ctx context.Context
	log *journal
	run func() error // waits for the bot's end and gives what Run returned
}

// open starts the bot; change may alter how it reaches the workspace, and faults
// are there from the start.
func open(t *testing.T, routes []commands.Route, change func(*bot.Config), faults ...standin.Fault) *office {
	t.Helper()
	st := storetest.Open(t, t.TempDir())
	there := standin.Config{AppToken: "xapp-1", BotToken: "xoxb-1", Bot: standin.Person{Name: "bot"}}
	there.People = []standin.Person{{ID: ana, Name: "Ana"}}
	there.Channels = []standin.Channel{{ID: hall, Name: "council", Members: []string{ana}}}
	here := bot.Config{AppToken: "xapp-1", BotToken: "xoxb-1"}
	if change != nil {
		change(&here)
	}
	o := &office{t: t, log: &journal{}, Workspace: standin.New(there)}
	for _, f := range faults {
		o.Fault(f)
	}
	server := httptest.NewServer(o.Workspace)
	o.SetBase(server.URL)
	here.APIURL = server.URL + "/api/"
	var cancel context.CancelFunc
	o.ctx, cancel = context.WithTimeout(t.Context(), 30*time.Second)
	running, stop := context.WithCancel(o.ctx)
	b := bot.New(here, routes, st, time.Now, slog.New(slog.NewTextHandler(o.log, nil)))
	done := make(chan error, 1)
	go func() { done <- b.Run(running) }()
	o.run = sync.OnceValue(func() error { return <-done })
	t.Cleanup(func() {
		stop()
		_ = o.run()
		cancel()
		o.Close()
		server.Close()
	})
	return o
}

// journal is a log that several goroutines write and read.
type journal struct {
	mu sync.Mutex
	b  strings.Builder
}

// Write adds to the journal.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

// String is all that was written.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

func (o *office) until(what string, is func() bool) {
	o.t.Helper()
	if err := o.Await(o.ctx, is); err != nil {
		o.t.Fatalf("waiting for %s: %v", what, err)
	}
}

func (o *office) asks(command, text string) {
	o.t.Helper()
	o.until("a connection", func() bool { return o.Link().Sockets > 0 })
	if err := o.Command(o.ctx, ana, hall, command, text); err != nil {
		o.t.Fatalf("%s: %v", command, err)
	}
}

// reads waits for the newest message to hold a text.
func (o *office) reads(text string) {
	o.t.Helper()
	o.until("“"+text+"”", func() bool {
		all := o.Messages(ana, hall)
		return len(all) > 0 && strings.Contains(all[len(all)-1].Text, text)
	})
}

// route is a slash command that runs f.
func route(name string, f commands.Handler) []commands.Route {
	return []commands.Route{{Name: name, Summary: "A test's own", Kind: commands.Slash, Run: f}}
}

func TestASlowAnswerComesByTheSecondWay(t *testing.T) {
	o := open(t, route("slow", func(ctx context.Context, _ commands.Request) (ui.Reply, error) {
		timer := time.NewTimer(1500 * time.Millisecond)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		return ui.Say("Here at last."), nil
	}), nil)
	begun := time.Now()
	o.asks("/slow", "") // returns when the command is acknowledged
	if took := time.Since(begun); took > 1200*time.Millisecond {
		t.Errorf("acknowledged after %v, want about a second", took)
	}
	o.reads("Here at last.")
}

func TestAPanicIsAnsweredWithAReference(t *testing.T) {
	o := open(t, route("panics", func(context.Context, commands.Request) (ui.Reply, error) { panic("oh") }), nil)
	o.asks("/panics", "")
	o.reads("give the operator this reference")
	o.asks("/panics", "again") // the worker lives on
	o.reads("give the operator this reference")
}

func TestWhoeverGetsNoAnswerIsToldSo(t *testing.T) {
	shut := standin.Fault{Kind: standin.ErrorCode, Method: "views.open", Code: "expired_trigger_id"}
	o := open(t, route("late", func(context.Context, commands.Request) (ui.Reply, error) {
		return ui.Modal{Title: "Too late", Body: []ui.Block{ui.Prose{Text: "A window."}}}, nil
	}), nil, shut)
	o.asks("/late", "")
	o.reads("please look before you ask again")
	if !strings.Contains(o.log.String(), "expired_trigger_id") {
		t.Errorf("the log does not say why:\n%s", o.log)
	}
}

func TestAFileThatCannotBeSentIsNotSilentlyMissing(t *testing.T) {
	o := open(t, route("calendar", func(context.Context, commands.Request) (ui.Reply, error) {
		return ui.Message{Body: []ui.Block{ui.File{Name: "meeting.ics", Type: "text/calendar", Content: "BEGIN:VCALENDAR"}}}, nil
	}), nil, standin.Fault{Kind: standin.ErrorCode, Method: "files.getUploadURLExternal", Code: "missing_scope"})
	o.asks("/calendar", "")
	o.reads("Not all of the answer reached you.")
}

func TestAProblemIsSaidToThePerson(t *testing.T) {
	o := open(t, route("problem", func(context.Context, commands.Request) (ui.Reply, error) {
		return nil, &council.Problem{Say: "The date has passed. Choose a later one.", Err: errors.New("secret")}
	}), nil)
	o.asks("/problem", "")
	o.reads("The date has passed. Choose a later one.")
}

func TestWhoMayNotAskIsToldWhoCan(t *testing.T) {
	routes := route("close", func(context.Context, commands.Request) (ui.Reply, error) { return ui.Say("Closed."), nil })
	routes[0].Needs = council.Secretary
	o := open(t, routes, nil)
	o.asks("/close", "")
	o.reads("for the council's secretary")
}

func TestALongAnswerArrivesWhole(t *testing.T) {
	o := open(t, route("long", func(context.Context, commands.Request) (ui.Reply, error) {
		var body []ui.Block
		for range 40 {
			body = append(body, ui.Prose{Text: strings.Repeat("A sentence of the answer. ", 40)})
		}
		return ui.Message{Body: append(body, ui.Prose{Text: "The very end."})}, nil
	}), nil)
	o.asks("/long", "")
	o.reads("The very end.")
}

func TestThePrefixLeadsToTheSameRoutes(t *testing.T) {
	o := open(t, route("role", func(_ context.Context, r commands.Request) (ui.Reply, error) {
		return ui.Say("You said " + r.Text), nil
	}),
		func(c *bot.Config) { c.Prefix = "lcc-" })
	o.asks("/lcc-role", "“cto”")
	o.reads(`You said "cto"`)
}

func TestWhatSlackRefusesForGoodIsSaidAndEndsTheBot(t *testing.T) {
	refused := func(method, code string) standin.Fault {
		return standin.Fault{Kind: standin.ErrorCode, Method: method, Code: code, Times: -1}
	}
	for _, c := range []struct {
		name   string
		change func(*bot.Config)
		fault  standin.Fault
		want   string
	}{
		{"a bot token nobody knows", func(b *bot.Config) { b.BotToken = "xoxb-other" }, standin.Fault{}, "Slack does not know this token"},
		{"an app token nobody knows", func(b *bot.Config) { b.AppToken = "xapp-other" }, standin.Fault{}, "Slack does not know this token"},
		{"tokens swapped", func(b *bot.Config) { b.AppToken, b.BotToken = b.BotToken, b.AppToken }, standin.Fault{}, "swapped or of the wrong kind"},
		{"revoked", nil, refused("auth.test", "token_revoked"), "The token was revoked"},
		{"a missing permission", nil, refused("apps.connections.open", "missing_scope"), "The app lacks a permission"},
		{"removed from the workspace", nil, refused("apps.connections.open", "account_inactive"), "was removed from the workspace"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var faults []standin.Fault
			if c.fault.Kind != "" {
				faults = append(faults, c.fault)
			}
			o := open(t, nil, c.change, faults...)
			var fatal *bot.Fatal
			if err := o.run(); !errors.As(err, &fatal) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the bot ended with %v, want it to say %q", err, c.want)
			}
		})
	}
}

func TestSocketModeSwitchedOffIsSaidAndNotHurried(t *testing.T) {
	o := open(t, nil, nil)
	o.until("connections", func() bool { return o.Link().Sockets == 2 })
	o.Fault(standin.Fault{Kind: standin.Disconnect, Reason: "link_disabled", All: true, Times: -1})
	o.until("the connections to end", func() bool { return o.Link().Sockets == 0 })
	before := opened(o)
	o.until("the log to say so", func() bool { return strings.Contains(o.log.String(), "Switch it on under Settings, Socket Mode") })
	if tries := opened(o) - before; tries > 3 {
		t.Errorf("%d new connections were asked for at once, want patience", tries)
	}
}

func opened(o *office) int {
	n := 0
	for _, c := range o.Calls() {
		if c.Method == "apps.connections.open" {
			n++
		}
	}
	return n
}

func TestAFileComesInADirectMessage(t *testing.T) {
	o := open(t, route("calendar", func(context.Context, commands.Request) (ui.Reply, error) {
		return ui.Message{Body: []ui.Block{ui.Prose{Text: "Here it is."}, ui.File{Name: "meeting.ics", Type: "text/calendar", Content: "BEGIN:VCALENDAR"}}}, nil
	}), nil)
	o.asks("/calendar", "")
	o.reads("The file meeting.ics comes to you in a direct message")
	o.until("the file", func() bool {
		for _, m := range o.Messages(ana, o.DM(ana)) {
			for _, f := range m.Files {
				body, err := o.FileBody(ana, f.ID)
				if err == nil && f.Name == "meeting.ics" && string(body) == "BEGIN:VCALENDAR" {
					return true
				}
			}
		}
		return false
	})
}

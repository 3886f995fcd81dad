package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/site"
	"councilbot/internal/standin"
	"councilbot/internal/store"
)

// The tokens of the built-in workspace open nothing else.
const (
	tryAppToken = "xapp-built-in-workspace"
	tryBotToken = "xoxb-built-in-workspace"
	tryBot      = "U0000BOT"
)

// tryHome is where the first public page stands beside the workspace, which has
// the address above it.
const tryHome = "/site/"

// tryOut serves the built-in workspace and the bot in it: a made-up council in
// the browser, reached only from this machine.
func (r RunCommand) tryOut(ctx context.Context, desk *commands.Desk, zone *time.Location, start time.Duration, log *slog.Logger, c console) error {
	listener, err := listen(ctx, r.Listen)
	if err != nil {
		return err
	}
	clock := standin.NewClock(time.Now().Add(start))
	now := func() time.Time { return clock.Now().In(zone) }
	members, err := desk.Store.Members(ctx)
	if err != nil {
		return err
	}
	workspace := standin.New(tryWorkspace(desk, members, clock))
	defer workspace.Close()
	base := "http://" + listener.Addr().String()
	workspace.SetBase(base)
	failed := make(chan error, 1)
	web, stop := context.WithCancel(context.WithoutCancel(ctx)) // outlives the bot, which answers to the last
	defer stop()
	desk.Web = base
	go func() {
		failed <- serveWeb(web, listener, besides(append(site.Prefixes, commands.PlanPath), r.pages(desk, tryHome, now, log), workspace))
	}()
	fmt.Fprintf(c.out, "The council's workspace is open at %s\nIts public pages stand at %s\nEverything in it is made up. Press Ctrl-C to end.\n", base, base+tryHome)
	bot, end := context.WithCancelCause(ctx)
	go func() { end(<-failed) }()
	at := Slack{AppToken: tryAppToken, BotToken: tryBotToken, APIURL: base + "/api/"}
	turned, unwatch := clock.Watch()
	defer unwatch()
	err = serveSlack(bot, at, desk, now, turned, log)
	if cause := context.Cause(bot); err == nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// besides serves what lies under some paths by one handler and the rest by
// another.
func besides(paths []string, there, rest http.Handler) http.Handler {
	mux := http.NewServeMux()
	for _, path := range paths {
		mux.Handle(path, there)
	}
	mux.Handle("/", rest)
	return mux
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, &council.Problem{Say: "--listen needs an address and a port, as 127.0.0.1:8090, and “" + addr + "” is none.", Err: err}
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, &council.Problem{Say: "The address " + addr + " cannot be used; another program may have it. Give another with --listen, as --listen 127.0.0.1:8090.", Err: err}
	}
	return l, nil
}

// seat puts the made-up council, with its library, into a store that has no
// members.
func seat(ctx context.Context, st *store.Store, now time.Time) ([]council.Member, error) {
	sample := council.Sample(now, sampleAccount)
	if err := st.Seed(ctx, store.Change{Did: "council.sampled", At: now}, sample, council.SamplePractices(now)...); err != nil {
		return nil, fmt.Errorf("seat the made-up council: %w", err)
	}
	return st.Members(ctx)
}

// sampleAccount is the Slack account of the made-up member with this place.
func sampleAccount(place int) string { return fmt.Sprintf(sampleAccounts+"%02d", place) }

// sampleAccounts begins every account of the made-up members, and none of Slack's.
const sampleAccounts = "U00000"

// tryWorkspace is the workspace's people, channels and commands.
func tryWorkspace(desk *commands.Desk, members []council.Member, clock *standin.Clock) standin.Config {
	config := standin.Config{
		Team:     "Local CIO Council (made up)",
		Bot:      standin.Person{ID: tryBot, Name: "councilbot"},
		AppToken: tryAppToken,
		BotToken: tryBotToken,
		Clock:    clock,
	}
	var everybody []string
	for _, m := range members {
		if m.SlackID != "" && m.Present() {
			config.People = append(config.People, standin.Person{ID: m.SlackID, Name: m.Name, Title: m.Title + ", " + m.Organisation})
			everybody = append(everybody, m.SlackID)
		}
	}
	config.Commands, config.Welcome = offers(desk)
	config.Shortcuts = shortcuts(desk)
	visitor := standin.Person{ID: "U0009999", Name: "Rowan Visitor", Title: "Newcomer without a seat"}
	config.People = append(config.People, visitor)
	everybody = append(everybody, visitor.ID)
	config.Channels = []standin.Channel{
		{ID: "C0000001", Name: council.UsualChannel, Topic: "The council's own channel", Members: append([]string{tryBot}, everybody...)},
		{ID: "C0000002", Name: "random", Topic: "Anything else", Members: everybody},
	}
	return config
}

// shortcuts are the entries in the page's menus.
func shortcuts(desk *commands.Desk) []standin.Shortcut {
	kinds := map[commands.Kind]string{commands.Shortcut: "global", commands.MessageShortcut: "message"}
	var all []standin.Shortcut
	for _, r := range desk.Routes() {
		if kind := kinds[r.Kind]; kind != "" {
			all = append(all, standin.Shortcut{Name: r.Label, Description: r.Summary, Callback: r.Name, Type: kind})
		}
	}
	return all
}

// offers are the commands that the page completes, and three things to try.
func offers(desk *commands.Desk) ([]standin.Command, []string) {
	var all []standin.Command
	for _, r := range desk.Routes() {
		if r.Kind == commands.Slash {
			all = append(all, standin.Command{Name: "/" + desk.Prefix + r.Name, Hint: r.Args, Summary: r.Summary})
		}
	}
	at := "/" + desk.Prefix
	return all, []string{at + "role cto", at + "ask how do I tell my staff about changes", at + "council help"}
}

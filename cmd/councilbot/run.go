package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/cage"
	"councilbot/internal/clerk"
	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// RunCommand is councilbot run.
type RunCommand struct {
	Slack
	Pages
	Listen string `env:"COUNCILBOT_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where the web pages and the built-in workspace are served; ${default} when you give none."`
	Clock  string `placeholder:"RFC3339" help:"Start the clock at another time, as 2027-03-01T09:00:00Z. Only with a stand-in for Slack."`
}

// Run serves until it is asked to stop; then it finishes what it has begun.
func (r RunCommand) Run(ctx context.Context, common *Common, c console) error {
	inSlack, err := r.given()
	if err == nil && inSlack {
		err = r.kinds()
	}
	if err != nil {
		return err
	}
	base, err := r.base()
	if err != nil {
		return err
	}
	zone, err := common.location()
	if err != nil {
		return err
	}
	start, err := r.start(inSlack)
	if err != nil {
		return err
	}
	now := func() time.Time { return time.Now().Add(start).In(zone) }
	desk, err := common.openDesk(ctx)
	if err == nil && !inSlack {
		err = common.furnish(ctx, desk, now())
	}
	if err != nil {
		return err
	}
	defer desk.Store.Close()
	log := logger(c)
	if err := desk.Store.ClearUnfinished(time.Now()); err != nil {
		log.Warn("what was left half-written in the folder of files stays there", "error", err)
	}
	if !inSlack {
		return r.tryOut(ctx, desk, zone, start, log, c)
	}
	desk.Web = base
	return r.inSlack(ctx, desk, now, log)
}

// real says that the council of the data folder is none that was made up: its
// reminders would go to people who never heard of it.
func (r RunCommand) real(ctx context.Context, desk *commands.Desk) error {
	_, sample, err := peopled(ctx, desk)
	if err != nil || r.loopback() || !sample {
		return err
	}
	return &council.Problem{Say: "The data folder holds the made-up council of the built-in workspace. Give another with --data, as --data /srv/council."}
}

// peopled says whether the data folder's council has members, and whether it is the
// made-up one.
func peopled(ctx context.Context, desk *commands.Desk) (people, sample bool, err error) {
	members, err := desk.Store.Members(ctx)
	return len(members) > 0, slices.ContainsFunc(members, func(m council.Member) bool { return strings.HasPrefix(m.SlackID, sampleAccounts) }), err
}

// inSlack serves in Slack, and the pages beside it.
func (r RunCommand) inSlack(ctx context.Context, desk *commands.Desk, now func() time.Time, log *slog.Logger) error {
	if err := cage.Hide(); err != nil {
		log.Warn("the tokens cannot be kept from other programs of this account", "error", err)
	}
	if err := r.real(ctx, desk); err != nil {
		return err
	}
	listener, err := listen(ctx, r.Listen)
	if err != nil {
		return err
	}
	desk.Web = cmp.Or(desk.Web, "http://"+listener.Addr().String())
	serving, end := context.WithCancelCause(ctx)
	defer end(nil)
	go func() { end(serveWeb(serving, listener, r.pages(desk, "/", now, log))) }()
	err = serveSlack(serving, r.Slack, desk, now, nil, log)
	if cause := context.Cause(serving); err == nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// start is how far the clock is set away from real time.
func (r RunCommand) start(inSlack bool) (time.Duration, error) {
	if r.Clock == "" {
		return 0, nil
	}
	if inSlack && !r.loopback() {
		return 0, &council.Problem{Say: "--clock is for trying things out and cannot be used with real Slack. Leave it out."}
	}
	at, err := time.Parse(time.RFC3339, r.Clock)
	if err != nil {
		return 0, &council.Problem{Say: "--clock needs a date and time like 2027-03-01T09:00:00Z.", Err: err}
	}
	return time.Until(at), nil
}

// rarely makes the garbage collector run half as often as it would: what stays
// in memory is a few megabytes, what an answer leaves behind is much, and going
// through the first for the sake of the second took a fifth of the time.
// The operator's own GOGC goes before.
func rarely() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
}

// warm readies what the first question and the first search would wait for, once the
// first answers are out.
func warm(ctx context.Context, desk *commands.Desk, log *slog.Logger) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(time.Second):
	}
	desk.Library.Warm()
	if err := desk.Stock(ctx); err != nil && ctx.Err() == nil { // the public pages search it too
		log.Error("the pack could not be indexed for searching", "error", err)
	}
	if err := desk.Store.WarmSearch(ctx); err != nil && ctx.Err() == nil {
		log.Error("the record's spelling could not be read", "error", err)
	}
	debug.FreeOSMemory() // what starting needed is not needed again
}

// serveSlack runs the bot, and the reminders, in the workspace its tokens lead
// to. turned tells when the clock was turned by hand, where that can be.
func serveSlack(ctx context.Context, s Slack, desk *commands.Desk, now func() time.Time, turned <-chan struct{}, log *slog.Logger) error {
	if freed, err := desk.Store.Attend(ctx, now()); err != nil {
		log.Warn("what another run of the program left in hand waits until its time there is over", "error", err)
	} else if freed > 0 {
		log.Info("took up what an earlier run of the program left in hand", "pieces", freed)
	}
	behind := clerk.New(desk.Store, now, log)
	b := bot.New(bot.Config{AppToken: s.AppToken, BotToken: s.BotToken, APIURL: s.APIURL, Prefix: desk.Prefix, Fetched: behind.Wake}, desk.Routes(), desk.Store, now, log)
	behind.Wrote, behind.Web, desk.Behind = b.Wake, desk.Web, behind.Wake
	rarely()
	desk.Status = func() []ui.Pair { return statusPairs(b.Status(), now().Location()) }
	reminding, stop := context.WithCancel(ctx)
	runner := &schedule.Runner{Store: desk.Store, Log: log, Turned: turned != nil, Web: desk.Web}
	var reminders sync.WaitGroup
	reminders.Go(func() { remind(reminding, runner, b, now, turned, log) })
	reminders.Go(func() { behind.Run(reminding) })
	reminders.Go(func() { warm(reminding, desk, log) })
	err := b.Run(ctx)
	stop()
	reminders.Wait()
	return err
}

func statusPairs(s bot.Status, zone *time.Location) []ui.Pair {
	last := "nothing yet"
	if !s.LastHeard.IsZero() {
		last = s.LastHeard.In(zone).Format("Monday 2 January 2006, 15:04") + " " + zone.String() + " time"
	}
	return []ui.Pair{
		{Name: "Connections to Slack", Value: fmt.Sprint(s.Connections)},
		{Name: "Questions since the start", Value: fmt.Sprint(s.Received)},
		{Name: "Answers since the start", Value: fmt.Sprint(s.Answered)},
		{Name: "Last heard from Slack", Value: last},
	}
}

// serveWeb serves pages until ctx ends.
func serveWeb(ctx context.Context, at net.Listener, pages http.Handler) error {
	server := &http.Server{Handler: pages, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, BaseContext: func(net.Listener) context.Context { return ctx }}
	stopped := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stopped()
	if err := server.Serve(at); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the pages on %s: %w", at.Addr(), err)
	}
	return nil
}

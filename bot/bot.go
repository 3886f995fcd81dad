package bot

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"councilbot/commands"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// Config says how Slack is reached.
type Config struct {
	AppToken string // xapp-…, with connections:write
	BotToken string // xoxb-…
	APIURL   string // ends in /api/; https://slack.com/api/ unless a stand-in or GovSlack
	Prefix   string // stands before every command's name, as "lcc-" for /lcc-role
	// Fetched is called when a file for a paper has come; nil: nobody is told.
	Fetched func()
}

// Bot serves a council in one Slack workspace.
type Bot struct {
	prefix string
	routes commands.Table
	store  *store.Store
	now    func() time.Time
	log    *slog.Logger

	web    *web
	pool   *pool
	sender *sender
	fetch  *fetcher
	queue  *queue
	seen   *seen
	kept   *kept
	desks  [workers]atomic.Pointer[envelope] // what each worker has in hand
	later  sync.WaitGroup                    // repeated envelopes and answers to send again
	homes  homes
	health health
}

const (
	workers   = 8
	farewell  = 3 * time.Second // for the last answers to leave
	queueRoom = 4096
	aMoment   = 100 * time.Millisecond
)

// New makes a bot that answers routes for the members in st. now is the
// council's clock: it sets what handlers take for the present, while the bot's
// own deadlines run on real time.
func New(c Config, routes []commands.Route, st *store.Store, now func() time.Time, log *slog.Logger) *Bot {
	b := &Bot{
		prefix: c.Prefix,
		routes: commands.NewTable(routes),
		store:  st,
		now:    now,
		log:    log,
		web:    newWeb(c),
		queue:  newQueue(queueRoom),
		seen:   newSeen(1<<16, 10*time.Minute),
		kept:   newKept(512),
	}
	b.sender = newSender(plainAPI(c, transport()), st, now, log, usualRates)
	b.fetch = newFetcher(c, st, now, log, usualFetch)
	b.pool = newPool(b.web.api, log, b.receive, b.resend)
	return b
}

// Run serves until ctx ends; then it reads no more, answers what it has, sees
// the answers off and returns nil. It returns a [*Fatal] when Slack refuses in a
// way that trying again cannot mend.
func (b *Bot) Run(ctx context.Context) error {
	var crew sync.WaitGroup
	for i := range b.desks {
		crew.Go(func() { b.work(&b.desks[i]) })
	}
	watching, stop := context.WithCancel(context.Background())
	defer stop()
	go b.watch(watching)
	serving, refuse := context.WithCancelCause(ctx)
	go b.verify(serving, refuse)
	crew.Go(func() { b.sender.run(serving) })
	crew.Go(func() { b.keepHomes(serving) })
	crew.Go(func() { b.fetch.run(serving) })
	err := b.pool.keep(serving)
	if fatal, ok := context.Cause(serving).(*Fatal); ok && err == nil {
		err = fatal
	}
	refuse(nil) // stops the sender too
	b.pool.hush()
	_ = pause(watching, 2*settle) // for what slack-go has read and not yet handed on
	b.queue.shutDown()
	crew.Wait()
	b.later.Wait()
	b.seeOff()
	b.pool.close()
	b.later.Wait() // for the answers that did not leave in time and went another way
	return err
}

// Wake has messages that are due sent, and files that wait fetched, at once, as
// when the clock was turned.
func (b *Bot) Wake() {
	b.sender.wake()
	b.fetch.wake()
}

// verify asks Slack whether it knows the bot token, while the app token is
// already opening connections, and stops the bot when it does not.
func (b *Bot) verify(ctx context.Context, refuse context.CancelCauseFunc) {
	for try := 1; ; try++ {
		who, err := b.web.api.AuthTestContext(ctx)
		switch {
		case err == nil:
			b.log.Info("serving", "workspace", who.Team, "as", who.User)
			return
		case fatalCode(err) != "":
			refuse(&Fatal{Code: fatalCode(err)})
			return
		}
		b.log.Warn("Slack could not say whether it knows the bot token; asking again", "error", err)
		if pause(ctx, time.Duration(min(try, 30))*time.Second) != nil {
			return
		}
	}
}

// seeOff waits until the last answers have left, or the connections have had
// their time.
func (b *Bot) seeOff() {
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	for !b.pool.written() {
		if pause(ctx, 5*time.Millisecond) != nil {
			return
		}
	}
}

// receive takes an event off a socket's reader. Whatever shape Slack gives it, the
// reader lives on.
func (b *Bot) receive(s *socket, evt socketmode.Event) {
	err := safely(func() error {
		b.accept(s, evt)
		return nil
	})
	if err != nil {
		b.log.Error("an event of Slack's could not be read", "type", evt.Type, "error", err)
	}
}

// accept reads an event, acknowledges what may be acknowledged at once, and leaves
// the work to the workers.
func (b *Bot) accept(s *socket, evt socketmode.Event) {
	switch evt.Type {
	case socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive, socketmode.EventTypeEventsAPI:
	case socketmode.EventTypeErrorBadMessage:
		b.log.Warn("Slack sent something this version does not know; acknowledged", "error", evt.Data.(*socketmode.ErrorBadMessage).Cause)
	default:
		return
	}
	e := read(s, evt, time.Now())
	b.health.heard(e.at)
	if e.kind != slash && e.kind != form {
		b.acknowledge(e, nil)
	}
	if e.kind == unheard || !b.claim(e) {
		return
	}
	if !b.queue.put(e) {
		b.acknowledge(e, busy(e))
	}
}

// busy answers a command or a form that came when four thousand others were
// waiting. What was typed into a form stays there.
func busy(e *envelope) any {
	const say = "The bot is busy. Please try again in a minute."
	if e.kind != form {
		return &message{Text: say}
	}
	for _, name := range slices.Sorted(maps.Keys(e.form)) {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{name: say})
	}
	view := renderModal(modalOf(ui.Say(say)))
	return slack.NewUpdateViewSubmissionResponse(&view)
}

// claim takes an envelope that was not handled before; a repeated one is left
// for a moment and then acknowledged.
func (b *Bot) claim(e *envelope) bool {
	record, first := b.seen.claim(e.once, e.at)
	e.record = record
	if !first {
		b.later.Add(1)
		time.AfterFunc(aMoment, func() { b.repeated(e) })
	}
	return first
}

// repeated acknowledges an envelope that came again, once it is known what
// became of the first: with the answer again if the first may have been lost
// with its connection, and otherwise empty. Acknowledged too soon, it would
// overtake the answer.
func (b *Bot) repeated(e *envelope) {
	payload, known := e.record.again()
	if !known && time.Since(e.at) < unanswered {
		time.AfterFunc(aMoment, func() { b.repeated(e) })
		return
	}
	b.acknowledge(e, payload)
	b.later.Done()
}

func (b *Bot) work(desk *atomic.Pointer[envelope]) {
	for e := b.queue.take(); e != nil; e = b.queue.take() {
		desk.Store(e)
		b.handle(e)
		desk.Store(nil)
	}
}

func (b *Bot) handle(e *envelope) {
	ctx := context.Background() // the handler and each call to Slack have deadlines of their own
	reply := b.through(ctx, e)
	err := safely(func() error { return errors.Join(b.respond(ctx, e, reply), b.attach(ctx, e.account, reply)) })
	if err != nil {
		b.apologise(ctx, e, err)
	}
	if e.payload == nil {
		e.record.otherwise()
	}
	b.health.answered.Add(1)
	b.sender.wake()
	b.fetch.wake()
}

// watch acknowledges, empty, what nobody has answered in time: at their turn
// such questions are answered by response_url.
func (b *Bot) watch(ctx context.Context) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			b.hurry(now.Add(-unanswered))
		}
	}
}

func (b *Bot) hurry(before time.Time) {
	late := b.queue.before(before)
	for i := range b.desks {
		if e := b.desks[i].Load(); e != nil && e.at.Before(before) {
			late = append(late, e)
		}
	}
	for _, e := range late {
		if e.kind == form {
			b.acknowledge(e, oneMoment())
		} else {
			b.acknowledge(e, nil)
		}
	}
}

// oneMoment keeps a sent form's window open for an answer that takes longer.
func oneMoment() *slack.ViewSubmissionResponse {
	view := renderModal(ui.Modal{Title: "One moment", Body: []ui.Block{
		ui.Prose{Text: "This takes a little longer than usual. The answer will appear here."},
	}})
	return slack.NewUpdateViewSubmissionResponse(&view)
}

package bot

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// pool keeps two live Socket Mode connections (Slack allows ten an app), so
// that a refresh, a cut, a slow hello or a failing apps.connections.open never
// leaves Slack without one. It opens one at a time and before it needs it: when
// a connection nears the end of the life that Slack announced, its successor is
// opened while it still serves, and Slack's own refresh then closes the old one.
type pool struct {
	api  *slack.Client
	take func(*socket, socketmode.Event)
	lost func([]*envelope)
	log  *slog.Logger
	poke chan struct{}

	alive   context.Context // ends every connection
	end     context.CancelFunc
	running sync.WaitGroup

	mu      sync.Mutex
	sockets []*socket
	opened  int       // connections greeted so far
	fails   int       // failures in a row
	notTill time.Time // no new attempt before this
	fatal   error
	resting bool // shutting down
}

const (
	wanted = 2
	most   = 6
	// impatience is how long a connection may take to be greeted before
	// another is tried beside it.
	impatience = 3 * time.Second
	watchEvery = 250 * time.Millisecond
)

// keep holds the connections until ctx ends or Slack refuses for good; the
// error is nil for the first and says the remedy for the second. The
// connections themselves go on until [pool.close].
func (p *pool) keep(ctx context.Context) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		if s := p.due(time.Now()); s != nil {
			p.running.Go(func() { p.serve(s) })
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-p.poke:
		}
		if err := p.refused(); err != nil {
			return err
		}
	}
}

// due is one more connection to serve, when one is to be opened now.
func (p *pool) due(now time.Time) *socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.notTill) || len(p.sockets) >= most {
		return nil
	}
	fresh := 0
	for _, s := range p.sockets {
		switch {
		case s.fresh(now):
			fresh++
		case !s.live() && now.Sub(s.started) < impatience:
			return nil // one is on its way
		}
	}
	if fresh >= wanted {
		return nil
	}
	s := newSocket(p.api, p.receive, now)
	p.sockets = append(p.sockets, s)
	return s
}

func (p *pool) serve(s *socket) {
	err := s.run(p.alive)
	p.mu.Lock()
	p.sockets = slices.DeleteFunc(p.sockets, func(x *socket) bool { return x == s })
	p.mu.Unlock()
	p.lost(s.left())
	p.ended(s, err)
	p.wake()
}

func newPool(api *slack.Client, log *slog.Logger, take func(*socket, socketmode.Event), lost func([]*envelope)) *pool {
	p := &pool{api: api, take: take, lost: lost, log: log, poke: make(chan struct{}, 1)}
	p.alive, p.end = context.WithCancel(context.Background())
	return p
}

// receive notes hellos and passes every other event on.
func (p *pool) receive(s *socket, evt socketmode.Event) {
	if evt.Type != socketmode.EventTypeHello {
		p.take(s, evt)
		return
	}
	p.mu.Lock()
	p.opened++
	p.fails = 0
	share := 0.75 - 0.25*float64(p.opened%2) // half, three quarters: never both at once
	p.mu.Unlock()
	s.greeted(evt.Request, time.Now(), share)
	p.log.Info("connected to Slack", "connections", evt.Request.NumConnections)
	p.wake()
}

// ended decides what the end of a connection means for the next one.
func (p *pool) ended(s *socket, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	reason := ""
	if w := s.wire.Load(); w != nil {
		reason = w.goodbye()
	}
	switch {
	case p.resting:
	case err != nil && fatalCode(err) != "":
		p.fatal = &Fatal{Code: fatalCode(err)}
	case err != nil:
		p.delay(err)
		p.log.Warn("could not connect to Slack; trying again", "in", time.Until(p.notTill).Round(time.Millisecond), "error", err)
	case reason == "link_disabled":
		p.fails = max(p.fails, 6)
		p.delay(nil)
		p.log.Error(remedies["link_disabled"], "next_try_in", time.Until(p.notTill).Round(time.Second))
	case s.brief():
		p.delay(nil)
		p.log.Warn("a connection to Slack ended early", "reason", reason)
	default:
		p.log.Info("a connection to Slack ended", "reason", reason)
	}
}

// brief says that a connection ended before it was greeted or within a second.
func (s *socket) brief() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hello.IsZero() || s.end.Sub(s.hello) < time.Second
}

// delay sets the earliest next attempt: a tenth of a second, doubled at each
// failure up to half a minute, with jitter, and never before Slack's own
// Retry-After.
func (p *pool) delay(err error) {
	p.fails++
	wait := min(100*time.Millisecond<<min(p.fails, 10), 30*time.Second)
	wait = wait/2 + rand.N(wait/2)
	if limited, ok := err.(*slack.RateLimitedError); ok {
		wait = max(wait, limited.RetryAfter)
	}
	p.notTill = time.Now().Add(wait)
}

func (p *pool) refused() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fatal == nil {
		return nil
	}
	return p.fatal
}

func (p *pool) wake() {
	select {
	case p.poke <- struct{}{}:
	default:
	}
}

// live counts the connections Slack may deliver by.
func (p *pool) live() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, s := range p.sockets {
		if s.live() {
			n++
		}
	}
	return n
}

// hush stops reading on every connection: Slack delivers elsewhere, or again.
func (p *pool) hush() {
	for _, s := range p.all() {
		s.hush()
	}
}

// written says that every answer given in an acknowledgement has left.
func (p *pool) written() bool {
	for _, s := range p.all() {
		if !s.written() {
			return false
		}
	}
	return true
}

func (p *pool) all() []*socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.resting = true
	return slices.Clone(p.sockets)
}

// close ends every connection once what was written on it has arrived. One that
// was hushed before Slack had greeted it does not hear of the end in the midst of
// its handshake, and is closed.
func (p *pool) close() {
	sockets := p.all()
	p.end()
	for _, s := range sockets {
		if w := s.wire.Load(); w != nil && !s.live() {
			_ = w.Close()
		}
	}
	p.running.Wait()
	for _, s := range sockets {
		if w := s.wire.Load(); w != nil {
			<-w.drained
		}
	}
}

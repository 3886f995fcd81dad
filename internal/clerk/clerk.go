// Package clerk does what takes a while and nobody waits for: it reads the files
// that came for papers, and puts packs together.
//
// Each kind of work is a row of a small list: take one piece, do it, record it.
// What a piece needs and what became of it stand in the store alone, so that a
// clerk who is stopped half-way loses nothing, and two of them do no harm: what
// was begun is done again, and what is to be told is told once, under its key.
//
// Whatever parses somebody's file is done in package cage.
package clerk

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"councilbot/internal/store"
)

// Clerk works through what waits to be done.
type Clerk struct {
	Store *store.Store
	Now   func() time.Time // the council's clock
	Log   *slog.Logger
	// Wrote is called when there is a new message to be sent; nil: nobody is told.
	Wrote func()
	// Web is where the public pages stand, as https://council.example; empty when
	// none are served.
	Web string

	bell chan struct{}
}

// rest is how long the clerk waits for the bell before looking for work unasked.
const rest = time.Minute

// work is one kind of work.
type work struct {
	name string // for the log: "read a paper"
	// one takes one piece of work, does it and records it. did is false when there
	// is none.
	one func(*Clerk, context.Context) (did bool, err error)
}

// works are all kinds of work, in the order in which they are looked for.
var works = []work{
	{"read a paper", (*Clerk).read},
	{"tell what was found in a paper", (*Clerk).tell},
	{"make a pack", (*Clerk).pack},
}

// New makes a clerk for a store. now is the council's clock.
func New(st *store.Store, now func() time.Time, log *slog.Logger) *Clerk {
	return &Clerk{Store: st, Now: now, Log: log, bell: make(chan struct{}, 1)}
}

// Wake has the clerk look for work at once.
func (c *Clerk) Wake() {
	select {
	case c.bell <- struct{}{}:
	default: // it will look anyway
	}
}

// Run works until ctx ends.
func (c *Clerk) Run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-c.bell:
		}
		for _, w := range works {
			c.all(ctx, w)
		}
		timer.Reset(rest)
	}
}

// piece takes one piece of work. A panic is an error: the clerk, and the program,
// live on.
func (w work) piece(ctx context.Context, c *Clerk) (did bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			did, err = false, fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return w.one(c, ctx)
}

// all does all that there is of one kind of work. After a fault that is not the
// file's it leaves the rest for the next time.
func (c *Clerk) all(ctx context.Context, w work) {
	for ctx.Err() == nil {
		did, err := w.piece(ctx, c)
		if err != nil && ctx.Err() == nil {
			c.Log.Error("the clerk could not "+w.name+"; trying again in a minute", "error", err)
		}
		if err != nil || !did {
			return
		}
	}
}

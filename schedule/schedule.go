// Package schedule says what falls due and works out the messages for it.
//
// A [Job] is data: a name, when it falls due, and a function that writes its
// messages from the facts as they are at that moment. Once a minute [Runner.Tick]
// finds the occasions since the last tick and keeps their messages as rows of
// the store, under keys that make each one message however often it is worked
// out. It sends nothing: a sender works through the rows. [Runner.Rehearse] works
// out the same messages for a time to come and keeps none.
//
// The minute tick and the operator's own lines use robfig/cron; its runner is
// not trusted with occasions, because it forgets them over a restart and skips
// or repeats them when the clocks change.
//
// What goes to a member directly follows the member's hours and silence, and
// outside meeting weeks comes at most once a week. What an officer must do, and
// what goes to the channel, is not held back.
package schedule

import (
	"context"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// Job is something that falls due, again and again.
type Job struct {
	Name string // never used again for something else: part of the delivery key
	Does string // what is sent and to whom, in words
	When When
	// Late is how late its messages may still go out; see council.Rung.
	Late time.Duration
	// Ahead jobs are about a meeting to come: nothing goes out once it has begun.
	Ahead bool
	// Kind tells which jobs replace each other when several are late at once.
	Kind string
	// Write reads the facts as they are and gives the messages; none where there
	// is nothing to say.
	Write func(context.Context, *store.Store, Occasion) ([]Notice, error)
}

// When is when a job falls due.
type When interface {
	// Occasions lists when it falls due after one moment and not after another.
	Occasions(after, until time.Time, d Diary) []Occasion
	// String says it in words: "7 working days before, 09:00".
	String() string
}

// Diary is what occasions are reckoned from.
type Diary struct {
	House    council.House
	Zone     *time.Location // the council's
	Meetings []council.Meeting
}

// Occasion is one moment at which a job falls due.
type Occasion struct {
	Due     time.Time
	Meeting council.Meeting // zero when it is about none
	House   council.House
	// Before is what was planned earlier in the same stretch of time and is not
	// kept yet, so that a job can tell what it has said already.
	Before []Planned
	Web    string // where the council's pages stand, as https://council.example; empty when none are served
}

// Notice is a message to one addressee.
type Notice struct {
	To      council.Addressee
	Message ui.Message
	// Duty notices ask an officer for what the office is for. They are not held
	// back by the week's one message or by the member's silence.
	Duty bool
	// Urgent duties come at any hour.
	Urgent bool
	// Practice is the practice that the notice posts to the channel; 0 otherwise.
	Practice council.PracticeID
	// Asks names what the member has still to give, store.ReplyAsked; once it is
	// given the notice is not sent.
	Asks string
	// About tells this notice from others of the same occasion to the same
	// addressee; part of the delivery key.
	About string
	// Papers are those of which it reminds their author: kept, it counts as one of
	// the reminders that each may have.
	Papers []council.PaperID
}

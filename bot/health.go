package bot

import (
	"sync/atomic"
	"time"
)

// health counts what happened since the start, for /council status.
type health struct {
	last     atomic.Int64 // Unix nanoseconds of the last envelope
	envelope atomic.Int64
	answered atomic.Int64
}

func (h *health) heard(at time.Time) {
	h.last.Store(at.UnixNano())
	h.envelope.Add(1)
}

// Status is the bot's state at one moment.
type Status struct {
	Connections int       // that Slack may deliver by
	Received    int64     // envelopes since the start
	Answered    int64     // answers since the start
	LastHeard   time.Time // zero: nothing yet
}

// Status tells how the bot does.
func (b *Bot) Status() Status {
	s := Status{
		Connections: b.pool.live(),
		Received:    b.health.envelope.Load(),
		Answered:    b.health.answered.Load(),
	}
	if at := b.health.last.Load(); at != 0 {
		s.LastHeard = time.Unix(0, at)
	}
	return s
}

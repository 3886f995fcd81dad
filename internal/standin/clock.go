package standin

import (
	"sync"
	"time"
)

// A Clock is real time with an offset that can be turned, so that a quarter
// can be watched going by in a minute. Deadlines of the protocol (three
// seconds for an answer) are kept in real time; what is written on messages,
// the life of a response_url and scheduled messages follow the Clock.
// A Clock may be used by many goroutines.
type Clock struct {
	mu     sync.Mutex
	offset time.Duration
	bells  bells
}

// NewClock returns a clock that shows at now; the zero time means real time.
func NewClock(at time.Time) *Clock {
	c := &Clock{}
	if !at.IsZero() {
		c.offset = time.Until(at)
	}
	return c
}

// Now is the time the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset).Round(0)
}

// Turn moves the clock by d, backwards when d is negative.
func (c *Clock) Turn(d time.Duration) {
	c.mu.Lock()
	c.offset += d
	c.mu.Unlock()
	c.bells.ring()
}

// Set moves the clock to t; it runs on from there.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	c.offset = time.Until(t)
	c.mu.Unlock()
	c.bells.ring()
}

// Watch gives a channel that receives after each Turn or Set, and a function
// that ends the watch. Turns close together may be told once.
func (c *Clock) Watch() (turned <-chan struct{}, stop func()) {
	return c.bells.watch()
}

package bot

import (
	"sync"
	"time"
)

// seen remembers what was asked lately, by idempotency key, so that an envelope
// that Slack delivers twice is answered once. It is in memory, for what only
// reads; what changes something is keyed in the store as well, in the change's
// own transaction.
//
// Two generations of at most half the room each bound it: the older one goes
// when the newer is full or has had its time.
type seen struct {
	mu       sync.Mutex
	room     int
	keep     time.Duration
	turned   time.Time
	now, old map[string]*answered
}

// answered is what became of one question.
type answered struct {
	mu      sync.Mutex
	done    bool // answered, by whatever way
	sock    *socket
	written time.Time // when the answer left in an acknowledgement
	payload any       // the answer that left so; nil when it went another way
}

func newSeen(room int, keep time.Duration) *seen {
	return &seen{room: room / 2, keep: keep, now: map[string]*answered{}}
}

// claim is the record under a key, and whether this call made it.
func (s *seen) claim(key string, at time.Time) (*answered, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.now[key]; a != nil {
		return a, false
	}
	if a := s.old[key]; a != nil {
		return a, false
	}
	if len(s.now) >= s.room || at.Sub(s.turned) > s.keep {
		s.old, s.now, s.turned = s.now, map[string]*answered{}, at
	}
	a := &answered{}
	s.now[key] = a
	return a, true
}

// leftBy notes that the answer has left in an acknowledgement.
func (a *answered) leftBy(sock *socket, payload any, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.done, a.sock, a.payload, a.written = true, sock, payload, at
}

// otherwise notes that the answer went by a call, or that there was none.
func (a *answered) otherwise() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.done = true
}

// again is the answer to give once more when the same envelope comes again, and
// whether that is known yet. It is nil when the first one surely arrived, which
// is when the socket it left by still lives, or lived on for a second after it.
func (a *answered) again() (payload any, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.done || a.payload == nil {
		return nil, a.done
	}
	gone := a.sock.gone()
	if gone.IsZero() || gone.Sub(a.written) > time.Second {
		return nil, true
	}
	return a.payload, true
}

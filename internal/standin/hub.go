package standin

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"
)

// How an envelope ends when it is not acknowledged.
var (
	errTimeout = errors.New("not acknowledged in time")
	errNobody  = errors.New("no connection to deliver on")
	errClosed  = errors.New("workspace closed")
)

// most sockets one app may have open at a time.
const mostSockets = 10

// A hub gives each envelope to one of the bot's sockets and sees it through to
// its acknowledgement. One timer serves all deadlines.
type hub struct {
	ackIn   time.Duration
	retries []time.Duration
	faults  *faults
	changed func()

	mu      sync.Mutex
	open    map[*socket]bool
	sockets []*socket // of those, the ones that have been greeted
	turn    int       // of the next socket
	pending map[string]*envelope
	line    queue
	timer   *time.Timer
	lastID  uint64
	state   Link
	closed  bool
}

func newHub(c Config, f *faults, changed func()) *hub {
	h := &hub{
		ackIn: c.AckDeadline, retries: c.Retries,
		faults: f, changed: changed,
		open:    map[*socket]bool{},
		pending: map[string]*envelope{},
		lastID:  1 << 44, // twelve hexadecimal digits, like the end of a UUID
	}
	h.timer = time.AfterFunc(time.Hour, h.expire)
	h.timer.Stop()
	return h
}

// send delivers a new envelope. answered is called once, from any goroutine,
// perhaps before send returns; it must not block.
func (h *hub) send(kind string, payload []byte, answered func(answer)) *envelope {
	return h.sendTwice(kind, payload, answered, func(answer) {})
}

// sendTwice is send for an envelope whose copy, if the bot is sent one, is
// answered through also.
func (h *hub) sendTwice(kind string, payload []byte, answered, also func(answer)) *envelope {
	e := &envelope{kind: kind, payload: payload, answered: answered, also: also}
	h.launch(e)
	if f := h.faults.take(Duplicate, kind); f != nil {
		h.repeat(e, f.SameID)
	}
	return e
}

// launch starts an envelope's wait for its acknowledgement and delivers it.
func (h *hub) launch(e *envelope) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		e.answered(answer{err: errClosed})
		return
	}
	e.deadline = time.Now().Add(h.ackIn)
	if h.line.head == nil {
		h.timer.Reset(h.ackIn)
	}
	h.line.push(e)
	s := h.assign(e)
	id := e.id
	h.mu.Unlock()
	if s != nil {
		s.deliver(e, id)
	}
	h.changed()
}

// assign gives the envelope an id and a socket, if one is up.
func (h *hub) assign(e *envelope) *socket {
	delete(h.pending, e.id)
	h.lastID++
	e.id = "5ca1ab1e-0000-4000-8000-" + strconv.FormatUint(h.lastID, 16)
	h.pending[e.id] = e
	e.sock = h.pick()
	if e.sock != nil {
		h.state.Sent++
	}
	return e.sock
}

// pick chooses the next socket in turn. One that was only warned of a refresh
// is chosen when there is no other.
func (h *hub) pick() *socket {
	var warned *socket
	for range h.sockets {
		h.turn++
		s := h.sockets[h.turn%len(h.sockets)]
		switch s.standing {
		case up:
			return s
		case warnedOff:
			warned = s
		}
	}
	return warned
}

// repeat delivers an envelope a second time, as Slack now and then does. An
// answer to the copy is shown as well: a bot that answers both is seen to.
func (h *hub) repeat(e *envelope, sameID bool) {
	if !sameID {
		h.launch(&envelope{kind: e.kind, payload: e.payload, answered: e.also, also: e.also, once: true})
		return
	}
	h.mu.Lock()
	s, id := e.sock, e.id
	h.mu.Unlock()
	if s != nil {
		s.deliver(e, id)
	}
}

// acknowledge ends the envelope with that id if it was sent on s and still
// waits; anything else is counted and ignored.
func (h *hub) acknowledge(s *socket, id string, ack []byte) {
	h.mu.Lock()
	e := h.pending[id]
	if e == nil || e.sock != s {
		h.state.Unknown++
		h.mu.Unlock()
		h.changed()
		return
	}
	h.forget(e)
	h.mu.Unlock()
	e.answered(answer{ack: ack})
	h.changed()
}

// forget takes an envelope out of all lists. The caller holds the lock.
func (h *hub) forget(e *envelope) {
	delete(h.pending, e.id)
	h.line.remove(e)
}

// abandon forgets an envelope nobody waits for any more.
func (h *hub) abandon(e *envelope) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.pending[e.id] == e {
		h.forget(e)
	}
}

// expire ends the envelopes whose deadline has passed.
func (h *hub) expire() {
	for _, e := range h.overdue() {
		if h.again(e) {
			continue
		}
		err := errTimeout
		if e.sock == nil {
			err = errNobody
		}
		e.answered(answer{err: err})
	}
	h.changed()
}

// overdue takes out what is past its deadline and sets the timer for the next.
func (h *hub) overdue() []*envelope {
	h.mu.Lock()
	defer h.mu.Unlock()
	var late []*envelope
	now := time.Now()
	for e := h.line.head; e != nil && !e.deadline.After(now); e = h.line.head {
		h.forget(e)
		late = append(late, e)
	}
	if h.line.head != nil {
		h.timer.Reset(h.line.head.deadline.Sub(now))
	}
	return late
}

// again sends an event once more after its wait, up to three times; it says
// whether it will. Slack: "at once, after 1 minute, after 5 minutes".
func (h *hub) again(e *envelope) bool {
	if e.kind != eventEnvelope || e.once || e.attempt >= len(h.retries) {
		h.mu.Lock()
		h.state.Unanswered++
		h.mu.Unlock()
		return false
	}
	next := &envelope{
		kind: e.kind, payload: e.payload, answered: e.answered,
		attempt: e.attempt + 1, reason: "timeout",
	}
	time.AfterFunc(h.retries[e.attempt], func() { h.launch(next) })
	return true
}

// admit notes a socket before its hello; false means the hub is closed.
func (h *hub) admit(s *socket) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.open[s] = true
	}
	return !h.closed
}

// enrol puts a socket that has been greeted to work and gives it what was
// waiting.
func (h *hub) enrol(s *socket) {
	h.mu.Lock()
	if s.standing == greeting {
		s.standing = up
		h.sockets = append(h.sockets, s)
	}
	h.mu.Unlock()
	h.redeliver(nil)
	h.changed()
}

// drop takes out a socket that is gone; what it left unacknowledged goes to
// another, or waits for one until its deadline.
func (h *hub) drop(s *socket) {
	h.mu.Lock()
	s.standing = gone
	delete(h.open, s)
	h.sockets = slices.DeleteFunc(h.sockets, func(t *socket) bool { return t == s })
	h.mu.Unlock()
	h.redeliver(s)
	h.changed()
}

// redeliver sends again what was last sent on the socket, nil meaning what was
// never sent.
func (h *hub) redeliver(from *socket) {
	type parcel struct {
		e  *envelope
		s  *socket
		id string
	}
	var parcels []parcel
	h.mu.Lock()
	for e := h.line.head; e != nil; e = e.next {
		if e.sock != from {
			continue
		}
		if s := h.assign(e); s != nil {
			parcels = append(parcels, parcel{e, s, e.id})
		}
	}
	h.mu.Unlock()
	for _, p := range parcels {
		p.s.deliver(p.e, p.id)
	}
}

// link is the state of the connections.
func (h *hub) link() Link {
	h.mu.Lock()
	defer h.mu.Unlock()
	l := h.state
	l.Pending = len(h.pending)
	for _, s := range h.sockets {
		if s.standing == up {
			l.Sockets++
		}
	}
	return l
}

// living lists the sockets that are up.
func (h *hub) living() []*socket {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.sockets)
}

// close ends every wait and refuses new ones.
func (h *hub) close() {
	h.mu.Lock()
	h.closed = true
	h.timer.Stop()
	for s := range h.open {
		s.cut()
	}
	var left []*envelope
	for e := h.line.head; e != nil; e = h.line.head {
		h.forget(e)
		left = append(left, e)
	}
	h.mu.Unlock()
	for _, e := range left {
		e.answered(answer{err: errClosed})
	}
}

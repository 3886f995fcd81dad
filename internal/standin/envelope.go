package standin

import (
	"strconv"
	"time"
)

// The types of envelope, as in Slack's page "Using Socket Mode".
const (
	slashEnvelope       = "slash_commands"
	interactiveEnvelope = "interactive"
	eventEnvelope       = "events_api"
)

// An envelope is one thing sent to the bot, from the first sending to its
// acknowledgement or to being given up. The hub's lock guards the second
// group of fields; the first never changes.
type envelope struct {
	kind     string
	payload  []byte // JSON
	answered func(answer)
	also     func(answer) // for the answer to a copy
	attempt  int          // of an event: 0 for the first
	reason   string       // for which an event is sent again
	once     bool         // an event that is not sent again

	id         string
	sock       *socket // it was last sent on; nil while no socket is up
	deadline   time.Time
	next, prev *envelope
}

// answer is how an envelope ended. ack is good only during the call.
type answer struct {
	ack []byte // the whole acknowledgement, not yet parsed
	err error  // errTimeout, errNobody or errClosed
}

// appendFrame writes the envelope as it goes over the socket.
func (e *envelope) appendFrame(b []byte, id string) []byte {
	b = append(b, `{"envelope_id":"`...)
	b = append(b, id...)
	b = append(b, `","payload":`...)
	b = append(b, e.payload...)
	b = append(b, `,"type":"`...)
	b = append(b, e.kind...)
	b = append(b, `","accepts_response_payload":`...)
	b = strconv.AppendBool(b, e.kind != eventEnvelope)
	if e.kind == eventEnvelope {
		b = append(b, `,"retry_attempt":`...)
		b = strconv.AppendInt(b, int64(e.attempt), 10)
		b = append(b, `,"retry_reason":"`...)
		b = append(b, e.reason...)
		b = append(b, '"')
	}
	return append(b, '}')
}

// queue is the envelopes that wait for an acknowledgement, in the order of
// their deadlines, which is the order they came in: the deadline is the same
// for all. An envelope leaves it from anywhere without a search.
type queue struct {
	head, tail *envelope
}

func (q *queue) push(e *envelope) {
	e.prev, e.next = q.tail, nil
	if q.tail == nil {
		q.head = e
	} else {
		q.tail.next = e
	}
	q.tail = e
}

func (q *queue) remove(e *envelope) {
	if e.prev == nil {
		q.head = e.next
	} else {
		e.prev.next = e.next
	}
	if e.next == nil {
		q.tail = e.prev
	} else {
		e.next.prev = e.prev
	}
	e.prev, e.next = nil, nil
}

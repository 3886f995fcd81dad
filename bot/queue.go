package bot

import (
	"sync"
	"time"
)

// queue holds envelopes that wait for a worker, oldest first. It is bounded: an
// envelope too many is refused, and the person is told, rather than kept until
// Slack gives up on it.
type queue struct {
	mu      sync.Mutex
	waiting sync.Cond
	ring    []*envelope
	head, n int
	shut    bool
}

func newQueue(room int) *queue {
	q := &queue{ring: make([]*envelope, room)}
	q.waiting.L = &q.mu
	return q
}

// put adds an envelope; false means that there is no room.
func (q *queue) put(e *envelope) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.n == len(q.ring) || q.shut {
		return false
	}
	q.ring[(q.head+q.n)%len(q.ring)] = e
	q.n++
	q.waiting.Signal()
	return true
}

// take waits for an envelope; nil means that the queue is shut and empty.
func (q *queue) take() *envelope {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		if q.shut {
			return nil
		}
		q.waiting.Wait()
	}
	e := q.ring[q.head]
	q.ring[q.head] = nil
	q.head = (q.head + 1) % len(q.ring)
	q.n--
	return e
}

// before lists the waiting envelopes that came in before t.
func (q *queue) before(t time.Time) []*envelope {
	q.mu.Lock()
	defer q.mu.Unlock()
	var old []*envelope
	for i := range q.n {
		e := q.ring[(q.head+i)%len(q.ring)]
		if !e.at.Before(t) {
			break
		}
		old = append(old, e)
	}
	return old
}

// shutDown lets take return nil once the queue is empty.
func (q *queue) shutDown() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.shut = true
	q.waiting.Broadcast()
}

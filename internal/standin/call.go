package standin

import (
	"slices"
	"sync"
	"time"
)

// mostCalls is how many calls are kept.
const mostCalls = 5000

// A Call is one call of the Web API, or of a response_url (Method
// "response_url"), as it came and was answered.
type Call struct {
	Method string
	Args   map[string]string // without the token; JSON values as their text
	Answer []byte            // the body sent back
	Status int               // HTTP
	At     time.Time         // of the workspace's clock
}

// journal keeps the latest calls.
type journal struct {
	mu    sync.Mutex
	calls []Call
}

// add keeps a call; older ones go, many at a time.
func (j *journal) add(c Call) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.calls) >= 2*mostCalls {
		j.calls = append(j.calls[:0], j.calls[mostCalls:]...)
	}
	j.calls = append(j.calls, c)
}

// Calls lists the calls in order of their answers, the last 5,000 of them.
func (w *Workspace) Calls() []Call {
	w.journal.mu.Lock()
	defer w.journal.mu.Unlock()
	calls := w.journal.calls
	return slices.Clone(calls[max(0, len(calls)-mostCalls):])
}

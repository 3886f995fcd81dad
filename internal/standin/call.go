package standin

import "time"

// A Call is one call of the Web API, or of a response_url (Method
// "response_url"), as it came and was answered.
type Call struct {
	Method string
	Args   map[string]string // without the token; JSON values as their text
	Answer []byte            // the body sent back
	Status int               // HTTP
	At     time.Time         // of the workspace's clock
}

// Calls lists the calls in order of their answers, the last 5,000 of them.
func (w *Workspace) Calls() []Call { return nil }

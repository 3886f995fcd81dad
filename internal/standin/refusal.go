package standin

import (
	"errors"
	"fmt"
	"strings"
)

// A Refusal is an error as Slack shows it to a person. Where the bot's answer
// was wrong, the error that wraps it says how, which Slack shows to nobody.
type Refusal struct {
	Code string // Slack's, for example "operation_timeout"
	Say  string // the words on the screen
}

// Error is what the person reads.
func (r *Refusal) Error() string { return r.Say }

// trouble is what Slack says at a modal when the bot's answer is missing or
// wrong.
const trouble = "We had some trouble connecting. Try again?"

// unanswered is the code Slack gives when an envelope was not acknowledged.
func unanswered(err error) string {
	if errors.Is(err, errNobody) {
		return "dispatch_failed"
	}
	return "operation_timeout"
}

// refusalOf makes a person's refusal of an error of the Web API: an answer
// that would have been refused there too.
func refusalOf(err error, say string) error {
	var f *fail
	if !errors.As(err, &f) {
		f = &fail{code: "invalid_response", messages: []string{err.Error()}}
	}
	r := &Refusal{Code: f.code, Say: say}
	if f.messages == nil {
		return r
	}
	return fmt.Errorf("%w: %s", r, strings.Join(f.messages, "; "))
}

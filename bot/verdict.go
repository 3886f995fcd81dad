package bot

import (
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"councilbot/internal/store"
)

// verdict is what a failure means for the message that was to be sent.
type verdict struct {
	maybe bool          // it may have been posted nevertheless
	wait  time.Duration // before it is tried again
	all   bool          // until then nothing else can be sent either
	never string        // why it can never be sent: a sentence for the secretary
}

// never is a failure that trying again cannot mend, said for the secretary.
type never string

// Error is the sentence.
func (n never) Error() string { return string(n) }

// lookError is a failure before anything was posted.
type lookError struct{ error }

// Unwrap gives the cause.
func (e lookError) Unwrap() error { return e.error }

const (
	// Codes that Slack may add are tried so often.
	unknownTries = 5
	// A permission is not there at the next minute.
	forPermission = 10 * time.Minute
)

// judge tells failures apart: those in which Slack says that it did nothing, from
// those in which it may have posted before it failed ("It's possible some aspect
// of the operation succeeded before the error was raised", docs.slack.dev,
// chat.postMessage, errors fatal_error and internal_error).
func (s *sender) judge(d store.Delivery, err error) verdict {
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	var dead never
	switch {
	case errors.As(err, &dead):
		return verdict{never: string(dead)}
	case errors.As(err, &limited):
		return verdict{wait: limited.RetryAfter, all: true}
	case errors.As(err, &refused):
		return s.judgeCode(d, refused.Err)
	case unreached(err):
		return verdict{wait: s.grown(s.rates.retry, d.Tries), all: true}
	case errors.As(err, new(lookError)):
		return verdict{wait: s.grown(s.rates.retry, d.Tries)}
	}
	return verdict{maybe: true, wait: s.grown(s.rates.doubt, d.Tries)}
}

// judgeCode is for answers with "ok": false.
func (s *sender) judgeCode(d store.Delivery, code string) verdict {
	_, ill := remedies[code]
	switch say := hopeless[code]; {
	case say != "":
		return verdict{never: say}
	case code == "missing_scope":
		return verdict{wait: forPermission}
	case ill, code == "ratelimited", code == "rate_limited", code == "message_limit_exceeded":
		return verdict{wait: time.Minute, all: true}
	case passing[code], d.Tries < unknownTries:
		return verdict{maybe: true, wait: s.grown(s.rates.doubt, d.Tries)}
	}
	return verdict{never: "Slack refuses it and says “" + code + "”. Please show this to the operator."}
}

// passing are the codes that say that Slack itself was at fault.
var passing = map[string]bool{"internal_error": true, "fatal_error": true, "service_unavailable": true, "request_timeout": true, "team_added_to_org": true}

// hopeless gives, for each code that trying again cannot mend, the sentence for
// the secretary (docs.slack.dev, methods/chat.postMessage, chat.update,
// conversations.open and conversations.history).
var hopeless = map[string]string{
	"channel_not_found":                        "Slack does not know the channel, or it is private and I am not in it. To mend it, invite me there: type /invite @councilbot.",
	"not_in_channel":                           "I am not in the channel. To mend it, invite me there: type /invite @councilbot.",
	"is_archived":                              "The channel is archived.",
	"user_not_found":                           "Slack does not know the account any more.",
	"users_not_found":                          "Slack does not know the account any more.",
	"user_disabled":                            "The account is switched off in Slack.",
	"user_not_visible":                         "I may not see the account in Slack.",
	"cannot_dm_bot":                            "The account is a program’s and not a person’s.",
	"messages_tab_disabled":                    "The app’s Messages tab is switched off. The operator can switch it on under App Home in the app’s settings.",
	"restricted_action":                        "The workspace lets only some people post there. A workspace admin can let me.",
	"restricted_action_read_only_channel":      "The channel is for reading only. A workspace admin can let me post.",
	"restricted_action_thread_only_channel":    "The channel takes replies only. A workspace admin can let me post.",
	"restricted_action_non_threadable_channel": "The channel takes no such posts. A workspace admin can let me post.",
	"message_not_found":                        "The post is not there any more.",
	"cant_update_message":                      "The post is not mine to change.",
	"edit_window_closed":                       "The workspace does not let old posts be changed.",
}

// unreached says that the call did not get as far as Slack: nothing was posted.
func unreached(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return true
	}
	var name *net.DNSError
	if errors.As(err, &name) {
		return true
	}
	code := statusCode(err)
	return code >= 400 && code < http.StatusInternalServerError
}

// grown is a pause doubled at each try, up to eight times its length.
func (s *sender) grown(d time.Duration, tries int) time.Duration {
	return d << max(0, min(tries-1, 3))
}

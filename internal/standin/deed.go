package standin

import (
	"context"
	"time"
)

// A Refusal is an error as Slack shows it to a person.
type Refusal struct {
	Code string // Slack's, for example "operation_timeout"
	Say  string // the words on the screen
}

// Error is what the person reads.
func (r *Refusal) Error() string { return r.Say }

// Command sends a slash command, such as "/role" with the text "cto", from a
// conversation. It returns when the bot has acknowledged it; by then an answer
// in the acknowledgement can be seen. A bot that does not answer in time gives
// a *Refusal operation_timeout, which is also shown to the person.
func (w *Workspace) Command(ctx context.Context, as, channel, command, text string) error { return nil }

// A Timing is one command of a Pump.
type Timing struct {
	Took time.Duration // from the envelope being sent to its acknowledgement
	Size int           // bytes of the answer in the acknowledgement
	Err  error
}

// Pump sends the same command n times, at rate a second (0: as fast as goes)
// with at most inflight unanswered, and times each. Nothing is kept or shown
// and the answers are not checked: it is for measuring.
func (w *Workspace) Pump(ctx context.Context, as, channel, command, text string, n, rate, inflight int) []Timing {
	return nil
}

// Write says something in a conversation, in a thread when threadTS is given.
// "@Ana Silva" or "@ana.silva" and "#general" become mentions; &, < and > are
// escaped, as Slack does on sending. The bot gets the events it subscribed to.
func (w *Workspace) Write(ctx context.Context, as, channel, text, threadTS string) (ts string, err error) {
	return "", nil
}

// React puts an emoji (without colons) on a message, or takes it off again.
func (w *Workspace) React(ctx context.Context, as string, at Place, emoji string) error { return nil }

// Join brings a person into a public channel; Leave takes them out.
func (w *Workspace) Join(ctx context.Context, as, channel string) error { return nil }

// Leave takes a person out of a channel.
func (w *Workspace) Leave(ctx context.Context, as, channel string) error { return nil }

// Press presses a button or chooses in a select, menu, picker, checkbox… of a
// message, a modal or the Home tab. It returns when the bot has acknowledged.
// An element of an input block without dispatch_action only takes the value.
func (w *Workspace) Press(ctx context.Context, as string, at Place, actionID, blockID string, value Value) error {
	return nil
}

// FieldErrors are sentences to show at fields of a modal, by block_id.
type FieldErrors map[string]string

// Submit sends a modal. values holds what stands in its inputs, by block_id
// and action_id; an input left out keeps what Press or the view gave it.
// FieldErrors come from Slack itself (a required field left empty) or from the
// bot; the modal then stays.
func (w *Workspace) Submit(ctx context.Context, as, viewID string, values map[string]map[string]Value) (FieldErrors, error) {
	return nil, nil
}

// CloseView closes a modal without sending it.
func (w *Workspace) CloseView(ctx context.Context, as, viewID string) error { return nil }

// OpenHome opens the bot's Home tab.
func (w *Workspace) OpenHome(ctx context.Context, as string) error { return nil }

// Shortcut runs a shortcut: a global one when at is empty, else on a message.
func (w *Workspace) Shortcut(ctx context.Context, as, callbackID string, at Place) error { return nil }

// Suggest asks the bot for the options of an external select for what the
// person has typed.
func (w *Workspace) Suggest(ctx context.Context, as string, at Place, actionID, blockID, text string) ([]Option, error) {
	return nil, nil
}

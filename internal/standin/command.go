package standin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Command sends a slash command, such as "/role" with the text "cto", from a
// conversation. It returns when the bot has acknowledged it; by then an answer
// in the acknowledgement can be seen. A bot that does not answer in time gives
// a *Refusal operation_timeout, one that is not connected dispatch_failed;
// both are also shown to the person.
func (w *Workspace) Command(ctx context.Context, as, channel, command, text string) error {
	body, err := w.slashPayload(as, channel, command, text)
	if err != nil {
		return err
	}
	answer, err := w.askTwice(ctx, slashEnvelope, body, func(copied []byte) {
		if !isEmpty(copied) {
			_ = w.commandAnswered(as, channel, copied)
		}
	})
	switch {
	case errors.Is(err, errTimeout), errors.Is(err, errNobody):
		return w.commandFailed(as, channel, command, &fail{code: unanswered(err)})
	case err != nil:
		return err
	case isEmpty(answer):
		return nil
	}
	if err := w.commandAnswered(as, channel, answer); err != nil {
		return w.commandFailed(as, channel, command, err)
	}
	return nil
}

// commandFailed shows the person Slack's own words for a failed command.
func (w *Workspace) commandFailed(as, channel, command string, err error) error {
	code := "invalid_response"
	var f *fail
	if errors.As(err, &f) {
		code = f.code
	}
	say := fmt.Sprintf("%s failed with the error %q", command, code)
	w.change(func() {
		if c := w.channels[channel]; c != nil {
			w.put(c, &message{user: slackbot, text: escape(say), only: as})
		}
	})
	return refusalOf(err, say)
}

// answerArgs are what an answer in an acknowledgement or to a response_url may
// hold: a message, and what some clients send with every one.
const answerArgs = draftArgs + " response_type replace_original delete_original ts channel user type"

// commandAnswered posts the message in an acknowledgement.
func (w *Workspace) commandAnswered(as, channel string, answer []byte) error {
	a := args{}
	if err := a.readJSON(answer); err != nil {
		return err
	}
	if odd := a.strangers(answerArgs); odd != nil {
		return &fail{code: "invalid_arguments", messages: odd}
	}
	var err error
	w.change(func() { err = w.respond(w.channels[channel], as, a) })
	return err
}

// respond posts an answer: to the person alone unless it says in_channel.
func (w *Workspace) respond(c *channel, as string, a args) error {
	m, err := w.draft(a)
	if err != nil {
		return err
	}
	switch a["response_type"] {
	case "in_channel":
	case "", "ephemeral":
		m.only = as
	default:
		return &fail{code: "invalid_arguments", messages: []string{"[ERROR] must be a valid enum value: in_channel, ephemeral [json-pointer:/response_type]"}}
	}
	w.put(c, m)
	return nil
}

// slashPayload is the payload of a slash command. It is written by hand
// because load tests send tens of thousands a second.
func (w *Workspace) slashPayload(as, channel, command, text string) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.channelToWrite(as, channel)
	if err != nil {
		return nil, err
	}
	a := w.people[as]
	if !w.conf.NoEscape {
		text = w.marked(text)
	}
	b := make([]byte, 0, 640+len(text))
	b = append(b, `{"token":"`+appSecret+`","team_id":"`+teamID+`","team_domain":"standin","api_app_id":"`+appID+`","is_enterprise_install":"false","channel_id":`...)
	b = appendString(b, c.ID)
	b = appendString(append(b, `,"channel_name":`...), c.name())
	b = appendString(append(b, `,"user_id":`...), a.ID)
	b = appendString(append(b, `,"user_name":`...), a.handle)
	b = appendString(append(b, `,"command":`...), command)
	b = appendString(append(b, `,"text":`...), text)
	b = append(b, `,"response_url":"`...)
	b = append(w.appendResponseURL(b, c.ID, a.ID, ""), `","trigger_id":"`...)
	b = w.tickets.appendTicket(b, time.Now(), "trigger_"+a.ID)
	return append(b, `"}`...), nil
}

// appendString writes s as JSON.
func appendString(b []byte, s string) []byte {
	if isPlain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		panic("standin: " + err.Error()) // a string is always JSON
	}
	return append(b, quoted...)
}

// isPlain says whether s stands in JSON as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == '"' || s[i] == '\\' {
			return false
		}
	}
	return true
}

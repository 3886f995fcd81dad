package standin

import (
	"net/http"
	"strings"
	"time"
)

// A response_url may be used five times in thirty minutes: Slack's page
// "Handling user interaction".
const (
	responseUses = 5
	responseLife = 30 * time.Minute
)

// appendResponseURL writes the response_url for a conversation, a person and
// the message they acted in, empty for a slash command. The caller holds the
// lock.
func (w *Workspace) appendResponseURL(b []byte, channel, person, ts string) []byte {
	b = append(append(b, w.url...), "/response/"...)
	return w.answers.appendTicket(b, w.conf.Clock.Now(), "response_"+channel+"~"+person+"~"+ts)
}

// serveResponse answers a use of a response_url.
func (w *Workspace) serveResponse(rw http.ResponseWriter, r *http.Request) {
	const name = "response_url"
	a, err := readArgs(r)
	if err != nil {
		w.finish(rw, name, args{}, webhookRefused("invalid_payload", http.StatusBadRequest))
		return
	}
	rep := w.withFaults(r, name, func() reply { return w.takeResponse(r.PathValue("ticket"), a) })
	w.finish(rw, name, a, rep)
}

// webhookRefused is a refusal with an HTTP status, as webhooks give it.
func webhookRefused(code string, status int) reply {
	rep := replied(obj{"ok": false, "error": code})
	rep.status = status
	return rep
}

// takeResponse spends the ticket and does what was asked.
func (w *Workspace) takeResponse(ticket string, a args) reply {
	what, err := w.answers.spend(ticket, "response", w.conf.Clock.Now(), responseLife, responseUses)
	switch err {
	case nil:
	case errSpent:
		return webhookRefused("used_url", http.StatusNotFound)
	case errExpired:
		return webhookRefused("expired_url", http.StatusNotFound)
	default:
		return webhookRefused("no_service", http.StatusNotFound)
	}
	if odd := a.strangers(answerArgs); odd != nil {
		err = &fail{code: "invalid_arguments", messages: odd}
	} else {
		place := strings.SplitN(what, "~", 3)
		w.change(func() { err = w.respondTo(place[0], place[1], place[2], a) })
	}
	if err != nil {
		rep := refused(err)
		rep.status = http.StatusBadRequest
		return rep
	}
	return replied(obj{"ok": true})
}

// respondTo posts, replaces or deletes. What a slash command was typed in is
// no message and cannot be replaced: the answer is then a new one.
func (w *Workspace) respondTo(channel, person, ts string, a args) error {
	c := w.channels[channel]
	var original *message
	if ts != "" {
		original = c.find(ts)
	}
	switch {
	case a.flag("delete_original"):
		if a["text"] != "" || a["blocks"] != "" || a.flag("replace_original") {
			return &fail{code: "invalid_arguments", messages: []string{"[ERROR] delete_original stands alone [json-pointer:/delete_original]"}}
		}
		if original == nil {
			return failed("message_not_found")
		}
		w.erase(c, original)
		return nil
	case a.flag("replace_original") && ts != "":
		return w.replace(c, original, a)
	}
	return w.respond(c, person, a)
}

// replace gives the original message new content.
func (w *Workspace) replace(c *channel, original *message, a args) error {
	if original == nil {
		return failed("message_not_found")
	}
	if original.user != w.conf.Bot.ID {
		return failed("cant_update_message")
	}
	m, err := w.draft(a)
	if err != nil {
		return err
	}
	original.blocks = nil // unlike chat.update, what was not sent does not stay
	w.edit(c, original, m, a)
	return nil
}

package standin

import (
	"context"
	"strings"
)

// Write says something in a conversation, in a thread when threadTS is given.
// "@Ana Silva" or "@ana.silva" and "#general" become mentions; &, < and > are
// escaped, as Slack does on sending, except in a mention already in Slack's
// form. The bot gets the events it subscribed to.
func (w *Workspace) Write(_ context.Context, as, channel, text, threadTS string) (ts string, err error) {
	if strings.TrimSpace(text) == "" {
		return "", &Refusal{Code: "no_text", Say: "Write something first."}
	}
	m := &message{user: as, threadTS: threadTS}
	w.change(func() {
		c, refusal := w.channelToWrite(as, channel)
		if refusal == nil {
			refusal = c.intoThread(m)
		}
		if err = refusal; err == nil {
			m.text = w.marked(text)
			w.put(c, m)
		}
	})
	return m.ts, err
}

// Rewrite changes what a person wrote, as Slack's "Edit message" does.
func (w *Workspace) Rewrite(_ context.Context, as string, at Place, text string) error {
	if strings.TrimSpace(text) == "" {
		return &Refusal{Code: "no_text", Say: "Write something, or delete the message."}
	}
	return w.withOwn(as, at, func(c *channel, m *message) {
		w.edit(c, m, &message{text: w.marked(text)}, args{})
	})
}

// Remove takes back what a person wrote, as Slack's "Delete message" does.
func (w *Workspace) Remove(_ context.Context, as string, at Place) error {
	return w.withOwn(as, at, w.erase)
}

// withOwn does something with a person's own message.
func (w *Workspace) withOwn(as string, at Place, do func(*channel, *message)) error {
	var err error
	w.change(func() {
		var c *channel
		var m *message
		if c, m, err = w.messageFor(as, at); err != nil {
			return
		}
		if m.user != as {
			err = &Refusal{Code: "cant_update_message", Say: "This message is somebody else's."}
			return
		}
		do(c, m)
	})
	return err
}

// Join brings a person into a public channel; Leave takes them out.
func (w *Workspace) Join(_ context.Context, as, channel string) error {
	var err error
	w.change(func() {
		c, refusal := w.channelFor(as, channel)
		if err = refusal; err == nil && !c.has(as) {
			w.enter(c, as, "")
		}
	})
	return err
}

// Leave takes a person out of a channel.
func (w *Workspace) Leave(_ context.Context, as, channel string) error {
	var err error
	w.change(func() {
		c, refusal := w.channelFor(as, channel)
		switch {
		case refusal != nil:
			err = refusal
		case c.DM:
			err = &Refusal{Code: "method_not_supported_for_channel_type", Say: "A direct message cannot be left."}
		case c.has(as):
			w.exit(c, as)
		}
	})
	return err
}

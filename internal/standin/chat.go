package standin

import (
	"strings"
)

// chatMethods are chat.*, but for scheduling.
var chatMethods = map[string]method{
	"chat.postMessage":   {scope: "chat:write", needs: "channel", takes: draftArgs, run: (*Workspace).chatPostMessage},
	"chat.postEphemeral": {scope: "chat:write", needs: "channel user", takes: draftArgs, run: (*Workspace).chatPostEphemeral},
	"chat.update":        {scope: "chat:write", needs: "channel ts", takes: draftArgs + " file_ids", run: (*Workspace).chatUpdate},
	"chat.delete":        {scope: "chat:write", needs: "channel ts", takes: "as_user", run: (*Workspace).chatDelete},
	"chat.getPermalink":  {needs: "channel message_ts", run: (*Workspace).chatGetPermalink},
}

// whereToPost finds the conversation to post in: an id, "#name", or a person's
// id for the direct message with them.
func (w *Workspace) whereToPost(arg string) (*channel, error) {
	if a := w.people[arg]; a != nil {
		return w.openDirect(a)
	}
	c := w.named(arg)
	switch {
	case c == nil, (c.Private || c.DM) && !c.has(w.conf.Bot.ID):
		return nil, failed("channel_not_found")
	case c.Archived:
		return nil, failed("is_archived")
	case !c.has(w.conf.Bot.ID) && !w.allowed("chat:write.public"):
		return nil, failed("not_in_channel")
	}
	return c, nil
}

// openDirect is the direct message with a person.
func (w *Workspace) openDirect(a *account) (*channel, error) {
	if a.ID == w.conf.Bot.ID || a.Bot {
		return nil, failed("channel_not_found")
	}
	c := w.directWith(a.ID)
	if c == nil {
		c = w.found(Channel{DM: true, Members: []string{a.ID, w.conf.Bot.ID}})
	}
	return c, nil
}

func (w *Workspace) chatPostMessage(a args) (obj, error) {
	c, err := w.whereToPost(a["channel"])
	if err != nil {
		return nil, err
	}
	m, err := w.draft(a)
	if err != nil {
		return nil, err
	}
	if err := c.intoThread(m); err != nil {
		return nil, err
	}
	w.put(c, m)
	return obj{"channel": c.ID, "ts": m.ts, "message": w.postedJSON(m)}, nil
}

// intoThread checks that a reply has a message to reply to; a reply to a reply
// goes to the same thread.
func (c *channel) intoThread(m *message) error {
	if m.threadTS == "" {
		return nil
	}
	head := c.find(m.threadTS)
	if head == nil || head.only != "" {
		return failed("thread_not_found")
	}
	if head.threadTS != "" {
		m.threadTS = head.threadTS
	}
	if m.broadcast {
		m.subtype = "thread_broadcast"
	}
	return nil
}

func (w *Workspace) chatPostEphemeral(a args) (obj, error) {
	c, err := w.whereToPost(a["channel"])
	if err != nil {
		return nil, err
	}
	switch {
	case !c.has(w.conf.Bot.ID):
		return nil, failed("not_in_channel")
	case !c.has(a["user"]):
		return nil, failed("user_not_in_channel")
	}
	m, err := w.draft(a)
	if err != nil {
		return nil, err
	}
	m.only = a["user"]
	w.put(c, m)
	return obj{"message_ts": m.ts}, nil
}

// ownMessage finds a message the bot may change: its own, and not one that
// only one person sees.
func (w *Workspace) ownMessage(a args, otherwise string) (*channel, *message, error) {
	c, err := w.botInside(a["channel"])
	if err != nil {
		return nil, nil, err
	}
	m := c.find(a["ts"])
	switch {
	case m == nil, m.only != "":
		return nil, nil, failed("message_not_found")
	case m.user != w.conf.Bot.ID:
		return nil, nil, failed(otherwise)
	}
	return c, m, nil
}

func (w *Workspace) chatUpdate(a args) (obj, error) {
	c, m, err := w.ownMessage(a, "cant_update_message")
	if err != nil {
		return nil, err
	}
	if longer(a["text"], mostUpdateText) {
		return nil, failed("msg_too_long")
	}
	n, err := w.draft(a)
	if err != nil {
		return nil, err
	}
	w.edit(c, m, n, a)
	return obj{"channel": c.ID, "ts": m.ts, "text": m.text, "message": w.postedJSON(m)}, nil
}

// edit gives a message the content of another. Blocks, attachments and
// metadata stay when none were sent; an empty array takes them off. What people
// had chosen in it is forgotten.
func (w *Workspace) edit(c *channel, m, n *message, a args) {
	before := w.messageJSON(m)
	m.text, m.states = n.text, nil
	if a["blocks"] != "" {
		m.blocks = n.blocks
	}
	if a["attachments"] != "" {
		m.attachments = n.attachments
	}
	if n.metadata != nil {
		m.metadata = n.metadata
	}
	m.edited = w.nextTS()
	if m.only == "" {
		w.emitMessage(c, obj{"type": "message", "subtype": "message_changed", "hidden": true,
			"message": w.messageJSON(m), "previous_message": before, "ts": m.edited})
	}
}

func (w *Workspace) chatDelete(a args) (obj, error) {
	c, m, err := w.ownMessage(a, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	w.erase(c, m)
	return obj{"channel": c.ID, "ts": m.ts}, nil
}

// erase takes a message out and tells the bot.
func (w *Workspace) erase(c *channel, m *message) {
	before := w.messageJSON(m)
	c.remove(m)
	if m.only == "" {
		w.emitMessage(c, obj{"type": "message", "subtype": "message_deleted", "hidden": true,
			"deleted_ts": m.ts, "previous_message": before, "ts": w.nextTS()})
	}
}

func (w *Workspace) chatGetPermalink(a args) (obj, error) {
	c, err := w.botChannel(a["channel"])
	if err != nil {
		return nil, err
	}
	m := c.find(a["message_ts"])
	if m == nil || m.only != "" {
		return nil, failed("message_not_found")
	}
	link := w.url + "/archives/" + c.ID + "/p" + strings.ReplaceAll(m.ts, ".", "")
	return obj{"channel": c.ID, "permalink": link}, nil
}

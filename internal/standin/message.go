package standin

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

// mostHistory is how many messages of a conversation are kept.
const mostHistory = 5000

// A Message is a snapshot of one message as a person sees it.
type Message struct {
	TS          string          // its id within the channel, "1700000000.000100"
	Channel     string          // id
	User        string          // id of the author; Slackbot is "USLACKBOT"
	Text        string          // mrkdwn, with Slack's escapes
	Blocks      json.RawMessage // JSON array with every block_id and action_id filled in, or nil
	Attachments json.RawMessage // JSON array or nil
	ThreadTS    string          // of the message that began the thread; empty outside threads
	Replies     int             // in the thread this message began
	Ephemeral   bool            // shown to one person only
	Edited      bool
	Pinned      bool
	Subtype     string          // Slack's, for example "file_share"
	Metadata    json.RawMessage // {"event_type","event_payload"} or nil
	Files       []File
	Reactions   []Reaction
	State       map[string]map[string]Value // what this person has chosen in its selects, by block_id and action_id
}

// A Reaction is an emoji on a message.
type Reaction struct {
	Name  string   // without colons
	Users []string // person ids in order
}

// message is one message as it is kept.
type message struct {
	ts          string
	user        string
	text        string
	blocks      json.RawMessage
	attachments json.RawMessage
	metadata    json.RawMessage
	threadTS    string
	broadcast   bool   // a reply that is shown in the channel too
	only        string // the one person who sees it
	edited      string // ts of the last edit
	subtype     string
	files       []*file
	reactions   []Reaction
	repliers    []string // who answered in the thread it began
	replies     int
	latest      string            // ts of the latest reply
	states      map[string]values // by person
}

// nextTS is a new message id: the clock's time in microseconds, and always
// later than the one before. The caller holds the lock.
func (w *Workspace) nextTS() string {
	w.lastTS = max(w.lastTS+1, w.conf.Clock.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", w.lastTS/1e6, w.lastTS%1e6)
}

// put adds a message to the conversation and tells the bot, unless only one
// person sees it.
func (w *Workspace) put(c *channel, m *message) {
	m.ts = w.nextTS()
	c.messages = append(c.messages, m)
	if len(c.messages) >= 2*mostHistory {
		c.messages = slices.Clone(c.messages[len(c.messages)-mostHistory:])
	}
	if m.only != "" {
		return
	}
	if head := c.find(m.threadTS); head != nil {
		head.replies++
		head.latest = m.ts
		if !slices.Contains(head.repliers, m.user) {
			head.repliers = append(head.repliers, m.user)
		}
	}
	w.emitMessage(c, w.messageJSON(m))
	if m.user != w.conf.Bot.ID && c.has(w.conf.Bot.ID) && strings.Contains(m.text, "<@"+w.conf.Bot.ID) && !c.DM {
		body := w.messageJSON(m)
		body["type"], body["channel"], body["event_ts"] = "app_mention", c.ID, m.ts
		w.emit("app_mention", body)
	}
}

// find returns the message with that ts, or nil.
func (c *channel) find(ts string) *message {
	i := sort.Search(len(c.messages), func(i int) bool { return c.messages[i].ts >= ts })
	if i < len(c.messages) && c.messages[i].ts == ts {
		return c.messages[i]
	}
	return nil
}

// remove takes a message out.
func (c *channel) remove(m *message) {
	drop := func(n *message) bool { return n == m }
	c.messages = slices.DeleteFunc(c.messages, drop)
	c.pins = slices.DeleteFunc(c.pins, drop)
	if head := c.find(m.threadTS); head != nil && m.only == "" {
		head.replies--
	}
}

// seenBy says whether the person sees the message.
func (m *message) seenBy(person string) bool { return m.only == "" || m.only == person }

// Messages lists what the person sees in the conversation, oldest first, with
// the replies of threads in their place in time. Ephemeral messages are there
// for the person they were sent to only. It is nil for somebody who may not
// read the conversation.
func (w *Workspace) Messages(as, channel string) []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[channel]
	if c == nil || !c.readable(w.people[as]) {
		return nil
	}
	list := []Message{}
	for _, m := range c.messages[max(0, len(c.messages)-mostHistory):] {
		if m.seenBy(as) {
			list = append(list, w.snapshot(c, m, as))
		}
	}
	return list
}

// snapshot is the message as a person sees it.
func (w *Workspace) snapshot(c *channel, m *message, as string) Message {
	s := Message{
		TS: m.ts, Channel: c.ID, User: m.user, Text: m.text, Blocks: m.blocks, Attachments: m.attachments,
		ThreadTS: m.threadTS, Replies: m.replies, Ephemeral: m.only != "", Edited: m.edited != "",
		Pinned: slices.Contains(c.pins, m), Subtype: m.subtype, Metadata: m.metadata,
		State: m.states[as].shown(),
	}
	for _, f := range m.files {
		s.Files = append(s.Files, w.fileSnapshot(f))
	}
	for _, r := range m.reactions {
		s.Reactions = append(s.Reactions, Reaction{r.Name, slices.Clone(r.Users)})
	}
	return s
}

// messageJSON is a message object as history and events give it.
func (w *Workspace) messageJSON(m *message) obj {
	o := obj{"type": "message", "user": m.user, "ts": m.ts, "text": m.text, "team": teamID}
	if m.user == w.conf.Bot.ID {
		o["bot_id"], o["app_id"] = botID, appID
		o["bot_profile"] = obj{"id": botID, "app_id": appID, "user_id": m.user, "name": w.conf.Bot.Name, "team_id": teamID, "deleted": false, "updated": 1}
	}
	put := func(name string, there bool, v any) {
		if there {
			o[name] = v
		}
	}
	put("subtype", m.subtype != "", m.subtype)
	put("blocks", m.blocks != nil, m.blocks)
	put("attachments", m.attachments != nil, m.attachments)
	put("edited", m.edited != "", obj{"user": m.user, "ts": m.edited})
	put("thread_ts", m.threadTS != "", m.threadTS)
	put("files", m.files != nil, w.filesJSON(m.files))
	if m.replies > 0 {
		maps.Copy(o, obj{
			"thread_ts": m.ts, "reply_count": m.replies, "reply_users_count": len(m.repliers),
			"reply_users": m.repliers, "latest_reply": m.latest, "is_locked": false, "subscribed": false,
		})
	}
	if m.reactions != nil {
		o["reactions"] = reactionsJSON(m.reactions)
	}
	return o
}

// postedJSON is the message as the answer to posting it gives it, metadata
// included.
func (w *Workspace) postedJSON(m *message) obj {
	o := w.messageJSON(m)
	if m.metadata != nil {
		o["metadata"] = m.metadata
	}
	return o
}

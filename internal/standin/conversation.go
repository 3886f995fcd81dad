package standin

import (
	"slices"
	"strconv"
	"strings"
)

// conversationMethods are conversations.*.
var conversationMethods = map[string]method{
	"conversations.list":     {scope: "channels:read,groups:read,im:read,mpim:read", takes: "cursor exclude_archived limit types", run: (*Workspace).conversationsList},
	"conversations.info":     {scope: "channels:read,groups:read,im:read,mpim:read", needs: "channel", takes: "include_locale include_num_members", run: (*Workspace).conversationsInfo},
	"conversations.members":  {scope: "channels:read,groups:read,im:read,mpim:read", needs: "channel", takes: "cursor limit", run: (*Workspace).conversationsMembers},
	"conversations.history":  {scope: "channels:history,groups:history,im:history,mpim:history", needs: "channel", takes: "cursor include_all_metadata inclusive latest limit oldest", run: (*Workspace).conversationsHistory},
	"conversations.replies":  {scope: "channels:history,groups:history,im:history,mpim:history", needs: "channel ts", takes: "cursor include_all_metadata inclusive latest limit oldest", run: (*Workspace).conversationsReplies},
	"conversations.open":     {scope: "im:write,mpim:write,channels:manage", takes: "channel prevent_creation return_im users", run: (*Workspace).conversationsOpen},
	"conversations.join":     {scope: "channels:join", needs: "channel", run: (*Workspace).conversationsJoin},
	"conversations.leave":    {scope: "channels:manage,groups:write", needs: "channel", run: (*Workspace).conversationsLeave},
	"conversations.invite":   {scope: "channels:manage,groups:write", needs: "channel users", takes: "force", run: (*Workspace).conversationsInvite},
	"conversations.create":   {scope: "channels:manage,groups:write", needs: "name", takes: "is_private", run: (*Workspace).conversationsCreate},
	"conversations.archive":  {scope: "channels:manage,groups:write", needs: "channel", run: (*Workspace).conversationsArchive},
	"conversations.setTopic": {scope: "channels:manage,groups:write,channels:write.topic", needs: "channel", takes: "topic", run: (*Workspace).conversationsSetTopic},
	"conversations.mark":     {scope: "channels:manage,groups:write,im:write,mpim:write", needs: "channel ts", run: (*Workspace).conversationsMark},
}

// ofTypes lists the conversations of the kinds asked for that the test takes.
func (w *Workspace) ofTypes(a args, take func(*channel) bool) ([]*channel, error) {
	kinds := map[string]string{"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
	wanted := a.list("types")
	if len(wanted) == 0 {
		wanted = []string{"public_channel"}
	}
	for i, t := range wanted {
		if wanted[i] = kinds[t]; wanted[i] == "" {
			return nil, failed("invalid_types")
		}
	}
	var list []*channel
	for _, c := range w.created {
		if slices.Contains(wanted, c.kind()) && take(c) && !(c.Archived && a.flag("exclude_archived")) {
			list = append(list, c)
		}
	}
	return list, nil
}

// channelsAnswer is one page of a list of conversations.
func (w *Workspace) channelsAnswer(all []*channel, a args) (obj, error) {
	part, next, err := stretch(all, a, 100)
	if err != nil {
		return nil, err
	}
	list := make([]obj, len(part))
	for i, c := range part {
		list[i] = w.channelJSON(c)
	}
	return obj{"channels": list, "response_metadata": obj{"next_cursor": next}}, nil
}

func (w *Workspace) conversationsList(a args) (obj, error) {
	all, err := w.ofTypes(a, func(c *channel) bool { return c.kind() == "channel" || c.has(w.conf.Bot.ID) })
	if err != nil {
		return nil, err
	}
	return w.channelsAnswer(all, a)
}

func (w *Workspace) usersConversations(a args) (obj, error) {
	who := a["user"]
	if who == "" {
		who = w.conf.Bot.ID
	}
	if w.people[who] == nil {
		return nil, failed("user_not_found")
	}
	all, err := w.ofTypes(a, func(c *channel) bool {
		return c.has(who) && (c.kind() == "channel" || c.has(w.conf.Bot.ID))
	})
	if err != nil {
		return nil, err
	}
	return w.channelsAnswer(all, a)
}

func (w *Workspace) conversationsInfo(a args) (obj, error) {
	c, err := w.botChannel(a["channel"])
	if err != nil {
		return nil, err
	}
	return obj{"channel": w.channelJSON(c)}, nil
}

func (w *Workspace) conversationsMembers(a args) (obj, error) {
	c, err := w.botChannel(a["channel"])
	if err != nil {
		return nil, err
	}
	part, next, err := stretch(c.Members, a, 100)
	if err != nil {
		return nil, err
	}
	return obj{"members": part, "response_metadata": obj{"next_cursor": next}}, nil
}

// between says whether a message's ts lies in the span asked for.
func between(ts string, a args) bool {
	inclusive := a.flag("inclusive")
	if oldest := a["oldest"]; oldest != "" && oldest != "0" && (before(ts, oldest) || (ts == oldest && !inclusive)) {
		return false
	}
	latest := a["latest"]
	return latest == "" || before(ts, latest) || (ts == latest && inclusive)
}

// before compares two ts as numbers, for clients send them shortened.
func before(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x < y && a != b
}

// told is one page of messages, with metadata when it was asked for.
func (w *Workspace) told(all []*message, a args, usual int) (obj, error) {
	part, next, err := stretch(all, a, usual)
	if err != nil {
		return nil, err
	}
	list := make([]obj, len(part))
	for i, m := range part {
		list[i] = w.messageJSON(m)
		if m.metadata != nil && a.flag("include_all_metadata") {
			list[i]["metadata"] = m.metadata
		}
	}
	return obj{"messages": list, "has_more": next != "", "response_metadata": obj{"next_cursor": next}}, nil
}

func (w *Workspace) conversationsHistory(a args) (obj, error) {
	c, err := w.botInside(a["channel"])
	if err != nil {
		return nil, err
	}
	var all []*message
	for _, m := range slices.Backward(c.messages) {
		if m.only == "" && (m.threadTS == "" || m.broadcast) && between(m.ts, a) {
			all = append(all, m)
		}
	}
	return w.told(all, a, 100)
}

func (w *Workspace) conversationsReplies(a args) (obj, error) {
	c, err := w.botInside(a["channel"])
	if err != nil {
		return nil, err
	}
	head := c.find(a["ts"])
	if head == nil || head.only != "" {
		return nil, failed("thread_not_found")
	}
	all := []*message{head}
	for _, m := range c.messages {
		if m.only == "" && m.threadTS == head.ts && between(m.ts, a) {
			all = append(all, m)
		}
	}
	return w.told(all, a, 1000)
}

func (w *Workspace) conversationsOpen(a args) (obj, error) {
	if a["channel"] != "" {
		c, err := w.botInside(a["channel"])
		if err != nil {
			return nil, err
		}
		return obj{"channel": obj{"id": c.ID}, "no_op": true, "already_open": true}, nil
	}
	people := a.list("users")
	if len(people) == 0 {
		return nil, failed("users_list_not_supplied")
	}
	if len(people) > 8 {
		return nil, failed("too_many_users")
	}
	for _, id := range people {
		if p := w.people[id]; p == nil || p.Bot {
			return nil, failed("user_not_found")
		}
	}
	c := w.directWith(people...)
	was := c != nil
	if !was {
		c = w.found(Channel{DM: true, Members: append(people, w.conf.Bot.ID)})
	}
	channel := obj{"id": c.ID}
	if a.flag("return_im") {
		channel = w.channelJSON(c)
	}
	return obj{"channel": channel, "no_op": was, "already_open": was}, nil
}

func (w *Workspace) conversationsJoin(a args) (obj, error) {
	c, err := w.botChannel(a["channel"])
	switch {
	case err != nil:
		return nil, err
	case c.kind() != "channel":
		return nil, failed("method_not_supported_for_channel_type")
	case c.Archived:
		return nil, failed("is_archived")
	}
	if !c.has(w.conf.Bot.ID) {
		w.enter(c, w.conf.Bot.ID, "")
	}
	return obj{"channel": w.channelJSON(c)}, nil
}

func (w *Workspace) conversationsLeave(a args) (obj, error) {
	c, err := w.botChannel(a["channel"])
	if err != nil {
		return nil, err
	}
	if !c.has(w.conf.Bot.ID) {
		return obj{"not_in_channel": true}, nil
	}
	w.exit(c, w.conf.Bot.ID)
	return nil, nil
}

func (w *Workspace) conversationsInvite(a args) (obj, error) {
	c, err := w.botInside(a["channel"])
	if err != nil {
		return nil, err
	}
	people := a.list("users")
	for _, id := range people {
		switch {
		case w.people[id] == nil:
			return nil, failed("user_not_found")
		case id == w.conf.Bot.ID:
			return nil, failed("cant_invite_self")
		case c.has(id):
			return nil, failed("already_in_channel")
		}
	}
	for _, id := range people {
		w.enter(c, id, w.conf.Bot.ID)
	}
	return obj{"channel": w.channelJSON(c)}, nil
}

func (w *Workspace) conversationsCreate(a args) (obj, error) {
	name := a["name"]
	if len(name) > 80 || name != strings.ToLower(name) || strings.ContainsAny(name, " .,!?#@") {
		return nil, failed("invalid_name")
	}
	if w.named(name) != nil {
		return nil, failed("name_taken")
	}
	c := w.found(Channel{Name: name, Private: a.flag("is_private"), Members: []string{w.conf.Bot.ID}})
	c.creator = w.conf.Bot.ID
	return obj{"channel": w.channelJSON(c)}, nil
}

func (w *Workspace) conversationsArchive(a args) (obj, error) {
	c, err := w.botInside(a["channel"])
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, failed("already_archived")
	}
	c.Archived = true
	w.emit("channel_archive", obj{"type": "channel_archive", "channel": c.ID, "user": w.conf.Bot.ID, "event_ts": w.nextTS()})
	return nil, nil
}

func (w *Workspace) conversationsSetTopic(a args) (obj, error) {
	c, err := w.botInside(a["channel"])
	switch {
	case err != nil:
		return nil, err
	case longer(a["topic"], 250):
		return nil, failed("too_long")
	}
	c.Topic = a["topic"]
	return obj{"channel": w.channelJSON(c)}, nil
}

func (w *Workspace) conversationsMark(a args) (obj, error) {
	_, err := w.botInside(a["channel"])
	return nil, err
}

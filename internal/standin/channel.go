package standin

import (
	"slices"
	"strings"
)

// A Channel is a conversation: a public or private channel, or a direct
// message between the people it lists.
type Channel struct {
	ID       string // "C0…", "D0…"; assigned when empty
	Name     string // without "#"; empty for a direct message
	Topic    string
	Members  []string // person ids
	Private  bool
	DM       bool
	Archived bool
}

// channel is a conversation with what was said in it.
type channel struct {
	Channel
	creator  string
	created  int64
	messages []*message // by ts
	pins     []*message
}

// found starts a conversation. The caller holds the lock, or has the only
// reference.
func (w *Workspace) found(ch Channel) *channel {
	if ch.ID == "" {
		ch.ID = w.newID(map[bool]string{true: "D0", false: "C0"}[ch.DM])
	}
	ch.Members = slices.Clone(ch.Members)
	c := &channel{Channel: ch, created: w.conf.Clock.Now().Unix()}
	w.channels[c.ID] = c
	w.created = append(w.created, c)
	return c
}

// has says whether somebody is a member.
func (c *channel) has(person string) bool { return slices.Contains(c.Members, person) }

// group says whether it is a direct message of more than two.
func (c *channel) group() bool { return c.DM && len(c.Members) > 2 }

// kind is Slack's channel_type.
func (c *channel) kind() string {
	switch {
	case c.group():
		return "mpim"
	case c.DM:
		return "im"
	case c.Private:
		return "group"
	}
	return "channel"
}

// plural is the kind as subscriptions and scopes name it.
func (c *channel) plural() string {
	if c.DM {
		return c.kind()
	}
	return c.kind() + "s"
}

// name is channel_name as payloads give it.
func (c *channel) name() string {
	switch {
	case c.group():
		return "mpdm"
	case c.DM:
		return "directmessage"
	case c.Private:
		return "privategroup"
	}
	return c.Name
}

// readable says whether a person may see what is said: members, and for a
// public channel everyone but guests.
func (c *channel) readable(a *account) bool {
	return a != nil && (c.has(a.ID) || (!c.Private && !c.DM && !a.Guest))
}

// Channels lists the conversations as is a member of or may join, channels
// first. Every person has a direct message with the bot from the start.
func (w *Workspace) Channels(as string) []Channel {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []Channel
	for _, c := range w.created {
		if c.readable(w.people[as]) {
			ch := c.Channel
			ch.Members = slices.Clone(ch.Members)
			list = append(list, ch)
		}
	}
	slices.SortStableFunc(list, func(a, b Channel) int {
		switch {
		case a.DM == b.DM:
			return 0
		case b.DM:
			return -1
		}
		return 1
	})
	return list
}

// DM is the id of the direct message between a person and the bot, or empty
// when there is no such person.
func (w *Workspace) DM(person string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.directWith(person); c != nil {
		return c.ID
	}
	return ""
}

// directWith finds the conversation of exactly the bot and these people.
func (w *Workspace) directWith(people ...string) *channel {
	for _, c := range w.created {
		if c.DM && len(c.Members) == len(people)+1 && c.has(w.conf.Bot.ID) && c.hasAll(people) {
			return c
		}
	}
	return nil
}

func (c *channel) hasAll(people []string) bool {
	return !slices.ContainsFunc(people, func(p string) bool { return !c.has(p) })
}

// channelFor finds a conversation a person may read, or refuses.
func (w *Workspace) channelFor(as, id string) (*channel, error) {
	a, err := w.person(as)
	if err != nil {
		return nil, err
	}
	c := w.channels[id]
	if c == nil || !c.readable(a) {
		return nil, &Refusal{Code: "channel_not_found", Say: "There is no such conversation here: " + id + "."}
	}
	return c, nil
}

// channelToWrite finds a conversation a person may write in, or refuses.
func (w *Workspace) channelToWrite(as, id string) (*channel, error) {
	c, err := w.channelFor(as, id)
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, &Refusal{Code: "is_archived", Say: "#" + c.Name + " is archived. Choose another channel."}
	case !c.has(as):
		return nil, &Refusal{Code: "not_in_channel", Say: "Join #" + c.Name + " first."}
	}
	return c, nil
}

// named finds the channel of an argument: an id, or for posting "#name".
func (w *Workspace) named(arg string) *channel {
	if c := w.channels[arg]; c != nil {
		return c
	}
	name := strings.TrimPrefix(arg, "#")
	for _, c := range w.created {
		if !c.DM && c.Name == name {
			return c
		}
	}
	return nil
}

// botChannel finds a conversation the bot knows of: public ones, and those it
// is in.
func (w *Workspace) botChannel(id string) (*channel, error) {
	c := w.channels[id]
	if c == nil || ((c.Private || c.DM) && !c.has(w.conf.Bot.ID)) {
		return nil, failed("channel_not_found")
	}
	return c, nil
}

// botInside finds a conversation the bot is a member of.
func (w *Workspace) botInside(id string) (*channel, error) {
	c, err := w.botChannel(id)
	if err == nil && !c.has(w.conf.Bot.ID) {
		return nil, failed("not_in_channel")
	}
	return c, err
}

// enter adds a member and tells the bot, if it is in the channel.
func (w *Workspace) enter(c *channel, person, inviter string) {
	c.Members = append(c.Members, person)
	body := obj{
		"type": "member_joined_channel", "user": person, "channel": c.ID,
		"channel_type": strings.ToUpper(c.kind()[:1]), "team": teamID, "event_ts": w.nextTS(),
	}
	if inviter != "" {
		body["inviter"] = inviter
	}
	if c.has(w.conf.Bot.ID) {
		w.emit("member_joined_channel", body)
	}
}

// exit removes a member and tells the bot, if it is in the channel.
func (w *Workspace) exit(c *channel, person string) {
	if c.has(w.conf.Bot.ID) {
		w.emit("member_left_channel", obj{
			"type": "member_left_channel", "user": person, "channel": c.ID,
			"channel_type": strings.ToUpper(c.kind()[:1]), "team": teamID, "event_ts": w.nextTS(),
		})
	}
	c.Members = slices.DeleteFunc(c.Members, func(m string) bool { return m == person })
}

// channelJSON is a conversation object, as in Slack's reference of that name.
func (w *Workspace) channelJSON(c *channel) obj {
	o := obj{
		"id": c.ID, "created": c.created, "is_archived": c.Archived, "is_im": c.kind() == "im",
		"is_mpim": c.group(), "is_private": c.Private || c.DM, "is_ext_shared": false, "is_org_shared": false,
		"context_team_id": teamID, "updated": c.created * 1000,
	}
	if c.kind() == "im" {
		for _, m := range c.Members {
			if m != w.conf.Bot.ID {
				o["user"] = m
			}
		}
		return o
	}
	o["name"], o["name_normalized"], o["creator"] = c.Name, c.Name, c.creator
	o["is_channel"], o["is_group"] = !c.Private && !c.DM, c.Private && !c.DM
	o["is_general"], o["is_shared"], o["is_member"] = c.Name == "general", false, c.has(w.conf.Bot.ID)
	o["topic"] = obj{"value": c.Topic, "creator": "", "last_set": 0}
	o["purpose"] = obj{"value": "", "creator": "", "last_set": 0}
	o["num_members"] = len(c.Members)
	return o
}

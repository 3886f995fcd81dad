package standin

import (
	"context"
	"slices"
)

// reactionMethods are reactions.*.
var reactionMethods = map[string]method{
	"reactions.add":    {scope: "reactions:write", needs: "name channel timestamp", run: (*Workspace).reactionsAdd},
	"reactions.remove": {scope: "reactions:write", needs: "name", takes: "channel timestamp file file_comment", run: (*Workspace).reactionsRemove},
	"reactions.get":    {scope: "reactions:read", takes: "channel timestamp full file file_comment", run: (*Workspace).reactionsGet},
}

// reaction finds an emoji on the message, or nil.
func (m *message) reaction(name string) *Reaction {
	for i := range m.reactions {
		if m.reactions[i].Name == name {
			return &m.reactions[i]
		}
	}
	return nil
}

// react puts an emoji on a message; false: it was there already.
func (w *Workspace) react(c *channel, m *message, person, name string) bool {
	r := m.reaction(name)
	if r == nil {
		m.reactions = append(m.reactions, Reaction{Name: name})
		r = &m.reactions[len(m.reactions)-1]
	}
	if slices.Contains(r.Users, person) {
		return false
	}
	r.Users = append(r.Users, person)
	w.emitReaction("reaction_added", c, m, person, name)
	return true
}

// unreact takes an emoji off a message; false: it was not there.
func (w *Workspace) unreact(c *channel, m *message, person, name string) bool {
	r := m.reaction(name)
	if r == nil || !slices.Contains(r.Users, person) {
		return false
	}
	r.Users = slices.DeleteFunc(r.Users, func(u string) bool { return u == person })
	m.reactions = slices.DeleteFunc(m.reactions, func(r Reaction) bool { return len(r.Users) == 0 })
	w.emitReaction("reaction_removed", c, m, person, name)
	return true
}

func (w *Workspace) emitReaction(kind string, c *channel, m *message, person, name string) {
	if !c.has(w.conf.Bot.ID) {
		return
	}
	w.emit(kind, obj{
		"type": kind, "user": person, "reaction": name, "item_user": m.user, "event_ts": w.nextTS(),
		"item": obj{"type": "message", "channel": c.ID, "ts": m.ts},
	})
}

// reactionsJSON is how messages carry their reactions.
func reactionsJSON(reactions []Reaction) []obj {
	list := make([]obj, len(reactions))
	for i, r := range reactions {
		list[i] = obj{"name": r.Name, "users": slices.Clone(r.Users), "count": len(r.Users)}
	}
	return list
}

// reactedTo finds the message of a call.
func (w *Workspace) reactedTo(a args) (*channel, *message, error) {
	c, err := w.botInside(a["channel"])
	if err != nil {
		return nil, nil, err
	}
	m := c.find(a["timestamp"])
	if m == nil || m.only != "" {
		return nil, nil, failed("message_not_found")
	}
	return c, m, nil
}

func (w *Workspace) reactionsAdd(a args) (obj, error) {
	c, m, err := w.reactedTo(a)
	if err == nil && !w.react(c, m, w.conf.Bot.ID, a["name"]) {
		err = failed("already_reacted")
	}
	return nil, err
}

func (w *Workspace) reactionsRemove(a args) (obj, error) {
	c, m, err := w.reactedTo(a)
	if err == nil && !w.unreact(c, m, w.conf.Bot.ID, a["name"]) {
		err = failed("no_reaction")
	}
	return nil, err
}

func (w *Workspace) reactionsGet(a args) (obj, error) {
	c, m, err := w.reactedTo(a)
	if err != nil {
		return nil, err
	}
	return obj{"type": "message", "channel": c.ID, "message": w.messageJSON(m)}, nil
}

// React puts an emoji (without colons) on a message, or takes it off again.
func (w *Workspace) React(_ context.Context, as string, at Place, emoji string) error {
	var err error
	w.change(func() {
		var c *channel
		var m *message
		if c, m, err = w.messageFor(as, at); err == nil && !w.react(c, m, as, emoji) {
			w.unreact(c, m, as, emoji)
		}
	})
	return err
}

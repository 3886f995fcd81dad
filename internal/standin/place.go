package standin

// scene is where a person acts: a message or a view, and what is in it.
type scene struct {
	who     *account
	channel *channel // of a message
	message *message
	view    *view
	blocks  []any
}

// sceneFor finds the message or view a person acts in. The caller holds the
// lock.
func (w *Workspace) sceneFor(as string, at Place) (*scene, error) {
	a, err := w.person(as)
	if err != nil {
		return nil, err
	}
	if at.View != "" {
		v := w.views[at.View]
		if v == nil || v.person != a {
			return nil, &Refusal{Code: "not_found", Say: "That form is not open any more."}
		}
		return &scene{who: a, view: v, blocks: v.blocks}, nil
	}
	c, m, err := w.messageFor(as, at)
	if err != nil {
		return nil, err
	}
	s := &scene{who: a, channel: c, message: m}
	if m.blocks != nil {
		v, err := decode(string(m.blocks))
		if err != nil {
			return nil, err
		}
		s.blocks = v.([]any)
	}
	return s, nil
}

// messageFor finds a message a person sees.
func (w *Workspace) messageFor(as string, at Place) (*channel, *message, error) {
	c, err := w.channelFor(as, at.Channel)
	if err != nil {
		return nil, nil, err
	}
	m := c.find(at.TS)
	if m == nil || !m.seenBy(as) {
		return nil, nil, &Refusal{Code: "message_not_found", Say: "That message is not there any more."}
	}
	return c, m, nil
}

// element finds an element of the scene. The block_id may be left out where
// the action_id alone says which.
func (s *scene) element(blockID, actionID string) (block, element obj, err error) {
	for _, v := range s.blocks {
		b, _ := v.(obj)
		if id, _ := b["block_id"].(string); blockID != "" && id != blockID {
			continue
		}
		for _, e := range elementsOf(b) {
			if e["action_id"] == actionID {
				return b, e, nil
			}
		}
	}
	return nil, nil, &Refusal{Code: "not_found", Say: "That button or field is not there any more: " + actionID + "."}
}

// state is what stands in the scene's elements for this person.
func (s *scene) state() values {
	if s.view != nil {
		return s.view.state
	}
	if s.message.states[s.who.ID] == nil {
		if s.message.states == nil {
			s.message.states = map[string]values{}
		}
		s.message.states[s.who.ID] = startingValues(s.blocks)
	}
	return s.message.states[s.who.ID]
}

// container says in a payload where the scene is.
func (s *scene) container() obj {
	if s.view != nil {
		return obj{"type": "view", "view_id": s.view.id}
	}
	o := obj{"type": "message", "message_ts": s.message.ts, "channel_id": s.channel.ID, "is_ephemeral": s.message.only != ""}
	if s.message.threadTS != "" {
		o["thread_ts"] = s.message.threadTS
	}
	return o
}

// describe adds the scene to a payload. Of an ephemeral message Slack sends
// the container only.
func (w *Workspace) describe(s *scene, o obj) {
	o["container"] = s.container()
	if s.view != nil {
		o["view"] = w.viewJSON(s.view)
		return
	}
	o["channel"] = obj{"id": s.channel.ID, "name": s.channel.name()}
	if s.message.only == "" {
		o["message"] = w.messageJSON(s.message)
	}
}

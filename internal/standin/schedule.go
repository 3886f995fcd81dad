package standin

import (
	"slices"
	"strconv"
	"time"
)

// scheduled is a message to be posted later.
type scheduled struct {
	id      string
	at      time.Time
	channel *channel
	message *message
}

// scheduleMethods are chat.scheduleMessage and its kin.
var scheduleMethods = map[string]method{
	"chat.scheduleMessage":        {scope: "chat:write", needs: "channel post_at", takes: draftArgs, run: (*Workspace).chatScheduleMessage},
	"chat.scheduledMessages.list": {takes: "channel cursor latest limit oldest", run: (*Workspace).chatScheduledList},
	"chat.deleteScheduledMessage": {scope: "chat:write", needs: "channel scheduled_message_id", takes: "as_user", run: (*Workspace).chatDeleteScheduled},
}

// chatScheduleMessage refuses metadata: Slack takes it and then never posts.
func (w *Workspace) chatScheduleMessage(a args) (obj, error) {
	seconds, err := strconv.ParseInt(a["post_at"], 10, 64)
	at, now := time.Unix(seconds, 0), w.conf.Clock.Now()
	switch {
	case err != nil:
		return nil, failed("invalid_time")
	case !at.After(now):
		return nil, failed("time_in_past")
	case at.After(now.AddDate(0, 0, 120)):
		return nil, failed("time_too_far")
	}
	c, err := w.whereToPost(a["channel"])
	if err != nil {
		return nil, err
	}
	m, err := w.draft(a)
	if err != nil {
		return nil, err
	}
	if m.metadata != nil {
		return nil, &fail{code: "invalid_arguments", messages: []string{"[ERROR] a scheduled message with metadata is never posted [json-pointer:/metadata]"}}
	}
	s := &scheduled{id: w.newID("Q"), at: at, channel: c, message: m}
	w.later = append(w.later, s)
	slices.SortStableFunc(w.later, func(a, b *scheduled) int { return a.at.Compare(b.at) })
	return obj{"channel": c.ID, "scheduled_message_id": s.id, "post_at": seconds, "message": obj{"text": m.text, "user": m.user, "type": "delayed_message"}}, nil
}

func (w *Workspace) chatScheduledList(a args) (obj, error) {
	list := []obj{}
	for _, s := range w.later {
		if a["channel"] == "" || a["channel"] == s.channel.ID {
			list = append(list, obj{"id": s.id, "channel_id": s.channel.ID, "post_at": s.at.Unix(), "text": s.message.text, "date_created": w.conf.Clock.Now().Unix()})
		}
	}
	return obj{"scheduled_messages": list, "response_metadata": obj{"next_cursor": ""}}, nil
}

func (w *Workspace) chatDeleteScheduled(a args) (obj, error) {
	had := len(w.later)
	w.later = slices.DeleteFunc(w.later, func(s *scheduled) bool { return s.id == a["scheduled_message_id"] })
	if len(w.later) == had {
		return nil, failed("invalid_scheduled_message_id")
	}
	return nil, nil
}

// postLater posts scheduled messages as the clock gets to them, until the
// workspace closes.
func (w *Workspace) postLater() {
	turned, stop := w.conf.Clock.Watch()
	defer stop()
	seconds := time.NewTicker(time.Second)
	defer seconds.Stop()
	for {
		w.postDue()
		select {
		case <-turned:
		case <-seconds.C:
		case <-w.closed:
			return
		}
	}
}

// postDue posts what is due now.
func (w *Workspace) postDue() {
	now := w.conf.Clock.Now()
	due := false
	w.read(func() { due = len(w.later) > 0 && !w.later[0].at.After(now) })
	if !due {
		return
	}
	w.change(func() {
		for len(w.later) > 0 && !w.later[0].at.After(now) {
			s := w.later[0]
			w.later = w.later[1:]
			w.put(s.channel, s.message)
		}
	})
}

package standin

import (
	"encoding/json"
	"slices"
)

// event is one to be sent to the bot when the workspace's lock is free.
type event struct {
	payload []byte
}

// emit notes an event for the bot if it subscribed to its kind. The caller
// holds the lock.
func (w *Workspace) emit(subscription string, body obj) {
	if w.conf.Events != nil && !slices.Contains(w.conf.Events, subscription) {
		return
	}
	payload, err := json.Marshal(obj{
		"token": appSecret, "team_id": teamID, "api_app_id": appID, "type": "event_callback",
		"event": body, "event_id": w.newID("Ev"), "event_time": w.conf.Clock.Now().Unix(),
		"authorizations": []obj{{
			"enterprise_id": nil, "team_id": teamID, "user_id": w.conf.Bot.ID,
			"is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": false, "event_context": w.newID("4-"),
	})
	if err != nil {
		panic("standin: " + err.Error()) // only our own values get here
	}
	w.events = append(w.events, event{payload})
}

// emitMessage tells the bot of a message in a conversation it is in, and of a
// mention of it.
func (w *Workspace) emitMessage(c *channel, body obj) {
	if !c.has(w.conf.Bot.ID) {
		return
	}
	body["channel"], body["channel_type"] = c.ID, c.kind()
	if body["event_ts"] == nil {
		body["event_ts"] = body["ts"]
	}
	w.emit("message."+c.plural(), body)
}

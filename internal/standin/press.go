package standin

import (
	"context"
	"errors"
)

// Press presses a button or chooses in a select, menu, picker, checkbox… of a
// message, a modal or the Home tab. It returns when the bot has acknowledged.
// An element of an input block without dispatch_action only takes the value.
func (w *Workspace) Press(ctx context.Context, as string, at Place, actionID, blockID string, value Value) error {
	body, err := w.pressed(as, at, actionID, blockID, value)
	if err != nil || body == nil {
		return err
	}
	_, err = w.ask(ctx, interactiveEnvelope, body)
	return notWorking(err)
}

// notWorking is what Slack's warning sign says when the bot did not answer.
func notWorking(err error) error {
	if errors.Is(err, errTimeout) || errors.Is(err, errNobody) {
		return &Refusal{Code: unanswered(err), Say: "This app is not responding. Try again in a moment."}
	}
	return err
}

// pressed takes the value in and makes the payload, if one is to be sent.
func (w *Workspace) pressed(as string, at Place, actionID, blockID string, value Value) (body []byte, err error) {
	w.change(func() {
		var s *scene
		if s, err = w.sceneFor(as, at); err != nil {
			return
		}
		var block, e obj
		if block, e, err = s.element(blockID, actionID); err != nil {
			return
		}
		if !w.fits(e, value) {
			err = &Refusal{Code: "invalid_option", Say: "That choice is not offered any more."}
			return
		}
		id, _ := block["block_id"].(string)
		if kind, _ := e["type"].(string); stateNames[kind] != "" {
			s.state().set(id, actionID, value)
		}
		if block["type"] == "input" && block["dispatch_action"] != true {
			return
		}
		body = w.pressPayload(s, id, e, value)
	})
	return body, err
}

// pressPayload is a block_actions payload.
func (w *Workspace) pressPayload(s *scene, blockID string, e obj, value Value) []byte {
	o := w.interaction("block_actions", s.who)
	w.describe(s, o)
	o["trigger_id"] = w.newTrigger(s.who)
	o["actions"] = []obj{w.actionJSON(blockID, e, value)}
	if s.view == nil {
		o["state"] = w.stateJSON(s.blocks, s.state())
		o["response_url"] = string(w.appendResponseURL(nil, s.channel.ID, s.who.ID, s.message.ts))
	}
	return payload(o)
}

// actionJSON is one action of a payload.
func (w *Workspace) actionJSON(blockID string, e obj, value Value) obj {
	kind, _ := e["type"].(string)
	action := obj{}
	switch {
	case stateNames[kind] != "":
		action = w.heldJSON(e, value)
	case kind == "overflow" && len(value) > 0:
		action["selected_option"] = w.optionsJSON(e, value)[0]
	default:
		for _, name := range []string{"text", "value", "url", "style"} {
			if e[name] != nil {
				action[name] = e[name]
			}
		}
	}
	action["type"], action["action_id"], action["block_id"], action["action_ts"] = kind, e["action_id"], blockID, w.nextTS()
	if e["placeholder"] != nil {
		action["placeholder"] = e["placeholder"]
	}
	return action
}

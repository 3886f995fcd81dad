package standin

import "context"

// Shortcut runs a shortcut: a global one when at is empty, else on a message.
func (w *Workspace) Shortcut(ctx context.Context, as, callbackID string, at Place) error {
	var body []byte
	var err error
	w.read(func() { body, err = w.shortcutPayload(as, callbackID, at) })
	if err != nil {
		return err
	}
	_, err = w.ask(ctx, interactiveEnvelope, body)
	return notWorking(err)
}

// shortcutPayload is a shortcut or message_action payload.
func (w *Workspace) shortcutPayload(as, callbackID string, at Place) ([]byte, error) {
	a, err := w.person(as)
	if err != nil {
		return nil, err
	}
	kind := "shortcut"
	if at != (Place{}) {
		kind = "message_action"
	}
	o := w.interaction(kind, a)
	o["callback_id"], o["trigger_id"], o["action_ts"] = callbackID, w.newTrigger(a), w.nextTS()
	if kind == "message_action" {
		c, m, err := w.messageFor(as, at)
		if err != nil {
			return nil, err
		}
		o["message"], o["message_ts"] = w.messageJSON(m), m.ts
		o["channel"] = obj{"id": c.ID, "name": c.name()}
		o["response_url"] = string(w.appendResponseURL(nil, c.ID, a.ID, m.ts))
	}
	return payload(o), nil
}

// OpenHome opens the bot's Home tab.
func (w *Workspace) OpenHome(_ context.Context, as string) error {
	var err error
	w.change(func() {
		var a *account
		if a, err = w.person(as); err != nil {
			return
		}
		body := obj{"type": "app_home_opened", "user": a.ID, "tab": "home", "event_ts": w.nextTS()}
		if c := w.directWith(a.ID); c != nil {
			body["channel"] = c.ID
		}
		if a.home != nil {
			body["view"] = w.viewJSON(a.home)
		}
		w.emit("app_home_opened", body)
	})
	return err
}

package standin

import (
	"bytes"
	"context"
	"encoding/json"
	"time"
)

// ask sends an envelope and waits for the payload of its acknowledgement.
func (w *Workspace) ask(ctx context.Context, kind string, payload []byte) ([]byte, error) {
	return w.askTwice(ctx, kind, payload, func([]byte) {})
}

// askTwice is ask with a use for the answer to a copy of the envelope.
func (w *Workspace) askTwice(ctx context.Context, kind string, payload []byte, also func([]byte)) ([]byte, error) {
	type result struct {
		payload []byte
		err     error
	}
	done := make(chan result, 1)
	e := w.hub.sendTwice(kind, payload, func(a answer) {
		if a.err != nil {
			done <- result{err: a.err}
			return
		}
		done <- result{payload: payloadOf(a.ack)}
	}, func(a answer) {
		if a.err == nil {
			also(payloadOf(a.ack))
		}
	})
	select {
	case r := <-done:
		return r.payload, r.err
	case <-ctx.Done():
		w.hub.abandon(e)
		return nil, ctx.Err()
	}
}

// interaction begins the payload of something a person did. The caller holds
// the lock.
func (w *Workspace) interaction(kind string, a *account) obj {
	return obj{
		"type": kind, "token": appSecret, "api_app_id": appID, "enterprise": nil, "is_enterprise_install": false,
		"team": obj{"id": teamID, "domain": "standin"},
		"user": obj{"id": a.ID, "username": a.handle, "name": a.handle, "team_id": teamID},
	}
}

// newTrigger is a trigger id for the person's screen.
func (w *Workspace) newTrigger(a *account) string {
	return w.tickets.issue(time.Now(), "trigger_"+a.ID)
}

// payload is an interaction as it is sent.
func payload(o obj) []byte {
	b, err := json.Marshal(o)
	if err != nil {
		panic("standin: " + err.Error()) // only our own values get here
	}
	return b
}

// isEmpty says whether an acknowledgement carries nothing. Bolt sends {} for
// that, others null or no payload.
func isEmpty(payload []byte) bool {
	switch string(bytes.TrimSpace(payload)) {
	case "", "null", "{}", `""`:
		return true
	}
	return false
}

package standin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// FieldErrors are sentences to show at fields of a modal, by block_id.
type FieldErrors map[string]string

// Submit sends a modal. values holds what stands in its inputs, by block_id
// and action_id; an input left out keeps what Press or the view gave it.
// FieldErrors come from Slack itself (a required field left empty) or from the
// bot; the modal then stays.
func (w *Workspace) Submit(ctx context.Context, as, viewID string, values map[string]map[string]Value) (FieldErrors, error) {
	v, body, wrong, err := w.submission(as, viewID, values)
	if err != nil || wrong != nil {
		return wrong, err
	}
	answer, err := w.ask(ctx, interactiveEnvelope, body)
	if errors.Is(err, errTimeout) || errors.Is(err, errNobody) {
		return nil, &Refusal{Code: unanswered(err), Say: trouble}
	}
	if err != nil {
		return nil, err
	}
	w.change(func() { wrong, err = w.submitted(v, answer) })
	if err != nil {
		return nil, refusalOf(err, trouble)
	}
	return wrong, nil
}

// submission takes the values in, checks them as Slack's own screen does, and
// makes the payload.
func (w *Workspace) submission(as, viewID string, values map[string]map[string]Value) (v *view, body []byte, wrong FieldErrors, err error) {
	w.change(func() {
		var s *scene
		if s, err = w.sceneFor(as, Place{View: viewID}); err != nil {
			return
		}
		v = s.view
		if v != s.who.top() {
			err = &Refusal{Code: "not_found", Say: "That form is not in front."}
			return
		}
		if err = w.takeValues(s, values); err != nil {
			return
		}
		if wrong = missing(v); wrong != nil {
			return
		}
		o := w.interaction("view_submission", s.who)
		o["view"], o["trigger_id"], o["response_urls"] = w.viewJSON(v), w.newTrigger(s.who), w.responseURLs(s)
		body = payload(o)
	})
	return v, body, wrong, err
}

// takeValues puts the values into the modal.
func (w *Workspace) takeValues(s *scene, values map[string]map[string]Value) error {
	for blockID, actions := range values {
		for actionID, value := range actions {
			_, e, err := s.element(blockID, actionID)
			if err != nil {
				return err
			}
			if !w.fits(e, value) {
				return &Refusal{Code: "invalid_option", Say: "That choice is not offered: " + actionID + "."}
			}
			s.state().set(blockID, actionID, value)
		}
	}
	return nil
}

// responseURLs are those of the inputs that ask for one.
func (w *Workspace) responseURLs(s *scene) []obj {
	urls := []obj{}
	eachStateful(s.blocks, func(blockID, actionID string, e obj) {
		chosen := s.view.state[blockID][actionID]
		if e["response_url_enabled"] != true || len(chosen) == 0 || w.channels[chosen[0]] == nil {
			return
		}
		urls = append(urls, obj{
			"block_id": blockID, "action_id": actionID, "channel_id": chosen[0],
			"response_url": string(w.appendResponseURL(nil, chosen[0], s.who.ID, "")),
		})
	})
	return urls
}

// missing is what Slack's own screen says before the bot is asked.
func missing(v *view) FieldErrors {
	wrong := FieldErrors{}
	for _, item := range v.blocks {
		b, _ := item.(obj)
		if b["type"] != "input" {
			continue
		}
		e, _ := b["element"].(obj)
		blockID, _ := b["block_id"].(string)
		actionID, _ := e["action_id"].(string)
		if say := unfit(b, e, v.state[blockID][actionID]); say != "" {
			wrong[blockID] = say
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return wrong
}

// unfit says what is wrong with what stands in one input, or nothing.
func unfit(b, e obj, value Value) string {
	if len(value) == 0 || (len(value) == 1 && value[0] == "") {
		if b["optional"] == true {
			return ""
		}
		return "Please complete this required field."
	}
	n := length(value[0])
	if least := numberIn(e, "min_length", 0); n < least {
		return fmt.Sprintf("Please enter at least %d characters.", least)
	}
	if most := numberIn(e, "max_length", mostText); e["type"] == "plain_text_input" && n > most {
		return fmt.Sprintf("Please enter no more than %d characters.", most)
	}
	if most := numberIn(e, "max_selected_items", len(value)); len(value) > most {
		return fmt.Sprintf("Please choose no more than %d.", most)
	}
	if e["type"] == "number_input" {
		if _, err := strconv.ParseFloat(value[0], 64); err != nil {
			return "Please enter a number."
		}
	}
	return ""
}

// numberIn is a whole-number member, or otherwise.
func numberIn(e obj, name string, otherwise int) int {
	number, _ := e[name].(json.Number)
	n, err := strconv.Atoi(number.String())
	if err != nil {
		return otherwise
	}
	return n
}

// submitted does what the acknowledgement of a submission says: nothing closes
// the modal; errors, update, push and clear are Slack's response actions.
// Anything else breaks the modal.
func (w *Workspace) submitted(v *view, answer []byte) (FieldErrors, error) {
	if isEmpty(answer) {
		w.pop(v)
		return nil, nil
	}
	var says struct {
		Action string          `json:"response_action"`
		Errors FieldErrors     `json:"errors"`
		View   json.RawMessage `json:"view"`
	}
	if err := json.Unmarshal(answer, &says); err != nil {
		return nil, err
	}
	switch says.Action {
	case "errors":
		return says.Errors, v.takes(says.Errors)
	case "clear":
		w.clear(v.person)
		return nil, nil
	case "update", "push":
		return nil, w.shown(v, says.Action, string(says.View))
	}
	return nil, fmt.Errorf("response_action %q is not one of errors, update, push and clear", says.Action)
}

// takes checks that field errors stand at input blocks.
func (v *view) takes(wrong FieldErrors) error {
	inputs := map[any]bool{}
	for _, item := range v.blocks {
		if b, _ := item.(obj); b["type"] == "input" {
			inputs[b["block_id"]] = true
		}
	}
	if len(wrong) == 0 {
		return errors.New("response_action errors without errors")
	}
	for blockID, say := range wrong {
		if !inputs[blockID] {
			return fmt.Errorf("%q is not the block_id of an input block", blockID)
		}
		if say == "" {
			return fmt.Errorf("the error at %q is empty", blockID)
		}
	}
	return nil
}

// shown updates the modal or pushes another on it.
func (w *Workspace) shown(v *view, action, text string) error {
	sent, err := w.checkView(text, onModal)
	if err != nil {
		return err
	}
	if action == "update" {
		if err := w.unusedExternal(sent, v); err != nil {
			return err
		}
		w.fill(v, sent)
		return nil
	}
	if err := w.unusedExternal(sent, nil); err != nil {
		return err
	}
	_, err = w.push(v.person, sent)
	return err
}

// CloseView closes a modal without sending it, and with clear_on_close all of
// the person's. The bot is told when the modal has notify_on_close.
func (w *Workspace) CloseView(_ context.Context, as, viewID string) error {
	var err error
	var body []byte
	w.change(func() {
		var s *scene
		if s, err = w.sceneFor(as, Place{View: viewID}); err != nil {
			return
		}
		cleared := s.view.flag("clear_on_close")
		if s.view.flag("notify_on_close") {
			o := w.interaction("view_closed", s.who)
			o["view"], o["is_cleared"] = w.viewJSON(s.view), cleared
			body = payload(o)
		}
		w.pop(s.view)
		if cleared {
			w.clear(s.who)
		}
	})
	if body != nil {
		w.hub.send(interactiveEnvelope, body, func(answer) {})
	}
	return err
}

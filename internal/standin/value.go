package standin

import (
	"encoding/json"
	"slices"
	"strings"
)

// A Value is what a person put into one element: the text of a text input;
// the values of the chosen options of a select, a set of checkboxes, radio
// buttons or an overflow menu; the ids of chosen people, conversations or
// files; a date "2027-03-05", a time "14:30", or the Unix seconds of a
// datetimepicker. Nothing chosen is an empty Value. A button has none.
type Value []string

// An Option is one choice offered by an external select.
type Option struct {
	Text        string // label, plain text
	Value       string
	Description string // may be empty
	Group       string // label of its group; empty when ungrouped
}

// A Place says where an element stands: in a message (Channel and TS), or in
// a modal or the Home tab (View, a view id).
type Place struct {
	Channel string
	TS      string
	View    string
}

// values are what stands in the elements of a message or view, by block_id
// and action_id.
type values map[string]map[string]Value

// set puts a value in.
func (vs values) set(blockID, actionID string, v Value) {
	if vs[blockID] == nil {
		vs[blockID] = map[string]Value{}
	}
	vs[blockID][actionID] = slices.Clone(v)
}

// shown is a copy for a snapshot.
func (vs values) shown() map[string]map[string]Value {
	if vs == nil {
		return nil
	}
	c := values{}
	for blockID, actions := range vs {
		for actionID, v := range actions {
			c.set(blockID, actionID, v)
		}
	}
	return c
}

// stateNames is the member of a state or action that holds the value, by type
// of element. Types that are not here have no state.
var stateNames = map[string]string{
	"plain_text_input": "value", "email_text_input": "value", "url_text_input": "value", "number_input": "value",
	"rich_text_input": "rich_text_value", "file_input": "files",
	"static_select": "selected_option", "external_select": "selected_option", "radio_buttons": "selected_option",
	"multi_static_select": "selected_options", "multi_external_select": "selected_options", "checkboxes": "selected_options",
	"users_select": "selected_user", "multi_users_select": "selected_users",
	"conversations_select": "selected_conversation", "multi_conversations_select": "selected_conversations",
	"channels_select": "selected_channel", "multi_channels_select": "selected_channels",
	"datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time",
}

// initial is the value an element starts with.
func initial(element obj) Value {
	for _, name := range []string{
		"initial_value", "initial_user", "initial_conversation", "initial_channel", "initial_date", "initial_time", "initial_date_time",
		"initial_option", "initial_options", "initial_users", "initial_conversations", "initial_channels",
	} {
		if v := element[name]; v != nil {
			return valueOf(v)
		}
	}
	return nil
}

// valueOf reads what an initial_… member holds.
func valueOf(v any) Value {
	switch v := v.(type) {
	case string:
		return Value{v}
	case json.Number:
		return Value{v.String()}
	case []any:
		var all Value
		for _, item := range v {
			all = append(all, valueOf(item)...)
		}
		return all
	case obj:
		if s, ok := v["value"].(string); ok {
			return Value{s}
		}
		return Value{textOfBlocks(encode(v))}
	}
	return nil
}

// startingValues are the initial values of every element with a state.
func startingValues(blocks []any) values {
	vs := values{}
	eachStateful(blocks, func(blockID, actionID string, e obj) {
		if v := initial(e); len(v) > 0 {
			vs.set(blockID, actionID, v)
		}
	})
	return vs
}

// eachStateful visits the elements that have a state.
func eachStateful(blocks []any, visit func(blockID, actionID string, element obj)) {
	for _, v := range blocks {
		b, _ := v.(obj)
		blockID, _ := b["block_id"].(string)
		for _, e := range elementsOf(b) {
			kind, _ := e["type"].(string)
			actionID, _ := e["action_id"].(string)
			if stateNames[kind] != "" {
				visit(blockID, actionID, e)
			}
		}
	}
}

// stateJSON is state.values as payloads give it: every element with a state,
// filled in or not.
func (w *Workspace) stateJSON(blocks []any, vs values) obj {
	state := obj{}
	eachStateful(blocks, func(blockID, actionID string, e obj) {
		actions, _ := state[blockID].(obj)
		if actions == nil {
			actions = obj{}
			state[blockID] = actions
		}
		actions[actionID] = w.heldJSON(e, vs[blockID][actionID])
	})
	return obj{"values": state}
}

// heldJSON is one element's value as payloads give it.
func (w *Workspace) heldJSON(e obj, v Value) obj {
	kind, _ := e["type"].(string)
	name := stateNames[kind]
	held := obj{"type": kind}
	switch {
	case strings.HasSuffix(name, "_options"):
		held[name] = w.optionsJSON(e, v)
	case name == "files":
		held[name] = w.heldFiles(v)
	case strings.HasSuffix(name, "s"):
		held[name] = append([]string{}, v...)
	case len(v) == 0:
		held[name] = nil
	case name == "selected_option":
		held[name] = w.optionsJSON(e, v)[0]
	case name == "selected_date_time":
		held[name] = json.Number(v[0])
	case name == "rich_text_value":
		held[name] = richText(v[0])
	default:
		held[name] = v[0]
	}
	return held
}

// optionsJSON are chosen options whole, with their labels.
func (w *Workspace) optionsJSON(e obj, v Value) []any {
	options := []any{}
	for _, value := range v {
		if o := w.optionOf(e, value); o != nil {
			options = append(options, o)
		} else {
			options = append(options, obj{"value": value, "text": obj{"type": "plain_text", "text": value, "emoji": true}})
		}
	}
	return options
}

// optionOf finds an option by its value: among the element's own, what it
// starts with, and what the bot suggested for it.
func (w *Workspace) optionOf(e obj, value string) obj {
	if o := offered(e, value); o != nil {
		return o
	}
	started, _ := e["initial_options"].([]any)
	actionID, _ := e["action_id"].(string)
	for _, v := range slices.Concat(started, []any{e["initial_option"]}, w.offered[actionID]) {
		if o, _ := v.(obj); o != nil && o["value"] == value {
			return o
		}
	}
	return nil
}

// richText is a text as a rich_text_input gives it.
func richText(text string) obj {
	return obj{"type": "rich_text", "elements": []obj{{
		"type": "rich_text_section", "elements": []obj{{"type": "text", "text": text}},
	}}}
}

// fits checks a chosen value against the element, as its own screen would:
// nothing can be chosen that is not offered.
func (w *Workspace) fits(e obj, v Value) bool {
	kind, _ := e["type"].(string)
	name := stateNames[kind]
	if kind == "overflow" {
		name = "selected_option"
	}
	if !strings.HasPrefix(name, "selected_option") {
		return true
	}
	for _, value := range v {
		if w.optionOf(e, value) == nil {
			return false
		}
	}
	return name == "selected_options" || len(v) <= 1
}

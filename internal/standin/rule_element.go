package standin

import (
	"encoding/json"
	"maps"
	"time"
)

// shapes are the tables of what Slack knows, by type.
type shapes struct {
	blocks   map[string]*shape
	elements map[string]*shape
}

func blockTable(s *shapes) map[string]*shape   { return s.blocks }
func elementTable(s *shapes) map[string]*shape { return s.elements }

// allShapes is all that Slack knows.
var allShapes = shapes{blocks: blockShapes, elements: elementShapes}

// element makes the shape of an interactive element from its own members.
func element(needs []string, also func(*checker, obj), fields map[string]rule) *shape {
	all := map[string]rule{
		"type": anything, "action_id": actionID, "confirm": confirm, "visible_to_user_ids": list(0, 100, str(1, 255)),
	}
	maps.Copy(all, fields)
	return &shape{fields: all, needs: needs, also: also}
}

// actionID is unique within its block.
func actionID(c *checker, v any) {
	str(1, 255)(c, v)
	id, _ := v.(string)
	if c.actionIDs[id] {
		c.report("`action_id` %q already exists for another element", id)
	}
	c.actionIDs[id] = true
}

// focus counts the elements that want the cursor.
func focus(c *checker, v any) {
	yesNo(c, v)
	if v == true {
		if c.focused++; c.focused == 2 {
			c.report("only one element can have focus_on_load set to true")
		}
	}
}

// dispatch is when a text input sends what is typed.
var dispatch = (&shape{fields: map[string]rule{
	"trigger_actions_on": list(1, 2, word("on_enter_pressed", "on_character_entered")),
}}).check

// filter is which conversations a select offers.
var filter = (&shape{fields: map[string]rule{
	"include":                          list(1, 4, word("im", "mpim", "private", "public")),
	"exclude_external_shared_channels": yesNo,
	"exclude_bot_users":                yesNo,
}}).check

// with adds members that several elements share.
func with(fields map[string]rule, names ...string) map[string]rule {
	shared := map[string]rule{
		"placeholder": plainText(150), "focus_on_load": focus, "dispatch_action_config": dispatch,
		"max_selected_items": whole(1, 1000), "min_query_length": whole(0, 1000), "filter": filter,
		"response_url_enabled": yesNo, "default_to_current_conversation": yesNo,
		"options": list(1, mostOptions, option(plainText, false)), "option_groups": list(1, mostOptionGroups, optionGroup),
		"initial_option": anything, "initial_options": list(1, mostOptions, anything),
		"accessibility_label": str(1, 75), "value": str(0, 2000), "style": word("primary", "danger"),
	}
	if fields == nil {
		fields = map[string]rule{}
	}
	for _, name := range names {
		fields[name] = shared[name]
	}
	return fields
}

// ids is a list of ids of people or conversations.
var ids = list(0, 1000, str(1, 255))

// elementShapes is every element, from the pages of Slack's reference named
// for them.
var elementShapes = map[string]*shape{
	"button": element([]string{"text"}, nil, with(map[string]rule{
		"text": plainText(75), "url": link(mostURL), "agent_prompt": str(0, mostText), "agent_prompt_display": str(0, mostText),
	}, "value", "style", "accessibility_label")),
	"workflow_button": element([]string{"text", "workflow"}, nil, with(map[string]rule{
		"text": plainText(75), "workflow": anything,
	}, "style", "accessibility_label")),
	"icon_button": element([]string{"icon", "text"}, nil, with(map[string]rule{
		"icon": word("trash"), "text": plainText(75),
	}, "value", "accessibility_label")),
	"feedback_buttons": element([]string{"positive_button", "negative_button"}, nil, map[string]rule{
		"positive_button": feedbackButton, "negative_button": feedbackButton,
	}),

	"static_select":              element(nil, optionsHold, with(nil, "placeholder", "options", "option_groups", "initial_option", "focus_on_load")),
	"multi_static_select":        element(nil, optionsHold, with(nil, "placeholder", "options", "option_groups", "initial_options", "max_selected_items", "focus_on_load")),
	"external_select":            element(nil, nil, with(nil, "placeholder", "initial_option", "min_query_length", "focus_on_load")),
	"multi_external_select":      element(nil, nil, with(nil, "placeholder", "initial_options", "min_query_length", "max_selected_items", "focus_on_load")),
	"users_select":               element(nil, nil, with(map[string]rule{"initial_user": str(1, 255)}, "placeholder", "focus_on_load")),
	"multi_users_select":         element(nil, nil, with(map[string]rule{"initial_users": ids}, "placeholder", "max_selected_items", "focus_on_load")),
	"conversations_select":       element(nil, nil, with(map[string]rule{"initial_conversation": str(1, 255)}, "placeholder", "filter", "response_url_enabled", "default_to_current_conversation", "focus_on_load")),
	"multi_conversations_select": element(nil, nil, with(map[string]rule{"initial_conversations": ids}, "placeholder", "filter", "default_to_current_conversation", "max_selected_items", "focus_on_load")),
	"channels_select":            element(nil, nil, with(map[string]rule{"initial_channel": str(1, 255)}, "placeholder", "response_url_enabled", "focus_on_load")),
	"multi_channels_select":      element(nil, nil, with(map[string]rule{"initial_channels": ids}, "placeholder", "max_selected_items", "focus_on_load")),

	"overflow": element([]string{"options"}, nil, map[string]rule{"options": list(1, 5, option(plainText, true))}),
	"checkboxes": element([]string{"options"}, initialHolds, with(map[string]rule{
		"options": list(1, 10, option(anyText, false)),
	}, "initial_options", "focus_on_load")),
	"radio_buttons": element([]string{"options"}, initialHolds, with(map[string]rule{
		"options": list(1, 10, option(anyText, false)),
	}, "initial_option", "focus_on_load")),

	"datepicker":     element(nil, nil, with(map[string]rule{"initial_date": moment("2006-01-02")}, "placeholder", "focus_on_load")),
	"timepicker":     element(nil, nil, with(map[string]rule{"initial_time": moment("15:04"), "timezone": str(1, 255)}, "placeholder", "focus_on_load")),
	"datetimepicker": element(nil, nil, with(map[string]rule{"initial_date_time": unixTenDigits}, "focus_on_load")),

	"plain_text_input": element(nil, lengthsHold, with(map[string]rule{
		"initial_value": str(0, mostText), "multiline": yesNo, "min_length": whole(0, 3000), "max_length": whole(1, 3000),
	}, "placeholder", "dispatch_action_config", "focus_on_load")),
	"email_text_input": element(nil, nil, with(map[string]rule{"initial_value": str(0, mostText)}, "placeholder", "dispatch_action_config", "focus_on_load")),
	"url_text_input":   element(nil, nil, with(map[string]rule{"initial_value": str(0, mostText)}, "placeholder", "dispatch_action_config", "focus_on_load")),
	"number_input": element([]string{"is_decimal_allowed"}, nil, with(map[string]rule{
		"is_decimal_allowed": yesNo, "initial_value": numberText, "min_value": numberText, "max_value": numberText,
	}, "placeholder", "dispatch_action_config", "focus_on_load")),
	"rich_text_input": element(nil, nil, with(map[string]rule{
		"initial_value": anything, "min_lines": whole(1, 100), "max_lines": whole(1, 100),
	}, "placeholder", "dispatch_action_config", "focus_on_load")),
	"file_input": element(nil, nil, map[string]rule{"filetypes": list(0, 100, str(1, 255)), "max_files": whole(1, 10)}),

	"image": {
		fields: map[string]rule{"type": anything, "image_url": web, "alt_text": str(1, 2000), "slack_file": slackFile},
		needs:  []string{"alt_text"},
		also:   imageSource,
	},
}

// feedbackButton is half of feedback_buttons.
var feedbackButton = (&shape{
	fields: map[string]rule{"text": plainText(75), "value": str(1, 2000), "accessibility_label": str(1, 75)},
	needs:  []string{"text", "value"},
}).check

// moment is a date or time in Go's layout.
func moment(layout string) rule {
	return func(c *checker, v any) {
		s, _ := v.(string)
		if _, err := time.Parse(layout, s); err != nil {
			c.report("must be formatted as %s", map[string]string{"2006-01-02": "YYYY-MM-DD", "15:04": "HH:mm"}[layout])
		}
	}
}

// unixTenDigits is a datetimepicker's time in seconds.
func unixTenDigits(c *checker, v any) {
	if n, _ := v.(json.Number); len(n) != 10 || !isNumber(string(n)) {
		c.report("must be a UNIX timestamp of 10 digits")
	}
}

// lengthsHold checks that a text input's bounds leave something to type.
func lengthsHold(c *checker, o obj) {
	least, hasLeast := o["min_length"].(json.Number)
	most, hasMost := o["max_length"].(json.Number)
	if hasLeast && hasMost {
		l, _ := least.Int64()
		m, _ := most.Int64()
		if l > m {
			c.report("min_length must be no more than max_length")
		}
	}
}

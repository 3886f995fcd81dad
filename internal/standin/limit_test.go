package standin

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// x is a text of n characters.
func x(n int) string { return strings.Repeat("x", n) }

// address is a URL of n characters.
func address(n int) string { return "https://example.org/" + x(n-len("https://example.org/")) }

// plain is a plain_text object of n characters, and mrkdwnOf one of mrkdwn.
func plain(n int) obj    { return obj{"type": "plain_text", "text": x(n)} }
func mrkdwnOf(n int) obj { return obj{"type": "mrkdwn", "text": x(n)} }

// times is a list of n things that differ by their number.
func times(n int, thing func(i int) any) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = thing(i)
	}
	return list
}

// choice is an option whose label, value and description have these lengths.
func choice(i, text, value, description int) obj {
	o := obj{"text": plain(text), "value": string(rune('a'+i/26)) + string(rune('a'+i%26)) + x(value-2)}
	if description > 0 {
		o["description"] = plain(description)
	}
	return o
}

// simple is the i-th of several short options.
func simple(i int) any { return choice(i, 5, 3, 0) }

// section, actions, input: blocks round a thing.
func sectionWith(accessory obj) obj {
	return obj{"type": "section", "text": plain(1), "accessory": accessory}
}
func actionsWith(elements ...any) obj { return obj{"type": "actions", "elements": elements} }
func inputWith(element obj) obj {
	return obj{"type": "input", "label": plain(1), "element": element}
}

// button is one with these members.
func button(more obj) obj {
	b := obj{"type": "button", "text": plain(1)}
	for k, v := range more {
		b[k] = v
	}
	return b
}

// selectOf is a static select with so many options of that make.
func selectOf(n int, option func(i int) any) obj {
	return obj{"type": "static_select", "options": times(n, option)}
}

// A limit is one number of Slack's: what is made with it is taken, and with
// one more refused at a place, with those words.
type limit struct {
	name  string
	most  int
	block func(n int) any
	at    string // within the block
	says  string
}

var limits = []limit{
	{"section text", 3000, func(n int) any { return obj{"type": "section", "text": plain(n)} }, "/text/text", "less than 3001 characters"},
	{"section field", 2000, func(n int) any { return obj{"type": "section", "fields": []any{mrkdwnOf(n)}} }, "/fields/0/text", "less than 2001 characters"},
	{"section fields", 10, func(n int) any {
		return obj{"type": "section", "fields": times(n, func(int) any { return plain(1) })}
	}, "/fields", "no more than 10 items"},
	{"header", 150, func(n int) any { return obj{"type": "header", "text": plain(n)} }, "/text/text", "less than 151 characters"},
	{"context elements", 10, func(n int) any {
		return obj{"type": "context", "elements": times(n, func(int) any { return mrkdwnOf(1) })}
	}, "/elements", "no more than 10 items"},
	{"actions elements", 25, func(n int) any {
		return obj{"type": "actions", "elements": times(n, func(int) any { return button(nil) })}
	}, "/elements", "no more than 25 items"},
	{"context_actions elements", 5, func(n int) any {
		return obj{"type": "context_actions", "elements": times(n, func(int) any { return obj{"type": "icon_button", "icon": "trash", "text": plain(1)} })}
	}, "/elements", "no more than 5 items"},
	{"input label", 2000, func(n int) any {
		return obj{"type": "input", "label": plain(n), "element": obj{"type": "plain_text_input"}}
	}, "/label/text", "less than 2001 characters"},
	{"input hint", 2000, func(n int) any {
		return obj{"type": "input", "label": plain(1), "hint": plain(n), "element": obj{"type": "plain_text_input"}}
	}, "/hint/text", "less than 2001 characters"},
	{"image alt_text", 2000, func(n int) any {
		return obj{"type": "image", "image_url": "https://example.org/a.png", "alt_text": x(n)}
	}, "/alt_text", "less than 2001 characters"},
	{"image title", 2000, func(n int) any {
		return obj{"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a", "title": plain(n)}
	}, "/title/text", "less than 2001 characters"},
	{"image_url", 3000, func(n int) any { return obj{"type": "image", "image_url": address(n), "alt_text": "a"} }, "/image_url", "less than 3001 characters"},
	{"video title", 199, func(n int) any {
		return obj{"type": "video", "video_url": "https://example.org/v", "thumbnail_url": "https://example.org/t", "alt_text": "a", "title": plain(n)}
	}, "/title/text", "less than 200 characters"},
	{"block_id", 255, func(n int) any { return obj{"type": "divider", "block_id": x(n)} }, "/block_id", "less than 256 characters"},
	{"action_id", 255, func(n int) any { return actionsWith(button(obj{"action_id": x(n)})) }, "/elements/0/action_id", "less than 256 characters"},
	{"markdown text", 12000, func(n int) any { return obj{"type": "markdown", "text": x(n)} }, "/text", "less than 12001 characters"},
	{"table rows", 100, func(n int) any {
		return obj{"type": "table", "rows": times(n, func(int) any { return []any{obj{"type": "raw_text", "text": "a"}} })}
	}, "/rows", "no more than 100 items"},
	{"table columns", 20, func(n int) any {
		return obj{"type": "table", "rows": []any{times(n, func(int) any { return obj{"type": "raw_text", "text": "a"} })}}
	}, "/rows/0", "no more than 20 items"},
	{"data_table rows", 201, func(n int) any {
		return obj{"type": "data_table", "caption": "c", "rows": times(n, func(int) any { return []any{obj{"type": "raw_text", "text": "a"}} })}
	}, "/rows", "no more than 201 items"},
	{"card title", 150, func(n int) any { return obj{"type": "card", "title": plain(n)} }, "/title/text", "less than 151 characters"},
	{"card body", 200, func(n int) any { return obj{"type": "card", "body": plain(n)} }, "/body/text", "less than 201 characters"},
	{"card actions", 3, func(n int) any {
		return obj{"type": "card", "actions": times(n, func(int) any { return button(nil) })}
	}, "/actions", "no more than 3 items"},
	{"carousel cards", 10, func(n int) any {
		return obj{"type": "carousel", "elements": times(n, func(int) any { return obj{"type": "card", "title": plain(1)} })}
	}, "/elements", "no more than 10 items"},
	{"container children", 10, func(n int) any {
		return obj{"type": "container", "child_blocks": times(n, func(int) any { return obj{"type": "divider"} })}
	}, "/child_blocks", "no more than 10 items"},
	{"layout items", 3, func(n int) any {
		return obj{"type": "layout", "label": "l", "rows": []any{obj{"items": times(n, func(int) any { return obj{"block": obj{"type": "divider"}} })}}}
	}, "/rows/0/items", "no more than 3 items"},
	{"alert text", 200, func(n int) any { return obj{"type": "alert", "text": plain(n)} }, "/text/text", "less than 201 characters"},
	{"plan tasks", 50, func(n int) any {
		return obj{"type": "plan", "title": "p", "tasks": times(n, func(int) any { return obj{"type": "task_card", "task_id": "1", "title": "t"} })}
	}, "/tasks", "no more than 50 items"},

	{"button text", 75, func(n int) any { return actionsWith(obj{"type": "button", "text": plain(n)}) }, "/elements/0/text/text", "less than 76 characters"},
	{"button value", 2000, func(n int) any { return actionsWith(button(obj{"value": x(n)})) }, "/elements/0/value", "less than 2001 characters"},
	{"button url", 3000, func(n int) any { return actionsWith(button(obj{"url": address(n)})) }, "/elements/0/url", "less than 3001 characters"},
	{"accessibility_label", 75, func(n int) any { return actionsWith(button(obj{"accessibility_label": x(n)})) }, "/elements/0/accessibility_label", "less than 76 characters"},
	{"placeholder", 150, func(n int) any {
		return sectionWith(obj{"type": "users_select", "placeholder": plain(n)})
	}, "/accessory/placeholder/text", "less than 151 characters"},
	{"option text", 75, func(n int) any {
		return sectionWith(selectOf(1, func(i int) any { return choice(i, n, 3, 0) }))
	}, "/accessory/options/0/text/text", "less than 76 characters"},
	{"option value", 75, func(n int) any {
		return sectionWith(selectOf(1, func(i int) any { return choice(i, 1, n, 0) }))
	}, "/accessory/options/0/value", "less than 76 characters"},
	{"option description", 75, func(n int) any {
		return sectionWith(selectOf(1, func(i int) any { return choice(i, 1, 3, n) }))
	}, "/accessory/options/0/description/text", "less than 76 characters"},
	{"options of a select", 100, func(n int) any { return sectionWith(selectOf(n, simple)) }, "/accessory/options", "no more than 100 items"},
	{"option groups", 100, func(n int) any {
		return sectionWith(obj{"type": "static_select", "option_groups": times(n, func(int) any {
			return obj{"label": plain(1), "options": []any{simple(0)}}
		})})
	}, "/accessory/option_groups", "no more than 100 items"},
	{"options of a group", 100, func(n int) any {
		return sectionWith(obj{"type": "static_select", "option_groups": []any{obj{"label": plain(1), "options": times(n, simple)}}})
	}, "/accessory/option_groups/0/options", "no more than 100 items"},
	{"label of a group", 75, func(n int) any {
		return sectionWith(obj{"type": "static_select", "option_groups": []any{obj{"label": plain(n), "options": []any{simple(0)}}}})
	}, "/accessory/option_groups/0/label/text", "less than 76 characters"},
	{"overflow options", 5, func(n int) any { return sectionWith(obj{"type": "overflow", "options": times(n, simple)}) }, "/accessory/options", "no more than 5 items"},
	{"checkboxes", 10, func(n int) any { return sectionWith(obj{"type": "checkboxes", "options": times(n, simple)}) }, "/accessory/options", "no more than 10 items"},
	{"radio buttons", 10, func(n int) any { return sectionWith(obj{"type": "radio_buttons", "options": times(n, simple)}) }, "/accessory/options", "no more than 10 items"},
	{"confirm title", 100, func(n int) any {
		return actionsWith(button(obj{"confirm": obj{"title": plain(n), "text": plain(1), "confirm": plain(1)}}))
	}, "/elements/0/confirm/title/text", "less than 101 characters"},
	{"confirm text", 300, func(n int) any {
		return actionsWith(button(obj{"confirm": obj{"title": plain(1), "text": plain(n), "confirm": plain(1)}}))
	}, "/elements/0/confirm/text/text", "less than 301 characters"},
	{"confirm button", 30, func(n int) any {
		return actionsWith(button(obj{"confirm": obj{"title": plain(1), "text": plain(1), "confirm": plain(n)}}))
	}, "/elements/0/confirm/confirm/text", "less than 31 characters"},
	{"min_length", 3000, func(n int) any { return inputWith(obj{"type": "plain_text_input", "min_length": n}) }, "/element/min_length", "no more than 3000"},
	{"max_length", 3000, func(n int) any { return inputWith(obj{"type": "plain_text_input", "max_length": n}) }, "/element/max_length", "no more than 3000"},
	{"max_lines", 100, func(n int) any { return inputWith(obj{"type": "rich_text_input", "max_lines": n}) }, "/element/max_lines", "no more than 100"},
	{"max_files", 10, func(n int) any { return inputWith(obj{"type": "file_input", "max_files": n}) }, "/element/max_files", "no more than 10"},
}

func TestEachLimitOfABlockIsTakenAndOneMoreRefused(t *testing.T) {
	w := serve(t, testConfig())
	for _, l := range limits {
		t.Run(l.name, func(t *testing.T) {
			if found := problems(w, l.block(l.most)); found != nil {
				t.Errorf("with %d want none, got %v", l.most, found)
			}
			checkProblem(t, problems(w, l.block(l.most+1)), "/blocks/0"+l.at, l.says)
		})
	}
}

func TestTheLimitsOfAMessageAreHeld(t *testing.T) {
	w := serve(t, testConfig())
	divider := func(int) any { return obj{"type": "divider"} }
	table := func(n int) any {
		return obj{"type": "table", "rows": []any{[]any{obj{"type": "raw_text", "text": x(n)}}}}
	}
	for _, c := range []struct {
		name   string
		fits   []any
		breaks []any
		says   string
	}{
		{"fifty blocks", times(50, divider), times(51, divider), "no more than 50 items"},
		{"markdown blocks count together",
			[]any{obj{"type": "markdown", "text": x(6000)}, obj{"type": "markdown", "text": x(6000)}},
			[]any{obj{"type": "markdown", "text": x(6000)}, obj{"type": "markdown", "text": x(6001)}}, "less than 12001 characters together"},
		{"one table", []any{table(1)}, []any{table(1), table(1)}, "only one table"},
		{"cells of a table count together", []any{table(10000)},
			[]any{obj{"type": "table", "rows": []any{[]any{obj{"type": "raw_text", "text": x(9000)}, obj{"type": "raw_text", "text": x(1001)}}}}}, "less than 10001 characters together"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := problems(w, c.fits...); found != nil {
				t.Errorf("want none, got %v", found)
			}
			checkProblem(t, problems(w, c.breaks...), "/blocks", c.says)
		})
	}
}

// refusals are blocks Slack would refuse: where, and in what words.
var refusals = []struct {
	name  string
	block obj
	at    string // within the block
	says  string
}{
	{"an unknown type", obj{"type": "banner"}, "/type", "unsupported type: banner"},
	{"an unknown member", obj{"type": "divider", "colour": "red"}, "", "invalid additional property: colour"},
	{"an empty text", obj{"type": "section", "text": plain(0)}, "/text/text", "must be more than 0 characters"},
	{"a section without text or fields", obj{"type": "section"}, "", "missing required field: text or fields"},
	{"an image without alt_text", obj{"type": "image", "image_url": "https://example.org/a.png"}, "", "missing required field: alt_text"},
	{"an image without a source", obj{"type": "image", "alt_text": "a"}, "", "must provide one of image_url and slack_file"},
	{"mrkdwn in a header", obj{"type": "header", "text": mrkdwnOf(1)}, "/text/type", "must be a valid enum value: plain_text"},
	{"mrkdwn on a button", actionsWith(obj{"type": "button", "text": mrkdwnOf(1)}), "/elements/0/text/type", "must be a valid enum value: plain_text"},
	{"emoji on mrkdwn", obj{"type": "section", "text": obj{"type": "mrkdwn", "text": "a", "emoji": true}}, "/text", "invalid additional property: emoji"},
	{"verbatim on plain text", obj{"type": "section", "text": obj{"type": "plain_text", "text": "a", "verbatim": true}}, "/text", "invalid additional property: verbatim"},
	{"an input element among actions", actionsWith(obj{"type": "plain_text_input"}), "/elements/0/type", "unsupported type: plain_text_input"},
	{"a button in an input", inputWith(button(nil)), "/element/type", "unsupported type: button"},
	{"no options", sectionWith(selectOf(0, simple)), "/accessory/options", "no fewer than 1 items"},
	{"options and groups", sectionWith(obj{"type": "static_select", "options": []any{simple(0)},
		"option_groups": []any{obj{"label": plain(1), "options": []any{simple(0)}}}}), "/accessory", "must provide one of options and option_groups"},
	{"an initial option that is not offered", sectionWith(obj{"type": "static_select", "options": []any{simple(0)}, "initial_option": simple(1)}),
		"/accessory/initial_option", "must exactly match"},
	{"a url on a select's option", sectionWith(obj{"type": "static_select", "options": []any{obj{"text": plain(1), "value": "a", "url": "https://example.org"}}}),
		"/accessory/options/0", "invalid additional property: url"},
	{"a date in words", sectionWith(obj{"type": "datepicker", "initial_date": "5 March"}), "/accessory/initial_date", "YYYY-MM-DD"},
	{"a time with seconds", sectionWith(obj{"type": "timepicker", "initial_time": "10:00:00"}), "/accessory/initial_time", "HH:mm"},
	{"a datetime in milliseconds", actionsWith(obj{"type": "datetimepicker", "initial_date_time": 1700000000000}), "/elements/0/initial_date_time", "10 digits"},
	{"an action_id twice in a block", actionsWith(button(obj{"action_id": "a"}), button(obj{"action_id": "a"})), "/elements/1/action_id", "already exists"},
	{"a style of no name", actionsWith(button(obj{"style": "loud"})), "/elements/0/style", "must be a valid enum value"},
	{"a number that is a string", inputWith(obj{"type": "plain_text_input", "max_length": "5"}), "/element/max_length", "must provide an integer"},
	{"bounds that leave nothing", inputWith(obj{"type": "plain_text_input", "min_length": 5, "max_length": 4}), "/element", "min_length must be no more than max_length"},
	{"a picture without a scheme", obj{"type": "image", "image_url": "example.org/a.png", "alt_text": "a"}, "/image_url", "must be a valid URL"},
	{"a link without a scheme", actionsWith(button(obj{"url": "example.org"})), "/elements/0/url", "must be a valid URL"},
	{"bounds of a number in words", inputWith(obj{"type": "number_input", "is_decimal_allowed": true, "max_value": "ten"}), "/element/max_value", "must provide a number"},
	{"an initial choice of checkboxes that is not offered", sectionWith(obj{"type": "checkboxes", "options": []any{simple(0)}, "initial_options": []any{simple(1)}}),
		"/accessory/initial_options", "must exactly match"},
	{"a flag that is a string", obj{"type": "section", "text": obj{"type": "plain_text", "text": "a", "emoji": "yes"}}, "/text/emoji", "must provide a boolean"},
	{"a value that is no number", obj{"type": "data_table", "caption": "c", "rows": []any{[]any{obj{"type": "raw_text", "text": "a"}}, []any{obj{"type": "raw_number", "value": "1"}}}},
		"/rows/1/0/value", "must provide a number"},
	{"a text that is a list", obj{"type": "section", "text": []any{}}, "/text", "must provide an object"},
	{"an unescaped less-than", obj{"type": "section", "text": obj{"type": "mrkdwn", "text": "a < b"}}, "/text/text", "unescaped control sequence: <"},
	{"an unescaped ampersand", obj{"type": "context", "elements": []any{obj{"type": "mrkdwn", "text": "R&D"}}}, "/elements/0/text", "unescaped control sequence: &"},
}

func TestBlocksSlackWouldRefuseAreRefused(t *testing.T) {
	w := serve(t, testConfig())
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) { checkProblem(t, problems(w, c.block), "/blocks/0"+c.at, c.says) })
	}
}

func TestABlockIDTwiceInAMessageIsRefused(t *testing.T) {
	w := serve(t, testConfig())
	same := obj{"type": "divider", "block_id": "a"}
	checkProblem(t, problems(w, same, same), "/blocks/1/block_id", "already exists")
}

func TestTheSameActionIDInTwoBlocksIsTaken(t *testing.T) {
	w := serve(t, testConfig())
	if found := problems(w, actionsWith(button(obj{"action_id": "a"})), actionsWith(button(obj{"action_id": "a"}))); found != nil {
		t.Errorf("want none, got %v", found)
	}
}

func TestCharactersOutsideTheBasicPlaneCountTwice(t *testing.T) {
	w := serve(t, testConfig())
	header := func(n int) any {
		return obj{"type": "header", "text": obj{"type": "plain_text", "text": strings.Repeat("😀", n)}}
	}
	if found := problems(w, header(75)); found != nil {
		t.Errorf("want none, got %v", found)
	}
	checkProblem(t, problems(w, header(76)), "/blocks/0/text/text", "less than 151 characters")
}

// problems posts blocks and returns what Slack would say, nil when it would
// take them.
func problems(w *Workspace, blocks ...any) []string {
	text, err := json.Marshal(blocks)
	if err != nil {
		return []string{err.Error()}
	}
	var answer struct {
		OK       bool
		Error    string
		Metadata struct{ Messages []string } `json:"response_metadata"`
	}
	rep := w.call("chat.postMessage", args{"token": w.conf.BotToken, "channel": general, "text": "t", "blocks": string(text)})
	if err := json.Unmarshal(rep.body, &answer); err != nil {
		return []string{err.Error()}
	}
	if answer.OK {
		return nil
	}
	return append(answer.Metadata.Messages, answer.Error)
}

// checkProblem checks that one of the problems is at that place and says so.
func checkProblem(t *testing.T, found []string, at, says string) {
	t.Helper()
	if !slices.ContainsFunc(found, func(p string) bool {
		return strings.Contains(p, says) && strings.HasSuffix(p, "[json-pointer:"+at+"]")
	}) {
		t.Errorf("want %q at %s, got %q", says, at, found)
	}
}

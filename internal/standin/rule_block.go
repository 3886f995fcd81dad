package standin

import "maps"

// Where elements may stand, from Slack's reference pages of the elements.
var (
	selects = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	pickers       = []string{"checkboxes", "radio_buttons", "datepicker", "timepicker"}
	accessoryKind = join(selects, pickers, []string{"button", "workflow_button", "overflow", "image"})
	actionKind    = join(selects, pickers, []string{"button", "workflow_button", "overflow", "datetimepicker"})
	inputKind     = join(selects, pickers, []string{"datetimepicker", "plain_text_input", "email_text_input",
		"url_text_input", "number_input", "rich_text_input", "file_input"})
)

func join(parts ...[]string) []string {
	var all []string
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// inMessages are the blocks that are refused in views. Slack says so of
// markdown and is silent on most others; see section "surface" of its pages.
var inMessages = map[string]bool{
	"markdown": true, "table": true, "data_table": true, "data_visualization": true, "task_card": true,
	"plan": true, "card": true, "carousel": true, "container": true, "layout": true, "context_actions": true,
	"file": true, "call": true,
}

// block makes the shape of a block from its own members.
func block(needs []string, also func(*checker, obj), fields map[string]rule) *shape {
	all := map[string]rule{"type": surfaceHolds, "block_id": blockID}
	maps.Copy(all, fields)
	return &shape{fields: all, needs: needs, also: also}
}

// blockID is unique within the message or view.
func blockID(c *checker, v any) {
	str(1, 255)(c, v)
	id, _ := v.(string)
	if c.blockIDs[id] {
		c.report("`block_id` %q already exists for another block", id)
	}
	c.blockIDs[id] = true
}

// surfaceHolds refuses blocks of messages in views.
func surfaceHolds(c *checker, v any) {
	if kind, _ := v.(string); c.on != onMessage && inMessages[kind] {
		c.report("unsupported type: %s is not available in views", kind)
	}
}

// anyBlock is a block of any type.
func anyBlock(c *checker, v any) {
	outer := c.actionIDs
	c.actionIDs = map[string]bool{}
	ofType(blockTable)(c, v)
	c.actionIDs = outer
}

// blockOf is a block of one of these types.
func blockOf(kinds ...string) rule { return ofType(blockTable, kinds...) }

// elementOf is an element of one of these types.
func elementOf(kinds ...string) rule { return ofType(elementTable, kinds...) }

// image may stand in contexts, cards and containers.
var image = elementOf("image")

// blockShapes is every block, from the pages of Slack's reference named for
// them, its types package 3.2.0 and its Python SDK.
var blockShapes = map[string]*shape{
	"section": block(nil, sectionHolds, map[string]rule{
		"text": anyText(mostText), "fields": list(1, 10, anyText(2000)), "accessory": elementOf(accessoryKind...), "expand": yesNo,
	}),
	"divider": block(nil, nil, nil),
	"header":  block([]string{"text"}, nil, map[string]rule{"text": plainText(150), "level": whole(1, 4)}),
	"image": block([]string{"alt_text"}, imageSource, map[string]rule{
		"image_url": web, "alt_text": str(1, 2000), "title": plainText(2000), "slack_file": slackFile,
	}),
	"context": block([]string{"elements"}, nil, map[string]rule{"elements": list(1, 10, contextElement)}),
	"actions": block([]string{"elements"}, nil, map[string]rule{"elements": list(1, 25, elementOf(actionKind...))}),
	"context_actions": block([]string{"elements"}, nil, map[string]rule{
		"elements": list(1, 5, elementOf("feedback_buttons", "icon_button")),
	}),
	"input": block([]string{"label", "element"}, countInput, map[string]rule{
		"label": plainText(2000), "element": elementOf(inputKind...), "hint": plainText(2000),
		"optional": yesNo, "dispatch_action": yesNo,
	}),
	"rich_text": block([]string{"elements"}, nil, map[string]rule{"elements": list(0, 1000, richTextPart)}),
	"video": block([]string{"video_url", "thumbnail_url", "alt_text", "title"}, nil, map[string]rule{
		"video_url": web, "thumbnail_url": web, "alt_text": str(1, 2000), "title": plainText(199),
		"title_url": web, "author_name": str(0, 49), "provider_name": str(0, 255),
		"provider_icon_url": web, "description": plainText(199),
	}),
	"markdown": block([]string{"text"}, nil, map[string]rule{"text": markdownText}),
	"file":     block([]string{"external_id", "source"}, nil, map[string]rule{"external_id": str(1, 255), "source": word("remote")}),
	"call":     block([]string{"call_id"}, nil, map[string]rule{"call_id": str(1, 255), "call": anything, "api_decoration_available": yesNo}),
	"alert": block([]string{"text"}, nil, map[string]rule{
		"text": anyText(200), "level": word("default", "info", "warning", "error", "success"),
	}),

	"table":              tableShape,
	"data_table":         dataTableShape,
	"data_visualization": chartShape,
	"task_card":          taskShape,
	"plan":               block([]string{"title"}, nil, map[string]rule{"title": str(1, mostText), "tasks": list(0, 50, blockOf("task_card"))}),
	"card":               cardShape,
	"carousel":           block([]string{"elements"}, nil, map[string]rule{"elements": list(1, 10, blockOf("card"))}),
	"container":          containerShape,
	"layout":             layoutShape,
}

// sectionHolds: a section shows something.
func sectionHolds(c *checker, o obj) {
	if o["text"] == nil && o["fields"] == nil {
		c.report("missing required field: text or fields")
	}
}

// countInput notes an input block.
func countInput(c *checker, _ obj) { c.inputs++ }

// contextElement is a text or an image.
func contextElement(c *checker, v any) {
	if o, _ := v.(obj); o["type"] == "image" {
		image(c, v)
		return
	}
	anyText(mostText)(c, v)
}

// markdownText counts towards 12,000 characters in a message.
func markdownText(c *checker, v any) {
	str(1, mostMarkdown)(c, v)
	s, _ := v.(string)
	c.markdown += length(s)
}

// richTextPart is one of the four parts of rich text; the marks inside them
// are not looked into.
var richTextPart = (&shape{
	fields: map[string]rule{
		"type":     word("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"),
		"elements": list(0, 1000, anything), "style": word("bullet", "ordered"), "indent": whole(0, 8),
		"border": whole(0, 1), "offset": whole(0, 1000), "language": str(0, 255),
	},
	needs: []string{"type", "elements"},
}).check

package standin

// tableShape: up to 100 rows of 20 cells, one table in a message, 10,000
// characters.
var tableShape = block([]string{"rows"}, func(c *checker, _ obj) { c.tables++ }, map[string]rule{
	"rows": list(1, 100, list(1, 20, cell(func(c *checker, n int) { c.tableChars += n }, "raw_text", "raw_number", "rich_text"))),
	"column_settings": list(0, 20, (&shape{fields: map[string]rule{
		"align": word("left", "center", "right"), "is_wrapped": yesNo,
	}}).check),
})

// dataTableShape: a header and up to 200 rows of 20 cells, 20,000 characters.
var dataTableShape = block([]string{"rows", "caption"}, nil, map[string]rule{
	"rows":    list(2, 201, list(1, 20, cell(func(c *checker, n int) { c.dataChars += n }, "raw_text", "raw_number", "rich_text", "action_cell"))),
	"caption": str(1, mostText), "page_size": whole(1, 100), "row_header_column_index": whole(0, 19),
})

// cell is a cell of a table; count is told its characters.
func cell(count func(*checker, int), kinds ...string) rule {
	s := &shape{
		fields: map[string]rule{
			"type": word(kinds...), "text": str(0, mostTable), "value": quantity, "elements": list(0, 1000, anything),
			"block_id": str(1, 255), "element": elementOf("button"), "fallback": anything,
		},
		needs: []string{"type"},
		also: func(c *checker, o obj) {
			text, _ := o["text"].(string)
			count(c, length(text))
		},
	}
	return s.check
}

// chartShape: a title of up to 50 characters and a chart.
var chartShape = block([]string{"title", "chart"}, nil, map[string]rule{
	"title": str(1, 50), "chart": (&shape{fields: map[string]rule{
		"type": word("pie", "bar", "area", "line"),
		"segments": list(1, 6, (&shape{
			fields: map[string]rule{"label": str(1, 20), "value": quantity}, needs: []string{"label", "value"},
		}).check),
		"series": list(1, 6, (&shape{
			fields: map[string]rule{"name": str(1, 50), "data": list(1, 1000, anything)}, needs: []string{"name", "data"},
		}).check),
		"axis_config": (&shape{fields: map[string]rule{
			"categories": list(1, 1000, str(1, 255)), "x_label": str(1, 50), "y_label": str(1, 50),
		}}).check,
	}, needs: []string{"type"}}).check,
})

// taskShape is one task of a plan.
var taskShape = block([]string{"task_id", "title"}, nil, map[string]rule{
	"task_id": str(1, 255), "title": str(1, mostText), "status": word("pending", "in_progress", "complete", "error"),
	"details": blockOf("rich_text"), "output": blockOf("rich_text"), "hide_title": yesNo,
	"sources": list(0, 100, (&shape{
		fields: map[string]rule{"type": word("url"), "url": web, "text": str(1, mostText)},
		needs:  []string{"type", "url", "text"},
	}).check),
})

// cardShape shows a title, a picture, a text or actions.
var cardShape = block(nil, func(c *checker, o obj) {
	if o["title"] == nil && o["hero_image"] == nil && o["body"] == nil && o["actions"] == nil {
		c.report("must provide one of title, hero_image, body and actions")
	}
}, map[string]rule{
	"hero_image": image, "icon": image, "slack_icon": anything,
	"title": anyText(150), "subtitle": anyText(150), "body": anyText(200), "subtext": anyText(200),
	"actions": list(1, 3, elementOf("button")),
})

// containerShape groups up to ten blocks.
var containerShape = block([]string{"child_blocks"}, nil, map[string]rule{
	"title": anyText(150), "rich_text_title": blockOf("rich_text"), "subtitle": anyText(150), "icon": image,
	"width": word("narrow", "standard", "wide", "full"), "is_collapsible": yesNo, "default_collapsed": yesNo,
	"has_header_divider": yesNo, "child_blocks": list(1, 10, anyBlock),
})

// layoutShape sets blocks side by side: up to five rows of three.
var layoutShape = block([]string{"label", "rows"}, nil, map[string]rule{
	"label": str(1, 150), "is_label_visible": yesNo, "grid_lines": word("none", "rows", "outer"),
	"fallback": list(0, 50, anyBlock),
	"rows": list(1, 5, (&shape{fields: map[string]rule{"items": list(1, 3, (&shape{
		fields: map[string]rule{
			"block": anyBlock, "width": word("narrow", "standard", "wide"), "horizontal_alignment": word("start", "center", "end"),
		},
		needs: []string{"block"},
	}).check)}, needs: []string{"items"}}).check),
})

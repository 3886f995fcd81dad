package standin

import (
	"encoding/json"
	"strings"
)

// Limits of a message: Slack's page of chat.postMessage and its reference of
// blocks.
const (
	mostMessageBlocks = 50
	mostViewBlocks    = 100
	mostMarkdown      = 12000
	mostTable         = 10000
	mostDataTable     = 20000
)

// decode reads JSON without losing the digits of numbers.
func decode(text string) (v any, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	err = d.Decode(&v)
	return v, err
}

// encode writes what decode read. It leaves <, > and & as they are.
func encode(v any) json.RawMessage {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("standin: " + err.Error()) // only decoded JSON gets here
	}
	return json.RawMessage(strings.TrimSuffix(b.String(), "\n"))
}

// mostAccepted is how many checked arrays of blocks are remembered.
const mostAccepted = 64

// messageBlocks checks the blocks of a message and gives them back with every
// block_id and action_id filled in. Those it took lately it takes again
// unseen: under load a bot gives the same answer thousands of times a second.
func (w *Workspace) messageBlocks(text string, at ...string) (json.RawMessage, error) {
	if took, ok := w.accepted[text]; ok {
		return took, nil
	}
	blocks, err := w.checkBlocks(text, at)
	if err != nil {
		return nil, err
	}
	if w.accepted == nil || len(w.accepted) >= mostAccepted {
		w.accepted = map[string]json.RawMessage{}
	}
	w.accepted[text] = blocks
	return blocks, nil
}

// checkBlocks is messageBlocks without a memory.
func (w *Workspace) checkBlocks(text string, at []string) (json.RawMessage, error) {
	v, err := decode(text)
	if err != nil {
		return nil, failed("invalid_blocks_format")
	}
	c := newChecker(onMessage, at...)
	list(0, mostMessageBlocks, anyBlock)(c, v)
	c.messageTotals()
	if found := c.found(); found != nil {
		return nil, &fail{code: "invalid_blocks", messages: found}
	}
	blocks := v.([]any)
	if len(blocks) == 0 {
		return nil, nil
	}
	if !w.fillIDs(blocks) {
		return json.RawMessage(text), nil
	}
	return encode(blocks), nil
}

// messageTotals checks what is counted over a whole message.
func (c *checker) messageTotals() {
	if c.markdown > mostMarkdown {
		c.report("markdown blocks must be less than %d characters together", mostMarkdown+1)
	}
	if c.tables > 1 {
		c.report("only one table allowed")
	}
	if c.tableChars > mostTable {
		c.report("tables must be less than %d characters together", mostTable+1)
	}
	if c.dataChars > mostDataTable {
		c.report("data tables must be less than %d characters together", mostDataTable+1)
	}
}

// fillIDs gives blocks and elements the ids they were sent without, and says
// whether it had to.
func (w *Workspace) fillIDs(blocks []any) bool {
	filled := false
	for _, v := range blocks {
		b, _ := v.(obj)
		if id, _ := b["block_id"].(string); id == "" {
			b["block_id"] = w.newID("b")
			filled = true
		}
		for _, e := range elementsOf(b) {
			id, _ := e["action_id"].(string)
			if kind, _ := e["type"].(string); id == "" && kind != "image" && elementShapes[kind] != nil {
				e["action_id"] = w.newID("a")
				filled = true
			}
		}
	}
	return filled
}

// elementsOf lists the interactive elements of a block, those of the blocks
// inside it included.
func elementsOf(b obj) []obj {
	var all []obj
	for _, name := range []string{"elements", "actions", "child_blocks"} {
		items, _ := b[name].([]any)
		for _, item := range items {
			if e, ok := item.(obj); ok {
				all = append(append(all, e), elementsOf(e)...)
			}
		}
	}
	for _, name := range []string{"accessory", "element"} {
		if e, ok := b[name].(obj); ok {
			all = append(all, e)
		}
	}
	return all
}

// findElement finds an element by its ids; a block inside another answers to
// its own block_id and, when it has none, to the outer one's.
func findElement(blocks []any, blockID, actionID string) (block, element obj) {
	for _, v := range blocks {
		b, _ := v.(obj)
		if b["block_id"] != blockID {
			continue
		}
		for _, e := range elementsOf(b) {
			if e["action_id"] == actionID {
				return b, e
			}
		}
	}
	return nil, nil
}

// textOfBlocks is what a message sent without text says, as Slack makes it up
// for notifications and screen readers.
func textOfBlocks(blocks json.RawMessage) string {
	v, err := decode(string(blocks))
	if err != nil {
		return ""
	}
	var parts []string
	gatherText(v, &parts)
	return strings.Join(parts, " ")
}

func gatherText(v any, parts *[]string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			gatherText(item, parts)
		}
	case obj:
		if s, ok := v["text"].(string); ok {
			*parts = append(*parts, s)
		}
		for _, name := range []string{"title", "text", "fields", "elements", "label", "rows"} {
			gatherText(v[name], parts)
		}
	}
}

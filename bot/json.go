package bot

import (
	"bytes"
	"encoding/json"

	"councilbot/internal/ui"
)

// JSON is a reply as Slack would get it: an object with text and blocks, a view,
// or a form's errors. An answer of several messages is one object a line.
func JSON(r ui.Reply) ([]byte, error) {
	switch r := r.(type) {
	case ui.Message:
		return messagesJSON(r)
	case ui.Modal:
		return marshal(renderModal(r))
	case ui.Home:
		return marshal(renderHome(r))
	case ui.FieldErrors:
		return marshal(map[string]any{"response_action": "errors", "errors": r})
	}
	return []byte("{}"), nil
}

func messagesJSON(m ui.Message) ([]byte, error) {
	var lines [][]byte
	for _, p := range render(m) {
		line, err := marshal(message{Text: p.Text, Blocks: p.Blocks})
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return bytes.Join(lines, []byte("\n")), nil
}

// marshal writes JSON on one line, leaving &, < and > as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

package standin

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Limits of a message: Slack's pages of chat.postMessage and chat.update.
const (
	mostMessageText = 40000 // more is cut off
	mostUpdateText  = 4000
	mostAttachments = 100
	mostMetadata    = 16000 // Slack gives no number for metadata_too_large
)

// draftArgs are the arguments that make up a message, and those about its
// looks, which are taken and not acted on.
const draftArgs = "text blocks attachments metadata markdown_text thread_ts reply_broadcast mrkdwn parse link_names " +
	"unfurl_links unfurl_media as_user username icon_emoji icon_url client_msg_id"

// draft makes a message by the bot of the arguments, or says what is wrong
// with them.
func (w *Workspace) draft(a args) (*message, error) {
	m := &message{user: w.conf.Bot.ID, text: a["text"], threadTS: a["thread_ts"], broadcast: a.flag("reply_broadcast")}
	if err := m.setMarkdown(a); err != nil {
		return nil, err
	}
	if longer(m.text, mostMessageText) {
		m.text = string([]rune(m.text)[:mostMessageText])
	}
	if bad := badControl(m.text); bad != "" && a["markdown_text"] == "" {
		return nil, &fail{code: "invalid_blocks", messages: []string{
			"[ERROR] unescaped control sequence: " + bad + " [json-pointer:/text]"}}
	}
	var err error
	if a["blocks"] != "" {
		if m.blocks, err = w.messageBlocks(a["blocks"], "blocks"); err != nil {
			return nil, err
		}
	}
	if m.attachments, err = w.attachments(a["attachments"]); err != nil {
		return nil, err
	}
	if m.metadata, err = metadata(a["metadata"]); err != nil {
		return nil, err
	}
	if strings.TrimSpace(m.text) == "" {
		if m.blocks == nil && m.attachments == nil {
			return nil, failed("no_text")
		}
		m.text = textOfBlocks(m.blocks)
	}
	return m, nil
}

// setMarkdown takes markdown_text, which stands alone.
func (m *message) setMarkdown(a args) error {
	text := a["markdown_text"]
	switch {
	case text == "":
		return nil
	case a["text"] != "" || a["blocks"] != "":
		return failed("markdown_text_conflict")
	case longer(text, mostMarkdown):
		return failed("msg_too_long")
	}
	m.text = text
	return nil
}

// attachments checks secondary attachments; of their members only the blocks
// are looked into.
func (w *Workspace) attachments(text string) (json.RawMessage, error) {
	if text == "" || text == "[]" {
		return nil, nil
	}
	var list []obj
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, failed("invalid_attachments")
	}
	if len(list) > mostAttachments {
		return nil, failed("too_many_attachments")
	}
	for i, att := range list {
		if att["blocks"] == nil {
			continue
		}
		blocks, err := w.messageBlocks(string(encode(att["blocks"])), "attachments", strconv.Itoa(i), "blocks")
		if err != nil {
			return nil, err
		}
		att["blocks"] = blocks
	}
	return encode(list), nil
}

// metadata checks the metadata of a message. An empty event_type, which some
// clients always send, is none.
func metadata(text string) (json.RawMessage, error) {
	if text == "" {
		return nil, nil
	}
	var md struct {
		Type    string          `json:"event_type"`
		Payload json.RawMessage `json:"event_payload"`
	}
	if err := json.Unmarshal([]byte(text), &md); err != nil {
		return nil, failed("invalid_metadata_format")
	}
	switch {
	case md.Type == "":
		return nil, nil
	case len(md.Payload) == 0 || md.Payload[0] != '{':
		return nil, failed("invalid_metadata_format")
	case longer(text, mostMetadata):
		return nil, failed("metadata_too_large")
	}
	return json.RawMessage(text), nil
}

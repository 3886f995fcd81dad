package standin

import "encoding/json"

// A Message is a snapshot of one message as a person sees it.
type Message struct {
	TS        string          // its id within the channel, "1700000000.000100"
	Channel   string          // id
	User      string          // id of the author; Slackbot is "USLACKBOT"
	Text      string          // mrkdwn, with Slack's escapes
	Blocks    json.RawMessage // JSON array with every block_id and action_id filled in, or nil
	ThreadTS  string          // of the message that began the thread; empty outside threads
	Replies   int             // in the thread this message began
	Ephemeral bool            // shown to one person only
	Edited    bool
	Pinned    bool
	Subtype   string          // Slack's, for example "file_share"
	Metadata  json.RawMessage // {"event_type","event_payload"} or nil
	Files     []File
	Reactions []Reaction
	State     map[string]map[string]Value // what this person has chosen in its selects, by block_id and action_id
}

// A Reaction is an emoji on a message.
type Reaction struct {
	Name  string   // without colons
	Users []string // person ids in order
}

// Messages lists what the person sees in the conversation, oldest first, with
// the replies of threads in their place in time. Ephemeral messages are there
// for the person they were sent to only. It is nil for somebody who may not
// read the conversation.
func (w *Workspace) Messages(as, channel string) []Message { return nil }

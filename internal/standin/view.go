package standin

import "encoding/json"

// A View is a snapshot of a modal or of a person's Home tab.
type View struct {
	ID              string
	Type            string          // "modal" or "home"
	Title           string          // plain text; the three labels are empty on a Home tab
	Submit          string          // empty: the modal has no submit button
	Close           string          // empty: Slack's own word
	Blocks          json.RawMessage // JSON array with every block_id and action_id filled in
	CallbackID      string
	ExternalID      string
	PrivateMetadata string
	Hash            string
	Depth           int                         // 1 for the first modal of a stack, up to 3
	State           map[string]map[string]Value // what stands in its elements, by block_id and action_id
}

// View is the modal on top of the person's screen, or nil.
func (w *Workspace) View(as string) *View { return nil }

// Home is the person's Home tab as last published, or nil.
func (w *Workspace) Home(as string) *View { return nil }

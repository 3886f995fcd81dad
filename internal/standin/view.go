package standin

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Limits of views: Slack's pages on modals and of views.open.
const (
	mostModals    = 3
	mostViewBytes = 250_000
	triggerLife   = 3 * time.Second
)

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

// view is one as it is kept.
type view struct {
	id       string
	person   *account
	sent     obj // as the bot sent it
	blocks   []any
	hash     string
	state    values
	previous string
	root     string
}

// text is a plain-text member such as the title.
func (v *view) text(name string) string {
	o, _ := v.sent[name].(obj)
	s, _ := o["text"].(string)
	return s
}

// str is a member that is a string.
func (v *view) str(name string) string {
	s, _ := v.sent[name].(string)
	return s
}

// flag is a member that is true or false.
func (v *view) flag(name string) bool { return v.sent[name] == true }

// viewShapes are the shapes of a modal and of a Home tab.
var viewShapes = map[surface]*shape{
	onModal: {
		fields: map[string]rule{
			"type": anything, "title": plainText(24), "submit": plainText(24), "close": plainText(24),
			"blocks": list(0, mostViewBlocks, anyBlock), "private_metadata": str(0, 3000),
			"callback_id": str(0, 255), "external_id": str(0, 255), "clear_on_close": yesNo,
			"notify_on_close": yesNo, "submit_disabled": yesNo,
		},
		needs: []string{"title", "blocks"},
		also: func(c *checker, o obj) {
			if c.inputs > 0 && o["submit"] == nil {
				c.report("missing required field: submit (there is an input block)")
			}
		},
	},
	onHome: {
		fields: map[string]rule{
			"type": anything, "blocks": list(0, mostViewBlocks, anyBlock), "private_metadata": str(0, 3000),
			"callback_id": str(0, 255), "external_id": str(0, 255),
		},
		needs: []string{"blocks"},
	},
}

// checkView reads and checks a view for a surface.
func (w *Workspace) checkView(text string, on surface) (obj, error) {
	if len(text) > mostViewBytes {
		return nil, failed("view_too_large")
	}
	v, err := decode(text)
	o, isObject := v.(obj)
	wanted := map[surface]string{onModal: "modal", onHome: "home"}[on]
	if err != nil || !isObject || o["type"] != wanted {
		return nil, &fail{code: "invalid_arguments", messages: []string{"[ERROR] must be a view of type " + wanted + " [json-pointer:/view]"}}
	}
	c := newChecker(on, "view")
	viewShapes[on].check(c, v)
	if found := c.found(); found != nil {
		return nil, &fail{code: "invalid_arguments", messages: found}
	}
	blocks := o["blocks"].([]any)
	w.fillIDs(blocks)
	return o, nil
}

// newView makes a view for a person of what the bot sent.
func (w *Workspace) newView(a *account, sent obj) *view {
	v := &view{id: w.newID("V0"), person: a}
	v.root = v.id
	w.fill(v, sent)
	w.views[v.id] = v
	return v
}

// fill gives the view its content. What stands in an element stays where
// block_id, action_id and type are the same as before.
func (w *Workspace) fill(v *view, sent obj) {
	old, oldBlocks := v.state, v.blocks
	v.sent, v.blocks = sent, sent["blocks"].([]any)
	v.state = startingValues(v.blocks)
	eachStateful(v.blocks, func(blockID, actionID string, e obj) {
		_, was := findElement(oldBlocks, blockID, actionID)
		if kept, had := old[blockID][actionID]; had && was["type"] == e["type"] {
			v.state.set(blockID, actionID, kept)
		}
	})
	v.hash = fmt.Sprintf("%d.%s", w.conf.Clock.Now().Unix(), w.newID("h"))
}

// viewJSON is a view object, as in Slack's reference of that name.
func (w *Workspace) viewJSON(v *view) obj {
	o := obj{
		"id": v.id, "team_id": teamID, "type": v.str("type"), "blocks": v.blocks, "state": w.stateJSON(v.blocks, v.state),
		"hash": v.hash, "private_metadata": v.str("private_metadata"), "callback_id": v.str("callback_id"),
		"external_id": v.str("external_id"), "root_view_id": v.root, "previous_view_id": nil,
		"app_id": appID, "app_installed_team_id": teamID, "bot_id": botID,
		"title": v.sent["title"], "submit": v.sent["submit"], "close": v.sent["close"],
		"clear_on_close": v.flag("clear_on_close"), "notify_on_close": v.flag("notify_on_close"),
	}
	if v.previous != "" {
		o["previous_view_id"] = v.previous
	}
	if v.str("type") == "home" {
		o["title"] = obj{"type": "plain_text", "text": "View Title", "emoji": true}
	}
	return o
}

// View is the modal on top of the person's screen, or nil.
func (w *Workspace) View(as string) *View {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.people[as]
	if a == nil || len(a.modals) == 0 {
		return nil
	}
	return a.top().snapshot(len(a.modals))
}

// Home is the person's Home tab as last published, or nil.
func (w *Workspace) Home(as string) *View {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.people[as]
	if a == nil || a.home == nil {
		return nil
	}
	return a.home.snapshot(0)
}

// snapshot is the view as a person sees it.
func (v *view) snapshot(depth int) *View {
	return &View{
		ID: v.id, Type: v.str("type"), Title: v.text("title"), Submit: v.text("submit"), Close: v.text("close"),
		Blocks: encode(v.blocks), CallbackID: v.str("callback_id"), ExternalID: v.str("external_id"),
		PrivateMetadata: v.str("private_metadata"), Hash: v.hash, Depth: depth, State: v.state.shown(),
	}
}

// top is the modal the person sees, or nil.
func (a *account) top() *view {
	if len(a.modals) == 0 {
		return nil
	}
	return a.modals[len(a.modals)-1]
}

// push puts a modal on top of the others.
func (w *Workspace) push(a *account, sent obj) (*view, error) {
	if len(a.modals) >= mostModals {
		return nil, failed("push_limit_reached")
	}
	v := w.newView(a, sent)
	if below := a.top(); below != nil {
		v.previous, v.root = below.id, below.root
	}
	a.modals = append(a.modals, v)
	return v, nil
}

// pop takes a modal away, with those on top of it.
func (w *Workspace) pop(v *view) {
	i := slices.Index(v.person.modals, v)
	if i < 0 {
		return
	}
	for _, gone := range v.person.modals[i:] {
		delete(w.views, gone.id)
	}
	v.person.modals = v.person.modals[:i]
}

// clear takes all of a person's modals away.
func (w *Workspace) clear(a *account) {
	if len(a.modals) > 0 {
		w.pop(a.modals[0])
	}
}

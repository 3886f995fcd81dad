package bot

import (
	"slices"

	"github.com/slack-go/slack"

	"councilbot/internal/ui"
)

// renderModal turns a form, or a page to read, into a Slack view.
func renderModal(m ui.Modal) slack.ModalViewRequest {
	view := slack.ModalViewRequest{
		Type:            slack.VTModal,
		Title:           plain(clip(m.Title, maxViewTitle)),
		Close:           plain("Close"),
		CallbackID:      m.Do,
		PrivateMetadata: m.Arg,
		Blocks:          slack.Blocks{BlockSet: viewBlocks(m.Body)},
	}
	if m.Submit != "" {
		view.Submit = plain(clip(m.Submit, maxViewTitle))
		view.Close = plain("Cancel")
	}
	return view
}

// modalOf shows a message in a window: how a form is answered, since Slack
// gives a sent form no other place to answer in. The first heading becomes the
// window's title.
func modalOf(m ui.Message) ui.Modal {
	if len(m.Body) == 0 {
		return ui.Modal{Title: "Answer", Body: []ui.Block{ui.Prose{Text: m.Text}}}
	}
	if h, ok := m.Body[0].(ui.Heading); ok && units(h.Text) <= maxViewTitle {
		return ui.Modal{Title: h.Text, Body: m.Body[1:]}
	}
	return ui.Modal{Title: "Answer", Body: m.Body}
}

func renderHome(h ui.Home) slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: viewBlocks(h.Body)}}
}

// viewBlocks renders a body for a view. What would pass Slack's hundred blocks
// gives way to a line that says so.
func viewBlocks(body []ui.Block) []slack.Block {
	var out []slack.Block
	for _, b := range fitted(withoutChannel(body)) {
		block := renderBlock(b, len(out))
		if block == nil {
			continue
		}
		if len(out) == maxViewBlocks-1 {
			return append(out, sectionOf("There is more than fits here. Ask for one part of it in the message box."))
		}
		if !joined(out, block) {
			out = append(out, block)
		}
	}
	return out
}

// withoutChannel leaves out the buttons that post in a channel: a window and
// the Home tab stand in none.
func withoutChannel(body []ui.Block) []ui.Block {
	out := make([]ui.Block, 0, len(body))
	for _, b := range body {
		if x, ok := b.(ui.Buttons); ok {
			b = ui.Buttons{Row: slices.DeleteFunc(slices.Clone(x.Row), func(b ui.Button) bool { return b.Channel })}
		}
		out = append(out, b)
	}
	return out
}

package commands

import (
	"context"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// shareable adds the button that posts an answer for everybody. words are what
// was asked, as typed after the slash.
func shareable(m ui.Message, words string) ui.Message {
	button := ui.Button{Label: "Share here", Do: "share", Arg: words, Channel: true}
	for i := len(m.Body) - 1; i >= 0; i-- {
		if b, ok := m.Body[i].(ui.Buttons); ok {
			m.Body[i] = ui.Buttons{Row: append(slices.Clone(b.Row), button)}
			return m
		}
	}
	m.Body = append(m.Body, ui.Buttons{Row: []ui.Button{button}})
	return m
}

// Share asks the shared question again and posts the answer in the channel,
// with the name of whoever shared it.
func (d *Desk) Share(ctx context.Context, r Request) (ui.Reply, error) {
	name, rest, _ := strings.Cut(r.Text, " ")
	route, found := NewTable(d.Routes())[name]
	if !found || !route.Open {
		return nil, &council.Problem{Say: "This answer cannot be shared."}
	}
	reply, err := route.Run(ctx, Request{Text: rest, Channel: r.Channel, Now: r.Now})
	if err != nil {
		return nil, err
	}
	m, ok := reply.(ui.Message)
	if !ok {
		return nil, &council.Problem{Say: "This answer cannot be shared."}
	}
	m.Public, m.Key = true, ""
	m.Body = append(forAll(m.Body), ui.Note{Text: "Shared by " + sharer(r.From) + " from " + d.slash(name) + ". Buttons answer you alone."})
	return m, nil
}

// forAll leaves out the buttons that only make sense to whoever asked.
func forAll(body []ui.Block) []ui.Block {
	var out []ui.Block
	for _, b := range body {
		if x, ok := b.(ui.Buttons); ok {
			b = ui.Buttons{Row: slices.DeleteFunc(slices.Clone(x.Row), func(b ui.Button) bool { return b.Do == "share" || b.Do == "mine" || b.Do == "selfcheck" })}
		}
		out = append(out, b)
	}
	return out
}

func sharer(m council.Member) string {
	if m.Name == "" {
		return "a colleague"
	}
	return m.Name
}

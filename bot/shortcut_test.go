package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/standin"
	"councilbot/internal/ui"
)

// onMessage is a message shortcut that shows what it was used on, and hands on
// the message it was given.
func onMessage(given chan<- commands.Message) []commands.Route {
	return []commands.Route{{Name: "keep", Label: "Keep it", Summary: "A test's own", Kind: commands.MessageShortcut,
		Run: func(_ context.Context, r commands.Request) (ui.Reply, error) {
			given <- *r.Message
			return ui.Modal{Title: "Keep it", Body: []ui.Block{ui.Prose{Text: r.Message.Text}}}, nil
		}}}
}

func TestAShortcutCarriesItsMessage(t *testing.T) {
	given := make(chan commands.Message, 1)
	o := open(t, onMessage(given), nil)
	o.until("a connection", func() bool { return o.Link().Sockets > 0 })
	ts, err := o.Write(o.ctx, ana, hall, "@Ana writes “by Friday”\nin two lines", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Shortcut(o.ctx, ana, "keep", standin.Place{Channel: hall, TS: ts}); err != nil {
		t.Fatal(err)
	}
	o.until("the window", func() bool { return o.View(ana) != nil && o.View(ana).Title == "Keep it" })
	m := <-given
	if m.Channel != hall || m.TS != ts || m.Thread != "" || m.Account != ana || m.Author.SlackID != ana || m.At.IsZero() {
		t.Errorf("the message is %+v", m)
	}
	if len(m.Named) != 1 || m.Named[0].SlackID != ana || m.Text != "@somebody without a seat writes \"by Friday\"\nin two lines" {
		t.Errorf("the text is %q, with %v named in it", m.Text, m.Named)
	}
}

func TestAShortcutKnowsTheFilesAndTheAddress(t *testing.T) {
	given := make(chan commands.Message, 1)
	o := open(t, onMessage(given), nil)
	o.until("a connection", func() bool { return o.Link().Sockets > 0 })
	f, err := o.Upload(o.ctx, ana, o.DM(ana), "paper.pdf", []byte("%PDF"))
	if err != nil {
		t.Fatal(err)
	}
	all := o.Messages(ana, o.DM(ana))
	at := standin.Place{Channel: o.DM(ana), TS: all[len(all)-1].TS}
	if err := o.Shortcut(o.ctx, ana, "keep", at); err != nil {
		t.Fatal(err)
	}
	m := <-given
	if len(m.Files) != 1 || m.Files[0] != (commands.FileRef{ID: f.ID, Name: "paper.pdf"}) {
		t.Errorf("the files are %v, want paper.pdf", m.Files)
	}
	if !strings.Contains(m.Link, "/archives/"+at.Channel+"/p"+strings.ReplaceAll(at.TS, ".", "")) {
		t.Errorf("the address is %q", m.Link)
	}
}

func TestTheManifestOffersBothKindsOfShortcuts(t *testing.T) {
	routes := onMessage(nil)
	routes = append(routes, commands.Route{Name: "anywhere", Label: "Anywhere", Summary: strings.Repeat("long ", 40), Kind: commands.Shortcut})
	out, err := bot.Manifest(routes, "lcc-")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Features struct{ Shortcuts []map[string]string }
	}
	if err := json.Unmarshal(out, &m); err != nil || len(m.Features.Shortcuts) != 2 {
		t.Fatalf("%v in\n%s", err, out)
	}
	for i, want := range []string{"keep message Keep it", "anywhere global Anywhere"} {
		s := m.Features.Shortcuts[i]
		if got := s["callback_id"] + " " + s["type"] + " " + s["name"]; got != want {
			t.Errorf("the shortcut is %q, want %q", got, want)
		}
		if n := len([]rune(s["description"])); n > 150 {
			t.Errorf("the description has %d characters, Slack takes 150", n)
		}
	}
}

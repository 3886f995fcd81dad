package commands

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

func TestAFormCarriesAMessageWithinSlacksLimit(t *testing.T) {
	at := time.Date(2027, time.March, 2, 9, 30, 0, 0, time.UTC)
	for _, c := range []struct{ name, text, want string }{
		{"a short text whole", "Write to the fire services", "Write to the fire services"},
		{"a long text without its end", strings.Repeat("word ", 2000), "word word"},
		{"characters that JSON writes longer", strings.Repeat("<\n\u2028", 3000), "<\n\u2028"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := Message{Channel: "C1", TS: "1.2", Thread: "1.1", Account: "U1", Text: c.text, Link: "https://a.example/1", At: at, Files: []FileRef{{ID: "F1", Name: "a.pdf"}}}
			arg := m.kept()
			if n := utf8.RuneCountInString(arg); n > 2900 {
				t.Errorf("the form carries %d characters, want at most 2,900", n)
			}
			got, err := readMessage(arg, at)
			if err != nil || !strings.HasPrefix(got.Text, c.want) || got.Channel != "C1" || got.Link != m.Link || !got.At.Equal(at) || got.Files[0].Name != "a.pdf" {
				t.Errorf("want the message back, got %+v, %v", got, err)
			}
		})
	}
}

func TestManyFilesGiveWayToo(t *testing.T) {
	var m Message
	for range 100 {
		m.Files = append(m.Files, FileRef{ID: "F1", Name: strings.Repeat("n", 200)})
	}
	if n := utf8.RuneCountInString(m.kept()); n > 2900 {
		t.Errorf("the form carries %d characters, want at most 2,900", n)
	}
}

func TestAShortcutWithoutItsMessageSaysWhereItIs(t *testing.T) {
	keep := Route{Name: "keep", Label: "Keep it", Kind: MessageShortcut, Run: func(context.Context, Request) (ui.Reply, error) { return ui.Say("Kept."), nil }}
	_, err := NewTable([]Route{keep}).Ask(t.Context(), Button, "keep", Request{From: council.Member{}})
	if err == nil || !strings.Contains(err.Error(), "choose “Keep it”") {
		t.Errorf("want to be told where the shortcut is, got %v", err)
	}
}

func TestSlackCanShowEveryShortcut(t *testing.T) {
	count := map[Kind]int{}
	for _, r := range (&Desk{}).Routes() {
		if r.Kind != Shortcut && r.Kind != MessageShortcut {
			continue
		}
		count[r.Kind]++
		if n := utf8.RuneCountInString(r.Label); n == 0 || n > 24 {
			t.Errorf("%s: the label %q has %d characters, Slack takes 1 to 24", r.Name, r.Label, n)
		}
	}
	for kind, n := range count {
		if n > 5 {
			t.Errorf("%d routes are a %s, Slack takes 5", n, kind)
		}
	}
}

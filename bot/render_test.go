package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"councilbot/internal/ui"
)

// TestLongAnswersKeepEveryWord renders answers far past Slack's limits and looks
// for every word of them.
func TestLongAnswersKeepEveryWord(t *testing.T) {
	for _, c := range []struct {
		name string
		body []ui.Block
	}{
		{"a long paragraph", []ui.Block{ui.Prose{Text: numbered(2000, " ")}}},
		{"a long list", []ui.Block{ui.List{Items: strings.Split(numbered(900, " "), " ")}}},
		{"many short paragraphs", paragraphs(180)},
		{"text that grows when escaped", []ui.Block{ui.Prose{Lead: "L", Text: strings.Repeat("<&> ", 500)}}},
		{"a long lead", []ui.Block{ui.Prose{Lead: numbered(500, " "), Text: "And the rest."}}},
		{"a table that grows when escaped", []ui.Block{ui.Table{Caption: "C", Head: []string{"A", "B"}, Rows: [][]string{{strings.Repeat("R&D ", 400), "b"}}}}},
		{"many facts", []ui.Block{ui.Fields{Pairs: make([]ui.Pair, 33)}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			checkPages(t, render(ui.Message{Body: c.body}), ui.Words(c.body))
		})
	}
}

func checkPages(t *testing.T, pages []page, words string) {
	t.Helper()
	var said []string
	for i, p := range pages {
		js, err := json.Marshal(message{Text: p.Text, Blocks: p.Blocks})
		if err != nil {
			t.Fatal(err)
		}
		if len(js) >= 20480-200 {
			t.Errorf("page %d has %d bytes; an acknowledgement holds 20,480", i, len(js))
		}
		if len(p.Blocks) > maxMessageBlocks {
			t.Errorf("page %d has %d blocks, want at most %d", i, len(p.Blocks), maxMessageBlocks)
		}
		said = append(said, strings.Fields(p.Text)...)
		checkSections(t, p.Blocks)
	}
	if got, want := strings.Join(said, ""), strings.Join(strings.Fields(escape(words)), ""); got != want {
		t.Errorf("the pages say %d characters, want %d", len(got), len(want))
	}
}

func checkSections(t *testing.T, blocks []slack.Block) {
	t.Helper()
	for _, b := range blocks {
		if s, ok := b.(*slack.SectionBlock); ok && s.Text != nil {
			if n := units(s.Text.Text); n == 0 || n > maxSection {
				t.Errorf("a section has %d characters, want 1 to %d", n, maxSection)
			}
		}
	}
}

func numbered(n int, sep string) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("word%d", i))
	}
	return strings.Join(all, sep)
}

func paragraphs(n int) []ui.Block {
	var body []ui.Block
	for i := range n {
		body = append(body, ui.Prose{Text: fmt.Sprintf("Paragraph %d.", i)})
	}
	return body
}

func TestAnAnswerWithoutAWordSaysSo(t *testing.T) {
	for _, m := range []ui.Message{{}, {Text: "\u0007"}, {Body: []ui.Block{ui.Prose{}, ui.Buttons{}}}} {
		pages := render(m)
		if len(pages) != 1 || pages[0].Text != "There is nothing to show here." {
			t.Errorf("%v became %v", m, pages)
		}
	}
}

func TestAnAnswerTooLongForSlackSaysSo(t *testing.T) {
	pages := render(ui.Message{Body: paragraphs(4000)})
	if len(pages) != maxPages {
		t.Fatalf("%d pages, want %d", len(pages), maxPages)
	}
	if last := pages[maxPages-1].Text; !strings.HasSuffix(last, tooLong.Text) {
		t.Errorf("the last page ends %q, want %q", last[max(0, len(last)-80):], tooLong.Text)
	}
}

func TestActionIDsAreUniqueInAMessage(t *testing.T) {
	row := ui.Buttons{}
	for i := range 12 {
		row.Row = append(row.Row, ui.Button{Label: "B", Do: "role", Arg: fmt.Sprint(i)})
	}
	pages := render(ui.Message{Body: []ui.Block{row, row, ui.Select{Label: "S", Do: "role", Options: []ui.Option{{Label: "a", Arg: "a"}}}}})
	ids := map[string]bool{}
	for _, b := range pages[0].Blocks {
		for _, e := range b.(actionsBlock).Elements {
			id := idOf(e)
			if ids[id] {
				t.Errorf("two elements have the action id %q", id)
			}
			if routeOf(id) != "role" {
				t.Errorf("routeOf(%q) = %q, want role", id, routeOf(id))
			}
			ids[id] = true
		}
	}
	if len(ids) != 25 {
		t.Errorf("%d elements, want 25", len(ids))
	}
}

func idOf(e slack.BlockElement) string {
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		return e.ActionID
	case *slack.SelectBlockElement:
		return e.ActionID
	}
	return ""
}

func TestWindowsLeaveOutWhatPostsInAChannel(t *testing.T) {
	m := ui.Message{Body: []ui.Block{ui.Buttons{Row: []ui.Button{{Label: "Share here", Do: "share", Channel: true}, {Label: "Go on", Do: "role"}}}}}
	js, err := JSON(modalOf(m))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(js), "Share here") || !strings.Contains(string(js), "Go on") {
		t.Errorf("the window holds %s, want only the button that works there", js)
	}
}

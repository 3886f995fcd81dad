package standin

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestWhatSlackGoBuildsIsTaken(t *testing.T) {
	w := serve(t, testConfig())
	words := slack.NewTextBlockObject("mrkdwn", "*words*", false, true)
	label := slack.NewTextBlockObject("plain_text", "Label", true, false)
	choice := slack.NewOptionBlockObject("v", label, nil)
	picture := slack.NewImageBlockElement("https://example.org/a.png", "A picture")
	button := slack.NewButtonBlockElement("go", "1", label).WithStyle(slack.StylePrimary).WithConfirm(slack.NewConfirmationBlockObject(label, words, label, label))
	rich := slack.NewRichTextBlock("rich", slack.NewRichTextSection(slack.NewRichTextSectionTextElement("bold", &slack.RichTextSectionTextStyle{Bold: true})),
		slack.NewRichTextList(slack.RTEListBullet, 0, slack.NewRichTextSection(slack.NewRichTextSectionTextElement("one", nil))))
	for name, block := range map[string]slack.Block{
		"section":       slack.NewSectionBlock(words, []*slack.TextBlockObject{words, label}, slack.NewAccessory(button)),
		"image section": slack.NewSectionBlock(words, nil, slack.NewAccessory(picture)),
		"overflow":      slack.NewSectionBlock(words, nil, slack.NewAccessory(slack.NewOverflowBlockElement("more", choice))),
		"divider":       slack.NewDividerBlock(),
		"header":        slack.NewHeaderBlock(label),
		"context":       slack.NewContextBlock("c", words, label, picture),
		"actions":       slack.NewActionBlock("a", button, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, label, "s", choice), slack.NewDatePickerBlockElement("d")),
		"checkboxes":    slack.NewActionBlock("k", slack.NewCheckboxGroupsBlockElement("k", choice), slack.NewRadioButtonsBlockElement("r", choice)),
		"input":         slack.NewInputBlock("i", label, label, slack.NewPlainTextInputBlockElement(label, "t")),
		"image":         slack.NewImageBlock("https://example.org/a.png", "A picture", "", label),
		"markdown":      slack.NewMarkdownBlock("m", "**words**"),
		"rich text":     rich,
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := client(w).PostMessageContext(t.Context(), general, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(block)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestMissingIDsAreFilledInAndGivenOnesKept(t *testing.T) {
	w := serve(t, testConfig())
	blocks := `[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"R & D <b>"}},{"type":"button","action_id":"mine","text":{"type":"plain_text","text":"b"}}]},{"type":"divider","block_id":"line"}]`
	checkCode(t, api(t, w, "chat.postMessage", args{"channel": general, "text": "t", "blocks": blocks}), "")
	var got []struct {
		BlockID  string `json:"block_id"`
		Elements []struct {
			ActionID string `json:"action_id"`
		}
	}
	sent := last(t, w, ana, general).Blocks
	if err := json.Unmarshal(sent, &got); err != nil {
		t.Fatal(err)
	}
	if got[0].BlockID == "" || got[0].Elements[0].ActionID == "" || got[0].Elements[1].ActionID != "mine" || got[1].BlockID != "line" {
		t.Errorf("want missing ids filled in and given ones kept, got %s", sent)
	}
	if !strings.Contains(string(sent), `"R & D <b>"`) {
		t.Errorf("want the words as they were, got %s", sent)
	}
}

func TestAnElementStartsWithItsInitialValue(t *testing.T) {
	one, two := simple(0).(obj), simple(1).(obj)
	for _, c := range []struct {
		name    string
		element obj
		want    Value
	}{
		{"nothing", obj{"type": "users_select"}, nil},
		{"text", obj{"initial_value": "a"}, Value{"a"}},
		{"rich text", obj{"initial_value": decoded(t, richText("a"))}, Value{"a"}},
		{"one option", obj{"initial_option": one}, Value{one["value"].(string)}},
		{"several options", obj{"initial_options": []any{one, two}}, Value{one["value"].(string), two["value"].(string)}},
		{"people", obj{"initial_users": []any{ana, ben}}, Value{ana, ben}},
		{"a moment", obj{"initial_date_time": json.Number("1700000000")}, Value{"1700000000"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := initial(c.element); !slices.Equal(got, c.want) {
				t.Errorf("want %v, got %v", c.want, got)
			}
		})
	}
}

// decoded is v as it comes out of JSON.
func decoded(t *testing.T, v any) any {
	t.Helper()
	d, err := decode(asJSONText(t, v))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func BenchmarkBlocks(b *testing.B) {
	w := serve(b, testConfig())
	var blocks []any
	for range 10 {
		blocks = append(blocks, obj{"type": "section", "text": mrkdwnOf(200), "accessory": button(obj{"action_id": "go"})})
	}
	text, err := json.Marshal(blocks)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		w.accepted = nil
		if _, err := w.messageBlocks(string(text), "blocks"); err != nil {
			b.Fatal(err)
		}
	}
}

package standin

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// responseURL runs a command and returns its response_url.
func responseURL(t *testing.T, w *Workspace) string {
	t.Helper()
	urls := make(chan string, 1)
	connect(t, w, func(b *testBot, e socketmode.Event) any {
		if e.Type == socketmode.EventTypeSlashCommand {
			urls <- command(b.t, e).ResponseURL
		}
		return nil
	})
	if err := w.Command(t.Context(), ana, general, "/role", ""); err != nil {
		t.Fatal(err)
	}
	return <-urls
}

// post sends JSON to a URL and returns the status.
func post(t *testing.T, url, body string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

func TestAResponseURLWorksFiveTimes(t *testing.T) {
	w := serve(t, testConfig())
	url := responseURL(t, w)
	for i := range responseUses {
		if got := post(t, url, `{"text":"hello"}`); got != http.StatusOK {
			t.Errorf("use %d: want 200, got %d", i+1, got)
		}
	}
	if got := post(t, url, `{"text":"hello"}`); got != http.StatusNotFound {
		t.Errorf("want 404 when used up, got %d", got)
	}
	if got := post(t, url+"x", `{"text":"hello"}`); got != http.StatusNotFound {
		t.Errorf("want 404 for one that was not issued, got %d", got)
	}
	if got := w.Messages(ben, general); len(got) != 0 {
		t.Errorf("want Ben to see none, got %v", got)
	}
}

func TestAResponseURLLivesHalfAnHour(t *testing.T) {
	w := serve(t, testConfig())
	url := responseURL(t, w)
	w.Clock().Turn(29 * time.Minute)
	if got := post(t, url, `{"text":"hello"}`); got != http.StatusOK {
		t.Errorf("want 200 after 29 minutes, got %d", got)
	}
	w.Clock().Turn(time.Minute + time.Second)
	if got := post(t, url, `{"text":"hello"}`); got != http.StatusNotFound {
		t.Errorf("want 404 after 30 minutes, got %d", got)
	}
}

func TestAResponseIsCheckedAsAPostIs(t *testing.T) {
	w := serve(t, testConfig())
	url := responseURL(t, w)
	for name, body := range map[string]string{
		"a wrong block":     `{"blocks":[{"type":"banner"}]}`,
		"a wrong name":      `{"texts":"hello"}`,
		"nothing":           `{}`,
		"a wrong type":      `{"text":"hello","response_type":"loud"}`,
		"delete with words": `{"text":"hello","delete_original":true}`,
	} {
		if got := post(t, url, body); got != http.StatusBadRequest {
			t.Errorf("%s: want 400, got %d", name, got)
		}
	}
}

func TestAResponseMayBeForEveryone(t *testing.T) {
	w := serve(t, testConfig())
	post(t, responseURL(t, w), `{"text":"hello","response_type":"in_channel"}`)
	if got := last(t, w, ben, general); got.Text != "hello" || got.Ephemeral {
		t.Errorf("want hello for Ben, got %+v", got)
	}
}

func TestWhatInvokedACommandCannotBeReplaced(t *testing.T) {
	w := serve(t, testConfig())
	ts := write(t, w, general, "before")
	url := responseURL(t, w)
	post(t, url, `{"text":"hello","replace_original":true}`)
	if got := w.Messages(ana, general); len(got) != 2 || got[0].TS != ts || got[0].Text != "before" {
		t.Errorf("want a second message, got %+v", got)
	}
	if got := post(t, url, `{"delete_original":true}`); got != http.StatusBadRequest {
		t.Errorf("want 400, got %d", got)
	}
}

// withButton is a message with one button.
func withButton() slack.MsgOption {
	return slack.MsgOptionBlocks(slack.NewActionBlock("b", slack.NewButtonBlockElement("go", "7", slack.NewTextBlockObject("plain_text", "Go", false, false))))
}

// pressGo posts a message with a button, presses it as Ana, and returns the
// message and what the bot was told.
func pressGo(t *testing.T, w *Workspace, ephemeral bool) (*testBot, Message, slack.InteractionCallback) {
	t.Helper()
	pressed := make(chan slack.InteractionCallback, 1)
	b := connect(t, w, func(b *testBot, e socketmode.Event) any {
		if e.Type == socketmode.EventTypeInteractive {
			pressed <- interaction(b.t, e)
		}
		return nil
	})
	var err error
	if ephemeral {
		_, err = b.PostEphemeralContext(t.Context(), general, ana, slack.MsgOptionText("choose", false), withButton())
	} else {
		_, _, err = b.PostMessageContext(t.Context(), general, slack.MsgOptionText("choose", false), withButton())
	}
	if err != nil {
		t.Fatal(err)
	}
	m := last(t, w, ana, general)
	if err := w.Press(t.Context(), ana, Place{Channel: general, TS: m.TS}, "go", "b", nil); err != nil {
		t.Fatal(err)
	}
	return b, m, <-pressed
}

func TestAPressSaysWhatWasPressedWhere(t *testing.T) {
	for _, ephemeral := range []bool{false, true} {
		_, m, p := pressGo(t, serve(t, testConfig()), ephemeral)
		if a := p.ActionCallback.BlockActions; len(a) != 1 || a[0].ActionID != "go" || a[0].Value != "7" || p.Container.MessageTs != m.TS || p.Container.IsEphemeral != ephemeral {
			t.Errorf("want the button of the message, got %+v", p)
		}
		if has := p.Message.Timestamp != ""; has == ephemeral {
			t.Errorf("ephemeral %v: want the message in the payload only when it is not, got %v", ephemeral, has)
		}
	}
}

func TestAPressIsAnsweredInPlace(t *testing.T) {
	for _, ephemeral := range []bool{false, true} {
		w := serve(t, testConfig())
		b, m, p := pressGo(t, w, ephemeral)
		_, _, err := b.PostMessageContext(t.Context(), "", slack.MsgOptionReplaceOriginal(p.ResponseURL), slack.MsgOptionText("chosen", false))
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Messages(ana, general); len(got) != 1 || got[0].Text != "chosen" || got[0].TS != m.TS || got[0].Blocks != nil {
			t.Errorf("want the message replaced, got %+v", got)
		}
		_, _, err = b.PostMessageContext(t.Context(), "", slack.MsgOptionDeleteOriginal(p.ResponseURL))
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Messages(ana, general); len(got) != 0 {
			t.Errorf("want it deleted, got %+v", got)
		}
	}
}

func TestAPressNobodyAcknowledgesShowsAWarning(t *testing.T) {
	c := testConfig()
	c.AckDeadline = 20 * time.Millisecond
	w := serve(t, c)
	b := connect(t, w, func(*testBot, socketmode.Event) any { return noAck{} })
	_, ts, err := b.PostMessageContext(t.Context(), general, slack.MsgOptionText("choose", false), withButton())
	if err != nil {
		t.Fatal(err)
	}
	checkRefusal(t, w.Press(t.Context(), ana, Place{Channel: general, TS: ts}, "go", "", nil), "operation_timeout")
	checkRefusal(t, w.Press(t.Context(), ana, Place{Channel: general, TS: ts}, "stay", "", nil), "not_found")
	checkRefusal(t, w.Press(t.Context(), ana, Place{Channel: general, TS: "1.000001"}, "go", "", nil), "message_not_found")
}

func TestTheAnswersOfAnExternalSelectAreCheckedAndCanBeChosen(t *testing.T) {
	w := serve(t, testConfig())
	options := any(obj{"options": []any{obj{"text": plain(3), "value": "o1"}}})
	chosen := make(chan slack.InteractionCallback, 1)
	b := connect(t, w, func(b *testBot, e socketmode.Event) any {
		if e.Type != socketmode.EventTypeInteractive {
			return nil
		}
		i := interaction(b.t, e)
		if i.Type == slack.InteractionTypeBlockSuggestion {
			return options
		}
		chosen <- i
		return nil
	})
	pick := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, nil, "pick")
	_, ts, err := b.PostMessageContext(t.Context(), general, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(slack.NewActionBlock("b", pick)))
	if err != nil {
		t.Fatal(err)
	}
	at := Place{Channel: general, TS: ts}
	if got, err := w.Suggest(t.Context(), ana, at, "pick", "b", "ab"); err != nil || got != nil {
		t.Errorf("want nothing asked for two letters, got %v, %v", got, err)
	}
	checkRefusal(t, w.Press(t.Context(), ana, at, "pick", "b", Value{"o1"}), "invalid_option")
	got, err := w.Suggest(t.Context(), ana, at, "pick", "b", "abc")
	if err != nil || len(got) != 1 || got[0] != (Option{Text: "xxx", Value: "o1"}) {
		t.Errorf("want the one option, got %v, %v", got, err)
	}
	if err := w.Press(t.Context(), ana, at, "pick", "b", Value{"o1"}); err != nil {
		t.Fatal(err)
	}
	if i := <-chosen; i.ActionCallback.BlockActions[0].SelectedOption.Text.Text != "xxx" {
		t.Errorf("want the option with its label, got %+v", i.ActionCallback.BlockActions[0])
	}
	options = obj{"options": times(101, simple)}
	_, err = w.Suggest(t.Context(), ana, at, "pick", "b", "abc")
	checkRefusal(t, err, "invalid_options")
}

func TestShortcutsSayWhereTheyWereRun(t *testing.T) {
	w := serve(t, testConfig())
	got := make(chan slack.InteractionCallback, 1)
	connect(t, w, func(b *testBot, e socketmode.Event) any {
		if e.Type == socketmode.EventTypeInteractive {
			got <- interaction(b.t, e)
		}
		return nil
	})
	ts := write(t, w, general, "remember this")
	if err := w.Shortcut(t.Context(), ana, "propose", Place{}); err != nil {
		t.Fatal(err)
	}
	if i := <-got; i.Type != slack.InteractionTypeShortcut || i.CallbackID != "propose" || i.TriggerID == "" {
		t.Errorf("want the global shortcut, got %+v", i)
	}
	if err := w.Shortcut(t.Context(), ben, "keep", Place{Channel: general, TS: ts}); err != nil {
		t.Fatal(err)
	}
	if i := <-got; i.Type != slack.InteractionTypeMessageAction || i.Message.Text != "remember this" || i.Channel.ID != general || !strings.HasPrefix(i.ResponseURL, w.base()) {
		t.Errorf("want the message, got %+v", i)
	}
	checkRefusal(t, w.Shortcut(t.Context(), ben, "keep", Place{Channel: quiet, TS: ts}), "channel_not_found")
}

package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestAResponseURLIsNotInTheError(t *testing.T) {
	w := newWeb(Config{})
	err := w.answer(t.Context(), "http://127.0.0.1:1/response/secret", &slack.WebhookMessage{Text: "hello"}, true)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the log would say: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := w.answer(ended, "http://127.0.0.1:1/response/secret", &slack.WebhookMessage{Text: "hello"}, true); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cause", err)
	}
}

func TestWhatComesWhenTheBotIsBusyIsAnsweredInKind(t *testing.T) {
	for _, c := range []struct {
		name string
		e    *envelope
		want string
	}{
		{"a command by a message", &envelope{kind: slash}, `{"text":"The bot is busy. Please try again in a minute.","unfurl_links":false,"unfurl_media":false}`},
		{"a form at a field, where what was typed stays", &envelope{kind: form, form: map[string]string{"title": "x", "about": "y"}},
			`{"response_action":"errors","errors":{"about":"The bot is busy. Please try again in a minute."}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := json.Marshal(busy(c.e))
			if err != nil || string(got) != c.want {
				t.Errorf("got %s, %v, want %s", got, err, c.want)
			}
		})
	}
}

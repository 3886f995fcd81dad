package bot

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
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

func TestAnEventOfAStrangeShapeHarmsNobody(t *testing.T) {
	var log strings.Builder
	b := &Bot{log: slog.New(slog.NewTextHandler(&log, nil)), seen: newSeen(8, time.Minute), queue: newQueue(8)}
	s := newSocket(slack.New("xoxb-1"), nil, time.Now())
	b.receive(s, socketmode.Event{Type: socketmode.EventTypeErrorBadMessage, Data: "no struct at all"})
	if !strings.Contains(log.String(), "could not be read") {
		t.Errorf("the log says %q", log.String())
	}
	for _, inner := range []any{&slackevents.MessageEvent{ChannelType: "im"}, &slackevents.MessageEvent{ChannelType: "channel"}, &slackevents.AppMentionEvent{}, nil} {
		e := read(s, socketmode.Event{Data: slackevents.EventsAPIEvent{InnerEvent: slackevents.EventsAPIInnerEvent{Data: inner}}}, time.Now())
		if e.kind != unheard && e.kind != mention {
			t.Errorf("%T became %v", inner, e.kind)
		}
	}
}

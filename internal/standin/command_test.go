package standin

import (
	"errors"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

func TestACommandsAnswerInTheAckIsSeenByThePersonAlone(t *testing.T) {
	w := serve(t, testConfig())
	connect(t, w, func(_ *testBot, e socketmode.Event) any {
		return map[string]string{"text": "You asked " + command(t, e).Text}
	})
	if err := w.Command(t.Context(), ana, general, "/role", "cto"); err != nil {
		t.Fatal(err)
	}
	if want, got := "You asked cto", last(t, w, ana, general); got.Text != want || !got.Ephemeral {
		t.Errorf("want an ephemeral %q, got %+v", want, got)
	}
	if got := w.Messages(ben, general); len(got) != 0 {
		t.Errorf("want nothing for Ben, got %v", got)
	}
}

func TestACommandCarriesWhatSlackSends(t *testing.T) {
	w := serve(t, testConfig())
	var got slack.SlashCommand
	connect(t, w, func(_ *testBot, e socketmode.Event) any { got = command(t, e); return nil })
	if err := w.Command(t.Context(), ana, general, "/action", `@Ben Oduya & <b> in #general and #chairs "now" é`); err != nil {
		t.Fatal(err)
	}
	want := slack.SlashCommand{
		Token: appSecret, TeamID: teamID, TeamDomain: "standin", APIAppID: appID,
		ChannelID: general, ChannelName: "general", UserID: ana, UserName: "ana.silva", Command: "/action",
		Text:        `<@U0BEN> &amp; &lt;b&gt; in <#C0GENERAL|general> and <#C0QUIET|> "now" é`,
		ResponseURL: got.ResponseURL, TriggerID: got.TriggerID,
	}
	if got != want {
		t.Errorf("want %+v\ngot  %+v", want, got)
	}
	if got.ResponseURL == "" || got.TriggerID == "" {
		t.Errorf("want a response_url and a trigger_id, got %+v", got)
	}
}

func TestACommandNobodyAcknowledgesFailsForThePerson(t *testing.T) {
	c := testConfig()
	c.AckDeadline = 20e6
	w := serve(t, c)
	err := w.Command(t.Context(), ana, general, "/role", "")
	checkRefusal(t, err, "dispatch_failed")
	connect(t, w, func(*testBot, socketmode.Event) any { return noAck{} })
	err = w.Command(t.Context(), ana, general, "/role", "")
	checkRefusal(t, err, "operation_timeout")
	if want, got := `/role failed with the error "operation_timeout"`, last(t, w, ana, general); got.Text != want || got.User != slackbot || !got.Ephemeral {
		t.Errorf("want Slackbot to say %q, got %+v", want, got)
	}
}

// checkRefusal checks the code of a refusal.
func checkRefusal(t *testing.T, err error, want string) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) || r.Code != want {
		t.Errorf("want refusal %q, got %v", want, err)
	}
}

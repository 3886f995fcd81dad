package standin

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// call calls the Web API over HTTP.
func call(t *testing.T, w *Workspace, method, kind, token, body string) (*http.Response, obj) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.base()+"/api/"+method, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer obj
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return res, answer
}

const (
	asForm = "application/x-www-form-urlencoded"
	asJSON = "application/json; charset=utf-8"
)

func TestATokenIsNeededAndMustBeTheRightKind(t *testing.T) {
	w := serve(t, testConfig())
	for _, c := range []struct{ name, method, token, want string }{
		{"none", "auth.test", "", "not_authed"},
		{"a wrong one", "auth.test", "xoxb-other", "invalid_auth"},
		{"the app's where the bot's is wanted", "auth.test", "xapp-test", "not_allowed_token_type"},
		{"the bot's where the app's is wanted", "apps.connections.open", "xoxb-test", "not_allowed_token_type"},
		{"the right one", "auth.test", "xoxb-test", ""},
		{"the right one of the app", "apps.connections.open", "xapp-test", ""},
		{"none for a method that needs none", "api.test", "", ""},
		{"any for a method there is not", "chat.whisper", "xoxb-test", "unknown_method"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, got := call(t, w, c.method, asForm, c.token, "")
			if code, _ := got["error"].(string); code != c.want {
				t.Errorf("want %q, got %v", c.want, got)
			}
		})
	}
}

func TestATokenMayComeInTheBody(t *testing.T) {
	w := serve(t, testConfig())
	if _, got := call(t, w, "auth.test", asForm, "", "token=xoxb-test"); got["ok"] != true {
		t.Errorf("want ok, got %v", got)
	}
}

func TestArgumentsMayComeAsAFormOrAsJSON(t *testing.T) {
	w := serve(t, testConfig())
	form := url.Values{"channel": {general}, "text": {"hello"}, "blocks": {`[{"type":"divider"}]`}}.Encode()
	for name, c := range map[string]struct{ kind, body string }{
		"a form":                   {asForm, form},
		"JSON":                     {asJSON, `{"channel":"C0GENERAL","text":"hello","blocks":[{"type":"divider"}]}`},
		"JSON within JSON":         {asJSON, `{"channel":"C0GENERAL","text":"hello","blocks":"[{\"type\":\"divider\"}]","thread_ts":null}`},
		"JSON with no unfurl flag": {asJSON, `{"channel":"C0GENERAL","text":"hello","blocks":[{"type":"divider"}],"unfurl_links":false}`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, got := call(t, w, "chat.postMessage", c.kind, "xoxb-test", c.body); got["ok"] != true {
				t.Fatalf("want ok, got %v", got)
			}
			if got := last(t, w, ana, general); got.Text != "hello" || !strings.Contains(string(got.Blocks), "divider") {
				t.Errorf("want hello and a divider, got %+v", got)
			}
		})
	}
	if _, got := call(t, w, "chat.postMessage", asJSON, "xoxb-test", "{"); got["error"] != "invalid_json" {
		t.Errorf("want invalid_json, got %v", got)
	}
}

func TestAnArgumentOfAWrongNameOrMissingIsRefused(t *testing.T) {
	w := serve(t, testConfig())
	for name, c := range map[string]struct{ body, want string }{
		"wrong":   {"channel=C0GENERAL&texts=hello", "[ERROR] unrecognized argument: texts [json-pointer:/texts]"},
		"missing": {"text=hello", "[ERROR] missing required field: channel"},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := call(t, w, "chat.postMessage", asForm, "xoxb-test", c.body)
			text, _ := json.Marshal(got["response_metadata"])
			if got["error"] != "invalid_arguments" || !strings.Contains(string(text), c.want) {
				t.Errorf("want invalid_arguments and %q, got %v", c.want, got)
			}
		})
	}
}

func TestAMissingScopeIsNamed(t *testing.T) {
	c := testConfig()
	c.Scopes = []string{"commands", "chat:write"}
	w := serve(t, c)
	res, got := call(t, w, "users.list", asForm, "xoxb-test", "")
	if got["error"] != "missing_scope" || got["needed"] != "users:read" || got["provided"] != "commands,chat:write" {
		t.Errorf("want missing_scope, needed users:read, got %v", got)
	}
	if have := res.Header.Get("X-OAuth-Scopes"); have != "commands,chat:write" {
		t.Errorf("want the token's scopes in the header, got %q", have)
	}
	if needs := res.Header.Get("X-Accepted-OAuth-Scopes"); needs != "users:read" {
		t.Errorf("want the method's scope in the header, got %q", needs)
	}
}

func TestSlackGoReadsTheDetailOfARefusal(t *testing.T) {
	w := serve(t, testConfig())
	api := client(w)
	long := slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", x(3001), false, false), nil, nil)
	_, _, err := api.PostMessageContext(t.Context(), general, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(long))
	want := "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) || refused.Err != "invalid_blocks" || len(refused.ResponseMetadata.Messages) != 1 || refused.ResponseMetadata.Messages[0] != want {
		t.Errorf("want invalid_blocks with %q, got %#v", want, err)
	}
}

// client is a Web API client without a socket.
func client(w *Workspace) *slack.Client {
	return slack.New(w.conf.BotToken, slack.OptionAppLevelToken(w.conf.AppToken), slack.OptionAPIURL(w.base()+"/api/"))
}

func TestCallsAreKeptWithoutTheirToken(t *testing.T) {
	w := serve(t, testConfig())
	call(t, w, "chat.postMessage", asForm, "", "token=xoxb-test&channel=C0GENERAL&text=hello")
	calls := w.Calls()
	if len(calls) != 1 || calls[0].Method != "chat.postMessage" || calls[0].Args["text"] != "hello" || calls[0].Status != 200 || !strings.Contains(string(calls[0].Answer), `"ok":true`) {
		t.Fatalf("want the one call, got %+v", calls)
	}
	if _, kept := calls[0].Args["token"]; kept {
		t.Error("want no token kept")
	}
}

func FuzzArgumentsNeverPanic(f *testing.F) {
	w := New(testConfig())
	f.Cleanup(w.Close)
	f.Add(`[{"type":"section","text":{"type":"mrkdwn","text":"a"},"accessory":{"type":"button"}}]`, `{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"input"}]}`)
	f.Add(`[null,1,"a",[],{"type":"input","element":[]}]`, `{"type":"modal","blocks":{}}`)
	f.Add(`[{"type":"actions","elements":[{"type":"static_select","options":[{}],"initial_option":1}]}]`, `[]`)
	f.Add(`[{"type":"table","rows":[[1]]},{"type":"layout","rows":[{"items":[{"block":1}]}]}]`, `"x"`)
	f.Fuzz(func(t *testing.T, blocks, view string) {
		rep := w.call("chat.postMessage", args{"token": "xoxb-test", "channel": general, "blocks": blocks})
		trigger := ""
		w.read(func() { trigger = w.newTrigger(w.people[ana]) })
		opened := w.call("views.open", args{"token": "xoxb-test", "trigger_id": trigger, "view": view})
		if !json.Valid(rep.body) || !json.Valid(opened.body) {
			t.Errorf("want JSON, got %s and %s", rep.body, opened.body)
		}
		w.read(func() { w.clear(w.people[ana]) })
	})
}

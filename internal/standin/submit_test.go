package standin

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// submissions are what a bot may acknowledge a submission with, and what comes
// of it.
var submissions = []struct {
	name    string
	answer  any
	wrong   FieldErrors
	code    string
	top     string // callback_id on top afterwards, "" for no modal
	deepest int
}{
	{"nothing closes it", nil, nil, "", "", 0},
	{"an empty object closes it", obj{}, nil, "", "", 0},
	{"errors stand at their fields", obj{"response_action": "errors", "errors": obj{"title": "Too short"}}, FieldErrors{"title": "Too short"}, "", "item", 1},
	{"errors at no input break it", obj{"response_action": "errors", "errors": obj{"text": "Too short"}}, nil, "invalid_response", "item", 1},
	{"errors without any break it", obj{"response_action": "errors"}, nil, "invalid_response", "item", 1},
	{"update changes it", obj{"response_action": "update", "view": form(obj{"callback_id": "next"})}, nil, "", "next", 1},
	{"update with a wrong view breaks it", obj{"response_action": "update", "view": form(obj{"title": plain(25)})}, nil, "invalid_arguments", "item", 1},
	{"push puts another on it", obj{"response_action": "push", "view": form(obj{"callback_id": "pushed"})}, nil, "", "pushed", 2},
	{"clear closes all", obj{"response_action": "clear"}, nil, "", "", 0},
	{"anything else breaks it", obj{"text": "thanks"}, nil, "invalid_response", "item", 1},
	{"words break it", "thanks", nil, "invalid_response", "item", 1},
}

func TestASubmissionDoesWhatItsAckSays(t *testing.T) {
	for _, c := range submissions {
		t.Run(c.name, func(t *testing.T) {
			w := serve(t, testConfig())
			connect(t, w, func(*testBot, socketmode.Event) any { return c.answer })
			v := openForm(t, w, form(nil))
			wrong, err := w.Submit(t.Context(), ana, v.ID, map[string]map[string]Value{"title": {"text": {"hello"}}})
			if c.code != "" {
				checkRefusal(t, err, c.code)
				if !strings.HasPrefix(err.Error(), trouble) {
					t.Errorf("want %q, got %v", trouble, err)
				}
			} else if err != nil {
				t.Error(err)
			}
			if !maps.Equal(c.wrong, wrong) {
				t.Errorf("want field errors %v, got %v", c.wrong, wrong)
			}
			checkTop(t, w, c.top, c.deepest)
		})
	}
}

// checkTop checks what modal Ana sees.
func checkTop(t *testing.T, w *Workspace, callback string, depth int) {
	t.Helper()
	var got View
	if v := w.View(ana); v != nil {
		got = *v
	}
	if got.CallbackID != callback || got.Depth != depth {
		t.Errorf("want modal %q at depth %d on top, got %q at %d", callback, depth, got.CallbackID, got.Depth)
	}
}

func TestASubmissionCarriesWhatWasPutIn(t *testing.T) {
	w := serve(t, testConfig())
	var got slack.InteractionCallback
	connect(t, w, func(b *testBot, e socketmode.Event) any { got = interaction(b.t, e); return nil })
	v := openForm(t, w, form(obj{"private_metadata": "m"}))
	if _, err := w.Submit(t.Context(), ana, v.ID, map[string]map[string]Value{"title": {"text": {"hello"}}}); err != nil {
		t.Fatal(err)
	}
	state := got.View.State.Values
	if got.Type != slack.InteractionTypeViewSubmission || got.User.ID != ana || got.View.PrivateMetadata != "m" || got.View.Hash != v.Hash {
		t.Errorf("want Ana's submission of the view, got %+v", got)
	}
	if state["title"]["text"].Value != "hello" || state["sector"]["pick"].SelectedOption.Value != simple(0).(obj)["value"] {
		t.Errorf("want the title and the initial option, got %+v", state)
	}
}

func TestSlackItselfChecksFieldsBeforeTheBotIsAsked(t *testing.T) {
	w := serve(t, testConfig()) // nobody is connected: asking would fail
	for _, c := range []struct {
		name string
		text Value
		want string
	}{
		{"a required field left empty", nil, "Please complete this required field."},
		{"a text too long", Value{x(11)}, "Please enter no more than 10 characters."},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := openForm(t, w, form(nil))
			wrong, err := w.Submit(t.Context(), ana, v.ID, map[string]map[string]Value{"title": {"text": c.text}})
			if err != nil || wrong["title"] != c.want {
				t.Errorf("want %q, got %v, %v", c.want, wrong, err)
			}
		})
	}
}

func TestNothingCanBeChosenThatIsNotOffered(t *testing.T) {
	w := serve(t, testConfig())
	v := openForm(t, w, form(nil))
	_, err := w.Submit(t.Context(), ana, v.ID, map[string]map[string]Value{"sector": {"pick": {"zz"}}})
	checkRefusal(t, err, "invalid_option")
	_, err = w.Submit(t.Context(), ana, v.ID, map[string]map[string]Value{"sector": {"other": {"zz"}}})
	checkRefusal(t, err, "not_found")
	_, err = w.Submit(t.Context(), ben, v.ID, nil)
	checkRefusal(t, err, "not_found")
}

func TestClosingAModalIsToldWhenItAsks(t *testing.T) {
	w := serve(t, testConfig())
	got := make(chan slack.InteractionCallback, 1)
	connect(t, w, func(b *testBot, e socketmode.Event) any { got <- interaction(b.t, e); return nil })
	v := openForm(t, w, form(obj{"notify_on_close": true, "clear_on_close": true}))
	if err := w.CloseView(t.Context(), ana, v.ID); err != nil {
		t.Fatal(err)
	}
	if e := <-got; e.Type != slack.InteractionTypeViewClosed || !e.IsCleared || e.View.ID != v.ID {
		t.Errorf("want view_closed, cleared, got %+v", e)
	}
	checkTop(t, w, "", 0)
}

// The options of the elements below.
var (
	first  = simple(0).(obj)
	second = simple(1).(obj)
	both   = []any{first, second}
)

// holdings are elements, what stands in them, and how a payload gives it.
var holdings = []struct {
	element obj
	value   Value
	want    any
}{
	{obj{"type": "plain_text_input"}, Value{"a"}, "a"},
	{obj{"type": "plain_text_input"}, nil, nil},
	{obj{"type": "number_input", "is_decimal_allowed": false}, Value{"5"}, "5"},
	{obj{"type": "rich_text_input"}, Value{"a"}, richText("a")},
	{obj{"type": "static_select", "options": both}, Value{second["value"].(string)}, second},
	{obj{"type": "multi_static_select", "options": both}, Value{first["value"].(string)}, []any{first}},
	{obj{"type": "checkboxes", "options": both}, nil, []any{}},
	{obj{"type": "radio_buttons", "options": both}, Value{first["value"].(string)}, first},
	{obj{"type": "users_select"}, Value{ben}, ben},
	{obj{"type": "multi_users_select"}, Value{ana, ben}, []any{ana, ben}},
	{obj{"type": "multi_conversations_select"}, nil, []any{}},
	{obj{"type": "channels_select"}, Value{general}, general},
	{obj{"type": "datepicker"}, Value{"2027-03-05"}, "2027-03-05"},
	{obj{"type": "timepicker"}, Value{"10:00"}, "10:00"},
	{obj{"type": "datetimepicker"}, Value{"1700000000"}, json.Number("1700000000")},
}

func TestEveryElementGivesItsValueAsSlackDoes(t *testing.T) {
	w := serve(t, testConfig())
	for i, c := range holdings {
		kind := c.element["type"].(string)
		t.Run(strconv.Itoa(i)+kind, func(t *testing.T) {
			var got obj
			w.read(func() { got = w.heldJSON(c.element, c.value) })
			if want, got := asJSONText(t, c.want), asJSONText(t, got[stateNames[kind]]); want != got {
				t.Errorf("want %s, got %s", want, got)
			}
		})
	}
}

func TestAFileInputGivesItsFiles(t *testing.T) {
	w := serve(t, testConfig())
	f, err := w.Upload(t.Context(), ana, "", "a.pdf", []byte("%PDF"))
	if err != nil {
		t.Fatal(err)
	}
	var got obj
	w.read(func() { got = w.heldJSON(obj{"type": "file_input"}, Value{f.ID}) })
	if files := got["files"].([]obj); len(files) != 1 || files[0]["id"] != f.ID || files[0]["name"] != "a.pdf" {
		t.Errorf("want the file, got %v", got)
	}
}

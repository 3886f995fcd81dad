package standin

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// form is a modal with an input for a title and a select.
func form(more obj) obj {
	v := obj{
		"type": "modal", "callback_id": "item", "title": plain(4), "submit": plain(4),
		"blocks": []any{
			obj{"type": "input", "block_id": "title", "label": plain(5), "element": obj{"type": "plain_text_input", "action_id": "text", "max_length": 10}},
			obj{"type": "input", "block_id": "sector", "label": plain(5), "optional": true,
				"element": obj{"type": "static_select", "action_id": "pick", "options": []any{simple(0), simple(1)}, "initial_option": simple(0)}},
		},
	}
	maps.Copy(v, more)
	return v
}

// asJSONText is v as a call carries it.
func asJSONText(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// api calls a method with the bot token and returns the answer.
func api(t *testing.T, w *Workspace, method string, a args) obj {
	t.Helper()
	a["token"] = w.conf.BotToken
	var answer obj
	if err := json.Unmarshal(w.call(method, a).body, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// checkCode checks the error of an answer, "" meaning ok.
func checkCode(t *testing.T, answer obj, want string) {
	t.Helper()
	if got, _ := answer["error"].(string); got != want {
		t.Errorf("want error %q, got %v", want, answer)
	}
}

// trigger is a fresh trigger id for Ana.
func trigger(w *Workspace) (id string) {
	w.read(func() { id = w.newTrigger(w.people[ana]) })
	return id
}

// openForm opens a modal for Ana.
func openForm(t *testing.T, w *Workspace, v obj) *View {
	t.Helper()
	checkCode(t, api(t, w, "views.open", args{"trigger_id": trigger(w), "view": asJSONText(t, v)}), "")
	return w.View(ana)
}

func TestATriggerWorksOnceWithinThreeSeconds(t *testing.T) {
	w := serve(t, testConfig())
	view := asJSONText(t, form(nil))
	id := trigger(w)
	checkCode(t, api(t, w, "views.open", args{"trigger_id": id, "view": view}), "")
	checkCode(t, api(t, w, "views.open", args{"trigger_id": id, "view": view}), "exchanged_trigger_id")
	old := w.tickets.issue(time.Now().Add(-triggerLife-time.Millisecond), "trigger_"+ana)
	checkCode(t, api(t, w, "views.open", args{"trigger_id": old, "view": view}), "expired_trigger_id")
	checkCode(t, api(t, w, "views.open", args{"trigger_id": id + "x", "view": view}), "invalid_trigger_id")
}

func TestTheLimitsOfAViewAreHeld(t *testing.T) {
	w := serve(t, testConfig())
	for _, c := range []struct {
		name string
		most int
		view func(n int) obj
		at   string
		says string
	}{
		{"title", 24, func(n int) obj { return form(obj{"title": plain(n)}) }, "/title/text", "less than 25 characters"},
		{"submit", 24, func(n int) obj { return form(obj{"submit": plain(n)}) }, "/submit/text", "less than 25 characters"},
		{"close", 24, func(n int) obj { return form(obj{"close": plain(n)}) }, "/close/text", "less than 25 characters"},
		{"private_metadata", 3000, func(n int) obj { return form(obj{"private_metadata": x(n)}) }, "/private_metadata", "less than 3001 characters"},
		{"callback_id", 255, func(n int) obj { return form(obj{"callback_id": x(n)}) }, "/callback_id", "less than 256 characters"},
		{"external_id", 255, func(n int) obj { return form(obj{"external_id": x(n)}) }, "/external_id", "less than 256 characters"},
		{"blocks", 100, func(n int) obj {
			return form(obj{"blocks": times(n, func(int) any { return obj{"type": "divider"} })})
		}, "/blocks", "no more than 100 items"},
	} {
		t.Run(c.name, func(t *testing.T) {
			openForm(t, w, c.view(c.most))
			w.read(func() { w.clear(w.people[ana]) })
			answer := api(t, w, "views.open", args{"trigger_id": trigger(w), "view": asJSONText(t, c.view(c.most+1))})
			checkCode(t, answer, "invalid_arguments")
			checkProblem(t, messages(answer), "/view"+c.at, c.says)
		})
	}
}

// messages are the details of a refusal.
func messages(answer obj) (list []string) {
	md, _ := answer["response_metadata"].(obj)
	items, _ := md["messages"].([]any)
	for _, item := range items {
		list = append(list, item.(string))
	}
	return list
}

func TestViewsSlackWouldRefuseAreRefused(t *testing.T) {
	w := serve(t, testConfig())
	focused := func(id string) obj {
		return obj{"type": "input", "label": plain(1), "element": obj{"type": "plain_text_input", "action_id": id, "focus_on_load": true}}
	}
	noSubmit := form(nil)
	delete(noSubmit, "submit")
	for _, c := range []struct {
		name, at, says string
		view           obj
	}{
		{"inputs without submit", "/view", "missing required field: submit", noSubmit},
		{"two elements with focus", "/view/blocks/1/element/focus_on_load", "only one element", form(obj{"blocks": []any{focused("a"), focused("b")}})},
		{"markdown", "/view/blocks/0/type", "not available in views", form(obj{"blocks": []any{obj{"type": "markdown", "text": "a"}}})},
		{"a table", "/view/blocks/0/type", "not available in views", form(obj{"blocks": []any{obj{"type": "table", "rows": []any{[]any{obj{"type": "raw_text", "text": "a"}}}}}})},
		{"a title of mrkdwn", "/view/title/type", "must be a valid enum value", form(obj{"title": mrkdwnOf(1)})},
		{"a member of no meaning", "/view", "invalid additional property: colour", form(obj{"colour": "red"})},
		{"a Home tab", "/view", "must be a view of type modal", obj{"type": "home", "blocks": []any{}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := api(t, w, "views.open", args{"trigger_id": trigger(w), "view": asJSONText(t, c.view)})
			checkCode(t, answer, "invalid_arguments")
			checkProblem(t, messages(answer), c.at, c.says)
		})
	}
	large := api(t, w, "views.open", args{"trigger_id": trigger(w), "view": x(mostViewBytes + 1)})
	checkCode(t, large, "view_too_large")
}

func TestAStackHoldsThreeModals(t *testing.T) {
	w := serve(t, testConfig())
	view := asJSONText(t, form(nil))
	checkCode(t, api(t, w, "views.push", args{"trigger_id": trigger(w), "view": view}), "not_found")
	openForm(t, w, form(nil))
	for depth := 2; depth <= 3; depth++ {
		checkCode(t, api(t, w, "views.push", args{"trigger_id": trigger(w), "view": view}), "")
		if got := w.View(ana).Depth; got != depth {
			t.Errorf("want depth %d, got %d", depth, got)
		}
	}
	checkCode(t, api(t, w, "views.push", args{"trigger_id": trigger(w), "view": view}), "push_limit_reached")
}

func TestAnUpdateWithAnOldHashIsRefused(t *testing.T) {
	w := serve(t, testConfig())
	v := openForm(t, w, form(obj{"external_id": "one"}))
	view := asJSONText(t, form(nil))
	checkCode(t, api(t, w, "views.update", args{"view_id": v.ID, "hash": v.Hash, "view": view}), "")
	checkCode(t, api(t, w, "views.update", args{"view_id": v.ID, "hash": v.Hash, "view": view}), "hash_conflict")
	checkCode(t, api(t, w, "views.update", args{"external_id": "two", "view": view}), "not_found")
	if err := w.CloseView(t.Context(), ana, v.ID); err != nil {
		t.Fatal(err)
	}
	checkCode(t, api(t, w, "views.update", args{"view_id": v.ID, "view": view}), "not_found")
}

func TestAnExternalIDIsOneViews(t *testing.T) {
	w := serve(t, testConfig())
	openForm(t, w, form(obj{"external_id": "one"}))
	same := asJSONText(t, form(obj{"external_id": "one"}))
	checkCode(t, api(t, w, "views.push", args{"trigger_id": trigger(w), "view": same}), "duplicate_external_id")
	checkCode(t, api(t, w, "views.update", args{"external_id": "one", "view": same}), "")
}

func TestAnUpdateKeepsWhatWasTypedUnderTheSameIDs(t *testing.T) {
	w := serve(t, testConfig())
	v := openForm(t, w, form(nil))
	at := Place{View: v.ID}
	for id, value := range map[string]Value{"text": {"hello"}, "pick": {simple(1).(obj)["value"].(string)}} {
		if err := w.Press(t.Context(), ana, at, id, "", value); err != nil {
			t.Fatal(err)
		}
	}
	renamed := form(nil)
	renamed["blocks"].([]any)[1].(obj)["block_id"] = "other"
	checkCode(t, api(t, w, "views.update", args{"view_id": v.ID, "view": asJSONText(t, renamed)}), "")
	state := w.View(ana).State
	if got := state["title"]["text"]; len(got) != 1 || got[0] != "hello" {
		t.Errorf("want the title kept, got %v", state)
	}
	if got := state["other"]["pick"]; len(got) != 1 || got[0] != simple(0).(obj)["value"] {
		t.Errorf("want the renamed select as it starts, got %v", state)
	}
}

func TestTheHomeTabIsPublishedAndTold(t *testing.T) {
	w := serve(t, testConfig())
	connect(t, w, func(b *testBot, e socketmode.Event) any {
		if _, ok := e.Data.(slack.InteractionCallback); ok {
			return nil
		}
		_, err := b.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: ana, View: slack.HomeTabViewRequest{
			Type: "home", Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewActionBlock("b", slack.NewButtonBlockElement("go", "1", slack.NewTextBlockObject("plain_text", "Go", false, false)))}},
		}})
		if err != nil {
			t.Error(err)
		}
		return nil
	})
	if err := w.OpenHome(t.Context(), ana); err != nil {
		t.Fatal(err)
	}
	await(t, w, "the Home tab", func() bool { return w.Home(ana) != nil })
	if err := w.Press(t.Context(), ana, Place{View: w.Home(ana).ID}, "go", "b", nil); err != nil {
		t.Error(err)
	}
	home := asJSONText(t, obj{"type": "home", "blocks": []any{}})
	checkCode(t, api(t, w, "views.publish", args{"user_id": ana, "hash": "old", "view": home}), "hash_conflict")
	checkCode(t, api(t, w, "views.publish", args{"user_id": ana, "hash": w.Home(ana).Hash, "view": home}), "")
	checkCode(t, api(t, w, "views.publish", args{"user_id": ana, "view": asJSONText(t, form(nil))}), "invalid_arguments")
}

func TestASubmissionDoesWhatItsAckSays(t *testing.T) {
	pushed := form(obj{"callback_id": "pushed"})
	for _, c := range []struct {
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
		{"push puts another on it", obj{"response_action": "push", "view": pushed}, nil, "", "pushed", 2},
		{"clear closes all", obj{"response_action": "clear"}, nil, "", "", 0},
		{"anything else breaks it", obj{"text": "thanks"}, nil, "invalid_response", "item", 1},
		{"words break it", "thanks", nil, "invalid_response", "item", 1},
	} {
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

func TestEveryElementGivesItsValueAsSlackDoes(t *testing.T) {
	w := serve(t, testConfig())
	file, err := w.Upload(t.Context(), ana, "", "a.pdf", []byte("%PDF"))
	if err != nil {
		t.Fatal(err)
	}
	first, second := simple(0).(obj), simple(1).(obj)
	both := []any{first, second}
	for i, c := range []struct {
		element obj
		value   Value
		want    any
	}{
		{obj{"type": "plain_text_input"}, Value{"a"}, "a"},
		{obj{"type": "plain_text_input"}, nil, nil},
		{obj{"type": "number_input", "is_decimal_allowed": false}, Value{"5"}, "5"},
		{obj{"type": "rich_text_input"}, Value{"a"}, richText("a")},
		{obj{"type": "static_select", "options": both}, Value{"aaa" + ""}, nil},
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
		{obj{"type": "file_input"}, Value{file.ID}, nil},
	} {
		t.Run(strconv.Itoa(i)+c.element["type"].(string), func(t *testing.T) {
			var held obj
			w.read(func() { held = w.heldJSON(c.element, c.value) })
			name := stateNames[c.element["type"].(string)]
			switch {
			case name == "files":
				if files := held["files"].([]obj); len(files) != 1 || files[0]["id"] != file.ID {
					t.Errorf("want the file, got %v", held)
				}
			case c.want == nil && len(c.value) > 0: // a choice that is not offered shows as itself
				if o := held[name].(obj); o["value"] != c.value[0] {
					t.Errorf("want %v, got %v", c.value, held)
				}
			default:
				if want, got := asJSONText(t, c.want), asJSONText(t, held[name]); want != got {
					t.Errorf("want %s, got %s", want, got)
				}
			}
		})
	}
}

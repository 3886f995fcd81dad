package standin

import (
	"encoding/json"
	"maps"
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

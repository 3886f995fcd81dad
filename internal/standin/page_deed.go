package standin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// largestDeed is the most bytes of JSON the page may send: a modal of 250 KB
// with room for what is typed into it.
const largestDeed = 1 << 20

// A pageDeed is what a person does on the page. Which fields count depends on its
// name, the last part of the path.
type pageDeed struct {
	As       string
	Channel  string
	Command  string
	Text     string
	Thread   string
	At       Place
	Action   string
	Block    string
	Value    Value
	View     string
	Values   map[string]map[string]Value
	Callback string
	Emoji    string
	Name     string // of a fault
	Hours    int    // to turn the clock by
	Days     int
	To       string // to set the clock to, in the person's zone: "2027-03-05T09:00"
}

// pageDeeds are the things a person can do, by the last part of the path. Each
// gives what the page is answered.
var pageDeeds = map[string]func(*Workspace, context.Context, pageDeed) (any, error){
	"command": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.Command(ctx, d.As, d.Channel, d.Command, d.Text)
	},
	"write": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		ts, err := w.Write(ctx, d.As, d.Channel, d.Text, d.Thread)
		return map[string]string{"TS": ts}, err
	},
	"rewrite": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.Rewrite(ctx, d.As, d.At, d.Text)
	},
	"remove": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.Remove(ctx, d.As, d.At)
	},
	"press": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.Press(ctx, d.As, d.At, d.Action, d.Block, d.Value)
	},
	"submit": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		wrong, err := w.Submit(ctx, d.As, d.View, d.Values)
		return map[string]FieldErrors{"Errors": wrong}, err
	},
	"close": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.CloseView(ctx, d.As, d.View)
	},
	"suggest": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		options, err := w.Suggest(ctx, d.As, d.At, d.Action, d.Block, d.Text)
		return map[string][]Option{"Options": options}, err
	},
	"home": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.OpenHome(ctx, d.As)
	},
	"shortcut": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.Shortcut(ctx, d.As, d.Callback, d.At)
	},
	"react": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.React(ctx, d.As, d.At, d.Emoji)
	},
	"join": func(w *Workspace, ctx context.Context, d pageDeed) (any, error) {
		return nil, w.Join(ctx, d.As, d.Channel)
	},
	"clock": func(w *Workspace, _ context.Context, d pageDeed) (any, error) { return w.turnClock(d) },
	"fault": func(w *Workspace, _ context.Context, d pageDeed) (any, error) { return nil, w.pageFault(d.Name) },
}

// servePageDeed is the one door for what a person does on the page.
func (w *Workspace) servePageDeed(rw http.ResponseWriter, r *http.Request) {
	do, ok := pageDeeds[r.PathValue("deed")]
	if !ok {
		http.NotFound(rw, r)
		return
	}
	var d pageDeed
	if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, largestDeed)).Decode(&d); err != nil {
		refusePage(rw, &Refusal{"invalid_json", "That was not understood. Load the page again and try once more."})
		return
	}
	answer, err := do(w, r.Context(), d)
	if err != nil {
		refusePage(rw, err)
		return
	}
	if answer == nil {
		answer = struct{}{}
	}
	answerPage(rw, http.StatusOK, answer)
}

// refusePage answers with the sentence to show, Slack's code for it, and in
// Detail what was wrong with the bot's answer, if anything.
func refusePage(rw http.ResponseWriter, err error) {
	answer := struct{ Error, Code, Detail string }{Error: err.Error()}
	var refusal *Refusal
	if errors.As(err, &refusal) {
		answer.Error, answer.Code = refusal.Say, refusal.Code
		if err.Error() != refusal.Say {
			answer.Detail = err.Error()
		}
	}
	answerPage(rw, http.StatusConflict, answer)
}

// answerPage sends JSON.
func answerPage(rw http.ResponseWriter, status int, answer any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(answer) // the reader has gone away: nothing to do
}

package standin

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// obj is a JSON object to be sent.
type obj = map[string]any

// A fail is an error of the Web API as Slack writes it.
type fail struct {
	code     string
	messages []string // "[ERROR] … [json-pointer:/…]"
	needed   string
	provided string
}

// Error is the code.
func (f *fail) Error() string { return f.code }

// failed is a fail with nothing but a code.
func failed(code string) error { return &fail{code: code} }

// answer is the body for an error.
func (f *fail) answer() obj {
	o := obj{"ok": false, "error": f.code}
	if f.needed != "" {
		o["needed"], o["provided"] = f.needed, f.provided
	}
	if f.messages != nil {
		o["response_metadata"] = obj{"messages": f.messages}
		plain := make([]string, len(f.messages))
		for i, m := range f.messages {
			plain[i] = strings.TrimPrefix(m, "[ERROR] ")
		}
		o["errors"] = plain
	}
	return o
}

// A method is one method of the Web API.
type method struct {
	scope string // the bot token needs; empty: none
	app   bool   // takes the app-level token instead
	open  bool   // takes no token
	needs string // arguments it cannot do without
	takes string // arguments it also knows
	run   func(*Workspace, args) (obj, error)
}

// methods is every method there is; the files named for what they are about
// hold the parts.
var methods = merge(chatMethods, conversationMethods, personMethods, viewMethods,
	fileMethods, reactionMethods, pinMethods, workspaceMethods, scheduleMethods)

func merge(parts ...map[string]method) map[string]method {
	all := map[string]method{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// reply is what is sent back for a call.
type reply struct {
	status int
	body   []byte
	header map[string]string
}

// replied makes a reply with status 200.
func replied(o obj) reply {
	body, err := json.Marshal(o)
	if err != nil {
		panic("standin: an answer that is not JSON: " + err.Error()) // only our own values get here
	}
	return reply{status: http.StatusOK, body: body}
}

// serveAPI answers one call of the Web API.
func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	a, err := readArgs(r)
	if err != nil {
		a = args{}
		w.finish(rw, name, a, replied((&fail{code: "invalid_json"}).answer()))
		return
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		a["token"] = bearer
	}
	rep := w.withFaults(r, name, func() reply { return w.call(name, a) })
	w.finish(rw, name, a, rep)
}

// finish writes the reply and keeps the call.
func (w *Workspace) finish(rw http.ResponseWriter, name string, a args, rep reply) {
	h := rw.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("X-Oauth-Scopes", strings.Join(w.scopes(), ","))
	if m := methods[name]; m.scope != "" {
		h.Set("X-Accepted-Oauth-Scopes", m.scope)
	}
	for k, v := range rep.header {
		h.Set(k, v)
	}
	w.journal.add(Call{Method: name, Args: a.withoutToken(), Answer: rep.body, Status: rep.status, At: w.conf.Clock.Now()})
	w.bells.ring()
	rw.WriteHeader(rep.status)
	_, _ = rw.Write(rep.body)
}

// withFaults makes a call go wrong when it was asked to.
func (w *Workspace) withFaults(r *http.Request, name string, call func() reply) reply {
	if f := w.faults.take(SlowAPI, name); f != nil {
		pause(f.Delay, r.Context().Done())
	}
	if f := w.faults.take(RateLimited, name); f != nil {
		return tooMany(f.RetryAfter)
	}
	if f := w.faults.take(ErrorCode, name); f != nil {
		return replied((&fail{code: f.Code, needed: f.Needed, provided: f.Provided}).answer())
	}
	if f := w.faults.take(ServerError, name); f != nil {
		if f.PostedFirst {
			call()
		}
		return reply{status: cmp.Or(f.Status, http.StatusInternalServerError), body: []byte(`{"ok":false,"error":"internal_error"}`)}
	}
	return call()
}

// tooMany is Slack's answer to a caller that is too fast.
func tooMany(after time.Duration) reply {
	seconds := max(1, int((after+time.Second-1)/time.Second))
	rep := replied(obj{"ok": false, "error": "ratelimited"})
	rep.status = http.StatusTooManyRequests
	rep.header = map[string]string{"Retry-After": strconv.Itoa(seconds)}
	return rep
}

// call checks a call and runs it.
func (w *Workspace) call(name string, a args) reply {
	m, known := methods[name]
	if !known {
		return replied(obj{"ok": false, "error": "unknown_method", "req_method": name})
	}
	if err := w.mayCall(m, a); err != nil {
		return refused(err)
	}
	if wait := w.tooSoon(name, a); wait > 0 {
		return tooMany(wait)
	}
	var answer obj
	var err error
	w.change(func() { answer, err = m.run(w, a) })
	if err != nil {
		return refused(err)
	}
	if answer == nil {
		answer = obj{}
	}
	answer["ok"] = true
	return replied(answer)
}

// refused is the reply for an error.
func refused(err error) reply {
	var f *fail
	if !errors.As(err, &f) {
		f = &fail{code: "fatal_error", messages: []string{"[ERROR] " + err.Error()}}
	}
	return replied(f.answer())
}

// mayCall checks the token, its scope and the names of the arguments.
func (w *Workspace) mayCall(m method, a args) error {
	if err := w.checkToken(m, a["token"]); err != nil {
		return err
	}
	if have := w.scopes(); m.scope != "" && !m.app && !slices.ContainsFunc(strings.Split(m.scope, ","), func(s string) bool { return slices.Contains(have, s) }) {
		return &fail{code: "missing_scope", needed: m.scope, provided: strings.Join(have, ",")}
	}
	messages := a.strangers(m.needs + " " + m.takes)
	for _, name := range strings.Fields(m.needs) {
		if a[name] == "" {
			messages = append(messages, "[ERROR] missing required field: "+name)
		}
	}
	if messages != nil && !m.open {
		return &fail{code: "invalid_arguments", messages: messages}
	}
	return nil
}

// checkToken says whether the token is one that the method takes.
func (w *Workspace) checkToken(m method, token string) error {
	right, other := w.conf.BotToken, w.conf.AppToken
	if m.app {
		right, other = other, right
	}
	switch {
	case m.open, token == right && token != "":
		return nil
	case token == "":
		return failed("not_authed")
	case token == other:
		return failed("not_allowed_token_type")
	}
	return failed("invalid_auth")
}

// scopes are those of the bot token, by default every one some method needs.
func (w *Workspace) scopes() []string {
	if w.conf.Scopes != nil {
		return w.conf.Scopes
	}
	return everyScope
}

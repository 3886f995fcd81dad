package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// person is somebody in a story: types, presses and fills in forms, as in
// Slack, and remembers the last answer.
type person struct {
	t    testing.TB
	d    *commands.Desk
	who  council.Member
	now  time.Time
	last ui.Reply
}

// asked counts what was asked in all stories, so that each asking has a key of
// its own.
var asked atomic.Int64

// someone is one of the made-up council in a story; without a name, somebody
// without a seat.
func someone(t testing.TB, d *commands.Desk, name string) *person {
	t.Helper()
	p := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UVISITOR"}}
	if name != "" {
		p.who = member(t, d, name)
	}
	return p
}

// tell asks the one door and gives the answer; a problem is an answer too.
func (p *person) tell(how commands.Kind, name, text, key string, form map[string]string) string {
	p.t.Helper()
	if p.who.ID != 0 {
		var err error
		if p.who, err = p.d.Store.Member(p.t.Context(), p.who.ID); err != nil {
			p.t.Fatal(err)
		}
	}
	r := commands.Request{From: p.who, Text: text, Form: form, Key: key, Now: p.now}
	reply, err := commands.NewTable(p.d.Routes()).Ask(context.Background(), how, name, r)
	var problem *council.Problem
	if errors.As(err, &problem) {
		reply = ui.Say(problem.Say)
	} else if err != nil {
		p.t.Fatalf("%s %s: %v", name, text, err)
	}
	p.last = reply
	return ui.Plain(reply)
}

// fresh is the desk of the program started again, on the same store.
func fresh(t testing.TB, d *commands.Desk) *commands.Desk {
	t.Helper()
	return &commands.Desk{Store: d.Store, Library: d.Library, Version: d.Version, Web: d.Web}
}

func (p *person) key() string { return fmt.Sprint("asking-", asked.Add(1)) }

// types asks by command.
func (p *person) types(words string) string {
	p.t.Helper()
	name, text, _ := strings.Cut(strings.TrimPrefix(words, "/"), " ")
	return p.tell(commands.Slash, name, text, p.key(), nil)
}

// presses presses the button of the last answer, or chooses the option, whose
// label begins so.
func (p *person) presses(label string) string {
	p.t.Helper()
	name, arg := p.button(label)
	return p.tell(commands.Button, name, arg, p.key(), nil)
}

// pressesTwice presses as an impatient finger does, and gets the same press
// delivered once more by Slack.
func (p *person) pressesTwice(label string) string {
	p.t.Helper()
	name, arg := p.button(label)
	key := p.key()
	p.tell(commands.Button, name, arg, key, nil)
	p.tell(commands.Button, name, arg, key, nil)
	return p.tell(commands.Button, name, arg, p.key(), nil)
}

func (p *person) button(label string) (name, arg string) {
	p.t.Helper()
	for _, b := range body(p.last) {
		switch b := b.(type) {
		case ui.Buttons:
			for _, x := range b.Row {
				if strings.HasPrefix(x.Label, label) {
					return x.Do, x.Arg
				}
			}
		case ui.Select:
			for _, o := range b.Options {
				if strings.HasPrefix(o.Label, label) {
					return b.Do, o.Arg
				}
			}
		}
	}
	p.t.Fatalf("there is no button %q in\n%s", label, ui.Plain(p.last))
	return "", ""
}

// fills sends the form of the last answer as it stands, with some fields
// changed.
func (p *person) fills(fields map[string]string) string {
	p.t.Helper()
	m, ok := p.last.(ui.Modal)
	if !ok {
		p.t.Fatalf("there is no form in\n%s", ui.Plain(p.last))
	}
	form := map[string]string{}
	for _, b := range m.Body {
		if in, ok := b.(ui.Input); ok {
			form[in.Name] = in.Value
		}
	}
	for name, value := range fields {
		if _, there := form[name]; !there {
			p.t.Fatalf("the form %q has no field %q", m.Title, name)
		}
		form[name] = value
	}
	return p.tell(commands.Button, m.Do, m.Arg, p.key(), form)
}

func body(r ui.Reply) []ui.Block {
	switch r := r.(type) {
	case ui.Message:
		return r.Body
	case ui.Modal:
		return r.Body
	case ui.Home:
		return r.Body
	}
	return nil
}

// must checks that an answer says some things and not others; those that must
// not be there begin with "no: ".
func must(t testing.TB, got string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if not, found := strings.CutPrefix(want, "no: "); found {
			if strings.Contains(got, not) {
				t.Errorf("the answer should not say %q:\n%s", not, got)
			}
			continue
		}
		if !strings.Contains(got, want) {
			t.Errorf("the answer should say %q:\n%s", want, got)
		}
	}
}

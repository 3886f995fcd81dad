package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
	"councilbot/schedule"
)

// tale is a council whose life a script tells: people type, press and fill in
// forms by name, the clock is set, and what is sent is looked at.
type tale struct {
	desk  *commands.Desk
	zone  *time.Location
	now   time.Time
	asked int
	who   string // who was answered last,
	last  ui.Reply
	told  int64 // the last message that was sent when the clock was set
}

// taleVerbs are the verbs of such scripts.
var taleVerbs = map[string]func(*testscript.TestScript, bool, []string){
	"council": foundTale,  // council 2027-03-02 09:30: a made-up council, at a moment
	"clock":   clockTale,  // clock 2027-06-10 13:00: all that falls due by then is worked out and sent
	"types":   typesTale,  // types NAME /command
	"opens":   opensTale,  // opens NAME: the Home tab
	"presses": pressTale,  // presses LABEL: the button or the choice whose label begins so, in the last answer
	"fills":   fillsTale,  // fills field=value …: sends the form of the last answer
	"reads":   readsTale,  // reads WORDS …: the last answer says them; ! reads: it does not
	"public":  publicTale, // public /meetings/1/ WORDS …: the public page says them; ! public: it does not, or is not there
	"sent":    sentTale,   // sent NAME WORDS: a message since the clock was set; NAME channel: a post; ! sent: none
}

func taleOf(ts *testscript.TestScript) *tale {
	t, ok := ts.Value("tale").(*tale)
	if !ok || t.desk == nil {
		ts.Fatalf("begin the story with: council 2027-03-02 09:30")
	}
	return t
}

func foundTale(ts *testscript.TestScript, _ bool, args []string) {
	t := ts.Value("tale").(*tale)
	var err error
	t.zone, err = time.LoadLocation("Europe/London")
	ts.Check(err)
	t.now = t.moment(ts, args)
	st, err := store.Open(context.Background(), ts.Getenv("COUNCILBOT_DATA"))
	ts.Check(err)
	ts.Defer(func() { _ = st.Close() })
	sample := council.Sample(t.now, func(place int) string { return fmt.Sprintf("U%07d", place) })
	ts.Check(st.Seed(context.Background(), store.Change{Did: "council.sampled", At: t.now}, sample))
	library, err := knowledge.Open()
	ts.Check(err)
	t.desk = &commands.Desk{Store: st, Library: library, Version: "test", Web: "https://council.example"}
	clockTale(ts, false, args)
}

func (t *tale) moment(ts *testscript.TestScript, args []string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", strings.Join(args, " "), t.zone)
	ts.Check(err)
	return at
}

// clockTale sets the clock. Everything that was due by then is sent.
func clockTale(ts *testscript.TestScript, _ bool, args []string) {
	t, ctx := taleOf(ts), context.Background()
	rows, err := t.desk.Store.Deliveries(ctx, store.Wanted{})
	ts.Check(err)
	for _, row := range rows {
		t.told = max(t.told, row.ID)
	}
	until := t.moment(ts, args)
	runner := &schedule.Runner{Store: t.desk.Store, Log: slog.New(slog.DiscardHandler), Turned: true, Web: t.desk.Web}
	ts.Check(runner.Tick(ctx, t.now))
	ts.Check(runner.Tick(ctx, until))
	t.now = until
	for {
		claimed, err := t.desk.Store.Claim(ctx, "story", until, time.Hour, 50)
		ts.Check(err)
		for _, c := range claimed {
			_, err := t.desk.Store.MarkSent(ctx, c, "C1", fmt.Sprint(c.ID), until)
			ts.Check(err)
		}
		if len(claimed) == 0 {
			return
		}
	}
}

func typesTale(ts *testscript.TestScript, _ bool, args []string) {
	t := taleOf(ts)
	name, text, _ := strings.Cut(strings.TrimPrefix(args[1], "/"), " ")
	t.who = args[0]
	t.ask(ts, commands.Slash, name, text, nil)
}

func opensTale(ts *testscript.TestScript, _ bool, args []string) {
	t := taleOf(ts)
	t.who = args[0]
	t.ask(ts, commands.HomeTab, "home", "", nil)
}

// ask asks the one door; what cannot be done is an answer too.
func (t *tale) ask(ts *testscript.TestScript, how commands.Kind, name, text string, form map[string]string) {
	from := council.Member{SlackID: "UVISITOR"}
	if t.who != "visitor" {
		var err error
		from, err = t.desk.Store.MemberByName(context.Background(), t.who)
		ts.Check(err)
	}
	t.asked++
	r := commands.Request{From: from, Text: text, Form: form, Key: fmt.Sprint("asking-", t.asked), Now: t.now}
	reply, err := commands.NewTable(t.desk.Routes()).Ask(context.Background(), how, name, r)
	var problem *council.Problem
	if errors.As(err, &problem) {
		reply, err = ui.Say(problem.Say), nil
	}
	ts.Check(err)
	t.last = reply
	ts.Logf("%s reads:\n%s", t.who, ui.Plain(reply))
}

// blocks are the parts of the last answer.
func (t *tale) blocks() []ui.Block {
	switch r := t.last.(type) {
	case ui.Message:
		return r.Body
	case ui.Modal:
		return r.Body
	case ui.Home:
		return r.Body
	}
	return nil
}

func pressTale(ts *testscript.TestScript, _ bool, args []string) {
	t := taleOf(ts)
	for _, b := range t.blocks() {
		switch b := b.(type) {
		case ui.Buttons:
			for _, x := range b.Row {
				if strings.HasPrefix(x.Label, args[0]) {
					t.ask(ts, commands.Button, x.Do, x.Arg, nil)
					return
				}
			}
		case ui.Select:
			for _, o := range b.Options {
				if strings.HasPrefix(o.Label, args[0]) {
					t.ask(ts, commands.Button, b.Do, o.Arg, nil)
					return
				}
			}
		}
	}
	ts.Fatalf("there is no button %q in\n%s", args[0], ui.Plain(t.last))
}

// fillsTale sends the form of the last answer as it stands, with some fields
// changed. Of a choice, the words that it begins with may be given.
func fillsTale(ts *testscript.TestScript, _ bool, args []string) {
	t := taleOf(ts)
	m, ok := t.last.(ui.Modal)
	if !ok {
		ts.Fatalf("there is no form in\n%s", ui.Plain(t.last))
	}
	form := map[string]string{}
	for _, b := range m.Body {
		in, ok := b.(ui.Input)
		if !ok {
			continue
		}
		form[in.Name] = in.Value
		for _, arg := range args {
			if name, value, _ := strings.Cut(arg, "="); name == in.Name {
				form[name] = chosen(in.Options, value)
			}
		}
	}
	for _, arg := range args {
		if name, _, _ := strings.Cut(arg, "="); !slices.ContainsFunc(m.Body, func(b ui.Block) bool { in, ok := b.(ui.Input); return ok && in.Name == name }) {
			ts.Fatalf("the form %q has no field %q", m.Title, name)
		}
	}
	t.ask(ts, commands.Button, m.Do, m.Arg, form)
}

// chosen gives what a choice stands for, by the words that it begins with; several
// are parted by semicolons.
func chosen(options []ui.Option, value string) string {
	var all []string
	for words := range strings.SplitSeq(value, ";") {
		for _, o := range options {
			if strings.HasPrefix(o.Label, words) {
				words = o.Arg
			}
		}
		all = append(all, words)
	}
	if options == nil {
		return value
	}
	return strings.Join(all, ",")
}

func readsTale(ts *testscript.TestScript, neg bool, args []string) {
	t := taleOf(ts)
	got := ui.Plain(t.last)
	for _, want := range args {
		if strings.Contains(got, want) == neg {
			ts.Fatalf("want it read: %v, %q, in\n%s", !neg, want, got)
		}
	}
}

func sentTale(ts *testscript.TestScript, neg bool, args []string) {
	t := taleOf(ts)
	rows, err := t.desk.Store.Deliveries(context.Background(), store.Wanted{})
	ts.Check(err)
	to := council.Member{}
	if args[0] != "channel" {
		to, err = t.desk.Store.MemberByName(context.Background(), args[0])
		ts.Check(err)
	}
	var all []string
	for _, row := range rows {
		if row.ID <= t.told || row.To.Member != to.ID {
			continue
		}
		message, err := ui.Decode(row.Message)
		ts.Check(err)
		all = append(all, ui.Plain(message))
	}
	for _, want := range args[1:] {
		if slices.ContainsFunc(all, func(text string) bool { return strings.Contains(text, want) }) == neg {
			ts.Fatalf("want it sent to %s: %v, %q, in\n%s", args[0], !neg, want, strings.Join(all, "\n---\n"))
		}
	}
}

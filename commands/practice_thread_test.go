package commands_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// saves uses the shortcut on a thread.
func (p *person) saves(m commands.Message) string {
	p.t.Helper()
	reply, err := commands.NewTable(p.d.Routes()).Ask(context.Background(), commands.Button, "share-practice", commands.Request{From: p.who, Message: &m, Key: p.key(), Now: p.now})
	if err != nil {
		p.t.Fatal(err)
	}
	p.last = reply
	return ui.Plain(reply)
}

// aThread is a thread of four: its saver, two members and somebody without a
// seat.
func aThread(t *testing.T, d *commands.Desk) commands.Message {
	t.Helper()
	harriet, yusuf, declan := member(t, d, "Harriet"), member(t, d, "Yusuf"), member(t, d, "Declan")
	visitor := council.Member{SlackID: "UVISITOR"}
	said := func(m council.Member, text string) commands.Said {
		return commands.Said{Account: m.SlackID, Author: m, Text: text}
	}
	return commands.Message{Channel: "C1", TS: "2.0", Thread: "1.0", Account: harriet.SlackID, Author: harriet, Text: "We merged our desks.", Said: []commands.Said{
		said(harriet, "We merged our desks."), said(yusuf, "Quokka one."), said(declan, "Wombat."), said(yusuf, "Quokka two."), said(visitor, "Numbat.")}}
}

var unquoted = regexp.MustCompile(`(?i)quokka|wombat|numbat`)

func TestAThreadBecomesADraftWithAYesFromEachPersonQuoted(t *testing.T) {
	d := newDesk(t)
	harriet, yusuf, declan, tobias, visitor := someone(t, d, "Harriet"), someone(t, d, "Yusuf"), someone(t, d, "Declan"), someone(t, d, "Tobias"), someone(t, d, "")
	must(t, harriet.saves(aThread(t, d)), "Kept as a draft that only you see", "What we did. We merged our desks.", "Yusuf Marsh-Adeyinka: “Quokka one.\nQuokka two.” (no answer: left out)",
		"somebody without a seat: “Numbat.”", "no: Not stated.", "no: To ask about it")
	must(t, harriet.saves(aThread(t, d)), "You have kept this thread before")
	must(t, harriet.presses("Ask them"), "Asked: 3 direct messages")
	must(t, harriet.types("/practice ask 1"), "Everybody was asked before")
	asked := strings.Join(told(t, d, "practice-quote"), "\n")
	must(t, asked, "Yusuf Marsh-Adeyinka: ", "Harriet Quillfeather saves a thread as a draft", "“Quokka one.\nQuokka two.”", "Yes, quote me", "Yes, without my name", "No, leave it out", "UVISITOR")
	harriet.types("/practice edit 1")
	must(t, harriet.completes(with(oneDesk(), "did", "We merged our desks into one.", "kind", "story")), "those in it know who told it")
	harriet.types("/practice edit 1")
	must(t, harriet.completes(with(oneDesk(), "kind", "practice")), "is with the librarian")
	tobias.types("/practice approve 1")
	for _, p := range []*person{tobias, declan, visitor} {
		if got := p.types("/practice show 1"); unquoted.MatchString(got) {
			t.Errorf("%q reads what nobody has agreed to:\n%s", p.who.Name, got)
		}
	}
	must(t, yusuf.types("/practice quote 2 named"), "they are not yours")
	must(t, yusuf.types("/practice quote 1 named"), "Your words may stand in the library with your name", "I can take this back at any time")
	must(t, visitor.types("/practice quote 3 nameless"), "without your name")
	must(t, declan.types("/practice quote 2 no"), "left out")
	for _, p := range []*person{tobias, declan, visitor} {
		must(t, p.types("/practice show 1"), "In their words", "Quokka two.” Yusuf Marsh-Adeyinka", "“Numbat.” A colleague", "no: Wombat")
	}
	must(t, yusuf.types("/practice mine"), "Where you are quoted", "(with your name)")
	must(t, yusuf.presses("No, leave it out"), "Your words are left out")
	must(t, tobias.types("/practice show 1"), "no: Quokka", "Numbat")
}

// TestWordsNobodyAgreedToLeakNowhere looks for them in all that leaves a desk.
func TestWordsNobodyAgreedToLeakNowhere(t *testing.T) {
	d := newDesk(t)
	harriet, tobias := someone(t, d, "Harriet"), someone(t, d, "Tobias")
	harriet.saves(aThread(t, d))
	harriet.types("/practice ask 1")
	harriet.types("/practice edit 1")
	harriet.completes(oneDesk())
	for _, state := range []string{"proposed", "approved"} {
		for _, p := range []*person{tobias, someone(t, d, "Siân"), someone(t, d, "")} {
			for _, words := range []string{"/practice", "/practice show 1", "/practice quokka", "/practice list", "/practice next", "/council audit", "/practice mine"} {
				if got := strings.ReplaceAll(strings.ToLower(p.types(words)), "practices about: quokka", ""); unquoted.MatchString(got) {
					t.Errorf("%s, %s shows %q words nobody agreed to:\n%s", state, words, p.who.Name, got)
				}
			}
		}
		public, err := d.Store.Public().Practices(t.Context(), now)
		if err != nil || len(public) > 0 && len(public[0].Quotes) > 0 {
			t.Errorf("%s, the public reads %+v, %v", state, public, err)
		}
		tobias.types("/practice approve 1")
	}
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Job != "practice-quote" && unquoted.Match(row.Message) {
			t.Errorf("%s is sent words nobody agreed to: %s", row.To, row.Message)
		}
	}
}

func TestAThreadThatCannotBeReadIsSaidPlainly(t *testing.T) {
	d := newDesk(t)
	m := aThread(t, d)
	m.Said, m.Unread = nil, "I am not in this channel, so I cannot read the thread."
	must(t, someone(t, d, "Harriet").saves(m), "I am not in this channel, so I cannot read the thread.", "Kept as a draft", "What we did. We merged our desks.")
}

func TestADraftThatIsThrownAwayAsksNobody(t *testing.T) {
	d := newDesk(t)
	harriet := someone(t, d, "Harriet")
	harriet.saves(aThread(t, d))
	harriet.presses("Ask them")
	must(t, harriet.types("/practice drop 1"), "is thrown away")
	if due, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "practice-quote", State: store.Due}); err != nil || len(due) != 0 {
		t.Errorf("%d questions are still to go out, %v", len(due), err)
	}
	must(t, someone(t, d, "Yusuf").types("/practice quote 1 named"), "not there any more")
}

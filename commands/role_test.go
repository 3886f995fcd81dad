package commands_test

import (
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

func TestALongQuestionIsQuotedInShort(t *testing.T) {
	p := someone(t, newDesk(t), "Anwen")
	long := strings.Repeat("ŵ🙂 ", 1500)
	for _, words := range []string{"/role " + long, "/role compare " + long, "/role skill " + long, "/role both " + long, "/setup " + long, "/ask " + long,
		"/practice sector " + long, "/member find " + long} {
		if got := p.types(words); len(got) > 3000 {
			t.Errorf("%.20s… is answered with %d bytes:\n%.400s", words, len(got), got)
		}
	}
}

func TestRoleAnswersWhateverItIsCalled(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ typed, want string }{
		{"/role cto", "Chief technology officer (CTO)\n"},
		{"/role Chief Technology Officer", "Chief technology officer (CTO)\n"},
		{"/role cheif tech officer", "Chief technology officer (CTO)\n"},
		{"/role technical director", "Chief technology officer (CTO)\n"},
		{"/role CDIO", "Chief digital and information officer (CDIO)\n"},
		{"/role cio", "Chief information officer (CIO)\n"},
		{"/role hd of IT", "CIO or CTO?"},
		{"/role head of ict", "CIO or CTO?"},
		{"/role director of ict", "CIO or CTO?"},
		{"/role cdo", "Which one do you mean?"},
		{"/role I am both cio and cto", "CIO and CTO in one person"},
		{"/role both cio cto", "CIO and CTO in one person"},
		{"/role compare cio cto", "CIO and CTO\n"},
		{"/role compare cio with head of ict", "CIO and "},
		{"/role compare cdo cto", "Which one do you mean?"},
		{"/role compare cio", "Form: Compare two roles"},
		{"/role compare", "Form: Compare two roles"},
		{"/role compare plumber", "Which two roles?"},
		{"/role skill technology architecture", "Technology architecture\n"},
		{"/role technology architecture", "Technology architecture\n"},
		{"/role skill teknology arkitecture", "Technology architecture\n"},
		{"/role skill", "Skills\n"},
		{"/role skill plumbing", "I do not know that skill"},
		{"/role plumber", "I do not know that role"},
		{"/role 🙂", "I do not know that role"},
		{"/role " + strings.Repeat("long ", 400), "I do not know that role"},
		{"/role", "Roles\n"},
		{"/role leadership cto", "Examples of leadership: CTO"},
		{"/role more cto", "More about the CTO"},
	} {
		t.Run(c.typed[:min(len(c.typed), 50)], func(t *testing.T) {
			got := ui.Plain(ask(t, d, commands.Request{}, c.typed))
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("%s answers\n%.300s\nwant it to begin with %q", c.typed, got, c.want)
			}
		})
	}
}

func TestRolePageHoldsEverythingTheRoleIs(t *testing.T) {
	got := ui.Plain(ask(t, newDesk(t), commands.Request{}, "/role cto"))
	for _, want := range []string{
		"Purpose.", "Responsibilities\n", "Skills", "you can\n", "Civil Service grade.", "SCS 1", "do not use Civil Service grades",
		"Council. ", "Police. ", "Fire. ", "Health. ",
		"Roles that share its skills", "Chief data officer", "Sources:", "version ", "7 October 2024", "Share here",
		"Strategic technology planning: you can", "Technology architecture: you can", "Technology evaluation: you can", "Financial decision making for technology: you can",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("/role cto does not say %q", want)
		}
	}
}

func TestRolePageBeginsWithTheMembersOwnSector(t *testing.T) {
	d := newDesk(t)
	got := ui.Plain(ask(t, d, commands.Request{From: member(t, d, "Declan Mac Giolla Moyle")}, "/role cto"))
	fire, council := strings.Index(got, "Fire. "), strings.Index(got, "Council. ")
	if fire < 0 || council < fire {
		t.Errorf("for a member of a fire service the fire line is at %d and the council line at %d; want fire first", fire, council)
	}
}

func TestEverySkillInTheMenuOpensItself(t *testing.T) {
	d := newDesk(t)
	for _, b := range ask(t, d, commands.Request{}, "/role skill").(ui.Message).Body {
		menu, ok := b.(ui.Select)
		if !ok {
			continue
		}
		for _, o := range menu.Options {
			if len(o.Arg) > 75 {
				t.Errorf("the option %q has a value of %d characters; Slack takes 75", o.Label, len(o.Arg))
			}
			got := ui.Plain(ask(t, d, commands.Request{}, "/role "+o.Arg))
			if !strings.HasPrefix(got, o.Label+"\n") {
				t.Errorf("choosing %q opens\n%.120s", o.Label, got)
			}
		}
	}
}

func TestEveryRoleInTheMenuOpensItself(t *testing.T) {
	d := newDesk(t)
	for _, e := range d.Library.Roles() {
		got := ui.Plain(ask(t, d, commands.Request{}, "/role "+e.ID))
		if e.ID == "head-of-ict" {
			continue // asks CIO or CTO first
		}
		if !strings.HasPrefix(got, e.Title) {
			t.Errorf("/role %s opens\n%.120s", e.ID, got)
		}
	}
}

func TestARolePageSaysWhatChangedSinceTheMemberLooked(t *testing.T) {
	d := newDesk(t)
	sian := commands.Request{From: member(t, d, "Siân ap Rhys")}
	_, err := d.Store.Change(t.Context(), store.Change{By: sian.From.ID, At: now}, func(tx *store.Tx) error {
		return tx.MarkLooked(sian.From.ID, "chief-technology-officer", "older 2020-01-01")
	})
	if err != nil {
		t.Fatal(err)
	}
	first, second := ui.Plain(ask(t, d, sian, "/role cto")), ui.Plain(ask(t, d, sian, "/role cto"))
	if !strings.Contains(first, "Changed since you last looked. It now rests on a newer source") {
		t.Errorf("a changed page begins\n%.300s\nwant it to say what changed", first)
	}
	if strings.Contains(second, "Changed since") {
		t.Error("the page says a second time that it has changed")
	}
}

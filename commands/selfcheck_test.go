package commands_test

import (
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/ui"
)

func TestASelfCheckGoesOneSkillAtATimeAndEndsWithTheGaps(t *testing.T) {
	d := newDesk(t)
	anwen, yusuf := someone(t, d, "Anwen"), someone(t, d, "Yusuf")
	yusuf.types("/setup asked yes")
	anwen.types("/setup")
	must(t, anwen.presses("Check my own skills"), "one skill at a time", "less than ten minutes", "no score is made")
	anwen.presses("Chief technology officer")
	for n, skill := range d.Library.Entry("chief-technology-officer").Skills {
		must(t, ui.Plain(anwen.last), "Skill "+string(rune('1'+n))+" of 6", skill.Skill.Title, "Which is nearest to you today?", "Only you can see this")
		answer := "I do this"
		switch n {
		case 1:
			answer = "I have done some of it"
		case 4:
			answer = "This is new to me"
		}
		anwen.presses(answer)
	}
	got := ui.Plain(anwen.last)
	skills := d.Library.Entry("chief-technology-officer").Skills
	must(t, got, "2 of 6 skills are gaps", "By your answer, this is new to you", "By your answer, you have done some of it",
		"Read: ", "Copy: the library holds no practice on this yet", "Ask: Yusuf Marsh-Adeyinka, Chief technology officer, Thornbeck Hospitals Trust, who agreed to be asked")
	if strings.Index(got, skills[4].Skill.Title) > strings.Index(got, skills[1].Skill.Title) {
		t.Errorf("the gap that is new does not come first:\n%s", got)
	}
	must(t, anwen.presses("How to ask Yusuf"), "You agreed to be asked about “"+skills[4].Skill.Title, "My self-checks")
	anwen.types("/setup check cto")
	must(t, anwen.presses("Read: "), "Sources:")
}

func TestEveryGapHasAGuideToRead(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	for _, role := range d.Library.Roles() {
		if len(role.Skills) == 0 {
			continue
		}
		p.types("/setup check " + role.ID)
		for range role.Skills {
			p.presses("This is new to me")
		}
		page := p.last
		for _, need := range role.Skills {
			p.last = page
			must(t, ui.Plain(page), need.Skill.Title+". By your answer", "no: • Read: "+need.Skill.Title+".")
		}
	}
}

func TestASelfCheckIsTakenUpWhereItWasLeft(t *testing.T) {
	p := someone(t, newDesk(t), "Anwen")
	p.types("/setup check cto")
	p.pressesTwice("This is new to me")
	must(t, p.types("/setup check"), "Go on: Chief technology officer")
	p.now = now.AddDate(0, 1, 0)
	must(t, p.presses("Go on: "), "Skill 2 of 6")
	must(t, p.presses("Back to the skill before"), "Skill 1 of 6")
	p.presses("I do this well")
	for range 5 {
		p.presses("I do this well")
	}
	must(t, ui.Plain(p.last), "You named no gap", "I agree: I may be asked")
}

func TestASelfCheckIsDeletedInOneTap(t *testing.T) {
	p := someone(t, newDesk(t), "Anwen")
	p.types("/setup check cto")
	p.presses("This is new to me")
	p.types("/setup check cio")
	p.presses("This is new to me")
	must(t, p.presses("Delete these answers"), "Deleted", "nobody was told")
	must(t, p.types("/setup check"), "Go on: Chief technology officer", "no: Go on: Chief information officer")
	must(t, p.presses("Delete all my answers"), "Deleted")
	must(t, p.types("/setup check"), "no: Go on")
	roles, err := p.d.Store.SelfChecked(t.Context(), p.who.ID)
	if err != nil || len(roles) != 0 {
		t.Errorf("kept after deleting: %v, %v", roles, err)
	}
}

func TestASelfCheckSaysWhenThereIsNothingToCheckAgainst(t *testing.T) {
	p := someone(t, newDesk(t), "Anwen")
	for words, want := range map[string]string{
		"/setup check head of ict":                   "nothing to check against",
		"/setup check plumber":                       "I hold no one role called “plumber”",
		"/setup check cdo":                           "I hold no one role called “cdo”",
		"/setup check answer cto cooking new":        "has changed since this question was asked",
		"/setup check answer cto":                    "has changed since this question was asked",
		"/setup check skill cto cooking":             "Check your own skills",
		"/setup check " + strings.Repeat("🙂 ", 1000): "I hold no one role called",
	} {
		must(t, p.types(words), want)
	}
}

func TestNobodyElseCanTellThatSomebodyCheckedThemselves(t *testing.T) {
	quiet, checked := newDesk(t), newDesk(t)
	p := someone(t, checked, "Anwen")
	for _, role := range []string{"cto", "cio", "it service manager"} {
		p.types("/setup check " + role)
		p.presses("This is new to me")
		p.presses("I have done some of it")
		p.presses("I do this well")
	}
	members, err := checked.Store.Members(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := []string{""}
	for _, m := range members {
		if m.ID != p.who.ID {
			names = append(names, m.Name)
		}
	}
	for _, name := range names {
		for _, words := range everything(checked) {
			a, b := someone(t, quiet, name), someone(t, checked, name)
			if want, got := a.types(words), b.types(words); want != got {
				t.Errorf("%s reads at %s, after Anwen's self-check\n%s\nand without it\n%s", name, words, got, want)
			}
		}
	}
}

// everything is a way to ask for whatever can be asked.
func everything(d *commands.Desk) []string {
	all := []string{"/setup check cto", "/setup check cio", "/setup asked", "/setup who write-your-remit", "/setup ask 12 skill technology-architecture", "/setup check skill chief-technology-officer technology-architecture"}
	for _, route := range d.Routes() {
		if route.Kind == commands.Slash {
			all = append(all, "/"+route.Name)
			for _, args := range strings.Split(route.Args, " | ") {
				all = append(all, "/"+route.Name+" "+args)
			}
		}
	}
	return all
}

func TestAPeerIsWhoeverAgreedAndCoversTheSkill(t *testing.T) {
	d := newDesk(t)
	sian, tobias, chidinma := someone(t, d, "Siân"), someone(t, d, "Tobias"), someone(t, d, "Chidinma")
	cyber := func(p *person) string {
		p.types("/setup check delete")
		p.types("/setup check ciso")
		for range d.Library.Entry("chief-information-security-officer").Skills {
			p.presses("This is new to me")
		}
		return ui.Plain(p.last)
	}
	must(t, cyber(tobias), "nobody who covers this has agreed to be asked yet", "no: Priya")
	priya := someone(t, d, "Priya")
	priya.types("/setup asked yes")
	must(t, cyber(tobias), "Ask: Priya Raghavendran-Holt")
	must(t, cyber(priya), "no: Ask: Priya")
	chidinma.types("/setup asked yes")
	sian.types("/setup asked yes")
	priya.types("/setup asked no")
	must(t, cyber(tobias), "no: Priya")
	if choices, err := d.Store.Choices(t.Context()); err != nil || choices[priya.who.ID][council.AgreeAsked] != council.Private {
		t.Errorf("Priya's consent is %v, %v, want it taken back", choices[priya.who.ID][council.AgreeAsked], err)
	}
}

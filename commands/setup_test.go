package commands_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// begins begins a checklist through a door and gives the first page.
func (p *person) begins(door string, fields map[string]string) string {
	p.t.Helper()
	p.types("/setup")
	p.presses("I am the " + door)
	return p.fills(fields)
}

func TestEachDoorBeginsAtItsOwnStep(t *testing.T) {
	for _, c := range []struct{ door, first, variant string }{
		{"IT professional", "Choose whose team meetings you will attend", "Begin with the two services you know least."},
		{"business professional", "Find out how your systems are really running", "walk you through the five layers"},
		{"service manager", "List what must work on Monday", "the people who already do IT informally"},
		{"senior sponsor", "Name who answers for IT on the management team", "If the person is you, say so"},
	} {
		t.Run(c.door, func(t *testing.T) {
			p := someone(t, newDesk(t), "Anwen")
			got := p.begins(c.door, nil)
			must(t, got, "Setting up IT at Cwm Arian Borough Council", "0 of ", "The next three:\n\n"+c.first, "Only you can see this checklist")
			must(t, p.presses("Open: "+c.first), "As a "+c.door+". ", c.variant, "Why.", "First action.", "Done when.", "Effort:", "Sources:")
		})
	}
}

func TestEachSectorHasItsOwnSteps(t *testing.T) {
	for _, c := range []struct{ who, body, has, inBody string }{
		{"Anwen", "district", "Get ready for local government reorganisation", "In a council. Ask about social care"},
		{"Chidinma", "police", "Map your links to national police systems", "In a police force. Ask about the control room"},
		{"Harriet", "fire", "Protect the mobilising system", "In a fire service. Ask about mobilising"},
		{"Yusuf", "health", "Name who answers for clinical safety of systems", "In a health body. Ask about the patient record"},
	} {
		t.Run(c.body, func(t *testing.T) {
			p := someone(t, newDesk(t), c.who)
			p.types("/setup")
			must(t, p.presses("I am the service manager"), "Now: "+c.body)
			p.fills(nil)
			must(t, p.presses("Open: List what must work on Monday"), c.inBody)
			got := p.types("/setup stage services")
			for _, other := range []string{"Get ready for local government", "Map your links to national police", "Protect the mobilising", "Name who answers for clinical"} {
				if has := strings.Contains(got, other); has != strings.HasPrefix(c.has, other) {
					t.Errorf("in %s the step %q is there: %v", c.body, other, has)
				}
			}
		})
	}
}

func TestEveryStageOpensForEveryDoorAndEveryStepOpensFromIt(t *testing.T) {
	for _, door := range knowledge.Doors {
		d := newDesk(t)
		p := someone(t, d, "Gwenllian") // a police force
		p.types("/setup door " + door)
		p.fills(map[string]string{"mode": "repairing"})
		opened := 0
		for _, stage := range []string{"Yourself", "Stakeholders", "Governance", "Money", "Services and architecture", "People", "Security and law", "Plan and tell"} {
			p.types("/setup stages")
			must(t, p.presses(stage), stage+"\n")
			page := p.last
			for _, b := range body(page) {
				menu, ok := b.(ui.Select)
				if !ok {
					continue
				}
				for _, o := range menu.Options {
					p.last = page
					must(t, p.presses(o.Label), o.Label+"\n", "Why.", "First action.", "Done when.", "This is done")
					opened++
				}
			}
		}
		if want := len(d.Library.Steps(door, "police", "repairing")); opened != want {
			t.Errorf("%s: %d steps open from the stages, want all %d", door, opened, want)
		}
	}
}

func TestTheChecklistShowsThreeStepsAndCountsWhatIsDone(t *testing.T) {
	p := someone(t, newDesk(t), "Tobias")
	first := p.begins("service manager", nil)
	of := len(p.d.Library.Steps(knowledge.ServiceManager, "council", "starting"))
	must(t, first, fmt.Sprintf("0 of %d steps done", of))
	for n := range of {
		reply := p.last.(ui.Message)
		shown := 0
		for _, b := range reply.Body {
			if row, ok := b.(ui.Buttons); ok && strings.HasPrefix(row.Row[0].Label, "Open: ") {
				shown++
			}
		}
		if shown < 1 || shown > 3 || n == 0 && shown != 3 {
			t.Fatalf("with %d of %d done, %d steps are shown, want three at most and at least one:\n%s", n, of, shown, ui.Plain(reply))
		}
		must(t, p.presses("Done: "), fmt.Sprintf("%d of %d steps done", n+1, of), "Ticked: ")
	}
	must(t, ui.Plain(p.last), "That is all of them")
	if got := strings.Count(p.types("/setup done"), ": ticked on Tuesday 2 March 2027"); got != of {
		t.Errorf("%d steps are listed as done, want %d", got, of)
	}
}

func TestAStepCanBeTickedTakenBackAndPutOff(t *testing.T) {
	p := someone(t, newDesk(t), "Tobias")
	p.begins("service manager", nil)
	p.presses("Open: Write your remit")
	must(t, p.presses("This is done"), "Ticked: “Write your remit on one page”", "1 of ")
	must(t, p.types("/setup step write-your-remit"), "How it stands: done", "Take back the tick", "no: Put off for a week")
	must(t, p.presses("Take back"), "is open again", "0 of ")
	must(t, p.presses("Open: Write your remit"), "This is done")
	must(t, p.presses("Put off for a week"), "put off until Tuesday 9 March 2027", "no: Done: Write your remit")
	must(t, p.types("/setup step write-your-remit"), "put off until Tuesday 9 March 2027", "Do it now after all")
	p.now = now.AddDate(0, 0, 6)
	must(t, p.types("/setup next"), "no: Done: Write your remit")
	p.now = now.AddDate(0, 0, 7)
	must(t, p.types("/setup next"), "Done: Write your remit")
	must(t, p.types("/setup later write-your-remit month"), "put off until Thursday 8 April 2027")
	must(t, p.presses("Do it now"), "is open again", "Done: Write your remit")
	must(t, p.types("/setup later write-your-remit sometime"), "Say week or month")
	must(t, p.types("/setup later write-your-remit"), "“” is not a time to put something off for. Say week or month")
}

func TestWhatIsPressedTwiceOrLateHappensOnce(t *testing.T) {
	p := someone(t, newDesk(t), "Tobias")
	p.begins("service manager", nil)
	first := p.last
	must(t, p.pressesTwice("Done: Write your remit"), "was ticked already, on Tuesday 2 March 2027", "1 of ")
	p.last, p.now = first, now.AddDate(0, 0, 3)
	must(t, p.presses("Done: Write your remit"), "was ticked already, on Tuesday 2 March 2027", "1 of ")
	must(t, p.types("/setup later write-your-remit week"), "is ticked, so there is nothing to put off")
	must(t, p.pressesTwice("Take back"), "was open already, so nothing was changed", "0 of ")
	p.types("/setup door senior-sponsor")
	p.types("/setup reset")
	must(t, p.presses("Yes, take it away"), "is taken away")
	p.last = first
	must(t, p.presses("Done: Write your remit"), "You have no setup checklist, so nothing was changed")
	p.types("/setup door service-manager")
	form := p.last
	p.fills(nil)
	p.last = form
	must(t, p.fills(nil), "You have a checklist already")
	entries, err := p.d.Store.Setups(t.Context())
	if err != nil || len(entries) != 1 {
		t.Errorf("%d setups are kept, %v, want one", len(entries), err)
	}
}

func TestAFormThatSaysNothingIsSentBackFieldByField(t *testing.T) {
	p := someone(t, newDesk(t), "Tobias")
	p.types("/setup door it-professional")
	got := p.fills(map[string]string{"body": "", "size": "", "mode": ""})
	must(t, got, "Choose the kind of body", "Choose how large", "Choose whether you are starting or repairing")
	if faults, ok := p.last.(ui.FieldErrors); !ok || len(faults) != 3 {
		t.Errorf("the form is answered by %T, want three field errors", p.last)
	}
	must(t, p.types("/setup"), "Who are you?")
}

func TestSomebodyWithoutASeatLooksRoundAndNothingIsKept(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "")
	must(t, p.types("/setup"), "nothing is kept", "secretary")
	must(t, p.presses("I am the senior sponsor"), "Name who answers for IT", "nothing is kept", "no: Done: ")
	must(t, p.presses("Open: Name who answers"), "As a senior sponsor. If the person is you", "no: This is done", "no: Who has done this step?")
	p.presses("The first steps")
	p.presses("Every stage")
	p.presses("Money")
	must(t, p.presses("Draw the budget baseline"), "First action.")
	for _, words := range []string{"/setup tick write-your-remit", "/setup undo write-your-remit", "/setup later write-your-remit week", "/setup done", "/setup grid",
		"/setup cover infrastructure training covered", "/setup plan", "/setup share yes", "/setup leave yes", "/setup reset yes", "/setup checkins stop"} {
		must(t, p.types(words), "You have no setup checklist, so nothing was changed")
	}
	must(t, p.types("/setup who write-your-remit"), "to members only")
	must(t, p.types("/setup asked yes"), "Only members are named")
	must(t, p.types("/setup join service-manager"), "No colleague of your organisation")
	must(t, p.types("/setup check cto"), "needs a seat")
	for _, form := range []string{"begun", "covered"} {
		must(t, p.tell(commands.Button, form, "service-manager", p.key(), nil), "This is for the council's members")
	}
	if all, err := d.Store.Setups(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("setups kept: %v, %v, want none", all, err)
	}
}

func TestWhateverIsTypedIsAnswered(t *testing.T) {
	p := someone(t, newDesk(t), "Tobias")
	p.begins("service manager", nil)
	for _, c := range []struct{ typed, want string }{
		{"/setup help", "What you can ask of /setup"},
		{"/setup restore", "Test that you can restore from backup\n"},
		{"/setup RESTORE Test", "Test that you can restore from backup\n"},
		{"/setup step test-a-restore", "Test that you can restore from backup\n"},
		{"/setup step restore", "Test that you can restore from backup\n"},
		{"/setup step test-a-restore senior-sponsor", "Test that you can restore from backup\n"},
		{"/setup list your", "Which step?"},
		{"/setup 🙂", "No step has those words"},
		{"/setup " + strings.Repeat("hir iawn ", 300), "No step has those words"},
		{"/setup stage Plan and tell", "Plan and tell\n"},
		{"/setup stage cooking", "There is no stage"},
		{"/setup tick map-national-police-systems", "Your checklist has no step"},
		{"/setup tick", "Say which step"},
		{"/setup door plumber", "Say which of the four you are"},
		{"/setup door Senior Sponsor", "Your steps are now those of a senior sponsor"},
		{"/setup cover infrastructure", "There is no function"},
		{"/setup cover infrastructure training", "Kept for Infrastructure"},
		{"/setup cover cellar training covered", "There is no layer"},
		{"/setup cover infrastructure training perhaps", "Say covered, not ours or blank"},
		{"/setup grid cellar", "There is no layer"},
		{"/setup ask", "press “Who has done this step?”"},
		{"/setup ask 3 step test-a-restore", "no longer asks to be named"},
		{"/setup ask 3 spell abracadabra", "no longer asks to be named"},
		{"/setup asked perhaps", "May members ask you?"},
		{"/setup checkins perhaps", "Say week, month, stop or on"},
		{"/setup who zebra", "No step has those words"},
	} {
		t.Run(c.typed[:min(len(c.typed), 50)], func(t *testing.T) {
			if got := p.types(c.typed); !strings.Contains(got, c.want) || len(got) > 6000 {
				t.Errorf("answers\n%.400s\nwant %q in it", got, c.want)
			}
		})
	}
}

func TestAVerbWithoutItsWordsLeadsOn(t *testing.T) {
	p := someone(t, newDesk(t), "Siân")
	p.begins("service manager", nil)
	for words, want := range map[string]string{"step": "Every stage", "who": "Every stage", "stage": "Every stage", "cover": "Coverage grid", "tick": "Say which step",
		"undo": "Say which step", "later": "Say which step", "asked": "My next steps", "asked yes": "My next steps"} {
		must(t, p.types("/setup "+words), want, "no: “”")
	}
	must(t, p.types("/practice topic"), "The practice library")
	must(t, p.types("/ask everybody: who mends a quux"), "No member who knows of this has agreed to be asked by name.")
}

func TestBlanksOfTheGridBecomeNextSteps(t *testing.T) {
	p := someone(t, newDesk(t), "Siân")
	p.begins("service manager", nil)
	p.presses("Coverage grid")
	must(t, ui.Plain(p.last), "• Infrastructure: all blank.", "Once the grid is begun")
	must(t, p.types("/setup next"), "no: Nobody covers this yet")
	p.presses("Coverage grid")
	p.presses("Fill in: Infrastructure")
	got := p.fills(map[string]string{"relationships": "covered", "contracts": "not-ours", "service-desk": "covered", "training": "covered", "projects": "covered"})
	must(t, got, "Kept for Infrastructure", "Nobody covers this yet. Business relationships for line-of-business applications", "The next three:")
	must(t, p.presses("Not ours: Business relationships"), "Business relationships for information and data")
	must(t, p.types("/setup grid"), "24 of 30 are blank", "• Infrastructure: business relationships, service desk, training and programmes and projects covered; contracts not ours; development and integration blank.", "• Line-of-business applications: business relationships not ours; contracts,", "• Information and data: all blank.")
	must(t, p.types("/setup cover infrastructure contracts blank"), "Kept for Infrastructure")
	must(t, p.types("/setup grid"), "25 of 30 are blank")
}

// asksFor gathers what the buttons of an answer ask of /setup, by its first word.
func asksFor(r ui.Reply, pressed map[string]bool) {
	note := func(do, arg string) {
		verb, _, _ := strings.Cut(arg, " ")
		if do == "selfcheck" {
			verb = "check"
		}
		pressed[verb] = true
	}
	for _, b := range body(r) {
		switch b := b.(type) {
		case ui.Buttons:
			for _, x := range b.Row {
				note(x.Do, x.Arg)
			}
		case ui.Select:
			for _, o := range b.Options {
				note(b.Do, o.Arg)
			}
		}
	}
}

func TestEverySetupVerbIsAButtonSomewhere(t *testing.T) {
	sian, tobias, _ := colleagues(t)
	pressed := map[string]bool{}
	sian.types("/setup")
	asksFor(sian.last, pressed)
	sian.presses("I am the senior sponsor")
	sian.fills(map[string]string{"share": "yes"})
	tobias.types("/setup")
	asksFor(tobias.last, pressed)
	tobias.presses("Join the shared")
	tobias.presses("I agree, and join as service manager")
	tobias.types("/setup asked yes")
	tobias.types("/setup tick write-your-remit")
	for _, words := range []string{"next", "stages", "stage money", "step write-your-remit", "step list-your-contracts", "tick list-your-contracts",
		"who write-your-remit", "grid", "cover infrastructure training covered", "plan", "share"} {
		sian.types("/setup " + words)
		asksFor(sian.last, pressed)
	}
	for line := range strings.Lines(sian.types("/setup help")) {
		if rest, ok := strings.CutPrefix(line, "• /setup "); ok {
			verb := strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ':' })[0]
			if !pressed[verb] {
				t.Errorf("/setup %s is no button anywhere; buttons are %v", verb, slices.Sorted(maps.Keys(pressed)))
			}
		}
	}
}

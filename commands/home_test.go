package commands_test

import (
	"fmt"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// home opens the Home tab as a person does.
func (p *person) home() string { return p.tell(commands.Button, "home", "", p.key(), nil) }

func TestTheHomeTabLeadsTheSecretaryThroughTheCycle(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	step := func(when string, wants ...string) {
		t.Helper()
		must(t, eilidh.home(), wants...)
	}
	step("no meeting", "Your next step: no meeting is called.", "Propose dates for 2027")
	eilidh.calls("Thu 10 June 2027 10:00")
	step("called, its reminders started", "Your next step: when the date of Thursday 10 June 2027 stands, say so.", "Confirm the date", "Quorum", "Agenda: to be published by Wednesday 2 June 2027")
	eilidh.presses("Confirm the date")
	step("confirmed", "Your next step: nothing now.")
	tobias := someone(t, d, "Tobias")
	tobias.proposes(map[string]string{"title": "One desk", "purpose": "decision"})
	step("proposed", "Your next step: 1 proposal waits for your answer.", "See the proposals")
	eilidh.types("/agenda accept i10")
	setClock("2027-05-28 09:00", eilidh)
	step("four working days before publishing", "Your next step: publish the agenda by Wednesday 2 June 2027.", "Check the agenda")
	eilidh.types("/agenda post")
	step("published, too few come", "Your next step: ", "short of a quorum", "See the replies")
	setClock("2027-06-10 13:00", eilidh)
	step("over", "Your next step: say whether the meeting of Thursday 10 June 2027 took place.", "It took place")
	eilidh.presses("It took place")
	step("held", "Your next step: circulate the draft minutes of Thursday 10 June 2027 by", "Open the draft minutes")
}

func TestTheHomeTabSaysWhatIsOwedAndWhatIsNew(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	must(t, tobias.home(), "What you owe: nothing at the moment.", "no: New since")
	tobias.proposes(map[string]string{"title": "One desk", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	_, err := d.Store.Change(t.Context(), store.Change{Did: "action.added", At: tobias.now}, func(tx *store.Tx) error {
		_, err := tx.PutPaper(council.Paper{Item: 19, Title: "Options for one desk", Author: tobias.who.ID, Purpose: council.ToDecide, Stage: council.PaperAsked})
		if err != nil {
			return err
		}
		_, err = tx.PutAction(council.Action{What: "Write to the fire services", Owners: []council.Owner{{Member: tobias.who.ID}}, Due: council.DayOf(tobias.now).Add(-1), State: council.ActionOpen},
			council.ActionStep{Did: "agreed"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	must(t, tobias.home(), "A paper: “Options for one desk”, due on", "Open the paper: Options for one desk", "Action A1: Write to the fire services (it was due on Monday 1 March 2027).", "Open action A1")
	must(t, eilidh.home(), "What you owe: nothing at the moment.", "no: Options for one desk")
	eilidh.types("/agenda post")
	must(t, tobias.home(), "no: An agenda was published.")
	setClock("2027-03-03 09:00", tobias, eilidh)
	must(t, tobias.home(), "New since you last looked, on 2 March 2027", "An agenda was published.", "See: an agenda was published")
	must(t, tobias.home(), "An agenda was published.") // the same visit
	must(t, tobias.presses("See: an agenda"), "Agenda: Thursday 10 June 2027")
	setClock("2027-03-05 09:00", tobias)
	must(t, tobias.home(), "New since 3 March 2027: nothing.")
}

func TestTheHomeTabPutsFirstWhatOneUsesMost(t *testing.T) {
	d, _, tobias := callsTwo(t)
	must(t, tobias.home(), "Buttons: The librarian's list | Unanswered questions | Good practice | Ask a question")
	for range 3 {
		tobias.types("/role cto")
		tobias.types("/agenda propose one desk")
	}
	tobias.types("/role cio")
	must(t, tobias.home(), "Buttons: All roles | Propose an item | The librarian's list | Unanswered questions")
	tobias.d = fresh(t, d)
	must(t, tobias.home(), "Buttons: All roles | Propose an item")
}

func TestEverybodyHasAUsefulHomeTab(t *testing.T) {
	d, _, _ := callsTwo(t)
	for _, tt := range []struct {
		name  string
		wants []string
	}{
		{"Siân", []string{"Welcome, Siân ap Rhys", "Your next step:", "Quorum", "What was changed"}},
		{"Tobias", []string{"Your next step:", "The librarian's list", "no: Quorum"}},
		{"Yusuf", []string{"What you owe:", "no: Your next step: nothing"}},
		{"", []string{"You have no seat on this council.", "Next meeting: Thursday 10 June 2027", "CIO or CTO? Six questions", "no: What you owe", "no: Propose an item"}},
	} {
		p := someone(t, d, tt.name)
		must(t, p.home(), append(tt.wants, "/role", "/ask", "/meeting", "/agenda", "/practice", "/council", "What each of them does", "Search the record")...)
		page := p.last
		for _, label := range labels(page) {
			p.last = page
			if p.presses(label); p.last == nil {
				t.Errorf("%q: %q leads nowhere", tt.name, label)
			}
		}
	}
	anwen := someone(t, d, "Anwen")
	must(t, anwen.home(), "New here?", "Show me the five cards")
}

// BenchmarkHome makes the Home tab of everybody in a council of 500, as a member
// sees it and as the secretary does:
//
//	go test ./commands -run '^$' -bench Home
func BenchmarkHome(b *testing.B) {
	d := newDesk(b)
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		b.Fatal(err)
	}
	_, err = d.Store.Change(b.Context(), store.Change{Did: "filled", At: now}, func(tx *store.Tx) error {
		for n := range 500 {
			if _, err := tx.PutMember(council.Member{Name: fmt.Sprint("Member ", n), SlackID: fmt.Sprint("UB", n), Standing: council.Seated, Sector: council.Sectors[n%len(council.Sectors)]}); err != nil {
				return err
			}
		}
		_, err := tx.PutMeeting(council.Meeting{Title: "Quarterly", Starts: now.AddDate(0, 0, 10).In(zone), Length: time.Hour})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	members, err := d.Store.Members(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	table := commands.NewTable(d.Routes())
	for _, who := range []string{"everybody", "Eilidh"} {
		b.Run(who, func(b *testing.B) {
			n := 0
			for b.Loop() {
				from := members[n%len(members)]
				if who != "everybody" {
					from = member(b, d, who)
				}
				n++
				if _, err := table.Ask(b.Context(), commands.HomeTab, "home", commands.Request{From: from, Text: commands.HomeAgain, Now: now}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

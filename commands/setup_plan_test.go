package commands_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/knowledge"
)

// planOf opens the printable plan that a person's setup leads to.
func planOf(t *testing.T, p *person) string {
	t.Helper()
	s, err := p.d.Store.Setup(t.Context(), p.who.ID)
	if err != nil {
		t.Fatal(err)
	}
	page, err := p.d.PlanPage(t.Context(), s.Token, p.now)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestThePlanIsOnePageWithItsDates(t *testing.T) {
	d := newDesk(t)
	d.Web = "https://council.example"
	p := someone(t, d, "Harriet")
	p.begins("service manager", map[string]string{"mode": "repairing"})
	p.types("/setup tick write-your-remit")
	p.types("/setup later list-your-contracts week")
	p.types("/setup cover infrastructure training covered")
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	p.now = now.In(london)
	page := planOf(t, p)
	must(t, page, "<h1>Putting IT right at Eastfold Fire and Rescue Service</h1>",
		"begun on Tuesday 2 March 2027", "how things stood on Tuesday 2 March 2027, 09:30 London time",
		"<strong>1 of ", "Day 30</th><td>Thursday 1 April 2027", "Day 60</th><td>Friday 30 April 2027", "Day 90</th><td>Friday 28 May 2027",
		"<td>Yourself; Stakeholders</td>", "<td>People; Security and law; Plan and tell</td>",
		"Done on Tuesday 2 March 2027", "Put off until Tuesday 9 March 2027", "a step for everybody",
		"Add the people who already do IT informally", "Ask about mobilising", "Protect the mobilising system", "Contracts for infrastructure",
		"no: Harriet", "no: Training for infrastructure", "no: national police systems")
	for _, s := range d.Library.Steps(knowledge.ServiceManager, "fire", "repairing") {
		must(t, page, "<h3>"+s.Title+"</h3>")
	}
}

func TestThePlanNeedsNothingElseAndAsksSearchEnginesToLeaveItOut(t *testing.T) {
	p := someone(t, newDesk(t), "Siân")
	p.begins("senior sponsor", nil)
	page := planOf(t, p)
	must(t, page, `<html lang="en-GB">`, `content="noindex, nofollow, noarchive"`, `content="no-referrer"`, "@media print", "<main>", "no: <script", "no: <img", "no: <link", "no: @import", "no: url(", "no: src=")
	if n := strings.Count(page, "<h1>"); n != 1 {
		t.Errorf("the page has %d first headings, want one", n)
	}
	for _, table := range strings.Split(page, "<table>")[1:] {
		must(t, table, "<caption>", `<th scope="col">`, `<th scope="row">`)
	}
	if level := regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(page, -1); level != nil {
		last := 0
		for _, h := range level {
			now := int(h[1][0] - '0')
			if now > last+1 {
				t.Errorf("a heading of level %d follows one of level %d", now, last)
			}
			last = now
		}
	}
}

func TestThePlanSaysWhatANameSaysAndRunsNothingOfIt(t *testing.T) {
	d := newDesk(t)
	shareWith(t, d, "Siân", `Cyngor Tŷ'r <script>alert(1)</script> & Sir Fôn 🙂`)
	p := someone(t, d, "Siân")
	p.begins("senior sponsor", nil)
	must(t, planOf(t, p), "Cyngor Tŷ&#39;r &lt;script&gt;", "&amp; Sir Fôn 🙂", "no: <script>")
}

func TestThePlansAddressIsItsOwnAndCanBeChanged(t *testing.T) {
	d := newDesk(t)
	p, other := someone(t, d, "Siân"), someone(t, d, "Harriet")
	p.begins("senior sponsor", nil)
	other.begins("senior sponsor", nil)
	must(t, p.types("/setup plan"), "No web pages are served from here")
	d.Web = "https://council.example"
	before, err := d.Store.Setup(t.Context(), p.who.ID)
	if err != nil {
		t.Fatal(err)
	}
	must(t, p.types("/setup plan"), "https://council.example/plan/"+before.Token, "It names nobody")
	must(t, p.presses("Give it a new address"), "The old one leads nowhere now", "no: "+before.Token)
	for name, token := range map[string]string{"the old address": before.Token, "no address": "", "a guessed address": "aaaa"} {
		_, err := d.PlanPage(t.Context(), token, now)
		var problem *council.Problem
		if !errors.As(err, &problem) {
			t.Errorf("%s: %v, want a problem", name, err)
		}
	}
	seen := map[string]bool{}
	for i := range 50 {
		p.types("/setup plan new")
		s, err := d.Store.Setup(t.Context(), p.who.ID)
		if err != nil || seen[s.Token] || len(s.Token) < 26 {
			t.Fatalf("address %d is %q, %v, want a new one of at least 26 characters", i, s.Token, err)
		}
		seen[s.Token] = true
	}
}

func TestAPlanGoesOnWithoutWhoeverBeganIt(t *testing.T) {
	sian, tobias, _ := colleagues(t)
	sian.begins("senior sponsor", map[string]string{"share": "yes"})
	tobias.types("/setup join service-manager")
	sian.types("/setup leave yes")
	page := planOf(t, tobias)
	of := len(tobias.d.Library.Steps(knowledge.ServiceManager, "council", "starting"))
	must(t, page, fmt.Sprintf("<strong>0 of %d steps", of), "Setting up IT at Aberwen County Council")
}

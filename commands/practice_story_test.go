package commands_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// tellerTraces is what would say who tells the story: Declan, the head of ICT of
// the only fire service in Northern Ireland.
var tellerTraces = regexp.MustCompile(`(?i)declan|giolla|loughmoyle|` + `fire and rescue|practice-contact`)

// aStory is a story of failure as a form says it.
func aStory() map[string]string {
	return map[string]string{"kind": "story", "title": "We bought before we knew the work", "problem": "One system for all.", "did": "We bought on the strength of a visit.",
		"result": "Switched off.", "again": "no", "topic": "sourcing", "contact": "yes", "licence": "OGL-UK-3.0"}
}

// TestNobodyLearnsWhoTellsAStoryOfFailure takes a story through all that can
// become of it, and looks for its teller in everything that anybody but the
// teller and the secretary is shown or sent.
func TestNobodyLearnsWhoTellsAStoryOfFailure(t *testing.T) {
	d := newDesk(t)
	declan, eilidh, tobias := someone(t, d, "Declan"), someone(t, d, "Eilidh"), someone(t, d, "Tobias")
	chair, chidinma, visitor := someone(t, d, "Siân"), someone(t, d, "Chidinma"), someone(t, d, "")
	others := []*person{tobias, chair, chidinma, visitor}
	look := func(when string) {
		t.Helper()
		for _, p := range others {
			p.looksForTeller(when)
		}
		looksOutside(t, d, when, declan.who.ID)
	}
	must(t, declan.shares(aStory()), "with the librarian, without your name")
	look("while it waits")
	must(t, eilidh.types("/practice show 1"), "For you as secretary alone: told by Declan Mac Giolla Moyle")
	tobias.types("/practice return 1 Say what it cost.")
	look("returned")
	must(t, strings.Join(told(t, d, "practice-returned"), "\n"), "Declan", "Say what it cost.")
	declan.types("/practice edit 1")
	declan.completes(map[string]string{"cost": "over-250k"})
	tobias.types("/practice approve 1")
	look("approved")
	chidinma.types("/practice used 1 We stopped in time.")
	must(t, declan.types("/practice mine"), "We bought before we knew the work")
	must(t, declan.types("/practice used 1 x"), "You shared this one yourself")
	declan.types("/practice edit 1")
	must(t, declan.fills(map[string]string{"result": "Switched off after a year."}), "Kept.")
	declan.types("/practice verify 1")
	tobias.types("/practice first 1")
	look("changed, used, verified and put first")
	must(t, tobias.types("/practice reassign 1 to Yusuf"), "A story of failure has no owner by name")
	setClock("2028-03-14 09:00", append(others, declan, eilidh)...)
	look("due for a check")
	must(t, declan.types("/practice retire 1"), "in the library no more")
	look("retired")
	if got := eilidh.types("/practice show 1"); !strings.Contains(got, "told by Declan") {
		t.Errorf("the secretary does not see who told it:\n%s", got)
	}
}

// looksForTeller types all that shows practices, and searches every answer.
func (p *person) looksForTeller(when string) {
	p.t.Helper()
	for _, words := range []string{"/practice", "/practice show 1", "/practice bought system", "/practice topic sourcing", "/practice sector fire", "/practice list", "/practice next",
		"/practice mine", "/practice edit 1", "/practice verify 9", "/practice merge 1", "/practice reassign 1", "/practice help", "/council audit", "/agenda before bought a system", "/member export"} {
		got := p.types(words)
		form := fmt.Sprintf("%+v", p.last)
		if words == "/practice" || words == "/practice topic sourcing" || words == "/practice sector fire" {
			got, form = withoutSectors(got), withoutSectors(form)
		}
		if tellerTraces.MatchString(got) || tellerTraces.MatchString(form) && !strings.Contains(words, "edit") {
			p.t.Errorf("%s, %s tells %q who told it:\n%s", when, words, p.who.Name, got)
		}
	}
}

// withoutSectors takes out what the page is asked for by its own heading.
func withoutSectors(text string) string {
	return strings.NewReplacer("Practices: fire and rescue", "", "fire and rescue", "the sector asked for").Replace(text)
}

// looksOutside searches what is sent to others, the audit, the rows that anybody
// may read and what would be sent in a year.
func looksOutside(t *testing.T, d *commands.Desk, when string, teller council.MemberID) {
	t.Helper()
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.To.Member != teller && tellerTraces.Match(row.Message) {
			t.Errorf("%s, %s is sent who told it: %s", when, row.To, row.Message)
		}
	}
	audit, err := d.Store.Audit(t.Context(), store.Sought{})
	for _, e := range audit {
		if e.By == teller && strings.HasPrefix(e.About, "practice/") {
			t.Errorf("%s, the audit names who told it: %+v", when, e)
		}
	}
	practice, err2 := d.Store.Practice(t.Context(), 1)
	public, err3 := d.Store.Public().Practices(t.Context(), now)
	text, err4 := json.Marshal([]any{practice, public})
	if err != nil || err2 != nil || err3 != nil || err4 != nil {
		t.Fatal(err, err2, err3, err4)
	}
	if tellerTraces.Match(text) || practice.Owner != 0 || practice.Contact != 0 || practice.VerifiedBy == teller {
		t.Errorf("%s, the practice itself names who told it: %s", when, text)
	}
	runner := schedule.Runner{Store: d.Store, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	planned, err := runner.Rehearse(t.Context(), now, now.AddDate(1, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range planned {
		if about := ui.Plain(p.Words); strings.Contains(about, "before we knew") && (p.To.Member == teller || tellerTraces.MatchString(about)) {
			t.Errorf("%s, the rehearsal names who told it: %s %s", when, p.To, about)
		}
	}
}

func TestAStoryMustNotNameItsTeller(t *testing.T) {
	d := newDesk(t)
	declan := someone(t, d, "Declan")
	got := declan.shares(with(aStory(), "did", "In Loughmoyle we bought on the strength of a visit."))
	if _, faults := declan.last.(ui.FieldErrors); !faults {
		t.Errorf("a story that names its teller's body is taken: %s", got)
	}
	must(t, got, "points at you or your organisation")
	must(t, declan.types("/practice mine"), "It is a draft that only you see")
	declan.types("/practice edit 1")
	must(t, declan.completes(aStory()), "without your name")
	someone(t, d, "Tobias").types("/practice return 1 Say more.")
	declan.types("/practice edit 1")
	must(t, declan.fills(map[string]string{"did": "We at Loughmoyle bought it."}), "points at you or your organisation")
	must(t, declan.types("/practice send 1"), "points at you or your organisation")
	must(t, someone(t, d, "Tobias").types("/practice show 1"), "no: Loughmoyle")
}

// TestSomebodyElsesExportTellsNothingOfAStory compares the exports of the
// librarian and of the teller.
func TestSomebodyElsesExportTellsNothingOfAStory(t *testing.T) {
	d := newDesk(t)
	declan, tobias := someone(t, d, "Declan"), someone(t, d, "Tobias")
	declan.shares(aStory())
	tobias.types("/practice approve 1")
	export := func(p *person) string {
		t.Helper()
		text, err := d.Store.ExportPerson(t.Context(), p.who.ID)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if got := export(declan); !strings.Contains(got, "practice_tellers") || !strings.Contains(got, "strength of a visit") {
		t.Errorf("the teller's own export lacks the story:\n%s", got)
	}
	if got := export(tobias); strings.Contains(got, "practice_tellers") || tellerTraces.MatchString(strings.ReplaceAll(got, "practice-", "")) {
		t.Errorf("the librarian's export tells who told it:\n%s", got)
	}
}

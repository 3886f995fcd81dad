package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// setupTraces leaves a trace of a person in every table of the setup, the
// self-check and the questions.
func setupTraces(tx *Tx, id council.MemberID) error {
	setup, err := tx.BeginSetup(council.Setup{Organisation: "Quux Parish", Body: council.District, Token: "quux"}, council.SetupPerson{Member: id})
	if err != nil {
		return err
	}
	_, asked := tx.AddQuestion(Question{Words: "Where is my quux?", Asker: id})
	_, unnamed := tx.AddQuestion(Question{Words: "Does Zebedee Quux know?"})
	return errors.Join(asked, unnamed,
		tx.PutStep(setup, "a", council.StepNote{Done: true, By: id, At: noon}),
		tx.PutCell(setup, council.Cell{Layer: "l", Function: "f"}, council.Covered),
		tx.PutSelfCheck(id, "role", "quuxing", "yes"))
}

// mustBegin begins a setup and gives it as it is kept.
func mustBegin(t *testing.T, s *Store, id council.MemberID, setup council.Setup) council.Setup {
	t.Helper()
	setup.Token = fmt.Sprint("token of ", id)
	mustChange(t, s, Change{By: id, Did: "setup.begun"}, func(tx *Tx) error {
		_, err := tx.BeginSetup(setup, council.SetupPerson{Member: id, Door: "service-manager", Touched: noon})
		return err
	})
	return mustSetup(t, s, id)
}

func mustSetup(t *testing.T, s *Store, id council.MemberID) council.Setup {
	t.Helper()
	setup, err := s.Setup(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return setup
}

func TestASetupIsReadBackAsItWasKept(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	id := mustPut(t, s, council.Member{Name: "A"})
	want := council.Setup{Organisation: "Cwm Arian", Body: council.District, Size: council.Small, Mode: "repairing"}
	got := mustBegin(t, s, id, want)
	note := council.StepNote{Until: noon.AddDate(0, 0, 7), By: id, At: noon}
	cell := council.Cell{Layer: "infrastructure", Function: "training"}
	person := council.SetupPerson{Member: id, Door: "it-professional", Touched: noon, Snoozed: noon.AddDate(0, 1, 0), Quiet: true}
	mustChange(t, s, Change{Did: "setup.changed"}, func(tx *Tx) error {
		return errors.Join(tx.PutStep(got.ID, "a", note), tx.PutStep(got.ID, "b", note), tx.OpenStep(got.ID, "b"),
			tx.PutCell(got.ID, cell, council.NotOurs), tx.PutSetupPerson(got.ID, person), tx.PutToken(got.ID, "new"))
	})
	want.ID, want.BegunBy, want.Begun, want.Token = got.ID, id, noon, "new"
	want.People = []council.SetupPerson{person}
	want.Steps, want.Grid = map[string]council.StepNote{"a": note}, council.Grid{cell: council.NotOurs}
	byToken, err := s.SetupByToken(t.Context(), "new")
	if diff := cmp.Diff(want, byToken); err != nil || diff != "" {
		t.Errorf("by token: %v (-want +got)\n%s", err, diff)
	}
	all, err := s.Setups(t.Context())
	if diff := cmp.Diff([]council.Setup{want}, all); err != nil || diff != "" {
		t.Errorf("all: %v (-want +got)\n%s", err, diff)
	}
	for _, token := range []string{"", fmt.Sprint("token of ", id)} {
		if old, err := s.SetupByToken(t.Context(), token); err != nil || old.ID != 0 {
			t.Errorf("the token %q leads to setup %d, %v, want nowhere", token, old.ID, err)
		}
	}
	mustChange(t, s, Change{Did: "setup.changed"}, func(tx *Tx) error { return tx.PutCell(got.ID, cell, council.Blank) })
	if grid := mustSetup(t, s, id).Grid; len(grid) != 0 {
		t.Errorf("grid = %v after the cell was made blank, want nothing", grid)
	}
}

func TestAnOrganisationSharesOneSetup(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	a, b := mustPut(t, s, council.Member{Name: "A"}), mustPut(t, s, council.Member{Name: "B"})
	shared := mustBegin(t, s, a, council.Setup{Organisation: "Cwm Arian", Shared: true})
	own := mustBegin(t, s, b, council.Setup{Organisation: "CWM ARIAN"})
	for name, refused := range map[string]func(*Tx) error{
		"a second one": func(tx *Tx) error { return tx.ShareSetup(own, true) },
		"a second one from the start": func(tx *Tx) error {
			_, err := tx.BeginSetup(council.Setup{Organisation: "cwm  arian", Shared: true, Token: "t"}, council.SetupPerson{Member: b})
			return err
		},
		"one of no organisation": func(tx *Tx) error { return tx.ShareSetup(council.Setup{ID: own.ID}, true) },
	} {
		_, err := s.Change(t.Context(), Change{Did: "setup.shared", At: noon}, refused)
		var p *council.Problem
		if !errors.As(err, &p) || p.Field != "share" {
			t.Errorf("sharing %s: %v, want a problem with the field share", name, err)
		}
	}
	if got, err := s.SharedSetup(t.Context(), "cwm arian"); err != nil || got.ID != shared.ID {
		t.Errorf("shared setup = %d, %v, want %d", got.ID, err, shared.ID)
	}
	if got, err := s.SharedSetup(t.Context(), ""); err != nil || got.ID != 0 {
		t.Errorf("shared setup of no organisation = %d, %v, want none", got.ID, err)
	}
	if got := mustSetup(t, s, b); got.ID != own.ID {
		t.Errorf("B works on %d after refusals, want %d", got.ID, own.ID)
	}
}

func TestWhoeverLeavesASetupIsNamedInItNoMore(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	a, b := mustPut(t, s, council.Member{Name: "A"}), mustPut(t, s, council.Member{Name: "B"})
	setup := mustBegin(t, s, a, council.Setup{Organisation: "Cwm Arian", Shared: true})
	join := func(tx *Tx) error {
		return errors.Join(tx.PutSetupPerson(setup.ID, council.SetupPerson{Member: b}),
			tx.PutStep(setup.ID, "b", council.StepNote{Done: true, By: b, At: noon}))
	}
	mustChange(t, s, Change{Did: "setup.joined"}, func(tx *Tx) error {
		return errors.Join(join(tx), tx.PutStep(setup.ID, "a", council.StepNote{Done: true, By: a, At: noon}))
	})
	doers := func(step string) []council.MemberID {
		t.Helper()
		ids, err := s.StepDoneBy(t.Context(), step)
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	if got := doers("b"); len(got) != 1 || got[0] != b {
		t.Errorf("step b was done by %v, want %d", got, b)
	}
	mustChange(t, s, Change{Did: "setup.unshared"}, func(tx *Tx) error { return tx.ShareSetup(mustTx(t, tx, a), false) })
	if got := mustSetup(t, s, a); len(got.People) != 1 || got.Shared || !got.Steps["b"].Done || got.Steps["b"].By != 0 {
		t.Errorf("after sharing ended %+v, want A alone and step b done by nobody named", got)
	}
	if got := mustSetup(t, s, b); got.ID != 0 || len(doers("b")) != 0 {
		t.Errorf("B still works on %d, and is named with step b: %v", got.ID, doers("b"))
	}
	mustChange(t, s, Change{Did: "setup.joined"}, join)
	mustChange(t, s, Change{Did: "setup.left"}, func(tx *Tx) error { return tx.LeaveSetup(a) })
	if got := mustSetup(t, s, b); got.BegunBy != 0 || !got.Owned(b) || got.Steps["a"].By != 0 || !got.Steps["a"].Done {
		t.Errorf("after A left %+v, want it B's, with step a still done", got)
	}
	mustChange(t, s, Change{Did: "setup.left"}, func(tx *Tx) error { return tx.LeaveSetup(b) })
	if all, err := s.Setups(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("setups that nobody works on = %v, %v, want none", all, err)
	}
}

func mustTx(t *testing.T, tx *Tx, id council.MemberID) council.Setup {
	t.Helper()
	setup, err := tx.Setup(id)
	if err != nil {
		t.Fatal(err)
	}
	return setup
}

func TestALeaversSetupAndSelfCheckGo(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	id := mustPut(t, s, council.Member{Name: "A"})
	mustBegin(t, s, id, council.Setup{Organisation: "Cwm Arian"})
	mustChange(t, s, Change{}, func(tx *Tx) error { return tx.PutSelfCheck(id, "role", "skill", "yes") })
	mustChange(t, s, Change{Did: "member.agreed"}, func(tx *Tx) error { return tx.Consent(id, council.AgreeAsked, council.Members) })
	mustChange(t, s, Change{Did: "member.left"}, func(tx *Tx) error { return tx.Leave(id, 0) })
	all, err := s.Setups(t.Context())
	said, checked := s.SelfCheck(t.Context(), id, "role")
	choices, chosen := s.Choices(t.Context())
	if err := errors.Join(err, checked, chosen); err != nil || len(all) != 0 || len(said) != 0 || choices[id][council.AgreeAsked] != council.Private {
		t.Errorf("after leaving: setups %v, self-check %v, may be asked: %s, %v", all, said, choices[id][council.AgreeAsked], err)
	}
}

func TestASelfCheckLeavesNoTraceOutsideItsOwnTable(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	id := mustPut(t, s, council.Member{Name: "A"})
	mustChange(t, s, Change{Key: "k", By: id}, func(tx *Tx) error {
		return tx.PutSelfCheck(id, "canary-role", "canary-skill", "canary-answer")
	})
	if found := tablesHolding(t, s, "canary"); len(found) != 1 || found[0] != "selfchecks" {
		t.Errorf("a self-check shows in the tables %v, want selfchecks alone", found)
	}
	if roles, err := s.SelfChecked(t.Context(), id); err != nil || len(roles) != 1 {
		t.Errorf("roles checked = %v, %v, want one", roles, err)
	}
	if said, err := s.SelfCheck(t.Context(), id+1, "canary-role"); err != nil || len(said) != 0 {
		t.Errorf("another's self-check = %v, %v, want nothing", said, err)
	}
	mustChange(t, s, Change{}, func(tx *Tx) error { return tx.DropSelfChecks(id, "") })
	if found := tablesHolding(t, s, "canary"); len(found) != 0 {
		t.Errorf("after it was deleted it shows in %v", found)
	}
	if entries, err := s.Audit(t.Context(), Sought{}); err != nil || len(entries) != 1 {
		t.Errorf("the audit has %d rows, %v, want the member's own alone", len(entries), err)
	}
}

// tablesHolding lists the tables of which some row has a word in it.
func tablesHolding(t *testing.T, s *Store, word string) []string {
	t.Helper()
	tables, err := list(t.Context(), s.read, scanText, `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
	if err != nil || len(tables) < 10 {
		t.Fatalf("tables %v, %v", tables, err)
	}
	var found []string
	for _, name := range tables {
		rows, err := s.table(t.Context(), `SELECT * FROM "`+name+`"`)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(fmt.Sprint(rows), word) {
			found = append(found, name)
		}
	}
	return found
}

func TestAQuestionIsKeptAsItsAskerAgreed(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	id := mustPut(t, s, council.Member{Name: "A"})
	want := []Question{{At: noon}, {At: noon, Words: "What is a quux?", Asker: id, PutTo: "channel/council"}}
	for i := range want {
		mustChange(t, s, Change{}, func(tx *Tx) (err error) { want[i].ID, err = tx.AddQuestion(want[i]); return err })
	}
	got, err := s.Questions(t.Context(), noon)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("questions: %v (-want +got)\n%s", err, diff)
	}
	if later, err := s.Questions(t.Context(), noon.AddDate(0, 0, 1)); err != nil || len(later) != 0 {
		t.Errorf("questions since the next day = %v, %v, want none", later, err)
	}
}

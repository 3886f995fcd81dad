package store

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// recordTraces leaves traces of a person in what was captured and in the
// registers, apart from the words that the minutes keep.
func recordTraces(tx *Tx, id, other council.MemberID, m council.Meeting) error {
	on := council.DayOf(m.Starts)
	captured := council.Capture{Kind: council.CaptureAction, Words: "Zebedee Quux to write", Owners: []council.Owner{{Member: id}, {Name: "Zebedee Quux"}},
		UnreadOwners: []string{"Zebedee"}, Meeting: m.ID, On: on, By: id, State: council.Captured}
	if _, err := tx.PutCapture(captured); err != nil {
		return err
	}
	captured.Words, captured.State = "Quuxing as before", council.CaptureDropped
	if _, err := tx.PutCapture(captured); err != nil {
		return err
	}
	a := council.Action{What: "Write to the fire services", Owners: []council.Owner{{Member: id}, {Name: "Zebedee Quux, Quux Ltd"}}, Due: on, State: council.ActionOpen, Meeting: m.ID}
	number, err := tx.PutAction(a, council.ActionStep{By: other, Did: "agreed", Note: "Zebedee Quux offered"})
	if err != nil {
		return err
	}
	a.ID = number
	_, err = tx.PutAction(a, council.ActionStep{By: id, Did: "changed", Note: "from quuxland"})
	return err
}

func anAction(owners ...council.Owner) council.Action {
	return council.Action{What: "Write to the fire services", Owners: owners, Due: council.DayOf(noon.AddDate(0, 1, 0)), State: council.ActionOpen}
}

func TestDecisionNumbersAreUniqueAndWithoutGaps(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	for copy := range 2 { // two copies of the program, at once
		s := mustOpen(t, dir)
		for i := range 10 {
			wait.Go(func() {
				_, err := s.Change(t.Context(), Change{Key: fmt.Sprint(copy, "/", i), Did: "decision.recorded", At: noon}, func(tx *Tx) error {
					_, err := tx.AddDecision(council.Decision{Words: "Agreed.", On: council.Day{Year: 2027 + i%2, Month: 3, Date: 4}})
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
	s := mustOpen(t, dir)
	for _, year := range []int{2027, 2028} {
		decisions, err := s.Decisions(t.Context(), WantedDecisions{Year: year})
		if err != nil || len(decisions) != 10 {
			t.Fatalf("%d decisions of %d, want 10: %v", len(decisions), year, err)
		}
		for i, d := range decisions {
			if want := council.DecisionNumber(year, 10-i); d.Number != want {
				t.Errorf("want %s, got %s", want, d.Number)
			}
		}
	}
}

func TestADecisionKnowsWhatItReplacesAndWhatReplacedIt(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	var all [3]council.Decision
	mustChange(t, s, Change{Did: "decision.recorded"}, func(tx *Tx) (err error) {
		for i := range all {
			if all[i], err = tx.AddDecision(council.Decision{Words: fmt.Sprint("Decision ", i), On: council.Day{Year: 2027, Month: 3, Date: 4 + i}}); err != nil {
				return err
			}
		}
		for _, old := range all[:2] {
			if err := tx.ReplaceDecision(old.ID, all[2].ID); err != nil {
				return err
			}
		}
		return nil
	})
	got, err := s.Decision(t.Context(), 2027, 3)
	if diff := cmp.Diff([]string{"D-2027-01", "D-2027-02"}, got.Replaces); err != nil || diff != "" {
		t.Errorf("replaces: %v (-want +got)\n%s", err, diff)
	}
	if got, _ = s.Decision(t.Context(), 2027, 1); got.ReplacedBy != "D-2027-03" || got.Stands() {
		t.Errorf("the first is replaced by %q, want D-2027-03", got.ReplacedBy)
	}
}

func TestAnActionComesBackAsItWasKept(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	ana := mustPut(t, s, council.Member{Name: "Ana"})
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	a := anAction(council.Owner{Member: ana}, council.Owner{Name: "Jo Smith, police"})
	a.Meeting, a.Agreed = m.ID, noon
	mustChange(t, s, Change{By: ana, Did: "action.agreed"}, func(tx *Tx) (err error) {
		if a.ID, err = tx.PutAction(a, council.ActionStep{Did: "agreed"}); err != nil {
			return err
		}
		later, step, err := a.Later(a.Due.Add(7), council.DayOf(noon), "waiting for figures")
		if err != nil {
			return err
		}
		a = later
		_, err = tx.PutAction(a, step)
		return err
	})
	got, err := s.Action(t.Context(), a.ID)
	if diff := cmp.Diff(a, got); err != nil || diff != "" {
		t.Errorf("action: %v (-want +got)\n%s", err, diff)
	}
	steps, err := s.ActionSteps(t.Context(), a.ID)
	want := []council.ActionStep{{At: noon, By: ana, Did: "agreed"}, {At: noon, By: ana, Did: "later", From: a.Due.Add(-7), To: a.Due, Note: "waiting for figures"}}
	if diff := cmp.Diff(want, steps); err != nil || diff != "" {
		t.Errorf("history: %v (-want +got)\n%s", err, diff)
	}
}

func TestALeaversOpenActionsPassToTheHeir(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	leaver, heir := mustPut(t, s, council.Member{Name: "A"}), mustPut(t, s, council.Member{Name: "B"})
	var open, both, done council.ActionID
	mustChange(t, s, Change{Did: "action.agreed"}, func(tx *Tx) (err error) {
		if both, err = tx.PutAction(anAction(council.Owner{Member: heir}, council.Owner{Member: leaver}), council.ActionStep{Did: "agreed"}); err != nil {
			return err
		}
		if open, err = tx.PutAction(anAction(council.Owner{Member: leaver}), council.ActionStep{Did: "agreed"}); err != nil {
			return err
		}
		finished := anAction(council.Owner{Member: leaver})
		finished.State = council.ActionDone
		done, err = tx.PutAction(finished, council.ActionStep{Did: "done"})
		return err
	})
	mustChange(t, s, Change{Did: "member.left"}, func(tx *Tx) error { return tx.Leave(leaver, heir) })
	for id, want := range map[council.ActionID]council.MemberID{open: heir, both: heir, done: leaver} {
		if a, err := s.Action(t.Context(), id); err != nil || len(a.Owners) != 1 || a.Owners[0].Member != want {
			t.Errorf("%s is owned by %v, %v, want %d", id, a.Owners, err, want)
		}
	}
	if steps, err := s.ActionSteps(t.Context(), open); err != nil || len(steps) != 2 || steps[1].Did != "handed over" {
		t.Errorf("history = %v, %v, want the handing over in it", steps, err)
	}
}

func TestWhatIsClosedFollowsItsItem(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	sponsor := mustPut(t, s, council.Member{Name: "A"})
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	var item council.Item
	var action council.ActionID
	mustChange(t, s, Change{Did: "seen"}, func(tx *Tx) (err error) {
		item = anItem(m, "A contract", sponsor)
		item.Closed = "It names a supplier."
		if item.ID, err = tx.PutItem(item); err != nil {
			return err
		}
		a := anAction(council.Owner{Member: sponsor})
		a.Item = item.ID
		if action, err = tx.PutAction(a, council.ActionStep{Did: "agreed"}); err != nil {
			return err
		}
		if _, err = tx.AddDecision(council.Decision{Words: "Agreed.", Item: item.ID, On: council.DayOf(noon)}); err != nil {
			return err
		}
		_, err = tx.PutCapture(council.Capture{Kind: council.CaptureNote, Words: "Said.", Item: item.ID, On: council.DayOf(noon), State: council.Captured})
		return err
	})
	for _, want := range []string{item.Closed, ""} {
		item.Closed = want
		mustChange(t, s, Change{Did: "item.changed"}, func(tx *Tx) error { _, err := tx.PutItem(item); return err })
		a, err := s.Action(t.Context(), action)
		d, err2 := s.Decisions(t.Context(), WantedDecisions{Item: item.ID})
		c, err3 := s.Captures(t.Context(), WantedCaptures{State: council.Captured})
		if err != nil || err2 != nil || err3 != nil || a.Closed != want || d[0].Closed != want || c[0].Closed != want || a.Sponsor != sponsor {
			t.Errorf("closed: action %q, decision %q, capture %q, want %q (%v %v %v)", a.Closed, d[0].Closed, c[0].Closed, want, err, err2, err3)
		}
	}
}

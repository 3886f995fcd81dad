package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// begin lets a member begin a setup.
func (sc *scene) begin(at time.Time, name string) council.Member {
	sc.Helper()
	m, err := council.ByName(sc.members, name)
	if err != nil {
		sc.Fatal(err)
	}
	sc.change(at, func(tx *store.Tx) error {
		_, err := tx.BeginSetup(council.Setup{Organisation: m.Organisation, Mode: "starting", Token: m.Name}, council.SetupPerson{Member: m.ID, Touched: at})
		return err
	})
	return m
}

// checkIns gives the days on which a member is asked how the setup goes, as the
// minutes go by over two hundred days.
func (sc *scene) checkIns(from time.Time, m council.Member) []string {
	sc.Helper()
	planned, err := sc.runner.Rehearse(sc.Context(), from, from.AddDate(0, 0, 200))
	if err != nil {
		sc.Fatal(err)
	}
	var days []string
	for _, p := range planned {
		if p.Job == "setup" && p.To.Member == m.ID {
			days = append(days, p.After.In(sc.zone).Format("2 Jan 15:04"))
		}
	}
	return days
}

func TestASetupIsAskedAboutThreeTimesAndThenLeftInPeace(t *testing.T) {
	sc := play(t, 0)
	began := sc.at(2027, 1, 11, 14, 0)
	m := sc.begin(began, "Harriet")
	want := []string{"10 Feb 09:00", "12 Mar 09:00", "12 Apr 09:00"}
	if got := sc.checkIns(began, m); !slices.Equal(got, want) {
		t.Errorf("asked on %v, want %v", got, want)
	}
}

func TestACheckInIsSentByItsRulesAndOnce(t *testing.T) {
	sc := play(t, 0)
	began := sc.at(2027, 1, 11, 14, 0)
	m := sc.begin(began, "Harriet")
	outside := sc.begin(began, "Beatrice")
	setup, err := sc.runner.Store.Setup(t.Context(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	sc.change(sc.at(2027, 2, 11, 9, 0), func(tx *store.Tx) error {
		return tx.PutSetupPerson(setup.ID, council.SetupPerson{Member: m.ID, Touched: sc.at(2027, 2, 11, 9, 0), Snoozed: sc.at(2027, 2, 18, 0, 0)})
	})
	for at := began; at.Before(began.AddDate(0, 0, 120)); at = at.Add(6 * time.Hour) {
		for range 2 {
			if err := sc.runner.Tick(t.Context(), at); err != nil {
				t.Fatal(err)
			}
		}
	}
	all, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "setup"})
	if err != nil {
		t.Fatal(err)
	}
	var days []string
	for _, d := range all {
		if d.To.Member == outside.ID || d.To.Member != m.ID {
			t.Errorf("a check-in goes to member %d; want Harriet alone, and nobody through the secretary", d.To.Member)
		}
		days = append(days, d.Due.In(sc.zone).Format("2 Jan"))
		message, err := ui.Decode(d.Message)
		if err != nil || !strings.Contains(ui.Plain(message), "No more check-ins") {
			t.Errorf("says %s, %v, want how to stop in it", d.Message, err)
		}
	}
	if want := []string{"18 Feb", "12 Mar", "12 Apr"}; !slices.Equal(days, want) {
		t.Errorf("kept for %v, want %v: it was answered on 11 February and put off for a week", days, want)
	}
}

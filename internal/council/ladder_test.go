package council

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestTheLadderFallsOnItsDays reads as the ladder that a secretary is shown, for
// meetings whose reminders cross the awkward days of the year.
func TestTheLadderFallsOnItsDays(t *testing.T) {
	meetings := []struct{ name, day string }{
		{"a plain quarter", "2027-09-09"},
		{"over Easter and the clock change in spring", "2027-04-08"},
		{"over the clock change in autumn", "2027-11-04"},
		{"over Christmas", "2027-01-14"},
		{"over St Andrew's Day", "2026-12-03"},
		{"over 12 July", "2027-07-15"},
		{"on a Monday", "2027-03-08"},
	}
	calendar := UsualHouse().Calendar()
	var got strings.Builder
	for _, meeting := range meetings {
		m := Meeting{Starts: mustDay(t, meeting.day).At(10, 0, london(t))}
		fmt.Fprintf(&got, "%s: %s\n", meeting.name, m.When())
		rungs := slices.Clone(Ladder)
		slices.SortStableFunc(rungs, func(a, b Rung) int { return a.Due(m, calendar, 5).Compare(b.Due(m, calendar, 5)) })
		for _, r := range rungs {
			due := r.Due(m, calendar, 5)
			fmt.Fprintf(&got, "\t%s\t%s\t%s\n", due.Format("Mon 2 Jan 2006 15:04 MST"), r.Name, r.When())
			if off := calendar.Off(DayOf(due)); off != "" || weekend(DayOf(due)) {
				t.Errorf("%s: %s falls on %v %s", meeting.name, r.Name, due, off)
			}
			before, after := r.Reach()
			if due.Before(m.Starts.Add(-before)) || due.After(m.Starts.Add(after)) {
				t.Errorf("%s: %s falls due out of its reach: %v", meeting.name, r.Name, due)
			}
		}
	}
	const golden = "testdata/ladder.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the ladder differs from %s; if that is meant, use -update\n%s", golden, got.String())
	}
}

func TestEveryRungIsWellFormed(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Ladder {
		switch {
		case names[r.Name]:
			t.Errorf("two rungs are called %s", r.Name)
		case strings.Contains(r.Name, "/"):
			t.Errorf("%s cannot be part of a key", r.Name)
		case r.Does == "" || r.To == "" || r.Late == 0 || r.Kind == "":
			t.Errorf("%s leaves out what it does, to whom, how late or its kind", r.Name)
		case r.Early == 0 && (r.Hour < 3 || r.Hour > 18):
			t.Errorf("%s falls due at %d o'clock, when clocks may change or people are at home", r.Name, r.Hour)
		}
		names[r.Name] = true
	}
}

func TestPlacesOfTheLadderAreCountedByTheCalendar(t *testing.T) {
	c := Calendar{Divisions: []Division{EnglandWales}}
	m := Meeting{Starts: mustDay(t, "2027-04-08").At(10, 0, london(t))}
	tests := []struct {
		name string
		r    Rung
		want string
	}{
		{"working days step over Easter", Rung{Days: 8, Working: true, Hour: 9}, "2027-03-25 09:00"},
		{"calendar days move off a holiday", Rung{Days: 10, Hour: 9}, "2027-03-25 09:00"},
		{"from the last day to publish", Rung{Days: 2, Clear: true, Hour: 9}, "2027-03-25 09:00"},
		{"before the start", Rung{Early: 10 * time.Minute}, "2027-04-08 09:50"},
		{"working days after", Rung{Days: -2, Working: true, Hour: 9}, "2027-04-12 09:00"},
		{"a weekend after moves on", Rung{Days: -2, Hour: 9}, "2027-04-12 09:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.r.Due(m, c, 5).Format("2006-01-02 15:04"); got != test.want {
				t.Errorf("%s is due %s, want %s", test.r.When(), got, test.want)
			}
		})
	}
}

func TestAnOfficeThatNobodyHoldsFallsToTheNext(t *testing.T) {
	chair := Member{ID: 1, Standing: Chair}
	acting := Member{ID: 2, Standing: Seated, Grants: []Grant{{Standing: Secretary, Until: noon}}}
	gone := Member{ID: 3, Standing: Secretary, Left: noon}
	tests := []struct {
		name    string
		members []Member
		now     time.Time
		want    MemberID
	}{
		{"an acting secretary is the secretary", []Member{chair, acting, gone}, noon.Add(-1), 2},
		{"when the grant has ended the chair acts", []Member{chair, acting, gone}, noon, 1},
		{"without anybody there is nobody", []Member{gone}, noon, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got MemberID
			if found := Officers(test.members, Secretary, test.now); len(found) == 1 {
				got = found[0].ID
			}
			if got != test.want {
				t.Errorf("secretary = %d, want %d", got, test.want)
			}
		})
	}
}

func TestAHouseIsCheckedBeforeItIsKept(t *testing.T) {
	if err := UsualHouse().Check(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*House){
		"the zone is a place's":            func(h *House) { h.Zone = "Local" },
		"the zone exists":                  func(h *House) { h.Zone = "Europe/Aberwen" },
		"the divisions have bank holidays": func(h *House) { h.Divisions = []Division{"cornwall"} },
		"clear days are few":               func(h *House) { h.ClearDays = 61 },
		"a quorum is somebody":             func(h *House) { h.Quorum = Quorum{} },
		"meetings are on working days":     func(h *House) { h.Quarterly.Weekday = time.Saturday },
		"a meeting starts by day":          func(h *House) { h.StartHour = 2 },
	} {
		h := UsualHouse()
		spoil(&h)
		if h.Check() == nil {
			t.Errorf("%s: no problem", name)
		}
	}
}

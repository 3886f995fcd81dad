package council

import (
	"strings"
	"testing"
	"time"
)

func anAction() Action {
	return Action{ID: 12, What: "Write to the fire services", Owners: []Owner{{Member: 3}}, Due: Day{2027, time.March, 31}, State: ActionOpen}
}

func TestAnActionIsPutOffOnlyToALaterDayToCome(t *testing.T) {
	today := Day{2027, time.March, 2}
	for _, c := range []struct {
		name string
		to   Day
		want string
	}{
		{"a later day is taken", Day{2027, time.April, 7}, ""},
		{"a day that has passed is not", Day{2027, time.March, 1}, "has passed"},
		{"the same day is not later", Day{2027, time.March, 31}, "due on Wednesday 31 March 2027 already"},
		{"an earlier day is not later", Day{2027, time.March, 30}, "Choose a later day"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, step, err := anAction().Later(c.to, today, " figures are late ")
			checkSays(t, err, c.want)
			if err == nil && (a.Due != c.to || !a.Open() || step.From != anAction().Due || step.To != c.to || step.Note != "figures are late") {
				t.Errorf("want it open until %s with its history, got %+v, %+v", c.to, a, step)
			}
		})
	}
}

// checkSays checks an error's sentence; an empty one means no error.
func checkSays(t *testing.T, err error, want string) {
	t.Helper()
	if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("want %q, got %v", want, err)
	}
}

func TestAnActionThatIsOverStaysAsItIs(t *testing.T) {
	over, step, err := anAction().Done("")
	if err != nil || over.State != ActionDone || step.Did != "done" {
		t.Fatalf("done: %+v, %+v, %v", over, step, err)
	}
	for name, change := range map[string]func() error{
		"done twice":  func() error { _, _, err := over.Done(""); return err },
		"dropped":     func() error { _, _, err := over.Drop("why"); return err },
		"later":       func() error { _, _, err := over.Later(Day{2028, 1, 1}, Day{2027, 1, 1}, ""); return err },
		"handed over": func() error { _, _, err := over.HandOver([]Owner{{Member: 4}}, ""); return err },
	} {
		if err := change(); err == nil {
			t.Errorf("%s after it was done: want a problem", name)
		}
	}
	if again, _, err := over.Reopen(""); err != nil || !again.Open() {
		t.Errorf("opened again: %+v, %v", again, err)
	}
}

func TestDroppingAsksWhy(t *testing.T) {
	_, _, err := anAction().Drop(" ")
	checkSays(t, err, "no longer needed")
}

func TestAnActionIsOverdueFromTheDayAfter(t *testing.T) {
	a := anAction()
	if a.Overdue(a.Due) || !a.Overdue(a.Due.Add(1)) {
		t.Error("want it overdue on the day after its day, and not on it")
	}
	a.State = ActionDone
	if a.Overdue(a.Due.Add(1)) {
		t.Error("what is done is not overdue")
	}
}

func TestAnActionNeedsWordsAnOwnerAndADay(t *testing.T) {
	for want, change := range map[string]func(*Action){
		"":                   func(*Action) {},
		"what is to be done": func(a *Action) { a.What = " " },
		"without an owner":   func(a *Action) { a.Owners = nil },
		"by when":            func(a *Action) { a.Due = Day{} },
		"at most six owners": func(a *Action) { a.Owners = make([]Owner, 7) },
		"501 characters":     func(a *Action) { a.What = strings.Repeat("w", 501) },
	} {
		a := anAction()
		change(&a)
		checkSays(t, a.Check(), want)
	}
}

func TestWhoMayReadWhatIsClosed(t *testing.T) {
	now := time.Date(2027, 3, 2, 9, 0, 0, 0, time.UTC)
	owner, sponsor := Member{ID: 3, Standing: Seated}, Member{ID: 4, Standing: Seated}
	secretary, other := Member{ID: 5, Standing: Secretary}, Member{ID: 6, Standing: Seated}
	a := anAction()
	a.Closed, a.Sponsor = "It names a supplier.", sponsor.ID
	d := Decision{ID: 1, Number: "D-2027-01", Words: "secret", Dissent: "secret", On: a.Due, Closed: a.Closed, Sponsor: sponsor.ID}
	c := Capture{Closed: a.Closed, State: CaptureApproved, By: owner.ID, Sponsor: sponsor.ID}
	for _, w := range []struct {
		who                       string
		m                         Member
		action, decision, capture bool
	}{
		{"the owner", owner, true, false, true}, {"the sponsor", sponsor, true, true, true}, {"the secretary", secretary, true, true, true},
		{"another member", other, false, false, false}, {"somebody without a seat", Member{}, false, false, false},
	} {
		if a.OpenTo(w.m, now) != w.action || d.OpenTo(w.m, now) != w.decision || c.OpenTo(w.m, now) != w.capture {
			t.Errorf("%s: action %v, decision %v, capture %v", w.who, a.OpenTo(w.m, now), d.OpenTo(w.m, now), c.OpenTo(w.m, now))
		}
		if seen := d.SeenBy(w.m, now); !w.decision && (seen.Words != "" || seen.Dissent != "" || seen.Number != "D-2027-01" || seen.Closed == "") {
			t.Errorf("%s sees %+v of a closed decision, want its stub", w.who, seen)
		}
	}
	c.Closed, c.State = "", Captured
	if c.OpenTo(other, now) {
		t.Error("what waits for the secretary is not for every member")
	}
}

func TestDecisionNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]string{"D-2027-04": "D-2027-04", "d-2027-4": "D-2027-04", " D 2027 104 ": "D-2027-104", "2027/4": "D-2027-04",
		"": "", "D-2027": "", "D-2027-0": "", "12": "", "D-x-4": "", "D-2027-4-5": ""} {
		year, n, err := ParseDecisionNumber(text)
		if got := DecisionNumber(year, n); err == nil && got != want || (err == nil) != (want != "") {
			t.Errorf("%q: want %q, got %q, %v", text, want, got, err)
		}
	}
}

func TestADecisionIsReplacedOnceAndByALaterOne(t *testing.T) {
	old := Decision{ID: 1, Number: "D-2027-01", On: Day{2027, 3, 4}}
	later := Decision{ID: 2, Number: "D-2027-05", On: Day{2027, 6, 10}}
	got, err := old.ReplaceBy(later)
	if err != nil || got.ReplacedBy != "D-2027-05" {
		t.Fatalf("replaced: %+v, %v", got, err)
	}
	for want, pair := range map[string][2]Decision{
		"cannot replace itself": {old, old}, "replaced by D-2027-05 already": {got, Decision{ID: 3, On: later.On}},
		"taken before": {later, old}, "itself replaced": {Decision{ID: 4, On: old.On}, got},
	} {
		_, err := pair[0].ReplaceBy(pair[1])
		checkSays(t, err, want)
	}
}

func TestWhatIsCapturedAsksForWhatItLacks(t *testing.T) {
	c := Capture{Kind: CaptureAction, Words: "Write", UnreadOwners: []string{"Bob"}, UnreadDue: "next Friday"}
	if asks := c.Lacks(); len(asks) != 2 || !strings.Contains(asks[0], "Who is “Bob”?") || !strings.Contains(asks[1], "next Friday") || c.Complete() {
		t.Errorf("asks %q", asks)
	}
	if _, err := c.AsAction(); err == nil {
		t.Error("an action without owner and day is not approved")
	}
	c.UnreadOwners, c.UnreadDue, c.Owners, c.Due = nil, "", []Owner{{Name: "Jo"}}, Day{2027, 3, 31}
	if a, err := c.AsAction(); err != nil || a.State != ActionOpen || a.What != "Write" {
		t.Errorf("the action is %+v, %v", a, err)
	}
	c = Capture{Kind: CaptureNote, Words: "Noted.", Meeting: 3}
	if !c.Complete() || c.AsNote(Minutes{State: MinutesDraft}) != nil {
		t.Error("a note of a meeting lacks nothing, and goes into its draft")
	}
	checkSays(t, c.AsNote(Minutes{State: MinutesCirculated}), "cannot go into them any more")
	c.Meeting = 0
	checkSays(t, c.AsNote(Minutes{}), "In which meeting's minutes does it belong?")
}

func TestOwnersAreNamedAsMinutesHaveThem(t *testing.T) {
	members := []Member{{ID: 1, Name: "Ana Lind"}, {ID: 2, Name: "Ben Okafor", Left: time.Unix(1, 0)}}
	for want, owners := range map[string][]Owner{
		"nobody": nil, "Ana Lind": {{Member: 1}}, "Ana Lind and Ben Okafor": {{Member: 1}, {Member: 2}},
		"Ana Lind, Jo Smith and somebody who has left": {{Member: 1}, {Name: "Jo Smith"}, {}},
	} {
		if got := OwnerNames(owners, members); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
	if a := (Action{Owners: []Owner{{Member: 2}}}); !a.Unowned(members) {
		t.Error("an action whose owner has left needs another")
	}
}

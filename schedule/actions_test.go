package schedule

import (
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// agree records an action for a member at the scene's meeting.
func (sc *scene) agree(at time.Time, what, owner string, due council.Day) council.Action {
	sc.Helper()
	m, err := council.ByName(sc.members, owner)
	if err != nil {
		sc.Fatal(err)
	}
	a := council.Action{What: what, Owners: []council.Owner{{Member: m.ID}}, Due: due, State: council.ActionOpen, Meeting: sc.meeting.ID}
	sc.change(at, func(tx *store.Tx) (err error) {
		a.ID, err = tx.PutAction(a, council.ActionStep{Did: "agreed"})
		return err
	})
	return a
}

// sentFor gives when messages of a job go out, each with its first words.
func (sc *scene) sentFor(job string, from, until time.Time) []string {
	sc.Helper()
	var lines []string
	for _, line := range sc.rehearsed(from, until) {
		if head, words, _ := strings.Cut(line, "\n"); strings.Contains(head, " · "+job+"/") {
			lines = append(lines, strings.TrimPrefix(head, "== ")+" "+words)
		}
	}
	return lines
}

func TestOwnersAreRemindedAWeekBeforeAndOnceAfter(t *testing.T) {
	sc := play(t, 0)
	agreed := sc.at(2027, 1, 11, 10, 0)
	sc.agree(agreed, "Write to Wales", "Harriet", council.Day{Year: 2027, Month: 2, Date: 12})
	got := sc.sentFor("action-due", agreed, sc.at(2027, 3, 31, 0, 0))
	if len(got) != 2 || !strings.HasPrefix(got[0], "Fri 5 Feb 2027 09:00 · Harriet") || !strings.HasPrefix(got[1], "Mon 15 Feb 2027 09:00 · Harriet") {
		t.Fatalf("reminders: %q, want a Friday a week before and the Monday after", got)
	}
	if !strings.Contains(got[0], "Write to Wales (by Friday 12 February 2027)") || !strings.Contains(got[1], "its day was Friday 12 February 2027") || !strings.Contains(got[1], "A1 is done") {
		t.Errorf("the words are %q", got)
	}
}

func TestAnActionAgreedLateIsRemindedTheDayBefore(t *testing.T) {
	sc := play(t, 0)
	agreed := sc.at(2027, 1, 11, 10, 0)
	sc.agree(agreed, "Ring them", "Harriet", council.Day{Year: 2027, Month: 1, Date: 14})
	sc.agree(agreed, "Ring at once", "Yusuf", council.Day{Year: 2027, Month: 1, Date: 12})
	got := strings.Join(sc.sentFor("action-due", agreed, sc.at(2027, 1, 20, 0, 0)), "")
	for want, there := range map[string]bool{"Wed 13 Jan 2027 09:00 · Harriet": true, "Mon 11 Jan": false, "Tue 12 Jan": false, "Wed 13 Jan 2027 09:00 · Yusuf": true} {
		if strings.Contains(got, want) != there {
			t.Errorf("%q: want %v in %s", want, there, got)
		}
	}
}

func TestAnAnsweredActionIsNotRemindedOf(t *testing.T) {
	sc := play(t, 0)
	agreed := sc.at(2027, 1, 11, 10, 0)
	a := sc.agree(agreed, "Write to Wales", "Harriet", council.Day{Year: 2027, Month: 2, Date: 12})
	sc.tick(sc.at(2027, 2, 5, 8, 0))
	sc.tick(sc.at(2027, 2, 5, 9, 0)) // the reminder is kept
	done, step, err := a.Done("")
	if err != nil {
		t.Fatal(err)
	}
	sc.change(sc.at(2027, 2, 5, 9, 0), func(tx *store.Tx) error { _, err := tx.PutAction(done, step); return err })
	rows, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "action-due"})
	if err != nil || len(rows) != 1 || rows[0].State != store.Skipped {
		t.Errorf("reminders: %+v, %v, want one, skipped", rows, err)
	}
	if got := sc.sentFor("action-due", sc.at(2027, 2, 6, 0, 0), sc.at(2027, 3, 1, 0, 0)); len(got) != 0 {
		t.Errorf("reminded of what is done: %q", got)
	}
}

func TestSeveralActionsOfADayAreOneMessageAndOneAWeek(t *testing.T) {
	sc := play(t, 0)
	agreed := sc.at(2027, 1, 11, 10, 0)
	for i, what := range []string{"First", "Second", "Third"} {
		sc.agree(agreed, what, "Harriet", council.Day{Year: 2027, Month: 2, Date: 11 + i/2})
	}
	got := sc.sentFor("action-due", agreed, sc.at(2027, 2, 12, 0, 0))
	if len(got) != 2 || !strings.Contains(got[0], "First") || !strings.Contains(got[0], "Second") || !strings.HasPrefix(got[1], "Thu 11 Feb") {
		t.Fatalf("before: %q, want one message of the two that are due on one day, and the third no sooner than a week later", got)
	}
}

func TestAfterAMeetingItsActionsGoOutAndOwnersAreAskedHalfWay(t *testing.T) {
	sc := play(t, 0)
	after := sc.meeting.Starts.Add(time.Hour)
	sc.agree(after, "Write to Wales", "Harriet", council.Day{Year: 2027, Month: 9, Date: 1})
	closed := council.Item{Title: "A contract", Purpose: council.ToDecide, Allotted: time.Minute, Closed: "It names a supplier.", State: council.ItemAccepted, Part: council.Business, Meeting: sc.meeting.ID}
	sc.change(after, func(tx *store.Tx) (err error) {
		closed.ID, err = tx.PutItem(closed)
		return err
	})
	secret := sc.agree(after, "Ring Quux Ltd", "Yusuf", council.Day{Year: 2027, Month: 9, Date: 1})
	secret.Item = closed.ID
	sc.change(after, func(tx *store.Tx) error {
		if _, err := tx.PutCapture(council.Capture{Kind: council.CaptureNote, Words: "Thanks", On: council.DayOf(after), State: council.Captured}); err != nil {
			return err
		}
		_, err := tx.PutAction(secret, council.ActionStep{Did: "changed"})
		return err
	})
	until := sc.at(2027, 8, 1, 0, 0)
	if got := sc.sentFor("actions-out", after, until); len(got) != 1 || !strings.HasPrefix(got[0], "Mon 14 Jun 2027 10:00 · channel/council") || !strings.Contains(got[0], "Write to Wales (Harriet") || strings.Contains(got[0], "Quux") {
		t.Errorf("the action log: %q", got)
	}
	if got := strings.Join(sc.sentFor("actions-check", after, until), ""); !strings.Contains(got, "Thu 22 Jul 2027 09:00 · Harriet") || !strings.Contains(got, "Yusuf") {
		t.Errorf("half way: %q", got)
	}
	if got := sc.sentFor("captured", after, until); len(got) != 1 || !strings.Contains(got[0], "waiting for you: 1") {
		t.Errorf("to the secretary: %q", got)
	}
}

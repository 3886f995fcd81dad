package commands_test

import (
	"testing"
	"time"
)

// due gives the days of the check-ins that come to a person in the year after
// the story's beginning.
func due(t *testing.T, p *person, from time.Time) []string {
	t.Helper()
	s, err := p.d.Store.Setup(t.Context(), p.who.ID)
	if err != nil {
		t.Fatal(err)
	}
	me, _ := s.Person(p.who.ID)
	var days []string
	for _, in := range s.CheckIns(me, from, now.AddDate(1, 0, 0)) {
		days = append(days, in.At.Format("2 Jan"))
	}
	return days
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: check-ins on %v, want %v", what, got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: check-ins on %v, want %v", what, got, want)
		}
	}
}

func TestThreeIgnoredCheckInsAreTheLast(t *testing.T) {
	p := someone(t, newDesk(t), "Harriet")
	p.begins("service manager", nil)
	same(t, "at the beginning", due(t, p, now), "1 Apr", "4 May", "1 Jun")
	p.now = now.AddDate(0, 4, 0)
	same(t, "after three were ignored", due(t, p, p.now))
	must(t, p.types("/setup share"), "They stopped by themselves, because three went unanswered")
}

func TestLookingAtTheNextStepsAnswersACheckIn(t *testing.T) {
	p := someone(t, newDesk(t), "Harriet")
	p.begins("service manager", nil)
	for _, day := range []int{31, 62, 93} {
		p.now = now.AddDate(0, 0, day)
		p.types("/setup")
	}
	must(t, p.types("/setup share"), "None is planned", "no: stopped")
	entries, err := p.d.Store.Setup(t.Context(), p.who.ID)
	if me, _ := entries.Person(p.who.ID); err != nil || !me.Touched.Equal(now.AddDate(0, 0, 93)) {
		t.Errorf("touched at %s, %v, want the last look that answered a check-in", me.Touched, err)
	}
}

func TestLookingWritesNothingWhileNoCheckInWaits(t *testing.T) {
	p := someone(t, newDesk(t), "Harriet")
	p.begins("service manager", nil)
	p.now = now.AddDate(0, 0, 5)
	p.types("/setup")
	s, err := p.d.Store.Setup(t.Context(), p.who.ID)
	if me, _ := s.Person(p.who.ID); err != nil || !me.Touched.Equal(now) {
		t.Errorf("touched at %s, %v, want %s", me.Touched, err, now)
	}
}

func TestACheckInIsPutOffStoppedAndSentAgain(t *testing.T) {
	p := someone(t, newDesk(t), "Harriet")
	p.begins("service manager", nil)
	p.types("/setup share")
	p.now = now.AddDate(0, 0, 30)
	must(t, p.presses("Ask me in a week"), "I will ask how it goes on Thursday 8 April 2027")
	same(t, "put off for a week", due(t, p, p.now), "8 Apr", "4 May", "1 Jun")
	must(t, p.types("/setup checkins month"), "Saturday 1 May 2027, or on the next working day")
	same(t, "put off for a month", due(t, p, p.now), "4 May", "1 Jun")
	must(t, p.types("/setup checkins stop"), "No more check-ins")
	same(t, "stopped", due(t, p, now))
	must(t, p.presses("Send them again"), "Check-ins will come again")
	same(t, "sent again", due(t, p, p.now), "4 May", "1 Jun")
}

package council

import (
	"testing"
	"time"
)

// sittingOf is a meeting with six items, of which 3 and 4 are agreed together.
func sittingOf(t *testing.T) Sitting {
	t.Helper()
	return Sitting{Agenda: agendaOf(t, business(1, "Decide", ToDecide), business(2, "Discuss", ToDiscuss), business(3, "Hear", ToInform), business(4, "Hear too", ToInform))}
}

// begin takes what comes next, and ends what was on in the given way.
func (s Sitting) begin(how string, at time.Time) Sitting {
	for i := range s.Taken {
		if s.Taken[i].How == TakenOn {
			s.Taken[i].How, s.Taken[i].Ended = how, at
		}
	}
	for _, item := range s.Next() {
		s.Taken = append(s.Taken, Taken{Item: item.ID, Began: at, How: TakenOn})
	}
	return s
}

func TestTheItemsAreTakenInOrderAndSkippedOnesAfterTheLast(t *testing.T) {
	s := sittingOf(t)
	at := s.Agenda.Meeting.Starts
	if len(s.On()) != 0 || !s.Since().IsZero() {
		t.Fatal("something is on before the first item was begun")
	}
	var got [][]ItemID
	for i, how := range []string{TakenDone, TakenDone, TakenSkipped, TakenDone, TakenDone, TakenDone, TakenDone} {
		s = s.begin(how, at.Add(time.Duration(i)*10*time.Minute))
		var ids []ItemID
		for _, item := range s.On() {
			ids = append(ids, item.ID)
		}
		got = append(got, ids)
	}
	want := [][]ItemID{{101}, {1}, {2}, {3, 4}, {102}, {1}, nil} // 1 was skipped when 2 began
	for i := range want {
		if len(got[i]) != len(want[i]) || len(want[i]) > 0 && got[i][0] != want[i][0] {
			t.Errorf("step %d: want %v, got %v", i+1, want[i], got[i])
		}
	}
	if len(s.Left()) != 0 {
		t.Errorf("left: %v", s.Left())
	}
	for minutes, want := range map[int]ItemID{-1: 0, 0: 101, 9: 101, 10: 0, 25: 2, 45: 102, 55: 1, 61: 0} { // 10 to 20 was skipped
		if got := s.At(at.Add(time.Duration(minutes) * time.Minute)); got != want {
			t.Errorf("after %d minutes want item %d, got %d", minutes, want, got)
		}
	}
}

func TestAMeetingSitsRoundItsTime(t *testing.T) {
	m := atTen(t)
	for _, c := range []struct {
		name string
		at   time.Time
		want bool
	}{
		{"not an hour before", m.Starts.Add(-time.Hour), false}, {"shortly before", m.Starts.Add(-30 * time.Minute), true},
		{"when it runs over", m.Ends().Add(2 * time.Hour), true}, {"not that night", m.Ends().Add(3 * time.Hour), false},
	} {
		if got := m.Sits(c.at); got != c.want {
			t.Errorf("%s: want %v", c.name, c.want)
		}
		if err := (Sitting{Agenda: Agenda{Meeting: m}}).Check(c.at); (err == nil) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	m.State = Held
	if m.Sits(m.Starts) {
		t.Error("a meeting that is recorded as held is over")
	}
}

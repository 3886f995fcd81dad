package store

import (
	"testing"
	"time"

	"councilbot/internal/council"
)

func TestTheUnannouncedMeetingIsNotPublic(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	var waiting, called council.MeetingID
	mustChange(t, s, Change{Did: "meeting.called"}, func(tx *Tx) (err error) {
		if waiting, err = tx.PutMeeting(council.Meeting{Title: "Waiting", Starts: noon, Waiting: true}); err != nil {
			return err
		}
		called, err = tx.PutMeeting(council.Meeting{Title: "Called", Starts: noon, JoinLink: "https://video.example/1", Channel: "C1"})
		return err
	})
	all, err := s.Public().Meetings(t.Context(), time.Time{})
	if err != nil || len(all) != 1 || all[0].ID != called {
		t.Errorf("the public sees the meetings %v %v, want the one that is announced", all, err)
	}
	if m, err := s.Public().Meeting(t.Context(), called); err != nil || m.JoinLink+m.Channel != "" {
		t.Errorf("the public sees where to join: %+v %v", m, err)
	}
	if m, err := s.Public().Meeting(t.Context(), waiting); err != nil || m.ID != 0 {
		t.Errorf("the public sees the meeting that waits: %+v %v", m, err)
	}
}

func TestThePublicSeesAnAgendaFromItsPublicationOn(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 20))
	closed := anItem(m, "A supplier", 0)
	closed.Closed, closed.Ask, closed.Presenter = "In confidence.", "Stop paying.", "Ana"
	mustAccept(t, s, mustPropose(t, s, closed))
	named := anItem(m, "A tender", 0)
	named.Presenter = "Ana"
	mustAccept(t, s, mustPropose(t, s, named))
	if a, err := s.Public().Agenda(t.Context(), m.ID, noon); err != nil || len(a.Items) != 0 {
		t.Errorf("the public sees a draft: %+v %v", a, err)
	}
	if all, err := s.Public().AgendaVersions(t.Context(), m.ID, noon); err != nil || len(all) != 0 {
		t.Errorf("the public sees a draft's versions: %+v %v", all, err)
	}
	mustPublish(t, s, m)
	a, err := s.Public().Agenda(t.Context(), m.ID, noon)
	if err != nil || len(a.Items) == 0 {
		t.Fatalf("the public does not see what is published: %+v %v", a, err)
	}
	for _, item := range a.Items {
		if item.Closed != "" && item.Ask != "" || item.Presenter != "" {
			t.Errorf("the public sees %+v, want a stub and no names", item)
		}
	}
	if all, err := s.Public().AgendaVersions(t.Context(), m.ID, noon); err != nil || len(all) != 1 {
		t.Errorf("the public sees the versions %+v %v, want the one that was published", all, err)
	}
}

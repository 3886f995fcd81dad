package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
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

// TestNothingOfAMeetingThatIsNotAnnouncedIsPublic asks for all that the public pages,
// the feed, the calendar and the data are made of.
func TestNothingOfAMeetingThatIsNotAnnouncedIsPublic(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	fillEverything(t, s)
	m, err := s.CalledAt(t.Context(), noon.AddDate(0, 1, 0))
	if err != nil || !m.Waiting {
		t.Fatalf("%+v, %v", m, err)
	}
	papers, err := s.PublishedPapers(t.Context(), m.ID)
	if err != nil || len(papers) != 1 || !papers[0].Public() {
		t.Fatalf("papers %+v, %v, want one that is marked for all", papers, err)
	}
	p, ctx, paper := s.Public(), t.Context(), papers[0].ID
	said := func(what any, err error) string { return fmt.Sprint(what, err) }
	for name, got := range map[string]string{
		"meeting": said(p.Meeting(ctx, m.ID)), "meetings": said(p.Meetings(ctx, time.Time{})), "agenda": said(p.Agenda(ctx, m.ID, noon)),
		"versions": said(p.AgendaVersions(ctx, m.ID, noon)), "papers": said(p.Papers(ctx, m.ID)), "all papers": said(p.AllPapers(ctx)), "paper": said(p.Paper(ctx, paper)),
		"withheld": said(p.Withheld(ctx, m.ID)), "packs": said(p.Packs(ctx, m.ID)), "minutes": said(p.Minutes(ctx, m.ID, noon)),
		"decisions": said(p.Decisions(ctx, WantedDecisions{})), "search": said(p.Search(ctx, council.Eyes{Now: noon}, council.Search{Terms: []string{"waitingpaper"}, Page: 1})),
	} {
		if strings.Contains(strings.ReplaceAll(got, "[waitingpaper]", ""), "waiting") {
			t.Errorf("%s: the public reads %s", name, got)
		}
	}
	if _, text, err := p.PaperText(ctx, paper); err != nil || len(text) != 0 {
		t.Errorf("the public reads its text: %v, %v", text, err)
	}
	if f, _, err := p.OpenPaper(ctx, paper); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the public opens its file: %v, %v", f, err)
	}
	if at, err := p.MeetingChanged(ctx, m.ID); err != nil || !at.IsZero() {
		t.Errorf("the public reads when it was called: %v, %v", at, err)
	}
	if numbers, pages, err := p.PaperPlaces(ctx, m.ID, noon); err != nil || len(numbers)+len(pages) != 0 {
		t.Errorf("the public reads where its papers stand: %v, %v, %v", numbers, pages, err)
	}
}

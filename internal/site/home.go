package site

import (
	"net/http"
	"time"

	"councilbot/internal/council"
)

// homePage is the first page: the next meeting, and the way to everything else.
type homePage struct {
	frame
	NextMeeting *meetingLine // the next meeting; nil when none is called
	Agenda      bool         // its agenda is published
	Coming      []meetingLine
	Last        *meetingLine // the last one that was held
	News        []news       // what was published last
}

func (s *Site) home(r *http.Request) (page, error) {
	all, err := s.Public.Meetings(r.Context(), time.Time{})
	if err != nil {
		return page{}, err
	}
	now := s.Now()
	p := homePage{frame: s.frame(s.Home, councilName, time.Time{})}
	for _, m := range all {
		line := s.line(m)
		switch {
		case m.State == council.Held:
			p.Last = &line
		case !m.Ends().After(now):
		case p.NextMeeting == nil && m.Open():
			p.NextMeeting = &line
		case len(p.Coming) < 4:
			p.Coming = append(p.Coming, line)
		}
	}
	if p.NextMeeting != nil {
		a, err := s.Public.Agenda(r.Context(), p.NextMeeting.Meeting.ID, now)
		if err != nil {
			return page{}, err
		}
		p.Agenda = !a.Draft()
	}
	fresh, err := s.news(r.Context())
	if err != nil {
		return page{}, err
	}
	for _, n := range fresh[:min(len(fresh), 6)] {
		n.At = n.At.In(now.Location())
		p.News = append(p.News, n)
	}
	return page{name: "home", data: p, changed: p.changed}, nil
}

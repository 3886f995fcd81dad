package site

import (
	"context"
	"slices"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// news is something that was published.
type news struct {
	URL, Kind, Title string
	Say              string // a sentence on it
	At               time.Time
}

// How far back the news goes: so many meetings, so many entries.
const (
	newsMeetings = 8
	newsMost     = 40
)

// news lists what was published last, the newest first.
func (s *Site) news(ctx context.Context) ([]news, error) {
	meetings, err := s.Public.Meetings(ctx, time.Time{})
	if err != nil {
		return nil, err
	}
	var all []news
	for i := len(meetings) - 1; i >= max(0, len(meetings)-newsMeetings); i-- {
		some, err := s.meetingNews(ctx, meetings[i])
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	papers, err := s.Public.AllPapers(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range papers[:min(len(papers), newsMost)] {
		all = append(all, news{paperURL(p.ID), "Paper", p.Title, "A paper " + p.Purpose.Label() + ".", p.Published})
	}
	decisions, err := s.Public.Decisions(ctx, store.WantedDecisions{})
	if err != nil {
		return nil, err
	}
	for _, d := range decisions[:min(len(decisions), newsMost)] {
		say := d.Words
		if d.Closed != "" {
			say = "Not for the public. The reason: " + d.Closed
		}
		all = append(all, news{decisionURL(d.Number), "Decision", "Decision " + d.Number, say, d.Recorded})
	}
	slices.SortStableFunc(all, func(a, b news) int { return b.At.Compare(a.At) })
	return all[:min(len(all), newsMost)], nil
}

// meetingNews are the agenda and the minutes of a meeting, and that it does not
// take place.
func (s *Site) meetingNews(ctx context.Context, m council.Meeting) ([]news, error) {
	var all []news
	day := council.DayOf(m.Starts).Long()
	if m.State == council.Cancelled {
		at, err := s.Public.MeetingChanged(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, news{meetingURL(m.ID), "Meeting", "No meeting on " + day, standing(m, s.Now()).Say, at})
	}
	a, err := s.Public.Agenda(ctx, m.ID, s.Now())
	if err != nil {
		return nil, err
	}
	if !a.Draft() {
		all = append(all, news{meetingURL(m.ID) + "agenda", "Agenda", "Agenda, " + day, "The council meets on " + m.When() + ".", a.Published})
	}
	minutes, err := s.Public.Minutes(ctx, m.ID, s.Now())
	if err != nil || minutes.State == "" && !minutes.Back() {
		return all, err
	}
	return append(all, news{minutesURL(m.ID), "Minutes", minutes.Heading(), minutes.Mark(), minutes.Changed()}), nil
}

package site

import (
	"context"
	"net/http"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// minutesPage are the minutes of a meeting.
type minutesPage struct {
	frame
	Minutes council.Minutes
	Said    []minutedView
	Agreed  link // the meeting that agreed them, where one did
}

// minutedView is what was said under one heading.
type minutedView struct {
	council.MinutedItem
	Paragraphs []paragraphView
}

// paragraphView is one paragraph.
type paragraphView struct {
	council.Paragraph
	Label string // "Decision", "Action"; empty for prose
	URL   string // of a decision in the register; else empty
	Gone  bool   // taken out by a correction
}

func (s *Site) minutes(r *http.Request) (page, error) {
	m, err := s.theMeeting(r)
	if err != nil {
		return page{}, err
	}
	minutes, err := s.Public.Minutes(r.Context(), m.ID, s.Now())
	if err != nil {
		return page{}, err
	}
	if minutes.State == "" && !minutes.Back() {
		return page{}, errLost
	}
	known, err := s.numbers(r.Context(), m.ID)
	if err != nil {
		return page{}, err
	}
	day := council.DayOf(m.Starts).Long()
	p := minutesPage{Minutes: minutes}
	p.frame = s.frame(minutesURL(m.ID), minutes.Heading(), minutes.Changed(),
		link{Text: "Meetings", URL: "/meetings/"}, link{Text: day, URL: meetingURL(m.ID)})
	p.Said = said(minutes, known)
	if minutes.AgreedAt != 0 {
		p.Agreed = link{Text: "See the meeting that agreed them", URL: meetingURL(minutes.AgreedAt)}
	}
	p.Next = []link{{Text: "Go to the page of this meeting", URL: meetingURL(m.ID)}}
	if minutes.Draft() {
		p.Next = append(p.Next, link{Text: "Read how minutes are agreed", URL: "/guidance/minutes-and-decisions/"})
	}
	if err := s.neighbours(r.Context(), &p.frame, m); err != nil {
		return page{}, err
	}
	return page{name: "minutes", data: p, changed: p.changed}, nil
}

// said views what minutes say, with links to the decisions that are known.
func said(minutes council.Minutes, known map[string]bool) []minutedView {
	var all []minutedView
	for _, item := range minutes.Items {
		view := minutedView{MinutedItem: item}
		for _, paragraph := range item.Paragraphs {
			line := paragraphView{Paragraph: paragraph, Label: paragraphLabels[paragraph.Kind], Gone: paragraph.Text == "" && paragraph.Struck == "" && !paragraph.Hidden()}
			if paragraph.Kind == council.DecisionParagraph && known[paragraph.Ref] {
				line.URL = decisionURL(paragraph.Ref)
			}
			view.Paragraphs = append(view.Paragraphs, line)
		}
		all = append(all, view)
	}
	return all
}

// numbers are the numbers of a meeting's decisions in the register.
func (s *Site) numbers(ctx context.Context, id council.MeetingID) (map[string]bool, error) {
	all, err := s.Public.Decisions(ctx, store.WantedDecisions{Meeting: id})
	known := make(map[string]bool, len(all))
	for _, d := range all {
		known[d.Number] = true
	}
	return known, err
}

func minutesURL(id council.MeetingID) string { return meetingURL(id) + "minutes" }

var paragraphLabels = map[council.ParagraphKind]string{council.DecisionParagraph: "Decision", council.ActionParagraph: "Action"}

// Anchor is the name of a paragraph's place on the page.
func (p paragraphView) Anchor() string { return "p-" + strings.ReplaceAll(p.Number, ".", "-") }

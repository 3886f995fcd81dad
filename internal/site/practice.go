package site

import (
	"fmt"
	"net/http"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// practicesPage lists the library of practices by topic.
type practicesPage struct {
	frame
	Topics []practiceTopic
}

type practiceTopic struct {
	ID, Name  string
	Practices []practiceView
}

// practiceView is a practice with what is to be said of its age.
type practiceView struct {
	store.PublicPractice
	URL     string
	Checked string
	Due     bool
}

// practicePage is one practice.
type practicePage struct {
	frame
	practiceView
	Card  *memberCard // whom to ask; nil where nobody is named
	Rests link        // the decision that it rests on, where it is public
}

func (s *Site) practices(r *http.Request) (page, error) {
	all, err := s.Public.Practices(r.Context(), s.Now())
	if err != nil {
		return page{}, err
	}
	var last time.Time
	var p practicesPage
	for _, topic := range council.Topics {
		group := practiceTopic{ID: string(topic), Name: topic.Label()}
		for _, one := range all {
			if one.Topic == topic {
				group.Practices = append(group.Practices, s.practiceView(one))
				last = latest(last, one.Shared, one.Verified)
			}
		}
		if len(group.Practices) > 0 {
			p.Topics = append(p.Topics, group)
		}
	}
	p.frame = s.frame("/practice/", "Good practice", last)
	p.Next = []link{{Text: "Read the council’s guidance", URL: "/guidance/"}, {Text: "See the meetings", URL: "/meetings/"}}
	return page{name: "practices", data: p, changed: last}, nil
}

func (s *Site) practiceView(p store.PublicPractice) practiceView {
	now := s.Now()
	return practiceView{PublicPractice: p, URL: practiceURL(p.ID), Checked: p.Checked(now), Due: p.Practice.Due(council.DayOf(now))}
}

func practiceURL(id council.PracticeID) string { return fmt.Sprintf("/practice/%d/", id) }

func (s *Site) practice(r *http.Request) (page, error) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	one, err := s.Public.Practice(r.Context(), council.PracticeID(id), s.Now())
	switch {
	case err != nil:
		return page{}, err
	case one.ID == 0:
		return page{}, absent(s.Public.PracticeGone(r.Context(), council.PracticeID(id)))
	case one.ID != council.PracticeID(id):
		return page{}, moved{practiceURL(one.ID)}
	}
	p := practicePage{practiceView: s.practiceView(one)}
	p.frame = s.frame(p.URL, one.Title, latest(one.Shared, one.Verified), link{Text: "Good practice", URL: "/practice/"})
	p.Licence = one.Licence.Notice()
	if one.Contact.Name != "" {
		card := cardOf(one.Contact)
		p.Card = &card
	}
	if year, place, err := council.ParseDecisionNumber(one.Cites); err == nil {
		d, err := s.Public.Decision(r.Context(), year, place)
		if err != nil {
			return page{}, err
		}
		if d.Number != "" {
			p.Rests = link{Text: "Decision " + d.Number, URL: decisionURL(d.Number)}
		}
	}
	p.Next = []link{{Text: "See more good practice", URL: "/practice/"}}
	return page{name: "practice", data: p, changed: p.changed}, nil
}

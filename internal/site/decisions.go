package site

import (
	"net/http"
	"slices"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// decisionsPage is the register of decisions, by year.
type decisionsPage struct {
	frame
	Years []decisionYear // the latest first
}

type decisionYear struct {
	Year      int
	Decisions []council.Decision
}

func (s *Site) decisions(r *http.Request) (page, error) {
	all, err := s.Public.Decisions(r.Context(), store.WantedDecisions{})
	if err != nil {
		return page{}, err
	}
	var last time.Time
	var p decisionsPage
	for _, d := range all {
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != d.On.Year {
			p.Years = append(p.Years, decisionYear{Year: d.On.Year})
		}
		year := &p.Years[len(p.Years)-1]
		year.Decisions = append(year.Decisions, d)
		last = latest(last, d.Recorded)
	}
	p.frame = s.frame("/decisions/", "Decisions", last)
	p.Next = []link{{Text: "See the meetings", URL: "/meetings/"}, {Text: "Read how the council decides", URL: "/guidance/minutes-and-decisions/"}}
	return page{name: "decisions", data: p, changed: last}, nil
}

// decisionURL is where the decision of a number stands.
func decisionURL(number string) string { return "/decisions/" + number }

// decisionPage is one decision.
type decisionPage struct {
	frame
	Decision council.Decision
	Meeting  council.Meeting // zero when it belongs to none
	Item     council.Item    // zero when it was taken under none
	Minutes  *minutesLink    // of its meeting, once they are out
}

func (s *Site) decision(r *http.Request) (page, error) {
	typed := r.PathValue("number")
	year, place, err := council.ParseDecisionNumber(typed)
	if err != nil {
		return page{}, errLost
	}
	if name := council.DecisionNumber(year, place); name != typed {
		return page{}, moved{decisionURL(name)}
	}
	all, err := s.Public.Decisions(r.Context(), store.WantedDecisions{})
	at := slices.IndexFunc(all, func(d council.Decision) bool { return d.Number == typed })
	if err != nil || at < 0 {
		return page{}, orLost(err)
	}
	d := all[at]
	p := decisionPage{frame: s.frame(decisionURL(d.Number), "Decision "+d.Number, d.Recorded, link{Text: "Decisions", URL: "/decisions/"}), Decision: d}
	if err := s.placeDecision(r, &p); err != nil {
		return page{}, err
	}
	if at+1 < len(all) {
		p.Earlier = link{Text: "Previous decision: " + all[at+1].Number, URL: decisionURL(all[at+1].Number)}
	}
	if at > 0 {
		p.Later = link{Text: "Next decision: " + all[at-1].Number, URL: decisionURL(all[at-1].Number)}
	}
	p.Next = []link{{Text: "See all decisions", URL: "/decisions/"}}
	return page{name: "decision", data: p, changed: d.Recorded}, nil
}

// placeDecision finds the meeting, the item and the minutes of a decision.
func (s *Site) placeDecision(r *http.Request, p *decisionPage) (err error) {
	id := p.Decision.Meeting
	if id == 0 {
		return nil
	}
	if p.Meeting, err = s.Public.Meeting(r.Context(), id); err != nil {
		return err
	}
	a, err := s.Public.Agenda(r.Context(), id, s.Now())
	if err != nil {
		return err
	}
	p.Item, _ = a.Item(p.Decision.Item)
	p.Minutes, err = s.minutesOf(r.Context(), id)
	return err
}

// orLost is an error, or that nothing stands at the address.
func orLost(err error) error {
	if err == nil {
		return errLost
	}
	return err
}

package site

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// searchPage is the search form with what was found.
type searchPage struct {
	frame
	Asked bool
	Fault string // why the search could not be read
	Found store.Found
	Hits  []hitView
	Kinds []link // the same search, of one kind only
	More  string // where the next hits stand; empty when there are none
}

// hitView is a record that was found.
type hitView struct {
	URL, Kind, Day string
	Title, Passage []store.Piece
}

// searchMost is how much of a search is read, in bytes.
const searchMost = 1600

func (s *Site) search(r *http.Request) (page, error) {
	typed := r.URL.Query().Get("q")
	typed = strings.ToValidUTF8(typed[:min(len(typed), searchMost)], "")
	p := searchPage{frame: s.frame("/search", "Search", time.Time{}), Asked: typed != ""}
	p.Query, p.Asks = typed, true
	p.Next = []link{{Text: "See all meetings", URL: "/meetings/"}, {Text: "See all decisions", URL: "/decisions/"}}
	sought, err := council.ParseSearch(typed)
	if problem, ok := err.(*council.Problem); ok {
		p.Fault = problem.Say
		return page{name: "search", data: p}, nil
	}
	if err != nil || len(sought.Terms) == 0 {
		p.Asked = false
		return page{name: "search", data: p}, err
	}
	sought.Page = pageOf(r, sought)
	if p.Found, err = s.Public.Search(r.Context(), council.Eyes{Now: s.Now()}, sought); err != nil {
		return page{}, err
	}
	for _, hit := range p.Found.Hits {
		view, there, err := s.hitView(r.Context(), hit)
		if err != nil {
			return page{}, err
		}
		if there {
			p.Hits = append(p.Hits, view)
		}
	}
	p.ways(sought)
	return page{name: "search", data: p}, nil
}

// pageOf is which page of hits is asked for.
func pageOf(r *http.Request, sought council.Search) int {
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || n < 1 || n > 100 {
		return sought.Page
	}
	return n
}

// ways lead to the same search of one kind only, and to its next page.
func (p *searchPage) ways(sought council.Search) {
	if p.Found.More {
		p.More = "/search?q=" + url.QueryEscape(sought.Of(1)) + "&page=" + strconv.Itoa(sought.Page+1)
	}
	if len(sought.Kinds) > 0 {
		all := sought
		all.Kinds = nil
		p.Kinds = append(p.Kinds, link{Text: "Everything", URL: "/search?q=" + url.QueryEscape(all.Of(1))})
		return
	}
	for _, k := range p.Found.Kinds {
		one := sought
		one.Kinds = []council.Shelf{k}
		p.Kinds = append(p.Kinds, link{Text: k.Label(), URL: "/search?q=" + url.QueryEscape(one.Of(1))})
	}
}

// hitView gives a hit with its address. A record that the public pages do not
// show is not there, whatever the index says.
func (s *Site) hitView(ctx context.Context, hit store.Hit) (hitView, bool, error) {
	view := hitView{Kind: hit.Kind.Label(), Title: hit.Title, Passage: hit.Passage}
	if !hit.Day.IsZero() {
		view.Day = hit.Day.Long()
	}
	var err error
	view.URL, err = s.address(ctx, hit)
	return view, view.URL != "", err
}

// address gives where a hit stands; empty when the public pages do not show it.
func (s *Site) address(ctx context.Context, hit store.Hit) (string, error) {
	switch hit.Kind {
	case council.OfRoles, council.OfSkills, council.OfGuidance:
		if e := s.Library.Entry(hit.Entry); e != nil {
			return entryURL(e), nil
		}
	case council.OfMeetings, council.OfAgendas:
		return s.meetingAddress(ctx, hit)
	case council.OfPapers:
		p, err := s.Public.Paper(ctx, council.PaperID(hit.Ref))
		if p.ID != 0 {
			return paperURL(p.ID), err
		}
		return "", err
	case council.OfMinutes:
		l, err := s.minutesOf(ctx, hit.Meeting)
		if l != nil {
			return l.URL, err
		}
		return "", err
	case council.OfDecisions:
		all, err := s.Public.Decisions(ctx, store.WantedDecisions{})
		for _, d := range all {
			if d.ID == council.DecisionID(hit.Ref) {
				return decisionURL(d.Number), err
			}
		}
		return "", err
	case council.OfPractices:
		p, err := s.Public.Practice(ctx, council.PracticeID(hit.Ref), s.Now())
		if p.ID == council.PracticeID(hit.Ref) && p.ID != 0 {
			return practiceURL(p.ID), err
		}
		return "", err
	case council.OfMembers:
		return "/members/", nil
	}
	return "", nil
}

func (s *Site) meetingAddress(ctx context.Context, hit store.Hit) (string, error) {
	m, err := s.Public.Meeting(ctx, hit.Meeting)
	if err != nil || m.ID == 0 || hit.Kind == council.OfMeetings {
		return ifThere(m), err
	}
	a, err := s.Public.Agenda(ctx, hit.Meeting, s.Now())
	if item, on := a.Item(council.ItemID(hit.Ref)); on {
		return meetingURL(m.ID) + "#item-" + item.Number, err
	}
	return "", err
}

func ifThere(m council.Meeting) string {
	if m.ID == 0 {
		return ""
	}
	return meetingURL(m.ID)
}

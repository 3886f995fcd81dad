package site

import (
	"context"
	"net/http"
	"slices"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// agendaPage is an agenda by itself, for reading on paper or aloud.
type agendaPage struct {
	frame
	Meeting council.Meeting
	State   stateWords
	Agenda  *agendaView
}

// agendaView is a published agenda.
type agendaView struct {
	Published time.Time // in the meeting's zone
	Late      string
	Version   int
	Ends      time.Time // when all items are through
	Items     []itemView
}

// itemView is an item of an agenda.
type itemView struct {
	council.Item
	Starts   time.Time // zero for what is not taken
	Takes    time.Duration
	Together bool
	Gone     string      // what became of an item that is not taken
	Papers   []paperLine // that anybody may read
	Withheld []string    // of those that are kept back, why
}

func (s *Site) agenda(r *http.Request) (page, error) {
	m, err := s.theMeeting(r)
	if err != nil {
		return page{}, err
	}
	p := agendaPage{Meeting: m, State: standing(m, s.Now())}
	if p.Agenda, err = s.agendaOf(r.Context(), m.ID); err != nil {
		return page{}, err
	}
	if p.Agenda == nil {
		return page{}, errLost
	}
	versions, err := s.Public.AgendaVersions(r.Context(), m.ID, s.Now())
	if err != nil {
		return page{}, err
	}
	day := council.DayOf(m.Starts).Long()
	p.frame = s.frame(meetingURL(m.ID)+"agenda", "Agenda, "+day, latest(p.Agenda.Published, lastVersion(versions)),
		link{Text: "Meetings", URL: "/meetings/"}, link{Text: day, URL: meetingURL(m.ID)})
	p.Next = []link{{Text: "Go to the page of this meeting", URL: meetingURL(m.ID)}}
	return page{name: "agenda", data: p, changed: p.changed}, nil
}

// agendaOf gives a meeting's agenda once it is published, else nil.
func (s *Site) agendaOf(ctx context.Context, id council.MeetingID) (*agendaView, error) {
	a, err := s.Public.Agenda(ctx, id, s.Now())
	if err != nil || a.Draft() {
		return nil, err
	}
	papers, withheld, err := s.papersFor(ctx, id)
	if err != nil {
		return nil, err
	}
	view := &agendaView{Published: a.Published, Late: a.Late, Version: a.Version, Ends: a.Meeting.Starts.Add(a.Total())}
	for _, slot := range a.Slots() {
		item := itemView{Item: slot.Item, Starts: slot.Starts, Takes: slot.Item.Allotted, Together: slot.Together,
			Papers: papers[slot.Item.ID], Withheld: withheld[slot.Item.ID]}
		if !item.On() {
			item.Starts, item.Gone = time.Time{}, becameOf[item.State]
		}
		view.Items = append(view.Items, item)
	}
	return view, nil
}

// papersFor gives a meeting's papers by item, and of those that are kept back the
// reasons.
func (s *Site) papersFor(ctx context.Context, id council.MeetingID) (map[council.ItemID][]paperLine, map[council.ItemID][]string, error) {
	all, err := s.Public.Papers(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	authors, err := s.authors(ctx)
	if err != nil {
		return nil, nil, err
	}
	numbers, pages, err := s.Public.PaperPlaces(ctx, id, s.Now())
	if err != nil {
		return nil, nil, err
	}
	papers := map[council.ItemID][]paperLine{}
	for _, p := range all {
		line := paperLineOf(p, authors)
		line.Number, line.Page = numbers[p.ID], pages[p.ID]
		papers[p.Item] = append(papers[p.Item], line)
	}
	withheld, err := s.Public.Withheld(ctx, id)
	return papers, withheld, err
}

var becameOf = map[council.ItemState]string{
	council.ItemDeferred:  "Put off to a later meeting.",
	council.ItemMerged:    "Taken together with another item.",
	council.ItemWithdrawn: "Withdrawn.",
	council.ItemCarried:   "Not reached. It goes on at a later meeting.",
}

// versionView is a version of an agenda and what it changed.
type versionView struct {
	At      time.Time // in the meeting's zone
	Changes []string
}

// versionViews lists what changed since an agenda was published, the latest
// first.
func versionViews(all []store.AgendaVersion, zone *time.Location) []versionView {
	var views []versionView
	for i := 1; i < len(all); i++ {
		if changes := council.Changes(all[i-1].Lines, all[i].Lines); len(changes) > 0 {
			views = append(views, versionView{all[i].At.In(zone), changes})
		}
	}
	slices.Reverse(views)
	return views
}

package site

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// meetingsPage lists the meetings: those to come, and those that were, by year.
type meetingsPage struct {
	frame
	Coming []meetingLine
	Years  []meetingYear // the latest first
}

type meetingYear struct {
	Year     int
	Meetings []meetingLine // the latest first
}

// meetingLine is a meeting in a list.
type meetingLine struct {
	URL     string
	Meeting council.Meeting
	State   stateWords
}

// stateWords say how a meeting stands.
type stateWords struct {
	Label string // "Confirmed"
	Say   string // a sentence
	Off   bool   // it does not take place
}

func (s *Site) meetings(r *http.Request) (page, error) {
	all, err := s.Public.Meetings(r.Context(), time.Time{})
	if err != nil {
		return page{}, err
	}
	now := s.Now()
	p := meetingsPage{frame: s.frame("/meetings/", "Meetings", time.Time{})}
	for _, m := range all {
		if m.Ends().After(now) && m.State != council.Held {
			p.Coming = append(p.Coming, s.line(m))
		}
	}
	for _, m := range slices.Backward(all) {
		if m.Ends().After(now) && m.State != council.Held {
			continue
		}
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != m.Starts.Year() {
			p.Years = append(p.Years, meetingYear{Year: m.Starts.Year()})
		}
		last := &p.Years[len(p.Years)-1]
		last.Meetings = append(last.Meetings, s.line(m))
	}
	p.Next = []link{{Text: "Read how the council meets", URL: "/guidance/meeting-cycle/"}, {Text: "Read what the council publishes", URL: "/about/"}}
	return page{name: "meetings", data: p, changed: p.changed}, nil
}

func (s *Site) line(m council.Meeting) meetingLine {
	return meetingLine{URL: meetingURL(m.ID), Meeting: m, State: standing(m, s.Now())}
}

func meetingURL(id council.MeetingID) string { return fmt.Sprintf("/meetings/%d/", id) }

// standing says how a meeting stands at a time.
func standing(m council.Meeting, now time.Time) stateWords {
	switch {
	case m.State == council.Cancelled && m.Starts.After(now):
		return stateWords{"Cancelled", "The council will not meet on this day. The reason: " + m.Reason, true}
	case m.State == council.Cancelled:
		return stateWords{"Did not meet", "The council did not meet on this day. The reason: " + m.Reason, true}
	case m.State == council.Held:
		return stateWords{"Held", "This meeting took place.", false}
	case !now.Before(m.Ends()):
		return stateWords{"Past", "The time of this meeting has passed. The secretary has not closed its record yet.", false}
	case !now.Before(m.Starts):
		return stateWords{"Under way", "This meeting is under way.", false}
	case m.State == council.Confirmed:
		return stateWords{"Confirmed", "The date is confirmed.", false}
	}
	return stateWords{"Called", "The meeting is called. Its date can still move until it is confirmed.", false}
}

// meetingPage is one meeting with everything that belongs to it.
type meetingPage struct {
	frame
	Meeting   council.Meeting
	State     stateWords
	Moved     string // why it was moved, while it is still to be
	Agenda    *agendaView
	Versions  []versionView // the latest first; none while there is one only
	Minutes   *minutesLink  // nil until they are circulated
	Back      string        // that a draft of them was called back; empty otherwise
	Decisions []council.Decision
	Packs     []packLink
}

// minutesLink leads to a meeting's minutes and says how far they have come.
type minutesLink struct {
	URL, Mark string
	Draft     bool
}

func (s *Site) meeting(r *http.Request) (page, error) {
	m, err := s.theMeeting(r)
	if err != nil {
		return page{}, err
	}
	p := meetingPage{Meeting: m, State: standing(m, s.Now())}
	if m.Open() {
		p.Moved = m.Reason
	}
	changed, err := s.Public.MeetingChanged(r.Context(), m.ID)
	if err != nil {
		return page{}, err
	}
	if p.Agenda, err = s.agendaOf(r.Context(), m.ID); err != nil {
		return page{}, err
	}
	versions, err := s.Public.AgendaVersions(r.Context(), m.ID, s.Now())
	if err != nil {
		return page{}, err
	}
	p.Versions = versionViews(versions, m.Starts.Location())
	changed = latest(changed, lastVersion(versions))
	p.frame = s.frame(meetingURL(m.ID), m.Title+", "+council.DayOf(m.Starts).Long(), changed, link{Text: "Meetings", URL: "/meetings/"})
	if err := s.neighbours(r.Context(), &p.frame, m); err != nil {
		return page{}, err
	}
	if err := s.recordOf(r.Context(), &p); err != nil {
		return page{}, err
	}
	if p.Packs, err = s.packsOf(r.Context(), m); err != nil {
		return page{}, err
	}
	p.Next = meetingNext(m, p.Agenda)
	return page{name: "meeting", data: p, changed: changed}, nil
}

// recordOf puts a meeting's minutes and decisions on its page.
func (s *Site) recordOf(ctx context.Context, p *meetingPage) error {
	minutes, err := s.Public.Minutes(ctx, p.Meeting.ID, s.Now())
	if err != nil {
		return err
	}
	p.Minutes = linkTo(minutes)
	if minutes.Back() {
		p.Back = minutes.Mark()
	}
	if p.Decisions, err = s.Public.Decisions(ctx, store.WantedDecisions{Meeting: p.Meeting.ID}); err != nil {
		return err
	}
	slices.Reverse(p.Decisions) // the first first
	return nil
}

// meetingNext is what can be done after reading of a meeting.
func meetingNext(m council.Meeting, a *agendaView) []link {
	next := []link{{Text: "See all meetings", URL: "/meetings/"}}
	if a != nil {
		next = append(next, link{Text: "Read the agenda on a page of its own, for printing", URL: meetingURL(m.ID) + "agenda"})
	}
	if m.Open() {
		next = append(next, link{Text: "Propose an item for the council", URL: "/guidance/propose-an-item/"})
	}
	return append(next, link{Text: "Read why an item can be private", URL: "/guidance/private-items/"})
}

// minutesOf leads to a meeting's minutes; nil until they are circulated.
func (s *Site) minutesOf(ctx context.Context, id council.MeetingID) (*minutesLink, error) {
	m, err := s.Public.Minutes(ctx, id, s.Now())
	return linkTo(m), err
}

func linkTo(m council.Minutes) *minutesLink {
	if m.State == "" {
		return nil
	}
	return &minutesLink{minutesURL(m.Meeting.ID), m.Mark(), m.Draft()}
}

// theMeeting gives the meeting that an address names, or says that it leads
// nowhere.
func (s *Site) theMeeting(r *http.Request) (council.Meeting, error) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return council.Meeting{}, err
	}
	m, err := s.Public.Meeting(r.Context(), council.MeetingID(id))
	if err == nil && m.ID == 0 {
		err = errLost
	}
	return m, err
}

// number reads the number of a record in an address. It is written in one way
// only, so that a record has one address.
func number(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 || strconv.FormatInt(n, 10) != text {
		return 0, errLost
	}
	return n, nil
}

// neighbours sets the meetings before and after one.
func (s *Site) neighbours(ctx context.Context, f *frame, m council.Meeting) error {
	all, err := s.Public.Meetings(ctx, time.Time{})
	at := slices.IndexFunc(all, func(other council.Meeting) bool { return other.ID == m.ID })
	if err != nil || at < 0 {
		return err
	}
	name := func(kind string, m council.Meeting) link {
		return link{Text: kind + " meeting: " + council.DayOf(m.Starts).Long(), URL: meetingURL(m.ID)}
	}
	if at > 0 {
		f.Earlier = name("Previous", all[at-1])
	}
	if at < len(all)-1 {
		f.Later = name("Next", all[at+1])
	}
	return nil
}

func lastVersion(all []store.AgendaVersion) time.Time {
	if len(all) == 0 {
		return time.Time{}
	}
	return all[len(all)-1].At
}

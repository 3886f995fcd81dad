package site

import (
	"encoding/xml"
	"net/http"
	"strings"
	"time"

	"councilbot/internal/council"
)

// The addresses of what programs read.
const (
	feedPath     = "/about/feed.xml"
	calendarPath = "/meetings/calendar.ics"
)

// atomFeed is a feed of RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Rights  string      `xml:"rights"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Updated   string   `xml:"updated"`
	Published string   `xml:"published"`
	Link      atomLink `xml:"link"`
	Summary   string   `xml:"summary"`
	Category  struct {
		Term string `xml:"term,attr"`
	} `xml:"category"`
}

// feed sends what was published last as an Atom feed.
func (s *Site) feed(w http.ResponseWriter, r *http.Request) {
	all, err := s.news(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	feed := atomFeed{Lang: "en-GB", ID: s.Base + feedPath, Title: councilName, Author: councilName,
		Links:  []atomLink{{"self", "application/atom+xml", s.Base + feedPath}, {"alternate", "text/html", s.Base + s.Home}},
		Rights: "Open Government Licence v3.0. Papers keep the rights of their authors."}
	var last time.Time
	for _, n := range all {
		at := n.At.UTC().Format(time.RFC3339)
		e := atomEntry{ID: s.Base + n.URL, Title: n.Title, Updated: at, Published: at, Link: atomLink{"alternate", "text/html", s.Base + n.URL}, Summary: n.Say}
		e.Category.Term = n.Kind
		feed.Entries = append(feed.Entries, e)
		last = latest(last, n.At)
	}
	feed.Updated = last.UTC().Format(time.RFC3339)
	body, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.data(w, r, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...), last)
}

// calendar sends all meetings as a calendar.
func (s *Site) calendar(w http.ResponseWriter, r *http.Request) {
	meetings, err := s.Public.Meetings(r.Context(), time.Time{})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.sendCalendar(w, r, meetings)
}

// meetingCalendar sends one meeting as a calendar.
func (s *Site) meetingCalendar(w http.ResponseWriter, r *http.Request) {
	m, err := s.theMeeting(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	s.sendCalendar(w, r, []council.Meeting{m})
}

// sendCalendar sends meetings with the moment at which one of them last changed,
// so that the file is the same until one does.
func (s *Site) sendCalendar(w http.ResponseWriter, r *http.Request, meetings []council.Meeting) {
	origin, err := s.Public.Origin(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var last time.Time
	for _, m := range meetings {
		at, err := s.Public.MeetingChanged(r.Context(), m.ID)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		last = latest(last, at)
	}
	text := council.PublicICS(origin, councilName, meetings, last, func(id council.MeetingID) string { return s.Base + meetingURL(id) })
	s.data(w, r, "text/calendar; charset=utf-8", []byte(text), last)
}

// data sends what a program reads. Any page may fetch it: it is public.
func (s *Site) data(w http.ResponseWriter, r *http.Request, kind string, body []byte, changed time.Time) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Access-Control-Allow-Origin", "*")
	respond(w, r, kind, body, page{changed: changed})
}

// absolute gives the whole address of a path, or of what is one already.
func (s *Site) absolute(path string) string {
	if strings.HasPrefix(path, "/") {
		return s.Base + path
	}
	return path
}

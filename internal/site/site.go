package site

import (
	"log/slog"
	"net/http"
	"time"

	"councilbot/internal/store"
	"councilbot/knowledge"
)

// Config is what the pages are made of.
type Config struct {
	Public  store.Public
	Library *knowledge.Library
	Now     func() time.Time // in the council's zone
	Log     *slog.Logger
	Base    string // the address before every path, without a slash at its end: "https://council.example"
	Home    string // the path of the first page, "/" or "/site/"
	Static  bool   // the pages are to be files: they have no search
	Contact string // an e-mail address or a link by which the public reaches the council; may be empty
}

// Site serves the pages. Its methods may be called at the same time.
type Site struct {
	Config
	mux *http.ServeMux
}

// Prefixes are the paths under which the pages stand, beside the first page:
// whoever serves something else at the same address leaves these to the Site.
var Prefixes = []string{"/meetings/", "/papers/", "/decisions/", "/practice/", "/roles/", "/skills/", "/guidance/", "/members/", "/about/", "/search", "/site/"}

// New gives the pages of a council.
func New(c Config) *Site {
	s := &Site{Config: c, mux: http.NewServeMux()}
	for pattern, make := range s.routes() {
		s.mux.HandleFunc("GET "+pattern, s.serve(make))
	}
	s.mux.HandleFunc("GET /papers/{id}/{file}", s.file)
	s.mux.HandleFunc("GET /meetings/{id}/pack.pdf", s.pack)
	s.mux.HandleFunc("GET /meetings/{id}/{file}", s.supplement)
	s.mux.HandleFunc("GET "+feedPath, s.feed)
	s.mux.HandleFunc("GET "+calendarPath, s.calendar)
	s.mux.HandleFunc("GET /meetings/{id}/agenda.docx", s.agendaWord)
	s.mux.HandleFunc("GET /meetings/{id}/minutes.docx", s.minutesWord)
	s.mux.HandleFunc("GET /meetings/{id}/meeting.ics", s.meetingCalendar)
	for pattern, make := range s.records() {
		s.mux.HandleFunc("GET "+pattern, s.serveJSON(make))
	}
	s.mux.HandleFunc("GET "+stylePath, serveStyle)
	if c.Home != "/site/" {
		s.mux.Handle("GET /site/{$}", http.RedirectHandler(c.Home, http.StatusMovedPermanently))
	}
	s.mux.HandleFunc("GET /", s.serve(s.lost))
	return s
}

// routes ties each address to what makes its page.
func (s *Site) routes() map[string]maker {
	return map[string]maker{
		s.Home + "{$}":             s.home,
		"/meetings/{$}":            s.meetings,
		"/meetings/{id}/{$}":       s.meeting,
		"/meetings/{id}/agenda":    s.agenda,
		"/meetings/{id}/minutes":   s.minutes,
		"/papers/{$}":              s.papers,
		"/papers/{id}/{$}":         s.paper,
		"/papers/{id}/text":        s.paperText,
		"/decisions/{$}":           s.decisions,
		"/decisions/{number}":      s.decision,
		"/search":                  s.search,
		"/practice/{$}":            s.practices,
		"/practice/{id}/{$}":       s.practice,
		"/roles/{$}":               s.roles,
		"/roles/{id}/{$}":          s.role,
		"/skills/{$}":              s.skills,
		"/skills/{id}/{$}":         s.skill,
		"/guidance/{$}":            s.guidance,
		"/guidance/{id}/{$}":       s.guide,
		"/members/{$}":             s.members,
		"/about/{$}":               s.about,
		"/about/accessibility/{$}": s.accessibility,
	}
}

// records ties each address of data to what makes it.
func (s *Site) records() map[string]recordMaker {
	return map[string]recordMaker{
		"/meetings/meetings.json":     s.meetingsJSON,
		"/meetings/{id}/meeting.json": s.meetingJSON,
		"/papers/{id}/paper.json":     s.paperJSON,
		"/decisions/decisions.json":   s.decisionsJSON,
		"/practice/practices.json":    s.practicesJSON,
		"/roles/roles.json":           s.rolesJSON,
	}
}

// ServeHTTP answers a request for a page.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

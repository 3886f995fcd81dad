package site

import (
	"strings"
	"time"

	"councilbot/internal/council"
)

// councilName is whose pages these are.
const councilName = council.Name

// link leads somewhere. Its text says where, read alone.
type link struct {
	Text, URL string
	Note      string // what stands beside it; may be empty
}

// frame is what every page has round what it says.
type frame struct {
	Council, Home, Contact string
	Path                   string // the page's own address
	Title                  string
	Query                  string // what was searched for
	Asks                   bool   // the page has a search form of its own
	Static                 bool   // there is no search
	Trail                  []link // the way back to the first page, without this page
	Nav                    []section
	Next                   []link // what the reader can do next
	Earlier, Later         link   // the page before and the one after, where there is such an order
	Changed                string // the day of the last change, in words; empty when it is not known
	ChangedOn              string // the same as 2027-03-11
	Licence                string // empty: the council's usual one
	changed                time.Time
}

// section is a part of the site, as the header lists them.
type section struct {
	Text, URL string
	Here      bool
}

// sections are the parts of the site.
var sections = []link{
	{Text: "Meetings", URL: "/meetings/"},
	{Text: "Papers", URL: "/papers/"},
	{Text: "Decisions", URL: "/decisions/"},
	{Text: "Good practice", URL: "/practice/"},
	{Text: "Roles and skills", URL: "/roles/"},
	{Text: "Guidance", URL: "/guidance/"},
	{Text: "Members", URL: "/members/"},
	{Text: "About", URL: "/about/"},
}

// frame gives the frame of a page. The trail begins at the first page by itself.
func (s *Site) frame(path, title string, changed time.Time, trail ...link) frame {
	f := frame{Council: councilName, Home: s.Home, Contact: s.Contact, Static: s.Static, Path: path, Title: title, changed: changed}
	if path != s.Home {
		f.Trail = append([]link{{Text: "Home", URL: s.Home}}, trail...)
	}
	for _, l := range sections {
		f.Nav = append(f.Nav, section{l.Text, l.URL, strings.HasPrefix(path, l.URL)})
	}
	if !changed.IsZero() {
		day := council.DayOf(changed.In(s.Now().Location()))
		f.Changed, f.ChangedOn = day.Long(), day.String()
	}
	return f
}

// ContactURL is the contact as a link leads to it.
func (f frame) ContactURL() string {
	if strings.Contains(f.Contact, "@") && !strings.Contains(f.Contact, "://") {
		return "mailto:" + f.Contact
	}
	return f.Contact
}

// latest gives the last of some moments.
func latest(all ...time.Time) time.Time {
	var last time.Time
	for _, t := range all {
		if t.After(last) {
			last = t
		}
	}
	return last
}

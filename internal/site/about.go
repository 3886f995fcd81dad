package site

import (
	"net/http"
	"time"
)

// aboutPage is a page of the site about itself.
type aboutPage struct{ frame }

func (s *Site) about(*http.Request) (page, error) {
	p := aboutPage{s.frame("/about/", "About these pages", time.Time{})}
	p.Next = []link{
		{Text: "Read what this council is for", URL: "/guidance/council-purpose/"},
		{Text: "Read the accessibility statement", URL: "/about/accessibility/"},
		{Text: "See the meetings", URL: "/meetings/"},
	}
	return page{name: "about", data: p}, nil
}

func (s *Site) accessibility(*http.Request) (page, error) {
	p := aboutPage{s.frame("/about/accessibility/", "Accessibility statement", time.Time{}, link{Text: "About", URL: "/about/"})}
	p.Next = []link{{Text: "Read about these pages", URL: "/about/"}}
	return page{name: "accessibility", data: p}, nil
}

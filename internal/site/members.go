package site

import (
	"net/http"
	"time"

	"councilbot/internal/council"
)

// membersPage lists the members as each has agreed to be seen.
type membersPage struct {
	frame
	Members []memberCard
}

// memberCard is what a member shows to the public.
type memberCard struct {
	Name   string // what the card is headed with
	Fields []cardField
}

type cardField struct{ Name, Value, URL string }

func (s *Site) members(r *http.Request) (page, error) {
	all, err := s.Public.Members(r.Context(), s.Now())
	if err != nil {
		return page{}, err
	}
	p := membersPage{frame: s.frame("/members/", "Members", time.Time{})}
	for _, m := range all {
		p.Members = append(p.Members, cardOf(m))
	}
	p.Next = []link{
		{Text: "Read which sectors the council brings together", URL: "/guidance/council-sectors/"},
		{Text: "Read how members’ details are kept", URL: "/guidance/member-details-online/"},
	}
	return page{name: "members", data: p}, nil
}

// cardOf heads a card with the name, or with the next thing that is shown.
func cardOf(m council.Member) memberCard {
	var c memberCard
	head := func(text string) bool {
		if c.Name == "" && text != "" {
			c.Name = text
			return true
		}
		return false
	}
	add := func(f council.Field, value, url string) {
		if value != "" {
			c.Fields = append(c.Fields, cardField{f.Label(), value, url})
		}
	}
	head(m.Name)
	if !head(m.Title) {
		add(council.FieldTitle, m.Title, "")
	}
	if !head(m.Organisation) {
		add(council.FieldOrganisation, m.Organisation, "")
	}
	if m.Sector != "" && !head("A member from: "+m.Sector.Label()) {
		add(council.FieldSector, m.Sector.Label(), "")
	}
	if !head(m.Region) {
		add(council.FieldRegion, m.Region, "")
	}
	for _, phrase := range m.Expertise {
		c.Fields = append(c.Fields, cardField{"Can help with", phrase, ""})
	}
	add(council.FieldEmail, m.Email, "mailto:"+m.Email)
	head("A member")
	return c
}

package site

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// The records as data: JSON-LD in the words of schema.org, each under the address
// of its page as its id.

// thing is a record in schema.org's words. What is empty is left out.
type thing struct {
	Context     string  `json:"@context,omitempty"`
	Type        string  `json:"@type"`
	ID          string  `json:"@id,omitempty"`
	URL         string  `json:"url,omitempty"`
	Identifier  string  `json:"identifier,omitempty"`
	Name        string  `json:"name,omitempty"`
	Text        string  `json:"text,omitempty"`
	Description string  `json:"description,omitempty"`
	Start       string  `json:"startDate,omitempty"`
	End         string  `json:"endDate,omitempty"`
	Status      string  `json:"eventStatus,omitempty"`
	Position    string  `json:"position,omitempty"`
	Created     string  `json:"dateCreated,omitempty"`
	Published   string  `json:"datePublished,omitempty"`
	Modified    string  `json:"dateModified,omitempty"`
	Version     int     `json:"version,omitempty"`
	Format      string  `json:"encodingFormat,omitempty"`
	Content     string  `json:"contentUrl,omitempty"`
	Size        int64   `json:"contentSize,omitempty"`
	Licence     string  `json:"license,omitempty"`
	Access      string  `json:"conditionsOfAccess,omitempty"` // why it is not for the public
	Replaces    []thing `json:"isBasedOn,omitempty"`
	Place       *thing  `json:"location,omitempty"`
	Organizer   *thing  `json:"organizer,omitempty"`
	Author      *thing  `json:"author,omitempty"`
	About       *thing  `json:"about,omitempty"`
	Parts       []thing `json:"hasPart,omitempty"`
	Events      []thing `json:"subEvent,omitempty"`
	Papers      []thing `json:"workFeatured,omitempty"`
}

const oglURL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

// recordMaker makes the data of the record that a request asks for, and says when
// it last changed.
type recordMaker func(*http.Request) (any, time.Time, error)

// serveJSON sends a record as data.
func (s *Site) serveJSON(make recordMaker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		record, changed, err := make(r)
		var body []byte
		if err == nil {
			body, err = json.MarshalIndent(record, "", " ")
		}
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		s.data(w, r, "application/ld+json; charset=utf-8", body, changed)
	}
}

// eventStatus is a meeting's state in schema.org's words. An event that was moved
// is scheduled again.
func eventStatus(m council.Meeting) string {
	if m.State == council.Cancelled {
		return "https://schema.org/EventCancelled"
	}
	return "https://schema.org/EventScheduled"
}

// event is a meeting without what belongs to it.
func (s *Site) event(m council.Meeting) thing {
	t := thing{Type: "Event", ID: s.Base + meetingURL(m.ID), URL: s.Base + meetingURL(m.ID), Name: m.Title, Start: m.Starts.Format(time.RFC3339),
		End: m.Ends().Format(time.RFC3339), Status: eventStatus(m), Organizer: &thing{Type: "Organization", Name: councilName, URL: s.Base + s.Home}}
	if m.Place != "" {
		t.Place = &thing{Type: "Place", Name: m.Place}
	}
	if m.State == council.Cancelled {
		t.Description = standing(m, s.Now()).Say
	}
	return t
}

func (s *Site) meetingJSON(r *http.Request) (any, time.Time, error) {
	m, err := s.theMeeting(r)
	if err != nil {
		return nil, time.Time{}, err
	}
	t := s.event(m)
	t.Context, t.Licence = "https://schema.org", oglURL
	a, err := s.Public.Agenda(r.Context(), m.ID, s.Now())
	if err != nil {
		return nil, time.Time{}, err
	}
	for _, slot := range a.Slots() {
		t.Events = append(t.Events, agendaPart(slot))
	}
	papers, err := s.Public.Papers(r.Context(), m.ID)
	if err != nil {
		return nil, time.Time{}, err
	}
	for _, p := range papers {
		t.Papers = append(t.Papers, thing{Type: "DigitalDocument", ID: s.Base + paperURL(p.ID), Name: p.Title})
	}
	changed, err := s.Public.MeetingChanged(r.Context(), m.ID)
	return t, latest(changed, a.Published), err
}

// agendaPart is an item of an agenda.
func agendaPart(slot council.Slot) thing {
	item := thing{Type: "Event", Name: slot.Item.Title, Position: slot.Item.Number, Description: slot.Item.Ask, Access: slot.Item.Closed}
	if slot.Item.On() {
		item.Start = slot.Starts.Format(time.RFC3339)
	} else {
		item.Description = strings.TrimSpace(becameOf[slot.Item.State] + " " + item.Description)
	}
	return item
}

func (s *Site) paperJSON(r *http.Request) (any, time.Time, error) {
	p, err := s.thePaper(r)
	if err != nil {
		return nil, time.Time{}, err
	}
	authors, err := s.authors(r.Context())
	if err != nil {
		return nil, time.Time{}, err
	}
	t := thing{Context: "https://schema.org", Type: "DigitalDocument", ID: s.Base + paperURL(p.ID), URL: s.Base + paperURL(p.ID), Name: p.Title,
		Published: p.Published.UTC().Format(time.RFC3339), Version: p.Revision, About: &thing{Type: "Event", ID: s.Base + meetingURL(p.Meeting)}}
	if name := paperLineOf(p, authors).Author; authors[p.Author] != "" || p.Author == 0 && p.Writer != "" {
		t.Author = &thing{Type: "Person", Name: name}
	}
	t.Content = p.Link
	if p.File.SHA != "" {
		t.Content, t.Format, t.Size = s.absolute(fileURL(p)), kindOf(p.File).media, p.File.Size
	}
	return t, latest(p.Published, p.Came), nil
}

// decisionThing is a decision as data.
func (s *Site) decisionThing(d council.Decision) thing {
	t := thing{Type: "CreativeWork", ID: s.Base + decisionURL(d.Number), URL: s.Base + decisionURL(d.Number), Identifier: d.Number, Name: "Decision " + d.Number,
		Text: d.Words, Access: d.Closed, Created: d.On.String(), Licence: oglURL}
	for _, number := range d.Replaces {
		t.Replaces = append(t.Replaces, thing{Type: "CreativeWork", ID: s.Base + decisionURL(number), Name: "Decision " + number})
	}
	if d.ReplacedBy != "" {
		t.Description = "Replaced by " + d.ReplacedBy + "."
	}
	if d.Meeting != 0 {
		t.About = &thing{Type: "Event", ID: s.Base + meetingURL(d.Meeting)}
	}
	return t
}

// decisionsJSON is the register of decisions.
func (s *Site) decisionsJSON(r *http.Request) (any, time.Time, error) {
	all, err := s.Public.Decisions(r.Context(), store.WantedDecisions{})
	list := thing{Context: "https://schema.org", Type: "Collection", ID: s.Base + "/decisions/", Name: "Decisions of the " + councilName}
	var last time.Time
	for _, d := range all {
		list.Parts = append(list.Parts, s.decisionThing(d))
		last = latest(last, d.Recorded)
	}
	return list, last, err
}

// practicesJSON are the practices under an open licence.
func (s *Site) practicesJSON(r *http.Request) (any, time.Time, error) {
	all, err := s.Public.Practices(r.Context(), s.Now())
	list := thing{Context: "https://schema.org", Type: "Collection", ID: s.Base + "/practice/", Name: "Good practice of the " + councilName}
	var last time.Time
	for _, p := range all {
		t := thing{Type: "CreativeWork", ID: s.Base + practiceURL(p.ID), URL: s.Base + practiceURL(p.ID), Name: p.Title, Description: p.Problem,
			Text: strings.TrimSpace(p.Did + "\n" + p.Result), Licence: p.Licence.URL(), Published: p.Shared.UTC().Format(time.RFC3339)}
		if !p.Verified.IsZero() {
			t.Modified = p.Verified.UTC().Format(time.RFC3339)
		}
		if p.Organisation != "" {
			t.Author = &thing{Type: "Organization", Name: p.Organisation}
		}
		list.Parts = append(list.Parts, t)
		last = latest(last, p.Shared, p.Verified)
	}
	return list, last, err
}

// meetingsJSON are all meetings.
func (s *Site) meetingsJSON(r *http.Request) (any, time.Time, error) {
	all, err := s.Public.Meetings(r.Context(), time.Time{})
	list := thing{Context: "https://schema.org", Type: "EventSeries", ID: s.Base + "/meetings/", Name: "Meetings of the " + councilName}
	for _, m := range all {
		list.Events = append(list.Events, s.event(m))
	}
	return list, time.Time{}, err
}

// rolesJSON are the roles with their skills.
func (s *Site) rolesJSON(*http.Request) (any, time.Time, error) {
	list := thing{Context: "https://schema.org", Type: "Collection", ID: s.Base + "/roles/", Name: "Roles"}
	for _, e := range s.Library.Roles() {
		role := thing{Type: "Occupation", ID: s.Base + entryURL(e), URL: s.Base + entryURL(e), Name: e.Title, Description: e.Summary}
		for _, need := range e.Skills {
			role.Parts = append(role.Parts, thing{Type: "DefinedTerm", ID: s.Base + entryURL(need.Skill), Name: need.Skill.Title, Description: need.Level})
		}
		list.Parts = append(list.Parts, role)
	}
	return list, time.Time{}, nil
}

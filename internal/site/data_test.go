package site

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

func TestTheFeedTellsWhatWasPublishedNewestFirst(t *testing.T) {
	a := get(t, serve(t, filled(t).site())+feedPath)
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID      string    `xml:"id"`
			Title   string    `xml:"title"`
			Updated time.Time `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(a.body), &feed); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var titles []string
	for i, e := range feed.Entries {
		if seen[e.ID] || !strings.HasPrefix(e.ID, "https://council.example/") {
			t.Errorf("the entry %q has the id %q, want one of its own", e.Title, e.ID)
		}
		seen[e.ID] = true
		if e.Updated.Year() < 2025 {
			t.Errorf("%q was published in the year %d", e.Title, e.Updated.Year())
		}
		if i > 0 && e.Updated.After(feed.Entries[i-1].Updated) {
			t.Errorf("%q stands after what is older", e.Title)
		}
		titles = append(titles, e.Title)
	}
	for _, want := range []string{"Agenda, Thursday 11 March 2027", "Decision D-2026-02", "The case for one security operations centre", "DRAFT minutes: Thursday 3 December 2026", "No meeting on Thursday 10 September 2026"} {
		if !strings.Contains(strings.Join(titles, "\n"), want) {
			t.Errorf("the feed has %q, want %q too", titles, want)
		}
	}
}

func TestTheCalendarHasEveryAnnouncedMeeting(t *testing.T) {
	base := serve(t, filled(t).site())
	a := get(t, base+calendarPath)
	if n := strings.Count(a.body, "BEGIN:VEVENT"); n != 7 {
		t.Errorf("the calendar has %d meetings, want 7", n)
	}
	for _, want := range []string{"\r\nSTATUS:CANCELLED\r\n", "\r\nURL:https://council.example/meetings/6/\r\n", "\r\nDTSTART;TZID=Europe/London:20270311T100000\r\n", "\r\nEND:VCALENDAR\r\n"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the calendar does not have %q:\n%s", want, a.body)
		}
	}
	if again := get(t, base+calendarPath); again.header.Get("ETag") != a.header.Get("ETag") {
		t.Error("the calendar is another although nothing changed")
	}
	if one := get(t, base+"/meetings/6/meeting.ics"); strings.Count(one.body, "BEGIN:VEVENT") != 1 {
		t.Errorf("the calendar of one meeting:\n%s", one.body)
	}
}

func TestEveryRecordsDataIsOfSchemaOrg(t *testing.T) {
	base := serve(t, filled(t).site())
	for path, want := range map[string]string{"/meetings/5/meeting.json": "Event", "/meetings/6/meeting.json": "Event", "/papers/1/paper.json": "DigitalDocument",
		"/meetings/meetings.json": "EventSeries", "/decisions/decisions.json": "Collection", "/practice/practices.json": "Collection", "/roles/roles.json": "Collection"} {
		var got map[string]any
		a := get(t, base+path)
		if err := json.Unmarshal([]byte(a.body), &got); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		id, _ := got["@id"].(string)
		if got["@type"] != want || got["@context"] != "https://schema.org" || !strings.HasPrefix(id, "https://council.example/") {
			t.Errorf("%s is %v %v %q, want %s with an id", path, got["@context"], got["@type"], id, want)
		}
		if path == "/meetings/5/meeting.json" && got["eventStatus"] != "https://schema.org/EventCancelled" {
			t.Errorf("the cancelled meeting is %v", got["eventStatus"])
		}
	}
	if a := get(t, base+"/papers/4/paper.json"); a.status != 404 {
		t.Errorf("the data of a paper that is not public answers %d", a.status)
	}
}

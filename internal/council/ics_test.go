package council

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// readICS reads a calendar file as another program would: unfolds it, checks
// each line, and gives the properties of each event by name, parameters
// included.
func readICS(t *testing.T, file string) []map[string]string {
	t.Helper()
	if !strings.HasSuffix(file, "\r\n") || strings.Count(file, "\n") != strings.Count(file, "\r\n") || strings.Count(file, "\r") != strings.Count(file, "\r\n") {
		t.Fatalf("a line does not end in CRLF:\n%q", file)
	}
	for line := range strings.SplitSeq(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line has %d octets or is cut within a character: %q", len(line), line)
		}
	}
	var events []map[string]string
	var open []string
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		switch {
		case !found:
			t.Fatalf("the line %q has no value", line)
		case name == "BEGIN":
			open = append(open, value)
			if value == "VEVENT" {
				events = append(events, map[string]string{})
			}
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("END:%s closes %v", value, open)
			}
			open = open[:len(open)-1]
		case len(open) > 0 && open[len(open)-1] == "VEVENT":
			events[len(events)-1][name] = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\,`, ",", `\;`, ";").Replace(value)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v is not closed", open)
	}
	return events
}

func TestACalendarFileSaysWhatTheMeetingIs(t *testing.T) {
	zone := london(t)
	title := strings.Repeat("Cyfarfod chwarterol y cyngor 🗓️, ", 9) + `back\slash; and` + "\na second line\rand a third\x07"
	m := Meeting{ID: 7, Title: title, Starts: time.Date(2027, 6, 10, 10, 0, 0, 0, zone), Length: 90 * time.Minute,
		Place: "Ystafell Bwyllgor 1, Neuadd y Sir", JoinLink: "https://video.example/j?a=1;b=2,c", State: Called, Revision: 1, Sequence: 1}
	e := readICS(t, ICS("ab12", []Meeting{m}, typing))[0]
	for name, want := range map[string]string{
		"UID": "meeting-7@ab12", "SEQUENCE": "1", "STATUS": "TENTATIVE", "DTSTAMP": "20270302T093000Z",
		"DTSTART;TZID=Europe/London": "20270610T100000", "DTEND;TZID=Europe/London": "20270610T113000",
		"SUMMARY":     strings.Repeat("Cyfarfod chwarterol y cyngor 🗓️, ", 9) + `back\slash; and` + "\na second line\nand a third",
		"LOCATION":    "Ystafell Bwyllgor 1, Neuadd y Sir",
		"DESCRIPTION": "Join by video: https://video.example/j?a=1;b=2,c",
	} {
		if e[name] != want {
			t.Errorf("%s = %q, want %q", name, e[name], want)
		}
	}
}

func TestACalendarFileFollowsTheMeeting(t *testing.T) {
	zone := london(t)
	m := Meeting{ID: 7, Title: "Meeting", Starts: time.Date(2027, 3, 11, 10, 0, 0, 0, zone), State: Called, Revision: 1, Sequence: 1}
	moved, err := m.Move(time.Date(2027, 4, 8, 10, 0, 0, 0, zone), "", typing)
	if err != nil {
		t.Fatal(err)
	}
	confirmed, err := moved.Confirm()
	if err != nil {
		t.Fatal(err)
	}
	cancelled, err := confirmed.Cancel("Snow")
	if err != nil {
		t.Fatal(err)
	}
	sequence := "0"
	for _, c := range []struct {
		m              Meeting
		starts, status string
	}{{m, "20270311T100000", "TENTATIVE"}, {moved, "20270408T100000", "TENTATIVE"}, {confirmed, "20270408T100000", "CONFIRMED"}, {cancelled, "20270408T100000", "CANCELLED"}} {
		e := readICS(t, ICS("ab12", []Meeting{c.m}, typing))[0]
		if e["UID"] != "meeting-7@ab12" || e["SEQUENCE"] <= sequence || e["DTSTART;TZID=Europe/London"] != c.starts || e["STATUS"] != c.status {
			t.Errorf("%s: %v, want the same UID, a sequence above %s, the start %s", c.status, e, sequence, c.starts)
		}
		sequence = e["SEQUENCE"]
	}
}

func TestACalendarFileInAnotherZoneIsInUTC(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	file := ICS("ab12", []Meeting{{ID: 1, Title: "Meeting", Starts: time.Date(2027, 6, 10, 10, 0, 0, 0, zone)}}, typing)
	if e := readICS(t, file)[0]; e["DTSTART"] != "20270610T090000Z" || strings.Contains(file, "VTIMEZONE") {
		t.Errorf("the event is %v, want its start in UTC and no zone", e)
	}
}

func FuzzACalendarFileIsWellFormedWhateverIsTyped(f *testing.F) {
	f.Add("Meeting", "Room; 1, \\n", "Snow\r\nBEGIN:VEVENT")
	f.Add("é\xffü\x00", strings.Repeat("🗓", 60), "")
	f.Fuzz(func(t *testing.T, title, place, link string) {
		m := Meeting{ID: 1, Title: title, Place: place, JoinLink: link, Starts: time.Date(2027, 6, 10, 10, 0, 0, 0, time.UTC)}
		if events := readICS(t, ICS("ab12", []Meeting{m, m}, typing)); len(events) != 2 {
			t.Errorf("%d events are read, want 2", len(events))
		}
	})
}

func TestAPublicCalendarLeadsToEachMeetingsPage(t *testing.T) {
	m := Meeting{ID: 7, Title: "Meeting", Starts: typing, State: Cancelled, Reason: "Snow."}
	file := PublicICS("ab12", "Local CIO Council", []Meeting{m}, typing, func(MeetingID) string { return "https://council.example/meetings/7/" })
	e := readICS(t, file)[0]
	for name, want := range map[string]string{"URL": "https://council.example/meetings/7/", "STATUS": "CANCELLED", "UID": "meeting-7@ab12",
		"DESCRIPTION": "The council does not meet. The reason: Snow.\nAgenda, papers and minutes: https://council.example/meetings/7/"} {
		if e[name] != want {
			t.Errorf("%s = %q, want %q", name, e[name], want)
		}
	}
	if !strings.Contains(file, "\r\nNAME:Local CIO Council\r\n") {
		t.Errorf("the calendar has no name:\n%s", file)
	}
}

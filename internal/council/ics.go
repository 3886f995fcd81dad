package council

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// londonZone describes Europe/London to a calendar program: the rule that has
// held since 1996 (The Summer Time Order 2002, SI 2002/262).
const londonZone = `BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

// ICS writes meetings as a calendar file (RFC 5545), in UTF-8 with lines of at
// most 75 octets. origin is the council's own name among all calendars: with the
// meeting's id it makes the UID, which never changes, so that a file opened later
// brings the entry up to date instead of adding one. at is when the file is
// made. Times in London time say so, and stay at 10:00 across the change of the
// clocks; other zones are written in UTC. A joining link is written where the
// meeting has one: leave it out of what the public reads.
func ICS(origin string, meetings []Meeting, at time.Time) string {
	return icsFile(origin, meetings, at, nil, func(MeetingID) string { return "" })
}

// PublicICS writes meetings as [ICS] does, for a calendar that people subscribe
// to: with its name, with how often to look again (RFC 7986, 5.1 and 5.7), and
// with the address that page gives for each meeting, where its agenda, papers and
// minutes stand.
func PublicICS(origin, name string, meetings []Meeting, at time.Time, page func(MeetingID) string) string {
	head := []string{"NAME:" + icsText(name), "X-WR-CALNAME:" + icsText(name), "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"}
	return icsFile(origin, meetings, at, head, page)
}

func icsFile(origin string, meetings []Meeting, at time.Time, head []string, page func(MeetingID) string) string {
	var b strings.Builder
	lines := append([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//councilbot//meetings//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"}, head...)
	for _, m := range meetings {
		if m.Starts.Location().String() == "Europe/London" {
			lines = append(lines, strings.Split(londonZone, "\n")...)
			break
		}
	}
	for _, m := range meetings {
		lines = append(lines, m.event(origin, at, page(m.ID))...)
	}
	for _, line := range append(lines, "END:VCALENDAR") {
		fold(&b, line)
	}
	return b.String()
}

func (m Meeting) event(origin string, at time.Time, page string) []string {
	lines := []string{
		"BEGIN:VEVENT",
		fmt.Sprintf("UID:meeting-%d@%s", m.ID, origin),
		"DTSTAMP:" + at.UTC().Format("20060102T150405Z"),
		fmt.Sprintf("SEQUENCE:%d", m.Sequence),
		icsTime("DTSTART", m.Starts),
		icsTime("DTEND", m.Ends()),
		"SUMMARY:" + icsText(m.Title),
		"STATUS:" + m.icsStatus(),
	}
	if m.Place != "" {
		lines = append(lines, "LOCATION:"+icsText(m.Place))
	}
	about := m.icsAbout()
	if page != "" {
		about = strings.TrimSpace(about + "\nAgenda, papers and minutes: " + page)
		lines = append(lines, "URL:"+page)
	}
	if about != "" {
		lines = append(lines, "DESCRIPTION:"+icsText(about))
	}
	return append(lines, "END:VEVENT")
}

func (m Meeting) icsStatus() string {
	switch m.State {
	case Cancelled:
		return "CANCELLED"
	case Called:
		return "TENTATIVE"
	}
	return "CONFIRMED"
}

func (m Meeting) icsAbout() string {
	switch {
	case m.State == Cancelled:
		return "The council does not meet. The reason: " + m.Reason
	case m.JoinLink != "":
		return "Join by video: " + m.JoinLink
	}
	return ""
}

func icsTime(name string, t time.Time) string {
	if t.Location().String() == "Europe/London" {
		return name + ";TZID=Europe/London:" + t.Format("20060102T150405")
	}
	return name + ":" + t.UTC().Format("20060102T150405Z")
}

// icsText writes a text value: RFC 5545, 3.3.11.
func icsText(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, ""))
	text = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

// fold writes a line in parts of at most 75 octets, never within a character:
// RFC 5545, 3.1.
func fold(b *strings.Builder, line string) {
	room := 75
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], 74 // the space counts
	}
	b.WriteString(line + "\r\n")
}

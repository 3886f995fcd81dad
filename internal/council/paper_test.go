package council

import (
	"strings"
	"testing"
	"time"
)

func TestMarkingsAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]Marking{
		"TLP:CLEAR": MarkClear, "tlp:white": MarkClear, "Public": MarkClear, "TLP GREEN": MarkGreen, "amber": MarkAmber,
		"TLP:AMBER+STRICT": MarkStrict, "tlp amber strict": MarkStrict, "Red": MarkRed, "Not for publication": MarkClosed, "closed": MarkClosed,
	} {
		if got, err := ParseMarking(text); err != nil || got != want {
			t.Errorf("ParseMarking(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "secret", "TLP:", "blue", "amber red"} {
		if got, err := ParseMarking(text); err == nil {
			t.Errorf("ParseMarking(%q) = %q, want a problem", text, got)
		}
	}
	for _, m := range Markings {
		if got, err := ParseMarking(string(m)); err != nil || got != m {
			t.Errorf("ParseMarking(%q) = %q, %v", m, got, err)
		}
		if m.Public() != (m == MarkClear) {
			t.Errorf("%s.Public() = %v, want only TLP:CLEAR public", m, m.Public())
		}
		if m.Label() == "" || len([]rune(m.Label())) > 75 {
			t.Errorf("the label of %s has %d characters", m, len(m.Label()))
		}
	}
}

func TestWhoMaySeeAPaper(t *testing.T) {
	now := time.Date(2027, 6, 1, 9, 0, 0, 0, time.UTC)
	readers := map[string]Reader{
		"public":    {},
		"deputy":    {Deputy: []MeetingID{7}},
		"elsewhere": {Deputy: []MeetingID{8}},
		"member":    {Member: Member{ID: 3, Standing: Seated}},
		"author":    {Member: Member{ID: 4, Standing: Seated}},
		"sponsor":   {Member: Member{ID: 5, Standing: Seated}, Sponsor: 5},
		"left":      {Member: Member{ID: 4, Left: now}},
		"secretary": {Member: Member{ID: 6, Standing: Secretary}},
	}
	for _, rule := range []struct {
		name    string
		marking Marking
		stage   PaperStage
		closed  string
		seenBy  string
	}{
		{"a clear paper that is out is everybody's", MarkClear, PaperPublished, "", "author deputy elsewhere left member public secretary sponsor"},
		{"a clear paper of a closed item is never public", MarkClear, PaperPublished, "staffing", "author secretary sponsor"},
		{"a clear paper that is not out is for members", MarkClear, PaperReceived, "", "author member secretary sponsor"},
		{"green is for members and the meeting's deputies", MarkGreen, PaperPublished, "", "author deputy member secretary sponsor"},
		{"not for publication likewise", MarkClosed, PaperPublished, "", "author deputy member secretary sponsor"},
		{"amber is for members", MarkAmber, PaperPublished, "", "author deputy member secretary sponsor"},
		{"red is for those named", MarkRed, PaperPublished, "", "author secretary sponsor"},
		{"an unmarked paper is for those who handle it", "", PaperReceived, "", "author secretary sponsor"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			p := Paper{ID: 1, Item: 2, Meeting: 7, Author: 4, Marking: rule.marking, Stage: rule.stage, Closed: rule.closed, Revision: 1}
			for who, reader := range readers {
				want := strings.Contains(" "+rule.seenBy+" ", " "+who+" ")
				if got := p.OpenTo(reader, now); got != want {
					t.Errorf("open to %s = %v, want %v", who, got, want)
				}
				early := who == "author" || who == "sponsor" || who == "secretary"
				if got := p.ReadableBy(reader, now); got != (want && (early || rule.stage == PaperPublished)) {
					t.Errorf("readable by %s = %v", who, got)
				}
			}
		})
	}
}

func TestAPaperGoesFromAskedToPublished(t *testing.T) {
	at := time.Date(2027, 6, 1, 9, 0, 0, 0, time.UTC)
	meeting := Meeting{ID: 1, Starts: at.AddDate(0, 0, 9)}
	p := Paper{ID: 1, Item: 2, Title: "Plan", Purpose: ToDecide, Stage: PaperAsked}
	if _, err := p.Publish(at, ""); err == nil {
		t.Error("a paper that has not come was published")
	}
	if _, err := p.LateUntil(DayOf(meeting.Starts), DayOf(at), meeting); err == nil {
		t.Error("a paper was promised for the day of the meeting")
	}
	if _, err := p.LateUntil(DayOf(at).Add(-1), DayOf(at), meeting); err == nil {
		t.Error("a paper was promised for a day that has passed")
	}
	late, err := p.LateUntil(DayOf(at).Add(2), DayOf(at), meeting)
	if err != nil || late.StageLine() != "promised for Thursday 3 June 2027" {
		t.Errorf("late until: %q, %v", late.StageLine(), err)
	}
	p, r, err := late.Receive(PaperRevision{Link: "https://council.example/plan"})
	if err != nil || r.Number != 1 || p.Stage != PaperReceived || !p.Until.IsZero() {
		t.Errorf("received = %+v, %+v, %v", p, r, err)
	}
	if _, err := p.Publish(at, ""); err == nil {
		t.Error("an unmarked paper was published")
	}
	p.Marking = MarkClear
	if p, err = p.Publish(at, ""); err != nil || p.Out != 1 {
		t.Errorf("published = %+v, %v", p, err)
	}
	p, _, err = p.Receive(PaperRevision{Link: "https://council.example/plan-2", Changed: "New figures"})
	if err != nil || p.Stage != PaperPublished || p.Revision != 2 || p.Out != 1 {
		t.Errorf("a revision of a published paper = %+v, %v, want the earlier one out", p, err)
	}
	if _, err := p.Withdraw(); err == nil {
		t.Error("a published paper was withdrawn")
	}
}

func TestALinkToAPaperMustOpenInABrowser(t *testing.T) {
	for link, good := range map[string]bool{
		"https://council.example/a.pdf": true, " http://council.example ": true,
		"council.example/a.pdf": false, "javascript:alert(1)": false, "file:///etc/passwd": false, "https://": false,
		"https://ana:secret@council.example/": false, "https://x.example/" + strings.Repeat("a", 1000): false,
	} {
		if _, err := ParsePaperLink(link); (err == nil) != good {
			t.Errorf("ParsePaperLink(%q) = %v, want it taken: %v", link, err, good)
		}
	}
}

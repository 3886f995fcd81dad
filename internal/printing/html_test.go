package printing

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jba/templatecheck"

	"councilbot/internal/council"
)

// london is 10:00 on a Thursday in the council's zone.
func london(t testing.TB) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2027, 3, 11, 10, 0, 0, 0, zone)
}

// anAgenda has an open item, a closed one with things nobody may read, and
// letters of every nation.
func anAgenda(t testing.TB) council.Agenda {
	m := council.Meeting{ID: 3, Starts: london(t), Length: 2 * time.Hour, Place: "Tŷ Hywel, Caerdydd", JoinLink: "https://video.example/SECRETROOM", State: council.Called}
	item := func(id council.ItemID, part council.Part, p council.Purpose, title string) council.Item {
		return council.Item{ID: id, Title: title, Purpose: p, Part: part, State: council.ItemAccepted, Allotted: 15 * time.Minute, Number: strconv.Itoa(int(id))}
	}
	open := item(2, council.Business, council.ToDecide, "Gŵyl ddigidol & <b>Ceòl 🎉</b>")
	open.Ask, open.Presenter, open.Late = "Agree to the plan?", "Siân ap Rhŷs", "the figures came on Monday"
	closed := item(4, council.Business, council.ToDecide, "Contract for the desk")
	closed.Closed, closed.Ask, closed.Presenter, closed.Sponsor = "commercial: prices under way", "SECRETASK", "SECRETNAME", 7
	gone := item(3, council.Business, council.ToDiscuss, "Cloud exit")
	gone.State = council.ItemWithdrawn
	return council.Agenda{Meeting: m, Version: 2, Published: london(t).AddDate(0, 0, -9), Items: []council.Item{
		item(1, council.Opening, council.ToInform, "Welcome and apologies"), open, gone, closed}}
}

// aSheet is the sheet of anAgenda with papers, and a part as minutes have it.
func aSheet(t testing.TB) Sheet {
	s := Agenda(anAgenda(t), "Local CIO Council", "Tuesday 2 March 2027", func(item council.Item) []Paper {
		switch {
		case item.ID == 2:
			return []Paper{{Number: "Paper 2.1", Title: "Plan ar gyfer yr ŵyl", Author: "Siân ap Rhŷs", Page: 12, URL: "/papers/12/"}}
		case item.Closed != "" && (item.Ask != "" || item.Presenter != ""):
			t.Errorf("a closed item is asked for its papers whole: %+v", item)
		}
		return nil
	})
	s.Address, s.Printed = "https://council.example/meetings/3/agenda", london(t).AddDate(0, 0, -9)
	return s
}

// someMinutes use what an agenda does not.
func someMinutes(t testing.TB) Sheet {
	return Sheet{Council: "Local CIO Council", Title: "Minutes: Thursday 11 March 2027", Mark: "DRAFT",
		Facts:  []Fact{{Name: "Where", Value: "Room 2", URL: "https://council.example/rooms/2"}},
		People: []Group{{Name: "Present", People: []string{"Ana Jones (Kent)", "Jo Smith, deputising for Bo Lee (Fife)"}}, {Name: "Apologies"}},
		Parts: []Part{{Heading: "Items", Items: []Item{{Number: "7a", Title: "Shared desk",
			Paragraphs: []Paragraph{{"7a.1", "The council heard the plan."}},
			Decisions:  []Decision{{Number: "D-2027-04", Text: "Agreed to share a desk.", URL: "/decisions/D-2027-04"}},
			Actions:    []Action{{Number: "A12", Text: "Write to all members", Owner: "Jo Smith", Due: "31 March 2027"}}}}}},
	}
}

func printed(t testing.TB, s Sheet) string {
	t.Helper()
	var b strings.Builder
	if err := HTML(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAPageSaysAllThatIsOnTheSheet(t *testing.T) {
	for name, c := range map[string]struct {
		sheet Sheet
		want  []string
	}{
		"agenda": {aSheet(t), []string{`<html lang="en-GB">`, "<title>Agenda: Thursday 11 March 2027 – Local CIO Council</title>", "<h1>Agenda: Thursday 11 March 2027</h1>",
			"Tŷ Hywel, Caerdydd", "Gŵyl ddigidol &amp; &lt;b&gt;Ceòl 🎉&lt;/b&gt;", "For decision, 15 minutes. Presented by Siân ap Rhŷs.", "Agree to the plan?",
			"Late item, because: the figures came on Monday.", `<a href="/papers/12/">Paper 2.1: Plan ar gyfer yr ŵyl, by Siân ap Rhŷs</a> (pack page 12)`,
			"<time>10:15</time>", "Withdrawn.", "Contract for the desk", "Not for the public. The reason: commercial: prices under way", "<h2>Closed items</h2>",
			`id="item-2"`, "https://council.example/meetings/3/agenda"}},
		"minutes": {someMinutes(t), []string{"<title>DRAFT: Minutes", "<strong>DRAFT</strong>", "<h2>Apologies</h2>\n<p>None.</p>", "deputising for Bo Lee",
			`id="p-7a.1"`, `<strong>Decision D-2027-04:</strong> <a href="/decisions/D-2027-04">Agreed to share a desk.</a>`,
			"<strong>Action A12:</strong> Write to all members. Jo Smith, by 31 March 2027."}},
	} {
		page := printed(t, c.sheet)
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page does not say %q:\n%s", name, want, page)
			}
		}
	}
}

func TestAPageHasNoScriptAndItsHeadingsInOrder(t *testing.T) {
	for _, s := range []Sheet{aSheet(t), someMinutes(t)} {
		page := printed(t, s)
		if strings.Contains(page, "<script") || strings.Contains(page, "src=") || strings.Contains(page, " onclick") {
			t.Errorf("the page loads or runs something:\n%s", page)
		}
		last := 0
		for _, h := range regexp.MustCompile(`<h([1-6])>`).FindAllStringSubmatch(page, -1) {
			level, _ := strconv.Atoi(h[1])
			if level > last+1 || level == 1 && last != 0 {
				t.Errorf("a heading of level %d follows one of level %d", level, last)
			}
			last = level
		}
	}
}

func TestOnPaperNobodyReadsAClosedItem(t *testing.T) {
	if page := printed(t, aSheet(t)); strings.Contains(page, "SECRET") {
		t.Errorf("the page tells of a closed item, or the joining link:\n%s", page)
	}
}

func TestNoAddressOnAPageRunsAnything(t *testing.T) {
	s := someMinutes(t)
	s.Facts = []Fact{{Name: "Where", Value: "here", URL: "javascript:alert(1)"}}
	if page := printed(t, s); strings.Contains(page, "javascript:") {
		t.Errorf("the page has an address that runs a script:\n%s", page)
	}
}

var colour = regexp.MustCompile(`[^-]color: #([0-9a-f]{6})`)

// TestColoursHaveContrast reckons the contrast of every text colour of the style
// sheet with its ground, by WCAG 2.2, "relative luminance".
func TestColoursHaveContrast(t *testing.T) {
	light, dark, _ := strings.Cut(Style, "@media (prefers-color-scheme: dark)")
	dark, _, _ = strings.Cut(dark, "@page")
	for ground, rules := range map[string]string{"ffffff": light, "14171a": dark} {
		found := colour.FindAllStringSubmatch(rules, -1)
		if len(found) < 3 {
			t.Fatalf("found %d colours on %s", len(found), ground)
		}
		for _, c := range found {
			if got := contrast(t, c[1], ground); got < 4.5 {
				t.Errorf("#%s on #%s has the contrast %.1f, want 4.5 or more", c[1], ground, got)
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	part := func(shift int) float64 {
		c := float64(n>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func TestTheTemplateFitsASheet(t *testing.T) {
	if err := templatecheck.CheckHTML(pages.Lookup("page"), page{}); err != nil {
		t.Error(err)
	}
}

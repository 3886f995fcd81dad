package council

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// begun is a Monday in winter.
var begun = time.Date(2027, time.January, 11, 14, 20, 0, 0, time.UTC)

func TestASetupIsOpenToItsPeopleOnly(t *testing.T) {
	ana := Member{ID: 1, Organisation: "Aberwen County Council"}
	beth := Member{ID: 2, Organisation: " ABERWEN  county council"}
	cai := Member{ID: 3, Organisation: "Northmere Constabulary"}
	nobody := Member{Organisation: "Aberwen County Council"}
	own := Setup{ID: 7, Organisation: "Aberwen County Council", BegunBy: 1, People: []SetupPerson{{Member: 1}}}
	shared := own
	shared.Shared = true
	joined := shared
	joined.People = []SetupPerson{{Member: 1}, {Member: 2}}
	with := func(m Member, change func(*Member)) Member { change(&m); return m }
	for _, c := range []struct {
		name             string
		setup            Setup
		member           Member
		open, join, owns bool
	}{
		{"whoever began it has it", own, ana, true, false, true},
		{"a colleague does not see what is not shared", own, beth, false, false, false},
		{"a colleague may join what is shared, however the name is written", shared, beth, false, true, false},
		{"a colleague who joined has it and does not own it", joined, beth, true, false, false},
		{"another organisation never has it", joined, cai, false, false, false},
		{"somebody without a seat never has it", joined, nobody, false, false, false},
		{"who changes organisation loses what is shared", joined, with(beth, func(m *Member) { m.Organisation = "Elsewhere" }), false, false, false},
		{"who changes organisation keeps what is their own", own, with(ana, func(m *Member) { m.Organisation = "Elsewhere" }), true, false, true},
		{"who has left the council has nothing", own, with(ana, func(m *Member) { m.Left = begun }), false, false, true},
		{"no organisation is nobody's colleague", Setup{ID: 7, Shared: true}, Member{ID: 4}, false, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			open, join, owns := c.setup.OpenTo(c.member), c.setup.Joinable(c.member), c.setup.Owned(c.member.ID)
			if open != c.open || join != c.join || owns != c.owns {
				t.Errorf("open %v, joinable %v, owned %v; want %v, %v, %v", open, join, owns, c.open, c.join, c.owns)
			}
		})
	}
}

func TestTheNextStepsAreThoseThatCanBeDoneNow(t *testing.T) {
	steps := []SetupStep{{ID: "a"}, {ID: "b", After: []string{"a"}}, {ID: "c"}, {ID: "d", After: []string{"c"}}, {ID: "e", After: []string{"not asked of this reader"}}}
	done := StepNote{Done: true, At: begun}
	later := StepNote{Until: begun.AddDate(0, 0, 7), At: begun}
	for _, c := range []struct {
		name  string
		notes map[string]StepNote
		at    time.Time
		want  []string
	}{
		{"a step that waits for another comes later", nil, begun, []string{"a", "c", "e"}},
		{"what is done makes room", map[string]StepNote{"a": done}, begun, []string{"b", "c", "e"}},
		{"what is put off makes room", map[string]StepNote{"a": later}, begun, []string{"c", "e"}},
		{"what was put off comes back on its day", map[string]StepNote{"a": later}, begun.AddDate(0, 0, 7), []string{"a", "c", "e"}},
		{"when all wait, they come in order all the same", map[string]StepNote{"a": later, "c": later, "e": done}, begun, []string{"b", "d"}},
		{"all done leaves nothing", map[string]StepNote{"a": done, "b": done, "c": done, "d": done, "e": done}, begun, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Setup{Steps: c.notes}
			if got := s.Next(steps, c.at, 3); !slices.Equal(got, c.want) {
				t.Errorf("next = %v, want %v", got, c.want)
			}
		})
	}
	if n, m := (Setup{Steps: map[string]StepNote{"a": done, "c": later, "gone from the pack": done}}).Count(steps); n != 1 || m != 5 {
		t.Errorf("count = %d of %d, want 1 of 5", n, m)
	}
}

func TestPuttingOffEndsAtTheBeginningOfADay(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	evening := time.Date(2027, time.March, 24, 23, 30, 0, 0, london) // four days before the clocks change
	for words, want := range map[string]string{"week": "2027-03-31T00:00:00+01:00", "A month": "2027-04-23T00:00:00+01:00"} {
		if got, err := PutOff(words, evening); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("PutOff(%q) = %s, %v, want %s", words, got.Format(time.RFC3339), err, want)
		}
	}
	if _, err := PutOff("for ever", evening); err == nil {
		t.Error("PutOff takes any words")
	}
}

func TestCheckInsComeAtThirtySixtyAndNinetyDaysAndStopAfterThreeIgnored(t *testing.T) {
	touched := func(day int) SetupPerson { return SetupPerson{Touched: begun.AddDate(0, 0, day)} }
	snoozed := func(day, until int) SetupPerson {
		p := touched(day)
		p.Snoozed = begun.AddDate(0, 0, until)
		return p
	}
	quiet := touched(0)
	quiet.Quiet = true
	for _, c := range []struct {
		name   string
		person SetupPerson
		want   []string
		silent bool // after a year
	}{
		{"three, and no more when all are ignored", touched(0), []string{"2027-02-10 30", "2027-03-12 60", "2027-04-12 90"}, true},
		{"what is done in between answers those before it", touched(40), []string{"2027-03-12 60", "2027-04-12 90"}, false},
		{"putting off for a week asks again after a week", snoozed(30, 37), []string{"2027-02-17 0", "2027-03-12 60", "2027-04-12 90"}, true},
		{"after one that was asked for none of the usual ones comes for a fortnight", snoozed(30, 60), []string{"2027-03-12 0", "2027-04-12 90"}, false},
		{"the third ignored is the last", snoozed(1, 8), []string{"2027-01-19 0", "2027-02-10 30", "2027-03-12 60"}, true},
		{"one can be asked for after the ninety days", snoozed(95, 125), []string{"2027-05-17 0"}, false},
		{"who wants none gets none", quiet, nil, false},
		{"who finished after ninety days gets none", touched(100), nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Setup{Begun: begun}
			var got []string
			for _, in := range s.CheckIns(c.person, begun, begun.AddDate(1, 0, 0)) {
				got = append(got, in.At.Format("2006-01-02 ")+strconv.Itoa(in.Day))
				if in.At.Hour() != 9 {
					t.Errorf("%s is not at 09:00", in.At)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("check-ins %v, want %v", got, c.want)
			}
			if silent := s.Silent(c.person, begun.AddDate(1, 0, 0)); silent != c.silent {
				t.Errorf("silent = %v, want %v", silent, c.silent)
			}
		})
	}
}

func TestACheckInFallsIntoOneSpanOnly(t *testing.T) {
	s, p := Setup{Begun: begun}, SetupPerson{Touched: begun}
	nine := time.Date(2027, time.February, 10, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after, until time.Time
		want         int
	}{{nine.Add(-time.Minute), nine, 1}, {nine, nine.Add(time.Minute), 0}, {nine.Add(-time.Hour), nine.Add(-time.Minute), 0}} {
		if got := len(s.CheckIns(p, c.after, c.until)); got != c.want {
			t.Errorf("in (%s, %s] fall %d, want %d", c.after, c.until, got, c.want)
		}
	}
}

func TestStagesAreAimedAtWorkingDaysInOrder(t *testing.T) {
	s := Setup{Begun: begun}
	var last Day
	for _, stage := range []string{"yourself", "stakeholders", "governance", "money", "services", "people", "security", "plan"} {
		day := s.StageTarget(stage, time.UTC)
		if day.Before(last) || !(Calendar{Divisions: Divisions}).Working(day) {
			t.Errorf("%s is aimed at %s, after %s", stage, day.Long(), last.Long())
		}
		last = day
	}
	if want := (Day{2027, time.April, 9}); last != want {
		t.Errorf("the last stage is aimed at %s, want %s, the last working day of the ninety", last, want)
	}
	if days := s.Milestones(time.UTC); len(days) != 3 || days[2] != last {
		t.Errorf("milestones %v, want three that end with %s", days, last)
	}
}

func TestTheKindOfBodyIsGuessedFromTheCard(t *testing.T) {
	for _, c := range []struct {
		organisation string
		sector       Sector
		want         Body
	}{
		{"Aberwen County Council", SectorCouncil, County},
		{"Westmarch Borough Council", SectorCouncil, District},
		{"London Borough of Eastmere", SectorCouncil, Unitary},
		{"Penhallock District Council", "", District},
		{"Harrowfleet City Council", SectorCouncil, Unitary},
		{"West Combined Authority", SectorCouncil, Combined},
		{"Strathmorran Council", SectorCouncil, Unitary},
		{"Northmere Constabulary", SectorPolice, Force},
		{"City of Eastfold Fire and Rescue Service", SectorFire, FireBody},
		{"Thornbeck Hospitals Trust", SectorHealth, Health},
		{"A National Body", SectorNational, OtherOne},
		{"", "", ""},
	} {
		if got := GuessBody(Member{Organisation: c.organisation, Sector: c.sector}); got != c.want {
			t.Errorf("%s (%s) is guessed as %q, want %q", c.organisation, c.sector, got, c.want)
		}
	}
	for _, b := range Bodies {
		if got, err := ParseBody(b.Label()); err != nil || got != b || b.Sector() == "" {
			t.Errorf("ParseBody(%q) = %q, %v, sector %q", b.Label(), got, err, b.Sector())
		}
	}
}

func TestTheGridsBlanksAreWhatNothingIsSaidOf(t *testing.T) {
	var g Grid
	if got := len(g.Blanks()); got != 30 || g.Begun() {
		t.Errorf("an empty grid has %d blanks, want all 30, and is not begun", got)
	}
	g = Grid{{"infrastructure", "relationships"}: Covered, {"applications", "relationships"}: NotOurs}
	blanks := g.Blanks()
	if want := (Cell{"information", "relationships"}); len(blanks) != 28 || blanks[0] != want {
		t.Errorf("%d blanks from %v, want 28 from %v", len(blanks), blanks[0], want)
	}
}

func TestAnAgreementHasItsOwnWords(t *testing.T) {
	for _, f := range Agreements {
		yes, no := Wording(f, Members), Wording(f, Private)
		if !strings.HasPrefix(yes, "I agree ") || !strings.Contains(yes, "take this back") || no == yes || no == "" {
			t.Errorf("%s: agreed to as %q, taken back as %q", f, yes, no)
		}
	}
}

func TestACheckInSaysHowFarItIsAndWhatCanBePressed(t *testing.T) {
	s := Setup{Organisation: "Cwm Arian Borough Council", Mode: "repairing"}
	for _, c := range []struct {
		in   CheckIn
		done int
		want string
	}{
		{CheckIn{Day: 30}, 0, "30 days since you began putting right IT at Cwm Arian Borough Council. No step is ticked yet"},
		{CheckIn{Day: 60}, 1, "One step is ticked"},
		{CheckIn{}, 7, "You asked to hear again about putting right IT at Cwm Arian Borough Council. 7 steps are ticked"},
	} {
		if got := c.in.Say(s, c.done); !strings.Contains(got, c.want) || !strings.Contains(got, "stop these messages") {
			t.Errorf("says %q, want %q in it and how to stop", got, c.want)
		}
	}
}

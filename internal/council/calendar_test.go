package council

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func mustDay(t testing.TB, text string) Day {
	t.Helper()
	d, err := ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBankHolidaysAreThoseOfGOVUK(t *testing.T) {
	text, err := os.ReadFile("testdata/bank-holidays.txt")
	if err != nil {
		t.Fatal(err)
	}
	years := 0
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		division, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		yearText, want, _ := strings.Cut(rest, " ")
		year, err := strconv.Atoi(yearText)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range BankHolidays(year, Division(division)) {
			got = append(got, h.Day.String()[len("2006-"):])
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s %d\n got %s\nwant %s", division, year, got, want)
		}
		years++
	}
	if years != 3*17 {
		t.Errorf("%d years checked, want 17 in three divisions", years)
	}
}

func TestEasterFallsWhereItDoes(t *testing.T) {
	for _, want := range []string{"1818-03-22", "2008-03-23", "2024-03-31", "2027-03-28", "2038-04-25", "2285-03-22"} {
		day := mustDay(t, want)
		if got := Easter(day.Year); got != day {
			t.Errorf("Easter(%d) = %v, want %v", day.Year, got, day)
		}
	}
}

func TestPublishByCountsClearDays(t *testing.T) {
	ew, sco, ni := []Division{EnglandWales}, []Division{Scotland}, []Division{NorthernIreland}
	tests := []struct {
		name, meeting string
		clear         int
		calendar      Calendar
		want          string
	}{
		{"a plain week, five days", "2027-03-16", 5, Calendar{Divisions: ew}, "2027-03-08"},
		{"over Easter", "2027-04-01", 5, Calendar{Divisions: ew}, "2027-03-22"},
		{"over Easter, strictly", "2027-04-01", 5, Calendar{Divisions: ew, Strict: true}, "2027-03-18"},
		{"over Easter, three days", "2027-04-01", 3, Calendar{Divisions: ew}, "2027-03-24"},
		{"over St Andrew's Day", "2026-12-02", 3, Calendar{Divisions: sco}, "2026-11-25"},
		{"St Andrew's Day is no holiday in England", "2026-12-02", 5, Calendar{Divisions: ew}, "2026-11-24"},
		{"over Christmas", "2027-01-06", 5, Calendar{Divisions: ew}, "2026-12-24"},
		{"over Christmas, strictly", "2027-01-06", 5, Calendar{Divisions: ew, Strict: true}, "2026-12-22"},
		{"over New Year in Scotland", "2027-01-06", 3, Calendar{Divisions: sco}, "2026-12-29"},
		{"over 12 July", "2027-07-15", 5, Calendar{Divisions: ni}, "2027-07-06"},
		{"over the early May holiday", "2027-05-06", 5, Calendar{Divisions: ew}, "2027-04-27"},
		{"over the spring holiday", "2027-06-03", 5, Calendar{Divisions: ew}, "2027-05-25"},
		{"Saturdays count where the council says so", "2027-03-16", 5, Calendar{Divisions: ew, Saturdays: true}, "2027-03-09"},
		{"all three nations at once", "2027-07-15", 5, Calendar{Divisions: Divisions}, "2027-07-06"},
		{"a local day drops out", "2027-03-16", 5, Calendar{Divisions: ew, Local: []Holiday{{Day{2027, time.March, 10}, "Conference"}}}, "2027-03-05"},
		{"over the clock change in spring", "2027-04-06", 5, Calendar{}, "2027-03-29"},
		{"over the clock change in autumn", "2027-11-02", 5, Calendar{Divisions: ew}, "2027-10-25"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			meeting := mustDay(t, test.meeting)
			got := test.calendar.PublishBy(meeting, test.clear)
			if got.String() != test.want {
				t.Errorf("PublishBy(%s, %d) = %s, want %s", test.meeting, test.clear, got, test.want)
			}
			clear := 0
			for d := got.Add(1); d.Before(meeting); d = d.Add(1) {
				if test.calendar.Counts(d) {
					clear++
				}
			}
			if clear != test.clear {
				t.Errorf("%d clear days lie between, want %d", clear, test.clear)
			}
		})
	}
}

func TestWorkingDaysAreCountedBothWays(t *testing.T) {
	c := Calendar{Divisions: []Division{EnglandWales}}
	tests := []struct {
		name, from string
		count      func(Day, int) Day
		n          int
		want       string
	}{
		{"back over a weekend", "2027-03-08", c.Back, 1, "2027-03-05"},
		{"back over Easter", "2027-03-30", c.Back, 2, "2027-03-24"},
		{"none back from a working day", "2027-03-08", c.Back, 0, "2027-03-08"},
		{"none back from a Sunday", "2027-03-07", c.Back, 0, "2027-03-05"},
		{"ahead over Christmas", "2026-12-24", c.Ahead, 1, "2026-12-29"},
		{"none ahead from Good Friday", "2027-03-26", c.Ahead, 0, "2027-03-30"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.count(mustDay(t, test.from), test.n); got.String() != test.want {
				t.Errorf("from %s by %d = %s, want %s", test.from, test.n, got, test.want)
			}
		})
	}
}

func TestADateThatCannotBeReadIsExplained(t *testing.T) {
	for _, text := range []string{"", "4 March", "2027-02-30", "04/03/2027"} {
		if d, err := ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q) = %v, want a problem", text, d)
		}
	}
	if got := mustDay(t, "2027-03-04").Long(); got != "Thursday 4 March 2027" {
		t.Errorf("Long = %q", got)
	}
}

func TestProposalsAreClearAndGiveTheirReasons(t *testing.T) {
	all := Calendar{Divisions: Divisions}
	local := Calendar{Divisions: Divisions, Local: []Holiday{{Day{2027, time.June, 10}, "the summer conference"}}}
	tests := []struct {
		name     string
		rule     Quarterly
		year     int
		calendar Calendar
		want     string
		passed   string
	}{
		{"the usual rule in a quiet year", UsualQuarterly, 2027, all, "2027-03-11 2027-06-10 2027-09-09 2027-12-09", ""},
		{"a local day is passed over", UsualQuarterly, 2027, local, "2027-03-11 2027-06-17 2027-09-09 2027-12-09", "the summer conference"},
		{"polling day is passed over", Quarterly{time.Thursday, 1, [4]time.Month{2, 5, 8, 11}}, 2027, all,
			"2027-02-04 2027-05-13 2027-08-05 2027-11-04", "local elections"},
		{"Easter week is passed over", Quarterly{time.Thursday, -1, [4]time.Month{3, 6, 9, 12}}, 2027, all,
			"2027-04-08 2027-06-24 2027-09-30 2027-12-16", "Easter"},
		{"a bank holiday of one nation is passed over", Quarterly{time.Monday, 2, [4]time.Month{1, 4, 7, 10}}, 2027, all,
			"2027-01-11 2027-04-12 2027-07-19 2027-10-11", "Orangemen"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var days, passed []string
			for _, p := range test.rule.Propose(test.year, test.calendar) {
				days = append(days, p.Day.String())
				passed = append(passed, p.Passed...)
				if why := test.calendar.Unfit(p.Day); why != "" || p.Why == "" || p.Day.Weekday() != test.rule.Weekday {
					t.Errorf("%v: unfit because %q, reason %q", p.Day, why, p.Why)
				}
			}
			if got := strings.Join(days, " "); got != test.want {
				t.Errorf("proposed %s, want %s", got, test.want)
			}
			if got := strings.Join(passed, " "); !strings.Contains(got, test.passed) || (test.passed == "") != (got == "") {
				t.Errorf("passed over %q, want it to name %q", got, test.passed)
			}
		})
	}
}

func TestEveryYearGetsFourDates(t *testing.T) {
	all := Calendar{Divisions: Divisions}
	for year := 2012; year <= 2060; year++ {
		for _, week := range []int{1, 2, 3, 4, -1} {
			for day := time.Monday; day <= time.Friday; day++ {
				for _, p := range (Quarterly{day, week, [4]time.Month{3, 6, 9, 12}}).Propose(year, all) {
					if p.Day.Year != year || all.Unfit(p.Day) != "" {
						t.Errorf("%d: %v is not fit: %s", year, p.Day, all.Unfit(p.Day))
					}
				}
			}
		}
	}
}

package council

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// Tuesday 2 March 2027.
var typing = time.Date(2027, time.March, 2, 9, 30, 0, 0, time.UTC)

func TestADateIsReadAsPeopleTypeIt(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"5 March 2027 10:00", "Friday 5 March 2027, 10:00"},
		{"Fri 5 Mar", "Friday 5 March 2027"},
		{"friday, 5th of march at 2pm", "Friday 5 March 2027, 14:00"},
		{"2027-03-05", "Friday 5 March 2027"},
		{"2027-03-05T14:30", "Friday 5 March 2027, 14:30"},
		{"05/03/2027", "Friday 5 March 2027"},
		{"5/3/27 10.30", "Friday 5 March 2027, 10:30"},
		{"05.03.2027", "Friday 5 March 2027"},
		{"31-12-2027", "Friday 31 December 2027"},
		{"5/3", "Friday 5 March 2027"},
		{"March 5, 2027 2.30 pm", "Friday 5 March 2027, 14:30"},
		{"10am 5 March", "Friday 5 March 2027, 10:00"},
		{"2 pm 5 March", "Friday 5 March 2027, 14:00"},
		{"5 march at 10", "Friday 5 March 2027, 10:00"},
		{"12am 5 march", "Friday 5 March 2027, 00:00"},
		{"5 sept noon", "Sunday 5 September 2027, 12:00"},
		{"1 March", "Wednesday 1 March 2028"}, // yesterday's date is next year's
		{"2 March", "Tuesday 2 March 2027"},
		{"29 February", "Tuesday 29 February 2028"},
		{"29 Feb 2028", "Tuesday 29 February 2028"},
		{"today", "Tuesday 2 March 2027"},
		{"tomorrow 09:00", "Wednesday 3 March 2027, 09:00"},
		{"Thursday", "Thursday 4 March 2027"},
		{"Tuesday", "Tuesday 9 March 2027"}, // not today
		{"weds 11:15", "Wednesday 3 March 2027, 11:15"},
	} {
		m, err := ParseMoment(c.typed, typing)
		got := m.Day.Long()
		if m.Timed {
			got = m.On(time.UTC, 0).Format("Monday 2 January 2006, 15:04")
		}
		if err != nil || got != c.want {
			t.Errorf("ParseMoment(%q) = %s, %v, want %s", c.typed, got, err, c.want)
		}
	}
}

func TestADateThatCouldMeanTwoThingsIsNotGuessed(t *testing.T) {
	for _, c := range []struct{ typed, says string }{
		{"Thursday 5 March 2027", "5 March 2027 is a Friday, not a Thursday"},
		{"next Thursday", "may mean two days"},
		{"5 March at 2", "Write 14:00 or 2pm"},
		{"5 March 10", "a number too many"},
		{"03/15/2027", "the day comes first"},
		{"31 June 2027", "June 2027 has no day 31"},
		{"29 February 2027", "February 2027 has no day 29"},
		{"5 March 2127", "between 2000 and 2099"},
		{"March 2027", "is not a whole date"},
		{"", "is not a whole date"},
		{"soon", "is not a date I can read"},
		{"5 March 2027 25:00", "a time of day that I cannot read"},
		{"5 March 2027 10:0", "a time of day that I cannot read"},
		{"5 March 13pm", "a time of day that I cannot read"},
		{"5 March 6 March", "a number too many"},
		{"5 March April", "names more than one date"},
		{"5thth March", "is not a date I can read"},
		{"today tomorrow", "names two days"},
		{"tomorrow 5 March", "names two days"},
		{"mon tue", "names two days of the week"},
		{"5 March 10:00 11:00", "a time of day"},
		{"0/0/2027", "is not a date I can read"},
		{"1/2/3/4", "is not a date I can read"},
	} {
		m, err := ParseMoment(c.typed, typing)
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.Say, c.says) || p.Field != "day" {
			t.Errorf("ParseMoment(%q) = %v, %v, want it to say %q", c.typed, m, err, c.says)
		}
	}
}

func TestWithoutATimeOfDayTheUsualHourIsTaken(t *testing.T) {
	m, err := ParseMoment("28 March 2027", typing)
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := SayTime(m.On(zone, 10)), "Sunday 28 March 2027, 10:00 London time"; got != want {
		t.Errorf("the usual hour on the day the clocks change: %s, want %s", got, want)
	}
}

func FuzzADateThatIsReadIsReadTheSameFromItsReadBack(f *testing.F) {
	for _, seed := range []string{"5 March 2027 10:00", "Thu 4 Mar", "05/03/2027", "2027-03-05t10:00", "noon tomorrow", "2 pm 5 March", "1/1/00 0:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		m, err := ParseMoment(typed, typing)
		if err != nil {
			var p *Problem
			if !errors.As(err, &p) {
				t.Fatalf("ParseMoment(%q): %v, want a *Problem", typed, err)
			}
			return
		}
		if !inCalendar(m.Day) || m.Hour < 0 || m.Hour > 23 || m.Minute < 0 || m.Minute > 59 {
			t.Fatalf("ParseMoment(%q) = %+v, which is no moment", typed, m)
		}
		back := m.On(time.UTC, 10)
		again, err := ParseMoment(back.Format("Monday 2 January 2006, 15:04"), typing)
		if err != nil || !again.On(time.UTC, 10).Equal(back) {
			t.Fatalf("ParseMoment(%q) reads back as %v, which is read as %+v, %v", typed, back, again, err)
		}
	})
}

package council

import (
	"slices"
	"sync"
	"time"
)

// Division is a part of the United Kingdom with bank holidays of its own, by
// the name that GOV.UK gives it.
type Division string

// The three divisions.
const (
	EnglandWales    Division = "england-and-wales"
	Scotland        Division = "scotland"
	NorthernIreland Division = "northern-ireland"
)

// Divisions lists the divisions in the order in which they are shown.
var Divisions = []Division{EnglandWales, Scotland, NorthernIreland}

// Label gives the division's name as people read it.
func (d Division) Label() string {
	switch d {
	case Scotland:
		return "Scotland"
	case NorthernIreland:
		return "Northern Ireland"
	}
	return "England and Wales"
}

// Holiday is a day on which a council does not work, and its name.
type Holiday struct {
	Day  Day
	Name string
}

// oneOff is a change that was made to a single year.
type oneOff struct {
	in       []Division // none: all three
	drop     Day        // the day that the rule gives, when it was moved; zero when a day was added
	day      Day
	occasion string
}

// oneOffs are the proclaimed changes since 2012 (GOV.UK, "UK bank holidays";
// for June 2026 the Scottish Government's announcement of 5 February 2026).
var oneOffs = []oneOff{
	{nil, Day{2012, time.May, 28}, Day{2012, time.June, 4}, "Spring bank holiday"},
	{nil, Day{}, Day{2012, time.June, 5}, "Queen’s Diamond Jubilee"},
	{nil, Day{2020, time.May, 4}, Day{2020, time.May, 8}, "Early May bank holiday (VE day)"},
	{nil, Day{2022, time.May, 30}, Day{2022, time.June, 2}, "Spring bank holiday"},
	{nil, Day{}, Day{2022, time.June, 3}, "Platinum Jubilee bank holiday"},
	{nil, Day{}, Day{2022, time.September, 19}, "Bank Holiday for the State Funeral of Queen Elizabeth II"},
	{nil, Day{}, Day{2023, time.May, 8}, "Bank holiday for the coronation of King Charles III"},
	{[]Division{Scotland}, Day{}, Day{2026, time.June, 15}, "World Cup bank holiday"},
}

// BankHolidays lists a year's bank holidays in a division, in order: the rules
// of the Banking and Financial Dealings Act 1971, Schedule 1, and of the St
// Andrew's Day Bank Holiday (Scotland) Act 2007, with the proclaimed changes
// since 2012. Scottish councils keep local holidays besides, which [Calendar]
// takes as the operator's own days.
func BankHolidays(year int, d Division) []Holiday {
	easter := Easter(year)
	days := []Holiday{
		{easter.Add(-2), "Good Friday"},
		{firstOf(year, time.May, time.Monday), "Early May bank holiday"},
		{lastOf(year, time.May, time.Monday), "Spring bank holiday"},
	}
	if d == Scotland {
		days = append(days, pair(Day{year, time.January, 1}, "New Year’s Day", "2nd January")...)
		days = append(days, Holiday{firstOf(year, time.August, time.Monday), "Summer bank holiday"},
			single(Day{year, time.November, 30}, "St Andrew’s Day"))
	} else {
		days = append(days, single(Day{year, time.January, 1}, "New Year’s Day"),
			Holiday{easter.Add(1), "Easter Monday"}, Holiday{lastOf(year, time.August, time.Monday), "Summer bank holiday"})
	}
	if d == NorthernIreland {
		days = append(days, single(Day{year, time.March, 17}, "St Patrick’s Day"),
			single(Day{year, time.July, 12}, "Battle of the Boyne (Orangemen’s Day)"))
	}
	days = append(days, pair(Day{year, time.December, 25}, "Christmas Day", "Boxing Day")...)
	days = proclaimed(days, year, d)
	slices.SortFunc(days, func(a, b Holiday) int { return a.Day.Compare(b.Day) })
	return days
}

// proclaimed makes the year's one-off changes.
func proclaimed(days []Holiday, year int, d Division) []Holiday {
	for _, o := range oneOffs {
		if o.day.Year != year || o.in != nil && !slices.Contains(o.in, d) {
			continue
		}
		days = slices.DeleteFunc(days, func(h Holiday) bool { return h.Day == o.drop })
		days = append(days, Holiday{o.day, o.occasion})
	}
	return days
}

// single gives a fixed holiday, or the weekday in its place when it falls on a
// weekend.
func single(day Day, name string) Holiday {
	if !weekend(day) {
		return Holiday{day, name}
	}
	for weekend(day) {
		day = day.Add(1)
	}
	return Holiday{day, name + " (substitute day)"}
}

// pair gives two fixed holidays that follow each other. The substitute of the
// one is never the day of the other.
func pair(day Day, name, next string) []Holiday {
	a, b := single(day, name), single(day.Add(1), next)
	switch {
	case a.Day != b.Day:
	case weekend(day.Add(1)): // Saturday and Sunday: Monday and Tuesday
		b.Day = b.Day.Add(1)
	default: // Sunday and Monday: the second stays, the first is the Tuesday
		a.Day = a.Day.Add(1)
	}
	return []Holiday{a, b}
}

func weekend(d Day) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// firstOf gives the first such weekday of a month.
func firstOf(year int, month time.Month, on time.Weekday) Day {
	day := Day{year, month, 1}
	return day.Add((int(on) - int(day.Weekday()) + 7) % 7)
}

// lastOf gives the last such weekday of a month.
func lastOf(year int, month time.Month, on time.Weekday) Day {
	day := DayOf(time.Date(year, month+1, 0, 12, 0, 0, 0, time.UTC))
	return day.Add(-((int(day.Weekday()) - int(on) + 7) % 7))
}

// Easter gives Easter Sunday of the Gregorian calendar, by the anonymous
// algorithm that was printed in Nature of 20 April 1876.
func Easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	l := (32 + 2*e + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Day{year, time.Month(n / 31), n%31 + 1}
}

// The years that are worked out once and kept: every year a council's records
// and plans are about.
const firstKept, lastKept = 2008, 2060

var keptHolidays = sync.OnceValue(func() map[Division]map[Day]string {
	all := map[Division]map[Day]string{}
	for _, d := range Divisions {
		all[d] = map[Day]string{}
		for year := firstKept; year <= lastKept; year++ {
			for _, h := range BankHolidays(year, d) {
				all[d][h.Day] = h.Name
			}
		}
	}
	return all
})

// bankHoliday gives the name of a day's bank holiday, or nothing.
func bankHoliday(day Day, d Division) string {
	if day.Year >= firstKept && day.Year <= lastKept {
		return keptHolidays()[d][day]
	}
	for _, h := range BankHolidays(day.Year, d) {
		if h.Day == day {
			return h.Name
		}
	}
	return ""
}

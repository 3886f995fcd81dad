package council

import (
	"fmt"
	"strings"
	"time"
)

// Quarterly is when the council likes to meet: the second Thursday of four
// months, say.
type Quarterly struct {
	Weekday time.Weekday
	Week    int // 1 to 4, or -1 for the last of the month
	Months  [4]time.Month
}

// UsualQuarterly is the rule until a council sets its own.
var UsualQuarterly = Quarterly{time.Thursday, 2, [4]time.Month{time.March, time.June, time.September, time.December}}

// String says the rule: "the second Thursday of March, June, September and
// December".
func (q Quarterly) String() string {
	months := make([]string, len(q.Months))
	for i, m := range q.Months {
		months[i] = m.String()
	}
	return fmt.Sprintf("the %s %s of %s and %s", q.week(), q.Weekday, strings.Join(months[:3], ", "), months[3])
}

func (q Quarterly) week() string {
	if q.Week < 1 || q.Week > 4 {
		return "last"
	}
	return [...]string{"first", "second", "third", "fourth"}[q.Week-1]
}

// Proposal is a date for a meeting, with its reasons in whole sentences.
type Proposal struct {
	Day    Day
	Why    string   // why this day
	Passed []string // the days that were passed over, each with its reason
}

// Propose gives the year's four dates: the rule's own where they are clear, or
// else the same weekday one or more weeks later, or earlier at the end of the
// year.
func (q Quarterly) Propose(year int, c Calendar) [4]Proposal {
	var all [4]Proposal
	for i, month := range q.Months {
		all[i] = q.propose(year, month, c)
	}
	return all
}

func (q Quarterly) propose(year int, month time.Month, c Calendar) Proposal {
	first := q.day(year, month)
	p := Proposal{Day: first, Why: fmt.Sprintf("%s is the %s %s of %s.", first.Long(), q.week(), q.Weekday, month)}
	for weeks := 1; ; weeks++ {
		why := c.Unfit(p.Day)
		if why == "" {
			return p
		}
		p.Passed = append(p.Passed, fmt.Sprintf("Not %s: %s.", p.Day.Long(), why))
		p.Day = first.Add(7 * weeks)
		if p.Day.Year != year || month == time.December {
			p.Day = first.Add(-7 * weeks)
		}
		p.Why = fmt.Sprintf("%s is the nearest %s that is clear.", p.Day.Long(), q.Weekday)
	}
}

// day gives the rule's own day in a month.
func (q Quarterly) day(year int, month time.Month) Day {
	if q.Week < 1 || q.Week > 4 {
		return lastOf(year, month, q.Weekday)
	}
	return firstOf(year, month, q.Weekday).Add(7 * (q.Week - 1))
}

// Unfit says why a meeting should not be on a day, or nothing: a weekend, a bank
// holiday of the nations chosen, a local day, polling day (the first Thursday
// in May), the week round Easter, the time round Christmas.
func (c Calendar) Unfit(day Day) string {
	easter := Easter(day.Year)
	name := c.Off(day)
	switch {
	case name != "":
		return "it is " + name
	case weekend(day):
		return "it is a " + day.Weekday().String()
	case day == firstOf(day.Year, time.May, time.Thursday):
		return "it is the day of local elections"
	case !day.Before(easter.Add(-3)) && !easter.Add(5).Before(day):
		return "many are away in the days round Easter"
	case day.Month == time.December && day.Date >= 19, day.Month == time.January && day.Date <= 5:
		return "many are away in the days round Christmas and New Year"
	}
	return ""
}

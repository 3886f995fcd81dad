package council

import (
	"fmt"
	"time"
)

// Day is a date of the calendar, without a time or a zone: what a meeting's
// notice is counted in. The zero Day is no day.
type Day struct {
	Year  int
	Month time.Month
	Date  int
}

// DayOf gives the date that a clock in the time's own zone shows.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// ParseDay reads "2027-03-04". The error is a *Problem.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Day{}, &Problem{Field: "day", Err: err, Say: fmt.Sprintf("“%s” is not a date. Write it as year, month, day: 2027-03-04.", cut(text))}
	}
	return DayOf(t), nil
}

// String gives "2027-03-04".
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Date) }

// Long gives "Thursday 4 March 2027".
func (d Day) Long() string { return d.noon().Format("Monday 2 January 2006") }

// Short gives "4 March 2027".
func (d Day) Short() string { return d.noon().Format("2 January 2006") }

// IsZero reports whether it is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday { return d.noon().Weekday() }

// Add gives the day so many days later, or earlier when n is negative.
func (d Day) Add(n int) Day { return DayOf(d.noon().AddDate(0, 0, n)) }

// Before reports whether d comes before other.
func (d Day) Before(other Day) bool { return d.Compare(other) < 0 }

// Compare gives -1, 0 or 1 as d is before, the same as or after other.
func (d Day) Compare(other Day) int { return d.noon().Compare(other.noon()) }

// At gives the moment of a time of day in a zone. A time that the clocks skip in
// spring becomes the same time after the change.
func (d Day) At(hour, minute int, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Date, hour, minute, 0, 0, zone)
}

// noon is far from every change of the clocks.
func (d Day) noon() time.Time { return time.Date(d.Year, d.Month, d.Date, 12, 0, 0, 0, time.UTC) }

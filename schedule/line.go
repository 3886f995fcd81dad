package schedule

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// LinesSetting is the setting that holds the operator's own lines, one a line.
const LinesSetting = "schedule.lines"

// Line is a reminder of the operator's own: five fields of cron and a text, such
// as "0 9 1 */3 * Accounts are due". It goes to the council's channel.
type Line struct {
	Fields, Text string
	schedule     cron.Schedule
}

var lineParser = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// sundayEve is any moment from which a line's next occasions can be tried.
var sundayEve = time.Date(2027, time.January, 2, 0, 0, 0, 0, time.UTC)

// ParseLine reads an operator's line. Refused are a day that never comes, a day
// of the month together with a day of the week, which cron reads as either and
// people as both, and times from midnight to three, which a change of the clocks
// may skip or repeat. The error is a *council.Problem.
func ParseLine(text string) (Line, error) {
	fields := strings.Fields(text)
	if len(fields) < 6 || strings.Contains(fields[0], "=") || strings.HasPrefix(fields[0], "@") {
		return Line{}, lineProblem(text, "needs five fields for the time, then the text", nil)
	}
	line := Line{Fields: strings.Join(fields[:5], " "), Text: strings.Join(fields[5:], " ")}
	schedule, why, err := parseFields(fields[:5])
	if why != "" {
		return Line{}, lineProblem(text, why, err)
	}
	line.schedule = schedule
	return line, nil
}

// parseFields reads the five fields of a time, by the rules of [ParseLine]. why
// says what is wrong with them, after their subject; it is empty when nothing is.
func parseFields(fields []string) (schedule cron.Schedule, why string, err error) {
	if fields[2] != "*" && fields[4] != "*" {
		return nil, "names both a day of the month and a day of the week; name one and put * for the other", nil
	}
	if schedule, err = lineParser.Parse(strings.Join(fields, " ")); err != nil {
		return nil, "has a time that cannot be read", err
	}
	at := sundayEve
	for range 24 * 60 {
		at = schedule.Next(at)
		switch {
		case at.IsZero():
			return nil, "names a day that never comes", nil
		case at.Hour() < 3:
			return nil, "falls between midnight and three, when the clocks may change; choose a later hour", nil
		case at.Sub(sundayEve) > 25*time.Hour:
			return schedule, "", nil
		}
	}
	return schedule, "", nil
}

func lineProblem(text, why string, cause error) error {
	return &council.Problem{Field: "lines", Err: cause, Say: fmt.Sprintf("The line “%s” %s. A line looks like this: 0 9 1 */3 * Accounts are due.", text, why)}
}

// Occasions implements [When].
func (l Line) Occasions(after, until time.Time, d Diary) []Occasion {
	var all []Occasion
	for due := l.schedule.Next(after.In(d.Zone)); !due.IsZero() && !due.After(until); due = l.schedule.Next(due) {
		all = append(all, Occasion{Due: due, House: d.House})
	}
	return all
}

// String implements [When].
func (l Line) String() string { return "at " + l.Fields }

// job makes a line a job. Its name comes from what it says, so that a changed
// line is another job.
func (l Line) job() Job {
	sum := fnv.New32a()
	fmt.Fprintf(sum, "%s %s", l.Fields, l.Text)
	return Job{
		Name: fmt.Sprintf("line-%08x", sum.Sum32()), Does: l.Text, When: l, Late: 12 * time.Hour,
		Write: func(context.Context, *store.Store, Occasion) ([]Notice, error) {
			return toChannel(council.Meeting{}, ui.Message{Body: []ui.Block{ui.Prose{Text: l.Text}}}), nil
		},
	}
}

// lineJobs reads the operator's lines. A line that cannot be read is given back
// as a fault and does not stop the others.
func lineJobs(text string) (jobs []Job, faults []error) {
	for one := range strings.Lines(text) {
		if one = strings.TrimSpace(one); one == "" || strings.HasPrefix(one, "#") {
			continue
		}
		line, err := ParseLine(one)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		jobs = append(jobs, line.job())
	}
	return jobs, faults
}

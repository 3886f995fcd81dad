package schedule

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// PracticeSetting is the setting that holds when a practice is posted to the
// channel, as [ParsePracticeTimes] reads it. It is empty until somebody changes
// it from [UsualPracticeTimes].
const PracticeSetting = "practice.schedule"

// UsualPracticeTimes is every second Tuesday at 10:00.
const UsualPracticeTimes = "0 10 * * 2 every second week"

// PracticeTimes is when a practice is posted to the channel. Whatever it says,
// none is posted in August or in the week of a meeting. The zero value is never.
type PracticeTimes struct {
	Text     string // as it was written; "off" for never
	schedule cron.Schedule
	weeks    int // every so many weeks
}

// everyWeeks are the words after the five fields, by the weeks they mean.
var everyWeeks = map[string]int{"": 1, "every week": 1, "every second week": 2, "every other week": 2, "every third week": 3, "every fourth week": 4}

// ParsePracticeTimes reads five fields of cron and, after them, nothing or "every
// second week", "every third week" or "every fourth week"; "off" is never.
// Nothing written is [UsualPracticeTimes]. Cron has no every second week: weeks,
// which begin on Monday, are counted from Monday 1 January 2024, so that a year
// of 53 weeks does not break the turn. The error is a *council.Problem.
func ParsePracticeTimes(text string) (PracticeTimes, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	if text == "" {
		text = UsualPracticeTimes
	}
	if text == "off" {
		return PracticeTimes{Text: text}, nil
	}
	fields := strings.Fields(text)
	if len(fields) < 5 || strings.Contains(fields[0], "=") || strings.HasPrefix(fields[0], "@") {
		return PracticeTimes{}, practiceTimesProblem(text, "needs five fields for the time", nil)
	}
	weeks, known := everyWeeks[strings.Join(fields[5:], " ")]
	if !known {
		return PracticeTimes{}, practiceTimesProblem(text, "ends in words that are not known; write nothing there, or every second, third or fourth week", nil)
	}
	schedule, why, err := parseFields(fields[:5])
	if why != "" {
		return PracticeTimes{}, practiceTimesProblem(text, why, err)
	}
	if first := schedule.Next(sundayEve); schedule.Next(first).Sub(first) < 20*time.Hour {
		return PracticeTimes{}, practiceTimesProblem(text, "falls due more than once a day", nil)
	}
	return PracticeTimes{Text: text, schedule: schedule, weeks: weeks}, nil
}

func practiceTimesProblem(text, why string, cause error) error {
	return &council.Problem{Field: "times", Err: cause, Say: fmt.Sprintf("The line “%s” %s. For every second Tuesday at 10:00 write: %s. For never write: off.", shortened(text), why, UsualPracticeTimes)}
}

// PracticeTimesOf gives when this council posts a practice. The error is a
// *council.Problem when what is set cannot be read.
func PracticeTimesOf(ctx context.Context, s *store.Store) (PracticeTimes, error) {
	text, err := s.Setting(ctx, PracticeSetting)
	if err != nil {
		return PracticeTimes{}, err
	}
	return ParsePracticeTimes(text)
}

// String implements [When]: "every second Tuesday at 10:00", or the fields where
// they say more than a day and a time.
func (t PracticeTimes) String() string {
	if t.schedule == nil {
		return "never"
	}
	fields := strings.Fields(t.Text)
	minute, errMinute := strconv.Atoi(fields[0])
	hour, errHour := strconv.Atoi(fields[1])
	day, errDay := strconv.Atoi(fields[4])
	if errMinute != nil || errHour != nil || errDay != nil || fields[2] != "*" || fields[3] != "*" {
		return "at " + t.Text
	}
	which := [...]string{"", "every ", "every second ", "every third ", "every fourth "}[t.weeks]
	return fmt.Sprintf("%s%s at %02d:%02d", which, time.Weekday(day%7), hour, minute)
}

// Occasions implements [When].
func (t PracticeTimes) Occasions(after, until time.Time, d Diary) []Occasion {
	var all []Occasion
	if t.schedule == nil {
		return nil
	}
	for due := t.schedule.Next(after.In(d.Zone)); !due.IsZero() && !due.After(until); due = t.schedule.Next(due) {
		if weekOf(council.DayOf(due))%t.weeks == 0 && !quietForPractices(due, d.Meetings) {
			all = append(all, Occasion{Due: due, House: d.House})
		}
	}
	return all
}

// weekOf counts the weeks, which begin on Monday, from that of 1 January 2024.
func weekOf(day council.Day) int {
	first := time.Date(2024, time.January, 1, 12, 0, 0, 0, time.UTC)
	return int(day.At(12, 0, time.UTC).Sub(first).Hours()) / (7 * 24)
}

// quietForPractices reports whether the channel is left in peace: in August, and
// in the week before a meeting and the calendar week of it.
func quietForPractices(due time.Time, meetings []council.Meeting) bool {
	if due.Month() == time.August || council.MeetingWeek(due, meetings) {
		return true
	}
	for _, m := range meetings {
		if m.State != council.Cancelled && weekOf(council.DayOf(m.Starts)) == weekOf(council.DayOf(due)) {
			return true
		}
	}
	return false
}

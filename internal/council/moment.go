package council

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Moment is a date as a person typed it, with the time of day where one was
// typed. It is read back to the person before anything is done with it.
type Moment struct {
	Day          Day
	Hour, Minute int
	Timed        bool // a time of day was typed
}

// On gives the moment on a clock: at the time that was typed, else at the usual
// hour.
func (m Moment) On(zone *time.Location, usual int) time.Time {
	if !m.Timed {
		return m.Day.At(usual, 0, zone)
	}
	return m.Day.At(m.Hour, m.Minute, zone)
}

// SayTime says a moment with its zone, as it is read back to a person:
// "Thursday 4 March 2027, 10:00 London time".
func SayTime(t time.Time) string {
	return t.Format("Monday 2 January 2006, 15:04 ") + ZoneLabel(t.Location())
}

// ParseMoment reads a date as people in the United Kingdom type it, with or
// without a time of day: "5 March 2027 10:00", "Fri 5 Mar at 2pm", "05/03/2027"
// (the day first), "2027-03-05", "tomorrow". Without a year it is the next such
// day from now on. What can be read in two ways is not guessed: a weekday that
// is not the date's, "next Thursday", a bare "at 2". The error is a *Problem
// that says how to write it.
func ParseMoment(text string, now time.Time) (Moment, error) {
	r := momentReader{typed: strings.TrimSpace(text), today: DayOf(now), weekday: -1}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(c rune) bool { return c == ' ' || c == ',' || c == '\t' || c == '\n' }) {
		if err := r.word(word); err != nil {
			return Moment{}, err
		}
	}
	return r.moment()
}

// momentReader gathers the parts of a date from its words.
type momentReader struct {
	typed             string
	today             Day
	year, month, date int
	weekday           time.Weekday // -1: none
	ahead             int          // days from today, with relative
	relative          bool
	hour, minute      int
	timed             bool
	bare              bool // the hour stands alone: it may be morning or afternoon
	at                bool // the word before was "at"
}

func (r *momentReader) word(word string) error {
	at := r.at
	r.at = false
	switch word {
	case "on", "the", "of", "o'clock", "oclock", "h":
		r.at = at
		return nil
	case "at", "@":
		r.at = true
		return nil
	case "today", "tomorrow":
		return r.relatively(word)
	case "noon", "midday":
		return r.clock(12, 0, false)
	case "am", "pm", "a.m.", "p.m.":
		return r.half(word[:1])
	case "next", "this", "coming":
		return r.unclear("may mean two days. Give the date")
	}
	if month, ok := monthNamed(word); ok {
		return set(&r.month, int(month), r)
	}
	if day, ok := weekdayNamed(word); ok {
		if r.weekday >= 0 {
			return r.unclear("names two days of the week. Give one date")
		}
		r.weekday = day
		return nil
	}
	return r.number(word, at)
}

func (r *momentReader) relatively(word string) error {
	if r.relative {
		return r.unclear("names two days. Give one date")
	}
	r.relative = true
	if word == "tomorrow" {
		r.ahead = 1
	}
	return nil
}

// number reads a word with figures in it: a date, a year, a time of day.
func (r *momentReader) number(word string, at bool) error {
	if day, hour, found := strings.Cut(word, "t"); found && strings.Count(day, "-") == 2 { // 2027-03-05t10:00
		if err := r.number(day, false); err != nil {
			return err
		}
		return r.number(hour, true)
	}
	if strings.ContainsAny(word, "/-") || strings.Count(word, ".") == 2 {
		return r.figures(word)
	}
	if strings.ContainsAny(word, ":.") || strings.HasSuffix(word, "am") || strings.HasSuffix(word, "pm") {
		return r.time(word)
	}
	n, err := strconv.Atoi(cardinal(word))
	switch {
	case err != nil || n < 0:
		return r.unclear("is not a date I can read")
	case at:
		return r.clock(n, 0, true)
	case n >= 1000:
		return set(&r.year, n, r)
	case r.date == 0:
		return set(&r.date, n, r)
	}
	return r.unclear("has a number too many. Write a time of day as 10:00 or 2pm")
}

// cardinal gives "5" of "5th".
func cardinal(word string) string {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if n, found := strings.CutSuffix(word, ending); found {
			return n
		}
	}
	return word
}

// figures reads a date written in figures: the year first, or the day first.
func (r *momentReader) figures(word string) error {
	parts := strings.FieldsFunc(word, func(c rune) bool { return c == '/' || c == '-' || c == '.' })
	var n [3]int
	for i, part := range parts {
		value, err := strconv.Atoi(part)
		if err != nil || i > 2 || len(part) > 4 {
			return r.unclear("is not a date I can read")
		}
		n[i] = value
	}
	if len(parts) < 2 {
		return r.unclear("is not a date I can read")
	}
	year, month, date := n[2], n[1], n[0]
	if len(parts[0]) == 4 {
		year, month, date = n[0], n[1], n[2]
	} else if len(parts) == 3 && len(parts[2]) == 2 {
		year += 2000
	}
	if len(parts) == 3 {
		if err := set(&r.year, year, r); err != nil {
			return err
		}
	}
	if err := set(&r.month, month, r); err != nil {
		return err
	}
	return set(&r.date, date, r)
}

// time reads "10:00", "10.30", "2pm", "2.30pm".
func (r *momentReader) time(word string) error {
	figures, half := word, ""
	for _, h := range []string{"am", "pm"} {
		if before, found := strings.CutSuffix(word, h); found {
			figures, half = before, h[:1]
		}
	}
	hours, minutes, parted := strings.Cut(strings.ReplaceAll(figures, ".", ":"), ":")
	hour, err := strconv.Atoi(hours)
	minute, err2 := 0, error(nil)
	if parted {
		minute, err2 = strconv.Atoi(minutes)
	}
	if err != nil || err2 != nil || parted && len(minutes) != 2 {
		return r.unclear("has a time of day that I cannot read. Write it as 10:00 or 2pm")
	}
	if err := r.clock(hour, minute, !parted); err != nil || half == "" {
		return err
	}
	return r.half(half)
}

func (r *momentReader) clock(hour, minute int, bare bool) error {
	if r.timed || hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return r.unclear("has a time of day that I cannot read. Write it as 10:00 or 2pm")
	}
	r.hour, r.minute, r.timed, r.bare = hour, minute, true, bare
	return nil
}

// half reads "am" or "pm" after an hour from 1 to 12; an hour that stood where a
// date stands is taken for one.
func (r *momentReader) half(letter string) error {
	if !r.timed && r.date != 0 && r.month == 0 { // "2 pm 5 March"
		r.hour, r.date, r.timed = r.date, 0, true
	}
	if !r.timed || r.hour < 1 || r.hour > 12 {
		return r.unclear("has a time of day that I cannot read. Write it as 10:00 or 2pm")
	}
	r.bare, r.hour = false, r.hour%12
	if letter == "p" {
		r.hour += 12
	}
	return nil
}

// set keeps a part of the date that was not there yet.
func set(part *int, n int, r *momentReader) error {
	if *part != 0 {
		return r.unclear("names more than one date. Give one")
	}
	if n == 0 {
		return r.unclear("is not a date I can read")
	}
	*part = n
	return nil
}

func (r *momentReader) unclear(why string) error {
	return &Problem{Field: "day", Say: fmt.Sprintf("“%s” %s. Write the date like 5 March 2027 10:00, or 05/03/2027 with the day first.", cut(r.typed), why)}
}

// moment puts the parts together.
func (r *momentReader) moment() (Moment, error) {
	if r.timed && r.bare && (r.hour < 7 || r.hour > 21) {
		return Moment{}, r.unclear("may mean the morning or the afternoon. Write 14:00 or 2pm for the afternoon")
	}
	day, err := r.day()
	if err != nil {
		return Moment{}, err
	}
	if r.weekday >= 0 && day.Weekday() != r.weekday {
		return Moment{}, &Problem{Field: "day", Say: fmt.Sprintf("%d %s %d is a %s, not a %s. Give the date that you mean.",
			day.Date, day.Month, day.Year, day.Weekday(), r.weekday)}
	}
	return Moment{Day: day, Hour: r.hour, Minute: r.minute, Timed: r.timed}, nil
}

func (r *momentReader) day() (Day, error) {
	dated := r.date != 0 || r.month != 0 || r.year != 0
	switch {
	case r.relative && dated:
		return Day{}, r.unclear("names two days. Give one date")
	case r.relative:
		return r.today.Add(r.ahead), nil
	case !dated && r.weekday >= 0:
		return r.today.Add((int(r.weekday-r.today.Weekday())+6)%7 + 1), nil
	case r.date == 0 || r.month == 0:
		return Day{}, r.unclear("is not a whole date")
	case r.year != 0:
		return r.exactly(Day{r.year, time.Month(r.month), r.date})
	}
	for year := r.today.Year; year <= r.today.Year+8; year++ { // 29 February may be eight years away
		day := Day{year, time.Month(r.month), r.date}
		if inCalendar(day) && !day.Before(r.today) {
			return day, nil
		}
	}
	return r.exactly(Day{r.today.Year, time.Month(r.month), r.date})
}

// exactly gives a day that is in the calendar.
func (r *momentReader) exactly(day Day) (Day, error) {
	switch {
	case day.Month > 12:
		return Day{}, r.unclear("has no such month: the day comes first, then the month")
	case day.Year < 2000 || day.Year > 2099:
		return Day{}, r.unclear("has a year that is not between 2000 and 2099")
	case !inCalendar(day):
		return Day{}, &Problem{Field: "day", Say: fmt.Sprintf("%s %d has no day %d. Look at the date once more.", day.Month, day.Year, day.Date)}
	}
	return day, nil
}

// inCalendar reports whether a day is in the calendar: 31 June is not.
func inCalendar(day Day) bool { return day.Add(0) == day }

// monthNamed finds the month that a word of three letters or more begins.
func monthNamed(word string) (time.Month, bool) {
	word = strings.TrimSuffix(word, ".")
	for month := time.January; month <= time.December; month++ {
		if name := strings.ToLower(month.String()); len(word) >= 3 && strings.HasPrefix(name, word) {
			return month, true
		}
	}
	return 0, false
}

// weekdayNamed finds the weekday that a word of three letters or more begins.
func weekdayNamed(word string) (time.Weekday, bool) {
	word = strings.TrimSuffix(word, ".")
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name := strings.ToLower(day.String()); len(word) >= 3 && (strings.HasPrefix(name, word) || word == "weds" && day == time.Wednesday) {
			return day, true
		}
	}
	return 0, false
}

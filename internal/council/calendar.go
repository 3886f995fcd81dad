package council

import "time"

// Calendar is the council's own: which days it works. The zero Calendar knows
// weekends only.
type Calendar struct {
	Divisions []Division // the nations whose bank holidays are kept
	Local     []Holiday  // the operator's own days off: local holidays, conferences, half-terms
	// Strict also drops the Christmas and Easter breaks of section 243 of the
	// Local Government Act 1972 when clear days are counted.
	Strict bool
	// Saturdays counts Saturdays among clear days, as some parish councils do.
	Saturdays bool
}

// Off gives the name of what keeps a day free of work, bank holiday or local
// day, or nothing. Weekends have no name.
func (c Calendar) Off(day Day) string {
	for _, d := range c.Divisions {
		if name := bankHoliday(day, d); name != "" {
			return name + " (" + d.Label() + ")"
		}
	}
	for _, h := range c.Local {
		if h.Day == day {
			return h.Name
		}
	}
	return ""
}

// Working reports whether the council works on a day.
func (c Calendar) Working(day Day) bool { return !weekend(day) && c.Off(day) == "" }

// Counts reports whether a day counts as a clear day: a working day, by the
// calendar's two settings.
func (c Calendar) Counts(day Day) bool {
	if c.Strict && inBreak(day) {
		return false
	}
	if c.Saturdays && day.Weekday() == time.Saturday {
		return c.Off(day) == ""
	}
	return c.Working(day)
}

// Back gives the n-th working day before a day; with n 0 the day itself, or the
// last working day before it.
func (c Calendar) Back(day Day, n int) Day { return walk(day, -1, n, c.Working) }

// Ahead gives the n-th working day after a day; with n 0 the day itself, or the
// first working day after it.
func (c Calendar) Ahead(day Day, n int) Day { return walk(day, 1, n, c.Working) }

// PublishBy gives the last day on which an agenda may be published so that so
// many clear days lie between it and the meeting. Neither the day of issue nor
// the day of the meeting counts (R v Swansea City Council, ex parte Elitestone,
// 1993). England asks five (SI 2002/715), Wales and Scotland three.
func (c Calendar) PublishBy(meeting Day, clear int) Day {
	return walk(walk(meeting, -1, clear, c.Counts), -1, 1, c.Counts)
}

// walk steps by one day at a time until n days that count have been reached;
// with n 0 only off a day that does not.
func walk(day Day, by, n int, counts func(Day) bool) Day {
	for range n {
		day = day.Add(by)
		for !counts(day) {
			day = day.Add(by)
		}
	}
	for !counts(day) && n == 0 {
		day = day.Add(by)
	}
	return day
}

// inBreak reports whether a day lies in the Christmas or the Easter break of
// section 243(4) of the Local Government Act 1972: from the last weekday before
// Christmas Day to the first weekday after it that is no bank holiday, and from
// the Thursday before Easter to the Tuesday after.
func inBreak(day Day) bool {
	easter := Easter(day.Year)
	if !day.Before(easter.Add(-3)) && !easter.Add(2).Before(day) {
		return true
	}
	christmas := Day{day.Year, time.December, 25}
	weekday := func(d Day) bool { return !weekend(d) }
	open := func(d Day) bool { return !weekend(d) && bankHoliday(d, EnglandWales) == "" }
	return !day.Before(walk(christmas, -1, 1, weekday)) && !walk(christmas, 1, 1, open).Before(day)
}

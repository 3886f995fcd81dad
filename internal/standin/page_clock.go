package standin

import "time"

// A pageReading is a look at the clock, for the page.
type pageReading struct {
	Now  int64  // Unix milliseconds
	Zone string // IANA name
}

// turnClock turns the clock by hours, by days of the person's calendar (09:00
// stays 09:00 when the clocks change), or to a time in the person's zone.
func (w *Workspace) turnClock(d pageDeed) (pageReading, error) {
	in := pageZone(pagePerson(w.People(), d.As))
	clock := w.Clock()
	switch {
	case d.To != "":
		to, err := time.ParseInLocation("2006-01-02T15:04", d.To, in)
		if err != nil {
			return pageReading{}, &Refusal{"invalid_time", "Give a date and a time, then press Set."}
		}
		clock.Set(to)
	case d.Days != 0:
		clock.Set(clock.Now().In(in).AddDate(0, 0, d.Days))
	default:
		clock.Turn(time.Duration(d.Hours) * time.Hour)
	}
	return pageReading{Now: clock.Now().UnixMilli(), Zone: in.String()}, nil
}

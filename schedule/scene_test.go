package schedule

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
)

// scene is a council with one meeting to come.
type scene struct {
	dir string
	*testing.T
	runner  *Runner
	zone    *time.Location
	meeting council.Meeting
	members []council.Member
}

// play opens a council of the sample's members, and as many more as are wanted,
// that meets on Thursday 10 June 2027.
func play(t *testing.T, more int) *scene {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s := storetest.Open(t, dir)
	sc := &scene{T: t, dir: dir, zone: zone, runner: &Runner{Store: s, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}}
	sc.change(sc.at(2027, 1, 4, 9, 0), func(tx *store.Tx) error { return sc.found(tx, more) })
	if sc.members, err = s.Members(t.Context()); err != nil {
		t.Fatal(err)
	}
	sc.reload()
	return sc
}

func (sc *scene) found(tx *store.Tx, more int) error {
	members := council.Sample(sc.at(2027, 1, 4, 9, 0), func(place int) string { return fmt.Sprintf("U%03d", place) })
	for i := range more {
		members = append(members, council.Member{Name: fmt.Sprintf("Member %02d", i), SlackID: fmt.Sprintf("U1%02d", i),
			Sector: council.Sectors[i%5], Standing: council.Seated})
	}
	for _, m := range members {
		if _, err := tx.PutMember(m); err != nil {
			return err
		}
	}
	var err error
	sc.meeting.ID, err = tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: sc.at(2027, 6, 10, 10, 0), Place: "Committee Room 1"})
	return err
}

func (sc *scene) at(year, month, day, hour, minute int) time.Time {
	return time.Date(year, time.Month(month), day, hour, minute, 0, 0, sc.zone)
}

func (sc *scene) change(at time.Time, fn func(*store.Tx) error) {
	sc.Helper()
	if _, err := sc.runner.Store.Change(sc.Context(), store.Change{Did: "test", At: at}, fn); err != nil {
		sc.Fatal(err)
	}
}

func (sc *scene) reload() {
	sc.Helper()
	var err error
	if sc.meeting, err = sc.runner.Store.Meeting(sc.Context(), sc.meeting.ID); err != nil {
		sc.Fatal(err)
	}
}

func (sc *scene) tick(at time.Time) {
	sc.Helper()
	if err := sc.runner.Tick(sc.Context(), at); err != nil {
		sc.Fatal(err)
	}
}

// ticks ticks from one moment to another, both included, and sends. By night, when
// nothing falls due, it does not: what did would come late in the morning, and the
// secretary would be told.
func (sc *scene) ticks(from, until time.Time, every time.Duration) {
	sc.Helper()
	for at := from; !at.After(until); at = at.Add(every) {
		if hour := at.In(sc.zone).Hour(); hour < 7 || hour > 18 {
			continue
		}
		sc.tick(at)
		sc.send(at, 0)
	}
}

func (sc *scene) reply(at time.Time, name string, a council.Answer) {
	sc.Helper()
	m, err := council.ByName(sc.members, name)
	if err != nil {
		sc.Fatal(err)
	}
	sc.change(at, func(tx *store.Tx) error {
		return tx.PutReply(council.Reply{Meeting: sc.meeting.ID, Member: m.ID, Answer: a, Deputy: council.Substitute{Name: "A Deputy"}})
	})
}

// log lists the rows that were kept, in the order in which they go out, each as
// its moment, addressee, progress, job and words.
func (sc *scene) log() []string {
	sc.Helper()
	rows, err := sc.runner.Store.Deliveries(sc.Context(), store.Wanted{})
	if err != nil {
		sc.Fatal(err)
	}
	slices.SortStableFunc(rows, func(a, b store.Delivery) int { return a.After.Compare(b.After) })
	var lines []string
	for _, d := range rows {
		message, err := ui.Decode(d.Message)
		if err != nil {
			sc.Fatal(err)
		}
		lines = append(lines, sc.line(d, message))
	}
	return lines
}

func (sc *scene) rehearsed(from, until time.Time) []string {
	sc.Helper()
	planned, err := sc.runner.Rehearse(sc.Context(), from, until)
	if err != nil {
		sc.Fatal(err)
	}
	var lines []string
	for _, p := range planned {
		lines = append(lines, sc.line(p.Delivery, p.Words))
	}
	return lines
}

func (sc *scene) line(d store.Delivery, message ui.Message) string {
	to := d.To.String()
	for _, m := range sc.members {
		if m.ID == d.To.Member {
			to = m.Name
		}
	}
	return fmt.Sprintf("== %s · %s · %s\n%s\n", d.After.In(sc.zone).Format("Mon 2 Jan 2006 15:04"), to, d.Key, ui.Plain(message))
}

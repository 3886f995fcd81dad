package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// wait puts the scene's meeting back to before its reminders were started.
func (sc *scene) wait() {
	sc.Helper()
	sc.meeting.Waiting = true
	sc.change(sc.at(2027, 1, 4, 9, 0), func(tx *store.Tx) error { _, err := tx.PutMeeting(sc.meeting); return err })
}

func (sc *scene) start(at time.Time) {
	sc.Helper()
	started, err := sc.meeting.Start()
	if err != nil {
		sc.Fatal(err)
	}
	sc.change(at, func(tx *store.Tx) error { return Start(sc.Context(), sc.runner.Store, tx, started) })
	sc.reload()
}

func (sc *scene) arrange(at time.Time, m council.Meeting, err error) {
	sc.Helper()
	if err != nil {
		sc.Fatal(err)
	}
	sc.change(at, func(tx *store.Tx) error { return Arrange(sc.Context(), sc.runner.Store, tx, m) })
	sc.reload()
}

func (sc *scene) jobs() []string {
	sc.Helper()
	rows, err := sc.runner.Store.Deliveries(sc.Context(), store.Wanted{Meeting: sc.meeting.ID})
	if err != nil {
		sc.Fatal(err)
	}
	var names []string
	for _, d := range rows {
		if !slices.Contains(names, d.Job) {
			names = append(names, d.Job)
		}
	}
	return names
}

func TestNothingIsSentAboutAMeetingThatIsNotStarted(t *testing.T) {
	sc := play(t, 0)
	sc.wait()
	sc.ticks(sc.at(2027, 3, 1, 8, 0), sc.at(2027, 6, 11, 18, 0), time.Hour)
	moved, err := sc.meeting.Move(sc.at(2027, 6, 24, 10, 0), "", sc.at(2027, 3, 2, 9, 0))
	sc.follow(sc.at(2027, 6, 9, 9, 0), moved, err)
	if got := sc.jobs(); len(got) != 0 {
		t.Errorf("sent about it: %v, want nothing", got)
	}
	reminded, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "waiting"})
	if err != nil || len(reminded) == 0 || reminded[0].Due.Before(sc.meeting.Starts.Add(-tenWeeks)) {
		t.Fatalf("%d reminders to start it, %v, the first %+v, want them from ten weeks before", len(reminded), err, reminded)
	}
	for _, d := range reminded {
		if d.To.Member != sc.id("Eilidh") || d.Due.In(sc.zone).Weekday() != time.Monday {
			t.Errorf("%s goes to %v on %v, want the secretary on a Monday", d.Key, d.To, d.Due.Weekday())
		}
	}
}

func (sc *scene) id(name string) council.MemberID {
	sc.Helper()
	m, err := council.ByName(sc.members, name)
	if err != nil {
		sc.Fatal(err)
	}
	return m.ID
}

func TestAMeetingStartedLateHasItsNoticeAtOnceAndOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		at     []int // month, day, hour
		notice int   // how many are there at once, in the channel
	}{
		{"before its day", []int{4, 1, 9}, 0},
		{"in the minute of the tick", []int{4, 29, 9}, 1},
		{"three weeks late", []int{5, 20, 11}, 1},
		{"on the day before", []int{6, 9, 11}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			sc := play(t, 0)
			sc.wait()
			at := sc.at(2027, c.at[0], c.at[1], c.at[2], 0)
			sc.tick(at.Add(-time.Minute))
			sc.start(at)
			sc.start(at.Add(time.Second))
			notices := func() (n int) {
				rows, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "notice"})
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range rows {
					if d.To.Channel != "" {
						n++
					}
				}
				return n
			}
			if got := notices(); got != c.notice {
				t.Errorf("%d notices at once, want %d", got, c.notice)
			}
			sc.ticks(at, sc.at(2027, 6, 10, 12, 0), time.Hour)
			if got := notices(); got != 1 {
				t.Errorf("%d notices in all, want 1", got)
			}
		})
	}
}

func TestAChangedLinkIsToldAndThePostsThatShowItAreMended(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 4, 15, 8, 0))
	sc.tick(sc.at(2027, 4, 15, 9, 0)) // the call for items
	sc.tick(sc.at(2027, 4, 29, 9, 0)) // the notice
	sc.send(sc.at(2027, 4, 29, 9, 0), 0)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Yusuf", council.Attending)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Tobias", council.Apologies)
	first, err := sc.meeting.Arrange("", "https://video.example/one")
	sc.arrange(sc.at(2027, 5, 3, 10, 0), first, err)
	if got := sc.jobs(); slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "arranged") }) {
		t.Errorf("the first link, weeks before, is told: %v", got)
	}
	second, err := sc.meeting.Arrange("", "https://video.example/two")
	sc.arrange(sc.at(2027, 5, 4, 10, 0), second, err)
	got := sc.told("arranged-3", "https://video.example/two")
	want := []string{"4 May 10:00 Yusuf Marsh-Adeyinka", "4 May 10:00 channel/council", "4 May 10:00 edit of channel/council"}
	if !slices.Equal(got, want) {
		t.Errorf("told\n%s\nwant one edit, of the notice and not of the call for items\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestALinkThatComesAfterTheLastReminderIsTold(t *testing.T) {
	sc := play(t, 0)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Yusuf", council.Attending)
	late, err := sc.meeting.Arrange("", "https://video.example/one")
	sc.arrange(sc.at(2027, 6, 9, 21, 0), late, err)
	if got, want := sc.told("arranged-2", "https://video.example/one"), []string{"9 Jun 21:00 Yusuf Marsh-Adeyinka", "9 Jun 21:00 channel/council"}; !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

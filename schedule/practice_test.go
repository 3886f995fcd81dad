package schedule

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// shelve fills the library with so many practices, their topics and sectors
// unevenly, each verified for two years.
func (sc *scene) shelve(n int, edit func(int, *council.Practice)) {
	sc.Helper()
	sectors := []council.Sector{council.SectorCouncil, council.SectorCouncil, council.SectorPolice, council.SectorCouncil, council.SectorFire, council.SectorHealth}
	at := sc.at(2027, 1, 4, 9, 30)
	sc.change(at, func(tx *store.Tx) error {
		for i := range n {
			topic := council.Topics[i%len(council.Topics)]
			if i%5 == 4 {
				topic = council.TopicSharing
			}
			p := council.Practice{Title: fmt.Sprintf("Practice %02d", i+1), Problem: "P", Did: "D", Again: council.AgainYes, Topic: topic, Sector: sectors[i%len(sectors)],
				Licence: council.LicenceOGL, Owner: sc.members[0].ID, State: council.PracticeApproved, Verified: at, Review: council.Day{Year: 2029, Month: 1, Date: 4}}
			if edit != nil {
				edit(i, &p)
			}
			if _, err := tx.AddPractice(p, fmt.Sprint("token", i), 0); err != nil {
				return err
			}
		}
		return nil
	})
}

// calls calls the other meetings of 2027 and leaves their reminders alone.
func (sc *scene) callsTheRest() {
	sc.Helper()
	sc.change(sc.at(2027, 1, 4, 9, 0), func(tx *store.Tx) error {
		for _, day := range [][2]int{{3, 11}, {9, 9}, {12, 9}} {
			if _, err := tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: sc.at(2027, day[0], day[1], 10, 0)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// postedPractice is one post out of the library.
type postedPractice struct {
	at time.Time
	council.Practice
}

// posted lists the posts out of the library, and the words to the librarian that
// there was none, in order.
func (sc *scene) posted() (posts []postedPractice, words []time.Time) {
	sc.Helper()
	rows, err := sc.runner.Store.Deliveries(sc.Context(), store.Wanted{Job: "practice"})
	if err != nil {
		sc.Fatal(err)
	}
	shown, err := sc.runner.Store.Showings(sc.Context(), time.Time{})
	if err != nil {
		sc.Fatal(err)
	}
	for _, row := range rows {
		if row.To.Member != 0 {
			words = append(words, row.Due.In(sc.zone))
		}
	}
	for _, s := range shown {
		p, err := sc.runner.Store.Practice(sc.Context(), s.Practice)
		if err != nil {
			sc.Fatal(err)
		}
		posts = append(posts, postedPractice{s.At.In(sc.zone), p})
	}
	if len(posts)+len(words) != len(rows) {
		sc.Errorf("%d messages, of which %d posts are noted as shown and %d are words to the librarian", len(rows), len(posts), len(words))
	}
	return posts, words
}

// TestAYearOfPractices plays a year with a library of thirty, on a clock that
// leaps, and looks at what was posted.
func TestAYearOfPractices(t *testing.T) {
	sc := play(t, 0)
	sc.runner.Turned = true
	sc.callsTheRest()
	sc.shelve(30, nil)
	from, until := sc.at(2027, 1, 4, 10, 0), sc.at(2028, 1, 4, 9, 0)
	sc.tick(from)
	rehearsed := practiceKeys(t, sc, from, until)
	for at, leap := from, 0; at.Before(until); leap++ {
		at = at.AddDate(0, 0, 1+leap%19) // days, weeks and more at once
		sc.tick(at)
	}
	posts, words := sc.posted()
	if len(words) != 0 {
		t.Errorf("the librarian was told on %v that nothing is fit", words)
	}
	var kept []string
	meetings, err := sc.runner.Store.Meetings(t.Context(), from, until)
	if err != nil {
		t.Fatal(err)
	}
	topics, sectors, seen := map[council.Topic]int{}, map[council.Sector]int{}, map[council.PracticeID]bool{}
	var b strings.Builder
	for i, p := range posts {
		kept = append(kept, fmt.Sprintf("%s %s", p.at.Format(time.RFC3339), p.Title))
		checkPost(t, p, meetings)
		if seen[p.ID] {
			t.Errorf("%s was posted twice in a year", p.Title)
		}
		if i > 0 && p.Topic == posts[i-1].Topic {
			t.Errorf("%s and %s are of one topic, one after the other", posts[i-1].Title, p.Title)
		}
		seen[p.ID] = true
		topics[p.Topic]++
		sectors[p.Sector]++
		fmt.Fprintf(&b, "%-21s  %s  %-42s %s\n", p.at.Format("Mon 2 Jan 2006 15:04"), p.Title, p.Topic.Label(), p.Sector.Label())
	}
	fmt.Fprintf(&b, "\n%d posts\n\nBy topic\n", len(posts))
	for _, topic := range council.Topics {
		fmt.Fprintf(&b, "%3d  %s\n", topics[topic], topic.Label())
	}
	b.WriteString("\nBy sector\n")
	for _, sector := range council.Sectors {
		fmt.Fprintf(&b, "%3d  %s\n", sectors[sector], sector.Label())
	}
	checkSpread(t, topics, sectors)
	if diff := cmp.Diff(rehearsed, kept[:min(len(kept), len(rehearsed))]); diff != "" {
		t.Errorf("rehearsed and posted (-rehearsed +posted)\n%s", diff)
	}
	compareGolden(t, "testdata/practices.txt", b.String())
}

// checkPost holds a post against the rules of when.
func checkPost(t *testing.T, p postedPractice, meetings []council.Meeting) {
	t.Helper()
	if p.at.Weekday() != time.Tuesday || p.at.Hour() != 10 || p.at.Minute() != 0 || p.at.Month() == time.August {
		t.Errorf("%s was posted at %s", p.Title, p.at)
	}
	if _, week := p.at.ISOWeek(); week == 0 || weekOf(council.DayOf(p.at))%2 != 0 {
		t.Errorf("%s was posted in the week between, at %s", p.Title, p.at)
	}
	for _, m := range meetings {
		year, week := m.Starts.ISOWeek()
		if y, w := p.at.ISOWeek(); y == year && w == week {
			t.Errorf("%s was posted in the week of the meeting on %s", p.Title, m.When())
		}
	}
}

// checkSpread holds the counts against the rules of what: topics, of which each
// has enough, are within one of each other, and no sector has more than twice
// its even share.
func checkSpread(t *testing.T, topics map[council.Topic]int, sectors map[council.Sector]int) {
	t.Helper()
	least, most := 100, 0
	for _, topic := range council.Topics {
		least, most = min(least, topics[topic]), max(most, topics[topic])
	}
	if most-least > 1 {
		t.Errorf("topics from %d to %d times: %v", least, most, topics)
	}
	for sector, n := range sectors {
		if total := len(sectors); n == 0 || n*total > 2*22 {
			t.Errorf("%s %d times of %v", sector, n, sectors)
		}
	}
}

// practiceKeys lists what a rehearsal would post out of the library.
func practiceKeys(t *testing.T, sc *scene, from, until time.Time) []string {
	t.Helper()
	planned, err := sc.runner.Rehearse(t.Context(), from, until)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range planned {
		if p.Job == "practice" {
			title := strings.SplitN(strings.SplitN(ui.Plain(p.Words), "“", 2)[1], "”", 2)[0]
			all = append(all, fmt.Sprintf("%s %s", p.Due.In(sc.zone).Format(time.RFC3339), title))
		}
	}
	return all
}

// compareGolden compares a text with a file, which -update rewrites.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got); if the change is meant, use -update:\n%s", file, diff)
	}
}

// TestTwoCopiesAndARestartPostOnce has two copies of the program tick over the
// same data at the same moments, one of them opened anew each day.
func TestTwoCopiesAndARestartPostOnce(t *testing.T) {
	sc := play(t, 0)
	sc.shelve(12, nil)
	second, err := store.Open(t.Context(), sc.dir)
	if err != nil {
		t.Fatal(err)
	}
	for day := range 42 {
		at := sc.at(2027, 1, 5+day, 10, 0)
		if day%7 == 0 {
			if err := second.Close(); err != nil {
				t.Fatal(err)
			}
			if second, err = store.Open(t.Context(), sc.dir); err != nil {
				t.Fatal(err)
			}
		}
		other := &Runner{Store: second, Log: sc.runner.Log}
		for _, r := range []*Runner{sc.runner, other, sc.runner} {
			if err := r.Tick(context.Background(), at); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	posts, _ := sc.posted()
	if len(posts) != 3 {
		t.Errorf("%d posts in six weeks, want 3: %v", len(posts), posts)
	}
}

func TestTheLibrarianIsToldOnceAMonthThatNothingIsFit(t *testing.T) {
	sc := play(t, 0)
	sc.shelve(2, nil)
	sc.ticks(sc.at(2027, 1, 4, 10, 0), sc.at(2027, 6, 1, 10, 0), 24*time.Hour)
	posts, words := sc.posted()
	if len(posts) != 2 || len(words) < 3 {
		t.Errorf("%d posts and %d words, want 2 and at least 3", len(posts), len(words))
	}
	for i, at := range words[1:] {
		if at.Before(words[i].AddDate(0, 1, 0)) {
			t.Errorf("told on %s and again on %s", words[i], at)
		}
	}
	empty := play(t, 0)
	empty.ticks(empty.at(2027, 1, 4, 10, 0), empty.at(2027, 6, 1, 10, 0), 24*time.Hour)
	if posts, words := empty.posted(); len(posts)+len(words) != 0 {
		t.Errorf("of an empty library %v and %v", posts, words)
	}
}

func TestWhatIsForMembersAloneIsPostedByItsTitle(t *testing.T) {
	now := time.Date(2027, time.March, 2, 10, 0, 0, 0, time.UTC)
	p := council.Practice{ID: 3, Title: "T", Problem: "Secret problem", Did: "Secret deed", Licence: council.LicenceMembers, State: council.PracticeApproved, Topic: council.TopicChange, Verified: now}
	if got := ui.Plain(PracticePost(p, now, "https://council.example")); strings.Contains(got, "Secret") || !strings.Contains(got, "Council members only") {
		t.Errorf("for members only:\n%s", got)
	}
	p.Licence = council.LicenceCC
	if got := ui.Plain(PracticePost(p, now, "https://council.example")); !strings.Contains(got, "Secret problem") || !strings.Contains(got, "last checked 2 March 2027") || !strings.Contains(got, "https://council.example/practice/3/") {
		t.Errorf("for everybody:\n%s", got)
	}
}

func TestWhoAnswersForAPracticeIsAskedTwiceAndThenTheLibrarian(t *testing.T) {
	sc := play(t, 0)
	sc.shelve(3, func(i int, p *council.Practice) {
		p.Review = council.Day{Year: 2027, Month: 2, Date: 1}
		if i == 2 {
			p.Story, p.Owner = true, 0
		}
	})
	sc.ticks(sc.at(2027, 1, 4, 10, 0), sc.at(2027, 4, 30, 10, 0), 24*time.Hour)
	asked := map[string][]string{}
	for _, job := range []string{"practice-check", "practice-list"} {
		rows, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: job})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			i := slices.IndexFunc(sc.members, func(m council.Member) bool { return m.ID == row.To.Member })
			who := strings.Fields(sc.members[i].Name)[0]
			asked[who] = append(asked[who], row.Due.In(sc.zone).Format("2 Jan"))
		}
	}
	want := map[string][]string{"Anwen": {"1 Feb", "1 Mar"}, "Eilidh": {"1 Feb", "1 Mar"}, "Tobias": {"1 Mar", "5 Apr"}}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked (-want +got)\n%s", diff)
	}
}

func TestTheTimesOfPracticesAreReadAsTheyAreWritten(t *testing.T) {
	tests := []struct {
		text, says, problem string
	}{
		{"", "every second Tuesday at 10:00", ""},
		{"0 10 * * 2 every other week", "every second Tuesday at 10:00", ""},
		{"30  9 * * 4", "every Thursday at 09:30", ""},
		{"0 9 1 * *", "at 0 9 1 * *", ""},
		{"off", "never", ""},
		{"OFF", "never", ""},
		{"tuesdays", "", "needs five fields"},
		{"0 10 * * 2 now and then", "", "ends in words that are not known"},
		{"0 10 1 * 2", "", "names both"},
		{"0 1 * * 2", "", "between midnight and three"},
		{"0 10 30 2 *", "", "never comes"},
		{"* 10 * * 2", "", "more than once a day"},
		{"TZ=UTC 10 * * 2 x", "", "needs five fields"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got, err := ParsePracticeTimes(test.text)
			if test.problem != "" {
				if err == nil || !strings.Contains(err.Error(), test.problem) {
					t.Errorf("ParsePracticeTimes = %v, %v, want a problem that says %q", got, err, test.problem)
				}
				return
			}
			if err != nil || got.String() != test.says {
				t.Errorf("ParsePracticeTimes = %q, %v, want %q", got, err, test.says)
			}
		})
	}
}

func FuzzPracticeTimes(f *testing.F) {
	for _, text := range []string{"", "off", UsualPracticeTimes, "0 10 * * 1-5", "*/7 9 1,15 2 *", "0 10 31 2 *", "@daily x x x x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		times, err := ParsePracticeTimes(text)
		if err != nil {
			return
		}
		again, err := ParsePracticeTimes(times.Text)
		if err != nil || again.String() != times.String() {
			t.Errorf("%q is read as %q, and that as %q, %v", text, times.Text, again.Text, err)
		}
	})
}

// TestTheTurnOfWeeksIsNotBrokenByTheYear looks at the Tuesdays round the ends of
// years, of which 2026 has 53 weeks.
func TestTheTurnOfWeeksIsNotBrokenByTheYear(t *testing.T) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	times, err := ParsePracticeTimes("")
	if err != nil {
		t.Fatal(err)
	}
	var last time.Time
	for _, o := range times.Occasions(time.Date(2024, 9, 1, 0, 0, 0, 0, zone), time.Date(2031, 7, 31, 0, 0, 0, 0, zone), Diary{Zone: zone}) {
		if gap := o.Due.Sub(last).Round(24 * time.Hour); !last.IsZero() && gap != 14*24*time.Hour && last.Month() != time.July {
			t.Errorf("%s follows %s", o.Due, last)
		}
		if o.Due.Hour() != 10 {
			t.Errorf("%s is not at ten", o.Due)
		}
		last = o.Due
	}
}

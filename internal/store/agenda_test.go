package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// anItem is a proposal for a meeting.
func anItem(m council.Meeting, title string, sponsor council.MemberID) council.Item {
	return council.Item{Meeting: m.ID, Title: title, Ask: "Agree it.", Purpose: council.ToDecide, Allotted: 10 * time.Minute,
		Sponsor: sponsor, State: council.ItemProposed, Part: council.Business}
}

// mustPropose keeps a proposal and gives its id.
func mustPropose(t testing.TB, s *Store, item council.Item) (id council.ItemID) {
	t.Helper()
	mustChange(t, s, Change{Did: "item.proposed"}, func(tx *Tx) (err error) {
		id, err = tx.PutItem(item)
		return err
	})
	return id
}

// onAgenda makes a change of a meeting's agenda by one of its rules.
func onAgenda(s *Store, id council.MeetingID, rule func(*Tx, council.Agenda) (council.Agenda, error)) func(*Tx) error {
	return func(tx *Tx) error {
		a, err := tx.Agenda(id)
		if err != nil {
			return err
		}
		if a, err = rule(tx, a); err != nil {
			return err
		}
		_, err = tx.PutAgenda(a)
		return err
	}
}

func mustAccept(t testing.TB, s *Store, id council.ItemID) {
	t.Helper()
	mustChange(t, s, Change{Did: "item.accepted"}, func(tx *Tx) error {
		item, err := tx.Item(id)
		if err != nil {
			return err
		}
		return onAgenda(s, item.Meeting, func(tx *Tx, a council.Agenda) (council.Agenda, error) {
			a, _, err := a.Accept(item, "urgent")
			return a, err
		})(tx)
	})
}

func mustPublish(t testing.TB, s *Store, m council.Meeting) {
	t.Helper()
	mustChange(t, s, Change{Did: "agenda.published"}, onAgenda(s, m.ID, func(_ *Tx, a council.Agenda) (council.Agenda, error) {
		return a.Publish(noon, council.DayOf(noon), "")
	}))
}

func mustPutOff(t testing.TB, s *Store, id council.ItemID) (next council.Item) {
	t.Helper()
	mustChange(t, s, Change{Did: "item.carried"}, func(tx *Tx) (err error) {
		next, _, err = tx.PutOff(id)
		return err
	})
	return next
}

func mustAgenda(t testing.TB, s *Store, m council.Meeting) council.Agenda {
	t.Helper()
	a, err := s.Agenda(t.Context(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// shown writes an agenda's members' items: "6 Title accepted 0".
func shown(a council.Agenda) []string {
	var lines []string
	for _, i := range a.Items {
		if i.Part == council.Business {
			lines = append(lines, fmt.Sprintf("%s %s %s %d", i.Number, i.Title, i.State, i.Carried))
		}
	}
	return lines
}

func TestACalledMeetingHasTheStandingItemsAtOnce(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	a := mustAgenda(t, s, m)
	if len(a.Items) != len(council.UsualStandingItems) || a.Version != 1 || !a.Draft() || a.Items[0].ID == 0 {
		t.Errorf("agenda = %+v, want a kept draft of the standing items", a)
	}
	own, err := council.ParseStandingItems("Welcome | information | 5\n(items that members propose)\nClose | information | 1")
	if err != nil {
		t.Fatal(err)
	}
	mustChange(t, s, Change{Did: "agenda.standing"}, func(tx *Tx) error { return tx.PutStandingItems(own) })
	if got := mustAgenda(t, s, m); len(got.Items) != len(a.Items) {
		t.Errorf("%d items after the standing ones changed, want the agenda as it was", len(got.Items))
	}
	if got := mustAgenda(t, s, mustCall(t, s, noon.AddDate(0, 1, 0))); len(got.Items) != 2 {
		t.Errorf("%d items on the next agenda, want the council's own two", len(got.Items))
	}
	if items, err := s.Items(t.Context(), m.ID); err != nil || len(items) != 0 {
		t.Errorf("proposed = %v, %v, want none of the standing items", items, err)
	}
}

func TestAVersionIsKeptOfEveryChangeThatAReaderCanSee(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	item := anItem(m, "Shared desk", 0)
	id := mustPropose(t, s, item)
	mustAccept(t, s, id)
	same := func(_ *Tx, a council.Agenda) (council.Agenda, error) { return a, nil }
	mustChange(t, s, Change{Did: "nothing"}, onAgenda(s, m.ID, same))
	if a := mustAgenda(t, s, m); a.Version != 2 {
		t.Errorf("version %d after one change, want 2", a.Version)
	}
	mustChange(t, s, Change{Did: "item.closed"}, onAgenda(s, m.ID, func(_ *Tx, a council.Agenda) (council.Agenda, error) {
		there, _ := a.Item(id)
		there.Closed, there.Ask = "a contract", "SECRET price"
		return a.Put(there)
	}))
	versions, err := s.AgendaVersions(t.Context(), m.ID)
	if err != nil || len(versions) != 3 {
		t.Fatalf("%d versions, %v, want 3", len(versions), err)
	}
	for _, v := range versions {
		if text := fmt.Sprint(v.Lines); strings.Contains(text, "SECRET") || strings.Contains(text, "Agree it.") {
			t.Errorf("version %d tells of a closed item: %s", v.Version, text)
		}
	}
	want := []string{"Changed: item 6, “Shared desk”, is closed: a contract."}
	if diff := cmp.Diff(want, council.Changes(versions[1].Lines, versions[2].Lines)); diff != "" {
		t.Errorf("changes (-want +got)\n%s", diff)
	}
}

func TestAnUnreachedItemGoesOnWithItsCount(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	march := mustCall(t, s, noon.AddDate(0, 0, 7))
	id := mustPropose(t, s, anItem(march, "A", 0))
	mustAccept(t, s, id)
	mustPublish(t, s, march)
	waiting := mustPutOff(t, s, id)
	if waiting.State != council.ItemDeferred || waiting.Carried != 1 {
		t.Errorf("with no meeting called the item is %+v, want it waiting, put off once", waiting)
	}
	june := mustCall(t, s, noon.AddDate(0, 3, 0))
	if diff := cmp.Diff([]string{"6 A accepted 1"}, shown(mustAgenda(t, s, june))); diff != "" {
		t.Errorf("June (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"6 A carried 0"}, shown(mustAgenda(t, s, march))); diff != "" {
		t.Errorf("March keeps its number (-want +got)\n%s", diff)
	}
	if old, err := s.Item(t.Context(), id); err != nil || old.Into != waiting.ID {
		t.Errorf("the item of March goes on as %d, %v, want %d", old.Into, err, waiting.ID)
	}
}

func TestOnAPublishedNextAgendaWhatWasNotReachedIsProposed(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	march, june := mustCall(t, s, noon.AddDate(0, 0, 7)), mustCall(t, s, noon.AddDate(0, 3, 0))
	id := mustPropose(t, s, anItem(march, "A", 0))
	mustAccept(t, s, id)
	mustPublish(t, s, march)
	mustPublish(t, s, june)
	next := mustPutOff(t, s, id)
	if next.State != council.ItemProposed || next.Meeting != june.ID {
		t.Errorf("the item is %+v, want it proposed for June", next)
	}
	mustAccept(t, s, next.ID)
	if diff := cmp.Diff([]string{"5a A accepted 1"}, shown(mustAgenda(t, s, june))); diff != "" {
		t.Errorf("June (-want +got)\n%s", diff)
	}
}

func TestACancelledMeetingsItemsGoOnAtTheNext(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	march, june := mustCall(t, s, noon.AddDate(0, 0, 7)), mustCall(t, s, noon.AddDate(0, 3, 0))
	mustAccept(t, s, mustPropose(t, s, anItem(march, "A", 0)))
	mustPropose(t, s, anItem(march, "B", 0))
	cancelled, err := march.Cancel("too few")
	mustSettle(t, s, cancelled, err)
	if diff := cmp.Diff([]string{"6 A accepted 1", "7 B accepted 1"}, shown(mustAgenda(t, s, june))); diff != "" {
		t.Errorf("June (-want +got)\n%s", diff)
	}
}

// TestWhateverIsPutOffNothingIsLost plays quarters at random: items are
// proposed, accepted, published and put off, meetings called and cancelled. Each
// proposal stays alive exactly once, its count is how often it was put off, and
// no published number ever changes.
func TestWhateverIsPutOffNothingIsLost(t *testing.T) {
	seeds := uint64(15)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		g := quarters{t: t, s: mustOpen(t, t.TempDir()), rand: rand.New(rand.NewPCG(seed, 30)), puts: map[string]int{}, numbers: map[council.ItemID]string{}}
		for range 40 {
			g.step()
			g.check(seed)
		}
	}
}

// quarters is a council's agendas as chance would have them.
type quarters struct {
	t        *testing.T
	s        *Store
	rand     *rand.Rand
	meetings []council.Meeting
	puts     map[string]int // by title: how often it was put off
	numbers  map[council.ItemID]string
}

func (g *quarters) step() {
	m := g.meeting()
	live := g.live()
	switch n := g.rand.IntN(10); {
	case m.ID == 0 || n == 0 && len(g.meetings) < 8:
		g.meetings = append(g.meetings, mustCall(g.t, g.s, noon.AddDate(0, 0, 7+len(g.meetings)*7)))
	case n == 1:
		mustPublish(g.t, g.s, m)
	case n == 2 && len(g.meetings) > 1:
		if cancelled, err := m.Cancel("chance"); err == nil {
			for _, item := range live {
				if item.Meeting == m.ID && item.State != council.ItemDeferred {
					g.puts[item.Title]++
				}
			}
			mustSettle(g.t, g.s, cancelled, nil)
		}
	case n < 6 || len(live) == 0:
		title := fmt.Sprintf("Item %d", len(g.puts))
		g.puts[title] = 0
		item := anItem(m, title, 0)
		item.Purpose = council.Purposes[g.rand.IntN(3)]
		mustPropose(g.t, g.s, item)
	default:
		g.treat(live[g.rand.IntN(len(live))])
	}
}

// treat accepts an item that is proposed, and puts off another.
func (g *quarters) treat(item council.Item) {
	switch {
	case item.State == council.ItemProposed && g.rand.IntN(3) > 0:
		mustAccept(g.t, g.s, item.ID)
	case item.State != council.ItemDeferred:
		g.puts[item.Title]++
		mustPutOff(g.t, g.s, item.ID)
	}
}

// meeting is one that is still to be, by chance; the zero Meeting when none is.
func (g *quarters) meeting() council.Meeting {
	var open []council.Meeting
	for _, m := range g.meetings {
		if now, err := g.s.Meeting(g.t.Context(), m.ID); err == nil && now.Open() {
			open = append(open, now)
		}
	}
	if len(open) == 0 {
		return council.Meeting{}
	}
	return open[g.rand.IntN(len(open))]
}

// live lists the items that are still to be taken somewhere.
func (g *quarters) live() []council.Item {
	all, err := list(g.t.Context(), g.s.read, scanItem, `SELECT `+itemColumns+` FROM items
		WHERE part = 'business' AND state IN ('proposed', 'accepted', 'deferred') ORDER BY id`)
	if err != nil {
		g.t.Fatal(err)
	}
	return all
}

func (g *quarters) check(seed uint64) {
	g.t.Helper()
	alive := map[string]int{}
	for _, item := range g.live() {
		alive[item.Title]++
		if item.Carried != g.puts[item.Title] {
			g.t.Fatalf("seed %d: %s was put off %d times and counts %d", seed, item.Title, g.puts[item.Title], item.Carried)
		}
	}
	for title := range g.puts {
		if alive[title] != 1 {
			g.t.Fatalf("seed %d: %s is alive %d times, want once", seed, title, alive[title])
		}
	}
	for _, m := range g.meetings {
		a := mustAgenda(g.t, g.s, m)
		if a.Draft() {
			continue
		}
		for _, item := range a.Items {
			if was, there := g.numbers[item.ID]; there && was != item.Number || item.Number == "" {
				g.t.Fatalf("seed %d: the number of %s was %q and is %q", seed, item.Title, was, item.Number)
			}
			g.numbers[item.ID] = item.Number
		}
		for id := range g.numbers {
			item, err := g.s.Item(g.t.Context(), id)
			if err != nil || item.Meeting == m.ID && !slices.ContainsFunc(a.Items, func(i council.Item) bool { return i.ID == id }) {
				g.t.Fatalf("seed %d: item %d has gone from a published agenda, %v", seed, id, err)
			}
		}
	}
}

func TestAnItemOfBeforeAgendasIsAProposal(t *testing.T) {
	dir, script := t.TempDir(), ""
	for _, name := range []string{"0001_start", "0002_meetings", "0003_setup", "0004_waiting"} {
		script += mustRead(t, "migrations/"+name+".sql")
	}
	mustMake(t, filepath.Join(dir, File), script+`PRAGMA user_version = 4;
		INSERT INTO meetings VALUES (7, 'M', '2027-06-10T10:00', 'Europe/London', '2027-06-10T09:00:00Z', 90, '', '', 'called', '', 1, 1, '', 0);
		INSERT INTO items VALUES (9, 7, 'Old', NULL, '2027-03-04T12:00:00Z')`)
	s := mustOpen(t, dir)
	items, err := s.Items(t.Context(), 7)
	if err != nil || len(items) != 1 || items[0].ID != 9 || items[0].Title != "Old" || items[0].State != council.ItemProposed {
		t.Fatalf("items = %+v, %v, want the old one as a proposal", items, err)
	}
	mustAccept(t, s, 9)
	m, err := s.Meeting(t.Context(), 7)
	if diff := cmp.Diff([]string{"6 Old accepted 0"}, shown(mustAgenda(t, s, m))); err != nil || diff != "" {
		t.Errorf("its meeting's agenda: %v (-want +got)\n%s", err, diff)
	}
}

func TestAnAgendaIsPostedOnceAndThenChanged(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	a := mustAgenda(t, s, m)
	to := council.Addressee{Channel: council.UsualChannel}
	post := func(words string, begin bool) {
		t.Helper()
		mustChange(t, s, Change{Did: "agenda.posted"}, func(tx *Tx) error { return tx.PostAgenda(a, to, []byte(`"`+words+`"`), begin) })
	}
	words := func() (all []string) {
		due, err := s.Deliveries(t.Context(), Wanted{Meeting: m.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range due {
			all = append(all, fmt.Sprintf("%s %s edits=%t", d.Message, d.State, d.Edits != 0))
		}
		return all
	}
	post("nothing to change", false)
	post("first", true)
	post("before it left", false)
	if diff := cmp.Diff([]string{`"before it left" due edits=false`}, words()); diff != "" {
		t.Errorf("a post that has not left is written anew (-want +got)\n%s", diff)
	}
	claimed, err := s.Claim(t.Context(), "sender", noon, time.Minute, 10)
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %v, %v", claimed, err)
	}
	if ok, err := s.MarkSent(t.Context(), claimed[0], "C1", "1.1", noon); err != nil || !ok {
		t.Fatal(ok, err)
	}
	post("second", false)
	post("third", true)
	want := []string{`"before it left" sent edits=false`, `"second" skipped edits=true`, `"third" due edits=true`}
	if diff := cmp.Diff(want, words()); diff != "" {
		t.Errorf("only the last change waits (-want +got)\n%s", diff)
	}
}

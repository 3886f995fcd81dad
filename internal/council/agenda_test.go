package council

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func atTen(t testing.TB) Meeting {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return Meeting{ID: 1, Starts: time.Date(2027, time.June, 10, 10, 0, 0, 0, zone), Length: 90 * time.Minute, State: Called}
}

// business is a member's item.
func business(id ItemID, title string, p Purpose) Item {
	return Item{ID: id, Title: title, Ask: "Agree it.", Purpose: p, Allotted: 10 * time.Minute, State: ItemProposed, Part: Business}
}

// agendaOf is a draft with one standing item before and one after what was
// accepted, in that order.
func agendaOf(t testing.TB, items ...Item) Agenda {
	t.Helper()
	a := NewAgenda(atTen(t), []StandingItem{{"welcome", "Welcome", ToInform, 5, Opening}, {AnyOtherBusiness, "Any other business", ToDiscuss, 5, Closing}})
	a.Items[0].ID, a.Items[1].ID = 101, 102
	for _, item := range items {
		a = mustTake(t, a, item, "")
	}
	return a
}

func mustTake(t testing.TB, a Agenda, item Item, late string) Agenda {
	t.Helper()
	a, _, err := a.Accept(item, late)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mustIssue(t testing.TB, a Agenda) Agenda {
	t.Helper()
	a, err := a.Publish(a.Meeting.Starts.AddDate(0, 0, -10), DayOf(a.Meeting.Starts), "")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func titles(a Agenda) []string {
	var all []string
	for _, i := range a.Items {
		all = append(all, strings.TrimSpace(i.Number+" "+i.Title))
	}
	return all
}

func TestItemsStandInTheirUsualOrder(t *testing.T) {
	closed := business(5, "Contract", ToDecide)
	closed.Closed = "prices"
	tests := []struct {
		name  string
		items []Item
		want  []string
	}{
		{"the standing items frame an empty agenda", nil, []string{"1 Welcome", "2 Any other business"}},
		{"decisions come first, then discussions, then information", []Item{business(1, "N", ToInform), business(2, "D", ToDiscuss), business(3, "B", ToDecide)},
			[]string{"1 Welcome", "2 B", "3 D", "4 N", "5 Any other business"}},
		{"of one purpose the first accepted comes first", []Item{business(1, "X", ToDecide), business(2, "Y", ToDecide)},
			[]string{"1 Welcome", "2 X", "3 Y", "4 Any other business"}},
		{"a closed item comes last of all", []Item{closed, business(1, "X", ToInform)},
			[]string{"1 Welcome", "2 X", "3 Any other business", "4 Contract"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, titles(agendaOf(t, test.items...))); diff != "" {
				t.Errorf("agenda (-want +got)\n%s", diff)
			}
		})
	}
}

func TestAgendaRenumbersUntilItIsPublished(t *testing.T) {
	a := agendaOf(t, business(1, "X", ToDecide), business(2, "Y", ToDecide))
	moved, err := a.Move(2, 2)
	if diff := cmp.Diff([]string{"1 Welcome", "2 Y", "3 X", "4 Any other business"}, titles(moved)); err != nil || diff != "" {
		t.Errorf("moved: %v (-want +got)\n%s", err, diff)
	}
	dropped, gone, err := a.Drop(1, ItemWithdrawn)
	if diff := cmp.Diff([]string{"1 Welcome", "2 Y", "3 Any other business"}, titles(dropped)); err != nil || diff != "" || gone.State != ItemWithdrawn {
		t.Errorf("dropped: %v, %v (-want +got)\n%s", gone.State, err, diff)
	}
	if diff := cmp.Diff([]string{"1 Welcome", "2 X", "3 Y", "4 Any other business"}, titles(a)); diff != "" {
		t.Errorf("the agenda it was made of has changed (-want +got)\n%s", diff)
	}
}

func TestAPublishedNumberIsForGood(t *testing.T) {
	a := mustIssue(t, agendaOf(t, business(1, "X", ToDecide), business(2, "Y", ToInform)))
	if _, err := a.Move(2, 1); err == nil {
		t.Error("an item of a published agenda was moved")
	}
	a, _, err := a.Drop(1, ItemCarried)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Accept(business(3, "Late", ToDecide), " "); err == nil {
		t.Error("a late item came without a reason")
	}
	a = mustTake(t, a, business(3, "Late", ToDecide), "it cannot wait")
	a = mustTake(t, a, business(4, "Later", ToDecide), "nor can this")
	a = mustTake(t, a, business(5, "Last", ToInform), "nor this")
	want := []string{"1 Welcome", "2 X", "2a Late", "2b Later", "3 Y", "3a Last", "4 Any other business"}
	if diff := cmp.Diff(want, titles(a)); diff != "" {
		t.Errorf("agenda (-want +got)\n%s", diff)
	}
	if item, err := a.ByNumber("2A."); err != nil || item.ID != 3 || item.Late != "it cannot wait" {
		t.Errorf("2A is %+v, %v, want the late item with its reason", item, err)
	}
}

// TestNumbersAreUniqueRisingAndFrozen does whatever can be done to an agenda, at
// random.
func TestNumbersAreUniqueRisingAndFrozen(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 33))
		a, frozen := agendaOf(t), map[ItemID]string{}
		for id := ItemID(1); id < 60; id++ {
			a = disturbed(t, r, a, id)
			if !a.Draft() {
				for i, item := range a.Items {
					if was, there := frozen[item.ID]; there && was != item.Number {
						t.Fatalf("seed %d: item %d was %s and is %s", seed, item.ID, was, item.Number)
					}
					frozen[item.ID] = item.Number
					if i > 0 && !rises(a.Items[i-1].Number, item.Number) {
						t.Fatalf("seed %d: %s stands before %s", seed, a.Items[i-1].Number, item.Number)
					}
				}
				if len(frozen) != len(a.Items) {
					t.Fatalf("seed %d: %d items were numbered and %d are there", seed, len(frozen), len(a.Items))
				}
				continue
			}
			for i, item := range a.Items {
				if want := fmt.Sprint(i + 1); item.Number != want {
					t.Fatalf("seed %d: item %s of a draft stands at %s", seed, item.Number, want)
				}
			}
		}
	}
}

// disturbed does one thing to an agenda; what cannot be done leaves it as it is.
func disturbed(t *testing.T, r *rand.Rand, a Agenda, id ItemID) Agenda {
	t.Helper()
	some := a.Items[r.IntN(len(a.Items))].ID
	next, err := a, error(nil)
	switch n := r.IntN(10); {
	case n < 5:
		item := business(id, "X", Purposes[r.IntN(3)])
		if r.IntN(4) == 0 {
			item.Closed = "reason"
		}
		next, _, err = a.Accept(item, "urgent")
	case n < 7:
		next, _, err = a.Drop(some, ItemWithdrawn)
	case n < 8:
		next, err = a.Move(some, 1+r.IntN(len(a.Items)))
	case n < 9:
		next, err = a.Pull(some, r.IntN(2) == 0)
	case r.IntN(3) == 0:
		next = mustIssue(t, a)
	}
	if err != nil || len(next.Items) == 0 {
		return a
	}
	return next
}

func rises(before, after string) bool {
	n, x := splitNumber(before)
	m, y := splitNumber(after)
	return n < m || n == m && x < y
}

func TestPublishingLateAsksForAReason(t *testing.T) {
	a := agendaOf(t)
	by := DayOf(a.Meeting.Starts).Add(-8)
	tests := []struct {
		name, reason, late string
		at                 Day
		fails              bool
	}{
		{"on the last day it is in time", "", "", by, false},
		{"a reason that is not needed is not kept", "ready early", "", by.Add(-1), false},
		{"a day later the reason is asked for", " ", "", by.Add(1), true},
		{"a day later the reason stands on it", "a paper came late", "a paper came late", by.Add(1), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := a.Publish(test.at.At(17, 0, a.Meeting.Starts.Location()), by, test.reason)
			var p *Problem
			if failed := errors.As(err, &p) && p.Field == "late"; failed != test.fails || got.Late != test.late || got.Draft() != test.fails {
				t.Errorf("Publish = %q, %v, want %q, failing: %t", got.Late, err, test.late, test.fails)
			}
		})
	}
}

func TestEachItemHasItsClockTime(t *testing.T) {
	a := agendaOf(t, business(1, "X", ToDecide), business(2, "N1", ToInform), business(3, "N2", ToInform), business(4, "N3", ToInform))
	clock := func(a Agenda) []string {
		var all []string
		for _, s := range a.Slots() {
			all = append(all, fmt.Sprintf("%s %s %d %t", s.Starts.Format("15:04"), s.Item.Title, int(s.Takes.Minutes()), s.Together))
		}
		return all
	}
	want := []string{"10:00 Welcome 5 false", "10:05 X 10 false", "10:15 N1 5 true", "10:15 N2 0 true", "10:15 N3 0 true", "10:20 Any other business 5 false"}
	if diff := cmp.Diff(want, clock(a)); diff != "" {
		t.Errorf("together (-want +got)\n%s", diff)
	}
	pulled, err := a.Pull(3, true)
	want = []string{"10:00 Welcome 5 false", "10:05 X 10 false", "10:15 N1 5 true", "10:20 N2 10 false", "10:30 N3 5 true", "10:35 Any other business 5 false"}
	if diff := cmp.Diff(want, clock(pulled)); err != nil || diff != "" {
		t.Errorf("with one pulled: %v (-want +got)\n%s", err, diff)
	}
	if _, err := a.Pull(1, true); err == nil {
		t.Error("a decision was pulled out of what is agreed together")
	}
	if a.Spare() != 65*time.Minute || a.Over() != 0 {
		t.Errorf("spare %v, over %v, want 65m, 0", a.Spare(), a.Over())
	}
	a.Meeting.Length = 20 * time.Minute
	if a.Spare() != 0 || a.Over() != 5*time.Minute {
		t.Errorf("spare %v, over %v, want 0, 5m", a.Spare(), a.Over())
	}
}

// papers are what an agenda is looked at beside, with files of four and of five
// sides.
func papers(all ...Paper) AgendaFacts {
	return AgendaFacts{Papers: all, Readings: map[string]Reading{"four": {Pages: 4}, "five": {Pages: 5}}}
}

func TestTheAgendaIsLookedThroughInPlainWords(t *testing.T) {
	many := make([]Item, 9)
	for i := range many {
		many[i] = business(ItemID(i+1), fmt.Sprintf("T%d", i), ToInform)
	}
	silent := business(1, "X", ToDecide)
	silent.Ask, silent.Sponsor = "", 7
	tests := []struct {
		name  string
		items []Item
		facts AgendaFacts
		edit  func(*Agenda)
		want  string // empty: nothing to say
	}{
		{name: "a sound agenda is left in peace", items: []Item{business(1, "X", ToDecide)}, facts: papers(Paper{Item: 1, Stage: PaperPromised})},
		{name: "an item for decision has a paper", items: []Item{business(1, "X", ToDecide)}, want: "is for decision and has no paper"},
		{name: "a withdrawn paper is none", items: []Item{business(1, "X", ToDecide)}, facts: papers(Paper{Item: 1, Stage: PaperWithdrawn}), want: "has no paper"},
		{name: "a discussion needs no paper", items: []Item{business(1, "X", ToDiscuss)}},
		{name: "more than four sides are not read", items: []Item{business(1, "X", ToDecide)},
			facts: papers(Paper{Item: 1, Title: "P", Stage: PaperReceived, Revision: 1, Marking: MarkClear, File: File{SHA: "five"}}), want: "The paper “P” for item 2 has 5 sides"},
		{name: "four sides are", items: []Item{business(1, "X", ToDecide)},
			facts: papers(Paper{Item: 1, Title: "P", Stage: PaperReceived, Revision: 1, Marking: MarkClear, File: File{SHA: "four"}})},
		{name: "a paper that came is marked", items: []Item{business(1, "X", ToDecide)},
			facts: papers(Paper{Item: 1, Title: "P", Stage: PaperReceived, Revision: 1}), want: "is not marked"},
		{name: "an item asks for something", items: []Item{silent}, want: "does not say what it asks"},
		{name: "a sponsor with apologies is named", items: []Item{silent}, facts: AgendaFacts{Away: map[MemberID]bool{7: true}}, want: "sent apologies"},
		{name: "more than eight items are too many", items: many, want: "There are 9 items"},
		{name: "too long is said with by how much", items: many[:1], edit: func(a *Agenda) { a.Meeting.Length = 14 * time.Minute }, want: "The items take 15 minutes, and the meeting lasts 14 minutes: 1 minute too long."},
		{name: "an unknown length is said", edit: func(a *Agenda) { a.Meeting.Length = 0 }, want: "not set how long"},
		{name: "any other business needs time", edit: func(a *Agenda) { a.Items = a.Items[:1] }, want: "no time for any other business"},
		{name: "the same information twice is asked about", items: many[:1],
			facts: AgendaFacts{Last: []Item{{Title: "t0", Purpose: ToInform, Part: Business, State: ItemAccepted}}}, want: "was on the last agenda"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := agendaOf(t, test.items...)
			if test.edit != nil {
				test.edit(&a)
			}
			got := strings.Join(a.Lint(test.facts), "\n")
			if !strings.Contains(got, test.want) || test.want == "" && got != "" {
				t.Errorf("Lint = %q, want %q", got, test.want)
			}
		})
	}
}

func TestAClosedItemIsAStubToMostEyes(t *testing.T) {
	item := business(1, "Contract", ToDecide)
	item.Ask, item.Presenter, item.Sponsor, item.Closed = "SECRET", "SECRET", 7, "prices are being agreed"
	now := atTen(t).Starts
	a := agendaOf(t, item)
	tests := []struct {
		name string
		who  Member
		want bool
	}{
		{"somebody without a seat", Member{}, false},
		{"a member", Member{ID: 3, Standing: Seated}, false},
		{"a librarian", Member{ID: 3, Standing: Librarian}, false},
		{"the secretary", Member{ID: 3, Standing: Secretary}, true},
		{"its sponsor", Member{ID: 7, Standing: Seated}, true},
		{"its sponsor who has left", Member{ID: 7, Left: now}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			seen := a.SeenBy(test.who, now)
			text := fmt.Sprintf("%+v", seen)
			if strings.Contains(text, "SECRET") != test.want || !strings.Contains(text, "Contract") || !strings.Contains(text, "prices are being agreed") {
				t.Errorf("reads all of it: %t, want %t; the title and the reason are for everybody:\n%s", !test.want, test.want, text)
			}
		})
	}
	if text := fmt.Sprint(a.Lines(), a.Lint(AgendaFacts{})); strings.Contains(text, "SECRET") {
		t.Errorf("a version or the look through it tells of a closed item: %s", text)
	}
}

func TestWhatHasChangedIsSaidItemByItem(t *testing.T) {
	x, y := business(1, "X", ToDecide), business(2, "Y", ToInform)
	a := agendaOf(t, x, y)
	tests := []struct {
		name string
		to   func() (Agenda, error)
		want []string
	}{
		{"nothing", func() (Agenda, error) { return a, nil }, nil},
		{"an item is new", func() (Agenda, error) { b, _, err := a.Accept(business(3, "Z", ToDecide), ""); return b, err }, []string{"New: item 3, “Z”."}},
		{"an item is gone", func() (Agenda, error) { b, _, err := a.Drop(1, ItemWithdrawn); return b, err }, []string{"Gone: “X”."}},
		{"an item keeps its number and is carried", func() (Agenda, error) { b, _, err := mustIssue(t, a).Drop(1, ItemCarried); return b, err },
			[]string{"Changed: item 2, “X”, was not reached and is carried forward."}},
		{"the order", func() (Agenda, error) { return a.Move(2, 2) }, []string{"The items stand in another order."}},
		{"an item is pulled", func() (Agenda, error) { return a.Pull(2, true) }, []string{"Changed: item 3, “Y”, is to be spoken about."}},
		{"title, time and ask", func() (Agenda, error) {
			z := x
			z.Title, z.Allotted, z.Ask, z.State = "Z", time.Minute, "Else.", ItemAccepted
			return a.Put(z)
		}, []string{"Changed: item 2, “Z”, was called “X”.", "Changed: item 2, “Z”, asks something else.", "Changed: item 2, “Z”, is allotted 1 minute."}},
		{"what is closed says no more than that", func() (Agenda, error) {
			z := x
			z.Closed, z.Ask, z.Purpose, z.State = "prices", "Else.", ToInform, ItemAccepted
			return a.Put(z)
		}, []string{"Changed: item 2, “X”, is closed: prices."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, err := test.to()
			if diff := cmp.Diff(test.want, Changes(a.Lines(), b.Lines())); err != nil || diff != "" {
				t.Errorf("changes: %v (-want +got)\n%s", err, diff)
			}
		})
	}
}

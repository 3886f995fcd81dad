package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

func london(t testing.TB) *time.Location {
	t.Helper()
	zone, err := zoneOf("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// mustCall calls a meeting and gives it as it is kept.
func mustCall(t testing.TB, s *Store, starts time.Time) council.Meeting {
	t.Helper()
	var id council.MeetingID
	mustChange(t, s, Change{Did: "meeting.called"}, func(tx *Tx) (err error) {
		id, err = tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: starts, Length: 90 * time.Minute, Place: "Room 1"})
		return err
	})
	m, err := s.Meeting(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mustSettle keeps a meeting that a rule of council has changed.
func mustSettle(t testing.TB, s *Store, m council.Meeting, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	mustChange(t, s, Change{Did: "meeting.changed"}, func(tx *Tx) error {
		_, err := tx.PutMeeting(m)
		return err
	})
}

func TestAMeetingIsReadBackAsItWasKept(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	starts := time.Date(2027, time.June, 10, 10, 0, 0, 0, london(t))
	got := mustCall(t, s, starts)
	want := council.Meeting{ID: got.ID, Title: "Quarterly meeting", Starts: starts, Length: 90 * time.Minute, Place: "Room 1",
		State: council.Called, Revision: 1, Sequence: 1}
	if diff := cmp.Diff(want, got); diff != "" || got.Starts.Location() != starts.Location() {
		t.Errorf("meeting (-want +got)\n%s", diff)
	}
	if _, err := s.Change(t.Context(), Change{Did: "x", At: noon}, func(tx *Tx) error {
		_, err := tx.PutMeeting(council.Meeting{Starts: noon.Local()})
		return err
	}); err == nil {
		t.Error("a meeting in nobody's zone was kept")
	}
}

func TestTheNextMeetingIsTheFirstThatIsStillToBe(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	first := mustCall(t, s, noon.AddDate(0, 0, 7).UTC())
	second := mustCall(t, s, noon.AddDate(0, 3, 0))
	if got, err := s.NextMeeting(t.Context(), noon); err != nil || got.ID != first.ID {
		t.Errorf("next = %d, %v, want %d", got.ID, err, first.ID)
	}
	cancelled, err := first.Cancel("no items")
	mustSettle(t, s, cancelled, err)
	if got, err := s.NextMeeting(t.Context(), noon); err != nil || got.ID != second.ID {
		t.Errorf("next after a cancellation = %d, %v, want %d", got.ID, err, second.ID)
	}
	all, err := s.Meetings(t.Context(), noon, noon.AddDate(1, 0, 0))
	if err != nil || len(all) != 2 || all[0].Reason != "no items" {
		t.Errorf("meetings = %v, %v, want both, the cancelled one with its reason", all, err)
	}
}

func TestAReplyIsKeptUntilTheStartAndCanChange(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	member := mustPut(t, s, council.Member{Name: "A"})
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	reply := func(at time.Time, r council.Reply) error {
		r.Meeting, r.Member = m.ID, member
		_, err := s.Change(t.Context(), Change{By: member, Did: "reply.given", At: at}, func(tx *Tx) error { return tx.PutReply(r) })
		return err
	}
	if err := reply(noon, council.Reply{Answer: council.ByDeputy, Deputy: council.Substitute{Name: "D", SlackID: "U9"}}); err != nil {
		t.Fatal(err)
	}
	if open, err := s.Passes(t.Context(), "U9", m.PassEnds().Add(-time.Second)); err != nil || len(open) != 1 || open[0].ID != m.ID {
		t.Errorf("the deputy's passes = %v, %v, want the meeting", open, err)
	}
	if who, err := s.Caller(t.Context(), "U9", noon); err != nil || who.Name != "D" || !who.Holds(council.Deputy, noon) || who.Holds(council.Seated, noon) {
		t.Errorf("the deputy is %+v, %v, want a deputy without a seat", who, err)
	}
	if who, err := s.Caller(t.Context(), "U9", m.PassEnds()); err != nil || who.SlackID != "" {
		t.Errorf("the deputy a day after is %+v, %v, want nobody", who, err)
	}
	if open, err := s.Passes(t.Context(), "U9", m.PassEnds()); err != nil || len(open) != 0 {
		t.Errorf("the deputy's passes a day after = %v, %v, want none", open, err)
	}
	if err := reply(noon.Add(time.Hour), council.Reply{Answer: council.Apologies, Deputy: council.Substitute{Name: "left over"}}); err != nil {
		t.Fatal(err)
	}
	want := council.Reply{Meeting: m.ID, Member: member, Answer: council.Apologies, At: noon.Add(time.Hour), By: member}
	if got, err := s.Replies(t.Context(), m.ID); err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("replies = %+v, %v, want %+v", got, err, want)
	}
	if open, err := s.Passes(t.Context(), "U9", noon); err != nil || len(open) != 0 {
		t.Errorf("the former deputy's passes = %v, %v, want none", open, err)
	}
	var p *council.Problem
	if err := reply(m.Starts, council.Reply{Answer: council.Attending}); !errors.As(err, &p) {
		t.Errorf("a reply at the start: %v, want a problem", err)
	}
	if err := reply(noon, council.Reply{Answer: council.ByDeputy}); !errors.As(err, &p) || p.Field != "deputy" {
		t.Errorf("a deputy without a name: %v, want a problem with the field deputy", err)
	}
}

func TestAHeldMeetingsAttendanceIsTheMinutesOwn(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	ids := []council.MemberID{mustPut(t, s, council.Member{Name: "A", Organisation: "O"}), mustPut(t, s, council.Member{Name: "B"}), mustPut(t, s, council.Member{Name: "C"})}
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	mustChange(t, s, Change{Did: "reply.given"}, func(tx *Tx) error {
		return errors.Join(tx.PutReply(council.Reply{Meeting: m.ID, Member: ids[0], Answer: council.Attending}),
			tx.PutReply(council.Reply{Meeting: m.ID, Member: ids[1], Answer: council.ByDeputy, Deputy: council.Substitute{Name: "D"}}))
	})
	held, err := m.Hold(m.Starts)
	if err != nil {
		t.Fatal(err)
	}
	mustChange(t, s, Change{Did: "meeting.held"}, func(tx *Tx) error { return tx.CloseMeeting(held) })
	want := []council.Presence{{Member: ids[0], Name: "A", Organisation: "O", Answer: council.Attending},
		{Member: ids[1], Name: "B", Answer: council.ByDeputy, Deputy: "D"}, {Member: ids[2], Name: "C"}}
	got, err := s.Attendance(t.Context(), m.ID)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("attendance: %v (-want +got)\n%s", err, diff)
	}
}

func TestAnImportBringsUpToDateAndRemovesNobody(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	chair := mustPut(t, s, council.Member{Name: "Siân ap Rhys", Organisation: "Old", SlackID: "U1", Standing: council.Chair, Email: "s@x.example"})
	mustPut(t, s, council.Member{Name: "Stays"})
	text := "name,slack,organisation,email\nSian ap Rhys,,New,\nNew Person,U2,,n@x.example\nRenamed,,,S@X.example\n"
	members, err := council.ReadRoll(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var added, changed int
	mustChange(t, s, Change{Did: "members.imported"}, func(tx *Tx) (err error) {
		added, changed, err = tx.ImportMembers(members)
		return err
	})
	got, err := s.Member(t.Context(), chair)
	want := council.Member{ID: chair, Name: "Renamed", Organisation: "New", SlackID: "U1", Standing: council.Chair, Email: "S@X.example"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("the chair: %v (-want +got)\n%s", err, diff)
	}
	fresh, err := s.MemberBySlackID(t.Context(), "U2")
	if err != nil || fresh.Standing != council.Seated || added != 1 || changed != 2 {
		t.Errorf("new member %+v, %v; %d added, %d changed, want a member, 1, 2", fresh, err, added, changed)
	}
	clash := []council.Member{{Name: "X"}, {Name: "Y", SlackID: "U1", Email: "s@x.example"}, {Name: "", SlackID: "U7"}}
	if _, err := s.Change(t.Context(), Change{Did: "members.imported", At: noon}, func(tx *Tx) error {
		_, _, err := tx.ImportMembers(clash)
		return err
	}); err == nil {
		t.Error("a nameless member was imported")
	}
	if all, err := s.Members(t.Context()); err != nil || len(all) != 3 {
		t.Errorf("%d members after a failed import, %v, want 3", len(all), err)
	}
}

func TestAnImportTellsPeopleOfOneNameApart(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	before := mustPut(t, s, council.Member{Name: "Cai Rees", Left: noon})
	file := []council.Member{{Name: "Cai Rees", Organisation: "A"}, {Name: "Cai Rees", Organisation: "B"}}
	for range 2 { // the same file again changes nobody into another
		mustChange(t, s, Change{Did: "members.imported"}, func(tx *Tx) error { _, _, err := tx.ImportMembers(file); return err })
	}
	mustChange(t, s, Change{Did: "members.imported"}, func(tx *Tx) error {
		_, _, err := tx.ImportMembers([]council.Member{{Name: "cai rees", Organisation: "C", Left: noon}})
		return err
	})
	var got []string
	all, err := s.Members(t.Context())
	for _, m := range all {
		got = append(got, fmt.Sprint(m.Name, " of ", m.Organisation, " ", m.Present(), " ", m.ID == before))
	}
	slices.Sort(got)
	want := []string{"Cai Rees of A true false", "Cai Rees of B true false", "cai rees of C false true"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func TestACouncilHasOneNameAmongCalendarsForGood(t *testing.T) {
	dir := t.TempDir()
	a, b := mustOpen(t, dir), mustOpen(t, dir)
	first, err := a.Origin(t.Context())
	if err != nil || len(first) < 20 {
		t.Fatalf("Origin = %q, %v, want a name that no other council has", first, err)
	}
	for _, s := range []*Store{a, b} {
		if again, err := s.Origin(t.Context()); err != nil || again != first {
			t.Errorf("Origin = %q, %v, want %q again", again, err, first)
		}
	}
	if other, err := mustOpen(t, t.TempDir()).Origin(t.Context()); err != nil || other == first {
		t.Errorf("another council's Origin = %q, %v, want another", other, err)
	}
}

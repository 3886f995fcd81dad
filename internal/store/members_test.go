package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

func TestAMemberIsReadBackAsItWasKept(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	want := council.Member{
		SlackID: "U1", Name: "Siân ap Rhys", Organisation: "Aberwen County Council", Sector: council.SectorCouncil,
		Region: "Wales", Title: "Head of ICT", Expertise: []string{"networks", "“quoted”, and more"}, Standing: council.Seated,
		Grants: []council.Grant{{Standing: council.Secretary, Until: noon}}, Role: "head-of-ict", Email: "s@aberwen.example",
		Joined: noon, Left: noon.Add(time.Hour),
	}
	want.ID = mustPut(t, s, want)
	got, err := s.Member(t.Context(), want.ID)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Member: %v (-want +got)\n%s", err, diff)
	}
	want.Expertise, want.Grants, want.Left = nil, nil, time.Time{}
	mustPut(t, s, want)
	got, err = s.MemberBySlackID(t.Context(), "U1")
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("MemberBySlackID: %v (-want +got)\n%s", err, diff)
	}
	if got, err := s.MemberByName(t.Context(), "sian"); err != nil || got.ID != want.ID {
		t.Errorf("MemberByName = %v, %v, want %d", got, err, want.ID)
	}
}

func TestASlackAccountIsOneMembers(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	mustPut(t, s, council.Member{SlackID: "U1", Name: "A"})
	mustPut(t, s, council.Member{Name: "B"})
	mustPut(t, s, council.Member{Name: "C"})
	_, err := s.Change(t.Context(), Change{Did: "member.added", At: noon}, func(tx *Tx) error {
		_, err := tx.PutMember(council.Member{SlackID: "U1", Name: "D"})
		return err
	})
	var p *council.Problem
	if !errors.As(err, &p) || p.Field != "slack" {
		t.Errorf("a second member with U1: %v, want a problem with the field slack", err)
	}
	for _, id := range []string{"", "U2"} {
		if m, err := s.MemberBySlackID(t.Context(), id); err != nil || m.Present() {
			t.Errorf("MemberBySlackID(%q) = %v, %v, want nobody", id, m, err)
		}
	}
}

func TestMembersStandInTheOrderInWhichPeopleLookForThem(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	for _, name := range []string{"Zoe", "Ŵyn", "ann", "Éamonn", "Bea"} {
		mustPut(t, s, council.Member{Name: name})
	}
	want := []string{"ann", "Bea", "Éamonn", "Ŵyn", "Zoe"}
	var listed, present []string
	members, err := s.Members(t.Context())
	for _, m := range members {
		listed = append(listed, m.Name)
	}
	if diff := cmp.Diff(want, listed); err != nil || diff != "" {
		t.Errorf("members: %v (-want +got)\n%s", err, diff)
	}
	held, err := m.Hold(m.Starts)
	if err != nil {
		t.Fatal(err)
	}
	mustChange(t, s, Change{Did: "meeting.held"}, func(tx *Tx) error { return tx.CloseMeeting(held) })
	attendance, err := s.Attendance(t.Context(), m.ID)
	for _, p := range attendance {
		present = append(present, p.Name)
	}
	if diff := cmp.Diff(want, present); err != nil || diff != "" {
		t.Errorf("attendance: %v (-want +got)\n%s", err, diff)
	}
}

func TestSeedingHappensOnce(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	members := council.Sample(noon, func(place int) string { return fmt.Sprint("U", place) })
	for range 2 {
		if err := s.Seed(t.Context(), Change{Did: "members.seeded", At: noon}, members); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Members(t.Context())
	if err != nil || len(got) != len(members) {
		t.Errorf("%d members, %v, want %d", len(got), err, len(members))
	}
}

func TestAChangeToAMemberIsSeenAtOnceHere(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := council.Member{SlackID: "U1", Name: "A"}
	m.ID = mustPut(t, s, m)
	for _, name := range []string{"B", "C"} {
		m.Name = name
		mustPut(t, s, m)
		if got, err := s.MemberBySlackID(t.Context(), "U1"); err != nil || got.Name != name {
			t.Errorf("name = %q, %v, want %q", got.Name, err, name)
		}
	}
	mustChange(t, s, Change{}, func(tx *Tx) error { return tx.MarkLooked(m.ID, "role/cto", "1") })
	if got, err := s.Looked(t.Context(), m.ID); err != nil || got["role/cto"] != "1" {
		t.Errorf("Looked = %v, %v, want version 1", got, err)
	}
	mustChange(t, s, Change{}, func(tx *Tx) error { return tx.MarkLooked(m.ID, "role/cto", "2") })
	if got, err := s.Looked(t.Context(), m.ID); err != nil || got["role/cto"] != "2" {
		t.Errorf("Looked = %v, %v, want version 2", got, err)
	}
}

func TestAnotherProcessesChangeIsSeenWithinASecond(t *testing.T) {
	dir := t.TempDir()
	here, there := mustOpen(t, dir), mustOpen(t, dir)
	m := council.Member{SlackID: "U1", Name: "A"}
	m.ID = mustPut(t, there, m)
	if got, err := here.MemberBySlackID(t.Context(), "U1"); err != nil || got.Name != "A" {
		t.Fatalf("MemberBySlackID = %v, %v", got, err)
	}
	m.Name = "B"
	mustPut(t, there, m)
	within, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	for within.Err() == nil {
		if got, err := here.MemberBySlackID(t.Context(), "U1"); err != nil {
			t.Fatal(err)
		} else if got.Name == "B" {
			return
		}
	}
	t.Error("the other's change was not seen within a second")
}

func BenchmarkOpen(b *testing.B) {
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			s, err := Open(b.Context(), b.TempDir())
			if err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			s.Close()
			b.StartTimer()
		}
	})
	b.Run("existing", func(b *testing.B) {
		dir := b.TempDir()
		mustOpen(b, dir)
		for b.Loop() {
			s, err := Open(b.Context(), dir)
			if err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			s.Close()
			b.StartTimer()
		}
	})
}

func BenchmarkMembers(b *testing.B) {
	for _, size := range []int{12, 1_000, 10_000} {
		s := mustOpen(b, b.TempDir())
		fill(b, s, size)
		b.Run(fmt.Sprintf("remembered/%d", size), func(b *testing.B) {
			for b.Loop() {
				s.MemberBySlackID(b.Context(), "U7")
			}
		})
		b.Run(fmt.Sprintf("read/%d", size), func(b *testing.B) {
			for b.Loop() {
				if m, err := s.Member(b.Context(), 7); err != nil || m.ID != 7 {
					b.Fatal(m, err)
				}
			}
		})
		b.Run(fmt.Sprintf("change/%d", size), func(b *testing.B) {
			n := 0
			for b.Loop() {
				n++
				mustChange(b, s, Change{Key: fmt.Sprint(size, b.N, n, os.Getpid()), Did: "member.changed", About: "member/7"}, func(tx *Tx) error {
					_, err := tx.PutMember(council.Member{ID: 7, SlackID: "U7", Name: fmt.Sprint(n)})
					return err
				})
			}
		})
		b.Run(fmt.Sprintf("all/%d", size), func(b *testing.B) {
			for b.Loop() {
				s.Members(b.Context())
			}
		})
	}
}

func fill(b *testing.B, s *Store, size int) {
	b.Helper()
	mustChange(b, s, Change{Did: "members.imported"}, func(tx *Tx) error {
		for i := range size {
			m := council.Member{SlackID: fmt.Sprint("U", i+1), Name: fmt.Sprint("Member ", i+1), Standing: council.Seated,
				Organisation: "Aberwen County Council", Expertise: []string{"networks", "governance"}}
			if _, err := tx.PutMember(m); err != nil {
				return err
			}
		}
		return nil
	})
}

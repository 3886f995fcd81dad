package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

func TestACouncilsWaysAreTheUsualOnesUntilItSetsItsOwn(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	want := council.UsualHouse()
	got, err := s.House(t.Context())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("at first: %v (-want +got)\n%s", err, diff)
	}
	want.ClearDays, want.Quorum = 3, council.Quorum{Number: 5}
	want.Local = []council.Holiday{{Day: council.Day{Year: 2027, Month: time.June, Date: 10}, Name: "Conference"}}
	mustChange(t, s, Change{Did: "house.changed"}, func(tx *Tx) error { return tx.PutHouse(want) })
	got, err = s.House(t.Context())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("once set: %v (-want +got)\n%s", err, diff)
	}
	want.Zone = "nowhere"
	var p *council.Problem
	_, err = s.Change(t.Context(), Change{Did: "house.changed", At: noon}, func(tx *Tx) error { return tx.PutHouse(want) })
	if !errors.As(err, &p) || p.Field != "zone" {
		t.Errorf("a zone that does not exist: %v, want a problem with the field zone", err)
	}
}

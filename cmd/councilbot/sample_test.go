package main

import (
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// Whoever tries the workspace finds a council at work, on whatever day they come.
func TestTheSampleCouncilHasMetOnceAndCalledItsNextMeeting(t *testing.T) {
	for _, day := range []string{"2026-11-22", "2027-02-28", "2027-06-24", "2027-12-25"} {
		t.Run(day, func(t *testing.T) {
			now, err := time.Parse(time.DateOnly, day)
			if err != nil {
				t.Fatal(err)
			}
			desk, err := (&Common{Data: t.TempDir(), Zone: "Europe/London"}).openDesk(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer desk.Store.Close()
			for range 2 { // and nothing more when the workspace is opened again
				if _, err := moveIn(t.Context(), desk, now); err != nil {
					t.Fatal(err)
				}
			}
			lookAtSample(t, desk.Store, now)
		})
	}
}

func lookAtSample(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	meetings, err := st.Meetings(t.Context(), time.Time{}, time.Time{})
	if err != nil || len(meetings) != 2 || meetings[0].State != council.Held || !meetings[1].Starts.After(now) {
		t.Fatalf("want a meeting that was held and one to come, got %v, %v", meetings, err)
	}
	minutes, err := st.Minutes(t.Context(), 1)
	if err != nil || minutes.State != council.MinutesCirculated {
		t.Errorf("want circulated minutes, got %q, %v", minutes.State, err)
	}
	due, err := st.Deliveries(t.Context(), store.Wanted{State: store.Due})
	if err != nil || len(due) == 0 {
		t.Errorf("want the notice of the next meeting to wait, got none, %v", err)
	}
	for _, d := range due {
		if d.Meeting != 2 {
			t.Errorf("want nothing of the past to wait, got %s", d.Key)
		}
	}
}

package main

import (
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// published counts how often a Home tab was published.
func (r *room) published() (n int) {
	for _, c := range r.Calls() {
		if c.Method == "views.publish" {
			n++
		}
	}
	return n
}

// onHome waits until the person's Home tab says something.
func (r *room) onHome(as, text string) {
	r.t.Helper()
	r.until(as+"'s Home tab to say "+text, func() bool {
		v := r.Home(as)
		return v != nil && strings.Contains(string(v.Blocks), text)
	})
}

// TestAnOpenHomeTabFollowsTheRecord changes the record from another process and
// waits for the Home tab of somebody who has it open, and who did nothing.
func TestAnOpenHomeTabFollowsTheRecord(t *testing.T) {
	r := newRoom(t)
	zone, err := time.LoadLocation("Europe/London")
	r.must(err)
	soon := time.Now().In(zone)
	r.must(r.OpenHome(r.ctx, chair))
	r.onHome(chair, "none is called yet")
	r.until("the Home tab to be published", func() bool { return r.published() == 1 })
	change := func(did string, fn func(*store.Tx) error) {
		t.Helper()
		st, err := store.Open(r.ctx, r.data)
		r.must(err)
		defer st.Close()
		_, err = st.Change(r.ctx, store.Change{Did: did, At: time.Now()}, fn)
		r.must(err)
	}
	begun := time.Now()
	change("meeting.called", func(tx *store.Tx) error {
		_, err := tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: soon.AddDate(0, 2, 0), Length: time.Hour})
		return err
	})
	r.onHome(chair, "All about the meeting")
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("the Home tab followed after %v", took)
	} else {
		t.Logf("the Home tab followed after %v", took)
	}
	change("settled", func(tx *store.Tx) error { return tx.SetSetting("nothing.of.note", "1") })
	change("house.changed", func(tx *store.Tx) error {
		_, err := tx.PutMeeting(council.Meeting{ID: 1, Title: "Quarterly meeting", State: council.Called, Starts: soon.AddDate(0, 3, 0), Length: time.Hour})
		return err
	})
	r.onHome(chair, soon.AddDate(0, 3, 0).Format("January 2006"))
	r.until("both changes to be published", func() bool { return r.published() >= 3 })
	if n := r.published(); n != 3 {
		t.Errorf("published %d times for its opening, two changes that show and one that does not, want 3", n)
	}
}

package main

import (
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// Whoever tries the workspace finds a council at work, on whatever day they come.
func TestTheSampleCouncilHasMetOnceAndCalledItsNextMeeting(t *testing.T) {
	days := []string{"2026-11-22", "2027-02-28", "2027-06-24", "2027-12-25"}
	if testing.Short() {
		days = days[:1] // the others are alike
	}
	for _, day := range days {
		t.Run(day, func(t *testing.T) {
			now, err := time.Parse(time.DateOnly, day)
			if err != nil {
				t.Fatal(err)
			}
			common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
			for range 2 { // and nothing more when the workspace is opened again
				desk, err := furnished(t.Context(), common, now)
				if err != nil {
					t.Fatal(err)
				}
				lookAtSample(t, desk.Store, now)
				_ = desk.Store.Close()
			}
		})
	}
}

// furnished opens the data folder as the workspace does.
func furnished(ctx context.Context, common *Common, now time.Time) (*commands.Desk, error) {
	desk, err := common.openDesk(ctx)
	if err != nil {
		return nil, err
	}
	return desk, common.furnish(ctx, desk, now)
}

// dying ends after it was looked at so often.
type dying struct {
	context.Context
	looks atomic.Int64
	die   context.CancelFunc
}

func (d *dying) Done() <-chan struct{} {
	if d.looks.Add(-1) == 0 {
		d.die()
	}
	return d.Context.Done()
}

// A start that is broken off leaves no half of the made-up council, and the next
// one makes it whole.
func TestTheSampleCouncilIsWholeHoweverOftenItsStartIsBrokenOff(t *testing.T) {
	now := time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)
	common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
	broken := 0
	for _, looks := range []int64{400, 2000, 5000} {
		inner, die := context.WithCancel(t.Context())
		ctx := &dying{Context: inner, die: die}
		ctx.looks.Store(looks)
		if desk, err := furnished(ctx, common, now); err == nil {
			_ = desk.Store.Close()
			break
		}
		broken++
		st, err := store.Open(t.Context(), common.Data)
		if err != nil {
			t.Fatal(err)
		}
		if members, err := st.Members(t.Context()); err != nil || len(members) > 0 {
			t.Fatalf("after %d looks the start was broken off and left %d members, %v", looks, len(members), err)
		}
		_ = st.Close()
	}
	if broken < 2 {
		t.Fatalf("%d starts were broken off; want the council half made at least twice", broken)
	}
	desk, err := furnished(t.Context(), common, now)
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Store.Close()
	lookAtSample(t, desk.Store, now)
	if left, err := os.ReadDir(common.Data); err != nil || slices.ContainsFunc(left, fs.DirEntry.IsDir) {
		t.Errorf("want no folder left beside the database, got %v, %v", left, err)
	}
}

func TestTheMadeUpCouncilKeepsWhatTheFolderHeldBefore(t *testing.T) {
	now := time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)
	common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
	desk, err := common.openDesk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = desk.Store.Change(t.Context(), store.Change{Did: "house.changed", At: now}, func(tx *store.Tx) error { return tx.SetSetting("kept", "yes") })
	if err != nil {
		t.Fatal(err)
	}
	if err := common.furnish(t.Context(), desk, now); err != nil {
		t.Fatal(err)
	}
	defer desk.Store.Close()
	if kept, err := desk.Store.Setting(t.Context(), "kept"); err != nil || kept != "yes" {
		t.Errorf("the setting is %q, %v, want it kept", kept, err)
	}
}

func TestACouncilOfOnesOwnIsNotPlayedWith(t *testing.T) {
	now := time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)
	common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
	desk, err := common.openDesk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = desk.Store.Change(t.Context(), store.Change{Did: "member.seated", At: now}, func(tx *store.Tx) error {
		_, err := tx.PutMember(council.Member{Name: "Nerys Wyn", SlackID: "U07REAL"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := common.furnish(t.Context(), desk, now); err == nil || !strings.Contains(inWords(err), "a council of your own") {
		t.Errorf("%v, want it refused", err)
	}
}

func TestTheMadeUpCouncilIsNotServedInSlack(t *testing.T) {
	common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
	desk, err := furnished(t.Context(), common, time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Store.Close()
	for api, want := range map[string]bool{"https://slack.com/api/": true, "http://127.0.0.1:1/api/": false} {
		err := RunCommand{Slack: Slack{APIURL: api}}.real(t.Context(), desk)
		if refused := err != nil && strings.Contains(inWords(err), "made-up council"); refused != want {
			t.Errorf("%s: %v, want it refused: %t", api, err, want)
		}
	}
}

func TestNoCouncilIsMadeUpWhileAnotherProgramHasTheFolderOpen(t *testing.T) {
	now := time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)
	common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
	other, err := store.Open(t.Context(), common.Data)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := furnished(t.Context(), common, now); err == nil || !strings.Contains(err.Error(), "Another councilbot") {
		t.Errorf("a folder that another program has open: %v, want it refused", err)
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

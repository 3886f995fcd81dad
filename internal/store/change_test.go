package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAChangeHappensWholeOrNotAtAll(t *testing.T) {
	boom := errors.New("boom")
	s := mustOpen(t, t.TempDir())
	ctx := t.Context()
	fresh, err := s.Change(ctx, Change{Key: "k", Did: "x", At: noon}, func(tx *Tx) error {
		return errors.Join(tx.SetSetting("a", "1"), boom)
	})
	if fresh || !errors.Is(err, boom) {
		t.Errorf("Change = %v, %v, want false, boom", fresh, err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a panic did not come through")
			}
		}()
		s.Change(ctx, Change{Key: "k", Did: "x", At: noon}, func(tx *Tx) error { tx.SetSetting("a", "1"); panic("boom") })
	}()
	if got, _ := s.Setting(ctx, "a"); got != "" {
		t.Errorf("setting after two failures = %q, want none", got)
	}
	mustChange(t, s, Change{Key: "k", Did: "x"}, set("a", "2"))
	if got, _ := s.Setting(ctx, "a"); got != "2" {
		t.Errorf("setting = %q, want 2", got)
	}
	if got, err := s.Audit(ctx, Sought{}); err != nil || len(got) != 1 {
		t.Errorf("audit = %v, %v, want one row", got, err)
	}
}

func TestAKeyThatWasSeenRunsNothing(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	mustChange(t, s, Change{Key: "k", Did: "x"}, set("a", "1"))
	again, err := s.Change(t.Context(), Change{Key: "k", Did: "x", At: noon}, func(*Tx) error {
		t.Error("the work ran again")
		return nil
	})
	if again || err != nil {
		t.Errorf("Change = %v, %v, want false, nil", again, err)
	}
	if dropped, err := s.Forget(t.Context(), noon.Add(KeyLife)); dropped != 0 || err != nil {
		t.Errorf("Forget after a day = %d, %v, want 0", dropped, err)
	}
	if dropped, err := s.Forget(t.Context(), noon.Add(KeyLife+time.Second)); dropped != 1 || err != nil {
		t.Errorf("Forget a second later = %d, %v, want 1", dropped, err)
	}
	mustChange(t, s, Change{Key: "k", Did: "x"}, set("a", "2"))
}

func TestAChangeIsNotBegunWhenNobodyWaits(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	ctx, stop := context.WithCancel(t.Context())
	mustChange(t, s, Change{Did: "x"}, func(*Tx) error {
		stop()
		if _, err := s.Change(ctx, Change{Did: "y", At: noon}, set("a", "1")); !errors.Is(err, context.Canceled) {
			t.Errorf("Change = %v, want it cancelled", err)
		}
		return nil
	})
}

func TestTheAuditAnswersByDateAndPerson(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	for i, c := range []Change{
		{By: 1, Did: "member.added", About: "member/2", At: noon},
		{By: 2, Did: "meeting.moved", About: "meeting/1", At: noon.Add(time.Hour)},
		{By: 1, Did: "member.left", About: "member/2", At: noon.Add(2 * time.Hour)},
		{By: 1, At: noon},
	} {
		mustChange(t, s, c, set(fmt.Sprint(i), "1"))
	}
	tests := []struct {
		name string
		q    Sought
		want string
	}{
		{"everything, the newest first", Sought{}, "member.left meeting.moved member.added"},
		{"what one person did", Sought{By: 2}, "meeting.moved"},
		{"what was done to one record", Sought{About: "member/2"}, "member.left member.added"},
		{"from a moment, and at it", Sought{From: noon.Add(time.Hour)}, "member.left meeting.moved"},
		{"until a moment, and not at it", Sought{Until: noon.Add(time.Hour)}, "member.added"},
		{"so many at most", Sought{Limit: 1}, "member.left"},
		{"older than an entry", Sought{Before: 2}, "member.added"},
		{"by a member or about them", Sought{Person: 2}, "member.left meeting.moved member.added"},
		{"by somebody about whom nothing is", Sought{Person: 1}, "member.left member.added"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			entries, err := s.Audit(t.Context(), test.q)
			var did []string
			for _, e := range entries {
				did = append(did, e.Did)
			}
			if got := strings.Join(did, " "); err != nil || got != test.want {
				t.Errorf("Audit = %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

func TestTwoStoresOnOneFolderTakeEachKeyOnce(t *testing.T) {
	dir := t.TempDir()
	stores := []*Store{mustOpen(t, dir), mustOpen(t, dir)}
	const keys, hands = 40, 4
	var ran atomic.Int64
	var all sync.WaitGroup
	for hand := range hands {
		all.Go(func() {
			for k := range keys {
				_, err := stores[hand%2].Change(context.Background(), Change{Key: fmt.Sprint("k", k), Did: "x", At: noon},
					func(tx *Tx) error { ran.Add(1); return tx.SetSetting(fmt.Sprint("e", k), "1") })
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if ran.Load() != keys {
		t.Errorf("%d effects of %d keys in %d hands", ran.Load(), keys, hands)
	}
}

// childFolder names the folder in which a child process of the test works. A
// process that has it set runs child and nothing else, so it cannot start
// another.
const childFolder = "COUNCILBOT_STORE_CHILD"

// child makes changes until it is killed, and says each one that is done.
func child(dir string) {
	s, err := Open(context.Background(), dir)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	for n := 0; ; n++ {
		name := fmt.Sprintf("%d.%d", os.Getpid(), n)
		_, err := s.Change(context.Background(), Change{Key: name, Did: "setting.changed", About: name, At: noon}, set(name, "1"))
		if err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println("done", name)
	}
}

func TestAKilledProcessLeavesEffectAndKeyTogether(t *testing.T) {
	dir := t.TempDir()
	mustOpen(t, dir) // the child finds the tables there
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	told := map[string]bool{}
	for round := range rounds {
		killAfter(t, dir, 5+17*round, told)
	}
	s := mustOpen(t, dir)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	read := func(query string) []string {
		names, err := list(t.Context(), s.read, scanText, query)
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	keys := read(`SELECT key FROM keys ORDER BY key`)
	if diff := cmp.Diff(keys, read(`SELECT name FROM settings ORDER BY name`)); diff != "" {
		t.Errorf("effects (-keys +effects):\n%s", diff)
	}
	if diff := cmp.Diff(keys, read(`SELECT about FROM audit ORDER BY about`)); diff != "" {
		t.Errorf("audit (-keys +audit):\n%s", diff)
	}
	for _, key := range keys {
		delete(told, key)
	}
	if len(told) > 0 {
		t.Errorf("%d changes were told as done and are lost: %v", len(told), told)
	}
	t.Logf("%d kills, %d changes whole", rounds, len(keys))
}

// killAfter starts a child, kills it after so many changes, and notes those it
// told.
func killAfter(t *testing.T, dir string, changes int, told map[string]bool) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), childFolder+"="+dir)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		word, name, _ := strings.Cut(lines.Text(), " ")
		if word != "done" {
			t.Errorf("the child says %s", lines.Text())
		}
		told[name] = true
		if n == changes {
			command.Process.Kill()
		}
	}
	command.Wait() // killed: its error is meant
}

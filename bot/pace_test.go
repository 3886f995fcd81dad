package bot

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestTurnsAreASecondApartInAConversationAndAFifthInTheWorkspace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		p := newPace(usualRates.channel, usualRates.workspace)
		var mu sync.Mutex
		last := map[string]time.Time{}
		var crew sync.WaitGroup
		turn := func(conversation string) {
			if long, err := p.wait(t.Context(), conversation); err != nil || long != 0 {
				t.Errorf("wait = %v, %v", long, err)
			}
			mu.Lock()
			defer mu.Unlock()
			now := time.Now()
			if gap := now.Sub(last[conversation]); gap < time.Second {
				t.Errorf("%v between two turns in %s, want a second", gap, conversation)
			}
			if gap := now.Sub(last[""]); gap < 200*time.Millisecond {
				t.Errorf("%v between two turns, want a fifth of a second", gap)
			}
			last[conversation], last[""] = now, now
		}
		for i := range 500 {
			crew.Go(func() { turn(string(rune('a' + i%50))) })
		}
		crew.Wait()
		if took, want := time.Since(begun), 499*200*time.Millisecond; took != want {
			t.Errorf("500 turns in fifty conversations took %v, want %v", took, want)
		}
	})
}

func TestASilenceIsKept(t *testing.T) {
	tests := []struct {
		name    string
		silence time.Duration
		took    time.Duration
		long    time.Duration
	}{
		{"a short one is waited out", 20 * time.Second, 20 * time.Second, 0},
		{"a long one is said at once", 21 * time.Second, 0, 21 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPace(time.Second, time.Second)
				p.hold(test.silence)
				p.hold(time.Second) // a shorter one does not cut it short
				begun := time.Now()
				long, err := p.wait(t.Context(), "a")
				if took := time.Since(begun); took != test.took || long != test.long || err != nil {
					t.Errorf("wait = %v, %v after %v, want %v after %v", long, err, took, test.long, test.took)
				}
			})
		})
	}
}

func TestASilenceThatBeginsWhileATurnIsAwaitedIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(0, 3*time.Second)
		begun := time.Now()
		_, _ = p.wait(t.Context(), "a")
		time.AfterFunc(time.Second, func() { p.hold(10 * time.Second) })
		if _, err := p.wait(t.Context(), "b"); err != nil || time.Since(begun) < 11*time.Second {
			t.Errorf("the turn came after %v, %v, want not before the silence ends", time.Since(begun), err)
		}
	})
}

func TestATurnIsNotAwaitedForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(time.Hour, 0)
		_, _ = p.wait(t.Context(), "a")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.wait(ctx, "a"); err == nil {
			t.Error("the turn came, want the context's end")
		}
	})
}

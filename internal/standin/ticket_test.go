package standin

import (
	"testing"
	"time"
)

func TestATicketIsGoodForItsKindItsUsesAndItsLife(t *testing.T) {
	ts, now := newTickets(), time.UnixMilli(1_700_000_000_000)
	ticket := ts.issue(now, "upload_F0 1")
	for _, c := range []struct {
		name, ticket, kind string
		after              time.Duration
		want               error
	}{
		{"another kind", ticket, "link", 0, errForged},
		{"a changed one", "1" + ticket, "upload", 0, errForged},
		{"nonsense", "nonsense", "upload", 0, errForged},
		{"too late", ticket, "upload", time.Minute + time.Millisecond, errExpired},
		{"in time", ticket, "upload", time.Minute, nil},
		{"once more", ticket, "upload", 0, nil},
		{"a third time", ticket, "upload", 0, errSpent},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ts.spend(c.ticket, c.kind, now.Add(c.after), time.Minute, 2)
			if err != c.want || (err == nil && got != "F0 1") {
				t.Errorf("want %v, got %q, %v", c.want, got, err)
			}
		})
	}
}

func TestOldTicketsAreForgottenInTime(t *testing.T) {
	ts, now := newTickets(), time.UnixMilli(1_700_000_000_000)
	spend := func(at time.Time) {
		for range fewTickets {
			if _, err := ts.spend(ts.issue(at, "a_b"), "a", at, time.Minute, 1); err != nil {
				t.Fatal(err)
			}
		}
	}
	spend(now)
	spend(now.Add(2 * time.Minute))
	spend(now.Add(4 * time.Minute))
	if got := len(ts.used); got > 2*fewTickets {
		t.Errorf("want those of the first minute forgotten, got %d kept", got)
	}
}

func FuzzOnlyIssuedTicketsAreTaken(f *testing.F) {
	ts := newTickets()
	f.Add("1.2.a_b.c")
	f.Add("...")
	f.Fuzz(func(t *testing.T, text string) {
		if _, _, err := ts.read(text, "a"); err == nil {
			t.Errorf("want %q refused", text)
		}
	})
}

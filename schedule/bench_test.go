package schedule

import (
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// BenchmarkTick ticks over a council of many members with a hundred years of
// meetings, at a minute at which nothing falls due and at one at which everybody
// is asked for a reply.
func BenchmarkTick(b *testing.B) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []struct{ members, meetings int }{{40, 4}, {10_000, 400}} {
		s, err := store.Open(b.Context(), b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { s.Close() })
		fill(b, s, size.members, size.meetings, zone)
		r := &Runner{Store: s, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
		for _, hour := range []int{15, 9} {
			name := map[int]string{15: "nothing due", 9: "everybody asked"}[hour]
			b.Run(fmt.Sprintf("%s/%d members, %d meetings", name, size.members, size.meetings), func(b *testing.B) {
				at := time.Date(2027, 5, 27, hour, 0, 0, 0, zone)
				for b.Loop() {
					if err := r.keep(b.Context(), &plan{}, at.Add(-time.Minute)); err != nil {
						b.Fatal(err)
					}
					if err := r.Tick(b.Context(), at); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func fill(b *testing.B, s *store.Store, members, meetings int, zone *time.Location) {
	b.Helper()
	_, err := s.Change(b.Context(), store.Change{Did: "test", At: time.Date(2027, 1, 1, 0, 0, 0, 0, zone)}, func(tx *store.Tx) error {
		for i := range members {
			m := council.Member{Name: fmt.Sprint("Member ", i), SlackID: fmt.Sprint("U", i), Standing: council.Seated}
			if _, err := tx.PutMember(m); err != nil {
				return err
			}
		}
		for i := range meetings {
			m := council.Meeting{Starts: time.Date(2027+i/4-meetings/8, time.Month(3+i%4*3), 10, 10, 0, 0, 0, zone)}
			if _, err := tx.PutMeeting(m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

package bot

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
)

// BenchmarkFiveHundred sends to five hundred members, and meanwhile thirty posts
// to the channel, at the usual rates, in a workspace that refuses what comes too
// fast. It takes a minute and forty seconds:
//
//	go test ./bot -run '^$' -bench FiveHundred -benchtime 1x
func BenchmarkFiveHundred(b *testing.B) {
	const members, posts = 500, 30
	limit := (members + posts - 1) * usualRates.workspace
	for b.Loop() {
		p := openPostroom(b, members, func(c *standin.Config) { c.RateLimit = true }, nil)
		p.many(members, posts)
		begun := time.Now()
		_, stop := p.send(usualRates)
		for p.unsent() > 0 {
			p.must(pause(p.ctx, 20*time.Millisecond))
		}
		took := time.Since(begun)
		stop()
		refused := 0
		for _, c := range p.calls("chat.postMessage") {
			if c.Status == http.StatusTooManyRequests {
				refused++
			}
		}
		b.ReportMetric(took.Seconds(), "s/500")
		b.ReportMetric(100*(took.Seconds()/limit.Seconds()-1), "%-over-the-limit")
		b.ReportMetric(float64(refused), "refused")
		if took > limit*105/100 || refused > 0 {
			b.Errorf("took %v with %d refused, want at most 5 %% more than %v and none", took, refused, limit)
		}
	}
}

// many keeps a message to each member, and so many to the channel among them.
func (p *postroom) many(members, posts int) {
	for i := range members {
		p.due(fmt.Sprint("member ", i), p.member(i))
		if i < posts*10 && i%10 == 0 {
			p.due(fmt.Sprint("channel ", i), toCouncil)
		}
	}
}

func (p *postroom) unsent() (n int) {
	p.Helper()
	for _, state := range []store.Progress{store.Due, store.Claimed} {
		rows, err := p.store.Deliveries(p.ctx, store.Wanted{State: state})
		p.must(err)
		n += len(rows)
	}
	return n
}

// BenchmarkIdle is one look at the store with nothing due, beside what was sent
// in some years: the sender takes one every two seconds.
func BenchmarkIdle(b *testing.B) {
	for _, sent := range []int{0, 10_000} {
		b.Run(fmt.Sprintf("%d sent", sent), func(b *testing.B) {
			p := openPostroom(b, 2, nil, nil)
			p.change(func(tx *store.Tx) error {
				for i := range sent {
					d := store.Delivery{Key: fmt.Sprint(i), To: council.Addressee{Channel: "C1"}, Message: []byte(`{}`), Due: p.begun, State: store.Sent}
					if _, err := tx.Deliver(d); err != nil {
						return err
					}
				}
				return nil
			})
			s, stop := p.send(usualRates)
			stop()
			b.ResetTimer()
			for b.Loop() {
				s.take(b.Context())
			}
		})
	}
}

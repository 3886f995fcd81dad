package standin

import (
	"context"
	"sync"
	"time"
)

// A Timing is one command of a Pump.
type Timing struct {
	Took time.Duration // from the envelope being sent to its acknowledgement
	Size int           // bytes of the answer in the acknowledgement
	Err  error
}

// Pump sends the same command n times, at rate a second (0: as fast as goes)
// with at most inflight unanswered, and times each. Nothing is kept or shown
// and the answers are not checked: it is for measuring. What it did not get to
// before the context ended has the context's error.
func (w *Workspace) Pump(ctx context.Context, as, channel, command, text string, n, rate, inflight int) []Timing {
	timings := make([]Timing, n)
	slots := make(chan struct{}, max(1, inflight))
	var unanswered sync.WaitGroup
	begun := time.Now()
	for i := range timings {
		if rate > 0 {
			pause(time.Until(begun.Add(time.Duration(i)*time.Second/time.Duration(rate))), ctx.Done())
		}
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			timings[i].Err = ctx.Err()
			continue
		}
		body, err := w.slashPayload(as, channel, command, text)
		if err != nil {
			timings[i].Err = err
			<-slots
			continue
		}
		unanswered.Add(1)
		sent := time.Now()
		w.hub.send(slashEnvelope, body, func(a answer) {
			timings[i] = Timing{Took: time.Since(sent), Size: len(usualPayload(a.ack)), Err: a.err}
			<-slots
			unanswered.Done()
		})
	}
	unanswered.Wait()
	return timings
}

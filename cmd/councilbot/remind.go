package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"councilbot/bot"
	"councilbot/schedule"
)

// remind works out what falls due until ctx ends: every minute and, where the
// clock is turned by hand, at each turn. turned is nil where it is not.
func remind(ctx context.Context, r *schedule.Runner, b *bot.Bot, now func() time.Time, turned <-chan struct{}, log *slog.Logger) {
	var minutes sync.WaitGroup
	minutes.Go(func() {
		if err := r.Run(ctx, now); err != nil && ctx.Err() == nil {
			log.Error("reminders cannot be worked out; start councilbot again", "error", err)
		}
	})
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-turned:
			if err := r.Tick(ctx, now()); err != nil && ctx.Err() == nil {
				log.Error("reminders could not be worked out; the next minute tries again", "error", err)
			}
			b.Wake()
		}
	}
	minutes.Wait()
}

package bot

import (
	"context"
	"crypto/sha256"
	"maps"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"councilbot/commands"
	"councilbot/internal/ui"
)

const (
	// homeOpen is how long after it was opened or used a Home tab is taken to be
	// open still: Slack does not say when it is closed.
	homeOpen = 30 * time.Minute
	// homeEvery is how often it is asked whether the store changed, homeAnyway
	// how often a Home tab is made anew without that, because time went by.
	homeEvery, homeAnyway = 200 * time.Millisecond, time.Minute
	// homePace is the time between two Home tabs made anew: Slack takes a hundred
	// or so a minute (docs.slack.dev, methods/views.publish, Tier 4).
	homePace = 100 * time.Millisecond
)

// homes are the Home tabs that are open, and what stands in each.
type homes struct {
	mu   sync.Mutex
	open map[string]openHome // by account
}

type openHome struct {
	used time.Time
	sum  [sha256.Size]byte
}

// published notes what stands in a Home tab now, and that it is open.
func (h *homes) published(account string, sum [sha256.Size]byte, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open == nil {
		h.open = map[string]openHome{}
	}
	h.open[account] = openHome{now, sum}
}

// now gives the Home tabs that are open, and forgets those that were not used for
// long.
func (h *homes) now(now time.Time) map[string]openHome {
	h.mu.Lock()
	defer h.mu.Unlock()
	maps.DeleteFunc(h.open, func(_ string, o openHome) bool { return now.Sub(o.used) > homeOpen })
	return maps.Clone(h.open)
}

// keepHomes makes open Home tabs anew when the council's record has changed, and
// publishes those that look different.
func (b *Bot) keepHomes(ctx context.Context) {
	var seen int64
	last := time.Now()
	for pause(ctx, homeEvery) == nil {
		open := b.homes.now(time.Now())
		if len(open) == 0 {
			continue
		}
		version, err := b.store.Version(ctx)
		if err != nil || version == seen && time.Since(last) < homeAnyway {
			continue
		}
		seen, last = version, time.Now()
		for account, was := range open {
			b.keepHome(ctx, account, was)
		}
	}
}

// keepHome makes one Home tab anew and publishes it if it looks different.
func (b *Bot) keepHome(ctx context.Context, account string, was openHome) {
	reply := b.through(ctx, &envelope{kind: home, account: account, text: commands.HomeAgain, at: time.Now()})
	page, ok := reply.(ui.Home)
	if !ok {
		return // the trouble is in the log
	}
	view, sum, err := homeView(page)
	if err != nil || sum == was.sum {
		return
	}
	if _, err := b.web.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: account, View: view}); err != nil {
		b.log.Warn("a Home tab could not be made anew", "error", said("publish the Home tab", err))
		return
	}
	b.homes.published(account, sum, was.used)
	_ = pause(ctx, homePace) // the caller looks at ctx next
}

// homeView renders a Home tab and gives a fingerprint of it.
func homeView(h ui.Home) (slack.HomeTabViewRequest, [sha256.Size]byte, error) {
	view := renderHome(h)
	text, err := marshal(view)
	return view, sha256.Sum256(text), err
}

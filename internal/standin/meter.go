package standin

import (
	"strings"
	"sync"
	"time"
)

// meter holds callers to one message a second in a channel. As in Slack, a
// short burst is let through first.
type meter struct {
	mu   sync.Mutex
	next map[string]time.Time // when the channel has caught up, by channel id
}

// burst is how many messages may come at once.
const burst = 3

// take notes a message to the channel, or says how long to wait before trying.
func (m *meter) take(channel string, now time.Time) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.next == nil {
		m.next = map[string]time.Time{}
	}
	next := m.next[channel]
	if next.Before(now) {
		next = now
	}
	if ahead := next.Sub(now); ahead > (burst-1)*time.Second {
		return ahead - (burst-1)*time.Second
	}
	m.next[channel] = next.Add(time.Second)
	return 0
}

// tooSoon is how long a call must wait for its turn; zero when it need not.
// Only posting is held, and only when the workspace was asked to.
func (w *Workspace) tooSoon(name string, a args) time.Duration {
	if !w.conf.RateLimit || !strings.HasPrefix(name, "chat.post") {
		return 0
	}
	return w.meter.take(a["channel"], time.Now())
}

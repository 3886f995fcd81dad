package bot

import (
	"context"
	"maps"
	"sync"
	"time"
)

// pace gives turns: so far apart in one conversation, and so far apart in the
// workspace, and none while Slack has asked for silence. It runs on real time.
//
// Each process keeps a pace of its own. Two copies of the program together may go
// twice as fast for as long as one takes over from the other; where that is too
// fast, Slack says so before it posts anything, and both wait.
type pace struct {
	channel, workspace time.Duration

	mu     sync.Mutex
	free   time.Time            // the workspace's next turn
	next   map[string]time.Time // each conversation's
	silent time.Time            // until then there are none
}

func newPace(channel, workspace time.Duration) *pace {
	return &pace{channel: channel, workspace: workspace, next: map[string]time.Time{}}
}

// wait returns when it is the conversation's turn. When it will not be for a
// long while it gives that while at once and the turn is not taken; likewise
// when ctx ends.
func (p *pace) wait(ctx context.Context, conversation string) (long time.Duration, err error) {
	for {
		now := time.Now()
		if silence := p.held(now); silence > longWait {
			return silence, nil
		}
		at, taken := p.take(conversation, now)
		if err := pause(ctx, at.Sub(now)); err != nil {
			return 0, err
		}
		if taken && p.goes(conversation, time.Now()) {
			return 0, nil
		}
	}
}

// take takes the conversation's turn, if it is the workspace's next; else it says
// when to ask again.
func (p *pace) take(conversation string, now time.Time) (at time.Time, taken bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.silent.After(now) {
		return p.silent, false
	}
	if next := p.next[conversation]; next.After(now) {
		return next, false
	}
	at = later(now, p.free)
	p.free = at.Add(p.workspace)
	if p.channel > 0 {
		maps.DeleteFunc(p.next, func(_ string, t time.Time) bool { return t.Before(now) })
		p.next[conversation] = at.Add(p.channel)
	}
	return at, true
}

// goes says that a turn may be used now that it has come. A turn can come late, as
// when the machine was busy: the conversation's next is reckoned from now.
func (p *pace) goes(conversation string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.channel > 0 {
		p.next[conversation] = now.Add(p.channel)
	}
	return !p.silent.After(now)
}

// hold keeps silence for so long.
func (p *pace) hold(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent = later(p.silent, time.Now().Add(d))
}

// held is how much of a silence is left.
func (p *pace) held(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(0, p.silent.Sub(now))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

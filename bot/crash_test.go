package bot

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
)

// TestEveryReminderIsSeenOnceWhereverItsSenderDies kills senders between "due"
// and "marked sent": at each of their steps in turn, and at random. Each round
// has messages of its own to a channel and to members; at the end nobody dies.
func TestEveryReminderIsSeenOnceWhereverItsSenderDies(t *testing.T) {
	at := func(fault standin.Fault) func(*postroom) {
		return func(p *postroom) { p.Fault(fault) }
	}
	for _, c := range []struct {
		name   string
		kills  int
		copies int
		random bool
		wrap   func(http.Handler) http.Handler
		fault  func(*postroom) // of each round
	}{
		{name: "at each step", kills: 111, copies: 1},
		{name: "at random", kills: 60, copies: 1, random: true},
		{name: "one of two copies, and both", kills: 100, copies: 2},
		{name: "while Slack says that it is too much", kills: 20, copies: 2, fault: at(standin.Fault{Kind: standin.RateLimited, Method: "chat.postMessage", RetryAfter: time.Second, Times: 5})},
		{name: "while Slack posts and fails", kills: 40, copies: 2, fault: at(standin.Fault{Kind: standin.ServerError, Method: "chat.postMessage", PostedFirst: true, Times: 2, Status: 503})},
		{name: "while connections are cut", kills: 60, copies: 2, wrap: cutting},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			kills := c.kills
			if testing.Short() {
				kills = max(2, kills/10)
			}
			p := openPostroom(t, 6, nil, c.wrap)
			due := map[string]council.Addressee{}
			killed := 0
			for round := 0; killed < kills; round++ {
				p.letters(round, due)
				if c.fault != nil {
					c.fault(p)
				}
				killed += p.round(round, c.copies, c.random)
			}
			p.ClearFaults()
			p.finish(kills, c.copies)
			p.seenOnce(due, killed)
		})
	}
}

// letters keeps a round's messages: two to the channel, four to members.
func (p *postroom) letters(round int, due map[string]council.Addressee) {
	p.Helper()
	for i := range 6 {
		key, to := fmt.Sprintf("round/%d/%d", round, i), toCouncil
		if i > 1 {
			to = p.member(i - 1 + round%2)
		}
		due[key] = to
		p.due(key, to)
	}
}

// round lets so many senders work until they die or have nothing left, and says
// how many died.
func (p *postroom) round(round, copies int, random bool) (killed int) {
	p.Helper()
	var senders []*exec.Cmd
	for i := range copies {
		doom := plan{Steps: 1 + (round*11+i*13)%37}
		if random {
			doom = plan{After: time.Duration(1 + rand.N(40*time.Millisecond))}
		}
		senders = append(senders, p.start(doom, round))
	}
	for _, s := range senders {
		if err := s.Wait(); err != nil {
			killed++
		}
	}
	p.quiet()
	return killed
}

// start starts a sender whose clock shows an hour more each round: what a dead
// one had claimed is free again.
func (p *postroom) start(doom plan, round int) *exec.Cmd {
	p.Helper()
	doom.Folder, doom.API, doom.Clock = p.folder, p.server.URL+"/api/", p.begun.Add(time.Duration(round+1)*time.Hour)
	text, err := json.Marshal(doom)
	p.must(err)
	command := exec.CommandContext(p.ctx, os.Args[0])
	command.Env = append(os.Environ(), planVariable+"="+string(text))
	command.Stderr = os.Stderr
	p.must(command.Start())
	return command
}

// finish lets senders work that do not die.
func (p *postroom) finish(round, copies int) {
	p.Helper()
	var senders []*exec.Cmd
	for range copies {
		senders = append(senders, p.start(plan{}, round+1000))
	}
	for _, s := range senders {
		p.must(s.Wait())
	}
}

// seenOnce checks that each message is seen once by its addressee and by nobody
// else, and that each row says so.
func (p *postroom) seenOnce(due map[string]council.Addressee, killed int) {
	p.Helper()
	everywhere := map[string]int{}
	for _, to := range []council.Addressee{toCouncil, p.member(0), p.member(1), p.member(2), p.member(3), p.member(4), p.member(5)} {
		for key, n := range p.seenBy(to) {
			if everywhere[key] += n; due[key] != to {
				p.Errorf("%s was for %s and is seen by %s", key, due[key], to)
			}
		}
	}
	for key := range due {
		if everywhere[key] != 1 {
			p.Errorf("%s is seen %d times, want once", key, everywhere[key])
		}
	}
	sent, err := p.store.Deliveries(p.ctx, store.Wanted{State: store.Sent})
	p.must(err)
	looked, tries := 0, 0
	for _, d := range sent {
		if tries += d.Tries; d.Look {
			looked++
		}
	}
	if len(sent) != len(due) {
		p.Errorf("%d are marked sent, want %d", len(sent), len(due))
	}
	p.Logf("%d messages seen once each; %d senders killed, %d claims, %d looked for, %d posts asked of Slack",
		len(due), killed, tries, looked, len(p.calls("chat.postMessage")))
}

// cutting cuts the connection of some posts: of every fifth before Slack has
// heard of it, and of every fifth after it has posted.
func cutting(next http.Handler) http.Handler {
	var posts atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int64(0)
		if strings.HasSuffix(r.URL.Path, "/chat.postMessage") {
			n = posts.Add(1)
		}
		switch n % 5 {
		case 2:
			next.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		case 4:
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
}

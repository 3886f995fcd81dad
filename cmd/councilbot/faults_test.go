package main

import (
	"fmt"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"councilbot/internal/standin"
)

// crowd asks n questions from many people's keyboards at once, each question
// with words of its own, and calls middle when a third of them are under way.
// It gives the questions that Slack itself refused, with the reason.
func (r *room) crowd(n int, middle func()) (refused []string) {
	r.t.Helper()
	var mu sync.Mutex
	var typing sync.WaitGroup
	questions := make(chan int)
	for range 24 {
		typing.Go(func() {
			for i := range questions {
				if err := r.Command(r.ctx, chair, hall, "/role", question(i)); err != nil {
					mu.Lock()
					refused = append(refused, question(i)+": "+err.Error())
					mu.Unlock()
				}
			}
		})
	}
	for i := range n {
		if i == n/3 {
			middle()
		}
		questions <- i
	}
	close(questions)
	typing.Wait()
	return refused
}

func question(i int) string { return fmt.Sprintf("plumber%dx", i) }

// answers counts, for each of n questions, the answers that were seen.
func (r *room) answers(n int) (none, once, more int) {
	seen := map[string]int{}
	for _, m := range r.Messages(chair, hall) {
		if _, rest, found := strings.Cut(m.Text, "I hold no role called “"); found {
			words, _, _ := strings.Cut(rest, "”")
			seen[words]++
		}
	}
	for i := range n {
		switch seen[question(i)] {
		case 0:
			none++
		case 1:
			once++
		default:
			more++
		}
	}
	return none, once, more
}

// TestEveryQuestionIsAnsweredOnce puts faults in the middle of a crowd's
// questions; none may go unanswered and none may be answered twice.
func TestEveryQuestionIsAnsweredOnce(t *testing.T) {
	questions := 1200
	if testing.Short() {
		questions = 240
	}
	for _, c := range []struct {
		name   string
		faults []standin.Fault
	}{
		{"nothing goes wrong", nil},
		{"a refresh of one connection", []standin.Fault{{Kind: standin.Disconnect, Reason: "refresh_requested"}}},
		{"a warning, then a refresh", []standin.Fault{{Kind: standin.Disconnect, Reason: "warning"}, {Kind: standin.Disconnect, Reason: "refresh_requested"}}},
		{"every connection refreshed at once", []standin.Fault{{Kind: standin.Disconnect, Reason: "refresh_requested", All: true}}},
		{"a refresh, and a slow hello after it", []standin.Fault{{Kind: standin.SlowHello, Delay: 5 * time.Second, Times: 2}, {Kind: standin.Disconnect, Reason: "refresh_requested"}}},
		{"a refresh, and connecting fails for a while", []standin.Fault{{Kind: standin.ServerError, Method: "apps.connections.open", Status: 503, Times: 5}, {Kind: standin.Disconnect, Reason: "refresh_requested"}}},
		{"a connection cut without a word", []standin.Fault{{Kind: standin.AbruptClose}}},
		{"every connection cut", []standin.Fault{{Kind: standin.AbruptClose, All: true}}},
		{"a hundred duplicates", []standin.Fault{{Kind: standin.Duplicate, Times: 100}}},
		{"duplicates with the same envelope id", []standin.Fault{{Kind: standin.Duplicate, Times: 100, SameID: true}}},
		{"envelopes nobody knows", []standin.Fault{{Kind: standin.UnknownEnvelope, Times: 10}, {Kind: standin.BadEnvelope, Times: 5}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t)
			refused := r.crowd(questions, func() {
				for _, f := range c.faults {
					r.Fault(f)
				}
			})
			if len(refused) > 0 {
				t.Errorf("%d questions were refused, the first: %s", len(refused), refused[0])
			}
			_ = r.Await(r.ctx, func() bool { none, _, _ := r.answers(questions); return none == 0 })
			none, once, more := r.answers(questions)
			t.Logf("%d questions: %d answered once, %d twice or more, %d not", questions, once, more, none)
			if none > 0 || more > 0 {
				t.Errorf("%d questions were not answered and %d more than once; want every one once\nthe bot's log:\n%s", none, more, r.log)
			}
		})
	}
}

// TestPressesAreAnsweredThroughTrouble presses buttons, which are answered by a
// second call, while Slack says 429 or fails.
func TestPressesAreAnsweredThroughTrouble(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault standin.Fault
	}{
		{"too many requests", standin.Fault{Kind: standin.RateLimited, Method: "response_url", RetryAfter: time.Second, Times: 8}},
		{"Slack fails", standin.Fault{Kind: standin.ServerError, Method: "response_url", Status: 503, Times: 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t)
			r.says(chair, "/role cto")
			page := r.sees(chair, "Chief technology officer (CTO)")
			r.Fault(c.fault)
			const presses = 20
			for range presses {
				r.presses(chair, page, "Compare with CIO")
			}
			r.until("twenty answers", func() bool { return len(r.Messages(chair, hall)) == presses+1 })
		})
	}
}

// TestToldToStopItAnswersFirst ends one of two bots in the middle of a crowd's
// questions, as an upgrade does.
func TestToldToStopItAnswersFirst(t *testing.T) {
	const questions = 600
	r := newRoom(t)
	first := r.bot
	r.startBeside(4)
	refused := r.crowd(questions, func() { r.must(first.Process.Signal(syscall.SIGTERM)) })
	if err := first.Wait(); err != nil {
		t.Errorf("told to stop, the bot ended with: %v", err)
	}
	if len(refused) > 0 {
		t.Errorf("%d questions were refused, the first: %s", len(refused), refused[0])
	}
	_ = r.Await(r.ctx, func() bool { none, _, _ := r.answers(questions); return none == 0 })
	if none, once, more := r.answers(questions); once != questions {
		t.Errorf("%d questions were not answered and %d more than once; want every one once", none, more)
	}
}

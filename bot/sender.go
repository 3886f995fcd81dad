package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"councilbot/internal/store"
)

// sender works through the store's deliveries: what leaves the building unasked.
// It claims rows that are due and gives each to the lane of its addressee; lanes
// work side by side, and within one the order stays. How a message is sent once
// and only once, store/claims.go says; what can go wrong on the way to Slack and
// what is done about it, verdict.go says.
//
// A message is one post in Slack. Whether it is there is known by its key, which
// it carries as metadata, and by nothing else.
type sender struct {
	store *store.Store
	api   *slack.Client // one that does not wait at a 429: a lease would run out
	now   func() time.Time
	log   *slog.Logger
	rates rates
	posts *pace
	looks *pace
	poke  chan struct{}

	mu    sync.Mutex
	lanes map[string][]store.Delivery // by addressee; the first is in work
	held  int                         // claimed and not settled
	busy  sync.WaitGroup
}

// rates are the sender's measures of time.
type rates struct {
	every     time.Duration // between looks at the store when nobody pokes
	breath    time.Duration // at least between two looks
	lease     time.Duration // of a claim; longer than a call and the pauses before it
	call      time.Duration // for one call of Slack's to be answered
	retry     time.Duration // after a failure in which surely nothing was posted; doubled up to eight times
	doubt     time.Duration // after one in which it may have been: Slack may be at it still; likewise
	channel   time.Duration // between posts to one conversation
	workspace time.Duration // between any two posts
	look      time.Duration // between calls that look for a post
}

// usualRates keep within Slack's: one message a second to a conversation and
// several hundred a minute to a workspace (docs.slack.dev,
// methods/chat.postMessage), and Tier 3, fifty a minute, for reading.
var usualRates = rates{
	every: 2 * time.Second, breath: 100 * time.Millisecond,
	lease: time.Minute, call: 10 * time.Second, retry: 4 * time.Second, doubt: 15 * time.Second,
	channel: time.Second, workspace: 200 * time.Millisecond, look: 1200 * time.Millisecond,
}

const (
	// inHand is how many deliveries are claimed at once: few enough that each
	// has its turn before its lease runs out.
	inHand = 16
	// longWait is the pause from which on a delivery is given back rather than
	// held.
	longWait = 20 * time.Second
)

func newSender(api *slack.Client, st *store.Store, now func() time.Time, log *slog.Logger, r rates) *sender {
	return &sender{
		store: st, api: api, now: now, log: log, rates: r,
		posts: newPace(r.channel, r.workspace),
		looks: newPace(0, r.look),
		poke:  make(chan struct{}, 1),
		lanes: map[string][]store.Delivery{},
	}
}

// wake has the sender look for what is due now instead of in a while.
func (s *sender) wake() {
	select {
	case s.poke <- struct{}{}:
	default:
	}
}

// run sends until ctx ends. Then it claims no more, gives back what has not begun
// to leave, and returns when the rest is settled.
func (s *sender) run(ctx context.Context) {
	for ctx.Err() == nil {
		s.take(ctx)
		s.rest(ctx)
	}
	s.busy.Wait()
}

// rest waits until somebody pokes, until it is time to look again, or until
// Slack's silence is over.
func (s *sender) rest(ctx context.Context) {
	if pause(ctx, s.rates.breath) != nil {
		return
	}
	wait := s.rates.every
	if silence := s.posts.held(time.Now()); silence > 0 {
		wait = min(wait, silence)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-s.poke:
	}
}

// take claims what is due, as far as there is room, and puts it into lanes.
func (s *sender) take(ctx context.Context) {
	room := inHand - s.inWork()
	if room == 0 || s.posts.held(time.Now()) > 0 {
		return
	}
	claimed, err := s.store.Claim(ctx, s.store.Holder(), s.now(), s.rates.lease, room)
	if err != nil {
		if ctx.Err() == nil {
			s.log.Error("what is due could not be claimed; trying again", "error", err)
		}
		return
	}
	for _, d := range claimed {
		s.enter(ctx, d)
	}
}

func (s *sender) inWork() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held
}

// enter puts a delivery into its lane, and has the lane worked if it was empty.
func (s *sender) enter(ctx context.Context, d store.Delivery) {
	lane := d.To.String()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held++
	s.lanes[lane] = append(s.lanes[lane], d)
	if len(s.lanes[lane]) == 1 {
		s.busy.Go(func() { s.work(ctx, lane) })
	}
}

// work delivers what is in a lane, one after the other.
func (s *sender) work(ctx context.Context, lane string) {
	for d, ok := s.front(lane); ok; d, ok = s.leave(lane) {
		err := safely(func() error {
			s.deliver(ctx, d)
			return nil
		})
		if err != nil {
			s.giveUp(d, "I stumbled over it. Please show this to the operator.", err)
		}
	}
}

func (s *sender) front(lane string) (store.Delivery, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lanes[lane][0], true
}

// leave takes the first out of a lane and gives the next; when there is none the
// lane is gone.
func (s *sender) leave(lane string) (next store.Delivery, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held--
	s.wake()
	rest := s.lanes[lane][1:]
	if len(rest) == 0 {
		delete(s.lanes, lane)
		return store.Delivery{}, false
	}
	s.lanes[lane] = rest
	return rest[0], true
}

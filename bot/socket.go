package bot

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// socket is one Socket Mode connection, from apps.connections.open to its end.
// It never reconnects: the pool opens another. So an acknowledgement can leave
// by the connection its envelope came by, and by no other.
type socket struct {
	client  *socketmode.Client
	take    func(*socket, socketmode.Event)
	wire    atomic.Pointer[wire]
	serving context.Context // ends with the connection
	stop    context.CancelFunc
	started time.Time

	mu      sync.Mutex
	hello   time.Time     // zero until Slack has greeted
	life    time.Duration // as Slack announced it
	ageing  time.Duration // at this age a successor is opened
	end     time.Time
	leaving map[string]*envelope // acknowledged with an answer, not yet written
}

const (
	pingSilence = 30 * time.Second
	// usualLife is Slack's own example of approximate_connection_time.
	usualLife = time.Hour
)

func newSocket(api *slack.Client, take func(*socket, socketmode.Event), now time.Time) *socket {
	s := &socket{take: take, started: now, leaving: map[string]*envelope{}}
	dialer := &websocket.Dialer{
		HandshakeTimeout:  20 * time.Second,
		WriteBufferSize:   32 << 10, // one frame an acknowledgement: see wire.Write
		NetDialContext:    s.dial(dialPlain),
		NetDialTLSContext: s.dial(dialTLS),
	}
	s.client = socketmode.New(api,
		socketmode.OptionDialer(dialer),
		socketmode.OptionPingInterval(pingSilence),
		socketmode.OptionReadLimit(4<<20),
		socketmode.OptionLog(log.New(io.Discard, "", 0)))
	return s
}

// dial allows one connection; slack-go's own second try finds the socket over.
func (s *socket) dial(to func(context.Context, string) (net.Conn, error)) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, _, addr string) (net.Conn, error) {
		if s.wire.Load() != nil {
			return nil, net.ErrClosed
		}
		conn, err := to(ctx, addr)
		if err != nil {
			return nil, err
		}
		w := newWire(conn, s.wrote, s.over)
		s.wire.Store(w)
		return w, nil
	}
}

// run serves the connection until it ends. The error says why no connection
// came about; nil means that there was one.
func (s *socket) run(ctx context.Context) error {
	s.serving, s.stop = context.WithCancel(ctx)
	defer s.stop()
	done := make(chan error, 1)
	go func() { done <- s.client.RunContext(s.serving) }()
	var refused error
	for {
		select {
		case evt := <-s.client.Events:
			if failed, ok := evt.Data.(*slack.ConnectionErrorEvent); ok {
				refused = failed.ErrorObj
				s.stop()
				continue
			}
			s.take(s, evt)
		case err := <-done:
			s.handOn()
			return s.why(refused, err)
		}
	}
}

// handOn passes on what slack-go had read when the connection ended.
func (s *socket) handOn() {
	for {
		select {
		case evt := <-s.client.Events:
			s.take(s, evt)
		default:
			return
		}
	}
}

func (s *socket) why(refused, err error) error {
	switch {
	case refused != nil:
		return refused
	case s.wire.Load() != nil, errors.Is(err, context.Canceled):
		return nil
	}
	return err
}

// greeted records Slack's hello.
func (s *socket) greeted(req *socketmode.Request, now time.Time, share float64) {
	life := time.Duration(req.DebugInfo.ApproximateConnectionTime) * time.Second
	if life <= 0 {
		life = usualLife
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hello, s.life, s.ageing = now, life, time.Duration(share*float64(life))
}

// live says that Slack may deliver by this socket.
func (s *socket) live() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.hello.IsZero() && s.end.IsZero()
}

// fresh says that the socket is live and not near the end of its life.
func (s *socket) fresh(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.hello.IsZero() && s.end.IsZero() && now.Sub(s.hello) < s.ageing
}

// over is called once, when the connection beneath has ended.
func (s *socket) over() {
	s.mu.Lock()
	s.end = time.Now()
	s.mu.Unlock()
	s.stop()
}

// gone is when the connection beneath ended; zero while it lives.
func (s *socket) gone() time.Time {
	if w := s.wire.Load(); w != nil {
		return w.goneAt()
	}
	return time.Time{}
}

// acknowledge sends an acknowledgement, with an answer or empty. An answer is
// kept until the wire reports that it was written. An error means that it will
// not leave this way.
func (s *socket) acknowledge(e *envelope, payload any) error {
	if payload == nil {
		return s.client.AckCtx(s.serving, e.id, nil)
	}
	if !s.expect(e) {
		return net.ErrClosed
	}
	// This waits for room in slack-go's queue of twenty, or for the socket's end.
	err := s.client.AckCtx(s.serving, e.id, payload)
	if err != nil && s.forget(e.id) == nil {
		return nil // the socket has ended and what it left is on its way already
	}
	return err
}

// expect notes an answer that is to be written; false when the socket is over.
func (s *socket) expect(e *envelope) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.leaving == nil {
		return false
	}
	s.leaving[e.id] = e
	return true
}

// wrote is told by the wire that an acknowledgement has left.
func (s *socket) wrote(id string) {
	if e := s.forget(id); e != nil {
		e.record.leftBy(s, e.payload, time.Now())
	}
}

func (s *socket) forget(id string) *envelope {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.leaving[id]
	delete(s.leaving, id)
	return e
}

// left is what was acknowledged but never written, once the socket has ended:
// its answers must go another way, and later ones as well.
func (s *socket) left() []*envelope {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*envelope
	for _, e := range s.leaving {
		all = append(all, e)
	}
	s.leaving = nil
	return all
}

func (s *socket) written() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.leaving) == 0
}

// hush stops reading, so that Slack delivers elsewhere from now on.
func (s *socket) hush() {
	if w := s.wire.Load(); w != nil {
		w.pause()
	}
}

// statusCode is the HTTP status in an error of slack-go's, or 0.
func statusCode(err error) int {
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return status.Code
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return http.StatusTooManyRequests
	}
	return 0
}

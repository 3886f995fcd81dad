package bot

import (
	"bytes"
	"encoding/binary"
	"net"
	"sync"
	"time"
)

// wire is the connection beneath one Socket Mode websocket. slack-go owns the
// websocket; the wire watches it to know three things that slack-go does not
// tell: which acknowledgements were in fact written, why Slack said goodbye,
// and when the connection ended. It also ends it gently: what was read is
// handled before the end is reported, and what was written is delivered before
// the connection is cut.
type wire struct {
	net.Conn
	wrote   func(envelopeID string)
	ended   func()
	paused  chan struct{} // closed: read no more
	closed  chan struct{}
	drained chan struct{} // closed: everything written has arrived, or time is up

	pauseOnce, closeOnce, endOnce sync.Once
	mu                            sync.Mutex
	reason                        string
	gone                          time.Time // when one of the sides was gone
}

const (
	// settle is how long a broken connection's end is held back, so that
	// slack-go hands on what it has read before it gives up.
	settle = 50 * time.Millisecond
	// linger is how long a closed connection stays half open, so that what
	// was written last arrives.
	linger = 2 * time.Second
)

func newWire(c net.Conn, wrote func(string), ended func()) *wire {
	return &wire{Conn: c, wrote: wrote, ended: ended, paused: make(chan struct{}), closed: make(chan struct{}), drained: make(chan struct{})}
}

// Read reads from Slack until the wire is paused; then it waits for the close.
func (w *wire) Read(p []byte) (int, error) {
	if w.isPaused() {
		<-w.closed
		return 0, net.ErrClosed
	}
	n, err := w.Conn.Read(p)
	if err != nil {
		w.over()
		w.hold()
		return n, err
	}
	w.notice(p[:n])
	return n, nil
}

func (w *wire) isPaused() bool {
	select {
	case <-w.paused:
		return true
	default:
		return false
	}
}

// hold waits a little, or until this side closes, before an end is reported;
// for a pause the end is our own doing and the close will follow.
func (w *wire) hold() {
	wait := settle
	if w.isPaused() {
		wait = time.Hour
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-w.closed:
	}
	w.endOnce.Do(w.ended)
}

// pause stops reading at once; writing goes on.
func (w *wire) pause() {
	w.pauseOnce.Do(func() {
		close(w.paused)
		_ = w.Conn.SetReadDeadline(time.Now())
	})
}

// SetReadDeadline is left to pause: slack-go sets none of its own.
func (w *wire) SetReadDeadline(t time.Time) error {
	if w.isPaused() {
		return nil
	}
	return w.Conn.SetReadDeadline(t)
}

// notice keeps the reason of a disconnect message, which slack-go swallows.
func (w *wire) notice(p []byte) {
	if len(p) > 1024 || !bytes.Contains(p, []byte(`"disconnect"`)) {
		return
	}
	for _, reason := range []string{"link_disabled", "too_many_websockets", "refresh_requested", "warning"} {
		if bytes.Contains(p, []byte(`"`+reason+`"`)) {
			w.mu.Lock()
			w.reason = reason
			w.mu.Unlock()
		}
	}
}

func (w *wire) goodbye() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.reason
}

// over notes the moment at which one of the two sides was gone.
func (w *wire) over() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gone.IsZero() {
		w.gone = time.Now()
	}
}

// goneAt is when the connection ended; zero while it lives.
func (w *wire) goneAt() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.gone
}

// Write passes a frame on and reports the envelope it acknowledged.
func (w *wire) Write(p []byte) (int, error) {
	n, err := w.Conn.Write(p)
	if err == nil {
		if id := acknowledged(p); id != "" {
			w.wrote(id)
		}
	}
	return n, err
}

// Close ends this side's writing and waits in the background for the other
// side to have read it all.
func (w *wire) Close() error {
	w.closeOnce.Do(func() {
		close(w.closed)
		w.over()
		w.endOnce.Do(w.ended)
		go w.drain()
	})
	return nil
}

func (w *wire) drain() {
	defer close(w.drained)
	defer func() { _ = w.Conn.Close() }()
	half, ok := w.Conn.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil {
		return
	}
	_ = w.Conn.SetReadDeadline(time.Now().Add(linger))
	var scrap [4096]byte
	for {
		if _, err := w.Conn.Read(scrap[:]); err != nil {
			return
		}
	}
}

const ackPrefix = `{"envelope_id":"`

// acknowledged reads the envelope id out of a masked text frame (RFC 6455,
// section 5.2) as slack-go writes it, one frame a call. Other frames give "".
func acknowledged(frame []byte) string {
	if len(frame) < 8 || frame[0] != 0x81 || frame[1]&0x80 == 0 {
		return ""
	}
	at := 2
	switch frame[1] & 0x7f {
	case 126:
		at += 2
	case 127:
		at += 8
	}
	if len(frame) < at+4 {
		return ""
	}
	head := unmask(frame[at+4:], binary.BigEndian.Uint32(frame[at:]), 160)
	if !bytes.HasPrefix(head, []byte(ackPrefix)) {
		return ""
	}
	id, _, found := bytes.Cut(head[len(ackPrefix):], []byte(`"`))
	if !found {
		return ""
	}
	return string(id)
}

func unmask(body []byte, key uint32, most int) []byte {
	var mask [4]byte
	binary.BigEndian.PutUint32(mask[:], key)
	head := make([]byte, min(len(body), most))
	for i := range head {
		head[i] = body[i] ^ mask[i%4]
	}
	return head
}

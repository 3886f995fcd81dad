package standin

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// warnBefore is how long before a refresh its warning comes; a socket told to
// go is cut after the same time if it has not gone.
const warnBefore = 10 * time.Second

// debugLife is the life of a socket opened with debug_reconnects=true.
const debugLife = 360 * time.Second

// upgrader takes any Origin: clients of Slack send Slack's own.
var upgrader = websocket.Upgrader{
	ReadBufferSize:  8 << 10,
	WriteBufferSize: 8 << 10,
	CheckOrigin:     func(*http.Request) bool { return true },
}

// linkURL is a new single-use address for a socket. The caller holds the lock.
func (w *Workspace) linkURL() string {
	base := "ws" + strings.TrimPrefix(w.url, "http")
	return base + "/link?ticket=" + w.tickets.issue(time.Now(), "link_"+appID) + "&app_id=" + appID
}

// serveLink is one socket from its handshake to its end.
func (w *Workspace) serveLink(rw http.ResponseWriter, r *http.Request) {
	if _, err := w.tickets.spend(r.FormValue("ticket"), "link", time.Now(), time.Minute, 1); err != nil {
		http.Error(rw, "this socket URL is used or too old: call apps.connections.open again", http.StatusUnauthorized)
		return
	}
	conn, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	life := w.conf.Refresh
	if r.FormValue("debug_reconnects") == "true" {
		life = debugLife
	}
	s := &socket{hub: w.hub, conn: conn}
	defer s.cut()
	if !w.hub.admit(s) {
		return
	}
	s.keep(w.conf.PingEvery)
	ended := make(chan struct{})
	go w.host(s, life, ended)
	s.readAcks()
	close(ended)
	w.hub.drop(s)
}

// keep sets the socket to notice a client that answers no pings.
func (s *socket) keep(every time.Duration) {
	alive := func(string) error { return s.conn.SetReadDeadline(time.Now().Add(3 * every)) }
	_ = alive("")
	s.conn.SetPongHandler(alive)
}

// host says hello, pings, and sees the socket off at the end of its life.
func (w *Workspace) host(s *socket, life time.Duration, ended <-chan struct{}) {
	if f := w.faults.take(SlowHello, ""); f != nil && !pause(f.Delay, ended) {
		return
	}
	if !w.greet(s, life) {
		return
	}
	pings := time.NewTicker(w.conf.PingEvery)
	defer pings.Stop()
	warning := time.NewTimer(max(life-warnBefore, 0))
	refresh := time.NewTimer(life)
	defer warning.Stop()
	defer refresh.Stop()
	for {
		select {
		case <-ended:
			return
		case <-pings.C:
			_ = s.conn.WriteControl(websocket.PingMessage, []byte("Ping from the stand-in"), time.Now().Add(writeWithin))
		case <-warning.C:
			w.hub.dismiss(s, "warning")
		case <-refresh.C:
			w.hub.dismiss(s, "refresh_requested")
		}
	}
}

// greet says hello and puts the socket to work, or turns it away when there
// are too many.
func (w *Workspace) greet(s *socket, life time.Duration) bool {
	n := len(w.hub.living()) + 1
	if n > mostSockets {
		w.hub.dismiss(s, "too_many_websockets")
		return false
	}
	s.say(fmt.Sprintf(`{"type":"hello","num_connections":%d,"debug_info":{"host":"standin","build_number":1,"approximate_connection_time":%d},"connection_info":{"app_id":%q}}`,
		n, int(life.Seconds()), appID))
	w.hub.enrol(s)
	w.faultsOnHello(s)
	return true
}

// dismiss tells a socket to go, for one of Slack's reasons. After a warning it
// may still be used; otherwise it gets no more work and is cut in a while.
func (h *hub) dismiss(s *socket, reason string) {
	h.mu.Lock()
	if s.standing != gone {
		s.standing = leaving
		if reason == "warning" {
			s.standing = warnedOff
		}
	}
	h.mu.Unlock()
	s.say(fmt.Sprintf(`{"type":"disconnect","reason":%q,"debug_info":{"host":"standin"}}`, reason))
	if reason != "warning" {
		time.AfterFunc(warnBefore, s.cut)
	}
	h.changed()
}

// pause waits for d; false means that the other thing happened first.
func pause(d time.Duration, or <-chan struct{}) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-or:
		return false
	}
}

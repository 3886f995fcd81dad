package standin

import (
	"io"
	"net/http"
	"time"
)

// The page is told of changes at most every changePause, and hears something
// every idlePause so that a dead connection is noticed.
const (
	changePause = 40 * time.Millisecond
	idlePause   = 15 * time.Second
)

// servePageEvents tells the page, as server-sent events, that something has
// changed; the page then fetches its snapshot. Nothing is carried in the
// event, so nothing is lost by missing one.
func (w *Workspace) servePageEvents(rw http.ResponseWriter, r *http.Request) {
	changed, stop := w.Watch()
	defer stop()
	turned, stopClock := w.Clock().Watch()
	defer stopClock()
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("Cache-Control", "no-store")
	idle := time.NewTicker(idlePause)
	defer idle.Stop()
	for words := ": hello\n\n"; tellPage(rw, words) && w.pause(r, changePause); {
		select {
		case <-changed:
			words = "event: change\ndata:\n\n"
		case <-turned:
			words = "event: change\ndata:\n\n"
		case <-idle.C:
			words = ": still here\n\n"
		case <-r.Context().Done():
			return
		case <-w.closed:
			return
		}
	}
}

// tellPage sends words at once; false means the reader has gone.
func tellPage(rw http.ResponseWriter, words string) bool {
	_, err := io.WriteString(rw, words)
	return err == nil && http.NewResponseController(rw).Flush() == nil
}

// pause waits for d; false means there is no need to go on.
func (w *Workspace) pause(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	case <-w.closed:
		return false
	}
}

package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed" // for the stylesheet
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
)

// maker makes the page that a request asks for.
type maker func(*http.Request) (page, error)

// errLost says that nothing stands at an address.
var errLost = errors.New("nothing stands at this address")

// errGone says that what stood at an address was taken back.
var errGone = errors.New("what stood at this address was taken back")

// moved says where a page stands now, for good.
type moved struct{ to string }

// Error says so for a log.
func (m moved) Error() string { return "this page stands at " + m.to }

// serve is the one way out for pages: it makes the page, writes it, and says
// what went wrong in words that help.
func (s *Site) serve(make maker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p, err := make(r)
		var elsewhere moved
		switch {
		case errors.As(err, &elsewhere):
			http.Redirect(w, r, elsewhere.to, http.StatusMovedPermanently)
			return
		case errors.Is(err, errLost):
			p, err = s.lost(r)
		case errors.Is(err, errGone):
			p, err = s.gone(r)
		}
		var body []byte
		if err == nil {
			body, err = p.html()
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		guard(w.Header())
		respond(w, r, "text/html; charset=utf-8", body, p)
	}
}

// fail answers when a page could not be made. The cause goes into the log.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody waits for it any more
	}
	s.Log.Error("a public page could not be shown", "path", r.URL.Path, "error", err)
	http.Error(w, "This page cannot be shown at the moment. Please try again in a few minutes.", http.StatusInternalServerError)
}

// guard sets what a browser may do with a page: read it, show its style, send
// its search form, and nothing else.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

// respond sends a body with the tag by which a reader who has it already is
// spared it (RFC 9110, 8.8), compressed where the reader takes that. The day of
// the last change is told, but spares nobody: a page can change without it, as
// when a member whom it names is no longer to be named.
func respond(w http.ResponseWriter, r *http.Request, kind string, body []byte, p page) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Vary", "Accept-Encoding")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache") // kept, but asked about each time
	}
	sum := sha256.Sum256(body)
	tag := hex.EncodeToString(sum[:8])
	if len(body) > 1024 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body, tag = compressed(body), tag+"-gz"
		h.Set("Content-Encoding", "gzip")
	}
	if p.status != 0 {
		w.WriteHeader(p.status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(body)
		}
		return
	}
	h.Set("ETag", `"`+tag+`"`)
	if !p.changed.IsZero() {
		h.Set("Last-Modified", p.changed.UTC().Format(http.TimeFormat))
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func compressed(body []byte) []byte {
	var b bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	_, _ = z.Write(body) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

//go:embed style.css
var style []byte

const stylePath = "/site/style.css"

// styleURL changes with the style, so that a browser may keep it for good.
var styleURL = func() string {
	sum := sha256.Sum256(style)
	return stylePath + "?v=" + hex.EncodeToString(sum[:4])
}()

func serveStyle(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	respond(w, r, "text/css; charset=utf-8", style, page{changed: time.Time{}})
}

// lostPage says that nothing stands at an address, or nothing any more.
type lostPage struct{ frame }

func (s *Site) lost(r *http.Request) (page, error) {
	f := s.frame(r.URL.Path, "There is no page at this address", time.Time{})
	f.Asks = true
	f.Next = []link{{Text: "See the council’s meetings", URL: "/meetings/"}, {Text: "Go to the first page", URL: s.Home}}
	return page{name: "lost", data: lostPage{f}, status: http.StatusNotFound}, nil
}

// gone says that what stood at an address was taken back, and nothing of it.
func (s *Site) gone(r *http.Request) (page, error) {
	f := s.frame(r.URL.Path, "This is not public any more", time.Time{})
	f.Next = []link{{Text: "Read what the council publishes, and what not", URL: "/about/"}, {Text: "See the council’s meetings", URL: "/meetings/"}}
	return page{name: "gone", data: lostPage{f}, status: http.StatusGone}, nil
}

// absent is that nothing stands at an address, or that it was taken back.
func absent(gone bool, err error) error {
	switch {
	case err != nil:
		return err
	case gone:
		return errGone
	}
	return errLost
}

// refuse answers with the page of an error.
func (s *Site) refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.serve(func(*http.Request) (page, error) { return page{}, err })(w, r)
}

package standin

import (
	"embed"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The page: plain files, sent as they are. page/page.js says what in it tests
// may rely on.
//
//go:embed page
var pageFiles embed.FS

// pagePolicy lets the page load its own files and nothing else: no inline
// script, no other address, no frame.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// page is what a browser sees at the workspace's address: one HTML page, its
// scripts and styles, a snapshot of the workspace as one person sees it, a
// stream that says when it has changed, and what a person can do.
func (w *Workspace) page() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", servePageFile("index.html"))
	mux.HandleFunc("GET /page/{file}", func(rw http.ResponseWriter, r *http.Request) {
		servePageFile(r.PathValue("file"))(rw, r)
	})
	mux.HandleFunc("GET /page/state", w.servePageState(time.Now().UnixNano()))
	mux.HandleFunc("GET /page/events", w.servePageEvents)
	mux.HandleFunc("GET /page/file", w.servePageUpload)
	mux.HandleFunc("POST /page/upload", w.takePageUpload)
	mux.HandleFunc("POST /page/{deed}", w.servePageDeed)
	return w.guardPage(http.NewCrossOriginProtection().Handler(mux))
}

// servePageFile sends one of the embedded files; http.ServeFileFS would turn
// index.html into a redirect.
func servePageFile(name string) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		body, err := pageFiles.ReadFile("page/" + name)
		if err != nil {
			http.NotFound(rw, r)
			return
		}
		rw.Header().Set("Content-Type", pageType(name))
		rw.Header().Set("Cache-Control", "no-cache")
		_, _ = rw.Write(body) // the reader has gone away: nothing to do
	}
}

// pageType is a file's content type. It is written out because the system's
// own list, which package mime reads, is empty in a bare container.
func pageType(name string) string {
	_, ending, _ := strings.Cut(name, ".")
	return map[string]string{
		"html": "text/html; charset=utf-8",
		"css":  "text/css; charset=utf-8",
		"js":   "text/javascript; charset=utf-8",
		"svg":  "image/svg+xml",
	}[ending]
}

// guardPage refuses requests that come in under another site's name: a web
// page elsewhere could otherwise have its own name resolve to this machine
// (DNS rebinding) and act in the workspace.
func (w *Workspace) guardPage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !w.ownHost(r.Host) {
			http.Error(rw, "This address is not the workspace's own. Use the address that was printed when it started.", http.StatusForbidden)
			return
		}
		rw.Header().Set("Content-Security-Policy", pagePolicy)
		rw.Header().Set("X-Content-Type-Options", "nosniff")
		rw.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(rw, r)
	})
}

// ownHost says whether a Host header is an address, "localhost", or the name
// given to SetBase.
func (w *Workspace) ownHost(given string) bool {
	host := given
	if name, _, err := net.SplitHostPort(given); err == nil {
		host = name
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || net.ParseIP(strings.Trim(host, "[]")) != nil {
		return true
	}
	base, err := url.Parse(w.base())
	return err == nil && base.Hostname() != "" && strings.EqualFold(base.Hostname(), host)
}

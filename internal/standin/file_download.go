package standin

import (
	"net/http"
	"slices"
	"strings"
)

// signIn is where whoever comes without the right to a file is sent: Slack sends
// such a request to its sign-in page, which is HTML and has the status 200, so
// that a program which follows it keeps a page in the place of the file.
const signIn = "/signin"

// serveFile is the download of url_private, with the bot token as bearer and the
// scope files:read.
func (w *Workspace) serveFile(rw http.ResponseWriter, r *http.Request) {
	rep := w.withFaults(r, "download", func() reply { return w.download(r) })
	for k, v := range rep.header {
		rw.Header().Set(k, v)
	}
	rw.WriteHeader(rep.status)
	_, _ = rw.Write(rep.body)
}

func (w *Workspace) download(r *http.Request) reply {
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer || token != w.conf.BotToken || !slices.Contains(w.scopes(), "files:read") {
		return reply{status: http.StatusFound, header: map[string]string{"Location": w.url + signIn}}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	f, err := w.botFile(r.PathValue("id"))
	if err != nil {
		return reply{status: http.StatusNotFound, body: []byte("There is no such file.")}
	}
	return reply{status: http.StatusOK, body: f.body, header: map[string]string{"Content-Type": f.Mimetype}}
}

// serveSignIn is the page that stands where a file was asked for without the
// right to it.
func (w *Workspace) serveSignIn(rw http.ResponseWriter, _ *http.Request) {
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = rw.Write([]byte("<!doctype html><html lang=\"en\"><title>Sign in</title><p>Sign in to see this file.</p></html>"))
}

package standin

import (
	"io"
	"net/http"
	"strings"
)

// largestUpload is the most bytes the page takes in one file. Slack takes 1 GB;
// this is all kept in memory.
const largestUpload = 64 << 20

// takePageUpload takes a file: ?as=&channel=&name=, the body is the file.
func (w *Workspace) takePageUpload(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, largestUpload))
	if err != nil {
		refusePage(rw, &Refusal{"file_too_large", "This file is larger than 64 MB, the most this workspace takes. Choose a smaller one."})
		return
	}
	q := r.URL.Query()
	file, err := w.Upload(r.Context(), q.Get("as"), q.Get("channel"), q.Get("name"), body)
	if err != nil {
		refusePage(rw, err)
		return
	}
	answerPage(rw, http.StatusOK, file)
}

// servePageUpload gives back a file to somebody who may see it: ?as=&id=. It
// is sent for saving, never for opening here: a page somebody uploads must not
// run as part of this one.
func (w *Workspace) servePageUpload(rw http.ResponseWriter, r *http.Request) {
	body, err := w.FileBody(r.FormValue("as"), r.FormValue("id"))
	if err != nil {
		http.Error(rw, err.Error(), http.StatusNotFound)
		return
	}
	kind := http.DetectContentType(body)
	if !strings.HasPrefix(kind, "image/") {
		kind = "application/octet-stream"
	}
	rw.Header().Set("Content-Type", kind)
	rw.Header().Set("Content-Disposition", "attachment")
	_, _ = rw.Write(body) // the reader has gone away: nothing to do
}

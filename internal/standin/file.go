package standin

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// mostFile is the largest file in bytes. Slack takes a gigabyte; this is kept
// in memory.
const mostFile = 64 << 20

// A File is something uploaded by a person or the bot.
type File struct {
	ID       string
	Name     string
	Title    string
	Mimetype string
	Size     int // bytes
	User     string
	Channels []string // where it was shared
	Created  time.Time
	URL      string // url_private: needs the bot token as bearer
}

// file is a file with its content. One that has not been completed has no
// user.
type file struct {
	File
	body []byte
}

// newFile keeps a file.
func (w *Workspace) newFile(name string, size int) *file {
	f := &file{File: File{ID: w.newID("F0"), Name: name, Title: name, Size: size, Created: w.conf.Clock.Now()}}
	f.Mimetype = cmp.Or(mime.TypeByExtension(path.Ext(name)), "application/octet-stream")
	w.files[f.ID] = f
	return f
}

// fileSnapshot is the file as a person sees it.
func (w *Workspace) fileSnapshot(f *file) File {
	s := f.File
	s.Channels = slices.Clone(f.Channels)
	s.URL = w.fileURL(f)
	return s
}

func (w *Workspace) fileURL(f *file) string {
	return w.url + "/files/" + f.ID + "/" + url.PathEscape(f.Name)
}

// fileJSON is a file object, as in Slack's reference of that name.
func (w *Workspace) fileJSON(f *file) obj {
	return obj{
		"id": f.ID, "created": f.Created.Unix(), "timestamp": f.Created.Unix(), "name": f.Name, "title": f.Title,
		"mimetype": f.Mimetype, "filetype": strings.TrimPrefix(path.Ext(f.Name), "."), "user": f.User, "size": f.Size,
		"mode": "hosted", "is_external": false, "is_public": false, "channels": append([]string{}, f.Channels...),
		"url_private": w.fileURL(f), "url_private_download": w.fileURL(f), "permalink": w.fileURL(f),
	}
}

func (w *Workspace) filesJSON(files []*file) []obj {
	list := make([]obj, len(files))
	for i, f := range files {
		list[i] = w.fileJSON(f)
	}
	return list
}

// heldFiles are the files chosen in a file_input.
func (w *Workspace) heldFiles(v Value) []obj {
	list := []obj{}
	for _, id := range v {
		if f := w.files[id]; f != nil {
			list = append(list, w.fileJSON(f))
		}
	}
	return list
}

// share posts files in a conversation, with what is said about them.
func (w *Workspace) share(c *channel, m *message) {
	m.subtype = "file_share"
	for _, f := range m.files {
		if !slices.Contains(f.Channels, c.ID) {
			f.Channels = append(f.Channels, c.ID)
		}
	}
	w.put(c, m)
	if !c.has(w.conf.Bot.ID) {
		return
	}
	for _, f := range m.files {
		w.emit("file_shared", obj{"type": "file_shared", "channel_id": c.ID, "file_id": f.ID,
			"user_id": m.user, "file": obj{"id": f.ID}, "event_ts": m.ts})
	}
}

// Upload gives a file to the conversation with that id, as dropping it there
// does. With an empty id the file is only stored, for a file_input of a modal: its id
// is then the value to submit.
func (w *Workspace) Upload(_ context.Context, as, id, name string, body []byte) (File, error) {
	var made File
	var err error
	w.change(func() {
		var c *channel
		if c, err = w.uploadTo(as, id); err != nil {
			return
		}
		f := w.newFile(name, len(body))
		f.User, f.body = as, bytes.Clone(body)
		if c != nil {
			w.share(c, &message{user: as, files: []*file{f}})
		}
		made = w.fileSnapshot(f)
	})
	return made, err
}

// uploadTo is the conversation a person gives a file to, nil for none.
func (w *Workspace) uploadTo(as, id string) (*channel, error) {
	if id == "" {
		_, err := w.person(as)
		return nil, err
	}
	return w.channelToWrite(as, id)
}

// FileBody is the content of a file, for somebody in a conversation it was
// shared in, or who uploaded it.
func (w *Workspace) FileBody(as, id string) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.files[id]
	sees := f != nil && (f.User == as || slices.ContainsFunc(f.Channels, func(c string) bool { return w.channels[c].readable(w.people[as]) }))
	if !sees {
		return nil, &Refusal{Code: "file_not_found", Say: "There is no such file here: " + id + "."}
	}
	return bytes.Clone(f.body), nil
}

// fileMethods are files.*.
var fileMethods = map[string]method{
	"files.getUploadURLExternal":   {scope: "files:write", needs: "filename length", takes: "alt_txt alt_text snippet_type", run: (*Workspace).filesGetUploadURL},
	"files.completeUploadExternal": {scope: "files:write", needs: "files", takes: "blocks channel_id channels initial_comment thread_ts highlight_type", run: (*Workspace).filesComplete},
	"files.info":                   {scope: "files:read", needs: "file", takes: "count cursor limit page", run: (*Workspace).filesInfo},
	"files.list":                   {scope: "files:read", takes: "channel count page show_files_hidden_by_limit ts_from ts_to types user", run: (*Workspace).filesList},
	"files.delete":                 {scope: "files:write", needs: "file", run: (*Workspace).filesDelete},
}

func (w *Workspace) filesGetUploadURL(a args) (obj, error) {
	size := a.number("length", 0)
	if size <= 0 || size > mostFile {
		return nil, &fail{code: "invalid_arguments", messages: []string{"[ERROR] must be more than 0 and no more than 67108864 [json-pointer:/length]"}}
	}
	f := w.newFile(a["filename"], size)
	return obj{"upload_url": w.url + "/upload/" + w.tickets.issue(time.Now(), "upload_"+f.ID), "file_id": f.ID}, nil
}

// serveUpload takes the content of a file, as the whole body or as the part of
// a form named "file" or "filename".
func (w *Workspace) serveUpload(rw http.ResponseWriter, r *http.Request) {
	rep := w.withFaults(r, "upload", func() reply { return w.takeUpload(r) })
	for k, v := range rep.header {
		rw.Header().Set(k, v)
	}
	rw.WriteHeader(rep.status)
	_, _ = rw.Write(rep.body)
	w.bells.ring()
}

func (w *Workspace) takeUpload(r *http.Request) reply {
	id, err := w.tickets.spend(r.PathValue("ticket"), "upload", time.Now(), time.Hour, 1)
	if err != nil {
		return reply{status: http.StatusNotFound, body: []byte(err.Error())}
	}
	body, err := uploadBody(r)
	if err != nil {
		return reply{status: http.StatusBadRequest, body: []byte(err.Error())}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.files[id]
	if f == nil || len(body) != f.Size {
		return reply{status: http.StatusBadRequest, body: []byte("the length is not the one announced")}
	}
	f.body = body
	return reply{status: http.StatusOK, body: []byte("OK - " + r.Header.Get("Content-Length"))}
}

// uploadBody reads the content out of the request.
func uploadBody(r *http.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(nil, r.Body, mostFile+1<<20)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return io.ReadAll(r.Body)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if name := part.FormName(); name == "file" || name == "filename" {
			return io.ReadAll(part)
		}
	}
}

func (w *Workspace) filesComplete(a args) (obj, error) {
	var listed []struct{ ID, Title string }
	if err := json.Unmarshal([]byte(a["files"]), &listed); err != nil || len(listed) == 0 {
		return nil, failed("invalid_arguments")
	}
	var files []*file
	for _, l := range listed {
		f := w.files[l.ID]
		if f == nil || f.body == nil || f.User != "" {
			return nil, failed("file_not_found")
		}
		f.Title = cmp.Or(l.Title, f.Title)
		files = append(files, f)
	}
	targets, err := w.shareTargets(a)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		f.User = w.conf.Bot.ID
	}
	for _, c := range targets {
		w.share(c, &message{user: w.conf.Bot.ID, text: a["initial_comment"], threadTS: a["thread_ts"], files: files})
	}
	return obj{"files": w.filesJSON(files)}, nil
}

// shareTargets are the conversations a finished upload goes to.
func (w *Workspace) shareTargets(a args) ([]*channel, error) {
	if bad := badControl(a["initial_comment"]); bad != "" {
		return nil, &fail{code: "invalid_arguments", messages: []string{"[ERROR] unescaped control sequence: " + bad + " [json-pointer:/initial_comment]"}}
	}
	var targets []*channel
	for _, id := range append(a.list("channels"), a.list("channel_id")...) {
		c, err := w.botInside(id)
		switch {
		case err != nil:
			return nil, err
		case a["thread_ts"] != "" && c.find(a["thread_ts"]) == nil:
			return nil, failed("thread_not_found")
		}
		targets = append(targets, c)
	}
	if len(targets) > 100 {
		return nil, failed("too_many_channels")
	}
	return targets, nil
}

// botFile finds a file the bot may see: its own, and those shared where it is.
func (w *Workspace) botFile(id string) (*file, error) {
	f := w.files[id]
	if f == nil || f.User == "" || (f.User != w.conf.Bot.ID && len(f.Channels) > 0 &&
		!slices.ContainsFunc(f.Channels, func(c string) bool { return w.channels[c].has(w.conf.Bot.ID) })) {
		return nil, failed("file_not_found")
	}
	return f, nil
}

func (w *Workspace) filesInfo(a args) (obj, error) {
	f, err := w.botFile(a["file"])
	if err != nil {
		return nil, err
	}
	return obj{"file": w.fileJSON(f), "comments": []obj{}, "response_metadata": obj{"next_cursor": ""}}, nil
}

func (w *Workspace) filesList(a args) (obj, error) {
	list := []obj{}
	for id := range w.files {
		f, err := w.botFile(id)
		if err == nil && (a["channel"] == "" || slices.Contains(f.Channels, a["channel"])) && (a["user"] == "" || f.User == a["user"]) {
			list = append(list, w.fileJSON(f))
		}
	}
	slices.SortFunc(list, func(x, y obj) int { return cmp.Compare(x["id"].(string), y["id"].(string)) })
	return obj{"files": list, "paging": obj{"count": len(list), "total": len(list), "page": 1, "pages": 1}}, nil
}

func (w *Workspace) filesDelete(a args) (obj, error) {
	f, err := w.botFile(a["file"])
	if err != nil {
		return nil, err
	}
	if f.User != w.conf.Bot.ID {
		return nil, failed("cant_delete_file")
	}
	delete(w.files, f.ID)
	for _, c := range w.created {
		for _, m := range c.messages {
			m.files = slices.DeleteFunc(m.files, func(g *file) bool { return g == f })
		}
	}
	return nil, nil
}

package site

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// Publish writes every public page, file, feed and record as a file of a folder
// that any web server can serve, or that opens from a disk: write is given each
// file's path, with forward slashes, and its content. The links of the pages are
// relative. The pages are those of a Site that is Static; they have no search.
// An address that leads nowhere is an error: what is published is whole. earlier
// are the paths that were written before; where a page of them was taken back, a
// page is written that says so.
func (s *Site) Publish(ctx context.Context, earlier []string, write func(path string, content []byte) error) error {
	done := map[string]bool{}
	for todo := []string{s.Home}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		if done[at] {
			continue
		}
		done[at] = true
		status, body, isPage, err := s.fetch(ctx, at)
		if err != nil {
			return err
		}
		if status != http.StatusOK {
			return fmt.Errorf("publish %s: it answers %d", at, status)
		}
		if isPage {
			todo = append(todo, leads(body)...)
			body = relative(body, at)
		}
		if err := write(fileOf(at), body); err != nil {
			return fmt.Errorf("write %s: %w", at, err)
		}
	}
	if err := s.publishGone(ctx, earlier, done, write); err != nil {
		return err
	}
	return s.publishLost(ctx, write)
}

// publishGone writes what became of the pages that were taken back, among those
// that were written before and that no page leads to now.
func (s *Site) publishGone(ctx context.Context, earlier []string, led map[string]bool, write func(string, []byte) error) error {
	for _, file := range earlier {
		folder, page := strings.CutSuffix("/"+file, "/index.html")
		if !page {
			continue
		}
		for _, at := range []string{folder + "/", folder} {
			if led[at] {
				break
			}
			status, body, _, err := s.fetch(ctx, at)
			if err != nil {
				return err
			}
			if status != http.StatusGone {
				continue
			}
			if err := write(file, relative(body, at)); err != nil {
				return fmt.Errorf("write %s: %w", at, err)
			}
			break
		}
	}
	return nil
}

// publishLost writes the page that web servers show for an address that leads
// nowhere. It may stand at any depth, so its links are whole.
func (s *Site) publishLost(ctx context.Context, write func(string, []byte) error) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "/404.html", nil)
	if err != nil {
		return err
	}
	p, err := s.lost(r)
	if err != nil {
		return err
	}
	body, err := p.html()
	if err != nil {
		return err
	}
	whole := address.ReplaceAllFunc(body, func(found []byte) []byte {
		parts := address.FindSubmatch(found)
		return fmt.Appendf(nil, ` %s="%s%s"`, parts[1], s.Base, parts[2])
	})
	return write("404.html", whole)
}

// fetch asks the Site itself for an address.
func (s *Site) fetch(ctx context.Context, at string) (status int, body []byte, isPage bool, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return 0, nil, false, err
	}
	kept := keeper{header: http.Header{}, status: http.StatusOK}
	s.ServeHTTP(&kept, r)
	return kept.status, kept.body.Bytes(), strings.HasPrefix(kept.header.Get("Content-Type"), "text/html"), nil
}

// keeper keeps an answer.
type keeper struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header, WriteHeader and Write make it an [http.ResponseWriter].
func (k *keeper) Header() http.Header { return k.header }

// WriteHeader keeps the status.
func (k *keeper) WriteHeader(status int) { k.status = status }

// Write keeps a part of the body.
func (k *keeper) Write(b []byte) (int, error) { return k.body.Write(b) }

// address is an address of ours in a page of ours: html/template writes every
// attribute in double quotes, and what HTML has a meaning for in it as &#34; and
// the like.
var address = regexp.MustCompile(` (href|src|action)="(/[^"]*)"`)

// leads lists the addresses of ours that a page leads to, without what follows #.
func leads(page []byte) []string {
	var all []string
	for _, found := range address.FindAllSubmatch(page, -1) {
		to, _, _ := strings.Cut(html.UnescapeString(string(found[2])), "#")
		all = append(all, to)
	}
	return all
}

// relative makes the links of a page relative to where its file stands.
func relative(page []byte, at string) []byte {
	up := strings.Repeat("../", strings.Count(fileOf(at), "/"))
	return address.ReplaceAllFunc(page, func(found []byte) []byte {
		parts := address.FindSubmatch(found)
		to, fragment, marked := strings.Cut(html.UnescapeString(string(parts[2])), "#")
		if marked {
			fragment = "#" + fragment
		}
		link := (&url.URL{Path: fileOf(to)}).EscapedPath()
		return fmt.Appendf(nil, ` %s="%s"`, parts[1], html.EscapeString(up+link+fragment))
	})
}

// fileOf is the file in which the page or the file at an address is kept. A page
// without an ending in its address has a folder of its own, so that its address
// holds on any web server.
func fileOf(at string) string {
	at, _, _ = strings.Cut(at, "?")
	if name, err := url.PathUnescape(at); err == nil {
		at = name
	}
	at = strings.TrimPrefix(at, "/")
	switch {
	case at == "" || strings.HasSuffix(at, "/"):
		return at + "index.html"
	case path.Ext(at) == "":
		return at + "/index.html"
	}
	return at
}

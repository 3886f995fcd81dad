package site

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// answer is what came back from an address.
type answer struct {
	status int
	header http.Header
	body   string
	links  []string // where it leads on this site, without what follows #
	ids    map[string]bool
}

// get asks for an address as it stands, following nothing.
func get(t testing.TB, address string) answer {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{status: resp.StatusCode, header: resp.Header, body: string(body)}
}

// read reads a page strictly, as XML, so that no element is left open, and
// gathers its links and ids. An id that is there twice is a fault.
func (a *answer) read(t testing.TB, path string) {
	t.Helper()
	a.ids = map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(a.body))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s is not well formed: %v", path, err)
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local == "script" {
			t.Errorf("%s has a script", path)
		}
		for _, attr := range start.Attr {
			a.attribute(t, path, attr.Name.Local, attr.Value)
		}
	}
}

func (a *answer) attribute(t testing.TB, path, name, value string) {
	t.Helper()
	switch name {
	case "id":
		if a.ids[value] {
			t.Errorf("%s has the id %q twice", path, value)
		}
		a.ids[value] = true
	case "href", "src", "action":
		a.links = append(a.links, value)
	case "style":
		t.Errorf("%s has a style of its own, which its policy forbids", path)
	}
	if strings.HasPrefix(name, "on") {
		t.Errorf("%s has a script in %s", path, name)
	}
}

// crawl reads everything that the links of a site lead to, from a path on.
func crawl(t testing.TB, base, from string) map[string]answer {
	t.Helper()
	found := map[string]answer{}
	fragments := map[string]string{} // address with fragment → the page it stands on
	for todo := []string{from}; len(todo) > 0; todo = todo[1:] {
		path := todo[0]
		if _, there := found[path]; there {
			continue
		}
		a := get(t, base+path)
		if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			a.read(t, path)
		}
		found[path] = a
		for _, l := range a.links {
			next, fragment, ok := within(t, base, path, l)
			if !ok {
				continue
			}
			todo = append(todo, next)
			if fragment != "" {
				fragments[next+"#"+fragment] = path
			}
		}
	}
	for target, path := range fragments {
		page, id, _ := strings.Cut(target, "#")
		if !found[page].ids[id] {
			t.Errorf("%s leads to %s, where there is no such place", path, target)
		}
	}
	return found
}

// within gives the path that a link on a page leads to, when that is on this
// site.
func within(t testing.TB, base, path, href string) (next, fragment string, ok bool) {
	t.Helper()
	at, err := url.Parse(base + path)
	if err != nil {
		t.Fatal(err)
	}
	to, err := at.Parse(href)
	if err != nil {
		t.Errorf("%s has a link that is none: %q", path, href)
		return "", "", false
	}
	if to.Scheme+"://"+to.Host != base {
		if to.Scheme != "https" && to.Scheme != "http" && to.Scheme != "mailto" {
			t.Errorf("%s leads to %q", path, href)
		}
		return "", "", false
	}
	fragment, to.Fragment = to.Fragment, ""
	return strings.TrimPrefix(to.String(), base), fragment, true
}

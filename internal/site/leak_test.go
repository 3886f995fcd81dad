package site

import (
	"archive/zip"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestNothingThatIsHiddenComesOut looks for what is hidden everywhere in the
// record on every page, in every header.
func TestNothingThatIsHiddenComesOut(t *testing.T) {
	found := crawl(t, serve(t, filled(t).site()), "/")
	if len(found) < 100 {
		t.Fatalf("only %d pages were read", len(found))
	}
	for path, a := range found {
		if text := unpacked(t, a.body); strings.Contains(strings.ToLower(text), hidden) {
			t.Errorf("%s says what is hidden: %s", path, around(text))
		}
		for name, values := range a.header {
			if strings.Contains(strings.ToLower(strings.Join(values, " ")), hidden) {
				t.Errorf("%s says what is hidden in %s: %s", path, name, values)
			}
		}
	}
}

// unpacked gives what a Word document says in all its parts, and anything else as
// it is.
func unpacked(t testing.TB, body string) string {
	t.Helper()
	if !strings.HasPrefix(body, "PK") {
		return body
	}
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range z.File {
		f, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, f); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
	}
	return all.String()
}

func around(text string) string {
	at := strings.Index(strings.ToLower(text), hidden)
	return text[max(0, at-80):min(len(text), at+80)]
}

// TestSearchFindsNothingThatIsHidden asks for each word beside which something
// hidden stands, and for what is hidden itself.
func TestSearchFindsNothingThatIsHidden(t *testing.T) {
	base := serve(t, filled(t).site())
	for _, words := range []string{hidden, "kept", "accounts", "proposal", "waiting", "speaker", "presenter", "writer", "supplier", "staffing", "said", "signed", "members", "dissent",
		"decided", "security operations centre", "retiring voice network", "desk", "finding", "early", "state", "retired", "draft", "line", "name", "kind:meeting meeting", "kind:member police",
		"kind:practice desk", "kind:paper centre", "kind:question council", "zqx*", "council meeting since 2027"} {
		for _, page := range []string{"", "&page=2", "&page=3"} {
			a := get(t, base+"/search?q="+url.QueryEscape(words)+page)
			if a.status != http.StatusOK {
				t.Errorf("a search for %q answers %d", words, a.status)
			}
			body := a.body
			if strings.Contains(words, hidden) {
				body = strings.NewReplacer(`value="`+hidden+`"`, "", "“"+hidden+"”", "").Replace(body)
			}
			if strings.Contains(strings.ToLower(body), hidden) {
				t.Errorf("a search for %q says what is hidden: %s", words, around(body))
			}
		}
	}
}

func TestSearchLeadsToWhatItFinds(t *testing.T) {
	base := serve(t, filled(t).site())
	for words, want := range map[string]string{
		"retiring voice network": "/meetings/6/#item-7", "chief technology officer": "/roles/cto/", "siân ap rhys": "/members/",
		"kind:decision calls answered": "/decisions/D-2026-02", "kind:practice service desk districts": "/practice/1/", "kind:paper duty officer": "/papers/1/",
		"kind:minutes told what they had tried": "/meetings/1/minutes",
	} {
		a := get(t, base+"/search?q="+url.QueryEscape(words))
		a.read(t, "/search?q="+words)
		if !slices.Contains(a.links, want) || !strings.Contains(a.body, "<mark>") {
			t.Errorf("a search for %q leads to %v, want %s with the words marked", words, a.links, want)
		}
	}
}

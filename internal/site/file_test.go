package site

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAFileIsSavedAndNeverRunsAsAPage(t *testing.T) {
	base := serve(t, filled(t).site())
	a := get(t, base+"/papers/2/answers.html.txt")
	if a.status != http.StatusOK || a.body != "<script>alert(1)</script>" {
		t.Fatalf("the file = %d %q", a.status, a.body)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/plain", "Content-Disposition": "attachment", "Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff",
	} {
		if got := a.header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q in it", name, got, want)
		}
	}
	if got := get(t, base+"/papers/2/an-older-name.html"); got.status != http.StatusFound || got.header.Get("Location") != "/papers/2/answers.html.txt" {
		t.Errorf("an earlier name answers %d %q, want the way to the file", got.status, got.header.Get("Location"))
	}
}

func TestWhatIsNotPublicIsNotThere(t *testing.T) {
	base := serve(t, filled(t).site())
	for _, path := range []string{"/papers/4/", "/papers/4/text", "/papers/4/x.pdf", "/papers/8/", "/papers/9/", "/papers/9/text", "/papers/10/", "/papers/10/" + hidden + ".pdf",
		"/meetings/8/", "/meetings/8/agenda", "/meetings/7/agenda", "/meetings/4/minutes", "/practice/4/", "/practice/5/", "/practice/8/",
		"/papers/01/", "/papers/-1/", "/papers/99999999999999999999/", "/meetings/1/pack.pdf", "/meetings/6/supplement-2.pdf", "/meetings/4/minutes.docx", "/meetings/7/agenda.docx", "/nothing", "/papers/2/text"} {
		a := get(t, base+path)
		if a.status != http.StatusNotFound {
			t.Errorf("%s answers %d, want that there is nothing", path, a.status)
		}
		if strings.Contains(strings.ReplaceAll(a.body, path, ""), hidden) {
			t.Errorf("%s says what is hidden", path)
		}
	}
}

func TestAReaderWhoHasAPageIsSparedIt(t *testing.T) {
	s := filled(t).site()
	ask := func(method, path string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	for _, path := range []string{"/meetings/6/", "/papers/1/SOC%20%E2%80%93%20business%20case.pdf"} {
		plain := ask(http.MethodGet, path)
		tag := plain.Header().Get("ETag")
		if again := ask(http.MethodGet, path, "If-None-Match", tag); tag == "" || again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s with its tag %q answers %d", path, tag, again.Code)
		}
		if plain.Header().Get("Last-Modified") == "" {
			t.Errorf("%s does not say when it was last changed", path)
		}
		if head := ask(http.MethodHead, path); head.Code != http.StatusOK || head.Body.Len() > 0 {
			t.Errorf("HEAD %s answers %d with %d bytes", path, head.Code, head.Body.Len())
		}
		if post := ask(http.MethodPost, path); post.Code != http.StatusMethodNotAllowed {
			t.Errorf("POST %s answers %d", path, post.Code)
		}
	}
	packed := ask(http.MethodGet, "/meetings/6/", "Accept-Encoding", "gzip")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() > 6000 {
		t.Errorf("the page is %d bytes, %q", packed.Body.Len(), packed.Header().Get("Content-Encoding"))
	}
}

func TestTheWordDocumentsSayWhatThePagesSay(t *testing.T) {
	base := serve(t, filled(t).site())
	for path, want := range map[string][]string{
		"/meetings/6/agenda.docx":  {"A shared security operations centre", "Paper 6.1", "page 3", "A supplier in difficulty", "given in confidence"},
		"/meetings/3/minutes.docx": {"DRAFT", "Two members told what they had tried.", "It is about one person."},
	} {
		a := get(t, base+path)
		text := unpacked(t, a.body)
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("%s (%d) does not say %q", path, a.status, words)
			}
		}
		if got := a.header.Get("Content-Disposition"); !strings.Contains(got, "attachment") || !strings.Contains(got, ".docx") {
			t.Errorf("%s is sent as %q", path, got)
		}
	}
}

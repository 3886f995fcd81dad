package site

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"councilbot/internal/council"
	"councilbot/internal/store"
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
		"/meetings/8/", "/meetings/8/agenda", "/meetings/7/agenda", "/meetings/4/minutes", "/practice/4/", "/practice/5/", "/practice/7/",
		"/papers/01/", "/papers/-1/", "/papers/99999999999999999999/", "/meetings/7/pack.pdf", "/meetings/6/supplement-2.pdf", "/meetings/4/minutes.docx", "/meetings/7/agenda.docx", "/nothing", "/papers/2/text"} {
		a := get(t, base+path)
		if a.status != http.StatusNotFound {
			t.Errorf("%s answers %d, want that there is nothing", path, a.status)
		}
		if strings.Contains(strings.ReplaceAll(a.body, path, ""), hidden) {
			t.Errorf("%s says what is hidden", path)
		}
	}
}

// What was public and was taken back says so, and nothing of what it was.
func TestWhatWasTakenBackIsGone(t *testing.T) {
	r := filled(t)
	base := serve(t, r.site())
	for _, path := range []string{"/papers/1/", "/practice/1/"} {
		if a := get(t, base+path); a.status != http.StatusOK {
			t.Fatalf("%s answers %d before it is taken back", path, a.status)
		}
	}
	r.takeBack()
	for path, want := range map[string]int{"/papers/1/": http.StatusGone, "/papers/1/text": http.StatusGone, "/papers/1/paper.json": http.StatusGone, "/papers/1/SOC.pdf": http.StatusGone,
		"/papers/2/": http.StatusGone, "/practice/1/": http.StatusGone, "/meetings/1/pack.pdf": http.StatusGone, "/meetings/6/pack.pdf": http.StatusGone,
		"/papers/3/": http.StatusOK, "/papers/4/": http.StatusNotFound, "/papers/9/": http.StatusNotFound, "/practice/4/": http.StatusNotFound, "/practice/7/": http.StatusNotFound, "/practice/8/": http.StatusGone} {
		a := get(t, base+path)
		if a.status != want {
			t.Errorf("%s answers %d, want %d", path, a.status, want)
		}
		if want == http.StatusGone && (strings.Contains(a.body, "security operations") || strings.Contains(a.body, "three districts") || !strings.Contains(a.body, "taken back")) {
			t.Errorf("%s does not say that it was taken back, or says more:\n%s", path, a.body)
		}
	}
}

// takeBack closes an item that had papers, and retires a practice.
func (r record) takeBack() {
	r.t.Helper()
	r.change("item.closed", now, func(tx *store.Tx) error {
		item := itemCalled(r.agendaOf(council.Meeting{ID: 6}), "A shared security operations centre")
		item.Closed = "It names prices."
		_, err := tx.PutItem(item)
		return err
	})
	r.change("practice.retired", now, func(tx *store.Tx) error {
		p, err := tx.Practice(1)
		if err != nil {
			return err
		}
		p.State = council.PracticeRetired
		return tx.PutPractice(p, 0)
	})
}

// A member who takes the name back is named no more, whatever day a reader has
// kept the page since.
func TestAPageIsNotSparedByItsDayAlone(t *testing.T) {
	s := filled(t).site()
	for _, path := range []string{"/meetings/1/minutes", "/papers/1/", "/papers/1/paper.json"} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("If-Modified-Since", now.AddDate(1, 0, 0).UTC().Format(http.TimeFormat))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%s answers %d to who asks by day, want it whole", path, w.Code)
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

package site

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"councilbot/internal/council"
)

// published gives the files of a record, by path.
func published(t testing.TB, r record, earlier ...string) map[string]string {
	t.Helper()
	s := r.site()
	c := s.Config
	c.Static = true
	files := map[string]string{}
	err := New(c).Publish(t.Context(), earlier, func(path string, content []byte) error {
		if _, there := files[path]; there {
			t.Errorf("%s is written twice", path)
		}
		files[path] = string(content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWhatIsPublishedAsFilesIsWholeAndOpensFromADisk(t *testing.T) {
	files := published(t, filled(t))
	for name, content := range files {
		if strings.Contains(strings.ToLower(unpacked(t, content)), hidden) || strings.Contains(name, hidden) {
			t.Errorf("%s says what is hidden: %s", name, around(content))
		}
		if path.Ext(name) != ".html" {
			continue
		}
		a := answer{body: content}
		a.read(t, name)
		for _, l := range a.links {
			to, _, _ := strings.Cut(l, "#")
			if strings.Contains(to, ":") || to == "" {
				continue
			}
			if _, there := files[path.Join(path.Dir(name), unescaped(t, to))]; !there {
				t.Errorf("%s leads to %s, which was not written", name, to)
			}
		}
		if strings.Contains(content, "<form") {
			t.Errorf("%s has a form, and nothing to send it to", name)
		}
	}
	for _, want := range []string{"index.html", "meetings/6/agenda/index.html", "meetings/calendar.ics", "about/feed.xml", "papers/1/SOC – business case.pdf", "papers/2/answers.html.txt",
		"decisions/D-2026-01/index.html", "site/style.css", "404.html", "papers/1/paper.json", "meetings/6/pack.pdf", "meetings/6/supplement-1.pdf", "meetings/6/agenda.docx", "meetings/1/minutes.docx"} {
		if _, there := files[want]; !there {
			t.Errorf("%s was not written", want)
		}
	}
}

// A page that was taken back since it was published is replaced by one that says
// so; a file of its own is not written again.
func TestAPageThatWasTakenBackIsReplaced(t *testing.T) {
	r := filled(t)
	before := published(t, r)
	r.takeBack()
	after := published(t, r, slices.Sorted(maps.Keys(before))...)
	for _, path := range []string{"papers/1/index.html", "papers/1/text/index.html", "practice/1/index.html"} {
		if before[path] == "" || !strings.Contains(after[path], "was taken back") || !strings.Contains(after[path], `href="../`) {
			t.Errorf("%s is not replaced by a page that leads on: %.200s", path, after[path])
		}
	}
	for _, path := range []string{"papers/1/SOC – business case.pdf", "papers/1/paper.json", "meetings/6/pack.pdf"} {
		if _, there := after[path]; before[path] == "" || there {
			t.Errorf("%s is written again, or was not before", path)
		}
	}
}

func unescaped(t *testing.T, path string) string {
	t.Helper()
	name, err := url.PathUnescape(path)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// People call their files as they like, and a disk takes 255 bytes.
func TestAPaperIsPublishedWhateverItsFileIsCalled(t *testing.T) {
	r := filled(t)
	soc := itemCalled(r.agendaOf(council.Meeting{ID: 6}), "A shared security operations centre")
	names := []string{"C++ & R&D 'plan' (1) #2, 100%; a=b@c~d!$.pdf", strings.Repeat("Cyngor dŵr 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ", 30) + ".pdf", "&#43;&amp;.pdf", "\"../../x\".pdf", "...", ".pdf"}
	for i, name := range names {
		p := council.Paper{Item: soc.ID, Title: "A paper", Writer: "Ffion", Purpose: council.ToDecide, Marking: council.MarkClear}
		r.paper(p, council.File{Name: name, Type: "application/pdf"}, fmt.Sprintf("%%PDF-1.7 called %d", i), true)
	}
	base, files := serve(t, r.site()), published(t, r)
	for path, a := range crawl(t, base, "/papers/") {
		if a.status != http.StatusOK {
			t.Errorf("%s answers %d", path, a.status)
		}
	}
	for i := range names {
		kept := ""
		for path, content := range files {
			if content == fmt.Sprintf("%%PDF-1.7 called %d", i) {
				kept = path
			}
		}
		if name := filepath.Base(kept); kept == "" || name[0] == '.' || len(name) > nameMost || !utf8.ValidString(name) || !strings.HasSuffix(name, ".pdf") {
			t.Errorf("%q is published as %q", names[i], kept)
		}
	}
}

func TestAFilesNameEndsAsItsKindDoes(t *testing.T) {
	for name, content := range published(t, filled(t)) {
		if strings.HasPrefix(name, "papers/") && strings.Contains(content, "alert(1)") && !strings.HasSuffix(name, ".txt") {
			t.Errorf("a web server would send %s as a page", name)
		}
		if !slices.Contains([]string{".html", ".json", ".ics", ".xml", ".css", ".pdf", ".txt", ".docx"}, path.Ext(name)) {
			t.Errorf("nobody knows what %s is", name)
		}
	}
}

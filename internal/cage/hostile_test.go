package cage

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"councilbot/internal/document"
	"councilbot/internal/tooltest"
)

// paper is a file in testdata, or one made here.
func paper(name string) string { return filepath.Join("testdata", name) }

// spaces gives 300 MB of nothing.
type spaces struct{ left int }

func (s *spaces) Read(p []byte) (int, error) {
	if s.left -= len(p); s.left < 0 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func zipBomb(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bomb.docx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := zip.NewWriter(file)
	part, err := w.Create("word/document.xml")
	if err == nil {
		_, err = io.Copy(part, io.MultiReader(strings.NewReader("<document><p><t>"), &spaces{300 << 20}))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// held is how much memory this process has from the system, in bytes.
func held() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}

func TestHostilePapersTakeNothingDownWithThem(t *testing.T) {
	tooltest.Need(t, "pdftotext")
	if raced {
		return // nothing would hold their memory
	}
	bomb := zipBomb(t)
	before := held()
	for _, test := range []struct {
		rule, path string
		poppler    bool
		want       document.State
		say        string
	}{
		{"a page that inflates to 320 MB, read in Go", paper("explodes.pdf"), false, document.Unread, "more memory"},
		{"a page tree that goes in a circle, read in Go", paper("circle.pdf"), false, document.Damaged, ""},
		{"a page tree that goes in a circle", paper("circle.pdf"), true, document.Damaged, ""},
		{"metadata that inflates to 640 MB is not looked at, the text is read", paper("explodes-within.pdf"), true, document.Readable, ""},
		{"a document that inflates to 300 MB", bomb, true, document.TooBig, "more in this file"},
	} {
		t.Run(test.rule, func(t *testing.T) {
			if !test.poppler {
				t.Setenv("PATH", "")
			}
			got, err := Read(t.Context(), test.path, filepath.Base(test.path))
			if err != nil {
				t.Fatal(err)
			}
			if got.State != test.want || !strings.Contains(got.Say, test.say) {
				t.Errorf("got %s, %q; want %s", got.State, got.Say, test.want)
			}
			if got.State == document.Readable && (len(got.Findings) == 0 || got.Findings[len(got.Findings)-1].Code != document.NoCheck) {
				t.Errorf("it was not said that the checks were left out: %v", got.Findings)
			}
		})
	}
	if rise := held() - before; rise > 8<<20 {
		t.Errorf("this process took %d MB more for it", rise>>20)
	}
}

package cage

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"councilbot/internal/document"
	"councilbot/internal/tooltest"
)

// madeElsewhere is a paper that another program made.
func madeElsewhere(name string) string { return filepath.Join("..", "document", "testdata", name) }

func TestOfficeFilesBecomeTaggedPDFs(t *testing.T) {
	tooltest.Need(t, "soffice")
	for _, test := range []struct {
		file, says string
		kind       document.Kind
		pages      int
	}{
		{"report.docx", "Ŵyn and Tŷ Hafan", document.Word, 1},
		{"slides.pptx", "Three councils took part", document.Slides, 3},
		{"costs.xlsx", "Ynys Môn", document.Workbook, 2},
	} {
		t.Run(test.file, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out.pdf")
			if err := Convert(t.Context(), madeElsewhere(test.file), test.kind, out); err != nil {
				t.Fatal(err)
			}
			got, err := Read(t.Context(), out, "out.pdf")
			if err != nil || got.Pages != test.pages {
				t.Fatalf("got %d pages, %s, %v", got.Pages, got.State, err)
			}
			var text strings.Builder
			for _, p := range got.Passages {
				text.WriteString(p.Text)
			}
			if !strings.Contains(text.String(), test.says) {
				t.Errorf("it says %q", text.String())
			}
			for _, f := range got.Findings {
				if f.Code == document.NotTagged || f.Code == document.NoTitle || f.Code == document.NoLanguage {
					t.Errorf("%s: %s", f.Code, f.Say)
				}
			}
			if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) != 1 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

func TestWhatCannotBeConvertedIsAProblem(t *testing.T) {
	tooltest.Need(t, "soffice")
	for file, kind := range map[string]document.Kind{"locked.docx": document.Word, "many.pdf": document.PDF} {
		out := filepath.Join(t.TempDir(), "out.pdf")
		err := Convert(t.Context(), madeElsewhere(file), kind, out)
		var problem *Problem
		if !errors.As(err, &problem) {
			t.Errorf("%s: got %v; want a problem", file, err)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: there is a file", file)
		}
	}
}

func TestWithoutLibreOfficeThatIsSaid(t *testing.T) {
	t.Setenv("PATH", "")
	err := Convert(t.Context(), madeElsewhere("report.docx"), document.Word, filepath.Join(t.TempDir(), "out.pdf"))
	if !errors.Is(err, document.ErrNoOffice) {
		t.Errorf("got %v", err)
	}
}

func TestNothingIsFetchedForADocumentThatIsConverted(t *testing.T) {
	tooltest.Need(t, "soffice")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	called := make(chan struct{}, 10)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			called <- struct{}{}
			_ = conn.Close()
		}
	}()
	dir := t.TempDir()
	page := filepath.Join(dir, "page.html")
	content := `<!doctype html><html lang="en"><head><title>Spy</title><link rel="stylesheet" href="http://ADDR/a.css"></head><body><p>Hello<img src="http://ADDR/a.png"></p></body></html>`
	if err := os.WriteFile(page, []byte(strings.ReplaceAll(content, "ADDR", listener.Addr().String())), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Convert(t.Context(), page, document.HTML, filepath.Join(dir, "out.pdf")); err != nil {
		t.Fatal(err)
	}
	if len(called) > 0 {
		t.Errorf("the document made LibreOffice call %d times", len(called))
	}
}

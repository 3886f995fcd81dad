package document

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// report is a document of so many pages' worth of paragraphs, as Word keeps it.
func report(pages int) string {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="w"><w:body>`)
	for n := range pages {
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Part %d</w:t></w:r></w:p>`, n+1)
		for range 5 {
			b.WriteString(`<w:p><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>` + strings.Repeat("The board met the suppliers twice and asked each of them for a price. ", 9) + `</w:t></w:r></w:p>`)
		}
	}
	return b.String() + `</w:body></w:document>`
}

// BenchmarkWord reads a Word document of fifty pages.
func BenchmarkWord(b *testing.B) {
	path := filepath.Join(b.TempDir(), "report.docx")
	content := packed(b, map[string]io.Reader{"word/document.xml": strings.NewReader(report(50))})
	if err := os.WriteFile(path, content, 0o600); err != nil {
		b.Fatal(err)
	}
	benchmark(b, path)
}

// BenchmarkPDF reads a PDF of three hundred pages, by either way.
func BenchmarkPDF(b *testing.B) {
	path := filepath.Join("testdata", "many.pdf")
	b.Run("poppler", func(b *testing.B) { benchmark(b, path) })
	b.Run("library", func(b *testing.B) {
		b.Setenv("PATH", "")
		benchmark(b, path)
	})
}

func benchmark(b *testing.B, path string) {
	b.ReportAllocs()
	for b.Loop() {
		got, err := Read(b.Context(), path, filepath.Base(path))
		if err != nil || got.State != Readable {
			b.Fatal(got.State, err)
		}
	}
}

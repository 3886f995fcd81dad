package clerk

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"

	"councilbot/internal/document"
	"councilbot/internal/printing"
	"councilbot/internal/tooltest"
)

// packDay is when the packs of the tests are made.
var packDay = time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)

// aPDF writes a PDF of pages that each say their name and number.
func aPDF(t testing.TB, name string, pages int) string {
	t.Helper()
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCreationDate(packDay)
	for n := range pages {
		f.AddPage()
		f.SetFont("Helvetica", "", 24)
		f.Text(72, 100, fmt.Sprintf("%s page %d", name, n+1))
	}
	file := filepath.Join(t.TempDir(), name+".pdf")
	if err := f.OutputFileAndClose(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// pdfTool is a program of others' by which a pack is judged.
func pdfTool(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tooltest.Need(t, name), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// pageText is what one page says, as pdftotext reads it.
func pageText(t testing.TB, file string, page int) string {
	n := fmt.Sprint(page)
	return pdfTool(t, "pdftotext", "-f", n, "-l", n, "-layout", file, "-")
}

// aPack has papers that can be shown, one that cannot, and a closed item.
func aPack(t testing.TB) printing.Pack {
	long := "What it costs, in a title so long that it has to go on in a second line of the contents, and of the agenda as well"
	item := func(n, title string, papers ...printing.Paper) printing.Item {
		return printing.Item{Number: n, Title: title, Clock: "10:1" + n, Facts: []string{"for decision", "15 minutes"}, Presenter: "Siân ap Rhŷs", Ask: "Agree?", Papers: papers}
	}
	return printing.Pack{Day: "2 March 2027", At: packDay,
		Sheet: printing.Sheet{Council: "Local CIO Council", Title: "Agenda: Thursday 11 March 2027",
			Facts: []printing.Fact{{Name: "Where", Value: "Tŷ Hywel; Ceòl 🎉 日本"}},
			Parts: []printing.Part{
				{Heading: "Business", Items: []printing.Item{item("3", "Minutes", printing.Paper{Number: "Paper 3.1", Title: "Minutes of December"}),
					item("4", "Shared desk", printing.Paper{Number: "Paper 4.1", Title: "A desk", Author: "Ana Jones"}, printing.Paper{Number: "Paper 4.2", Title: long})}},
				{Heading: "Closed items", Items: []printing.Item{{Number: "5", Title: "Contract", Closed: "prices"}}}}},
		Papers: []printing.PackPaper{
			{Item: "3. Minutes", Number: "Paper 3.1", Title: "Minutes of December", Why: []string{"The file opens only with a password."}},
			{Item: "4. Shared desk", Number: "Paper 4.1", Title: "A desk", Author: "Ana Jones", File: aPDF(t, "apple", 3), Pages: 3},
			{Item: "4. Shared desk", Number: "Paper 4.2", Title: long, File: aPDF(t, "pear", 2), Pages: 2},
			{Item: "5. Contract", Title: "Contract", Why: []string{"Not for the public. The reason: prices."}},
		}}
}

func mustPrint(t testing.TB, p printing.Pack) (file string) {
	t.Helper()
	printed, err := p.Print()
	if err != nil {
		t.Fatal(err)
	}
	plan := packPlan(printed, p.Sheet.Council, p.At)
	plan.Sheets, file = filepath.Join(t.TempDir(), "sheets.pdf"), filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(plan.Sheets, printed.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := document.PackFile(t.Context(), plan, file); err != nil {
		t.Fatal(err)
	}
	pdfTool(t, "qpdf", "--check", file)
	return file
}

func TestEveryPageOfAPackIsWhereItsContentsSay(t *testing.T) {
	file := mustPrint(t, aPack(t))
	for page, wants := range map[int][]string{
		1: {"Agenda and papers:", "Thursday 11 March 2027", "Tŷ Hywel; Ceòl □□", "Contents", "Agenda", " 2\n", "Paper 3.1: Minutes of December. The file opens only with a password", " 3\n",
			"Paper 4.1: A desk, by Ana Jones", " 4\n", " 7\n", "5. Contract (closed)", " 9\n", "Pack page 1 of 9", "If you need a paper in another form"},
		2: {"Agenda: Thursday 11 March 2027", "4. Shared desk", "Siân ap Rhŷs", "Paper 4.1: A desk, by Ana Jones (pack page 4)", "Not for the public. The reason: prices.", "Pack page 2 of 9"},
		3: {"Paper 3.1: Minutes of December", "The file opens only with a password.", "Paper 3.1 – Pack page 3 of 9"},
		4: {"apple page 1", "Paper 4.1 – Pack page 4 of 9"}, 6: {"apple page 3", "Paper 4.1 – Pack page 6 of 9"},
		7: {"pear page 1", "Paper 4.2 – Pack page 7 of 9"}, 9: {"Contract", "Not for the public. The reason: prices.", "Pack page 9 of 9"},
	} {
		text := pageText(t, file, page)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("page %d lacks %q:\n%s", page, want, text)
			}
		}
	}
	marks := pdfTool(t, "qpdf", "--json=2", "--json-key=outlines", file)
	for _, want := range []string{`"title": "Agenda"`, `"title": "4. Shared desk"`, `"title": "Paper 4.1: A desk"`, `"title": "5. Contract (closed)"`, `"destpageposfrom1": 9`} {
		if !strings.Contains(marks, want) {
			t.Errorf("the bookmarks lack %s:\n%s", want, marks)
		}
	}
	structure := pdfTool(t, "pdfinfo", "-struct-text", file)
	for _, want := range []string{"H1 (block)", "H2 (block)", "H3 (block)", "TOCI", `"Where Tŷ Hywel; Ceòl □□ "`} {
		if !strings.Contains(structure, want) {
			t.Errorf("the structure lacks %s:\n%s", want, structure)
		}
	}
}

func TestASupplementSaysWhichItIsOnEveryPage(t *testing.T) {
	p := aPack(t)
	p.Supplement, p.Papers = 1, p.Papers[1:2]
	file := mustPrint(t, p)
	if text := pageText(t, file, 1); !strings.Contains(text, "Supplement 1, 2 March 2027:") || !strings.Contains(text, "S1-2") || strings.Contains(text, "Shared desk\n\n   Agree") {
		t.Errorf("the front sheet says\n%s", text)
	}
	if text := pageText(t, file, 2); !strings.Contains(text, "apple page 1") || !strings.Contains(text, "Paper 4.1 – Supplement 1, page S1-2 of 4") {
		t.Errorf("the paper's first page says\n%s", text)
	}
}

func TestContentsOfManyPagesNameThePagesAfterThem(t *testing.T) {
	p := aPack(t)
	p.Papers = nil
	file := aPDF(t, "leaf", 1)
	for n := range 120 {
		p.Papers = append(p.Papers, printing.PackPaper{Item: fmt.Sprintf("%d. Item", n), Number: fmt.Sprintf("Paper %d.1", n), Title: "A leaf", File: file, Pages: 1})
	}
	out := mustPrint(t, p)
	if text := pageText(t, out, 1); !strings.Contains(text, "Paper 0.1") {
		t.Errorf("the contents begin\n%s", text)
	}
	found := pdfTool(t, "pdftotext", "-layout", out, "-")
	pages := strings.Split(found, "\f")
	front := 0
	for !strings.Contains(pages[front], "leaf page 1") {
		front++
	}
	if !strings.Contains(pages[front], fmt.Sprintf("Paper 0.1 – Pack page %d of", front+1)) || !strings.Contains(strings.Join(pages[:front], ""), fmt.Sprintf(" %d\n", front+1)) {
		t.Errorf("the first paper stands on page %d, which the contents do not name", front+1)
	}
}

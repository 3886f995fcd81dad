package document

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// rawPDF writes a PDF of the objects given, numbered from 1, the first of which
// is the catalogue. "stream:" parts a dictionary from its bytes.
func rawPDF(t testing.TB, objects ...string) string {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	table := "0000000000 65535 f \n"
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		if d, stream, found := strings.Cut(o, "stream:"); found {
			o = fmt.Sprintf("%s/Length %d>>\nstream\n%s\nendstream", strings.TrimSuffix(d, ">>"), len(stream), stream)
		}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table, len(objects)+1, at)
	file := filepath.Join(t.TempDir(), "raw.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

// onePage is a PDF of one page with more in its page's dictionary, and a drawing.
func onePage(t testing.TB, page, drawing string, more ...string) string {
	return rawPDF(t, append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R" + page + ">>",
		"<<>>stream:" + drawing, helvetica}, more...)...)
}

// tagged is a PDF whose author has marked a heading, a picture with its words, a
// table's head and a link, in words of its own.
func tagged(t testing.TB, words string) string {
	return rawPDF(t,
		"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(cy)>>",
		"<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R/StructParents 0/Annots[10 0 R]>>",
		"<<>>stream:/H1 <</MCID 0>> BDC BT /F 20 Tf 72 700 Td ("+words+") Tj ET EMC /Figure <</MCID 1>> BDC 0 0 20 20 re f EMC /TD <</MCID 2>> BDC BT /F 20 Tf 72 500 Td (cell) Tj ET EMC",
		helvetica,
		"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0 [8 0 R 9 0 R 11 0 R] 1 12 0 R]>>/RoleMap<</Pennawd/H1>>>>",
		"<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R 9 0 R 11 0 R 12 0 R]>>",
		"<</Type/StructElem/S/Pennawd/P 7 0 R/Pg 3 0 R/K 0>>",
		"<</Type/StructElem/S/Figure/P 7 0 R/Pg 3 0 R/K 1/Alt(A black square)>>",
		"<</Type/Annot/Subtype/Link/Rect[72 600 200 620]/A<</S/URI/URI(https://example.org/)>>/StructParent 1>>",
		"<</Type/StructElem/S/TD/P 7 0 R/Pg 3 0 R/K 2/ID(h1)/A<</O/Table/Headers[(h1)]>>>>",
		"<</Type/StructElem/S/Link/P 7 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 10 0 R>>>>")
}

// awful is a PDF with all that a pack leaves behind.
func awful(t testing.TB) string {
	return rawPDF(t,
		"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AcroForm<</Fields[8 0 R]/XFA(LEFTBEHIND)>>/Names<</EmbeddedFiles<</Names[(LEFTBEHIND.exe) 9 0 R]>>/JavaScript<</Names[(a) 6 0 R]>>>>/Metadata 12 0 R/AA<</WC 6 0 R>>>>",
		"<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R/AA<</O 6 0 R>>/Annots[7 0 R 8 0 R 10 0 R 11 0 R 14 0 R]/Metadata 12 0 R/PieceInfo<</X<</Private(LEFTBEHIND)>>>>>>",
		"<<>>stream:BT /F 20 Tf 72 700 Td (the page) Tj ET",
		helvetica,
		"<</S/JavaScript/JS(app.alert\\('LEFTBEHIND'\\))>>",
		"<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/Launch/F(LEFTBEHIND.exe)>>>>",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(field)/V(LEFTBEHIND)/Rect[72 600 272 620]/AP<</N 13 0 R>>/AA<</K 6 0 R>>>>",
		"<</Type/Filespec/F(LEFTBEHIND.exe)/EF<</F 12 0 R>>>>",
		"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 9 0 R/Contents(LEFTBEHIND)>>",
		"<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/URI/URI(javascript:LEFTBEHIND)>>>>",
		"<</Type/Metadata/Subtype/XML>>stream:LEFTBEHIND",
		"<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>>>stream:BT /F 12 Tf 2 5 Td (what was filled in) Tj ET",
		"<</Type/Annot/Subtype/Link/Rect[0 60 50 90]/Dest[3 0 R/Fit]/AA<</E 6 0 R>>>>")
}

func TestWhatAuthorsMadeForScreenReadersIsInThePack(t *testing.T) {
	file := mustPack(t, planned(t, tagged(t, "Croeso"), aPDF(t, "plain", 1, nil), tagged(t, "Welcome")))
	packTool(t, "qpdf", "--check", file)
	got := regexp.MustCompile(`(?m)^ +/.*\n`).ReplaceAllString(packTool(t, "pdfinfo", "-struct-text", file), "")
	for _, words := range []string{"Croeso", "Welcome"} {
		want := regexp.MustCompile(`Part.*\n +Document\n +H1 \(block\)\n +"` + words + `"\n +Figure.*\n +""\n +TD.*\n +"cell"\n +Link \(inline\)\n +Object \d+ 0`)
		if !want.MatchString(got) {
			t.Errorf("the structure is\n%s\nwant the source's own with %q", got, words)
		}
	}
	whole := packTool(t, "qpdf", "--qdf", "--object-streams=disable", file, "-")
	for _, want := range []string{"/Alt (A black square)", "/Marked true", "/DisplayDocTitle true", "/Lang (en-GB)", "/Lang (cy)", "/IDTree"} {
		if !strings.Contains(whole, want) {
			t.Errorf("the pack lacks %s", want)
		}
	}
	if n := strings.Count(whole, "/StructTreeRoot "); n != 1 {
		t.Errorf("the pack's catalogue names %d roots of structure, want one", n)
	}
}

func TestNothingThatRunsOrHidesIsInThePack(t *testing.T) {
	file := mustPack(t, planned(t, awful(t)))
	packTool(t, "qpdf", "--check", file)
	whole := packTool(t, "qpdf", "--qdf", "--object-streams=disable", file, "-")
	for _, bad := range []string{"LEFTBEHIND", "JavaScript", "/JS", "/AA", "AcroForm", "Widget", "FileAttachment", "EmbeddedFile", "/Launch", "OpenAction"} {
		if strings.Contains(whole, bad) {
			t.Errorf("the pack holds %s", bad)
		}
	}
	text := pageText(t, file, 3)
	for _, want := range []string{"the page", "what was filled in", "Pack page 3 of 3"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	if strings.Count(whole, "/Subtype /Link") != 2 { // the contents', and the one that leads to a page
		t.Error("want the link to a page kept, and no other")
	}
}

var wordBox = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">Pack</word>`)

// TestAStampStandsAtTheFootOfEveryPage finds it as a reader sees the page: turned,
// cut, small, large, and however the source left the page.
func TestAStampStandsAtTheFootOfEveryPage(t *testing.T) {
	const words = "BT /F 20 Tf 100 100 Td (words) Tj ET"
	for name, c := range map[string]struct{ page, drawing string }{
		"upright":                 {"/MediaBox[0 0 595 842]", words},
		"turned by 90":            {"/MediaBox[0 0 595 842]/Rotate 90", words},
		"turned by 180":           {"/MediaBox[0 0 595 842]/Rotate 180", words},
		"turned by 270":           {"/MediaBox[0 0 595 842]/Rotate -90", words},
		"lying":                   {"/MediaBox[0 0 842 595]", words},
		"away from the origin":    {"/MediaBox[-300 -400 295 442]", words},
		"cut":                     {"/MediaBox[0 0 800 1000]/CropBox[100 100 695 942]", words},
		"cut and turned":          {"/MediaBox[0 0 800 1000]/CropBox[100 100 695 942]/Rotate 90", words},
		"as small as a card":      {"/MediaBox[0 0 150 90]", words},
		"as large as a poster":    {"/MediaBox[0 0 2384 3370]", words},
		"no size at all":          {"", words},
		"left shrunk":             {"/MediaBox[0 0 595 842]", "q q .1 0 0 .1 0 0 cm " + words},
		"restored too often":      {"/MediaBox[0 0 595 842]", "Q Q Q .1 0 0 .1 0 0 cm " + words},
		"with strings that say q": {"/MediaBox[0 0 595 842]", "BT /F 9 Tf 9 99 Td (q \\) q ( q )) Tj <71> Tj ET %q\n.1 0 0 .1 0 0 cm"},
		"with an image inline":    {"/MediaBox[0 0 595 842]", "q BI /W 1 /H 1 /BPC 8 /CS /G ID q Q q EI .1 0 0 .1 0 0 cm"},
	} {
		file := mustPack(t, planned(t, onePage(t, c.page, c.drawing)))
		packTool(t, "qpdf", "--check", file)
		out := packTool(t, "pdftotext", "-bbox", "-f", "3", "-l", "3", "-cropbox", file, "-")
		size := regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)"`).FindStringSubmatch(out)
		at := wordBox.FindStringSubmatch(out)
		if size == nil || at == nil {
			t.Errorf("%s: no stamp can be read:\n%s", name, out)
			continue
		}
		wide, high := mustNumber(t, size[1]), mustNumber(t, size[2])
		if strings.Contains(name, "turned by 90") || strings.Contains(name, "270") || name == "cut and turned" {
			wide, high = high, wide // pdftotext gives the size of the page as it lies
		}
		left, top, right, bottom := mustNumber(t, at[1]), mustNumber(t, at[2]), mustNumber(t, at[3]), mustNumber(t, at[4])
		if bottom > high || top < high*0.8 || left < wide*0.04 || right > wide || right-left < bottom-top {
			t.Errorf("%s: on a page of %.0f × %.0f the stamp begins at %.0f, %.0f to %.0f, %.0f", name, wide, high, left, top, right, bottom)
		}
	}
}

func mustNumber(t testing.TB, text string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhatAnAuthorHasHiddenStaysHidden(t *testing.T) {
	file := rawPDF(t, "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>/Contents 4 0 R>>",
		"<<>>stream:/OC /L BDC BT /F 20 Tf 100 100 Td (hidden) Tj ET EMC", helvetica, "<</Type/OCG/Name(draft)>>")
	if text := pageText(t, mustPack(t, planned(t, file)), 3); strings.Contains(text, "hidden") {
		t.Errorf("the page shows a hidden layer:\n%s", text)
	}
}

// FuzzPack: whatever a paper's file holds, it is refused or makes a pack that
// reads as a PDF again.
func FuzzPack(f *testing.F) {
	for _, file := range []string{tagged(f, "seed"), awful(f), onePage(f, "/Rotate 90", "q")} {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	sheet := sheets(f, 1, nil)
	f.Fuzz(func(t *testing.T, content []byte) {
		file := filepath.Join(t.TempDir(), "paper.pdf")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		n, err := Survey(t.Context(), file)
		if err != nil {
			return
		}
		plan := PackPlan{Sheets: sheet, Parts: []PackPart{{First: 1, Pages: 1}, {File: file, Pages: n}}}
		if got, err := Survey(t.Context(), mustPack(t, plan)); err != nil || got != n+1 {
			t.Errorf("the pack of a paper of %d pages has %d, %v", n, got, err)
		}
	})
}

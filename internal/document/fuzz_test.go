package document

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sane fails when a reading is not one that the rest may rely on, whatever the
// file was.
func sane(t *testing.T, got Reading) {
	t.Helper()
	states := []State{Readable, Empty, Locked, Damaged, Strange, TooBig}
	if !slices.Contains(states, got.State) || (got.State == Readable) != (got.Say == "") {
		t.Errorf("it is %q and says %q", got.State, got.Say)
	}
	if got.State != Readable && len(got.Passages) > 0 {
		t.Error("it could not be read and has text")
	}
	for _, p := range got.Passages {
		if !utf8.ValidString(p.Text) || utf8.RuneCountInString(p.Text) > MaxPassage || strings.TrimSpace(p.Text) == "" || strings.ContainsRune(p.Text, 0) {
			t.Errorf("a passage is %q", p.Text)
		}
	}
	if !utf8.ValidString(got.Title) {
		t.Errorf("the title is %q", got.Title)
	}
}

// fuzzed reads bytes as a file.
func fuzzed(t *testing.T, name string, content []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(t.Context(), path, name)
	if err != nil {
		t.Fatal(err)
	}
	sane(t, got)
}

// parts are a part of an office file that says which kind it is, and those that
// it needs besides.
var parts = []struct {
	ending, fuzzed string
	besides        map[string]string
}{
	{"docx", "word/document.xml", map[string]string{"word/styles.xml": `<styles><style styleId="H"><name val="heading 1"/></style><style styleId="I"><basedOn val="I"/></style></styles>`}},
	{"pptx", "ppt/slides/slide1.xml", map[string]string{"ppt/presentation.xml": `<p xmlns:r="r"><sldId r:id="1"/></p>`, "ppt/_rels/presentation.xml.rels": `<r><Relationship Id="1" Target="slides/slide1.xml"/></r>`}},
	{"xlsx", "xl/worksheets/sheet1.xml", map[string]string{"xl/workbook.xml": `<w xmlns:r="r"><sheet name="A" r:id="1"/></w>`, "xl/_rels/workbook.xml.rels": `<r><Relationship Id="1" Target="worksheets/sheet1.xml"/></r>`, "xl/sharedStrings.xml": `<s><si><t>One</t></si></s>`}},
	{"odt", "content.xml", map[string]string{"mimetype": "application/vnd.oasis.opendocument.text"}},
	{"odp", "content.xml", map[string]string{"mimetype": "application/vnd.oasis.opendocument.presentation"}},
	{"ods", "content.xml", map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}},
}

func FuzzOfficeXML(f *testing.F) {
	for kind, seed := range []string{
		`<document><p><pPr><pStyle val="H"/></pPr><r><t>Costs</t></r></p><p><r><t>Tŷ</t><drawing><docPr descr=""/><blip/></drawing></r></p></document>`,
		`<sld><sp><nvPr><ph type="title"/></nvPr><p><t>What we ask</t></p></sp><pic><cNvPr descr="A"/></pic></sld>`,
		`<worksheet><row><c t="s"><v>0</v></c><c><v>42</v></c></row></worksheet>`,
		`<d><h outline-level="2">Costs</h><p>Tŷ<s/>Hafan<annotation>no</annotation><frame><image/><title>A</title></frame></p></d>`,
		`<d><page><frame class="title"><p>Costs</p></frame><notes><p>no</p></notes></page></d>`,
		`<d><table name="A"><table-row><p>1</p></table-row></table></d>`,
		`</p>`, `<p><p><p><frame></p>`,
	} {
		f.Add(byte(kind), seed)
	}
	f.Fuzz(func(t *testing.T, which byte, xml string) {
		kind := parts[int(which)%len(parts)]
		files := map[string]io.Reader{kind.fuzzed: strings.NewReader(xml)}
		for name, content := range kind.besides {
			files[name] = strings.NewReader(content)
		}
		fuzzed(t, "paper."+kind.ending, packed(t, files))
	})
}

func FuzzArchive(f *testing.F) {
	for _, file := range []string{"cymraeg.docx", "costs.xlsx", "truncated.docx"} {
		content, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if !bytes.HasPrefix(content, []byte("%PDF-")) && !bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) { // PDFs start a program each
			fuzzed(t, "paper.docx", content)
		}
	})
}

func FuzzWebPage(f *testing.F) {
	for _, seed := range []string{
		`<!doctype html><html lang="cy"><title>Tŷ</title><h1>Costs</h1><p>One<br>two<table><tr><th>A<td>B</table><img alt="x"><img src=y>`,
		`<html><script>no</script><style>no</style><title>`, `<h1><h3><h6>`, `<p`, "<html>\xff\xfe", `<textarea><p>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) { fuzzed(t, "page.html", []byte("<html>"+page)) })
}

// plainPDF has tags, a link, a button with an appearance and a page that leaves its
// state saved, all in plain letters.
const plainPDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/Lang(cy)/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Rotate 90/Contents 4 0 R/StructParents 0/Annots[7 0 R 8 0 R]>>endobj
4 0 obj<</Length 15>>stream
q q (a\)) BT ET Q
endstream endobj
5 0 obj<</Type/StructTreeRoot/K[6 0 R]/RoleMap<</Text/P>>/ParentTree<</Nums[0[6 0 R]]>>>>endobj
6 0 obj<</Type/StructElem/S/Text/P 5 0 R/Pg 3 0 R/ID(one)/K[0<</Type/OBJR/Obj 7 0 R>>]>>endobj
7 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>endobj
8 0 obj<</Type/Annot/Subtype/Widget/Rect[9 9 20 20]/AP<</N 9 0 R>>>>endobj
9 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 5 5]/Matrix[1 0 0 1 0 0]/Length 1>>stream
q
endstream endobj
trailer<</Root 1 0 R/Size 10>>
%%EOF
`

// FuzzPaperOfAPack puts PDFs into a pack, whatever their insides are, and reads the
// pack again.
func FuzzPaperOfAPack(f *testing.F) {
	for _, file := range []string{"tagged.pdf", "rotated.pdf", "poor.pdf", "protected.pdf", "truncated.pdf"} {
		content, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Add([]byte(plainPDF))
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := readSource(t.Context(), bytes.NewReader(content))
		if err != nil {
			return
		}
		var out bytes.Buffer
		p := newPacker(PackPlan{Stamps: make([]Stamp, len(s.pages))}, &out)
		p.font = p.w.add(nil)
		if err := safely(func() error { return p.paper(s, PackPart{Pages: len(s.pages)}) }); err != nil {
			return
		}
		if err := p.finish(); err != nil {
			t.Fatal(err)
		}
		again, err := readSource(t.Context(), bytes.NewReader(out.Bytes()))
		if err != nil || len(again.pages) != len(s.pages) {
			t.Errorf("of %d pages the pack can be read as %v, %v", len(s.pages), again, err)
		}
	})
}

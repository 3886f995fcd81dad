package printing

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// keepFiles names a folder for what the tests print, to be opened in Word or
// LibreOffice; empty keeps none.
var keepFiles = os.Getenv("COUNCILBOT_FILES")

// wordParts are the parts of a sheet's Word document, each of which is whole XML.
func wordParts(t *testing.T, name string, s Sheet) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := Word(&b, s); err != nil {
		t.Fatal(err)
	}
	if keepFiles != "" {
		if err := os.WriteFile(keepFiles+"/"+name+".docx", b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, text)
			}
		}
	}
	return parts
}

func TestAWordDocumentHasItsTitleHeadingsAndLanguage(t *testing.T) {
	s := aSheet(t)
	s.Parts[1].Items[0].Papers[0].URL = "https://council.example/papers/12/?a=1&b=2"
	parts := wordParts(t, "agenda", s)
	document := parts["word/document.xml"]
	for _, want := range []string{
		`<w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">Agenda: Thursday 11 March 2027<`,
		`<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">Business<`,
		`<w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">2. Gŵyl ddigidol &amp; &lt;b&gt;Ceòl 🎉&lt;/b&gt;<`,
		`<w:tblHeader/>`, `Not for the public. The reason: commercial: prices under way.`, `(pack page 12)`, `<w:hyperlink r:id="rId4">`,
	} {
		if !strings.Contains(document, want) {
			t.Errorf("the document lacks %q:\n%s", want, document)
		}
	}
	if got := parts["docProps/core.xml"]; !strings.Contains(got, "<dc:title>Agenda: Thursday 11 March 2027</dc:title>") || !strings.Contains(got, "<dc:language>en-GB<") {
		t.Errorf("the document's properties are %s", got)
	}
	if !strings.Contains(parts["word/styles.xml"], `<w:lang w:val="en-GB"`) {
		t.Error("the document does not say its language")
	}
	if got := parts["word/_rels/document.xml.rels"]; !strings.Contains(got, `Id="rId4"`) || !strings.Contains(got, "?a=1&amp;b=2") {
		t.Errorf("the links are %s", got)
	}
	for name, text := range parts {
		if strings.Contains(text, "SECRET") {
			t.Errorf("%s tells of a closed item, or the joining link", name)
		}
	}
}

func TestMinutesInWordSayWhatTheSheetSays(t *testing.T) {
	document := wordParts(t, "minutes", someMinutes(t))["word/document.xml"]
	for _, want := range []string{">DRAFT<", ">Ana Jones (Kent)<", ">None.<", ">7a.1  The council heard the plan.<", ">Decision D-2027-04: <", ">Agreed to share a desk.<", ">Write to all members. Jo Smith, by 31 March 2027.<"} {
		if !strings.Contains(document, want) {
			t.Errorf("the document lacks %q:\n%s", want, document)
		}
	}
}

// FuzzWord: whatever people write, the document is whole.
func FuzzWord(f *testing.F) {
	f.Add("a & b", "https://example.org/?\"<'")
	f.Add("\x00\xff", "http://\x01")
	f.Fuzz(func(t *testing.T, words, address string) {
		wordParts(t, "fuzz", Sheet{Title: words, Facts: []Fact{{Name: words, Value: words, URL: address}}, Parts: []Part{{Items: []Item{{Number: words, Papers: []Paper{{Title: words, URL: address}}}}}}})
	})
}

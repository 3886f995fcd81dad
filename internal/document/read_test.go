package document

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/tooltest"
)

// papers are the files in testdata, made by other programs, and what is to be
// read of each.
var papers = []struct {
	file     string
	as       string // the name it was sent with, where it is another
	kind     Kind
	state    State // empty: Readable
	title    string
	language string
	pages    int
	findings []Code
	says     []string // among the text
}{
	{file: "report.docx", kind: Word, title: "Shared service desk: a proposal", language: "en-GB", says: []string{"Ŵyn and Tŷ Hafan", "£42,000", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 🙂"}},
	{file: "report.odt", kind: ODText, title: "Shared service desk: a proposal", language: "en-GB", pages: 1, says: []string{"Ŵyn and Tŷ Hafan", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 🙂"}},
	{file: "report.html", kind: HTML, title: "Shared service desk: a proposal", language: "en-GB", findings: []Code{NoAltText}, says: []string{"Ŵyn and Tŷ Hafan"}},
	{file: "tagged.pdf", kind: PDF, title: "Shared service desk: a proposal", language: "en-GB", pages: 1, says: []string{"Ŵyn and Tŷ Hafan", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 🙂"}},
	{file: "untagged.pdf", kind: PDF, title: "Shared service desk: a proposal", language: "en-GB", pages: 1, findings: []Code{NotTagged}, says: []string{"£42,000"}},
	{file: "rotated.pdf", kind: PDF, title: "Shared service desk: a proposal", language: "en-GB", pages: 1, findings: []Code{NotTagged}, says: []string{"£42,000"}},
	{file: "hidden-title.pdf", kind: PDF, title: "Shared service desk: a proposal", language: "en-GB", pages: 1, findings: []Code{HiddenTitle}},
	{file: "chromium.pdf", kind: PDF, title: "Buying phones together", language: "en-GB", pages: 1, findings: []Code{NoAltText}, says: []string{"Dŵr Cymru & Tŷ Hafan"}},
	{file: "poor.docx", kind: Word, language: "en-GB", findings: []Code{NoHeadings, NoAltText, NoTitle}, says: []string{"a price per seat"}},
	{file: "poor.pdf", kind: PDF, language: "en-GB", pages: 2, findings: []Code{NotTagged, NoTitle}, says: []string{"a price per seat"}},
	{file: "gap.docx", kind: Word, title: "Document1", language: "en-GB", findings: []Code{HeadingGap, NoAltText, NoTitle}},
	{file: "tagged-gap.pdf", kind: PDF, title: "Document1", language: "en-GB", pages: 1, findings: []Code{HeadingGap, NoAltText, NoTitle}},
	{file: "cymraeg.docx", as: "Desg gwasanaeth – tŷ a dŵr 🏴󠁧󠁢󠁷󠁬󠁳󠁿.docx", kind: Word, title: "Desg gwasanaeth ar y cyd: cynnig i’r cyngor", language: "cy-GB", says: []string{"Tŷ, ŵyn, dŵr, llŷn, pŵer"}},
	{file: "scanned.pdf", kind: PDF, title: "scan0001", pages: 2, findings: []Code{Scanned, NoTitle, NoLanguage}},
	{file: "many.pdf", kind: PDF, pages: 300, findings: []Code{NotTagged, NoTitle, NoLanguage}, says: []string{"Every laptop"}},
	{file: "protected.pdf", kind: PDF, title: "Three hundred pages", language: "en-GB", pages: 1, findings: []Code{NotTagged, Protected}, says: []string{"Every laptop"}},
	{file: "slides.pptx", kind: Slides, title: "Cyber exercise: what we learned", pages: 3, findings: []Code{NoSlideName, NoAltText}, says: []string{"Heddlu Gogledd Cymru: tŷ, ŵyn"}},
	{file: "slides.odp", kind: ODSlides, title: "Cyber exercise: what we learned", language: "en-US", pages: 3, findings: []Code{NoSlideName, NoAltText}, says: []string{"Heddlu Gogledd Cymru: tŷ, ŵyn"}},
	{file: "costs.xlsx", kind: Workbook, title: "Costs of the shared desk 2027", pages: 2, says: []string{"Ynys Môn | 120 | 9000", "March 2027"}},
	{file: "costs.ods", kind: ODSheet, title: "Costs of the shared desk 2027", language: "en-US", pages: 2, says: []string{"Ynys Môn | 120 | 9000", "March 2027"}},
	{file: "page.html", kind: HTML, title: "Buying phones together", language: "en-GB", findings: []Code{NoAltText}, says: []string{"Dŵr Cymru & Tŷ Hafan", "Ynys Môn | 250", "🙂"}},
	{file: "report.docx", as: "minutes.pdf", kind: Word, title: "Shared service desk: a proposal", language: "en-GB", findings: []Code{WrongName}},
	{file: "tagged.pdf", as: "report", kind: PDF, title: "Shared service desk: a proposal", language: "en-GB", pages: 1},
	{file: "locked.pdf", kind: PDF, state: Locked},
	{file: "locked.docx", kind: Word, state: Locked},
	{file: "locked.odt", kind: ODText, state: Locked},
	{file: "truncated.pdf", kind: PDF, state: Damaged},
	{file: "truncated.docx", kind: Word, state: Damaged},
	{file: "one.doc", kind: OldWord, state: Strange},
}

func TestPapersMadeByOtherProgramsAreReadAndChecked(t *testing.T) {
	tooltest.Need(t, "pdftotext")
	for _, p := range papers {
		name := p.file
		if p.as != "" {
			name = p.as
		}
		t.Run(name, func(t *testing.T) {
			got, err := Read(t.Context(), filepath.Join("testdata", p.file), name)
			if err != nil {
				t.Fatal(err)
			}
			if p.state == "" {
				p.state = Readable
			}
			want := Reading{Kind: p.kind, State: p.state, Title: p.title, Language: p.language, Pages: p.pages}
			short := got
			short.Say, short.Passages, short.Findings = "", nil, nil
			if diff := cmp.Diff(want, short); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(p.findings, codes(got.Findings)); diff != "" {
				t.Error(diff)
			}
			for _, words := range p.says {
				if !strings.Contains(all(got), words) {
					t.Errorf("it does not say %q:\n%s", words, all(got))
				}
			}
			if (got.State == Readable) != (got.Say == "") {
				t.Errorf("it is %s and says %q", got.State, got.Say)
			}
			if strings.Contains(all(got), "SECRET") {
				t.Error("what is not for readers was read")
			}
		})
	}
}

func codes(found []Finding) (all []Code) {
	for _, f := range found {
		all = append(all, f.Code)
	}
	return all
}

func all(r Reading) string {
	var b strings.Builder
	for _, p := range r.Passages {
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}

func TestEveryFindingIsSaidInWholeSentencesAndTellsHowToMend(t *testing.T) {
	for _, p := range papers {
		got, err := Read(t.Context(), filepath.Join("testdata", p.file), p.file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range got.Findings {
			for _, said := range []string{f.Say, f.Mend} {
				if !strings.HasSuffix(said, ".") || strings.Contains(said, "..") {
					t.Errorf("%s: %s: %q is not a sentence", p.file, f.Code, said)
				}
			}
		}
		if got.Say != "" && !strings.HasSuffix(got.Say, ".") {
			t.Errorf("%s: %q is not a sentence", p.file, got.Say)
		}
	}
}

func TestAPDFIsReadWithoutPoppler(t *testing.T) {
	t.Setenv("PATH", "")
	for file, words := range map[string]string{
		"untagged.pdf": "The council is asked to agree the shared desk from 1 April 2027.",
		"chromium.pdf": "Five councils buy 3,000 phones a year.",
	} {
		got, err := Read(t.Context(), filepath.Join("testdata", file), file)
		if err != nil || got.State != Readable || !strings.Contains(all(got), words) {
			t.Errorf("%s: got %s, %v:\n%s", file, got.State, err, all(got))
		}
	}
	for file, want := range map[string]State{"locked.pdf": Locked, "truncated.pdf": Damaged} {
		got, err := Read(t.Context(), filepath.Join("testdata", file), file)
		if err != nil || got.State != want {
			t.Errorf("%s: got %s, %v; want %s", file, got.State, err, want)
		}
	}
}

func TestOnlyTheTextIsReadWhenTheChecksAreLeftOut(t *testing.T) {
	for file, want := range map[string][]Code{"poor.docx": {NoCheck}, "scanned.pdf": {Scanned, NoCheck}} {
		got, err := ReadText(t.Context(), filepath.Join("testdata", file), file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, codes(got.Findings)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// made keeps bytes as a file and reads them.
func made(t *testing.T, name string, content []byte) Reading {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(t.Context(), path, name)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// packed makes an office file of parts.
func packed(t testing.TB, parts map[string]io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, from := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = io.Copy(part, from)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// blanks gives so many spaces.
type blanks int

func (n *blanks) Read(p []byte) (int, error) {
	if *n <= 0 {
		return 0, io.EOF
	}
	size := min(len(p), int(*n))
	for i := range p[:size] {
		p[i] = ' '
	}
	*n -= blanks(size)
	return size, nil
}

func TestHostileAndHalfFilesAreReadingsToo(t *testing.T) {
	bomb := blanks(MaxInflated + 1)
	many := map[string]io.Reader{}
	for i := range maxEntries + 1 {
		many["word/"+strings.Repeat("x", i%50)+string(rune('a'+i%26))+strings.Repeat("y", i/50)] = strings.NewReader("")
	}
	many["word/document.xml"] = strings.NewReader("<p/>")
	laughs := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><document><p><t>&b;&x;</t></p></document>`
	for name, test := range map[string]struct {
		content []byte
		kind    Kind
		state   State
	}{
		"empty.pdf":         {nil, Text, Empty},
		"bomb.docx":         {packed(t, map[string]io.Reader{"word/document.xml": io.MultiReader(strings.NewReader("<document>"), &bomb)}), Word, TooBig},
		"entities.docx":     {packed(t, map[string]io.Reader{"word/document.xml": strings.NewReader(laughs)}), Word, Damaged},
		"unclosed.docx":     {packed(t, map[string]io.Reader{"word/document.xml": strings.NewReader("<document><p><t>Half")}), Word, Damaged},
		"no-document.xlsx":  {packed(t, map[string]io.Reader{"xl/workbook.xml": strings.NewReader("")}), Workbook, Readable},
		"program.pdf":       {[]byte("\x7fELF\x02\x01\x01\x00\x00"), Unknown, Strange},
		"some.zip":          {packed(t, map[string]io.Reader{"a.txt": strings.NewReader("a")}), Unknown, Strange},
		"only-a-header.pdf": {[]byte("%PDF-1.7\n"), PDF, Damaged},
		"old.rtf":           {[]byte(`{\rtf1 Hello}`), OldWord, Strange},
	} {
		t.Run(name, func(t *testing.T) {
			got := made(t, name, test.content)
			if got.Kind != test.kind || got.State != test.state || (got.Say == "") != (test.state == Readable) {
				t.Errorf("got %q, %s: %s; want %q, %s", got.Kind, got.State, got.Say, test.kind, test.state)
			}
			if len(got.Passages) > 0 {
				t.Errorf("it was read as %v", got.Passages)
			}
		})
	}
	t.Run("thousands of parts", func(t *testing.T) {
		if got := made(t, "many.docx", packed(t, many)); got.State != TooBig && got.State != Strange {
			t.Errorf("got %s", got.State)
		}
	})
}

func TestPlainTextIsReadInPassages(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    []Passage
	}{
		"broadband.md": {"# Broadband in Ceredigion\n\nTŷ Hafan and\nDŵr Cymru 🏴󠁧󠁢󠁷󠁬󠁳󠁿\n\n## Costs\n\nNone.\n", []Passage{
			{Heading: "Broadband in Ceredigion", Text: "Broadband in Ceredigion\nTŷ Hafan and Dŵr Cymru 🏴󠁧󠁢󠁷󠁬󠁳󠁿"}, {Heading: "Costs", Text: "Costs\nNone."}}},
		"windows.txt": {"The \x93desk\x94 costs \xa342,000 a year, \x80 50,000 with tax.", []Passage{{Text: "The “desk” costs £42,000 a year, € 50,000 with tax."}}},
		"wide.txt":    {"\xff\xfeT\x00\x77\x01", []Passage{{Text: "Tŷ"}}},
		"costs.csv":   {"Council,Seats\nYnys Môn,120\n", []Passage{{Text: "Council,Seats\nYnys Môn,120"}}},
		"long.txt":    {strings.Repeat("word ", 400), []Passage{{Text: strings.TrimSpace(strings.Repeat("word ", 300))}, {Text: strings.TrimSpace(strings.Repeat("word ", 100))}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := made(t, name, []byte(test.content))
			if diff := cmp.Diff(test.want, got.Passages); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMoreTextThanIsKeptIsSaidToBeCut(t *testing.T) {
	got := made(t, "long.txt", []byte(strings.Repeat("All work and no play makes a dull council.\n\n", MaxText/40)))
	if !got.Cut || len(all(got)) > MaxText {
		t.Errorf("cut is %v and %d bytes are kept", got.Cut, len(all(got)))
	}
	if slices.ContainsFunc(got.Passages, func(p Passage) bool { return len(p.Text) > MaxPassage }) {
		t.Error("a passage is too long")
	}
}

func TestATitleThatTellsNothingIsNoticed(t *testing.T) {
	for title, empty := range map[string]bool{
		"Microsoft Word - final v3.doc": true, "Untitled": true, "PowerPoint Presentation": true, "Document1": true, "report.docx": true, "scan0001": true, "2027-03-05": true,
		"Shared desk": false, "Document retention: a proposal": false, "Presentation skills": false, "5G": false, "IT": false, "Gwasanaeth tŷ": false,
	} {
		if got := emptyTitle().MatchString(title); got != empty {
			t.Errorf("%q: got %v; want %v", title, got, empty)
		}
	}
}

package document

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"councilbot/internal/tooltest"
)

// packMade is when the packs of the tests are made.
var packMade = time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)

// aPDF writes a PDF of pages that each say their name and number.
func aPDF(t testing.TB, name string, pages int, change func(*fpdf.Fpdf)) string {
	t.Helper()
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCreationDate(packMade)
	for n := range pages {
		f.AddPage()
		f.SetFont("Helvetica", "", 24)
		f.Text(72, 100, fmt.Sprintf("%s page %d", name, n+1))
	}
	if change != nil {
		change(f)
	}
	file := filepath.Join(t.TempDir(), name+".pdf")
	if err := f.OutputFileAndClose(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// packTool is a program of others' by which a pack is judged.
func packTool(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tooltest.Need(t, name), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// sheets is a PDF of our own pages, the last of which shows the stamps.
func sheets(t testing.TB, pages int, stamps []Stamp) string {
	return aPDF(t, "sheet", pages+1, func(f *fpdf.Fpdf) {
		for _, s := range stamps {
			f.Text(72, 300, s.Words)
		}
	})
}

func mustPack(t testing.TB, plan PackPlan) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "pack.pdf")
	if err := PackFile(context.Background(), plan, file); err != nil {
		t.Fatal(err)
	}
	return file
}

// planned is a plan of a front of two sheets and then the files, each a paper
// with a bookmark of its own under one for all.
func planned(t testing.TB, files ...string) PackPlan {
	t.Helper()
	plan := PackPlan{Title: "Agenda and papers: Thursday 11 March 2027", At: packMade, Author: "Council",
		Parts: []PackPart{{Title: "Front sheet", First: 1, Pages: 2}}, Marks: []PackMark{{Title: "Front sheet", Page: 1}, {Title: "Papers", Page: 3}},
		Links: []PackLink{{Page: 1, To: 3, At: [4]float64{72, 700, 300, 720}, Words: "Papers 3"}},
		Tags:  []PackTag{{Page: 1, ID: 0, Role: "H1"}, {Page: 1, ID: 1, Role: "TOCI", Link: 1}}}
	total := 2
	for i, file := range files {
		n, err := Survey(t.Context(), file)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		title := fmt.Sprintf("Paper %d: ŵ", i+1)
		plan.Parts = append(plan.Parts, PackPart{Title: title, File: file, Pages: n})
		plan.Marks = append(plan.Marks, PackMark{Title: title, Level: 1, Page: total + 1})
		total += n
	}
	for i := range total {
		plan.Stamps = append(plan.Stamps, Stamp{fmt.Sprintf("Pack page %d of %d", i+1, total), 9.5})
	}
	plan.Sheets = sheets(t, 2, plan.Stamps)
	return plan
}

// pageText is what one page says, as pdftotext reads it.
func pageText(t testing.TB, file string, page int) string {
	n := fmt.Sprint(page)
	return packTool(t, "pdftotext", "-f", n, "-l", n, "-layout", file, "-")
}

func TestAPackHasItsPagesInOrderAndTheirNumbersEverywhere(t *testing.T) {
	file := mustPack(t, planned(t, aPDF(t, "apple", 3, nil), aPDF(t, "pear", 2, nil)))
	packTool(t, "qpdf", "--check", file)
	for i, want := range []string{"sheet page 1", "sheet page 2", "apple page 1", "apple page 2", "apple page 3", "pear page 1", "pear page 2"} {
		text := pageText(t, file, i+1)
		if stamp := fmt.Sprintf("Pack page %d of 7", i+1); !strings.Contains(text, want) || !strings.Contains(text, stamp) {
			t.Errorf("page %d says\n%s\nwant %q and %q", i+1, text, want, stamp)
		}
	}
	var read struct {
		PageLabels []struct {
			Index int
			Label map[string]any
		}
		Outlines []packMark
	}
	if err := json.Unmarshal([]byte(packTool(t, "qpdf", "--json=2", "--json-key=outlines", "--json-key=pagelabels", file)), &read); err != nil {
		t.Fatal(err)
	}
	want := []packMark{{Title: "Front sheet", Page: 1}, {Title: "Papers", Page: 3, Kids: []packMark{{Title: "Paper 1: ŵ", Page: 3}, {Title: "Paper 2: ŵ", Page: 6}}}}
	if diff := cmp.Diff(want, read.Outlines, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the bookmarks (-want +got)\n%s", diff)
	}
	if len(read.PageLabels) != 1 || read.PageLabels[0].Label["/S"] != "/D" {
		t.Errorf("the page labels are %v, want plain numbers from 1", read.PageLabels)
	}
}

// packMark is a bookmark as qpdf reads it.
type packMark struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []packMark
}

func TestASupplementsPagesHaveNumbersOfTheirOwn(t *testing.T) {
	plan := planned(t)
	plan.Prefix = "S1-"
	if got := packTool(t, "qpdf", "--json=2", "--json-key=pagelabels", mustPack(t, plan)); !strings.Contains(got, "S1-") {
		t.Errorf("the page labels are %s, want the prefix S1-", got)
	}
}

func TestTheContentsLeadToTheirPages(t *testing.T) {
	file := mustPack(t, planned(t, aPDF(t, "apple", 1, nil)))
	got := packTool(t, "pdfinfo", "-struct-text", file)
	for _, want := range []string{"H1", "TOC", "TOCI", "Link", "Object"} {
		if !strings.Contains(got, want) {
			t.Errorf("the structure lacks %s:\n%s", want, got)
		}
	}
	if got := packTool(t, "qpdf", "--qdf", "--object-streams=disable", file, "-"); strings.Count(got, "/Subtype /Link") != 1 {
		t.Errorf("want one link:\n%s", got)
	}
}

func TestTheSamePackIsTheSameBytes(t *testing.T) {
	plan := planned(t, aPDF(t, "apple", 3, nil), tagged(t, "pear"), awful(t))
	var first, second bytes.Buffer
	if err := errors.Join(Pack(t.Context(), plan, &first), Pack(t.Context(), plan, &second)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two packs of one plan differ")
	}
}

func TestAFileThatCannotStandInAPackIsKnownBefore(t *testing.T) {
	open := aPDF(t, "secret", 2, nil)
	whole, err := os.ReadFile(open)
	if err != nil {
		t.Fatal(err)
	}
	made := func(name string, content []byte) string {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	locked := filepath.Join(t.TempDir(), "locked.pdf")
	packTool(t, "qpdf", "--encrypt", "user", "owner", "256", "--", open, locked)
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"a password is asked for": {locked, ErrLocked},
		"no PDF at all":           {made("letter.pdf", []byte("Dear secretary,")), ErrBroken},
		"empty":                   {made("empty.pdf", nil), ErrBroken},
		"without pages":           {rawPDF(t, "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"), ErrBroken},
		"pages that go in circles": {rawPDF(t, "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>",
			"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>"), ErrBroken},
		"cut off":             {made("half.pdf", whole[:len(whole)/3]), ErrBroken},
		"more pages than fit": {aPDF(t, "long", pagesMost+1, nil), ErrLong},
	} {
		if _, err := Survey(t.Context(), c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestWhatOnlyForbidsIsReadAllTheSame(t *testing.T) {
	for _, bits := range []string{"40", "128", "256"} {
		file := filepath.Join(t.TempDir(), "owner.pdf")
		args := []string{"--allow-weak-crypto", "--encrypt", "", "owner", bits, "--", aPDF(t, "apple", 1, nil), file}
		packTool(t, "qpdf", args...)
		pack := mustPack(t, planned(t, file))
		if text := pageText(t, pack, 3); !strings.Contains(text, "apple page 1") {
			t.Errorf("%s bits: the page says\n%s", bits, text)
		}
		if got := packTool(t, "pdfinfo", pack); !regexp.MustCompile(`Encrypted:\s+no`).MatchString(got) {
			t.Errorf("the pack is encrypted:\n%s", got)
		}
	}
}

func TestAPackRefusesAFileThatHasChangedSince(t *testing.T) {
	plan := planned(t, aPDF(t, "apple", 3, nil))
	plan.Parts[1].Pages = 2
	if err := Pack(t.Context(), plan, io.Discard); err == nil {
		t.Error("a paper of 3 pages was taken for one of 2")
	}
}

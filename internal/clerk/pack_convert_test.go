package clerk

import (
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/tooltest"
)

// reads has a clerk read what came.
func (o *packOffice) reads() {
	c := New(o.Store, func() time.Time { return o.now }, slog.New(slog.NewTextHandler(io.Discard, nil)))
	c.all(o.t.Context(), works[0])
}

func TestAWordFileBecomesPagesOfThePack(t *testing.T) {
	tooltest.Need(t, "soffice")
	o := newPackOffice(t)
	desk := o.item("Shared desk", "")
	o.paper(desk, "The proposal", council.MarkClear, filepath.Join("..", "document", "testdata", "report.docx"))
	o.paper(desk, "The lock", council.MarkClear, filepath.Join("..", "document", "testdata", "locked.docx"))
	o.publish()
	o.reads()
	made := o.pack(0)
	if made.State != council.PackMade || len(made.Papers) != 2 {
		t.Fatalf("the pack is %+v", made)
	}
	page := pageText(t, o.file(0), made.Papers[0].Page)
	if !strings.Contains(page, "The council is asked to agree the shared desk from 1 April 2027.") {
		t.Errorf("the Word file is not on page %d:\n%s", made.Papers[0].Page, page)
	}
	if beside := pageText(t, o.file(0), made.Papers[1].Page); !strings.Contains(beside, "separate file") {
		t.Errorf("the locked file does not stand beside the pack:\n%s", beside)
	}
}

func TestWithoutLibreOfficeAWordFileStandsBesideThePack(t *testing.T) {
	o := newPackOffice(t)
	desk := o.item("Shared desk", "")
	o.paper(desk, "The proposal", council.MarkClear, filepath.Join("..", "document", "testdata", "report.docx"))
	o.publish()
	o.reads()
	t.Setenv("PATH", "")
	made := o.pack(0)
	if made.State != council.PackMade || !strings.Contains(made.Reason, "LibreOffice") {
		t.Errorf("the pack is %+v", made)
	}
}

package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// mustPaper keeps a paper and gives its id.
func mustPaper(t testing.TB, s *Store, p council.Paper) (id council.PaperID) {
	t.Helper()
	mustChange(t, s, Change{Did: "paper.asked"}, func(tx *Tx) (err error) {
		id, err = tx.PutPaper(p)
		return err
	})
	return id
}

func paperFor(item council.ItemID, title string) council.Paper {
	return council.Paper{Item: item, Title: title, Purpose: council.ToDecide, Marking: council.MarkClear, Stage: council.PaperPromised}
}

// mustReceive keeps a content and a revision of a paper that has it.
func mustReceive(t testing.TB, s *Store, id council.PaperID, name, content string) council.File {
	t.Helper()
	sha, size, err := s.KeepFile([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	f := council.File{SHA: sha, Name: name, Type: "text/plain", Size: size}
	mustChange(t, s, Change{Did: "paper.received"}, func(tx *Tx) error {
		_, err := tx.Receive(council.PaperRevision{Paper: id, File: f})
		return err
	})
	return f
}

func mustPutOut(t testing.TB, s *Store, id council.PaperID) {
	t.Helper()
	mustChange(t, s, Change{Did: "paper.published"}, func(tx *Tx) error {
		p, err := tx.Paper(id)
		if err != nil {
			return err
		}
		if p, err = p.Publish(tx.At(), ""); err != nil {
			return err
		}
		_, err = tx.PutPaper(p)
		return err
	})
}

func TestAPaperKeepsEveryRevision(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 1, 0))
	id := mustPaper(t, s, paperFor(mustPropose(t, s, anItem(m, "Desk", 0)), "Shared desk"))
	one := mustReceive(t, s, id, "desk.txt", "first")
	mustPutOut(t, s, id)
	two := mustReceive(t, s, id, "desk2.txt", "second")
	got, err := s.Paper(t.Context(), id)
	if err != nil || got.Revision != 2 || got.File != two || got.Meeting != m.ID || got.Stage != council.PaperPublished {
		t.Errorf("the paper = %+v, %v", got, err)
	}
	out, err := s.PublishedPaper(t.Context(), id)
	if err != nil || out.File != one || out.Revision != 1 {
		t.Errorf("what is published = %+v, %v, want the first revision", out, err)
	}
	revisions, err := s.Revisions(t.Context(), id)
	if err != nil || len(revisions) != 2 || revisions[0].File != one {
		t.Errorf("revisions = %+v, %v", revisions, err)
	}
}

func TestPapersGoOnWithTheirItems(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 1, 0))
	next := mustCall(t, s, noon.AddDate(0, 4, 0))
	item := mustPropose(t, s, anItem(m, "Desk", 0))
	mustChange(t, s, Change{Did: "item.accepted"}, func(tx *Tx) error {
		i, err := tx.Item(item)
		if err != nil {
			return err
		}
		a, err := tx.Agenda(m.ID)
		if err != nil {
			return err
		}
		if a, _, err = a.Accept(i, ""); err != nil {
			return err
		}
		if a, err = a.Publish(noon, council.DayOf(noon), ""); err != nil {
			return err
		}
		_, err = tx.PutAgenda(a)
		return err
	})
	out, owed := mustPaper(t, s, paperFor(item, "Out")), mustPaper(t, s, paperFor(item, "Owed"))
	mustReceive(t, s, out, "out.txt", "out")
	mustPutOut(t, s, out)
	carried := mustPutOff(t, s, item)
	for _, want := range []struct {
		name  string
		read  func() ([]council.Paper, error)
		title []string
	}{
		{"the meeting that it was published with", func() ([]council.Paper, error) { return s.Papers(t.Context(), m.ID) }, []string{"Out"}},
		{"the meeting to which the item went on", func() ([]council.Paper, error) { return s.Papers(t.Context(), next.ID) }, []string{"Owed"}},
		{"the item", func() ([]council.Paper, error) { return s.PapersOf(t.Context(), carried.ID) }, []string{"Out", "Owed"}},
	} {
		papers, err := want.read()
		var titles []string
		for _, p := range papers {
			titles = append(titles, p.Title)
		}
		if diff := cmp.Diff(want.title, titles); err != nil || diff != "" {
			t.Errorf("papers of %s: %v (-want +got)\n%s", want.name, err, diff)
		}
	}
	if p, err := s.Paper(t.Context(), owed); err != nil || p.Item != carried.ID || p.Meeting != next.ID {
		t.Errorf("what is owed = %+v, %v, want it for the item that goes on", p, err)
	}
}

func TestThePublicReadsNoPaperThatIsMarkedOrClosed(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 1, 0))
	open := mustPropose(t, s, anItem(m, "Open", 0))
	shut := anItem(m, "Shut", 0)
	shut.Closed = "staffing"
	closed := mustPropose(t, s, shut)
	var want council.PaperID
	for _, item := range []council.ItemID{open, closed} {
		for _, marking := range council.Markings {
			p := paperFor(item, "Title "+string(marking))
			p.Marking, p.Writer, p.Email = marking, "A Guest", "guest@body.example"
			id := mustPaper(t, s, p)
			mustReceive(t, s, id, "name.txt", "content")
			mustPutOut(t, s, id)
			if item == open && marking == council.MarkClear {
				want = id
			}
		}
	}
	papers, err := s.Public().Papers(t.Context(), m.ID)
	if err != nil || len(papers) != 1 || papers[0].ID != want || papers[0].Email != "" {
		t.Errorf("public papers = %+v, %v, want the open clear one without an address", papers, err)
	}
	withheld, err := s.Public().Withheld(t.Context(), m.ID)
	if err != nil || len(withheld[open]) != 5 || len(withheld[closed]) != 6 {
		t.Errorf("withheld = %v, %v", withheld, err)
	}
	for id := range council.PaperID(12) {
		p, err := s.Public().Paper(t.Context(), id+1)
		if err != nil || (p.ID != 0) != (id+1 == want) {
			t.Errorf("public paper %d = %+v, %v", id+1, p, err)
		}
	}
}

func TestAFileIsKeptOnceUnderItsContent(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	one, size, err := s.KeepFile([]byte("the same"))
	if err != nil || size != 8 {
		t.Fatal(size, err)
	}
	two, _, err := s.KeepFile([]byte("the same"))
	if err != nil || one != two {
		t.Errorf("the same content is %s and %s, %v", one, two, err)
	}
	names, err := os.ReadDir(filepath.Join(dir, FilesFolder))
	if err != nil || len(names) != 1 || names[0].Name() != one {
		t.Errorf("the folder holds %v, %v, want one whole file", names, err)
	}
	f, err := s.OpenFile(one)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if text, err := io.ReadAll(f); err != nil || string(text) != "the same" {
		t.Errorf("the content = %q, %v", text, err)
	}
	for _, name := range []string{"", "../council.db", strings.Repeat("0", 64)} {
		if _, err := s.OpenFile(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("OpenFile(%q) = %v, want that there is none", name, err)
		}
	}
}

func TestWhatAStopLeftHalfWrittenIsClearedAfterADay(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	s := mustOpen(t, dir)
	if err := s.ClearUnfinished(now); err != nil {
		t.Errorf("without a folder of files: %v", err)
	}
	whole, _, err := s.KeepFile([]byte("a whole file"))
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, FilesFolder)
	for name, age := range map[string]time.Duration{".coming-old": 25 * time.Hour, ".coming-new": time.Hour, whole: 900 * time.Hour} {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.WriteFile(path, []byte("a whole file"), 0o600), os.Chtimes(path, now, now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.ClearUnfinished(now); err != nil {
		t.Fatal(err)
	}
	var left []string
	names, err := os.ReadDir(folder)
	for _, name := range names {
		left = append(left, name.Name())
	}
	if want := []string{".coming-new", whole}; err != nil || !slices.Equal(left, want) {
		t.Errorf("the folder holds %v, %v, want %v", left, err, want)
	}
}

func TestAFileThatIsGoneOrDamagedIsFound(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	m := mustCall(t, s, noon.AddDate(0, 1, 0))
	id := mustPaper(t, s, paperFor(mustPropose(t, s, anItem(m, "Desk", 0)), "Desk"))
	one, two := mustReceive(t, s, id, "one.txt", "one"), mustReceive(t, s, id, "two.txt", "two")
	if n, err := s.CheckFiles(t.Context()); n != 2 || err != nil {
		t.Errorf("CheckFiles = %d, %v, want two that are whole", n, err)
	}
	if err := os.WriteFile(filepath.Join(dir, FilesFolder, one.SHA), []byte("on"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, FilesFolder, two.SHA)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.CheckFiles(t.Context()); err == nil || !strings.Contains(err.Error(), "2 of 2 files") {
		t.Errorf("CheckFiles = %v, want both found", err)
	}
}

func TestAFileIsReadOnceAndItsTextKept(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 1, 0))
	f := mustReceive(t, s, mustPaper(t, s, paperFor(mustPropose(t, s, anItem(m, "Desk", 0)), "Desk")), "desk.txt", "hello")
	if waiting, err := s.Unread(t.Context(), 9); err != nil || len(waiting) != 1 || waiting[0] != f {
		t.Fatalf("unread = %v, %v", waiting, err)
	}
	want := council.Reading{SHA: f.SHA, State: council.Read, Kind: "txt", Pages: 2, Title: "Desk",
		Findings: []council.Finding{{Code: "no-headings", Say: "There are no headings.", Page: 1}}}
	passages := []council.FilePassage{{Page: 1, Place: 1, Text: "hello"}, {Page: 2, Place: 2, Text: "there"}}
	for range 2 {
		mustChange(t, s, Change{}, func(tx *Tx) error { return tx.PutReading(want, passages) })
	}
	got, err := s.Reading(t.Context(), f.SHA)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("reading: %v (-want +got)\n%s", err, diff)
	}
	text, err := s.Passages(t.Context(), f.SHA)
	if diff := cmp.Diff(passages, text); err != nil || diff != "" {
		t.Errorf("passages: %v (-want +got)\n%s", err, diff)
	}
	if waiting, err := s.Unread(t.Context(), 9); err != nil || len(waiting) != 0 {
		t.Errorf("unread = %v, %v, want none", waiting, err)
	}
}

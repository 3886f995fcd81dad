package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// backedUp is a backup of the made-up council, which has a paper with a file, and
// the folder that it was made of.
func backedUp(t *testing.T) (file, data string) {
	t.Helper()
	now := time.Date(2027, 3, 2, 9, 30, 0, 0, time.UTC)
	common := &Common{Data: t.TempDir(), Zone: "Europe/London"}
	desk, err := furnished(t.Context(), common, now)
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Store.Close() // it stays open: the council is at work
	sha, size, err := desk.Store.KeepFile([]byte("%PDF-1.7 the plan"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = desk.Store.Change(t.Context(), store.Change{Did: "paper.received", At: now}, func(tx *store.Tx) error {
		p := council.Paper{Item: 1, Title: "The plan", Writer: "Ffion", Purpose: council.ToDecide, Marking: council.MarkClear, Stage: council.PaperPromised}
		id, err := tx.PutPaper(p)
		if err == nil {
			_, err = tx.Receive(council.PaperRevision{Paper: id, File: council.File{SHA: sha, Size: size, Name: "plan.pdf", Type: "application/pdf"}})
		}
		if err == nil {
			_, err = tx.Deliver(store.Delivery{Key: "waits/1", Job: "waits", To: council.Addressee{Channel: "council"}, Message: []byte(`{}`), Due: now.AddDate(0, 0, 7)})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "council.zip")
	if out, code := run(t, "backup", file, "--data", common.Data); code != 0 {
		t.Fatalf("backup: %s", out)
	}
	return file, common.Data
}

func TestABackupBringsTheWholeCouncilBack(t *testing.T) {
	file, data := backedUp(t)
	again := filepath.Join(t.TempDir(), "again")
	if out, code := run(t, "restore", file, "--data", again); code != 0 {
		t.Fatalf("restore: %s", out)
	}
	st, err := store.Open(t.Context(), again)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if kept, err := st.CheckFiles(t.Context()); err != nil || kept != 1 {
		t.Errorf("%d files came back whole, %v, want 1", kept, err)
	}
	for _, ask := range [][]string{{"say", "/minutes"}, {"say", "/meeting"}, {"rehearse", "--from", "2027-03-03", "--to", "2027-06-01"}} {
		before, _ := run(t, append(ask, "--data", data)...)
		if after, code := run(t, append(ask, "--data", again)...); code != 0 || before != after {
			t.Errorf("%s says %q after the restore, and %q before", ask, after, before)
		}
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*")); err != nil || len(left) != 1 {
		t.Errorf("beside the backup stands %q, %v", left, err)
	}
}

// What waited at the time of the backup may have been sent since.
func TestWhatWaitsInARestoredCouncilIsLookedForBeforeItIsSent(t *testing.T) {
	file, data := backedUp(t)
	again := filepath.Join(t.TempDir(), "again")
	if out, code := run(t, "restore", file, "--data", again); code != 0 {
		t.Fatalf("restore: %s", out)
	}
	for dir, want := range map[string]bool{data: false, again: true} {
		st, err := store.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		due, err := st.Deliveries(t.Context(), store.Wanted{Job: "waits"})
		if err != nil || len(due) != 1 || due[0].Look != want {
			t.Errorf("%s: what waits is %+v, %v, want it looked for: %t", dir, due, err, want)
		}
	}
}

// rewritten is a backup in which change has the last word on each file; a nil
// content leaves it out.
func rewritten(t *testing.T, file string, change func(name string, content []byte) []byte) string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if content = change(f.Name, content); content == nil {
			continue
		}
		if to, err := w.Create(f.Name); err != nil {
			t.Fatal(err)
		} else if _, err := to.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "changed.zip")
	if err := os.WriteFile(out, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestADamagedBackupRestoresNothing(t *testing.T) {
	file, _ := backedUp(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.zip")
	if err := os.WriteFile(broken, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	paper := func(name string) bool { return strings.HasPrefix(name, store.FilesFolder+"/") }
	for rule, bad := range map[string]string{
		"it was broken off": broken,
		"a paper is another": rewritten(t, file, func(name string, content []byte) []byte {
			if paper(name) {
				return append(content, '!')
			}
			return content
		}),
		"a paper is not there": rewritten(t, file, func(name string, content []byte) []byte {
			if paper(name) {
				return nil
			}
			return content
		}),
		"there is no list": rewritten(t, file, func(name string, content []byte) []byte {
			if name == sumsName {
				return nil
			}
			return content
		}),
		"it leads out of the folder": rewritten(t, file, func(name string, content []byte) []byte {
			if name == sumsName {
				return bytes.ReplaceAll(content, []byte("  "+store.FilesFolder+"/"), []byte("  ../"))
			}
			return content
		}),
	} {
		dir := filepath.Join(t.TempDir(), "data")
		out, code := run(t, "restore", bad, "--data", dir)
		if left, _ := os.ReadDir(dir); code == 0 || !strings.Contains(out, "backup") || len(left) > 0 {
			t.Errorf("%s: restore ends with %d, says %q and leaves %v", rule, code, out, left)
		}
	}
}

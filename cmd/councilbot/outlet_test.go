package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// publishTo puts some files into a folder as one run of publish does; a run that
// is broken off does not clear what is left of the last.
func publishTo(t *testing.T, dir string, whole bool, files map[string]string) *outlet {
	t.Helper()
	o, err := openOutlet(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	for path, content := range files {
		if err := o.put(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if whole {
		if err := o.clear(); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// there lists the files of a folder, without the list itself.
func there(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, path); err == nil && rel != "." && rel != outletList {
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAPublishedFolderHoldsWhatIsPublicNow(t *testing.T) {
	dir := t.TempDir()
	publishTo(t, dir, true, map[string]string{"index.html": "1", "papers/1/index.html": "1", "papers/1/plan.pdf": "1"})
	publishTo(t, dir, false, map[string]string{"papers/2/plan.pdf": "1"}) // and then the machine stops
	mine := filepath.Join(dir, "robots.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := publishTo(t, dir, true, map[string]string{"index.html": "2", "papers/3/plan.pdf": "1"})
	want := []string{"index.html", "papers", "papers/3", "papers/3/plan.pdf", "robots.txt"}
	if got := there(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if len(o.added) != 1 || len(o.changed) != 1 || len(o.removed) != 3 {
		t.Errorf("it says that %q were added, %q changed, %q removed", o.added, o.changed, o.removed)
	}
}

func TestNothingIsPublishedOutsideTheFolder(t *testing.T) {
	o, err := openOutlet(t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	for _, path := range []string{"../x", "/x", "a/../../x", ""} {
		if err := o.put(path, nil); err == nil {
			t.Errorf("%q is written", path)
		}
	}
}

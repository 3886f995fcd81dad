package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
)

var update = flag.Bool("update", false, "write the golden files and scripts anew")

// spoken are the questions whose answers are kept whole, as text and as Block
// Kit, each in testdata/golden under its name.
var spoken = []struct{ name, words, as string }{
	{"role", "/role", ""},
	{"role-member", "/role", "Tobias Fennimore"},
	{"role-cto", "/role cto", ""},
	{"role-cto-fire", "/role cto", "Harriet Quillfeather"},
	{"role-cio", "/role cio", ""},
	{"role-cdio", "/role cdio", ""},
	{"role-ciso", "/role ciso", ""},
	{"role-chief-data-officer", "/role chief data officer", ""},
	{"role-chief-digital-officer", "/role chief digital officer", ""},
	{"role-digital-leader", "/role digital leader", ""},
	{"role-enterprise-architect", "/role enterprise architect", ""},
	{"role-service-owner", "/role service owner", ""},
	{"role-it-service-manager", "/role it service manager", ""},
	{"role-head-of-ict", "/role head of ict", ""},
	{"role-cdo", "/role cdo", ""},
	{"role-unknown", "/role plumber", ""},
	{"role-leadership", "/role leadership cto", ""},
	{"role-more", "/role more cto", ""},
	{"role-compare", "/role compare cio cto", ""},
	{"role-compare-one", "/role compare cio", ""},
	{"role-both", "/role I am both cio and cto", ""},
	{"role-skills", "/role skill", ""},
	{"role-skill", "/role skill technology architecture", ""},
	{"role-skill-levels", "/role skill strategy design", ""},
	{"role-skill-unknown", "/role skill plumbing", ""},
	{"council-help", "/council help", ""},
}

func TestGoldens(t *testing.T) {
	data := t.TempDir()
	seedFolder(t, data)
	for _, s := range spoken {
		t.Run(s.name, func(t *testing.T) {
			args := []string{"say", "--data", data, s.words}
			if s.as != "" {
				args = append(args, "--as", s.as)
			}
			golden(t, s.name+".txt", args...)
			golden(t, s.name+".json", append(args, "--json")...)
		})
	}
}

// golden compares what the program prints with a file of testdata/golden.
func golden(t *testing.T, name string, args ...string) {
	t.Helper()
	out, code := run(t, args...)
	if code != 0 {
		t.Fatalf("%s ends with %d: %s", strings.Join(args, " "), code, out)
	}
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out); diff != "" {
		t.Errorf("%s (-want +got):\n%s\nIf the new answer is what you mean: go test ./cmd/councilbot -update", name, diff)
	}
}

// seedFolder puts the made-up council into a data folder.
func seedFolder(t testing.TB, dir string) {
	t.Helper()
	storetest.Fill(t, dir)
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := seat(t.Context(), st, time.Date(2027, time.March, 2, 9, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
}

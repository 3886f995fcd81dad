package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"councilbot/internal/cage"
	"councilbot/internal/store"
)

func TestWhatReadsPapersIsKeptFromTheDatabase(t *testing.T) {
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := os.Stat(filepath.Join(dir, store.File)); err != nil {
		t.Fatal(err)
	}
	want := "and not the council's database"
	if !cage.Confines() {
		want = "it takes Linux 5.13 or later"
	}
	if found := keptFinding(t.Context(), dir); !found.Good || !strings.Contains(found.Say, want) {
		t.Errorf("the doctor says %+v, want %q", found, want)
	}
}

// Package storetest gives tests a store each. A new database goes through every
// migration, which takes a tenth of a second, and two seconds under the race
// detector; here that is done once for each test program, and every test gets a
// copy of what came of it.
package storetest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"councilbot/internal/store"
)

// migrated is a new database that is up to date.
var migrated = sync.OnceValues(func() (content []byte, err error) {
	dir, err := os.MkdirTemp("", "councilbot-storetest-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := store.Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil { // which brings everything into the one file
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.File))
})

// Fill puts a new database into a folder that is there and has none.
func Fill(t testing.TB, dir string) {
	t.Helper()
	content, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, store.File), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// Open opens a new store in a folder, until the test ends.
func Open(t testing.TB, dir string) *store.Store {
	t.Helper()
	Fill(t, dir)
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the test may have closed it
	return s
}

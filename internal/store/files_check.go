package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"councilbot/internal/council"
)

// CheckFiles reads every file that a record names and says how many there are.
// The error is a *council.Problem with the remedy when one is not there, or is
// not what it was.
func (s *Store) CheckFiles(ctx context.Context) (kept int, err error) {
	all, err := s.Kept(ctx)
	if err != nil {
		return 0, err
	}
	ill := 0
	for _, sha := range all {
		if ctx.Err() != nil {
			return len(all), ctx.Err()
		}
		if !s.whole(sha) {
			ill++
		}
	}
	if ill > 0 {
		return len(all), &council.Problem{Say: fmt.Sprintf("%d of %d files of papers are not there, or are damaged. Copy them from the latest backup of the data folder, where they stand in the folder %s.",
			ill, len(all), FilesFolder)}
	}
	return len(all), nil
}

// Kept lists the SHA-256 of every file that a record names.
func (s *Store) Kept(ctx context.Context) ([]string, error) {
	all, err := list(ctx, s.read, scanText, `SELECT sha FROM files ORDER BY sha`)
	if err != nil {
		return nil, fmt.Errorf("list the files: %w", err)
	}
	return all, nil
}

// whole reports whether a kept content is there and is what its name says.
func (s *Store) whole(sha string) bool {
	f, err := s.OpenFile(sha)
	if err != nil {
		return false
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return err == nil && hex.EncodeToString(sum.Sum(nil)) == sha
}

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Whoever claims a row (a message, a file to fetch, a pack) does so in the name of
// its process. Where the system has such locks, a process that serves keeps a file
// of that name locked in the folder of holders, and the system unlocks it when the
// process ends, however it ends. So another can tell for sure who is dead, also in
// another container of the machine, and need not wait for its leases to run out.

// holdersFolder is the folder of those files within the data folder.
const holdersFolder = "holders"

// Holder names this store's process in what it claims.
func (s *Store) Holder() string { return s.holder }

// Attend makes this process known to others that have the folder open, until the
// store is closed or the process ends, and lets go at once what those hold that
// ended without giving it back: freed counts those rows. Without it, what a dead
// process holds comes free when its lease runs out.
func (s *Store) Attend(ctx context.Context, now time.Time) (freed int64, err error) {
	folder := filepath.Join(s.dir, holdersFolder)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return 0, fmt.Errorf("make the folder of holders: %w", err)
	}
	if s.attends == nil {
		if s.attends, err = attend(folder, s.holder); err != nil {
			return 0, err
		}
	}
	names, err := os.ReadDir(folder)
	if err != nil {
		return 0, fmt.Errorf("look who holds something: %w", err)
	}
	for _, name := range names {
		if name.Name() == s.holder || name.Name()[0] == '.' {
			continue
		}
		n, err := s.bury(ctx, filepath.Join(folder, name.Name()), now)
		if freed += n; err != nil {
			return freed, err
		}
	}
	return freed, nil
}

// attend makes the file that stands for this process. It has its name only once it
// is locked, so that nobody takes its process for dead.
func attend(folder, name string) (*os.File, error) {
	f, err := os.CreateTemp(folder, ".new-")
	if err != nil {
		return nil, fmt.Errorf("make the file that stands for this process: %w", err)
	}
	locked, err := lock(f)
	if err == nil && locked {
		err = os.Rename(f.Name(), filepath.Join(folder, name))
	}
	if err != nil || !locked { // without locks of the system's nobody is told apart
		return f, errors.Join(err, os.Remove(f.Name()))
	}
	return f, nil
}

// leave ends what [Store.Attend] began. What this process still holds comes free
// when its lease runs out, or with whoever attends next.
func (s *Store) leave() error {
	if s.attends == nil {
		return nil
	}
	return s.attends.Close()
}

// bury lets go what a process holds, if it is dead, and removes its file.
func (s *Store) bury(ctx context.Context, path string, now time.Time) (freed int64, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil // another has buried it
	}
	if err != nil {
		return 0, fmt.Errorf("look whether a process lives: %w", err)
	}
	defer f.Close()
	if dead, err := lock(f); err != nil || !dead {
		return 0, err
	}
	_, err = s.Change(ctx, Change{At: now}, func(tx *Tx) error {
		for _, held := range []string{`deliveries SET lease = ?1 WHERE state = 'claimed'`, `uploads SET lease = ?1 WHERE state = 'fetching'`, `packs SET lease = ?1 WHERE state = 'wanted'`} {
			n, err := tx.count(`UPDATE `+held+` AND lease > ?1 AND claim GLOB ?2 || '/*'`, stamp(now), filepath.Base(path))
			if freed += n; err != nil {
				return fmt.Errorf("let go what a dead process holds: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return freed, fmt.Errorf("forget a dead process: %w", err)
	}
	return freed, nil
}

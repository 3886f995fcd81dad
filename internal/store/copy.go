package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
)

// Copy writes the database as it is at this moment into a new file, while others
// read and change it. It has what was committed, in one file that needs none
// beside it (sqlite.org/lang_vacuum.html, VACUUM INTO). A file that is there
// already is an error.
func (s *Store) Copy(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", address(filepath.Join(s.dir, File), nil))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return disked(filepath.Dir(path), fmt.Errorf("copy the database to %s: %w", path, err))
	}
	return nil
}

// LookForAll has every message that waits looked for before it is sent: after a
// backup is restored, it may have been sent since the backup was made.
func (tx *Tx) LookForAll() error {
	if _, err := tx.exec(`UPDATE deliveries SET look = 1 WHERE state IN ('due', 'claimed')`); err != nil {
		return fmt.Errorf("have what waits looked for: %w", err)
	}
	return nil
}

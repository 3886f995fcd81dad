package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"councilbot/internal/council"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// ours is the application_id that the first migration writes.
const ours = 1128427380

// identity is what a database file says of itself.
type identity struct {
	application, version int
	empty                bool // nothing in it: new, or about to be
}

// migrate refuses a file that is not ours or is newer than this program, and
// runs the migrations that the file lacks, each in its own transaction. It only
// reads until the file is known to be ours.
func migrate(ctx context.Context, conn *sql.Conn, path string) error {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return err
	}
	id, err := identify(ctx, conn)
	if err != nil {
		return foreign(path, err)
	}
	if err := refuse(id, len(names), path); err != nil || id.version == len(names) {
		return err
	}
	if _, err := conn.ExecContext(ctx, `PRAGMA journal_mode = WAL`); err != nil {
		return fmt.Errorf("set up %s: %w", path, err)
	}
	for n := range names {
		if err := step(ctx, conn, n+1, names[n]); err != nil {
			return fmt.Errorf("bring %s up to date with %s: %w", path, names[n], err)
		}
	}
	return nil
}

func identify(ctx context.Context, conn *sql.Conn) (identity, error) {
	var id identity
	err := conn.QueryRowContext(ctx, `SELECT application_id, user_version,
		NOT EXISTS (SELECT 1 FROM sqlite_schema) FROM pragma_application_id, pragma_user_version`).
		Scan(&id.application, &id.version, &id.empty)
	return id, err
}

// refuse gives the sentence for a file that must not be touched, or nil.
func refuse(id identity, known int, path string) error {
	switch {
	case id.empty && id.application == 0:
		return nil
	case id.application != ours:
		return foreign(path, nil)
	case id.version > known:
		return &council.Problem{Say: fmt.Sprintf("%s was written by a newer version of councilbot (its data is at step %d, "+
			"this program knows %d). Run that version or a later one, or restore a backup made by this one.", path, id.version, known)}
	}
	return nil
}

func foreign(path string, cause error) error {
	return &council.Problem{Err: cause, Say: fmt.Sprintf("%s is not a councilbot database, so it was left untouched. "+
		"Choose another folder with --data, or move that file away.", path)}
}

// step runs migration n unless the file has it already, as when another process
// has just run it.
func step(ctx context.Context, conn *sql.Conn, n int, name string) error {
	text, err := migrationFiles.ReadFile(name)
	if err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil || version >= n {
		return err
	}
	var script strings.Builder
	script.Write(text)
	fmt.Fprintf(&script, "\nPRAGMA user_version = %d;", n)
	if _, err := tx.ExecContext(ctx, script.String()); err != nil {
		return err
	}
	return tx.Commit()
}

// Package store keeps the council's records in one SQLite file, council.db, in
// the data folder. It is the only package that knows SQL.
//
// Whatever is changed is changed by [Store.Change]: one transaction that takes
// an idempotency key, does the work, and writes the audit row, so that an
// effect, its key and its trace are all there or none is, whenever the machine
// stops. Reads go past the writer, on connections that cannot write.
//
// Two copies of the program may have the folder open at once: SQLite's locks
// keep their changes apart, and each sees the other's within a second. The
// folder must be on a disk of the machine, not on a network share, where those
// locks do not hold.
//
// Times are kept as UTC text, to the second, and sort as they read. The driver
// is modernc.org/sqlite, in pure Go; the schema stands in testdata/schema.sql.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite" // the driver that database/sql knows as "sqlite"

	"councilbot/internal/council"
)

// File is the database's name within the data folder.
const File = "council.db"

// readers is how many connections may read at once; one more watches for the
// changes of another process.
const readers = 4

// SQLite's result codes for what the disk refuses, and for a file of another kind
// (sqlite.org/rescode.html).
const (
	readOnly     = 8
	diskFault    = 10
	diskFull     = 13
	cannotOpen   = 14
	notADatabase = 26
)

// Store is the open database. Its methods may be called at the same time.
type Store struct {
	write *writer
	read  *reader
	seen  *memory
	words spellings
	dir   string // the data folder

	holder  string
	attends *os.File // stands for this process; see [Store.Attend]
}

// Open opens the data folder's database, making folder and file where they are
// missing and bringing the schema up to date. A file that is not ours, or that
// a newer version of the program has written, is left untouched. The error is a
// *council.Problem where the file is refused, or the disk does not take it.
func Open(ctx context.Context, dir string) (*Store, error) {
	s, err := open(ctx, dir)
	if err != nil {
		return nil, disked(dir, err)
	}
	return s, nil
}

func open(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	path := filepath.Join(dir, File)
	write, err := openWriter(ctx, path)
	if failed := new(sqlite.Error); errors.As(err, &failed) && failed.Code() == notADatabase {
		return nil, foreign(path, err)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if err := migrate(ctx, write.conn, path); err != nil {
		return nil, errors.Join(err, write.close())
	}
	read, err := openReader(path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), write.close())
	}
	s := &Store{write: write, read: read, seen: newMemory(read.db), dir: dir, holder: rand.Text()[:12]}
	if err := s.scrubAgain(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// disked says an error of the disk with its remedy; any other is left as it is.
func disked(dir string, err error) error {
	failed, path := new(sqlite.Error), new(fs.PathError)
	code := 0
	if errors.As(err, &failed) {
		code = failed.Code() & 0xff // what is above tells one kind from another
	}
	switch {
	case code == diskFull:
		return &council.Problem{Say: "The disk is full, so the data folder " + dir + " cannot be used. Make room and start again; nothing that was kept is lost.", Err: err}
	case code == cannotOpen || code == diskFault || code == readOnly || errors.As(err, &path):
		return &council.Problem{Say: fmt.Sprintf("The data folder %s cannot be used (%v). Look whether it is a folder that this account may write to and whether its disk is well, or choose another with --data.", dir, err), Err: err}
	}
	return err
}

// Close waits for the change under way and closes the file. Afterwards every
// method gives an error.
func (s *Store) Close() error {
	s.write.take()
	defer s.write.give()
	return errors.Join(s.leave(), s.seen.close(), s.read.close(), s.write.close())
}

// address writes the driver's name for the file: what every connection needs
// is set there, because a PRAGMA statement reaches one connection only.
func address(path string, extra url.Values) string {
	values := url.Values{"_pragma": {
		"busy_timeout(5000)",
		"cache_size(-1024)", // at most 1 MiB a connection
		"foreign_keys(1)",
		"synchronous(NORMAL)",
		"trusted_schema(0)",
	}}
	for name, list := range extra {
		values[name] = append(values[name], list...)
	}
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: values.Encode()}
	return file.String()
}

// openWriter opens the one connection that writes.
func openWriter(ctx context.Context, path string) (*writer, error) {
	db, err := sql.Open("sqlite", address(path, url.Values{"_txlock": {"immediate"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return newWriter(db, conn), nil
}

// openReader opens the connections that only read.
func openReader(path string) (*reader, error) {
	db, err := sql.Open("sqlite", address(path, url.Values{"_pragma": {"query_only(1)"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers + 1)
	db.SetMaxIdleConns(readers + 1)
	return &reader{db: db}, nil
}

package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"councilbot/internal/council"
)

// FilesFolder is the folder of files' contents within the data folder, each under
// its SHA-256.
const FilesFolder = "files"

// unfinished begins the name of a file that is being written. One that is older
// than a day was left by a machine that stopped.
const (
	unfinished    = ".coming-"
	unfinishedFor = 24 * time.Hour
)

// KeepFile keeps a content in the folder, under its SHA-256, and gives that and
// the content's length in bytes. The content is on the disk before it has its
// name, so that whatever bears a name is whole; the same content is kept once. It
// is not part of a change: content that no record names does no harm.
func (s *Store) KeepFile(content []byte) (sha string, size int64, err error) {
	sum := sha256.Sum256(content)
	sha = hex.EncodeToString(sum[:])
	folder := filepath.Join(s.dir, FilesFolder)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", 0, fmt.Errorf("make the folder of files: %w", err)
	}
	part, err := os.CreateTemp(folder, unfinished+"*")
	if err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	defer os.Remove(part.Name())
	_, err = part.Write(content)
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	if err := os.Rename(part.Name(), s.filePath(sha)); err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	return sha, int64(len(content)), syncFolder(folder)
}

// ClearUnfinished removes what a stop of the machine left half-written in the
// folder, a day after. now is the disk's time, also where the council's clock is
// turned.
func (s *Store) ClearUnfinished(now time.Time) error {
	folder := filepath.Join(s.dir, FilesFolder)
	names, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for unfinished files: %w", err)
	}
	var faults []error
	for _, name := range names {
		if !strings.HasPrefix(name.Name(), unfinished) {
			continue
		}
		info, err := name.Info()
		if err == nil && now.Sub(info.ModTime()) > unfinishedFor {
			err = os.Remove(filepath.Join(folder, name.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // its writer may have finished it
			faults = append(faults, fmt.Errorf("clear an unfinished file: %w", err))
		}
	}
	return errors.Join(faults...)
}

// OpenFile opens a kept content for reading. The error is fs.ErrNotExist where
// there is none of that SHA-256.
func (s *Store) OpenFile(sha string) (*os.File, error) {
	if raw, err := hex.DecodeString(sha); err != nil || len(raw) != sha256.Size {
		return nil, fmt.Errorf("“%s” names no file: %w", sha, fs.ErrNotExist)
	}
	return os.Open(s.filePath(sha))
}

func (s *Store) filePath(sha string) string { return filepath.Join(s.dir, FilesFolder, sha) }

// syncFolder has a folder's names on the disk.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("keep a file's name: %w", err)
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// noteFile keeps what is known of a file whose content is kept.
func (tx *Tx) noteFile(f council.File) error {
	if f.SHA == "" {
		return nil
	}
	_, err := tx.exec(`INSERT INTO files (sha, type, size, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, f.SHA, f.Type, f.Size, stamp(tx.At()))
	if err == nil {
		_, err = tx.exec(`INSERT INTO file_readings (sha, state, kind, pages, title, findings, at) VALUES (?, ?, '', 0, '', '[]', ?) ON CONFLICT DO NOTHING`,
			f.SHA, string(council.Unread), stamp(tx.At()))
	}
	if err != nil {
		return fmt.Errorf("note the file %s: %w", f.SHA, err)
	}
	return nil
}

// Unread lists the files that nobody has read yet, the longest waiting first, at
// most so many.
func (s *Store) Unread(ctx context.Context, most int) ([]council.File, error) {
	return list(ctx, s.read, scanFile, `SELECT f.sha, coalesce((SELECT name FROM paper_revisions r WHERE r.sha = f.sha ORDER BY r.paper, r.number LIMIT 1), ''), f.type, f.size
		FROM files f JOIN file_readings g ON g.sha = f.sha WHERE g.state = ? ORDER BY f.at, f.sha LIMIT ?`, string(council.Unread), most)
}

func scanFile(r row) (f council.File, err error) {
	err = r.Scan(&f.SHA, &f.Name, &f.Type, &f.Size)
	return f, err
}

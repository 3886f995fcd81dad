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

	"councilbot/internal/council"
)

// filesFolder is the folder of files' contents within the data folder.
const filesFolder = "files"

// KeepFile keeps a content in the folder, under its SHA-256, and gives that and
// the content's length in bytes. The content is on the disk before it has its
// name, so that whatever bears a name is whole; the same content is kept once. It
// is not part of a change: content that no record names does no harm.
func (s *Store) KeepFile(content []byte) (sha string, size int64, err error) {
	sum := sha256.Sum256(content)
	sha = hex.EncodeToString(sum[:])
	folder := filepath.Join(s.dir, filesFolder)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", 0, fmt.Errorf("make the folder of files: %w", err)
	}
	part, err := os.CreateTemp(folder, ".coming-*")
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

// OpenFile opens a kept content for reading. The error is fs.ErrNotExist where
// there is none of that SHA-256.
func (s *Store) OpenFile(sha string) (*os.File, error) {
	if raw, err := hex.DecodeString(sha); err != nil || len(raw) != sha256.Size {
		return nil, fmt.Errorf("“%s” names no file: %w", sha, fs.ErrNotExist)
	}
	return os.Open(s.filePath(sha))
}

func (s *Store) filePath(sha string) string { return filepath.Join(s.dir, filesFolder, sha) }

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

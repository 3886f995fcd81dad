package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// sumsName is the list of a backup's files with their digests, as sha256sum -c
// reads it. It is written last, and every other file is in it.
const sumsName = "SHA256SUMS"

// BackupCommand is councilbot backup.
type BackupCommand struct {
	File string `arg:"" placeholder:"FILE.zip" help:"The file to write; it must not be there yet."`
}

// Run writes everything the council keeps into one zip: the database as it is at
// one moment, the papers, and imported roles. It may run beside councilbot run. A
// file that was broken off has no list of its digests, and is refused by restore.
func (b BackupCommand) Run(ctx context.Context, common *Common, c console) error {
	if _, err := os.Stat(filepath.Join(common.Data, store.File)); err != nil {
		return &council.Problem{Say: "There is no council in the data folder " + common.Data + ", so there is nothing to back up. Give the folder with --data.", Err: err}
	}
	f, err := os.OpenFile(b.File, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return &council.Problem{Say: "The file " + b.File + " cannot be made. If it is there already, give another name: a backup is never written over.", Err: err}
	}
	files, err := b.write(ctx, common, f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(b.File))
	}
	_, err = fmt.Fprintf(c.out, "Files backed up to %[2]s: %[1]d. It holds private data: keep it where only you can read it, and on another machine. Try it with: councilbot restore %[2]s --data NEW-FOLDER\n", files, b.File)
	return err
}

// write writes the backup and says how many files it has.
func (b BackupCommand) write(ctx context.Context, common *Common, to io.Writer) (n int, err error) {
	st, err := store.Open(ctx, common.Data)
	if err != nil {
		return 0, err
	}
	defer st.Close()
	aside, err := os.MkdirTemp(filepath.Dir(b.File), ".councilbot-backup-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	if err := st.Copy(ctx, filepath.Join(aside, store.File)); err != nil {
		return 0, err
	}
	a := archive{zip: zip.NewWriter(to)}
	if err := errors.Join(a.addFolder(os.DirFS(aside), "."), a.addKept(ctx, st), a.addRoles(ctx, st, common.Data)); err != nil {
		return 0, err
	}
	return a.files, a.close()
}

// archive is a backup under way.
type archive struct {
	zip   *zip.Writer
	sums  strings.Builder
	files int
}

// add takes a file in, and gives its digest.
func (a *archive) add(name string, content io.Reader) (string, error) {
	w, err := a.zip.Create(name)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), content); err != nil {
		return "", fmt.Errorf("back up %s: %w", name, err)
	}
	a.files++
	fmt.Fprintf(&a.sums, "%x  %s\n", sum.Sum(nil), name)
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

// addFolder takes in the files of a folder, under its name.
func (a *archive) addFolder(from fs.FS, name string) error {
	return fs.WalkDir(from, ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := from.Open(at)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = a.add(path.Join(name, at), f)
		return err
	})
}

// addKept takes in the contents of papers, whole or not at all. They are in the
// folder before a record names them, so all that the copied database names is
// there.
func (a *archive) addKept(ctx context.Context, st *store.Store) error {
	all, err := st.Kept(ctx)
	if err != nil {
		return err
	}
	for _, sha := range all {
		f, err := st.OpenFile(sha)
		if err != nil {
			return &council.Problem{Say: "A paper's file is not there, so no backup was made. Ask councilbot doctor.", Err: err}
		}
		sum, err := a.add(path.Join(store.FilesFolder, sha), f)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		if sum != sha {
			return &council.Problem{Say: "A paper's file is damaged, so no backup was made. Ask councilbot doctor."}
		}
	}
	return nil
}

// addRoles takes in the folder of imported roles, where there is one.
func (a *archive) addRoles(ctx context.Context, st *store.Store, dir string) error {
	name, err := st.Setting(ctx, rolesFolder)
	if err != nil || name == "" {
		return err
	}
	name = filepath.Base(name)
	return a.addFolder(os.DirFS(filepath.Join(dir, name)), name)
}

// close writes the list of digests and ends the backup.
func (a *archive) close() error {
	w, err := a.zip.Create(sumsName)
	if err == nil {
		_, err = io.WriteString(w, a.sums.String())
	}
	return errors.Join(err, a.zip.Close())
}

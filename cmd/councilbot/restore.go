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
	"path/filepath"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// restoring is the folder, within the data folder, into which a backup is
// unpacked until it is known to be whole.
const restoring = "restoring"

// RestoreCommand is councilbot restore.
type RestoreCommand struct {
	File string `arg:"" placeholder:"FILE.zip" help:"A file that councilbot backup wrote."`
}

// Run unpacks a backup into a data folder that is new or empty, when every file in
// it is what it was. What was to be sent at the time of the backup may have been
// sent since: it is looked for in Slack before it is sent.
func (r RestoreCommand) Run(ctx context.Context, common *Common, c console) error {
	aside, err := common.emptied()
	if err != nil {
		return err
	}
	files, err := r.unpack(aside)
	if err == nil {
		err = settleIn(ctx, aside)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(aside))
	}
	if err := common.moveUp(aside); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "Files restored to %[2]s: %[1]d. Each is what it was.\nWhoever erased their data since the backup was made is in it again: have them erase it anew.\nStart with: councilbot run --data %[2]s\n", files, common.Data)
	return err
}

// emptied gives a new folder within the data folder, which must be new or empty.
func (c *Common) emptied() (string, error) {
	there, err := os.ReadDir(c.Data)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", &council.Problem{Say: "The data folder " + c.Data + " cannot be read. Give a new one with --data.", Err: err}
	}
	for _, entry := range there {
		if name := entry.Name(); name != restoring && name != "lost+found" {
			return "", &council.Problem{Say: "The data folder " + c.Data + " is not empty, and nothing is ever restored over what is there. Give a new one with --data, or move that one away."}
		}
	}
	aside := filepath.Join(c.Data, restoring)
	return aside, errors.Join(os.RemoveAll(aside), os.MkdirAll(aside, 0o750)) // what a stop left there
}

// unpack writes the files of the backup into a folder and holds each against its
// digest. The error is a *council.Problem when it is not a whole backup.
func (r RestoreCommand) unpack(dir string) (int, error) {
	z, err := zip.OpenReader(r.File)
	if err != nil {
		return 0, &council.Problem{Say: r.File + " cannot be read as a backup. Give a file that councilbot backup wrote; one that was broken off half-way is of no use.", Err: err}
	}
	defer z.Close()
	sums, err := sumsOf(&z.Reader)
	if err != nil {
		return 0, damaged(r.File, err)
	}
	for _, f := range z.File {
		if f.Name == sumsName {
			continue
		}
		if err := extract(f, sums[f.Name], dir); err != nil {
			return 0, damaged(r.File, err)
		}
		delete(sums, f.Name)
	}
	if len(sums) > 0 {
		return 0, damaged(r.File, fmt.Errorf("%d files that it lists are not in it", len(sums)))
	}
	return len(z.File) - 1, nil
}

func damaged(file string, err error) error {
	return &council.Problem{Say: fmt.Sprintf("%s is not a whole backup (%v), so nothing was restored. Use another one.", file, err), Err: err}
}

// sumsOf reads the digests of a backup's files, by name.
func sumsOf(z *zip.Reader) (map[string]string, error) {
	f, err := z.Open(sumsName)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			return nil, fmt.Errorf("its list of digests cannot be read")
		}
		sums[name] = sum
	}
	return sums, err
}

// extract writes a file of a backup below a folder and holds it against its
// digest.
func extract(f *zip.File, want, dir string) error {
	if !filepath.IsLocal(filepath.FromSlash(f.Name)) || want == "" {
		return fmt.Errorf("it holds %q, which is not in its list", f.Name)
	}
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	name := filepath.Join(dir, filepath.FromSlash(f.Name))
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		return err
	}
	to, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(to, sum), from)
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		return err
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		return fmt.Errorf("%s is not what it was", f.Name)
	}
	return nil
}

// settleIn looks whether what was unpacked is sound, and readies it for a time
// that has moved on.
func settleIn(ctx context.Context, dir string) (err error) {
	st, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := st.Check(ctx); err != nil {
		return err
	}
	if _, err := st.CheckFiles(ctx); err != nil {
		return err
	}
	_, err = st.Change(ctx, store.Change{Did: "council.restored", About: "council", At: time.Now()}, func(tx *store.Tx) error { return tx.LookForAll() })
	return err
}

// moveUp puts what was unpacked into the data folder, the database last: without
// it there is no council.
func (c *Common) moveUp(aside string) error {
	all, err := os.ReadDir(aside)
	if err != nil {
		return err
	}
	for _, entry := range all {
		if name := entry.Name(); name != store.File {
			if err := os.Rename(filepath.Join(aside, name), filepath.Join(c.Data, name)); err != nil {
				return err
			}
		}
	}
	if err := os.Rename(filepath.Join(aside, store.File), filepath.Join(c.Data, store.File)); err != nil {
		return err
	}
	return os.Remove(aside)
}

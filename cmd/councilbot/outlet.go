package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"councilbot/internal/council"
)

// The files of a folder of published pages that are no pages: the list of what
// councilbot has written there, a path a line, and what is being written.
const (
	outletList   = "published.txt"
	outletComing = ".coming"
)

// outlet is a folder of published pages. What was written there once is known by
// the list, so that it can be brought up to date and nobody else's file is
// touched. The list has a path before the folder does, whenever the machine stops.
type outlet struct {
	dir     string
	preview bool            // only say what would be done
	known   map[string]bool // what an earlier run wrote
	done    map[string]bool // what this one has put
	list    *os.File        // nil in a preview

	added, changed, removed []string
}

// openOutlet opens a folder that is new, empty or one of ours. The error is a
// *council.Problem when it is none of these: what else stands in it would be taken
// for public.
func openOutlet(dir string, preview bool) (*outlet, error) {
	o := &outlet{dir: dir, preview: preview, known: map[string]bool{}, done: map[string]bool{}}
	there, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, &council.Problem{Say: dir + " is no folder that can be read. Give a new one.", Err: err}
	}
	list, err := os.ReadFile(filepath.Join(dir, outletList))
	if err != nil && len(there) > 0 {
		return nil, &council.Problem{Say: dir + " is not empty, and councilbot has not published there before. What stands in it might be taken for public. Give a new folder.", Err: err}
	}
	for path := range strings.Lines(string(list)) {
		o.known[strings.TrimSuffix(path, "\n")] = true
	}
	if preview {
		return o, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if o.list, err = os.OpenFile(filepath.Join(dir, outletList), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644); err != nil {
		return nil, err
	}
	if len(list) > 0 && list[len(list)-1] != '\n' { // a stop broke its last line off
		_, err = o.list.WriteString("\n")
	}
	return o, err
}

// put keeps a file in the folder, and nowhere else, unless it is there already.
func (o *outlet) put(path string, content []byte) error {
	if !filepath.IsLocal(filepath.FromSlash(path)) {
		return fmt.Errorf("the path %q leads out of the folder", path)
	}
	o.done[path] = true
	before, err := os.ReadFile(o.file(path))
	switch {
	case err == nil && bytes.Equal(before, content):
		return nil
	case err == nil:
		o.changed = append(o.changed, path)
	default:
		o.added = append(o.added, path)
	}
	if o.preview {
		return nil
	}
	if !o.known[path] {
		if _, err := fmt.Fprintln(o.list, path); err != nil {
			return err
		}
	}
	return o.write(path, content)
}

// write has a file whole under its name, or as it was. It is for everybody to read.
func (o *outlet) write(path string, content []byte) error {
	coming := filepath.Join(o.dir, outletComing)
	if err := os.MkdirAll(filepath.Dir(o.file(path)), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(coming, content, 0o644); err != nil {
		return errors.Join(err, os.Remove(coming))
	}
	return os.Rename(coming, o.file(path))
}

func (o *outlet) file(path string) string { return filepath.Join(o.dir, filepath.FromSlash(path)) }

// earlier lists what an earlier run wrote.
func (o *outlet) earlier() []string { return slices.Sorted(maps.Keys(o.known)) }

// clear removes what an earlier run wrote and this one has not put, with the
// folders that are then empty.
func (o *outlet) clear() error {
	for _, path := range o.earlier() {
		if o.done[path] || !filepath.IsLocal(filepath.FromSlash(path)) {
			continue
		}
		o.removed = append(o.removed, path)
		if o.preview {
			continue
		}
		if err := os.Remove(o.file(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for at := filepath.Dir(o.file(path)); at != filepath.Clean(o.dir) && os.Remove(at) == nil; {
			at = filepath.Dir(at)
		}
	}
	if o.preview {
		return nil
	}
	return o.write(outletList, []byte(strings.Join(slices.Sorted(maps.Keys(o.done)), "\n")+"\n"))
}

// close lets go of the list.
func (o *outlet) close() error {
	if o.list == nil {
		return nil
	}
	return o.list.Close()
}

// report says what changed since the last run; of a first one, how much was
// written.
func (o *outlet) report(w io.Writer) error {
	if len(o.known) > 0 {
		for _, part := range []struct {
			word  string
			paths []string
		}{{"Removed", o.removed}, {"Changed", o.changed}, {"Added", o.added}} {
			for _, path := range part.paths {
				fmt.Fprintf(w, "%-7s  %s\n", part.word, path)
			}
		}
	}
	done, end := "are written to", "They hold what is public now; publish again when something changes. They have no search box: that needs the running program."
	if o.preview {
		done, end = "would be in", "Nothing was written. Leave out --preview to publish."
	}
	_, err := fmt.Fprintf(w, "%d files %s %s: %d added, %d changed, %d removed. %s\n", len(o.done), done, o.dir, len(o.added), len(o.changed), len(o.removed), end)
	return err
}

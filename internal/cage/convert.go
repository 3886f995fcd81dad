package cage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"councilbot/internal/document"
)

// converting limits are for LibreOffice, which takes some seconds to start and
// more memory than we do.
var converting = Limits{Time: 90 * time.Second, CPU: 90 * time.Second, Memory: 1 << 30, File: 200 << 20, Files: 1024, Answer: 1 << 10}

// Office is an office file of which a PDF is to be made.
type Office struct {
	Path string // a whole one
	Kind document.Kind
}

// Converting makes a PDF of an office file, as paper.pdf in the task's folder.
var Converting = Task[Office, struct{}]{Name: "convert", Limits: converting, Programs: document.Offices,
	Reads: func(o Office) []string { return []string{o.Path} },
	Do: func(ctx context.Context, o Office) (struct{}, error) {
		dir, err := os.Getwd()
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, document.Convert(ctx, o.Path, o.Kind, dir)
	}}

// Convert makes a tagged PDF of the office file at path, of a kind that was found
// on reading it, and writes it to out. The error is document.ErrNoOffice where
// LibreOffice is not installed, and a *[Problem] when the file cannot be
// converted: it then stands beside the pack as it is. Any other error is ours and
// not the file's: try again later.
func Convert(ctx context.Context, path string, kind document.Kind, out string) (err error) {
	if _, err := document.Office(); err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(out), ".converting-") // where it can be renamed from
	if err != nil {
		return fmt.Errorf("make a folder to convert in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	if _, err := Converting.Run(ctx, dir, Office{path, kind}); err != nil {
		return err
	}
	return os.Rename(filepath.Join(dir, "paper.pdf"), out)
}

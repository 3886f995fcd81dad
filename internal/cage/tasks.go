package cage

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"councilbot/internal/document"
)

// tasks are all that can be done in a cage.
var tasks = []worker{Reading, Converting, Surveying, Packing, Reaching}

// usual limits are for reading one file. A Go program takes its memory in steps
// of 64 MB, the first when it starts; what is left is enough for every honest
// paper that was tried.
var usual = Limits{Time: 40 * time.Second, CPU: 40 * time.Second, Memory: 300 << 20, File: 200 << 20, Files: 64, Answer: 32 << 20}

// File is a file to be read: where it is, and the name it was sent with.
type File struct {
	Path, Name string
	TextOnly   bool // leaves out the checks
}

// Reading reads a file.
var Reading = Task[File, document.Reading]{Name: "read", Limits: usual, Programs: []string{document.PDFText},
	Reads: func(f File) []string { return []string{f.Path} },
	Do: func(ctx context.Context, f File) (document.Reading, error) {
		if f.TextOnly {
			return document.ReadText(ctx, f.Path, f.Name)
		}
		return document.Read(ctx, f.Path, f.Name)
	}}

// Read reads the file at a path, sent under a name, in a cage. A file that
// brings the cage down is tried once more without the checks; if that fails too,
// it is a Reading whose State is document.Unread and whose Say tells what
// happened. An error is ours and not the file's: try again later.
func Read(ctx context.Context, path, name string) (document.Reading, error) {
	path, err := filepath.Abs(path) // the child works in a folder of its own
	if err != nil {
		return document.Reading{}, err
	}
	reading, err := Reading.Run(ctx, "", File{Path: path, Name: name})
	var problem *Problem
	if !errors.As(err, &problem) || problem.Why == Stopped {
		return reading, err
	}
	reading, err = Reading.Run(ctx, "", File{Path: path, Name: name, TextOnly: true})
	if !errors.As(err, &problem) || problem.Why == Stopped {
		return reading, err
	}
	return document.Reading{State: document.Unread, Say: problem.Say() + " " + document.Instead}, nil
}

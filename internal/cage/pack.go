package cage

import (
	"context"
	"errors"
	"time"

	"councilbot/internal/document"
)

// packing limits are for putting a pack together: more time and a bigger file
// than reading one paper.
var packing = Limits{Time: 5 * time.Minute, CPU: 5 * time.Minute, Memory: 500 << 20, File: 1 << 30, Files: 64, Answer: 1 << 20}

// Surveyed is what a paper's file is to a pack: how many pages it has, or why it
// can have none.
type Surveyed struct {
	Pages int
	Fault Fault
}

// Fault is why a file has no place in a pack.
type Fault string

// The faults of a file. Sound is none.
const (
	Sound  Fault = ""
	Locked Fault = "locked" // it opens only with a password
	Broken Fault = "broken" // it cannot be read as PDF
	Long   Fault = "long"   // it has more pages than a pack takes
)

// Surveying reads the file at a path as a pack will.
var Surveying = Task[string, Surveyed]{Name: "survey", Limits: usual,
	Reads: func(path string) []string { return []string{path} },
	Do: func(ctx context.Context, path string) (Surveyed, error) {
		pages, err := document.Survey(ctx, path)
		switch {
		case errors.Is(err, document.ErrLocked):
			return Surveyed{Fault: Locked}, nil
		case errors.Is(err, document.ErrLong):
			return Surveyed{Fault: Long}, nil
		case errors.Is(err, document.ErrBroken):
			return Surveyed{Fault: Broken}, nil
		}
		return Surveyed{Pages: pages}, err
	}}

// Survey reads a paper's file as a pack will, in a cage. A file that brings the
// cage down is Broken. An error is ours and not the file's: try again later.
func Survey(ctx context.Context, path string) (Surveyed, error) {
	found, err := Surveying.Run(ctx, "", path)
	var problem *Problem
	if errors.As(err, &problem) && problem.Why != Stopped {
		return Surveyed{Fault: Broken}, nil
	}
	return found, err
}

// PackAsk is a pack to be made: its plan, and the file that it is written to.
type PackAsk struct {
	Plan document.PackPlan
	Out  string
}

// Packing makes a pack, in the folder that it works in. Its paths are whole ones.
var Packing = Task[PackAsk, struct{}]{Name: "pack", Limits: packing,
	Reads: func(ask PackAsk) []string {
		files := []string{ask.Plan.Sheets}
		for _, part := range ask.Plan.Parts {
			if part.File != "" {
				files = append(files, part.File)
			}
		}
		return files
	},
	Do: func(ctx context.Context, ask PackAsk) (struct{}, error) {
		return struct{}{}, document.PackFile(ctx, ask.Plan, ask.Out)
	}}

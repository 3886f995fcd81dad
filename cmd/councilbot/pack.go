package main

import (
	"fmt"
	"os"

	"councilbot/internal/council"
	"councilbot/knowledge"
)

// PackCommand is councilbot pack.
type PackCommand struct {
	Check PackCheck `cmd:"" help:"Look for faults in a folder of entries that is to be used with --pack."`
}

// PackCheck is councilbot pack check.
type PackCheck struct {
	Dir string `arg:"" placeholder:"DIR" help:"The folder."`
}

// Run lists what is wrong with the folder's files, by file and line.
func (p PackCheck) Run(c console) error {
	if info, err := os.Stat(p.Dir); err != nil || !info.IsDir() {
		return &council.Problem{Say: p.Dir + " is not a folder that can be read. Check the path.", Err: err}
	}
	faults := knowledge.Lint(knowledge.Pack(), os.DirFS(p.Dir))
	for _, f := range faults {
		fmt.Fprintln(c.out, f.String())
	}
	if len(faults) > 0 {
		return &council.Problem{Say: fmt.Sprintf("%d faults. Mend them and check again.", len(faults))}
	}
	_, err := fmt.Fprintln(c.out, "No faults.")
	return err
}

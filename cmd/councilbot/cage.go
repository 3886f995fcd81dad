package main

import (
	"io"
	"os"

	"councilbot/internal/cage"
)

// caged says whether the program was started as a cage for somebody's upload. It
// is not a subcommand for people, and reads no setting: it is dealt with before
// the command line is.
func caged(args []string) bool { return len(args) == 1 && args[0] == cage.Subcommand }

// asCage does one task in the cage and gives the exit code.
func asCage(out, errs io.Writer) int { return cage.Main(os.Stdin, out, errs) }

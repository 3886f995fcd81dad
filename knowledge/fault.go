package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with one file, said so that its writer can put it right.
type Fault struct {
	File string // as the file system names it: "roles/chief-technology-officer.md"
	Line int    // from 1; 0 when it is about the whole file
	Say  string
}

// String names the file and the line before what is wrong.
func (f Fault) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.Say)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Say)
}

// Faults is the error of a load that failed: every fault found, by file and line.
type Faults []Fault

// Error lists the faults, a line each.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// sorted puts the faults in the order a writer works through them.
func (fs Faults) sorted() Faults {
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	return fs
}

package main

import (
	"fmt"
	"runtime/debug"
)

// VersionCommand is councilbot version.
type VersionCommand struct{}

// Run prints the version.
func (VersionCommand) Run(c console) error {
	_, err := fmt.Fprintln(c.out, "councilbot "+version())
	return err
}

// version is the module's version when it was installed as one, and otherwise
// the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "built from " + s.Value[:12]
		}
	}
	return "built from a work tree"
}

package main

import (
	"bytes"
	"fmt"
	"os"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/council"
)

// ManifestCommand is councilbot manifest.
type ManifestCommand struct {
	Check bool   `help:"Compare a file with the manifest of this version instead of printing it."`
	File  string `arg:"" optional:"" default:"manifest.json" help:"The file to compare."`
}

// Run prints the manifest, or fails when the file is not the same.
func (m ManifestCommand) Run(common *Common, c console) error {
	want, err := bot.Manifest((&commands.Desk{}).Routes(), common.Prefix)
	if err != nil {
		return err
	}
	if !m.Check {
		_, err = c.out.Write(want)
		return err
	}
	have, err := os.ReadFile(m.File)
	if err != nil {
		return &council.Problem{Say: "The manifest " + m.File + " cannot be read. Write it with: councilbot manifest > " + m.File, Err: err}
	}
	if !bytes.Equal(have, want) {
		return &council.Problem{Say: m.File + " is not the manifest of this version. Write it again with: councilbot manifest > " + m.File}
	}
	_, err = fmt.Fprintln(c.out, m.File+" is the manifest of this version.")
	return err
}

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
	Check string `placeholder:"FILE" help:"Compare FILE with the manifest of this version instead of printing it."`
}

// Run prints the manifest, or fails when the file is not the same.
func (m ManifestCommand) Run(common *Common, c console) error {
	want, err := bot.Manifest((&commands.Desk{}).Routes(), common.Prefix)
	if err != nil {
		return err
	}
	if m.Check == "" {
		_, err = c.out.Write(want)
		return err
	}
	have, err := os.ReadFile(m.Check)
	if err != nil {
		return &council.Problem{Say: "The manifest " + m.Check + " cannot be read. Write it with: councilbot manifest > " + m.Check, Err: err}
	}
	if !bytes.Equal(have, want) {
		return &council.Problem{Say: m.Check + " is not the manifest of this version. Write it again with: councilbot manifest > " + m.Check}
	}
	_, err = fmt.Fprintln(c.out, m.Check+" is the manifest of this version.")
	return err
}

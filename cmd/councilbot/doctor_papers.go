package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"councilbot/bot"
	"councilbot/internal/cage"
	"councilbot/internal/document"
)

// paperFindings look at what reads papers: our own cage, and two programs of
// others' that are better to have than not.
func paperFindings(ctx context.Context) []bot.Finding {
	cageFound := bot.Finding{About: "Reading papers", Good: true, Say: "The part that reads people's files starts, apart from the rest."}
	if err := tryCage(ctx); err != nil {
		cageFound = bot.Finding{About: "Reading papers", Say: "The part that reads people's files does not start: " + err.Error() + ". Look whether this system lets councilbot start itself again, and write to its temporary folder."}
	}
	text := bot.Finding{About: "Text of PDFs", Good: true, Say: "pdftotext is installed."}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		text.Say = "pdftotext is not installed, so PDFs are read less well. On Debian: apt-get install poppler-utils."
	}
	office := bot.Finding{About: "Word and the like in packs", Good: true, Say: "LibreOffice is installed."}
	if _, err := document.Office(); err != nil {
		office.Say = "LibreOffice is not installed, so papers that are no PDF stand beside the pack. On Debian: apt-get install libreoffice-writer-nogui libreoffice-impress-nogui libreoffice-calc-nogui."
	}
	return []bot.Finding{cageFound, text, office}
}

// tryCage reads a paper of one word.
func tryCage(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "councilbot-doctor-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "paper")
	if err := os.WriteFile(path, []byte("Well."), 0o600); err != nil {
		return err
	}
	reading, err := cage.Read(ctx, path, "paper.txt")
	if err == nil && reading.State != document.Readable {
		err = errors.New(reading.Say)
	}
	return err
}

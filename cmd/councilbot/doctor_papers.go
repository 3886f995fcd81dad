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
	"councilbot/internal/store"
)

// paperFindings look at what reads papers: our own cage, what it is kept from, and
// two programs of others' that are better to have than not.
func paperFindings(ctx context.Context, data string) []bot.Finding {
	cageFound := bot.Finding{About: "Reading papers", Good: true, Say: "The part that reads people's files starts, apart from the rest."}
	if err := tryCage(ctx, "paper.txt", "Well."); err != nil {
		cageFound = bot.Finding{About: "Reading papers", Say: "The part that reads people's files does not start: " + err.Error() + ". Look whether this system lets councilbot start itself again, and write to its temporary folder."}
	}
	text := bot.Finding{About: "Text of PDFs", Good: true, Say: "pdftotext is installed."}
	if _, err := exec.LookPath(document.PDFText); err != nil {
		text.Say = "pdftotext is not installed, so PDFs are read less well. On Debian: apt-get install poppler-utils."
	} else if err := tryCage(ctx, "paper.pdf", aPDF); err != nil {
		text = bot.Finding{About: text.About, Say: "pdftotext is installed, but cannot be used on people's files: " + err.Error() + ". Install it from the system's own packages, under /usr."}
	}
	office := bot.Finding{About: "Word and the like in packs", Good: true, Say: "LibreOffice is installed."}
	if _, err := document.Office(); err != nil {
		office.Say = "LibreOffice is not installed, so papers that are no PDF stand beside the pack. On Debian: apt-get install libreoffice-writer-nogui libreoffice-impress-nogui libreoffice-calc-nogui."
	}
	return []bot.Finding{cageFound, keptFinding(ctx, data), text, office}
}

// keptFinding tells whether what reads people's files is kept from the record.
func keptFinding(ctx context.Context, data string) bot.Finding {
	found := bot.Finding{About: "Papers and the record", Good: true, Say: "What reads people's files can read the file in hand, and not the council's database."}
	path, err := filepath.Abs(filepath.Join(data, store.File))
	if err != nil {
		return bot.Finding{About: found.About, Say: err.Error()}
	}
	switch reached, err := cage.Reaching.Run(ctx, "", path); {
	case err != nil:
		found.Good, found.Say = false, "It could not be tried whether what reads people's files is kept from the database: "+err.Error()+"."
	case reached && cage.Confines():
		found.Good, found.Say = false, "What reads people's files can also read the council's database, which stands where programs are installed. Move the data folder to a place of its own, as /srv/council."
	case reached:
		found.Say = "This system cannot keep what reads people's files from the council's database: for that it takes Linux 5.13 or later, with Landlock. The limits on memory and time hold all the same."
	}
	return found
}

// aPDF is a page with one word on it.
const aPDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 12 Tf 20 100 Td (Well.) Tj ET     
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
%%EOF
`

// tryCage reads a paper of one word, under a name.
func tryCage(ctx context.Context, name, content string) (err error) {
	dir, err := os.MkdirTemp("", "councilbot-doctor-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "paper")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		return err
	}
	reading, err := cage.Read(ctx, path, name)
	switch {
	case err != nil:
		return err
	case reading.State != document.Readable:
		return errors.New("a sound paper comes back as " + string(reading.State))
	case len(reading.Passages) != 1 || reading.Passages[0].Text != "Well.":
		return errors.New("its text did not come out")
	}
	return nil
}

package clerk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"councilbot/internal/cage"
	"councilbot/internal/council"
	"councilbot/internal/document"
	"councilbot/internal/store"
)

// lost is what the sender of a file reads whose content is there no more.
const lost = "I cannot find this file any more. Please send it again."

// read reads the file that has waited longest, in the cage, and records what was
// found.
func (c *Clerk) read(ctx context.Context) (did bool, err error) {
	waiting, err := c.Store.Unread(ctx, 1)
	if err != nil || len(waiting) == 0 {
		return false, err
	}
	file := waiting[0]
	reading, err := c.readFile(ctx, file)
	if err != nil {
		return false, fmt.Errorf("the file %s: %w", file.SHA, err)
	}
	found, passages := record(file.SHA, reading)
	_, err = c.Store.Change(ctx, store.Change{At: c.Now()}, func(tx *store.Tx) error { return tx.PutReading(found, passages) })
	if err != nil {
		return false, err
	}
	c.Log.Info("read a paper", "file", file.SHA, "kind", reading.Kind, "state", reading.State, "pages", reading.Pages, "findings", len(reading.Findings))
	return true, nil
}

func (c *Clerk) readFile(ctx context.Context, file council.File) (document.Reading, error) {
	content, err := c.Store.OpenFile(file.SHA)
	if errors.Is(err, fs.ErrNotExist) {
		return document.Reading{State: document.Unread, Say: lost}, nil
	}
	if err != nil {
		return document.Reading{}, err
	}
	defer content.Close()
	return cage.Read(ctx, content.Name(), file.Name)
}

// record puts a reading into the store's words.
func record(sha string, r document.Reading) (council.Reading, []council.FilePassage) {
	found := council.Reading{SHA: sha, State: council.Read, Kind: string(r.Kind), Pages: r.Pages, Title: r.Title}
	if r.State != document.Readable {
		found.State = council.Unreadable
		found.Findings = append(found.Findings, council.Finding{Code: string(r.State), Say: r.Say})
	}
	for _, f := range r.Findings {
		found.Findings = append(found.Findings, council.Finding{Code: string(f.Code), Say: f.Say + " " + f.Mend})
	}
	passages := make([]council.FilePassage, len(r.Passages))
	for i, p := range r.Passages {
		passages[i] = council.FilePassage{Page: p.Page, Place: i + 1, Text: p.Text}
	}
	return found, passages
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// ImportMembers is councilbot import members.
type ImportMembers struct {
	File string `arg:"" placeholder:"FILE.csv" help:"The file. Its first line names its columns; only name is needed."`
}

// Run takes a file whole or not at all: with any fault it lists them all by line
// and changes nothing. Members who are there already are brought up to date;
// nobody is removed.
func (i ImportMembers) Run(ctx context.Context, common *Common, c console) error {
	f, err := os.Open(i.File)
	if err != nil {
		return &council.Problem{Say: "The file " + i.File + " cannot be opened. Check its name.", Err: err}
	}
	defer f.Close()
	members, err := council.ReadRoll(f)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, common.Data)
	if err != nil {
		return err
	}
	defer st.Close()
	added, changed := 0, 0
	_, err = st.Change(ctx, store.Change{Did: "members.imported", About: "members", At: time.Now()}, func(tx *store.Tx) error {
		added, changed, err = tx.ImportMembers(members)
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "Members added: %d. Brought up to date: %d. Nobody was removed.\n", added, changed)
	return err
}

// ExportCommand is councilbot export.
type ExportCommand struct {
	Members ExportMembers `cmd:"" help:"Write the members to a CSV file, which councilbot import members reads."`
}

// ExportMembers is councilbot export members.
type ExportMembers struct {
	File string `arg:"" placeholder:"FILE.csv" help:"The file to write; it must not be there yet."`
}

// Run writes everybody who has or had a seat, with what the council keeps of
// them, private fields too: so the file is for its owner's eyes alone, and no
// file is written over.
func (e ExportMembers) Run(ctx context.Context, common *Common, c console) error {
	st, err := store.Open(ctx, common.Data)
	if err != nil {
		return err
	}
	defer st.Close()
	members, err := st.Members(ctx)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(e.File, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return &council.Problem{Say: "The file " + e.File + " cannot be made. If it is there already, give another name.", Err: err}
	}
	if err := errors.Join(council.WriteRoll(f, members), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", e.File, err)
	}
	_, err = fmt.Fprintf(c.out, "Members written to %[2]s: %[1]d. It holds private data: keep it where only you can read it.\n", len(members), e.File)
	return err
}

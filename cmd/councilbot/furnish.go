package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// furnishing is the folder, within the data folder, in which the made-up council
// comes to be.
const furnishing = "sample"

// furnish puts the made-up council into a data folder that has no members: a copy
// of the database is filled, and takes the place of the database when it is whole,
// so that a stop at any moment leaves the one or the other. desk has its store
// changed for the one that then holds. With an error the store is closed.
func (c *Common) furnish(ctx context.Context, desk *commands.Desk, now time.Time) error {
	people, sample, err := peopled(ctx, desk)
	if err == nil && people && !sample { // its reminders would be marked as sent when only the browser has shown them
		err = &council.Problem{Say: "The data folder holds a council of your own, which is served in Slack: set SLACK_APP_TOKEN and SLACK_BOT_TOKEN. To try things out in the browser, give another folder, as --data ./try."}
	}
	if err != nil {
		return errors.Join(err, desk.Store.Close())
	}
	if sample {
		return nil
	}
	aside := filepath.Join(c.Data, furnishing)
	err = errors.Join(os.RemoveAll(aside), os.MkdirAll(aside, 0o750)) // what a stop left there
	if err == nil {
		err = desk.Store.Copy(ctx, filepath.Join(aside, store.File))
	}
	if err := errors.Join(err, desk.Store.Close()); err != nil {
		return err
	}
	if err := fill(ctx, aside, desk, now); err != nil {
		return err
	}
	if err := c.exchange(aside); err != nil {
		return err
	}
	desk.Store, err = store.Open(ctx, c.Data)
	return err
}

// fill moves the made-up council into the database of a folder.
func fill(ctx context.Context, dir string, desk *commands.Desk, now time.Time) (err error) {
	if desk.Store, err = store.Open(ctx, dir); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, desk.Store.Close()) }()
	return moveIn(ctx, desk, now)
}

// exchange puts the database of a folder in the place of the data folder's own. It
// must be nobody's: what SQLite keeps beside an open file belongs to that file.
func (c *Common) exchange(aside string) error {
	if _, err := os.Stat(filepath.Join(c.Data, store.File+"-wal")); !errors.Is(err, fs.ErrNotExist) {
		return &council.Problem{Say: "Another councilbot has the data folder " + c.Data + " open. End that one first, or give another folder with --data.", Err: err}
	}
	if err := os.Rename(filepath.Join(aside, store.File), filepath.Join(c.Data, store.File)); err != nil {
		return err
	}
	return os.RemoveAll(aside)
}

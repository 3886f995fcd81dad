package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/knowledge"
)

// importedRoles is the folder, within the data folder, of the entries that
// councilbot import roles has made.
const importedRoles = "pack"

// openDesk opens the store and the knowledge pack. The caller closes the store.
func (c *Common) openDesk(ctx context.Context) (*commands.Desk, error) {
	library, err := c.openLibrary()
	if err != nil {
		return nil, err
	}
	st, err := store.Open(ctx, c.Data)
	if err != nil {
		return nil, err
	}
	return &commands.Desk{Store: st, Library: library, Prefix: c.Prefix, Version: version()}, nil
}

// openLibrary loads the embedded pack, what was imported, and the operator's own
// folder, each over the one before.
func (c *Common) openLibrary() (*knowledge.Library, error) {
	packs := []fs.FS{knowledge.Pack()}
	imported := filepath.Join(c.Data, importedRoles)
	if _, err := os.Stat(imported); err == nil {
		packs = append(packs, os.DirFS(imported))
	}
	if c.Pack != "" {
		if _, err := os.Stat(c.Pack); err != nil {
			return nil, &council.Problem{Say: "The pack folder " + c.Pack + " cannot be read. Check the path given with --pack.", Err: err}
		}
		packs = append(packs, os.DirFS(c.Pack))
	}
	library, err := knowledge.Load(packs...)
	var faults knowledge.Faults
	if errors.As(err, &faults) {
		return nil, &council.Problem{Say: "The knowledge pack has faults. Mend these lines, or leave the folder out:\n" + faults.Error(), Err: err}
	}
	return library, err
}

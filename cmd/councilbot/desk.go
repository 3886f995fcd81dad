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

// rolesFolder is the setting that names the folder, within the data folder, of
// the entries that councilbot import roles has made.
const rolesFolder = "roles.folder"

// openDesk opens the store and the knowledge pack. The caller closes the store.
func (c *Common) openDesk(ctx context.Context) (*commands.Desk, error) {
	st, err := store.Open(ctx, c.Data)
	if err != nil {
		return nil, err
	}
	library, err := c.openLibrary(ctx, st)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return &commands.Desk{Store: st, Library: library, Prefix: c.Prefix, FirstAdmin: c.Admin, Version: version()}, nil
}

// openLibrary loads the embedded pack, what was imported, and the operator's own
// folder, each over the one before.
func (c *Common) openLibrary(ctx context.Context, st *store.Store) (*knowledge.Library, error) {
	packs := []fs.FS{knowledge.Pack()}
	imported, err := st.Setting(ctx, rolesFolder)
	if err != nil {
		return nil, err
	}
	if imported != "" {
		packs = append(packs, os.DirFS(filepath.Join(c.Data, filepath.Base(imported))))
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

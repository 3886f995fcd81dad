package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/knowledge"
)

// ImportCommand is councilbot import.
type ImportCommand struct {
	Members ImportMembers `cmd:"" help:"Take in members from a CSV file with the columns name, slack, organisation, sector, region, title, expertise, standing, role, email, joined, left."`
	Roles   ImportRoles   `cmd:"" help:"Take in roles from a file with the published framework's columns (roles.csv)."`
}

// ImportRoles is councilbot import roles.
type ImportRoles struct {
	File string `arg:"" placeholder:"FILE.csv" help:"The file, as downloaded from the framework's site."`
}

// sheetSource is where imported roles say they come from.
const sheetSource = "imported-roles"

// Run takes a file whole or not at all: with any fault it lists them all by line
// and leaves what was there before.
func (i ImportRoles) Run(ctx context.Context, common *Common, c console) error {
	sheet, err := i.read()
	if err != nil {
		return err
	}
	base, err := knowledge.Open()
	if err != nil {
		return err
	}
	now := time.Now()
	day := now.Format(time.DateOnly)
	from := knowledge.Source{
		ID: sheetSource, Title: "Roles imported from " + filepath.Base(i.File),
		Publisher: "Government Digital and Data Profession Capability Framework", Date: day,
		URL:     "https://understand-digital-data-roles-skills.service.gov.uk",
		Licence: "Contains public sector information licensed under the Open Government Licence v3.0.",
	}
	files := sheet.Overlay(base, from, day, "Import of "+filepath.Base(i.File))
	if err := common.keepRoles(ctx, files, now); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%d rows read, %d of them twice in the file; %d entries now come from it.\nThey are used from the next start of councilbot.\n",
		len(sheet.Rows)+sheet.Duplicates, sheet.Duplicates, len(files)-1)
	return err
}

func (i ImportRoles) read() (knowledge.RoleSheet, error) {
	f, err := os.Open(i.File)
	if err != nil {
		return knowledge.RoleSheet{}, &council.Problem{Say: "The file " + i.File + " cannot be opened. Check its name.", Err: err}
	}
	defer f.Close()
	sheet, faults := knowledge.ReadRoles(filepath.Base(i.File), f)
	if len(faults) == 0 {
		return sheet, nil
	}
	var lines []string
	for _, fault := range faults {
		lines = append(lines, fault.String())
	}
	return sheet, &council.Problem{Say: fmt.Sprintf("Nothing was taken in. Mend these and try again:\n%s", strings.Join(lines, "\n"))}
}

// keepRoles writes files into a folder of their own and, once they are known to
// load, names that folder in the store: one change, so that either the old
// roles or the new ones are in force, whenever the machine stops.
func (c *Common) keepRoles(ctx context.Context, files map[string][]byte, now time.Time) error {
	st, err := store.Open(ctx, c.Data)
	if err != nil {
		return err
	}
	defer st.Close()
	fresh, err := os.MkdirTemp(c.Data, "roles-")
	if err != nil {
		return err
	}
	if err := writeAll(fresh, files); err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	if _, err := knowledge.Load(knowledge.Pack(), os.DirFS(fresh)); err != nil {
		return errors.Join(fmt.Errorf("the imported roles do not load: %w", err), os.RemoveAll(fresh))
	}
	old, err := st.Setting(ctx, rolesFolder)
	if err != nil {
		return err
	}
	_, err = st.Change(ctx, store.Change{Did: "roles.imported", About: "pack", At: now}, func(tx *store.Tx) error {
		return tx.SetSetting(rolesFolder, filepath.Base(fresh))
	})
	if err != nil || old == "" {
		return err
	}
	return os.RemoveAll(filepath.Join(c.Data, filepath.Base(old)))
}

func writeAll(dir string, files map[string][]byte) error {
	for name, body := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, body, 0o600); err != nil {
			return err
		}
	}
	return nil
}

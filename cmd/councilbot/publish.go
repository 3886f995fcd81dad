package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/site"
)

// PublishCommand is councilbot publish.
type PublishCommand struct {
	Pages
	Dir string `arg:"" placeholder:"DIR" help:"The folder. It must be new or empty."`
}

// Run writes the whole public site as files.
func (p PublishCommand) Run(ctx context.Context, common *Common, c console) error {
	base, err := p.base()
	if err == nil && base == "" {
		err = &council.Problem{Say: "The feed, the calendar and the data hold whole addresses. Give the one at which the pages will stand: --web https://council.example."}
	}
	if err != nil {
		return err
	}
	if err := emptyFolder(p.Dir); err != nil {
		return err
	}
	zone, err := common.location()
	if err != nil {
		return err
	}
	desk, err := common.openDesk(ctx)
	if err != nil {
		return err
	}
	defer desk.Store.Close()
	at := time.Now().In(zone)
	pages := site.New(site.Config{Public: desk.Store.Public(), Library: desk.Library, Now: func() time.Time { return at }, Log: logger(c),
		Base: base, Home: "/", Contact: p.Contact, Static: true})
	meant, err := p.meant(ctx, desk, at)
	if err != nil {
		return err
	}
	n := 0
	err = pages.Publish(ctx, func(path string, content []byte) error {
		n++
		p.warn(c, path, content, meant)
		return p.write(path, content)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%d files are written to %s. They hold what is public now; publish again when something changes. They have no search box: that needs the running program.\n", n, p.Dir)
	return err
}

// meant are the addresses that are meant to be public: the council's own, and
// those that members agreed to show.
func (p PublishCommand) meant(ctx context.Context, desk *commands.Desk, at time.Time) ([]string, error) {
	members, err := desk.Store.Public().Members(ctx, at)
	meant := []string{p.Contact}
	for _, m := range members {
		meant = append(meant, m.Email)
	}
	return meant, err
}

// warn says what on a page of the record may not be meant for the public. The
// pages of the knowledge pack are not the council's record.
func (p PublishCommand) warn(c console, path string, content []byte, meant []string) {
	part, _, _ := strings.Cut(path, "/")
	if filepath.Ext(path) != ".html" || slices.Contains([]string{"guidance", "roles", "skills"}, part) {
		return
	}
	for _, slip := range site.Scan(content, meant...) {
		fmt.Fprintf(c.out, "Look at %s: “%s” looks like %s. If it is not meant for everybody, put the record right and publish again.\n", path, slip.Text, slip.Kind)
	}
}

// write keeps a file in the folder, and nowhere else.
func (p PublishCommand) write(path string, content []byte) error {
	if !filepath.IsLocal(filepath.FromSlash(path)) {
		return fmt.Errorf("the path %q leads out of the folder", path)
	}
	name := filepath.Join(p.Dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, content, 0o644) // for everybody: it is public
}

// emptyFolder makes a folder, or finds it empty: what else stood in it would be
// taken for public.
func emptyFolder(dir string) error {
	there, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return os.MkdirAll(dir, 0o755)
	case err != nil:
		return &council.Problem{Say: dir + " is no folder that can be read. Give a new one.", Err: err}
	case len(there) > 0:
		return &council.Problem{Say: dir + " is not empty, and what stands in it might be taken for public. Give a new folder."}
	}
	return nil
}

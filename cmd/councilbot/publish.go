package main

import (
	"context"
	"errors"
	"fmt"
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
	Dir     string `arg:"" placeholder:"DIR" help:"The folder: a new one, or one that was published to before, which is brought up to date."`
	Preview bool   `help:"Only say what would be added, changed and removed, and what to look at."`
}

// Run writes the whole public site as files. What is public no more is removed,
// and in the place of a page that was taken back stands that it was.
func (p PublishCommand) Run(ctx context.Context, common *Common, c console) error {
	base, err := p.base()
	if err == nil && base == "" {
		err = &council.Problem{Say: "The feed, the calendar and the data hold whole addresses. Give the one at which the pages will stand: --web https://council.example."}
	}
	if err != nil {
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
	folder, err := openOutlet(p.Dir, p.Preview)
	if err != nil {
		return err
	}
	err = pages.Publish(ctx, folder.earlier(), func(path string, content []byte) error {
		p.warn(c, path, content, meant)
		return folder.put(path, content)
	})
	if err == nil {
		err = folder.clear()
	}
	if err := errors.Join(err, folder.close()); err != nil {
		return err
	}
	return folder.report(c.out)
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

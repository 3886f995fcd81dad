package clerk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"councilbot/internal/cage"
	"councilbot/internal/council"
	"councilbot/internal/printing"
	"councilbot/internal/store"
)

// packLease is how long one maker has for a pack; packTries how often it is
// tried before it has failed.
const packLease, packTries = 15 * time.Minute, 3

// tooOften is why a pack that was tried so often has failed.
const tooOften = "It did not work after several tries. Ask whoever runs the program to look into its log."

// Packer makes the packs that are asked for, one at a time. Several may work on
// one store: a pack is claimed before it is made, and what was made is kept once.
type Packer struct {
	Store  *store.Store
	Holder string // tells this maker from others
	Web    string // where the public pages stand, as https://council.example; empty when none are served
}

// pack makes the pack that has waited longest, and records what became of it.
func (c *Clerk) pack(ctx context.Context) (did bool, err error) {
	did, err = Packer{Store: c.Store, Holder: c.Store.Holder(), Web: c.Web}.Work(ctx, c.Now())
	if did && err == nil && c.Wrote != nil {
		c.Wrote()
	}
	return did, err
}

// Work makes the pack that waits longest. did is false when none waits. An error
// is ours: the pack is tried again when its lease has run out.
func (k Packer) Work(ctx context.Context, now time.Time) (did bool, err error) {
	pack, tries, err := k.Store.ClaimPack(ctx, k.Holder, now, packLease)
	if err != nil || pack.ID == 0 {
		return false, err
	}
	if tries > packTries { // it brought down those who tried
		return true, k.settle(ctx, failed(pack, tooOften), now)
	}
	made, err := k.make(ctx, pack, now)
	var problem *council.Problem
	switch {
	case errors.As(err, &problem):
		made, err = failed(pack, problem.Say), nil
	case err != nil && tries >= packTries:
		made = failed(pack, tooOften)
	case err != nil:
		return true, fmt.Errorf("make pack %d: %w", pack.ID, err)
	}
	return true, errors.Join(err, k.settle(ctx, made, now))
}

func failed(p council.Pack, why string) council.Pack {
	p.State, p.Reason = council.PackFailed, why
	return p
}

// settle keeps what became of a pack, with the messages about it.
func (k Packer) settle(ctx context.Context, p council.Pack, now time.Time) error {
	m, err := k.Store.Meeting(ctx, p.Meeting)
	if err != nil {
		return err
	}
	_, err = k.Store.Change(ctx, store.Change{By: p.By, Did: "pack." + string(p.State), About: fmt.Sprintf("pack/%d", p.ID), At: now}, func(tx *store.Tx) error {
		still, err := tx.SettlePack(p)
		if err != nil || !still {
			return err
		}
		p.Made = now
		return k.tell(tx, p, m)
	})
	if err != nil {
		return fmt.Errorf("keep pack %d: %w", p.ID, err)
	}
	return nil
}

// make puts a pack together in the cage and keeps its file. A *council.Problem is
// for good; any other error may pass.
func (k Packer) make(ctx context.Context, p council.Pack, now time.Time) (council.Pack, error) {
	b, err := k.read(ctx, p, now)
	if err != nil {
		return p, err
	}
	dir, err := os.MkdirTemp("", "councilbot-pack-")
	if err != nil {
		return p, fmt.Errorf("make a folder for a pack: %w", err)
	}
	defer os.RemoveAll(dir)
	print, err := b.gather(ctx, dir)
	if err != nil {
		return p, err
	}
	printed, err := print.Print()
	if err != nil {
		return p, fmt.Errorf("print the sheets of a pack: %w", err)
	}
	out := filepath.Join(dir, "pack.pdf")
	plan := packPlan(printed, council.Name, now)
	plan.Sheets = filepath.Join(dir, "sheets.pdf")
	if err := os.WriteFile(plan.Sheets, printed.PDF, 0o600); err != nil {
		return p, fmt.Errorf("keep the sheets of a pack: %w", err)
	}
	if _, err := cage.Packing.Run(ctx, dir, cage.PackAsk{Plan: plan, Out: out}); err != nil {
		return p, err
	}
	return k.kept(b, printed, out)
}

// kept keeps the file of a pack that is made.
func (k Packer) kept(b *binder, printed printing.Printed, out string) (council.Pack, error) {
	p := b.pack
	content, err := os.ReadFile(out)
	if err != nil {
		return p, fmt.Errorf("read a pack: %w", err)
	}
	p.File = council.File{Name: council.PackFileName(b.agenda.Meeting, p.Number), Type: "application/pdf"}
	if p.File.SHA, p.File.Size, err = k.Store.KeepFile(content); err != nil {
		return p, err
	}
	p.State, p.Pages, p.Reason = council.PackMade, len(printed.Stamps), strings.Join(b.remarks, " ")
	p.Items, p.Papers = b.items, b.placed(printed)
	return p, nil
}

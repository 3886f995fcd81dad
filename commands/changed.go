package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// sinceLooked says, at the head of an entry's page, that the entry has changed
// since the member last saw it and what is new, and notes that the member has
// seen it now. Nothing is written while it stays the same; nothing is kept of
// somebody without a seat.
func (d *Desk) sinceLooked(ctx context.Context, r Request, e *knowledge.Entry, page ui.Message) (ui.Message, error) {
	if !r.From.Present() {
		return page, nil
	}
	looked, err := d.Store.Looked(ctx, r.From.ID)
	if err != nil {
		return page, fmt.Errorf("read what a member has seen: %w", err)
	}
	last, now := looked[e.ID], d.seenAs(e)
	if last == now {
		return page, nil
	}
	_, err = d.Store.Change(ctx, store.Change{By: r.From.ID, At: r.Now}, func(tx *store.Tx) error { return tx.MarkLooked(r.From.ID, e.ID, now) })
	if err != nil {
		return page, fmt.Errorf("note what a member has seen: %w", err)
	}
	if last == "" {
		return page, nil
	}
	page.Key, page.Text = "", ""
	page.Body = slices.Insert(slices.Clone(page.Body), min(1, len(page.Body)), ui.Block(ui.Prose{Lead: "Changed since you last looked.", Text: whatIsNew(e, last)}))
	return page, nil
}

// seenAs is what is kept of an entry that was seen: its version and the date of
// its newest source. It is asked at every view and worked out once.
func (d *Desk) seenAs(e *knowledge.Entry) string {
	if s, ok := d.versions.Load(e); ok {
		return s.(string)
	}
	s := e.Version() + " " + newest(e).Date
	d.versions.Store(e, s)
	return s
}

// newest is the source of an entry with the latest date.
func newest(e *knowledge.Entry) *knowledge.Source {
	latest := &knowledge.Source{}
	for _, s := range e.Sources {
		if s.Date > latest.Date {
			latest = s
		}
	}
	return latest
}

func whatIsNew(e *knowledge.Entry, last string) string {
	_, before, _ := strings.Cut(last, " ")
	if s := newest(e); s.Date > before && before != "" {
		return "It now rests on a newer source: " + s.Title + ", " + s.Publisher + ", " + day(s.Date) + ". The newest was of " + day(before) + " when you looked."
	}
	return "Its words were put right; the newest source is still of " + day(newest(e).Date) + ". It was last checked on " + day(e.Verified) + "."
}

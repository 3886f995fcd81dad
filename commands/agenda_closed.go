package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// settledItem reports whether an item belongs to the record: its meeting is over,
// or it was on a published agenda and is not taken there any more.
func (d *Desk) settledItem(ctx context.Context, item council.Item) (bool, error) {
	if item.State == council.ItemProposed {
		return false, nil
	}
	m, err := d.Store.Meeting(ctx, item.Meeting)
	if err != nil {
		return false, fmt.Errorf("read a meeting: %w", err)
	}
	return !m.Open() || !item.On(), nil
}

// closingInputs are the fields of what can still be said of an item that belongs
// to the record.
func closingInputs(item council.Item) []ui.Block {
	return []ui.Block{
		ui.Prose{Text: "“" + item.Title + "” was on an agenda that belongs to the record. Until the minutes of its meeting go out it can still be closed: others then see its title and the reason alone, there and wherever the item went on."},
		ui.Input{Name: "title", Label: "Title", Hint: "Everybody goes on seeing it. If it tells too much, give another; the old one is then told nowhere.", Kind: ui.Line, Value: item.Title, Max: 120},
		ui.Input{Name: "reason", Label: "Why is it not for the public?", Hint: "Everybody reads the reason.", Kind: ui.Line, Value: item.Closed, Max: 300},
	}
}

// typedClosing reads that form. Faults are by field, nil when there are none.
func typedClosing(item council.Item, form map[string]string) (council.Item, ui.FieldErrors) {
	item.Title, item.Closed = strings.Join(strings.Fields(form["title"]), " "), strings.Join(strings.Fields(form["reason"]), " ")
	if item.Closed == "" {
		return item, ui.FieldErrors{"reason": "Say why the item is not for the public. Everybody reads the reason, so keep what is confidential out of it."}
	}
	return item, problemFault(item.Check())
}

// closeOnward closes what an item goes on as that was carried forward and is now
// closed, so that it is not read there, and its title with it.
func (d *Desk) closeOnward(ctx context.Context, tx *store.Tx, item council.Item) error {
	for was := item; item.Closed != "" && was.State == council.ItemCarried && was.Into != 0; {
		next, err := tx.Item(was.Into)
		if err != nil {
			return err
		}
		was = next
		if next.Closed != "" {
			continue
		}
		next.Title, next.Closed = item.Title, item.Closed
		if next.State == council.ItemProposed || next.State == council.ItemDeferred {
			_, err = tx.PutItem(next)
		} else {
			err = d.keepListed(ctx, tx, next)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

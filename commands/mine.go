package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// Mine notes which role a member holds. Asked twice, it is noted once.
func (d *Desk) Mine(ctx context.Context, r Request) (ui.Reply, error) {
	e := d.Library.Entry(r.Text)
	if e == nil {
		return nil, &council.Problem{Say: "That role is no longer in the pack. Open " + d.slash("role") + " and choose again."}
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "member.role", About: fmt.Sprintf("member/%d", r.From.ID), At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		m, err := tx.Member(r.From.ID)
		if err != nil {
			return err
		}
		m.Role = e.ID
		_, err = tx.PutMember(m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("note the member's role: %w", err)
	}
	return ui.Message{Body: []ui.Block{
		ui.Prose{Text: "Noted: your role is " + fullName(e) + ". " + d.slash("role") + " now starts from it. Only you can see this message; your role stands on your member card."},
		ui.Buttons{Row: []ui.Button{{Label: "What I answer for", Do: "role", Arg: e.ID}}},
	}}, nil
}

package commands

import (
	"cmp"
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// agendaStanding gives the form for the items that are on every agenda, or keeps
// what it says.
func (d *Desk) agendaStanding(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form == nil {
		standing, err := d.Store.StandingItems(ctx)
		if err != nil {
			return nil, fmt.Errorf("read the standing items: %w", err)
		}
		return ui.Modal{Do: "agenda", Arg: "standing", Title: "Standing items", Submit: "Keep them", Body: []ui.Block{
			ui.Prose{Text: "These are on the agenda of every meeting that is called from now on. Agendas that are made already stay as they are."},
			ui.Input{Name: "items", Label: "One item to a line: title | purpose | minutes", Hint: "The purpose is decision, discussion or information. Leave the line in brackets where the members' own items belong.",
				Kind: ui.Text, Value: council.SayStandingItems(standing)},
		}}, nil
	}
	standing, err := council.ParseStandingItems(cmp.Or(r.Form["items"], " "))
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	if err := d.changeItems(ctx, r, "agenda.standing", "", func(tx *store.Tx) error { return tx.PutStandingItems(standing) }); err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: fmt.Sprintf("Kept: %s on every agenda from the next meeting that is called.", countOf(len(standing), "standing item"))},
		ui.Buttons{Row: []ui.Button{{Label: "The next agenda", Do: "agenda"}}}), nil
}

package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// agendaMine shows what a member has proposed, and what became of it.
func (d *Desk) agendaMine(ctx context.Context, r Request) (ui.Reply, error) {
	return d.minePage(ctx, r)
}

// mineMost is how many proposals of one's own are shown.
const mineMost = 8

func (d *Desk) minePage(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	items, err := d.Store.ItemsOf(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read a member's proposals: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "Your proposals"})
	if len(items) == 0 {
		body = append(body, ui.Prose{Text: "You have proposed nothing yet."})
	}
	for _, item := range items[:min(mineMost, len(items))] {
		part, err := d.mineParts(ctx, item)
		if err != nil {
			return nil, err
		}
		body = append(body, part...)
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "Propose an item", Do: "agenda", Arg: "propose"}, {Label: "The next agenda", Do: "agenda"}}})...), nil
}

// mineParts are one proposal of one's own.
func (d *Desk) mineParts(ctx context.Context, item council.Item) ([]ui.Block, error) {
	m, err := d.Store.Meeting(ctx, item.Meeting)
	if err != nil {
		return nil, fmt.Errorf("read a meeting: %w", err)
	}
	state := map[council.ItemState]string{
		council.ItemProposed: "waits for the secretary's answer, for the meeting on " + m.When() + ".", council.ItemAccepted: "is on the agenda for " + m.When() + ".",
		council.ItemDeferred: "waits until a later meeting is called.", council.ItemMerged: "is taken together with another item.",
		council.ItemWithdrawn: "is withdrawn.", council.ItemCarried: "was not taken on " + council.DayOf(m.Starts).Long() + " and is carried forward.",
	}[item.State]
	body := []ui.Block{ui.Prose{Text: "“" + item.Title + "” " + state}}
	withdraw := ui.Button{Label: clipped("Take back: " + item.Title), Do: "agenda", Arg: itemArg("withdraw", item), Sure: "The item is then taken off, and the secretary is told."}
	switch {
	case item.State == council.ItemProposed:
		return append(body, ui.Buttons{Row: []ui.Button{{Label: clipped("Change: " + item.Title), Do: "agenda", Arg: itemArg("edit", item)}, withdraw}}), nil
	case item.On() && m.Open(), item.State == council.ItemDeferred:
		return append(body, ui.Buttons{Row: []ui.Button{withdraw}}), nil
	}
	return body, nil
}

package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// agendaPlan shows what members propose for the next four meetings: whose it is,
// and how long it takes.
func (d *Desk) agendaPlan(ctx context.Context, r Request) (ui.Reply, error) {
	meetings, err := d.openMeetings(ctx, r.Now)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Forward plan"}}
	if len(meetings) == 0 {
		body = append(body, ui.Prose{Text: "No meeting is called yet. The secretary calls the year's four meetings with " + d.slash("meeting year") + "."})
	}
	for _, m := range meetings {
		part, err := d.planFor(ctx, r, m)
		if err != nil {
			return nil, err
		}
		body = append(body, part)
	}
	deferred, err := d.Store.Deferred(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the items that wait: %w", err)
	}
	var waiting []string
	for _, item := range d.seenItems(r, deferred) {
		line, err := d.planLine(ctx, item)
		if err != nil {
			return nil, err
		}
		waiting = append(waiting, line)
	}
	if len(waiting) > 0 {
		body = append(body, ui.List{Lead: "Waiting until a meeting is called", Items: waiting})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "Propose an item", Do: "agenda", Arg: "propose"}, {Label: "The next agenda", Do: "agenda"}}})...), nil
}

// planFor is one meeting of the forward plan.
func (d *Desk) planFor(ctx context.Context, r Request, m council.Meeting) (ui.Block, error) {
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	list := ui.List{Lead: m.When()}
	for _, s := range a.Slots() {
		if !s.Item.Substantive() {
			continue
		}
		line, err := d.planLine(ctx, d.seenItem(r, s.Item))
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, s.Starts.Format("15:04")+" – "+line)
	}
	spare := "Its length is not set."
	switch {
	case a.Over() > 0:
		spare = council.SayMinutes(a.Over()) + " too long with the standing items."
	case m.Length > 0:
		spare = council.SayMinutes(a.Spare()) + " free beside the standing items."
	}
	list.Items = append(list.Items, spare)
	return list, nil
}

// planLine says an item of the forward plan, as far as it may be seen.
func (d *Desk) planLine(ctx context.Context, item council.Item) (string, error) {
	facts := []string{council.SayMinutes(item.Allotted)}
	if item.Purpose != "" {
		facts = append(facts, item.Purpose.Label())
	}
	sponsor, err := d.Store.Member(ctx, item.Sponsor)
	if err != nil {
		return "", fmt.Errorf("read who proposed an item: %w", err)
	}
	if owner := cmp.Or(item.Presenter, sponsor.Name); owner != "" {
		facts = append(facts, owner)
	}
	if item.Closed != "" {
		facts = append(facts, "closed: "+item.Closed)
	}
	if item.Carried > 0 {
		facts = append(facts, "put off "+times(item.Carried))
	}
	return item.Title + " (" + strings.Join(facts, ", ") + ")", nil
}

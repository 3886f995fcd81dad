package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// agendaClose asks which items a meeting did not reach, and carries them forward.
func (d *Desk) agendaClose(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.begun(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	in := ui.Input{Name: "items", Label: "Which items were not reached?", Kind: ui.Choices, Optional: true}
	for _, item := range a.Items {
		if item.Substantive() {
			in.Options = append(in.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: fmt.Sprintf("i%d", item.ID)})
		}
	}
	if len(in.Options) == 0 {
		return nil, &council.Problem{Say: "The agenda of " + council.DayOf(m.Starts).Long() + " has no items that could be carried forward. Look at it with " + d.slash("agenda show "+fmt.Sprintf("#%d", m.ID)) + "."}
	}
	if r.Form == nil {
		return ui.Modal{Do: "agenda", Arg: ofMeeting("close", m), Title: "What was not reached?", Submit: "Carry them forward", Body: []ui.Block{
			ui.Prose{Text: "The meeting on " + m.When() + ". What was not reached goes on at the next meeting, with how often it was put off. Whoever proposed it is told."}, in}}, nil
	}
	var ids []council.ItemID
	for word := range strings.SplitSeq(r.Form["items"], ",") {
		for _, item := range a.Items {
			if item.Substantive() && strings.TrimSpace(word) == fmt.Sprintf("i%d", item.ID) {
				ids = append(ids, item.ID)
			}
		}
	}
	if len(ids) == 0 {
		return d.agendaPage(ctx, r, m.ID, "Every item was reached, so nothing is carried forward.")
	}
	done, err := d.putOff(ctx, r, "item.carried", ids, "The meeting did not reach it.")
	if err != nil {
		return nil, err
	}
	return d.agendaPage(ctx, r, m.ID, done...)
}

// begun finds the meeting that a text names, or the last that has begun. The
// error is a *council.Problem when it has not.
func (d *Desk) begun(ctx context.Context, r Request) (council.Meeting, error) {
	if r.Text != "" {
		m, err := d.only(ctx, r)
		if err == nil && r.Now.Before(m.Starts) {
			err = &council.Problem{Say: "The meeting begins on " + m.When() + ". To take an item off before, put it off with " + d.slash("agenda defer") + "."}
		}
		return m, err
	}
	meetings, err := d.Store.Meetings(ctx, time.Time{}, r.Now.Add(time.Second))
	if err != nil {
		return council.Meeting{}, fmt.Errorf("look for the last meeting: %w", err)
	}
	for _, m := range slices.Backward(meetings) {
		if m.State != council.Cancelled {
			return m, nil
		}
	}
	return council.Meeting{}, &council.Problem{Say: "No meeting has begun yet. To take an item off an agenda, put it off with " + d.slash("agenda defer") + "."}
}

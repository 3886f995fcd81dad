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

// closing leads from a meeting that is recorded as held to its minutes: first to
// the question which items were not reached, where there are any.
func (d *Desk) closing(ctx context.Context, r Request, id council.MeetingID) (ui.Reply, error) {
	minutes, err := d.Store.Minutes(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read minutes: %w", err)
	}
	if minutes.State != "" {
		return d.minutesPage(ctx, r, id, "That the meeting took place is recorded already.")
	}
	a, err := d.Store.Agenda(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	said := "Recorded: the meeting took place."
	if in := unreached(a); len(in.Options) > 0 {
		return closeForm(a.Meeting, in, said+" One question, then the draft of the minutes is there."), nil
	}
	if err := d.beginMinutes(ctx, r, id); err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, id, said, draftedWords)
}

// draftedWords are said of a draft that was just begun.
const draftedWords = "The draft of the minutes is there: who was there, the items, the decisions and the actions stand in it. What is left to you is to write under the items."

// unreached is the field in which the items are chosen that a meeting did not
// reach.
func unreached(a council.Agenda) ui.Input {
	in := ui.Input{Name: "items", Label: "Which items were not reached?", Kind: ui.Choices, Optional: true}
	for _, item := range a.Items {
		if item.Substantive() {
			in.Options = append(in.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: fmt.Sprintf("i%d", item.ID)})
		}
	}
	return in
}

func closeForm(m council.Meeting, in ui.Input, said string) ui.Modal {
	return ui.Modal{Do: "agenda", Arg: ofMeeting("close", m), Title: "What was not reached?", Submit: "Go on", Body: []ui.Block{
		ui.Prose{Text: said},
		ui.Prose{Text: "The meeting on " + m.When() + ". What was not reached goes on at the next meeting, with how often it was put off. Whoever proposed it is told. If every item was reached, choose none."}, in}}
}

// agendaClose asks which items a meeting did not reach, and carries them forward.
// Of a meeting that was held the draft of the minutes is then there.
func (d *Desk) agendaClose(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.begun(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	in := unreached(a)
	if r.Form == nil && len(in.Options) == 0 {
		return nil, &council.Problem{Say: "The agenda of " + council.DayOf(m.Starts).Long() + " has no items that could be carried forward. Look at it with " + d.slash("agenda show "+fmt.Sprintf("#%d", m.ID)) + "."}
	}
	if r.Form == nil {
		return closeForm(m, in, "What was not reached?"), nil
	}
	var ids []council.ItemID
	for word := range strings.SplitSeq(r.Form["items"], ",") {
		for _, item := range a.Items {
			if item.Substantive() && strings.TrimSpace(word) == fmt.Sprintf("i%d", item.ID) {
				ids = append(ids, item.ID)
			}
		}
	}
	done := []string{"Every item was reached, so nothing is carried forward."}
	if len(ids) > 0 {
		if done, err = d.putOff(ctx, r, "item.carried", ids, "The meeting did not reach it."); err != nil {
			return nil, err
		}
	}
	if m.State != council.Held {
		return d.agendaPage(ctx, r, m.ID, done...)
	}
	if err := d.beginMinutes(ctx, r, m.ID); err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.ID, append(done, draftedWords)...)
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

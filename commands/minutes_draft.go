package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// minutesDraft begins the draft of a meeting's minutes and shows it.
func (d *Desk) minutesDraft(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.heldMeeting(ctx, r)
	if err != nil {
		return nil, err
	}
	minutes, err := d.Store.Minutes(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read minutes: %w", err)
	}
	if minutes.State != "" {
		return d.minutesPage(ctx, r, m.ID)
	}
	if m.Open() && !r.Now.Before(m.Starts) {
		return card(ui.Heading{Text: "Did the meeting take place?"},
			ui.Prose{Text: "The meeting was called for " + m.When() + ". Its minutes are drafted once it is recorded that it took place."},
			ui.Buttons{Row: []ui.Button{{Label: "It took place", Do: "meeting", Arg: ofMeeting("held", m), Style: ui.Primary},
				{Label: "The council did not meet", Do: "meeting", Arg: ofMeeting("cancel", m)}}}), nil
	}
	if err := d.beginMinutes(ctx, r, m.ID); err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.ID)
}

// beginMinutes makes the draft of a meeting's minutes. It may be the second change
// of one asking, so it has a key of its own.
func (d *Desk) beginMinutes(ctx context.Context, r Request, id council.MeetingID) error {
	if r.Key != "" {
		r.Key += "/minutes"
	}
	return d.changeMinutes(ctx, r, "minutes.begun", id, func(tx *store.Tx) error { return tx.BeginMinutes(id) })
}

// heldMeeting finds the meeting that a text names, or the last that has begun.
func (d *Desk) heldMeeting(ctx context.Context, r Request) (council.Meeting, error) {
	if strings.HasPrefix(r.Text, "#") {
		m, _, err := d.named(ctx, r)
		return m, err
	}
	return d.begun(ctx, r)
}

// minutesPreview shows the draft as members will read it: closed items as stubs.
func (d *Desk) minutesPreview(ctx context.Context, r Request) (ui.Reply, error) {
	m, _, err := d.minutesOf(ctx, r, council.MinutesDraft)
	if err != nil {
		return nil, err
	}
	if m.State == "" {
		return nil, m.Editable()
	}
	m.MinutesText = m.Open()
	return card(append([]ui.Block{ui.Note{Text: "So will members read it. Closed items are stubs to everybody but the chair, the secretary and whoever proposed them. On the public pages names appear only where people show theirs to everybody."}},
		append(minutesBody(m), ui.Buttons{Row: []ui.Button{{Label: "Back to the draft", Do: "minutes", Arg: ofMeeting("draft", m.Meeting)}}})...)...), nil
}

// minutesHead is what the secretary reads above minutes: the one next step.
func (d *Desk) minutesHead(ctx context.Context, r Request, m council.Minutes) ([]ui.Block, error) {
	text, row, err := d.minutesStep(ctx, r, m)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Prose{Lead: "Your next step:", Text: text}}
	if len(row) > 0 {
		body = append(body, ui.Buttons{Row: row})
	}
	return append(body, ui.Rule{}), nil
}

// minutesConsole is what the secretary can change, below minutes.
func (d *Desk) minutesConsole(ctx context.Context, m council.Minutes) ([]ui.Block, error) {
	body, row := []ui.Block{ui.Rule{}}, []ui.Button(nil)
	if m.State == council.MinutesDraft {
		parts, more, err := d.draftConsole(ctx, m)
		if err != nil {
			return nil, err
		}
		body, row = append(body, parts...), more
	}
	switch {
	case m.Back():
		row = append(row, ui.Button{Label: "What was called back", Do: "minutes", Arg: ofMeeting("versions", m.Meeting)})
	case m.State == council.MinutesCirculated:
		row = append(row, ui.Button{Label: "Corrections", Do: "minutes", Arg: ofMeeting("corrections", m.Meeting)},
			ui.Button{Label: "Call the draft back", Do: "minutes", Arg: ofMeeting("recall", m.Meeting)})
	case !m.Draft():
		row = append(row, ui.Button{Label: "Strike out a passage", Do: "minutes", Arg: ofMeeting("strike", m.Meeting)})
		if !m.Struck.IsZero() {
			row = append(row, ui.Button{Label: "What was struck out", Do: "minutes", Arg: ofMeeting("struck", m.Meeting)})
		}
	}
	return append(body, ui.Buttons{Row: row}), nil
}

// draftConsole is what the secretary can do with a draft.
func (d *Desk) draftConsole(ctx context.Context, m council.Minutes) ([]ui.Block, []ui.Button, error) {
	menu := ui.Select{Label: "Write under an item", Do: "minutes"}
	for _, item := range m.Items {
		if item.Item == 0 {
			continue // what is under no item takes no prose
		}
		menu.Options = append(menu.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: fmt.Sprintf("%s i%d", ofMeeting("edit", m.Meeting), item.Item)})
	}
	proposed, err := d.recalledCorrections(ctx, m)
	if err != nil {
		return nil, nil, err
	}
	body := append([]ui.Block{menu}, proposed...)
	waiting, err := d.Store.Captures(ctx, store.WantedCaptures{State: council.Captured, Meeting: m.Meeting.ID})
	if err != nil {
		return nil, nil, fmt.Errorf("read what was captured: %w", err)
	}
	var row []ui.Button
	if len(waiting) > 0 {
		body = append(body, ui.Prose{Lead: "Captured at the meeting:", Text: countOf(len(waiting), "thing") + plural(len(waiting), " waits", " wait") + " for you to approve, and then stands under its item."})
		row = append(row, ui.Button{Label: "Approve what was captured", Do: "capture", Arg: "list"})
	}
	return body, append(row, ui.Button{Label: "Record a decision", Do: "capture", Arg: ofMeeting("decision", m.Meeting)},
		ui.Button{Label: "Record an action", Do: "capture", Arg: ofMeeting("action", m.Meeting)},
		ui.Button{Label: "Who was there", Do: "minutes", Arg: ofMeeting("attendance", m.Meeting)},
		ui.Button{Label: "As members will read it", Do: "minutes", Arg: ofMeeting("preview", m.Meeting)},
		ui.Button{Label: "Close an item", Do: "agenda", Arg: ofMeeting("edit", m.Meeting)}), nil
}

// minutesStep is the one thing that the secretary may do next for minutes.
func (d *Desk) minutesStep(ctx context.Context, r Request, m council.Minutes) (string, []ui.Button, error) {
	house, _, err := d.house(ctx)
	if err != nil {
		return "", nil, err
	}
	switch m.State {
	case council.MinutesDraft:
		return draftStep(m, m.Due(house.Calendar()), council.DayOf(r.Now)), []ui.Button{{Label: "Circulate the draft", Do: "minutes", Arg: ofMeeting("circulate", m.Meeting), Style: ui.Primary,
			Sure: "The draft is posted in the channel, and its words and numbers are then for good. Everybody may read it, marked DRAFT; closed items are stubs."}}, nil
	case council.MinutesAgreed:
		return publishStep(m.PublishBy(house.Calendar()), council.DayOf(r.Now)), []ui.Button{{Label: "Publish the minutes", Do: "minutes", Arg: ofMeeting("publish", m.Meeting), Style: ui.Primary}}, nil
	case council.MinutesPublished:
		return "nothing now. The minutes are agreed and published.", nil, nil
	}
	return d.agreeStep(ctx, r, m)
}

// publishStep says by when agreed minutes are to be published.
func publishStep(by, today council.Day) string {
	if by.Before(today) {
		return "publish the agreed minutes. They were to be published by " + by.Long() + "."
	}
	return "publish the agreed minutes, by " + by.Long() + "."
}

// draftStep says what there is to do with a draft.
func draftStep(m council.Minutes, due, today council.Day) string {
	empty := 0
	for _, item := range m.Items {
		if len(item.Paragraphs) == 0 {
			empty++
		}
	}
	words := "write under the items, then circulate the draft by " + due.Long() + "."
	if m.Back() {
		return "put right why you called the draft back, under its items or by closing one, then circulate it again."
	}
	if due.Before(today) {
		words = "write under the items, then circulate the draft. It was to go out by " + due.Long() + "."
	}
	if empty == 0 {
		return words
	}
	return words + " Under " + countOf(empty, "item") + " nothing stands yet, which is right where nothing was to be recorded."
}

// agreeStep says what there is to do with circulated minutes.
func (d *Desk) agreeStep(ctx context.Context, r Request, m council.Minutes) (string, []ui.Button, error) {
	proposed, err := d.proposedCorrections(ctx, m.Meeting.ID)
	if err != nil {
		return "", nil, err
	}
	said := "No correction is proposed."
	if len(proposed) > 0 {
		said = countOf(len(proposed), "correction") + " proposed."
	}
	agree := ui.Button{Label: "They were agreed", Do: "minutes", Arg: ofMeeting("agree", m.Meeting)}
	_, next, err := d.Store.Beside(ctx, m.Meeting)
	switch {
	case err != nil:
		return "", nil, fmt.Errorf("look for the next meeting: %w", err)
	case next.ID == 0:
		return "call the next meeting, which agrees these minutes. " + said, []ui.Button{agree}, nil
	case r.Now.Before(next.Starts):
		return "nothing until the meeting on " + council.DayOf(next.Starts).Long() + ", which agrees these minutes. " + said, []ui.Button{agree}, nil
	}
	agree.Style = ui.Primary
	return "say that the meeting on " + council.DayOf(next.Starts).Long() + " agreed these minutes, and with which corrections. " + said, []ui.Button{agree}, nil
}

package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// captureLine says something captured in one line: "An action for Ana Lind, by
// Wednesday 31 March 2027: “Write to the fire services”."
func captureLine(c council.Capture, members []council.Member) string {
	line := upperFirst(c.Kind.A())
	if c.Kind == council.CaptureAction {
		if len(c.Owners) > 0 {
			line += " for " + council.OwnerNames(c.Owners, members)
		}
		if !c.Due.IsZero() {
			line += ", by " + c.Due.Long()
		}
	}
	line += ": “" + c.Words + "”"
	if ended(c.Words) != c.Words {
		line += "."
	}
	if c.Dissent != "" {
		line += " Dissent: " + ended(c.Dissent)
	}
	return line
}

// spotWords say where something belongs: "at the meeting on …, item 4". A closed
// item is named by its number alone.
func (d *Desk) spotWords(ctx context.Context, meeting council.MeetingID, item council.ItemID) (string, error) {
	if meeting == 0 {
		return "outside a meeting", nil
	}
	m, err := d.Store.Meeting(ctx, meeting)
	if err != nil {
		return "", fmt.Errorf("read a meeting: %w", err)
	}
	words := "at the meeting on " + council.DayOf(m.Starts).Long()
	if item == 0 {
		return words, nil
	}
	a, err := d.Store.Agenda(ctx, meeting)
	if err != nil {
		return "", fmt.Errorf("read an agenda: %w", err)
	}
	if i, there := a.Item(item); there {
		words += ", item " + i.Number + ", “" + i.Title + "”"
	}
	return words, nil
}

// capturedPage reads something captured back to whoever captured it.
func (d *Desk) capturedPage(ctx context.Context, r Request, id council.CaptureID, done ...string) (ui.Reply, error) {
	c, err := d.Store.Capture(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read what was captured: %w", err)
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	where, err := d.spotWords(ctx, c.Meeting, c.Item)
	if err != nil {
		return nil, err
	}
	body := append([]ui.Block{ui.Heading{Text: "With the secretary"}}, doneLines(done)...)
	body = append(body, ui.Prose{Text: captureLine(c, members) + " Said " + where + ". Right?"})
	if asks := c.Lacks(); len(asks) > 0 {
		body = append(body, ui.Prose{Lead: "Still to be answered:", Text: strings.Join(asks, " ")})
	}
	body = append(body, ui.Note{Text: "It goes into the record when the secretary approves it, and you are told."})
	return card(append(body, ui.Buttons{Row: d.captureButtons(r, c)})...), nil
}

// captureButtons are what a person can do with something that waits.
func (d *Desk) captureButtons(r Request, c council.Capture) []ui.Button {
	id := fmt.Sprintf("c%d", c.ID)
	change := ui.Button{Label: "Change it", Do: "capture", Arg: "amend " + id}
	if !c.Complete() {
		change.Label, change.Style = "Complete it", ui.Primary
	}
	row := []ui.Button{change}
	if d.holds(r, council.Secretary) {
		if c.Complete() {
			row = append([]ui.Button{{Label: "Approve it", Do: "capture", Arg: "approve " + id, Style: ui.Primary}}, row...)
		}
		return append(row, ui.Button{Label: "Leave it out", Do: "capture", Arg: "drop " + id}, ui.Button{Label: "All that wait", Do: "capture", Arg: "list"})
	}
	return append(row, ui.Button{Label: "Take it back", Do: "capture", Arg: "back " + id, Sure: "It is then not recorded."})
}

// capturedAlready says that a message was captured before.
func (d *Desk) capturedAlready(ctx context.Context, r Request, c council.Capture) (ui.Reply, error) {
	text := "This message is recorded as " + c.Kind.A() + " already, so nothing was added."
	if !c.OpenTo(r.From, r.Now) || c.State != council.Captured {
		return card(ui.Prose{Text: text}), nil
	}
	return d.capturedPage(ctx, r, c.ID, text)
}

// captureAmend gives the form of something that waits, or keeps what it says. It
// is for whoever captured it and for the secretary.
func (d *Desk) captureAmend(ctx context.Context, r Request) (ui.Reply, error) {
	c, _, err := d.captureOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if c.State != council.Captured {
		return nil, settled(c)
	}
	if r.Form == nil {
		fields, err := d.captureInputs(ctx, c)
		if err != nil {
			return nil, err
		}
		spots, _, err := d.captureSpots(ctx, r, Message{Meeting: c.Meeting, At: c.At})
		if err != nil {
			return nil, err
		}
		if err := d.keepSpot(ctx, c, &spots); err != nil {
			return nil, err
		}
		return ui.Modal{Do: "capture", Arg: fmt.Sprintf("amend c%d", c.ID), Title: captureTitle(c.Kind), Submit: "Keep it", Body: append(fields, spots)}, nil
	}
	err = d.changeCapture(ctx, r, "capture.changed", c.ID, func(now council.Capture) (council.Capture, error) { return d.typedCapture(ctx, r, now) })
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.capturedPage(ctx, r, c.ID, "Changed.")
}

// captureBack takes back what a person captured.
func (d *Desk) captureBack(ctx context.Context, r Request) (ui.Reply, error) {
	c, _, err := d.captureOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if !d.holds(r, council.Secretary) && (!r.From.Present() || c.By != r.From.ID) {
		return nil, &council.Problem{Say: "Only whoever captured it, or the secretary, takes it back. Tell the secretary if it should not be recorded."}
	}
	err = d.changeCapture(ctx, r, "capture.taken-back", c.ID, func(now council.Capture) (council.Capture, error) {
		now.State = council.CaptureDropped
		return now, nil
	})
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "Taken back: “" + c.Words + "” is not recorded."}), nil
}

// settled is said of something that does not wait any more.
func settled(c council.Capture) error {
	return &council.Problem{Say: "“" + clippedTo(c.Words, 120) + "” is " + string(c.State) + " already. If it should be different, tell the secretary."}
}

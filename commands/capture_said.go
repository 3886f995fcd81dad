package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// Below takes what is tagged #action, #decision or #note in the thread of a post
// of ours about a meeting. What is not tagged is let go.
func (d *Desk) Below(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text == Deleted {
		return d.unsaid(ctx, r)
	}
	lines := council.TaggedLines(r.Message.Text)
	if len(lines) == 0 && len(council.TaggedLines(r.Message.Before)) == 0 {
		return ui.Nothing{}, nil
	}
	return d.said(ctx, r, lines)
}

// said keeps what is tagged in a message, and answers in its thread. A message
// that comes again, or is changed, is kept once.
func (d *Desk) said(ctx context.Context, r Request, lines []council.Tagged) (ui.Reply, error) {
	if !d.holds(r, council.Deputy) {
		return nil, &council.Problem{Say: "Only members of the council and their deputies put things on its record. Ask a member to do it for you."}
	}
	reader, err := d.captureReader(ctx, r)
	if err != nil {
		return nil, err
	}
	reader.Named = r.Message.Named
	read := reading{desk: d, r: r, reader: reader, was: council.TaggedLines(r.Message.Before)}
	if read.meeting, read.item, err = d.saidAt(ctx, r); err != nil {
		return nil, err
	}
	err = d.changeItems(ctx, r, "capture.said", "", func(tx *store.Tx) error { return read.keep(tx, lines) })
	if errors.Is(err, errSaidBefore) {
		return ui.Nothing{}, nil
	}
	var problem *council.Problem
	if errors.As(err, &problem) {
		return ui.Say(problem.Say + " Nothing was recorded; change your message, or write another."), nil
	}
	if err != nil || read.nothing() {
		return ui.Nothing{}, err
	}
	return d.saidAnswer(ctx, r, read)
}

// errSaidBefore undoes a change that would change nothing, so that it leaves no
// line in the audit.
var errSaidBefore = errors.New("it was said before")

// saidAt gives the meeting that words belong to, and the item that was on when
// they were written: by the thread they stand in, or else where something said at
// that time most likely belongs.
func (d *Desk) saidAt(ctx context.Context, r Request) (council.MeetingID, council.ItemID, error) {
	if r.Message.Meeting == 0 {
		var c council.Capture
		_, spot, err := d.captureSpots(ctx, r, *r.Message)
		if err == nil {
			err = d.readSpot(ctx, spot, &c)
		}
		return c.Meeting, c.Item, err
	}
	sitting, err := d.Store.Sitting(ctx, r.Message.Meeting)
	if err != nil {
		return 0, 0, fmt.Errorf("read how far a meeting has come: %w", err)
	}
	return r.Message.Meeting, sitting.At(r.Message.At), nil
}

// reading brings what is kept of one message in line with what it says.
type reading struct {
	desk    *Desk
	r       Request
	reader  council.CaptureReader
	was     []council.Tagged // what it said before it was changed
	meeting council.MeetingID
	item    council.ItemID
	kept    []council.CaptureID // new or different
	gone    []council.Capture   // no longer said
	late    []council.Capture   // said otherwise after it was settled
}

// nothing reports whether what is kept says the same as the message.
func (g *reading) nothing() bool { return len(g.kept)+len(g.gone)+len(g.late) == 0 }

func (g *reading) keep(tx *store.Tx, lines []council.Tagged) error {
	m := g.r.Message
	before, err := tx.CapturedFrom(m.Channel, m.TS)
	if err != nil {
		return err
	}
	for _, line := range lines {
		i := slices.IndexFunc(before, func(c council.Capture) bool { return c.Line == line.Line })
		if i < 0 {
			err = g.add(tx, line)
		} else {
			err = g.again(tx, before[i], line)
		}
		if err != nil {
			return err
		}
	}
	for _, c := range before {
		said := slices.ContainsFunc(lines, func(l council.Tagged) bool { return l.Line == c.Line })
		if c.Line == 0 || said || c.State != council.Captured {
			continue
		}
		c.State = council.CaptureDropped
		if _, err := tx.PutCapture(c); err != nil {
			return err
		}
		g.gone = append(g.gone, c)
	}
	if g.nothing() {
		return errSaidBefore
	}
	return nil
}

// add keeps a line that was not there before.
func (g *reading) add(tx *store.Tx, line council.Tagged) error {
	c := g.reader.Read(line)
	c.Meeting, c.Item, c.By = g.meeting, g.item, g.r.From.ID
	c.Channel, c.TS, c.Link = g.r.Message.Channel, g.r.Message.TS, g.r.Message.Link
	if c.TS == "" {
		c.Line = 0 // typed in a command: of no message
	}
	id, err := tx.PutCapture(c)
	if err != nil {
		return err
	}
	tx.About(aboutCapture(id))
	g.kept = append(g.kept, id)
	return nil
}

// again reads a line anew that has changed; what was completed by form stays
// while its line is the same.
func (g *reading) again(tx *store.Tx, c council.Capture, line council.Tagged) error {
	if g.r.Text != Changed || slices.Contains(g.was, line) {
		return nil
	}
	if c.State != council.Captured {
		g.late = append(g.late, c)
		return nil
	}
	now := g.reader.Read(line)
	c.Kind, c.Words, c.Owners, c.Due, c.UnreadOwners, c.UnreadDue = now.Kind, now.Words, now.Owners, now.Due, now.UnreadOwners, now.UnreadDue
	id, err := tx.PutCapture(c)
	g.kept = append(g.kept, id)
	return err
}

// saidAnswer reads back in the thread what was captured. The words of a closed
// item are not said again there.
func (d *Desk) saidAnswer(ctx context.Context, r Request, read reading) (ui.Reply, error) {
	var body []ui.Block
	closed := false
	for _, id := range read.kept {
		c, err := d.Store.Capture(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("read what was captured: %w", err)
		}
		lead, text := "Captured:", captureLine(c, read.reader.Members)+" Right?"
		if len(read.kept) > 1 {
			lead = fmt.Sprintf("Captured, c%d:", c.ID)
		}
		if c.Closed != "" {
			closed, text = true, upperFirst(c.Kind.A())+" under a closed item."
		} else if asks := c.Lacks(); len(asks) > 0 {
			text = captureLine(c, read.reader.Members) + " " + strings.Join(asks, " ")
		}
		body = append(body, ui.Prose{Lead: lead, Text: text}, ui.Buttons{Row: saidButtons(c, len(read.kept) > 1)})
	}
	for _, c := range read.gone {
		body = append(body, ui.Prose{Lead: "Taken back:", Text: takenBack(c)})
	}
	for _, c := range read.late {
		body = append(body, ui.Prose{Text: "The line you changed is " + string(c.State) + " already, so the record stays as it is. If it should be different, tell the secretary."})
	}
	if closed {
		body = append(body, ui.Prose{Lead: "Please note:", Text: "that item is closed, and everybody in this channel can read your message. Delete the message and record it with " + d.slash("action capture") + " instead."})
	}
	if len(read.kept) > 0 {
		body = append(body, ui.Note{Text: "It goes into the record when the secretary approves it. Change your message, or press a button, to put it right."})
	}
	return ui.Message{Body: body}, nil
}

func takenBack(c council.Capture) string {
	if c.Closed != "" {
		return c.Kind.A() + " under a closed item is not recorded."
	}
	return "“" + c.Words + "” is not recorded."
}

func saidButtons(c council.Capture, several bool) []ui.Button {
	id := fmt.Sprintf("c%d", c.ID)
	row := []ui.Button{{Label: "Change it", Do: "capture", Arg: "amend " + id}, {Label: "Take it back", Do: "capture", Arg: "back " + id, Sure: "It is then not recorded."}}
	if !c.Complete() {
		row[0].Label, row[0].Style = "Complete it", ui.Primary
	}
	for i := range row {
		if several {
			row[i].Label += ": " + id
		}
	}
	return row
}

// unsaid takes back what was captured from a message that was deleted.
func (d *Desk) unsaid(ctx context.Context, r Request) (ui.Reply, error) {
	read := reading{desk: d, r: r}
	err := d.changeItems(ctx, r, "capture.unsaid", "", func(tx *store.Tx) error { return read.keep(tx, nil) })
	if errors.Is(err, errSaidBefore) || err == nil && len(read.gone) == 0 {
		return ui.Nothing{}, nil
	}
	if err != nil {
		return nil, err
	}
	return d.saidAnswer(ctx, r, read)
}

package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// capturesMost is how much of what waits one answer shows.
const capturesMost = 8

// captureList shows what was captured and waits: to the secretary all of it, to
// others what they captured themselves.
func (d *Desk) captureList(ctx context.Context, r Request) (ui.Reply, error) {
	return d.capturesPage(ctx, r)
}

func (d *Desk) capturesPage(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	waiting, members, err := d.waitingCaptures(ctx, r)
	if err != nil {
		return nil, err
	}
	body := doneLines(done)
	more := []ui.Button{{Label: "Record an action", Do: "capture", Arg: "action"}, {Label: "Record a decision or a note", Do: "capture", Arg: "decision"}, {Label: "Actions", Do: "action"}}
	if len(waiting) == 0 {
		none := "You have captured nothing that waits for the secretary."
		if d.holds(r, council.Secretary) {
			none = "Nothing that was captured waits for you."
		}
		return card(append(body, ui.Prose{Text: none}, ui.Buttons{Row: more})...), nil
	}
	body = append(body, ui.Heading{Text: countOf(len(waiting), "thing") + " captured"})
	shown := waiting[:min(capturesMost, len(waiting))]
	complete := completeOnes(shown) // nobody approves what they have not seen
	if len(complete) > 1 && d.holds(r, council.Secretary) {
		body = append(body, ui.Buttons{Row: []ui.Button{
			{Label: fmt.Sprintf("Approve all %d that are complete", len(complete)), Do: "capture", Arg: "approve" + ids(complete), Style: ui.Primary, Sure: "They go into the record as they stand, and those who captured or own them are told."},
			{Label: "Choose several", Do: "capture", Arg: "several"},
		}})
	}
	for _, c := range shown {
		part, err := d.captureParts(ctx, r, c, members)
		if err != nil {
			return nil, err
		}
		body = append(body, part...)
	}
	if left := len(waiting) - capturesMost; left > 0 {
		body = append(body, ui.Note{Text: countOf(left, "thing") + " more, shown when these are settled."})
	}
	return card(append(body, ui.Buttons{Row: more})...), nil
}

// waitingCaptures lists what waits and this person may settle or change.
func (d *Desk) waitingCaptures(ctx context.Context, r Request) ([]council.Capture, []council.Member, error) {
	wanted := store.WantedCaptures{State: council.Captured}
	if !d.holds(r, council.Secretary) {
		wanted.By = r.From.ID
		if !r.From.Present() {
			return nil, nil, nil
		}
	}
	waiting, err := d.Store.Captures(ctx, wanted)
	if err != nil {
		return nil, nil, fmt.Errorf("read what was captured: %w", err)
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read the members: %w", err)
	}
	return waiting, members, nil
}

func completeOnes(all []council.Capture) []council.Capture {
	var complete []council.Capture
	for _, c := range all {
		if c.Complete() {
			complete = append(complete, c)
		}
	}
	return complete
}

// ids writes captures as an argument: " c1 c2".
func ids(all []council.Capture) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, " c%d", c.ID)
	}
	return b.String()
}

// captureParts show one thing that waits, with what can be done with it.
func (d *Desk) captureParts(ctx context.Context, r Request, c council.Capture, members []council.Member) ([]ui.Block, error) {
	where, err := d.spotWords(ctx, c.Meeting, c.Item)
	if err != nil {
		return nil, err
	}
	who := "somebody without a seat"
	for _, m := range members {
		if m.ID == c.By {
			who = m.Name
		}
	}
	said := ui.Note{Text: "Captured by " + who + ", " + where + "."}
	if c.Link != "" {
		said.Links = []ui.Link{{Text: "The message", URL: c.Link}}
	}
	body := []ui.Block{ui.Prose{Lead: fmt.Sprintf("c%d.", c.ID), Text: captureLine(c, members)}, said}
	if asks := c.Lacks(); len(asks) > 0 {
		body = append(body, ui.Prose{Lead: "Still to be answered:", Text: strings.Join(asks, " ")})
	}
	row := d.captureButtons(r, c)
	if d.holds(r, council.Secretary) {
		row = row[:len(row)-1] // this is all that wait
	}
	for i := range row {
		row[i].Label = fmt.Sprintf("%s: c%d", row[i].Label, c.ID)
	}
	return append(body, ui.Buttons{Row: row}), nil
}

// changeCapture makes one change to something that waits, as it is at that
// moment.
func (d *Desk) changeCapture(ctx context.Context, r Request, did string, id council.CaptureID, rule func(council.Capture) (council.Capture, error)) error {
	return d.changeItems(ctx, r, did, aboutCapture(id), func(tx *store.Tx) error {
		now, err := tx.Capture(id)
		if err != nil {
			return err
		}
		if now.State != council.Captured {
			return settled(now)
		}
		if now, err = rule(now); err != nil {
			return err
		}
		_, err = tx.PutCapture(now)
		return err
	})
}

// captureSeveral gives a form to choose what is approved.
func (d *Desk) captureSeveral(ctx context.Context, r Request) (ui.Reply, error) {
	waiting, members, err := d.waitingCaptures(ctx, r)
	if err != nil {
		return nil, err
	}
	in := ui.Input{Name: "which", Label: "Which go into the record?", Kind: ui.Choices}
	for _, c := range completeOnes(waiting) {
		if len(in.Options) < 10 { // Slack shows ten checkboxes
			in.Options = append(in.Options, ui.Option{Label: clipped(captureLine(c, members)), Arg: fmt.Sprintf("c%d", c.ID)})
		}
	}
	if len(in.Options) == 0 {
		return nil, &council.Problem{Say: "Nothing that waits is complete. Complete it first, with " + d.slash("action captured") + "."}
	}
	return ui.Modal{Do: "capture", Arg: "approve", Title: "Approve several", Submit: "Approve them", Body: []ui.Block{
		ui.Prose{Text: "Those who captured or own them are told."}, in}}, nil
}

// captureApprove puts what was captured into the record: all that are named, or
// none. What is settled already stays as it is.
func (d *Desk) captureApprove(ctx context.Context, r Request) (ui.Reply, error) {
	words := strings.Fields(r.Text + " " + strings.ReplaceAll(r.Form["which"], ",", " "))
	if len(words) == 0 {
		return d.captureSeveral(ctx, r)
	}
	chosen, err := d.capturesOf(ctx, r, words)
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	var done []string
	err = d.changeItems(ctx, r, "capture.approved", "", func(tx *store.Tx) error {
		record := approval{desk: d, tx: tx, post: post}
		for _, c := range chosen {
			tx.About(aboutCapture(c.ID))
			if err := record.approve(c.ID); err != nil {
				return err
			}
		}
		done = record.done
		return record.tell()
	})
	var problem *council.Problem
	if errors.As(err, &problem) {
		return d.capturesPage(ctx, r, problem.Say)
	}
	if err != nil {
		return nil, err
	}
	if len(done) == 0 {
		done = []string{"That is settled already."}
	}
	return d.capturesPage(ctx, r, done...)
}

// capturesOf finds the captures that words name, each as c12.
func (d *Desk) capturesOf(ctx context.Context, r Request, words []string) ([]council.Capture, error) {
	var chosen []council.Capture
	for _, word := range words {
		c, _, err := d.captureOf(ctx, Request{From: r.From, Text: word, Now: r.Now})
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, c)
	}
	return chosen, nil
}

// captureDrop leaves out what was captured, with a word to whoever captured it.
func (d *Desk) captureDrop(ctx context.Context, r Request) (ui.Reply, error) {
	c, why, err := d.captureOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if c.State != council.Captured {
		return nil, settled(c)
	}
	if r.Form == nil && why == "" {
		return ui.Modal{Do: "capture", Arg: fmt.Sprintf("drop c%d", c.ID), Title: "Leave it out", Submit: "Leave it out", Body: []ui.Block{
			ui.Prose{Text: "“" + c.Words + "” is then not recorded. Whoever captured it is told."},
			ui.Input{Name: "why", Label: "A word to whoever captured it", Kind: ui.Line, Optional: true, Max: 300}}}, nil
	}
	if why == "" {
		why = strings.TrimSpace(r.Form["why"])
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changeItems(ctx, r, "capture.dropped", aboutCapture(c.ID), func(tx *store.Tx) error {
		now, err := tx.Capture(c.ID)
		if err != nil {
			return err
		}
		if now.State != council.Captured {
			return settled(now)
		}
		now.State = council.CaptureDropped
		if _, err := tx.PutCapture(now); err != nil {
			return err
		}
		return post.about(tx, now.By, council.Meeting{ID: now.Meeting}, aboutCapture(now.ID), "capture-dropped", droppedLetter(now, why))
	})
	if err != nil {
		return nil, err
	}
	return d.capturesPage(ctx, r, "“"+c.Words+"” is left out, and whoever captured it is told.")
}

// droppedLetter tells whoever captured something that it is left out.
func droppedLetter(c council.Capture, why string) ui.Message {
	body := []ui.Block{ui.Heading{Text: "Not recorded"}, ui.Prose{Text: "What you captured is left out of the record: “" + c.Words + "”"}}
	if why != "" {
		body = append(body, ui.Prose{Lead: "The secretary writes:", Text: why})
	}
	return ui.Message{Body: body}
}

package clerk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// stillNews is how long after a file came its sender is told what was found.
const stillNews = 7 * 24 * time.Hour

// tell tells whoever sent a file what was found on reading it: with the word that
// it came where that has not left yet, else in a message of its own if there is
// something to mend.
func (c *Clerk) tell(ctx context.Context) (did bool, err error) {
	untold, err := c.Store.Untold(ctx, c.Now().Add(-stillNews))
	if err != nil || len(untold) == 0 {
		return false, err
	}
	var faults []error
	for _, u := range untold {
		_, err := c.Store.Change(ctx, store.Change{At: c.Now()}, func(tx *store.Tx) error { return tellOne(tx, u) })
		if err != nil {
			faults = append(faults, fmt.Errorf("about paper %d: %w", u.Revision.Paper, err))
		}
	}
	if c.Wrote != nil {
		c.Wrote()
	}
	return true, errors.Join(faults...)
}

// tellOne tells one sender, once: the row under the key of what was found says
// that it was told.
func tellOne(tx *store.Tx, u store.Untold) error {
	r := u.Revision
	key := store.CheckedKey(r.Paper, r.Number, r.By)
	if told, err := tx.DeliveryOf(key); err != nil || told.ID != 0 { // by another clerk, since this one looked
		return err
	}
	came, err := tx.DeliveryOf(store.CameKey(r.Paper, r.Number, r.By))
	if err != nil {
		return err
	}
	paper, err := tx.Paper(r.Paper)
	if err != nil {
		return err
	}
	together, err := addTo(tx, came, paper, u.Reading)
	if err != nil {
		return err
	}
	own, err := ui.Encode(ui.Message{Body: append([]ui.Block{
		ui.Heading{Text: "About your paper"},
		ui.Prose{Text: fmt.Sprintf("I have looked at “%s”, which you sent for the paper “%s”.", r.File.Name, paper.Title)},
	}, foundBlocks(paper, u.Reading)...)})
	if err != nil {
		return err
	}
	d := store.Delivery{Key: key, Job: "paper-checked", Meeting: paper.Meeting, To: council.Addressee{Member: r.By}, Message: own, Due: tx.At()}
	switch {
	case together:
		d.State, d.Note = store.Skipped, "It went with the word that the paper came."
	case len(u.Reading.Findings) == 0:
		d.State, d.Note = store.Skipped, "There was nothing to mend."
	}
	_, err = tx.Deliver(d)
	return err
}

// addTo adds what was found to the word that a file came. It is false when that
// has left already.
func addTo(tx *store.Tx, came store.Delivery, p council.Paper, found council.Reading) (bool, error) {
	message, err := ui.Decode(came.Message)
	if err != nil {
		return false, err
	}
	body := message.Body
	if n := len(body); n > 0 {
		if _, is := body[n-1].(ui.Buttons); is {
			body = body[:n-1] // what was found brings buttons of its own
		}
	}
	text, err := ui.Encode(ui.Message{Body: append(body, foundBlocks(p, found)...)})
	if err != nil {
		return false, err
	}
	return tx.Reword(came, text)
}

// foundBlocks say what was found, kindly: nothing of it keeps the paper from the
// pack, and sending it again is one press away.
func foundBlocks(p council.Paper, found council.Reading) []ui.Block {
	see := ui.Button{Label: "See the paper", Do: "paper", Arg: fmt.Sprintf("show %d", p.ID)}
	again := ui.Button{Label: "Send a mended file", Do: "paper", Arg: fmt.Sprintf("revise %d", p.ID)}
	items := make([]string, len(found.Findings))
	for i, f := range found.Findings {
		items[i] = f.Say
	}
	switch {
	case len(items) == 0:
		return []ui.Block{ui.Prose{Text: "I looked for what stops people who use a screen reader, and found nothing to mend. Thank you."}, ui.Buttons{Row: []ui.Button{see}}}
	case found.State == council.Unreadable:
		return []ui.Block{ui.Prose{Text: items[0]}, ui.Buttons{Row: []ui.Button{again, see}}}
	}
	return []ui.Block{
		ui.List{Lead: helps(len(items)), Items: items},
		ui.Prose{Text: "The paper is in as it is. If you mend it, send it again, and it takes the place of this one."},
		ui.Buttons{Row: []ui.Button{again, see}},
	}
}

// helps introduces so many findings.
func helps(n int) string {
	words := []string{"", "One thing", "Two things", "Three things", "Four things", "Five things", "Six things"}
	if n < len(words) {
		return words[n] + " would help your readers, above all those who use a screen reader:"
	}
	return fmt.Sprintf("%d things would help your readers, above all those who use a screen reader:", n)
}

package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// minutesStrike strikes a passage out of agreed minutes: it asks for the paragraph,
// the words and the reason.
func (d *Desk) minutesStrike(ctx context.Context, r Request) (ui.Reply, error) {
	m, number, err := d.minutesOf(ctx, r, council.MinutesAgreed, council.MinutesPublished)
	if err != nil {
		return nil, err
	}
	c := council.Redaction{Meeting: m.Meeting.ID, Paragraph: paragraphNumber(cmp.Or(r.Form["paragraph"], number)), Words: r.Form["words"], Why: strings.Join(strings.Fields(r.Form["why"]), " "), At: r.Now}
	if r.Form == nil {
		return strikeForm(m, c)
	}
	err = d.changeMinutes(ctx, r, "minutes.struck", m.Meeting.ID, func(tx *store.Tx) error {
		if m, err = tx.Strike(c); err != nil {
			return err
		}
		if err := d.postMinutes(tx, m, false); err != nil {
			return err
		}
		instead, err := ui.Encode(ui.Message{Body: []ui.Block{ui.Heading{Text: "Minutes: " + council.DayOf(m.Meeting.Starts).Long()},
			ui.Prose{Text: "What stood here of these minutes was changed since. Please read them as they are now."},
			ui.Buttons{Row: []ui.Button{{Label: "Read the minutes", Do: "minutes", Arg: ofMeeting("show", m.Meeting), Style: ui.Primary}}}}})
		if err != nil {
			return err
		}
		return tx.PostStruck(m, instead)
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.Meeting.ID, struckLines(m, c)...)
}

func strikeForm(m council.Minutes, c council.Redaction) (ui.Reply, error) {
	if _, _, err := m.Strike(council.Redaction{Why: "-"}); m.Draft() {
		return nil, err
	}
	body := []ui.Block{ui.Prose{Text: "The minutes of " + council.DayOf(m.Meeting.Starts).Long() + " are agreed. A passage can be struck out of them; where it stood, everybody reads the day and your reason. It is then on no page, in no search and in no file made from then on; what it was, the chair and the secretary can still look up."},
		paragraphInput(m, c.Paragraph)}
	if c.Paragraph != "" {
		_, p, err := m.Paragraph(c.Paragraph)
		if err != nil {
			return nil, err
		}
		body = append(body, ui.Prose{Lead: "It reads:", Text: p.Words()})
	}
	return ui.Modal{Do: "minutes", Arg: ofMeeting("strike", m.Meeting), Title: "Strike out a passage", Submit: "Strike it out", Body: append(body,
		ui.Input{Name: "words", Label: "Which words?", Hint: "Exactly as they stand there. Leave this empty to strike out the whole paragraph.", Kind: ui.Text, Optional: true, Max: 3000},
		ui.Input{Name: "why", Label: "Why?", Hint: "Everybody reads this, so do not say again what should not have been said.", Kind: ui.Line, Max: 300})}, nil
}

// paragraphInput asks for a paragraph, of those in which something stands; of more
// than a menu holds, by its number.
func paragraphInput(m council.Minutes, number string) ui.Input {
	in := ui.Input{Name: "paragraph", Label: "Which paragraph?", Kind: ui.Menu}
	for _, item := range m.Items {
		for _, p := range item.Paragraphs {
			if p.Number == number && p.Text != "" {
				in.Value = number
			}
			if p.Text != "" {
				in.Options = append(in.Options, ui.Option{Label: clipped(p.Line()), Arg: p.Number})
			}
		}
	}
	if n := len(in.Options); n == 0 || n > 100 || in.Value != number {
		return ui.Input{Name: "paragraph", Label: "Which paragraph?", Hint: "Its number, such as 7.2.", Kind: ui.Line, Value: number, Max: 20}
	}
	return in
}

// struckLines say what was done, and what is left to do by hand. m is the minutes
// as they then are.
func struckLines(m council.Minutes, c council.Redaction) []string {
	done := []string{"Struck out of paragraph " + c.Paragraph + ", in every version of the minutes. Files that people kept and e-mails that were sent still hold it: ask for them to be deleted."}
	if again := m.Repeats(strings.TrimSpace(c.Words)); len(again) > 0 {
		done = append(done, "The same words stand in "+council.SayNames(again)+" too. Strike them out there as well, if they should go.")
	}
	if _, p, err := m.Paragraph(c.Paragraph); err == nil && p.Ref != "" {
		done = append(done, p.Ref+" is changed in its register likewise.")
	}
	return done
}

// minutesStruck lists what was struck out of minutes, as it read.
func (d *Desk) minutesStruck(ctx context.Context, r Request) (ui.Reply, error) {
	m, _, err := d.minutesOf(ctx, r, council.MinutesPublished, council.MinutesAgreed)
	if err != nil {
		return nil, err
	}
	all, err := d.Store.Redactions(ctx, m.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read what was struck out: %w", err)
	}
	var lines []string
	for _, c := range slices.Backward(all) {
		lines = append(lines, fmt.Sprintf("%s, on %s. The reason: %s It read: %s", c.Paragraph, council.DayOf(c.At.In(m.Meeting.Starts.Location())).Long(), ended(c.Why), cmp.Or(c.Was, "(erased, because it named a person who asked for that)")))
	}
	body := []ui.Block{ui.Heading{Text: "Struck out: " + council.DayOf(m.Meeting.Starts).Long()}, ui.Note{Text: "Only the chair and the secretary see this page. Please keep it to yourself."}}
	return card(append(append(body, points("The latest first", lines, "Nothing is struck out of these minutes.")...),
		ui.Buttons{Row: []ui.Button{{Label: "Read the minutes", Do: "minutes", Arg: ofMeeting("show", m.Meeting)}}})...), nil
}

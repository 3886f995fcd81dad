package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// minutesRecall calls circulated minutes back to a draft: it asks why, unless that
// is typed, as in "#3 because it names a patient".
func (d *Desk) minutesRecall(ctx context.Context, r Request) (ui.Reply, error) {
	m, rest, err := d.minutesOf(ctx, r, council.MinutesCirculated)
	if err != nil {
		return nil, err
	}
	why := strings.TrimSpace(strings.TrimPrefix(rest, "because "))
	if r.Form != nil {
		why = strings.Join(strings.Fields(r.Form["why"]), " ")
	}
	if m.Back() {
		return d.minutesPage(ctx, r, m.Meeting.ID, "The draft is called back already. Nobody was told again.")
	}
	if _, err := m.Recall(r.Now, cmp.Or(why, "-")); err != nil {
		return nil, err
	}
	if why == "" && r.Form == nil {
		return recallForm(m), nil
	}
	err = d.changeMinutes(ctx, r, "minutes.recalled", m.Meeting.ID, func(tx *store.Tx) error {
		back, err := tx.Recall(m.Meeting.ID, why)
		if err != nil {
			return err
		}
		return d.tellRecalled(ctx, tx, m, back)
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.Meeting.ID, "The draft is called back. The channel is told with your reason, the post of the minutes and the public page say that they were called back, and for each member outside Slack you get words to send by e-mail. Put it right below, then circulate it again.")
}

func recallForm(m council.Minutes) ui.Modal {
	return ui.Modal{Do: "minutes", Arg: ofMeeting("recall", m.Meeting), Title: "Call the draft back", Submit: "Call it back", Body: []ui.Block{
		ui.Prose{Text: "The minutes of " + m.Meeting.When() + " were circulated on " + council.DayOf(m.Circulated).Long() + ". Called back, they are a draft again, which the chair and the secretary alone can read, until you circulate them anew."},
		ui.Prose{Text: "Everybody who received them is told once, and asked to delete what they kept: I cannot take files and e-mails back."},
		ui.Input{Name: "why", Label: "Why are they called back?", Hint: "Everybody who received them reads this, so do not say again what should not have been said.", Kind: ui.Line, Max: 300}}}
}

// tellRecalled tells those who received circulated minutes that they are called
// back: was is what was circulated.
func (d *Desk) tellRecalled(ctx context.Context, tx *store.Tx, was, back council.Minutes) error {
	letter := recallLetter(was, back)
	message, err := ui.Encode(letter)
	if err != nil {
		return err
	}
	instead, err := ui.Encode(ui.Message{Body: []ui.Block{ui.Heading{Text: recalledHeading(was.Meeting)},
		ui.Prose{Text: "What stood here was called back on " + council.DayOf(tx.At().In(was.Meeting.Starts.Location())).Long() + ". A new draft follows."}}})
	if err != nil {
		return err
	}
	to := council.Addressee{Channel: cmp.Or(was.Meeting.Channel, council.UsualChannel)}
	if err := tx.PostRecall(back, to, message, instead); err != nil {
		return err
	}
	return schedule.TellOutside(ctx, d.Store, tx, "minutes-recalled", was.Meeting, letter)
}

func recalledHeading(m council.Meeting) string {
	return "Draft minutes called back: " + council.DayOf(m.Starts).Long()
}

// recallLetter says that minutes are called back, and nothing of what is in them.
func recallLetter(was, back council.Minutes) ui.Message {
	return ui.Message{Body: []ui.Block{ui.Heading{Text: recalledHeading(was.Meeting)},
		ui.Prose{Text: "The draft minutes of the meeting on " + was.Meeting.When() + ", circulated on " + council.DayOf(was.Circulated).Long() + ", are called back. The secretary is putting them right, and a new draft follows."},
		ui.Prose{Lead: "The reason:", Text: ended(back.Why)},
		ui.Prose{Text: "Please delete what you kept of that draft, and pass none of it on."}}}
}

// recalledCorrections reminds the secretary, beside a draft that was called back, of
// what members had proposed to put right in it.
func (d *Desk) recalledCorrections(ctx context.Context, m council.Minutes) ([]ui.Block, error) {
	if !m.Back() {
		return nil, nil
	}
	all, err := d.Store.Corrections(ctx, m.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read the corrections: %w", err)
	}
	list := ui.List{Lead: "Proposed to the draft that was called back, by its numbers"}
	for _, c := range all {
		if c.State == council.CorrectionRecalled {
			list.Items = append(list.Items, c.Words())
		}
	}
	if len(list.Items) == 0 {
		return nil, nil
	}
	return []ui.Block{list}, nil
}

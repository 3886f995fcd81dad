package schedule

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// tellLapsed tells the secretary what could not be sent while it was of use, as
// when Slack could not be reached.
func (p *plan) tellLapsed(ctx context.Context, lapsed []store.Delivery, now time.Time) error {
	if len(lapsed) == 0 {
		return nil
	}
	if err := p.load(ctx, now); err != nil {
		return err
	}
	members, err := p.store.Members(ctx)
	if err != nil {
		return err
	}
	var lines []string
	for _, d := range lapsed {
		lines = append(lines, fmt.Sprintf("“%s”, for %s, due %s.", headline(d), d.To.Among(members), p.says(d.Due)))
	}
	return p.tellSecretary(ctx, "lapsed", now, now, []ui.Block{ui.Heading{Text: "Some messages came too late to be sent"},
		ui.Prose{Text: "I could not send these while they were of use, so they do not go out:"}, ui.List{Items: lines},
		ui.Prose{Text: "If one of them still matters, please tell the members yourself."}})
}

// headline gives what a message is headed with, or else what its job does.
func headline(d store.Delivery) string {
	if m, err := ui.Decode(d.Message); err == nil {
		for _, b := range m.Body {
			if h, is := b.(ui.Heading); is {
				return h.Text
			}
		}
	}
	return does(d.Job)
}

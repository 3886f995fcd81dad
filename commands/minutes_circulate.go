package commands

import (
	"cmp"
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// minutesCirculate sends the draft to everybody: a post in the channel, and words
// for an e-mail to each member outside Slack, through the secretary.
func (d *Desk) minutesCirculate(ctx context.Context, r Request) (ui.Reply, error) {
	m, _, err := d.minutesOf(ctx, r, council.MinutesDraft)
	if err != nil {
		return nil, err
	}
	if m.Out() {
		return d.minutesPage(ctx, r, m.Meeting.ID, "The minutes are circulated already. Nothing was sent again.")
	}
	err = d.changeMinutes(ctx, r, "minutes.circulated", m.Meeting.ID, func(tx *store.Tx) error {
		m, err := tx.Circulate(m.Meeting.ID)
		if err != nil {
			return err
		}
		if err := d.postMinutes(tx, m, true); err != nil {
			return err
		}
		return schedule.TellOutside(ctx, d.Store, tx, "minutes-circulated", m.Meeting, d.minutesByMail(m))
	})
	if err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.Meeting.ID, "The draft is circulated: it is posted in the channel, and its numbers are for good. For each member outside Slack you get words to send by e-mail; attach the Word file.")
}

// minutesPublish says that agreed minutes are out.
func (d *Desk) minutesPublish(ctx context.Context, r Request) (ui.Reply, error) {
	m, _, err := d.minutesOf(ctx, r, council.MinutesAgreed)
	if err != nil {
		return nil, err
	}
	if m.State == council.MinutesPublished {
		return d.minutesPage(ctx, r, m.Meeting.ID, "These minutes are published already. Nothing was sent again.")
	}
	err = d.changeMinutes(ctx, r, "minutes.published", m.Meeting.ID, func(tx *store.Tx) error {
		m, err := tx.PublishMinutes(m.Meeting.ID)
		if err != nil {
			return err
		}
		return d.postMinutes(tx, m, false)
	})
	if err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.Meeting.ID, "The agreed minutes are published. Their post in the channel says so.")
}

// postMinutes keeps the post of minutes in the channel: a new one with begin, else
// the one that is there is changed.
func (d *Desk) postMinutes(tx *store.Tx, m council.Minutes, begin bool) error {
	text, err := ui.Encode(d.minutesLetter(m))
	if err != nil {
		return err
	}
	return tx.PostMinutes(m, council.Addressee{Channel: cmp.Or(m.Meeting.Channel, council.UsualChannel)}, text, begin)
}

// minutesLetter is what the channel reads of minutes: how they stand, and every
// decision that is for everybody.
func (d *Desk) minutesLetter(m council.Minutes) ui.Message {
	row := []ui.Button{{Label: "Read the minutes", Do: "minutes", Arg: ofMeeting("show", m.Meeting), Style: ui.Primary}}
	if m.State == council.MinutesCirculated {
		row = append(row, ui.Button{Label: "Propose a correction", Do: "minutes", Arg: ofMeeting("correct", m.Meeting)})
	}
	return ui.Message{Body: append(d.minutesShort(m), ui.Buttons{Row: append(row, ui.Button{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", m.Meeting)})})}
}

// minutesByMail is what a member outside Slack is sent of circulated minutes.
func (d *Desk) minutesByMail(m council.Minutes) ui.Message {
	return ui.Message{Body: append(d.minutesShort(m),
		ui.Prose{Text: "Please read the minutes. To propose a correction, answer this e-mail with the number of the paragraph, such as 7.2, and how it should read. The next meeting agrees the minutes."})}
}

// minutesShort are minutes in short, as everybody may read them: every sentence
// that is not about how they stand is a paragraph of theirs.
func (d *Desk) minutesShort(m council.Minutes) []ui.Block {
	text := m.Open()
	body := []ui.Block{ui.Heading{Text: m.Heading()}, ui.Prose{Text: m.Mark()},
		ui.Prose{Text: fmt.Sprintf("The meeting was on %s. %s", m.Meeting.When(), text.Quorum)}}
	var decisions []string
	for _, item := range text.Items {
		for _, p := range item.Paragraphs {
			if p.Kind == council.DecisionParagraph && p.Text != "" {
				decisions = append(decisions, p.Line())
			}
		}
	}
	if len(decisions) > 0 {
		body = append(body, ui.List{Lead: "Decisions", Items: decisions})
	}
	m.MinutesText = text
	body = append(body, sinceList(m)...)
	if d.Web != "" {
		body = append(body, ui.Note{Text: "On the web:", Links: []ui.Link{{Text: "the minutes", URL: fmt.Sprintf("%s/meetings/%d/minutes", d.Web, m.Meeting.ID)}}})
	}
	return body
}

package commands

import (
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// deliver keeps a message that follows from what somebody did, in the
// transaction of the deed, to be sent from a moment on. m is the meeting that it
// is about, if any.
func deliver(tx *store.Tx, m council.Meeting, job string, to council.Addressee, after time.Time, message ui.Message) error {
	text, err := ui.Encode(message)
	if err != nil {
		return err
	}
	_, err = tx.Deliver(store.Delivery{Key: fmt.Sprintf("%s/%d/%d/%s/%s", job, m.ID, m.Revision, tx.At().UTC().Format(time.RFC3339), to),
		Job: job, Meeting: m.ID, To: to, Message: text, Due: tx.At(), After: after})
	return err
}

// tellDeputies tells a deputy in Slack that they are named for a meeting, or
// that they are needed no more.
func tellDeputies(tx *store.Tx, m council.Meeting, before, after council.Reply) error {
	was, is := before.Deputy.SlackID, after.Deputy.SlackID
	if after.Answer != council.ByDeputy {
		is = ""
	}
	if was == is {
		return nil
	}
	if was != "" {
		err := deliver(tx, m, "deputy-released", council.Addressee{Channel: was}, tx.At(), ui.Message{Body: []ui.Block{
			ui.Heading{Text: "You are needed as a deputy no more"},
			ui.Prose{Text: "The member who had named you for the meeting on " + m.When() + " has changed their reply. You need do nothing."},
		}})
		if err != nil {
			return err
		}
	}
	if is == "" {
		return nil
	}
	member, err := tx.Member(after.Member)
	if err != nil {
		return err
	}
	return deliver(tx, m, "deputy-named", council.Addressee{Channel: is}, tx.At(), deputyLetter(m, member, after.Deputy))
}

// deputyLetter is what a deputy is told when they are named.
func deputyLetter(m council.Meeting, member council.Member, deputy council.Substitute) ui.Message {
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "You are named as a deputy"},
		ui.Prose{Text: fmt.Sprintf("%s asks you, %s, to come to the council's meeting on %s in their place.", member.Name, deputy.Name, m.When())},
		ui.Prose{Text: "For this meeting alone you see its papers and the link to join. That ends by itself a day after it. If you cannot come, press the button; whoever named you is told."},
		ui.Buttons{Row: []ui.Button{
			{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", m), Style: ui.Primary},
			{Label: "See its papers", Do: "paper", Arg: ofMeeting("list", m)},
			{Label: "I cannot come", Do: "reply", Arg: fmt.Sprintf("%d %s %d", m.ID, council.Apologies, m.Revision), Sure: "The seat then counts as apologies, and whoever named you is told."},
		}},
	}}
}

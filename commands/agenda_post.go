package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// agendaPost publishes an agenda and posts it in the channel, in one step. After
// the last day for it the chair's reason is asked for. A published agenda is
// posted again: its post is written anew.
func (d *Desk) agendaPost(ctx context.Context, r Request) (ui.Reply, error) {
	m, reason, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	if m.Waiting {
		return nil, &council.Problem{Say: "Nobody is told of the meeting on " + m.When() + " yet, so its agenda is not posted. Start its reminders first, with " + d.slash("meeting "+ofMeeting("ladder", m)) + "."}
	}
	by, clear, err := d.publishBy(ctx, m)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	reason = strings.TrimPrefix(cmp.Or(strings.TrimSpace(r.Form["late"]), reason), "because ")
	if a.Draft() && m.Open() && by.Before(council.DayOf(r.Now)) && reason == "" {
		return latePublishing(m, by, clear), nil
	}
	done := "The agenda is posted in the channel, with its numbers for good. What you change from now on changes that post. The pack of its papers is being made; I tell you when it is there."
	if !a.Draft() {
		done = "The post of the agenda is written anew."
	}
	err = d.changeItems(ctx, r, "agenda.published", aboutAgenda(m.ID), func(tx *store.Tx) error {
		if err := d.publish(ctx, tx, m.ID, r.Now, by, reason); err != nil {
			return err
		}
		return firstPack(tx, m.ID, r.From.ID)
	})
	if err != nil {
		return nil, err
	}
	d.wake()
	return d.agendaPage(ctx, r, m.ID, done)
}

// publish freezes an agenda's numbers and posts it, or posts it anew.
func (d *Desk) publish(ctx context.Context, tx *store.Tx, id council.MeetingID, now time.Time, by council.Day, reason string) error {
	a, err := tx.Agenda(id)
	if err != nil {
		return err
	}
	if a.Draft() {
		if err := publishPapers(tx, id); err != nil {
			return err
		}
	}
	if a, err = a.Publish(now, by, reason); err != nil {
		return err
	}
	if a, err = tx.PutAgenda(a); err != nil {
		return err
	}
	return d.putPost(ctx, tx, a, true)
}

func latePublishing(m council.Meeting, by council.Day, clear int) ui.Modal {
	return ui.Modal{Do: "agenda", Arg: ofMeeting("post", m), Title: "Publish late", Submit: "Publish and post it", Body: []ui.Block{
		ui.Prose{Text: fmt.Sprintf("The agenda for %s was to be published by %s, so that %s lie between. It can be published later: that it is late then stands on it, with the reason.",
			m.When(), by.Long(), countOf(clear, "clear working day"))},
		ui.Input{Name: "late", Label: "Why is it late? In the chair's words", Hint: "Everybody reads this.", Kind: ui.Line, Max: 300},
	}}
}

// repost changes the post of a published agenda with it; a draft has none.
func (d *Desk) repost(ctx context.Context, tx *store.Tx, a council.Agenda) error {
	if a.Draft() {
		return nil
	}
	return d.putPost(ctx, tx, a, false)
}

func (d *Desk) putPost(ctx context.Context, tx *store.Tx, a council.Agenda, begin bool) error {
	by, clear, err := d.publishBy(ctx, a.Meeting)
	if err != nil {
		return err
	}
	papers, err := publicPapers(tx, a)
	if err != nil {
		return err
	}
	text, err := ui.Encode(agendaLetter(a.SeenBy(council.Member{}, tx.At()), papers, by, clear))
	if err != nil {
		return err
	}
	return tx.PostAgenda(a, council.Addressee{Channel: cmp.Or(a.Meeting.Channel, council.UsualChannel)}, text, begin)
}

// agendaLetter is the agenda as it stands in the channel, where anybody may read.
func agendaLetter(a council.Agenda, papers map[council.ItemID]string, by council.Day, clear int) ui.Message {
	body := []ui.Block{ui.Heading{Text: agendaHeading(a)}, ui.Fields{Pairs: agendaFacts(a, by, clear)}}
	body = append(body, agendaItems(a, papers)...)
	return ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{
		{Label: "Open the agenda", Do: "agenda", Arg: ofMeeting("show", a.Meeting)},
		{Label: "Get the papers", Do: "agenda", Arg: ofMeeting("pack", a.Meeting)},
		{Label: "Speak about an item", Do: "agenda", Arg: ofMeeting("pull", a.Meeting)},
		{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", a.Meeting)},
	}})}
}

package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// waitingFor lists the proposals for a meeting that wait for an answer.
func (d *Desk) waitingFor(ctx context.Context, id council.MeetingID) ([]council.Item, error) {
	all, err := d.Store.Proposals(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the proposals: %w", err)
	}
	var waiting []council.Item
	for _, item := range all {
		if item.Meeting == id {
			waiting = append(waiting, item)
		}
	}
	return waiting, nil
}

// proposalsMost is how many proposals one answer shows.
const proposalsMost = 8

// agendaProposals shows the proposals that wait for an answer.
func (d *Desk) agendaProposals(ctx context.Context, r Request) (ui.Reply, error) {
	return d.proposalsPage(ctx)
}

func (d *Desk) proposalsPage(ctx context.Context, done ...string) (ui.Reply, error) {
	waiting, err := d.Store.Proposals(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the proposals: %w", err)
	}
	body := doneLines(done)
	show := ui.Buttons{Row: []ui.Button{{Label: "See the agenda", Do: "agenda"}}}
	if len(waiting) == 0 {
		return card(append(body, ui.Prose{Text: "No proposal waits for an answer."}, show)...), nil
	}
	body = append(body, ui.Heading{Text: countOf(len(waiting), "proposal") + " to answer"})
	for _, item := range waiting[:min(proposalsMost, len(waiting))] {
		m, err := d.Store.Meeting(ctx, item.Meeting)
		if err != nil {
			return nil, fmt.Errorf("read a meeting: %w", err)
		}
		sponsor, err := d.Store.Member(ctx, item.Sponsor)
		if err != nil {
			return nil, fmt.Errorf("read who proposes an item: %w", err)
		}
		body = append(body, ui.Note{Text: "From " + cmp.Or(sponsor.Name, "somebody who has left") + ", for " + m.When() + ":"})
		body = append(body, proposalParts(item)...)
	}
	if more := len(waiting) - proposalsMost; more > 0 {
		body = append(body, ui.Note{Text: countOf(more, "proposal") + " more, shown when these are answered."})
	}
	return card(append(body, show)...), nil
}

// agendaAccept puts a proposal on the agenda of its meeting and tells whoever
// proposed it. On a published agenda it asks why the item cannot wait.
func (d *Desk) agendaAccept(ctx context.Context, r Request) (ui.Reply, error) {
	item, late, err := d.itemOf(ctx, r)
	if err != nil {
		return nil, err
	}
	late = strings.TrimSpace(strings.TrimPrefix(cmp.Or(strings.TrimSpace(r.Form["late"]), late), "because "))
	a, err := d.Store.Agenda(ctx, item.Meeting)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	if item.State == council.ItemProposed && !a.Draft() && late == "" {
		return lateForm(a, item), nil
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	done := "“" + item.Title + "” is on the agenda already."
	err = d.changeAgenda(ctx, r, "item.accepted", aboutItem(item.ID), item.Meeting, func(tx *store.Tx, a council.Agenda) (council.Agenda, error) {
		now, err := tx.Item(item.ID)
		if err != nil {
			return a, err
		}
		if now.State != council.ItemProposed {
			return a, answered(now)
		}
		a, now, err = a.Accept(now, late)
		if err != nil {
			return a, err
		}
		done = "Accepted: “" + now.Title + "” is item " + now.Number + ", and whoever proposed it is told."
		return a, post.to(tx, now.Sponsor, a.Meeting, now, "item-accepted", answerLetter("Your item is on the agenda",
			"“"+now.Title+"” is accepted for the meeting on "+a.Meeting.When()+"."+numberWords(a, now), "", a.Meeting))
	})
	if err != nil {
		return nil, err
	}
	return d.proposalsPage(ctx, done, post.byHand(item.Sponsor))
}

// numberWords say the number of an item when it is for good.
func numberWords(a council.Agenda, item council.Item) string {
	if a.Draft() {
		return " Its number is settled when the agenda is published."
	}
	return " It is item " + item.Number + "."
}

// answered is said when a proposal was answered before.
func answered(item council.Item) error {
	return &council.Problem{Say: "“" + item.Title + "” is " + string(item.State) + " already, so nothing was changed. Look at the others with /agenda proposals."}
}

// lateForm asks why an item comes after the agenda is published.
func lateForm(a council.Agenda, item council.Item) ui.Modal {
	return ui.Modal{Do: "agenda", Arg: itemArg("accept", item), Title: "A late item", Submit: "Put it on the agenda", Body: []ui.Block{
		ui.Prose{Text: "The agenda for " + a.Meeting.When() + " is published. “" + item.Title + "” takes a number such as 7a, and the post in the channel is changed."},
		ui.Input{Name: "late", Label: "Why can it not wait? In the chair's words", Hint: "The reason stands on the agenda.", Kind: ui.Line, Max: 300},
	}}
}

// agendaDefer puts an item off to a later meeting, with a word to whoever
// proposed it.
func (d *Desk) agendaDefer(ctx context.Context, r Request) (ui.Reply, error) {
	word := ui.Input{Name: "said", Label: "A word to whoever proposed it", Kind: ui.Line, Optional: true, Max: 300}
	if faults, form, err := d.chooseItem(ctx, r, ui.Modal{Arg: "defer", Title: "Put an item off", Submit: "Put it off", Body: []ui.Block{word}}, council.Item.Substantive); form != nil || err != nil || faults != nil {
		return firstReply(faults, form), err
	}
	item, said, err := d.itemOf(ctx, chosen(r))
	if err != nil {
		return nil, err
	}
	if said == "" && r.Form == nil {
		return deferForm(item, word), nil
	}
	done, err := d.putOff(ctx, r, "item.deferred", []council.ItemID{item.ID}, cmp.Or(strings.TrimSpace(r.Form["said"]), said))
	if err != nil {
		return nil, err
	}
	if item.State == council.ItemProposed {
		return d.proposalsPage(ctx, done...)
	}
	return d.agendaPage(ctx, r, item.Meeting, done...)
}

func deferForm(item council.Item, word ui.Input) ui.Modal {
	return ui.Modal{Do: "agenda", Arg: itemArg("defer", item), Title: "Put an item off", Submit: "Put it off", Body: []ui.Block{
		ui.Prose{Text: "“" + item.Title + "” goes to the next meeting, or waits until one is called. Whoever proposed it is told."}, word,
	}}
}

// putOff puts items off, all or none, and tells their sponsors. It gives what to
// say of it, in lines.
func (d *Desk) putOff(ctx context.Context, r Request, did string, ids []council.ItemID, said string) ([]string, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	var done []string
	err = d.changeItems(ctx, r, did, "", func(tx *store.Tx) error {
		for _, id := range ids {
			tx.About(aboutItem(id))
			lines, err := d.putOffOne(ctx, tx, post, id, said)
			if err != nil {
				return err
			}
			done = append(done, lines...)
		}
		return nil
	})
	if len(done) == 0 && err == nil {
		done = []string{"That is done already."}
	}
	return done, err
}

func (d *Desk) putOffOne(ctx context.Context, tx *store.Tx, post *postRoom, id council.ItemID, said string) ([]string, error) {
	was, err := tx.Item(id)
	if err != nil {
		return nil, err
	}
	next, to, err := tx.PutOff(id)
	if err != nil {
		return nil, err
	}
	if was.On() { // a proposal that nobody answered is on no agenda
		if err := minutesAreOut(tx, was); err != nil {
			return nil, err
		}
	}
	from, err := tx.Agenda(was.Meeting)
	if err != nil {
		return nil, err
	}
	if err := d.repost(ctx, tx, from); err != nil {
		return nil, err
	}
	where := whereTo(next, to)
	text := "“" + was.Title + "”, proposed for the meeting on " + from.Meeting.When() + ", " + where
	if err := post.to(tx, was.Sponsor, to, was, "item-deferred", answerLetter("Your item is put off", text, said, to)); err != nil {
		return nil, err
	}
	lines := []string{"“" + was.Title + "” " + where}
	if hand := post.byHand(was.Sponsor); hand != "" {
		lines = append(lines, hand)
	}
	return lines, nil
}

// minutesAreOut says why an item of a meeting stays as it is whose minutes are out,
// or nil. The error is a *council.Problem.
func minutesAreOut(tx *store.Tx, item council.Item) error {
	minutes, err := tx.Minutes(item.Meeting)
	if err == nil && minutes.Out() {
		err = &council.Problem{Say: "The minutes of that meeting are out, so its agenda stays as it is. If something in them should not have been sent, call the draft back first, with /minutes " + ofMeeting("recall", minutes.Meeting) + "."}
	}
	return err
}

// whereTo says where an item goes on that was put off.
func whereTo(next council.Item, to council.Meeting) string {
	switch {
	case to.ID == 0:
		return "waits until a later meeting is called."
	case next.On():
		return "is on the agenda for " + to.When() + "."
	}
	return "is proposed for " + to.When() + ". That agenda is published, so the chair decides whether it comes late."
}

// agendaMerge takes a proposal together with another item: asked without one it
// gives the items to choose from.
func (d *Desk) agendaMerge(ctx context.Context, r Request) (ui.Reply, error) {
	item, rest, err := d.itemOf(ctx, r)
	if err != nil {
		return nil, err
	}
	with := cmp.Or(r.Form["with"], strings.TrimSpace(strings.TrimPrefix(rest, "into ")))
	if with == "" {
		return d.mergeForm(ctx, item)
	}
	target, _, err := d.itemOf(ctx, Request{Text: with, Now: r.Now})
	if err != nil {
		return nil, err
	}
	if target.ID == item.ID || !target.On() && target.State != council.ItemProposed {
		return nil, &council.Problem{Field: "with", Say: "Choose another item that is proposed or on an agenda, to take this one together with."}
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.takeOff(ctx, r, "item.merged", item, council.ItemMerged, func(tx *store.Tx, a council.Agenda, off *council.Item) error {
		off.Into = target.ID
		to, err := tx.Meeting(target.Meeting)
		if err != nil {
			return err
		}
		if !to.Open() {
			return &council.Problem{Field: "with", Say: "The meeting of “" + target.Title + "” is over. Choose an item of a meeting that is still to be."}
		}
		return post.to(tx, off.Sponsor, to, *off, "item-merged", answerLetter("Your item is merged with another",
			"“"+off.Title+"” is taken together with “"+target.Title+"”, for the meeting on "+to.When()+".", "", to))
	})
	if err != nil {
		return nil, err
	}
	return d.proposalsPage(ctx, "“"+item.Title+"” is taken together with “"+target.Title+"”, and whoever proposed it is told.", post.byHand(item.Sponsor))
}

// mergeForm offers the items that a proposal can be taken together with, those
// most alike first.
func (d *Desk) mergeForm(ctx context.Context, item council.Item) (ui.Reply, error) {
	others, err := d.Store.Items(ctx, item.Meeting)
	if err != nil {
		return nil, fmt.Errorf("read the items of a meeting: %w", err)
	}
	menu := ui.Input{Name: "with", Label: "With which item?", Kind: ui.Menu}
	offered := map[council.ItemID]bool{item.ID: true}
	for _, other := range append(council.Alike(item.Title+" "+item.Ask, others, len(others)), others...) {
		if !offered[other.ID] {
			offered[other.ID] = true
			menu.Options = append(menu.Options, ui.Option{Label: clipped(other.Title), Arg: fmt.Sprintf("i%d", other.ID)})
		}
	}
	if len(menu.Options) == 0 {
		return nil, &council.Problem{Say: "There is no other item to merge “" + item.Title + "” with. Accept it, or defer it to a later meeting."}
	}
	return ui.Modal{Do: "agenda", Arg: itemArg("merge", item), Title: "Merge two items", Submit: "Merge them", Body: []ui.Block{
		ui.Prose{Text: "“" + item.Title + "” is then taken together with the other item. Whoever proposed it is told."}, menu}}, nil
}

package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// chooseItem puts the items that fit at the head of a form to choose one from,
// where a verb was asked with at most a meeting. Both are nil when the item is
// named, by the text or by the form.
func (d *Desk) chooseItem(ctx context.Context, r Request, form ui.Modal, fits func(council.Item) bool) (ui.FieldErrors, *ui.Modal, error) {
	if r.Form["item"] != "" || r.Text != "" && !(strings.HasPrefix(r.Text, "#") && !strings.Contains(r.Text, " ")) {
		return nil, nil, nil
	}
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, nil, fmt.Errorf("read an agenda: %w", err)
	}
	menu := ui.Input{Name: "item", Label: "Which item?", Kind: ui.Menu}
	for _, item := range a.Items {
		if fits(item) {
			menu.Options = append(menu.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: fmt.Sprintf("i%d", item.ID)})
		}
	}
	if len(menu.Options) == 0 {
		return nil, nil, &council.Problem{Say: "The agenda has no item for that. Look at it with " + d.slash("agenda") + "."}
	}
	if r.Form != nil {
		return ui.FieldErrors{"item": "Choose one of the items."}, nil, nil
	}
	form.Do, form.Body = "agenda", append([]ui.Block{menu}, form.Body...)
	return nil, &form, nil
}

// firstReply gives the reply that is there; nil when neither is.
func firstReply(faults ui.FieldErrors, form *ui.Modal) ui.Reply {
	switch {
	case faults != nil:
		return faults
	case form != nil:
		return *form
	}
	return nil
}

// chosen is the request with the item that its form names.
func chosen(r Request) Request {
	if item := r.Form["item"]; item != "" {
		r.Text = strings.TrimSpace(item + " " + r.Form["to"])
	}
	return r
}

// agendaEdit gives the form of an item, or keeps what it says. Members may change
// what they proposed while it waits for an answer. Of an item whose meeting is
// over, or that is not taken at it any more, it can only be said that it is closed.
func (d *Desk) agendaEdit(ctx context.Context, r Request) (ui.Reply, error) {
	fits := func(i council.Item) bool { return i.On() || i.Closed == "" }
	if faults, form, err := d.chooseItem(ctx, r, ui.Modal{Arg: "edit", Title: "Change an item", Submit: "Go on"}, fits); form != nil || err != nil || faults != nil {
		return firstReply(faults, form), err
	}
	item, _, err := d.itemOf(ctx, chosen(r))
	if err != nil {
		return nil, err
	}
	own := r.From.Present() && item.Sponsor == r.From.ID && item.State == council.ItemProposed
	if !d.holds(r, council.Secretary) && !own {
		return nil, &council.Problem{Say: "Only the secretary changes items that are on the agenda. Tell the secretary what should be different."}
	}
	settled, err := d.settledItem(ctx, item)
	if err != nil {
		return nil, err
	}
	if settled && item.Closed != "" {
		return nil, &council.Problem{Say: "“" + item.Title + "” is closed, and its agenda belongs to the record, so it stays as it is. Look at the next agenda with " + d.slash("agenda") + "."}
	}
	if _, sent := r.Form["title"]; !sent {
		return itemForm(item, settled), nil
	}
	typed, faults := typedItem(item, r.Form)
	if settled {
		typed, faults = typedClosing(item, r.Form)
	}
	if faults != nil {
		return faults, nil
	}
	if err := d.keepEdited(ctx, r, typed); err != nil {
		return nil, err
	}
	if own {
		return d.minePage(ctx, r, "“"+typed.Title+"” is changed.")
	}
	return d.agendaPage(ctx, r, item.Meeting, "“"+typed.Title+"” is changed.")
}

// itemForm is the form to change an item; one of a record that is settled can only be closed.
func itemForm(item council.Item, settled bool) ui.Modal {
	if settled {
		return ui.Modal{Do: "agenda", Arg: itemArg("edit", item), Title: "Close an item", Submit: "Close it", Body: closingInputs(item)}
	}
	return ui.Modal{Do: "agenda", Arg: itemArg("edit", item), Title: "Change an item", Submit: "Keep it", Body: itemInputs(item)}
}

// keepEdited keeps a changed item, on its agenda or as a proposal.
func (d *Desk) keepEdited(ctx context.Context, r Request, item council.Item) error {
	return d.changeItems(ctx, r, "item.changed", aboutItem(item.ID), func(tx *store.Tx) error {
		if item.State != council.ItemProposed {
			if err := d.closeOnward(ctx, tx, item); err != nil {
				return err
			}
			return d.keepListed(ctx, tx, item)
		}
		now, err := tx.Item(item.ID)
		if err != nil {
			return err
		}
		if now.State != council.ItemProposed {
			return answered(now)
		}
		_, err = tx.PutItem(item)
		return err
	})
}

// keepListed keeps a changed item of an agenda, with the posts that tell of it.
func (d *Desk) keepListed(ctx context.Context, tx *store.Tx, item council.Item) error {
	if err := minutesAreOut(tx, item); err != nil {
		return err
	}
	a, err := tx.Agenda(item.Meeting)
	if err != nil {
		return err
	}
	if a, err = a.Put(item); err != nil {
		return err
	}
	if a, err = tx.PutAgenda(a); err != nil {
		return err
	}
	if err := d.repost(ctx, tx, a); err != nil {
		return err
	}
	s, err := tx.Sitting(item.Meeting)
	if err != nil || len(s.Taken) == 0 {
		return err
	}
	return d.postSitting(tx, a.Meeting)
}

// agendaMove puts an item at another place of a draft.
func (d *Desk) agendaMove(ctx context.Context, r Request) (ui.Reply, error) {
	to := ui.Input{Name: "to", Label: "To which place?", Hint: "Its number from then on, such as 3.", Kind: ui.Line, Max: 3}
	if faults, form, err := d.chooseItem(ctx, r, ui.Modal{Arg: "move", Title: "Change the order", Submit: "Move it", Body: []ui.Block{to}}, council.Item.On); form != nil || err != nil || faults != nil {
		return firstReply(faults, form), err
	}
	item, rest, err := d.itemOf(ctx, chosen(r))
	if err != nil {
		return nil, err
	}
	place, _ := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(rest, "to ")))
	err = d.changeAgenda(ctx, r, "item.moved", aboutItem(item.ID), item.Meeting, func(_ *store.Tx, a council.Agenda) (council.Agenda, error) { return a.Move(item.ID, place) })
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.agendaPage(ctx, r, item.Meeting, "“"+item.Title+"” is now item "+strconv.Itoa(place)+".")
}

// agendaPull has an item spoken about that would be agreed together with others.
func (d *Desk) agendaPull(ctx context.Context, r Request) (ui.Reply, error) {
	return d.pull(ctx, r, true, "is to be spoken about, and has time of its own.")
}

// agendaTogether takes that back.
func (d *Desk) agendaTogether(ctx context.Context, r Request) (ui.Reply, error) {
	return d.pull(ctx, r, false, "is agreed together with the other items for information.")
}

func (d *Desk) pull(ctx context.Context, r Request, pulled bool, done string) (ui.Reply, error) {
	form, fits := ui.Modal{Arg: "pull", Title: "Speak about an item", Submit: "Speak about it"}, council.Item.Together
	if !pulled {
		form, fits = ui.Modal{Arg: "together", Title: "Agree it together", Submit: "Agree it together"}, func(i council.Item) bool { return i.Pulled && i.On() }
	}
	if faults, form, err := d.chooseItem(ctx, r, form, fits); form != nil || err != nil || faults != nil {
		return firstReply(faults, form), err
	}
	item, _, err := d.itemOf(ctx, chosen(r))
	if err != nil {
		return nil, err
	}
	err = d.changeAgenda(ctx, r, "item."+form.Arg, aboutItem(item.ID), item.Meeting, func(_ *store.Tx, a council.Agenda) (council.Agenda, error) {
		if !a.Meeting.Open() || !r.Now.Before(a.Meeting.Ends()) {
			return a, &council.Problem{Say: "The meeting is over, so its agenda stays as it is. Propose the item for the next one with " + d.slash("agenda propose") + "."}
		}
		return a.Pull(item.ID, pulled)
	})
	if err != nil {
		return nil, err
	}
	return d.agendaPage(ctx, r, item.Meeting, "“"+item.Title+"” "+done)
}

// agendaWithdraw takes an item back: a member's own, or, for the secretary, any.
func (d *Desk) agendaWithdraw(ctx context.Context, r Request) (ui.Reply, error) {
	item, said, err := d.itemOf(ctx, r)
	if err != nil {
		return nil, err
	}
	own := r.From.Present() && item.Sponsor == r.From.ID
	if !own && !d.holds(r, council.Secretary) {
		return nil, &council.Problem{Say: "Only whoever proposed an item, or the secretary, takes it back. Tell the secretary if it should go."}
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.takeOff(ctx, r, "item.withdrawn", item, council.ItemWithdrawn, func(tx *store.Tx, a council.Agenda, off *council.Item) error {
		text := "“" + off.Title + "” is withdrawn from the meeting on " + a.Meeting.When() + "."
		if own {
			return post.toOfficers(tx, a.Meeting, *off, "item-withdrawn", answerLetter("An item is withdrawn", text, "", a.Meeting))
		}
		return post.to(tx, off.Sponsor, a.Meeting, *off, "item-withdrawn", answerLetter("Your item is withdrawn", text, said, a.Meeting))
	})
	if err != nil {
		return nil, err
	}
	if own {
		return d.minePage(ctx, r, "“"+item.Title+"” is withdrawn.")
	}
	return d.agendaPage(ctx, r, item.Meeting, "“"+item.Title+"” is withdrawn, and whoever proposed it is told.")
}

// takeOff takes an item off as withdrawn or merged, whether it was proposed,
// deferred or on an agenda. then may add to the item and tells people.
func (d *Desk) takeOff(ctx context.Context, r Request, did string, item council.Item, as council.ItemState, then func(*store.Tx, council.Agenda, *council.Item) error) error {
	return d.changeItems(ctx, r, did, aboutItem(item.ID), func(tx *store.Tx) error {
		a, err := tx.Agenda(item.Meeting)
		if err != nil {
			return err
		}
		now, err := tx.Item(item.ID)
		if err != nil {
			return err
		}
		listed := now.On()
		switch {
		case now.Part != council.Business:
			return &council.Problem{Say: "Item " + now.Number + " is on every agenda. Change the standing items with " + d.slash("agenda standing") + "."}
		case listed:
			a, now, err = a.Drop(now.ID, as)
		case now.State == council.ItemProposed, now.State == council.ItemDeferred:
			now.State = as
		default:
			err = answered(now)
		}
		if err != nil {
			return err
		}
		if err := then(tx, a, &now); err != nil {
			return err
		}
		if !listed || a.Draft() {
			if _, err := tx.PutItem(now); err != nil {
				return err
			}
		}
		return d.keepAgenda(ctx, tx, a, now)
	})
}

// keepAgenda keeps an agenda of which an item may have changed, and its post.
func (d *Desk) keepAgenda(ctx context.Context, tx *store.Tx, a council.Agenda, item council.Item) error {
	for i := range a.Items {
		if a.Items[i].ID == item.ID {
			a.Items[i] = item
		}
	}
	a, err := tx.PutAgenda(a)
	if err != nil {
		return err
	}
	return d.repost(ctx, tx, a)
}

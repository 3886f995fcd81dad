package store

import (
	"councilbot/internal/council"
)

// PutOff lets an item, proposed or on an agenda, go on at the next meeting that
// is called after its own, or wait until there is one. On a published agenda, and
// on any once the meeting was held, it stays under its number as carried, and another item goes on. It gives the item
// that goes on and that one's meeting, the zero Meeting while it waits. The error
// is a *council.Problem.
func (tx *Tx) PutOff(id council.ItemID) (next council.Item, to council.Meeting, err error) {
	item, err := tx.Item(id)
	if err != nil {
		return item, to, err
	}
	if next, err = item.PutOff(); err != nil {
		return item, to, err
	}
	from, err := tx.Agenda(item.Meeting)
	if err != nil {
		return item, to, err
	}
	if !item.On() {
		return tx.onward(next, from.Meeting)
	}
	if from, _, err = from.Drop(id, council.ItemCarried); err != nil {
		return item, to, err
	}
	if _, stays := from.Item(id); stays {
		next.ID = 0
	}
	if next, to, err = tx.onward(next, from.Meeting); err != nil {
		return item, to, err
	}
	for i := range from.Items {
		if from.Items[i].ID == id {
			from.Items[i].Into = next.ID
		}
	}
	_, err = tx.PutAgenda(from)
	return next, to, err
}

// onward keeps an item for the first meeting to be held after another, or as
// deferred when none is called.
func (tx *Tx) onward(item council.Item, after council.Meeting) (council.Item, council.Meeting, error) {
	to, err := first(tx.ctx, tx, scanMeeting, `SELECT `+meetingColumns+` FROM meetings
		WHERE starts > ? AND starts > ? AND state IN ('called', 'confirmed') ORDER BY starts, id LIMIT 1`, stamp(after.Starts), stamp(tx.At()))
	if err != nil {
		return item, to, err
	}
	if to.ID == 0 {
		item.State = council.ItemDeferred
		item.ID, err = tx.PutItem(item)
		return item, to, err
	}
	a, err := tx.Agenda(to.ID)
	if err != nil {
		return item, to, err
	}
	item, err = tx.receive(a, item)
	return item, to, err
}

// receive keeps an item that was put off with the agenda that it comes to.
func (tx *Tx) receive(a council.Agenda, item council.Item) (council.Item, error) {
	var err error
	item.ID, err = tx.PutItem(item) // so that it is known on the agenda by its id
	if err != nil {
		return item, err
	}
	a, item, err = a.Receive(item)
	if err != nil {
		return item, err
	}
	if !item.On() {
		_, err = tx.PutItem(item)
		return item, err
	}
	_, err = tx.PutAgenda(a)
	return item, err
}

// callAgenda makes the agenda of a meeting that was just called: the standing
// items, and what was deferred from an earlier meeting until one is called.
func (tx *Tx) callAgenda(id council.MeetingID) error {
	a, err := tx.Agenda(id)
	if err != nil {
		return err
	}
	if a, err = tx.PutAgenda(a); err != nil {
		return err
	}
	waiting, err := list(tx.ctx, tx, scanItem, `SELECT `+itemColumns+` FROM items
		WHERE state = 'deferred' AND meeting IN (SELECT id FROM meetings WHERE starts < ?) ORDER BY id`, stamp(a.Meeting.Starts))
	if err != nil {
		return err
	}
	for _, item := range waiting {
		if a, _, err = a.Receive(item); err != nil {
			return err
		}
		if a, err = tx.PutAgenda(a); err != nil {
			return err
		}
	}
	return nil
}

// clearAgenda puts off every item of a meeting that does not take place.
func (tx *Tx) clearAgenda(id council.MeetingID) error {
	items, err := list(tx.ctx, tx, scanItem, `SELECT `+itemColumns+` FROM items
		WHERE meeting = ? AND part = 'business' AND state IN ('proposed', 'accepted') ORDER BY place = 0, place, id`, int64(id))
	if err != nil {
		return err
	}
	for _, item := range items {
		if _, _, err := tx.PutOff(item.ID); err != nil {
			return err
		}
	}
	return nil
}

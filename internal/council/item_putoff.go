package council

// PutOff gives the item as it goes on to a later meeting: counted, and without
// what belonged to the agenda it was on. The error is a *Problem for what cannot
// be put off.
func (i Item) PutOff() (Item, error) {
	if i.Part != Business {
		return i, &Problem{Field: "item", Say: "Item " + i.Number + " is on every agenda, so it need not be carried forward."}
	}
	if i.State != ItemAccepted && i.State != ItemProposed {
		return i, &Problem{Field: "item", Say: "“" + i.Title + "” is " + string(i.State) + " already, so nothing was changed."}
	}
	i.Number, i.Late, i.Pulled, i.Into = "", "", false, 0
	i.Carried++
	return i, nil
}

// Receive takes an item that was put off: onto a draft at once, while for a
// published agenda it is proposed, so that the chair decides whether it comes
// late. The agenda is given with the item where it was put on it.
func (a Agenda) Receive(item Item) (Agenda, Item, error) {
	if a.Draft() {
		return a.Accept(item, "")
	}
	item.Meeting, item.State = a.Meeting.ID, ItemProposed
	return a, item, nil
}

package council

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Agenda is what a meeting is to take, in order. Its rules give a changed copy
// and leave the agenda as it was.
//
// Until it is published the items are numbered anew after every change. From then
// on a number is for good: an item that goes keeps it, and one that comes takes
// the number before it with a letter.
type Agenda struct {
	Meeting   Meeting
	Items     []Item // in order, each with its number
	Version   int    // rises with every change that a reader can see; 0 when nothing was kept yet
	Published time.Time
	Late      string // the chair's reason, when it was published late
}

// Draft reports whether the agenda is not published yet.
func (a Agenda) Draft() bool { return a.Published.IsZero() }

// Numbered gives the agenda with the numbers of a draft reckoned anew. A
// published agenda has its numbers for good.
func (a Agenda) Numbered() Agenda {
	a.Items = slices.Clone(a.Items)
	if a.Draft() {
		for i := range a.Items {
			a.Items[i].Number = strconv.Itoa(i + 1)
		}
	}
	return a
}

// Item finds an item by its id. ok is false when it is not on the agenda.
func (a Agenda) Item(id ItemID) (item Item, ok bool) {
	if i := a.index(id); i >= 0 {
		return a.Items[i], true
	}
	return Item{}, false
}

// ByNumber finds an item by its number, "7" or "7a". The error is a *Problem.
func (a Agenda) ByNumber(number string) (Item, error) {
	number = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(number)), ".")
	for _, item := range a.Items {
		if number != "" && item.Number == number {
			return item, nil
		}
	}
	return Item{}, &Problem{Field: "item", Say: fmt.Sprintf(
		"The agenda for %s has no item “%s”. Look at its numbers with /agenda.", DayOf(a.Meeting.Starts).Long(), cut(number))}
}

// over is said of an agenda that belongs to the record.
func (a Agenda) over() error {
	return &Problem{Say: fmt.Sprintf("The meeting of %s is over or cancelled, so its agenda stays as it is. Look at the next one with /agenda.", DayOf(a.Meeting.Starts).Long())}
}

func (a Agenda) index(id ItemID) int {
	return slices.IndexFunc(a.Items, func(i Item) bool { return i.ID == id })
}

// Accept puts an item on the agenda: among the members' items, decisions first,
// then discussions, then information; a closed item last of all. On a published
// agenda the item comes late and takes a number such as 7a; the reason is asked
// for and stays on the agenda. The error is a *Problem.
func (a Agenda) Accept(item Item, late string) (Agenda, Item, error) {
	if !a.Meeting.Open() {
		return a, item, a.over()
	}
	late = strings.TrimSpace(late)
	if !a.Draft() && late == "" {
		return a, item, &Problem{Field: "late", Say: "The agenda is published. Say why this item cannot wait for the next meeting, in the chair's words. The reason stands on the agenda."}
	}
	item.Meeting, item.State, item.Into = a.Meeting.ID, ItemAccepted, 0
	at := a.spot(item)
	if !a.Draft() {
		item.Late = late
		at, item.Number = a.lateNumber(at)
	}
	a.Items = slices.Insert(slices.Clone(a.Items), at, item)
	a = a.Numbered()
	return a, a.Items[at], nil
}

// spot gives where an item belongs on the agenda.
func (a Agenda) spot(item Item) int {
	if item.Closed != "" {
		return len(a.Items)
	}
	at := 0
	for i, there := range a.Items {
		if there.Part == Opening {
			at = i + 1
		}
	}
	for i := at; i < len(a.Items) && a.Items[i].Part == Business && a.Items[i].Closed == ""; i++ {
		if slices.Index(Purposes, a.Items[i].Purpose) <= slices.Index(Purposes, item.Purpose) {
			at = i + 1
		}
	}
	return at
}

// lateNumber gives the number of an item that comes late before the one at a
// place, and the place where that number belongs: after every other with the
// same figures.
func (a Agenda) lateNumber(at int) (int, string) {
	if len(a.Items) == 0 {
		return 0, "1"
	}
	at = max(at, 1)
	base, _ := splitNumber(a.Items[at-1].Number)
	letters := 0
	for ; at < len(a.Items) && sameBase(a.Items[at], base); at++ {
	}
	for _, item := range a.Items {
		if n, letter := splitNumber(item.Number); n == base && letter != "" {
			letters++
		}
	}
	return at, strconv.Itoa(base) + lettered(letters)
}

func sameBase(item Item, base int) bool {
	n, _ := splitNumber(item.Number)
	return n == base
}

// splitNumber parts "7a" into its figures and its letters.
func splitNumber(number string) (base int, letters string) {
	figures := strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyz")
	base, _ = strconv.Atoi(figures)
	return base, number[len(figures):]
}

// lettered gives the n-th suffix: a, b, … z, za, zb.
func lettered(n int) string { return strings.Repeat("z", n/26) + string(rune('a'+n%26)) }

// Move puts an item at another place of a draft, counted from 1. The error is a
// *Problem: on a published agenda each item stays where it is.
func (a Agenda) Move(id ItemID, to int) (Agenda, error) {
	from := a.index(id)
	switch {
	case !a.Meeting.Open():
		return a, a.over()
	case !a.Draft():
		return a, &Problem{Say: "The agenda is published, so its items keep their places and numbers. The chair can take them in another order at the meeting."}
	case from < 0:
		return a, &Problem{Field: "item", Say: "That item is not on this agenda any more. Look at it with /agenda."}
	case to < 1 || to > len(a.Items):
		return a, &Problem{Field: "to", Say: fmt.Sprintf("The agenda has the places 1 to %d. Give one of them.", len(a.Items))}
	}
	item := a.Items[from]
	a.Items = slices.Insert(slices.Delete(slices.Clone(a.Items), from, from+1), to-1, item)
	return a.Numbered(), nil
}

// Drop takes an item off the agenda as withdrawn, merged, deferred or carried.
// It is gone from a draft; on a published agenda, and on any once the meeting was
// held, it stays under its number and says what became of it. The item is given as
// it then is. After the meeting an item can only be carried. The error is a
// *Problem.
func (a Agenda) Drop(id ItemID, as ItemState) (Agenda, Item, error) {
	at := a.index(id)
	if at < 0 || !a.Items[at].On() {
		return a, Item{}, &Problem{Field: "item", Say: "That item is not on this agenda any more. Look at it with /agenda."}
	}
	if as != ItemCarried && !a.Meeting.Open() {
		return a, Item{}, a.over()
	}
	a.Items = slices.Clone(a.Items)
	a.Items[at].State = as
	item := a.Items[at]
	if a.Draft() && a.Meeting.Open() {
		a.Items = slices.Delete(a.Items, at, at+1)
	}
	return a.Numbered(), item, nil
}

// onlyCloses reports whether all that changes of an item is that it is not for the
// public, under another title where its own tells too much.
func (a Agenda) onlyCloses(item Item) bool {
	was, there := a.Item(item.ID)
	if !there || was.Closed != "" || item.Closed == "" {
		return false
	}
	was.Closed, was.Title, was.Number = item.Closed, item.Title, item.Number
	return was == item
}

// Put changes an item in its place: everything but its number and its place can
// change. Once the meeting was held, and of an item that is not taken at it any
// more, an open item can be closed and nothing else. The error is a *Problem.
func (a Agenda) Put(item Item) (Agenda, error) {
	at := a.index(item.ID)
	closes := a.onlyCloses(item)
	switch {
	case at < 0 || !a.Items[at].On() && !closes:
		return a, &Problem{Field: "item", Say: "That item is not on this agenda any more. Look at it with /agenda."}
	case !a.Meeting.Open() && !closes:
		return a, a.over()
	}
	if err := item.Check(); err != nil {
		return a, err
	}
	if item.Purpose != ToInform || item.Closed != "" {
		item.Pulled = false
	}
	item.Number = a.Items[at].Number
	a.Items = slices.Clone(a.Items)
	a.Items[at] = item
	return a, nil
}

// Pull says that an item for information is to be spoken about after all, or,
// with pulled false, that it need not be. The error is a *Problem.
func (a Agenda) Pull(id ItemID, pulled bool) (Agenda, error) {
	item, ok := a.Item(id)
	if ok && (item.Purpose != ToInform || item.Part != Business || item.Closed != "" || !item.On()) {
		return a, &Problem{Field: "item", Say: fmt.Sprintf("Item %s has time of its own already. Only items for information that are agreed together can be taken out.", item.Number)}
	}
	item.Pulled = pulled
	return a.Put(item)
}

// Publish freezes the numbers. by is the last day on which it can be published
// in time; after that day the chair's reason is asked for. The error is a
// *Problem.
func (a Agenda) Publish(now time.Time, by Day, reason string) (Agenda, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case !a.Meeting.Open():
		return a, a.over()
	case !a.Draft():
		return a, nil
	case len(a.Items) == 0:
		return a, &Problem{Say: "The agenda has no items yet, so there is nothing to publish. Accept an item first, or set the standing items with /agenda standing."}
	case by.Before(DayOf(now)) && reason == "":
		return a, &Problem{Field: "late", Say: "The last day to publish was " + by.Long() + ". Give the chair's reason for publishing later. It stands on the agenda."}
	}
	a = a.Numbered()
	a.Published = now
	if by.Before(DayOf(now)) {
		a.Late = reason
	}
	return a, nil
}

// SeenBy gives the agenda as a person may see it, with closed items as stubs.
func (a Agenda) SeenBy(m Member, now time.Time) Agenda {
	a.Items = slices.Clone(a.Items)
	for i := range a.Items {
		a.Items[i] = a.Items[i].SeenBy(m, now)
	}
	return a
}

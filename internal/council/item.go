package council

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// ItemID names an agenda item for good. Zero is none.
type ItemID int64

// Purpose is what an item is on the agenda for.
type Purpose string

// The purposes of an item.
const (
	ToDecide  Purpose = "decision"
	ToDiscuss Purpose = "discussion"
	ToInform  Purpose = "information"
)

// Purposes lists the purposes in the order in which their items are taken.
var Purposes = []Purpose{ToDecide, ToDiscuss, ToInform}

// Label gives the purpose as it stands on an agenda: "for decision".
func (p Purpose) Label() string { return "for " + string(p) }

// ParsePurpose reads what people type for a purpose: "decide", "for discussion",
// "note". The error is a *Problem.
func ParsePurpose(text string) (Purpose, error) {
	word := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "for ")
	switch word {
	case "decision", "decide", "deciding":
		return ToDecide, nil
	case "discussion", "discuss", "discussing":
		return ToDiscuss, nil
	case "information", "info", "inform", "note", "noting", "update":
		return ToInform, nil
	}
	return "", &Problem{Field: "purpose", Say: fmt.Sprintf("“%s” is not a purpose. Choose decision, discussion or information.", cut(text))}
}

// ItemState is how far an item has come.
type ItemState string

// The states of an item. A proposal is accepted, deferred, merged or withdrawn.
// What was on a published agenda and not reached is carried: it goes on as
// another item.
const (
	ItemProposed  ItemState = "proposed"  // waits for the secretary's answer
	ItemAccepted  ItemState = "accepted"  // on the agenda
	ItemDeferred  ItemState = "deferred"  // waits for a later meeting to be called
	ItemMerged    ItemState = "merged"    // taken with another item
	ItemWithdrawn ItemState = "withdrawn" // taken back, or declined
	ItemCarried   ItemState = "carried"   // not reached; goes on at a later meeting
)

// Part is the part of an agenda that an item belongs to.
type Part string

// The parts of an agenda: the standing items that open it, what members
// propose, and the standing items that close it.
const (
	Opening  Part = "opening"
	Business Part = "business"
	Closing  Part = "closing"
)

// Item is something that the council is to decide, discuss or hear.
type Item struct {
	ID        ItemID
	Meeting   MeetingID // for which it was proposed, or on whose agenda it is
	Title     string    // seen by everybody, even when the item is closed
	Ask       string    // what is asked of the council, in one sentence; may be empty
	Purpose   Purpose
	Allotted  time.Duration // whole minutes
	Sponsor   MemberID      // who proposed it; 0 for a standing item, and when the sponsor's data was erased
	Presenter string        // who speaks to it, a member or a guest; may be empty
	Closed    string        // why it is not for the public; empty when it is open
	State     ItemState
	Part      Part
	Standing  string // the key of the standing item it was made of; else empty
	Number    string // "7", "7a"; on a draft it is reckoned anew each time, once published it is for good
	Carried   int    // how often it was put off to a later meeting
	Pulled    bool   // for information, but somebody wants to speak about it
	Into      ItemID // the item in which it goes on, when merged or carried
	Late      string // why it came after the agenda was published; empty otherwise
}

// The longest that an item is allotted, and the most characters of its parts.
const (
	longestItem = 3 * time.Hour
	titleMost   = 120
	askMost     = 300
	wordsMost   = 300
)

// Check says what is wrong with an item before it is kept, or nil. The error is
// a *Problem.
func (i Item) Check() error {
	switch {
	case strings.TrimSpace(i.Title) == "":
		return &Problem{Field: "title", Say: "Give the item a title, as it should stand on the agenda."}
	case utf8.RuneCountInString(i.Title) > titleMost:
		return &Problem{Field: "title", Say: fmt.Sprintf("The title is longer than %d characters. Say the rest in the sentence below it.", titleMost)}
	case utf8.RuneCountInString(i.Ask) > askMost:
		return &Problem{Field: "ask", Say: fmt.Sprintf("This is longer than %d characters. Say in one sentence what you ask; the rest can go into a paper.", askMost)}
	case i.Allotted < time.Minute || i.Allotted > longestItem:
		return &Problem{Field: "time", Say: "An item is allotted between 1 and 180 minutes. Give the minutes, such as 15."}
	case utf8.RuneCountInString(i.Presenter) > titleMost:
		return &Problem{Field: "presenter", Say: fmt.Sprintf("A name has at most %d characters here. Give it shorter.", titleMost)}
	case utf8.RuneCountInString(i.Closed) > wordsMost:
		return &Problem{Field: "reason", Say: fmt.Sprintf("Give the reason in at most %d characters. It stands on the agenda.", wordsMost)}
	}
	_, err := ParsePurpose(string(i.Purpose))
	return err
}

// OpenTo reports whether a person may read all of the item. An open item is for
// everybody. A closed one is for the secretary and whoever stands above, and for
// its sponsor; others see its [Item.Stub].
func (i Item) OpenTo(m Member, now time.Time) bool {
	return i.Closed == "" || m.Holds(Secretary, now) || m.Present() && m.ID == i.Sponsor
}

// Stub is what everybody may see of a closed item: its place on the agenda, its
// title, its time and the reason for which it is closed.
func (i Item) Stub() Item {
	return Item{ID: i.ID, Meeting: i.Meeting, Title: i.Title, Allotted: i.Allotted, Closed: i.Closed, State: i.State,
		Part: i.Part, Number: i.Number, Carried: i.Carried, Into: i.Into}
}

// SeenBy gives what a person may see of the item.
func (i Item) SeenBy(m Member, now time.Time) Item {
	if i.OpenTo(m, now) {
		return i
	}
	return i.Stub()
}

// On reports whether the item is still to be taken at its meeting.
func (i Item) On() bool { return i.State == ItemAccepted }

// Substantive reports whether the item is one of the members' own that is still
// to be taken at its meeting.
func (i Item) Substantive() bool { return i.Part == Business && i.On() }

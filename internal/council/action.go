package council

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ActionID names an action for good. Zero is none.
type ActionID int64

// String gives the id as people read it: "A12".
func (id ActionID) String() string { return "A" + strconv.FormatInt(int64(id), 10) }

// ParseActionID reads "A12", "a12" or "12". The error is a *Problem.
func ParseActionID(text string) (ActionID, error) {
	n, err := strconv.ParseInt(strings.TrimLeft(strings.ToLower(strings.TrimSpace(text)), "a#"), 10, 64)
	if err != nil || n <= 0 {
		return 0, &Problem{Field: "action", Err: err, Say: fmt.Sprintf("“%s” is not an action's number. Look at your actions with /action; a number looks like A12.", cut(text))}
	}
	return ActionID(n), nil
}

// ActionState is how far an action has come. One that is put off stays open, with
// a later day; whether it is overdue follows from its day.
type ActionState string

// The states of an action.
const (
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionDropped ActionState = "dropped"
)

// Action is something that somebody is to do for the council, by a day.
type Action struct {
	ID      ActionID
	What    string // what is to be done, as the minutes have it
	Owners  []Owner
	Due     Day // the last day for it
	State   ActionState
	Meeting MeetingID // at which it was agreed; 0 outside meetings
	Item    ItemID    // under which it was agreed; 0 under none
	Agreed  time.Time // when it was recorded
	Closed  string    // why it is not for the public, from itself or its item; empty when it is open to all
	Sponsor MemberID  // of its item: may read it when it is closed
}

// ActionStep is one line of an action's history.
type ActionStep struct {
	At       time.Time
	By       MemberID // 0 when the program did it, or the member's data was erased
	Did      string   // agreed, done, later, dropped, opened, changed, handed over
	From, To Day      // the day before and after, where it changed
	Note     string   // what the person said about it
}

// whatMost and noteMost are the most characters of an action, and of a note.
const whatMost, noteMost = 500, 500

// Check says what is wrong with an action before it is kept, or nil. The error
// is a *Problem.
func (a Action) Check() error {
	switch {
	case strings.TrimSpace(a.What) == "":
		return &Problem{Field: "words", Say: "Say what is to be done, in one sentence."}
	case len(a.Owners) == 0:
		return &Problem{Field: "owners", Say: "Say who does it. An action without an owner is not done."}
	case a.Due.IsZero():
		return &Problem{Field: "due", Say: "Say by when. Without a day of its own, take the day of the next meeting."}
	}
	if err := tooLong("words", a.What, whatMost); err != nil {
		return err
	}
	return checkOwners(a.Owners)
}

// Open reports whether the action is still to be done.
func (a Action) Open() bool { return a.State == ActionOpen }

// Overdue reports whether the action is still to be done after its day.
func (a Action) Overdue(today Day) bool { return a.Open() && a.Due.Before(today) }

// OwnedBy reports whether a member is one of its owners.
func (a Action) OwnedBy(id MemberID) bool { return owns(a.Owners, id) }

// Unowned reports whether none of the owners can do it any more: all have left.
func (a Action) Unowned(members []Member) bool {
	return !slices.ContainsFunc(a.Owners, func(o Owner) bool {
		return o.Name != "" || slices.ContainsFunc(members, func(m Member) bool { return m.ID == o.Member && m.Present() })
	})
}

// OpenTo reports whether a person may read the action: an open one everybody, a
// closed one its owners, the sponsor of its item, and the secretary and whoever
// stands above.
func (a Action) OpenTo(m Member, now time.Time) bool {
	return a.Closed == "" || m.Holds(Secretary, now) || m.Present() && (a.OwnedBy(m.ID) || m.ID == a.Sponsor)
}

// Done says that the action was carried out. The error is a *Problem.
func (a Action) Done(note string) (Action, ActionStep, error) { return a.end(ActionDone, "done", note) }

// Drop says that the action is no longer needed. A reason is asked for, because
// the council had agreed it. The error is a *Problem.
func (a Action) Drop(why string) (Action, ActionStep, error) {
	if strings.TrimSpace(why) == "" {
		return a, ActionStep{}, &Problem{Field: "note", Say: "Say in a few words why it is no longer needed. The council had agreed it, and reads the reason."}
	}
	return a.end(ActionDropped, "dropped", why)
}

func (a Action) end(as ActionState, did, note string) (Action, ActionStep, error) {
	if !a.Open() {
		return a, ActionStep{}, a.over()
	}
	if err := tooLong("note", note, noteMost); err != nil {
		return a, ActionStep{}, err
	}
	a.State = as
	return a, ActionStep{Did: did, Note: strings.TrimSpace(note)}, nil
}

// Later gives the action a later day. The error is a *Problem.
func (a Action) Later(to, today Day, note string) (Action, ActionStep, error) {
	switch {
	case !a.Open():
		return a, ActionStep{}, a.over()
	case to.Before(today):
		return a, ActionStep{}, &Problem{Field: "due", Say: to.Long() + " has passed. Choose a day that is still to come."}
	case !a.Due.Before(to):
		return a, ActionStep{}, &Problem{Field: "due", Say: "It is due on " + a.Due.Long() + " already. Choose a later day."}
	}
	if err := tooLong("note", note, noteMost); err != nil {
		return a, ActionStep{}, err
	}
	step := ActionStep{Did: "later", From: a.Due, To: to, Note: strings.TrimSpace(note)}
	a.Due = to
	return a, step, nil
}

// Reopen takes back that the action was done or dropped. The error is a *Problem.
func (a Action) Reopen(note string) (Action, ActionStep, error) {
	if a.Open() {
		return a, ActionStep{}, &Problem{Say: a.ID.String() + " is open already, so nothing was changed."}
	}
	a.State = ActionOpen
	return a, ActionStep{Did: "opened", Note: strings.TrimSpace(note)}, nil
}

// HandOver gives the action to other owners. The error is a *Problem.
func (a Action) HandOver(to []Owner, note string) (Action, ActionStep, error) {
	if !a.Open() {
		return a, ActionStep{}, a.over()
	}
	a.Owners = to
	return a, ActionStep{Did: "handed over", Note: strings.TrimSpace(note)}, a.Check()
}

func (a Action) over() error {
	return &Problem{Say: fmt.Sprintf("%s is %s already, so nothing was changed. Look at it with /action show %s.", a.ID, a.State, a.ID)}
}

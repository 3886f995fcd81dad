package council

import (
	"strings"
	"time"
)

// CaptureID names something captured. Zero is none.
type CaptureID int64

// CaptureKind is what something captured is to become.
type CaptureKind string

// The kinds of what can be captured.
const (
	CaptureDecision CaptureKind = "decision"
	CaptureAction   CaptureKind = "action"
	CaptureNote     CaptureKind = "note"
)

// CaptureKinds lists the kinds in the order in which a form offers them.
var CaptureKinds = []CaptureKind{CaptureDecision, CaptureAction, CaptureNote}

// A says the kind with its article: "a decision", "an action".
func (k CaptureKind) A() string {
	if k == CaptureAction {
		return "an action"
	}
	return "a " + string(k)
}

// CaptureState is how far something captured has come.
type CaptureState string

// The states of something captured. Approved, a decision stands in the register
// of decisions, an action in that of actions, and a note goes into the draft
// minutes.
const (
	Captured        CaptureState = "captured"
	CaptureApproved CaptureState = "approved"
	CaptureDropped  CaptureState = "dropped"
)

// Capture is something that was said and is meant for the record. It is proposed:
// the secretary approves it or drops it.
type Capture struct {
	ID      CaptureID
	Kind    CaptureKind
	Words   string
	Owners  []Owner   // of an action
	Due     Day       // of an action
	Dissent string    // of a decision
	Meeting MeetingID // 0 outside meetings
	Item    ItemID    // 0 under none
	On      Day       // when it was said
	// What was written and could not be read: nothing of it is lost, and the
	// person is asked.
	UnreadDue    string
	UnreadOwners []string

	By      MemberID // who captured it; 0 for somebody without a seat
	At      time.Time
	Channel string // Slack's conversation, and
	TS      string // Slack's name of the message that it was taken from; both empty when it was written in a form
	Line    int    // which tagged line of the message, from 1; 0 when it was taken by shortcut or form
	Link    string // the message's address

	State    CaptureState
	Action   ActionID   // what it became, when approved: an action, or
	Decision DecisionID // a decision
	Closed   string     // why it is not for the public, from its item; empty when it is open
	Sponsor  MemberID   // of its item: may read it when it is closed
}

// OpenTo reports whether a person may read it: what waits for the secretary, or
// is closed, is for the secretary, for whoever captured it and for the sponsor of
// its item.
func (c Capture) OpenTo(m Member, now time.Time) bool {
	if m.Holds(Secretary, now) || m.Present() && (m.ID == c.By || m.ID == c.Sponsor) {
		return true
	}
	return c.Closed == "" && c.State == CaptureApproved
}

// Check says what is wrong with a capture before it is kept, or nil. It may lack
// an owner or a day; see [Capture.Lacks]. The error is a *Problem.
func (c Capture) Check() error {
	if strings.TrimSpace(c.Words) == "" {
		return &Problem{Field: "words", Say: "Say in one sentence what is to be recorded."}
	}
	most := decisionMost
	if c.Kind == CaptureAction {
		most = whatMost
	}
	if err := tooLong("words", c.Words, most); err != nil {
		return err
	}
	if err := tooLong("dissent", c.Dissent, noteMost); err != nil {
		return err
	}
	return checkOwners(c.Owners)
}

// Lacks says what must still be answered before it can be approved, as questions
// to whoever captured it; none when it is complete.
func (c Capture) Lacks() []string {
	var asks []string
	switch {
	case c.Kind == CaptureNote && c.Meeting == 0:
		return []string{"In which meeting's minutes does it belong?"}
	case c.Kind != CaptureAction:
		return nil
	}
	for _, name := range c.UnreadOwners {
		asks = append(asks, "Who is “"+cut(name)+"”? I know nobody of that name on the council, or more than one.")
	}
	if len(c.Owners) == 0 && len(c.UnreadOwners) == 0 {
		asks = append(asks, "Who does it?")
	}
	switch {
	case c.UnreadDue != "":
		asks = append(asks, "By which day? “"+cut(c.UnreadDue)+"” is not one day that is still to come.")
	case c.Due.IsZero():
		asks = append(asks, "By when?")
	}
	return asks
}

// Complete reports whether it can be approved as it stands.
func (c Capture) Complete() bool { return len(c.Lacks()) == 0 && c.Check() == nil }

// AsAction gives the action that it becomes. The error is a *Problem when
// something is still to be answered.
func (c Capture) AsAction() (Action, error) {
	a := Action{What: c.Words, Owners: c.Owners, Due: c.Due, State: ActionOpen, Meeting: c.Meeting, Item: c.Item}
	if err := c.lacking(); err != nil {
		return a, err
	}
	return a, a.Check()
}

// lacking says what is still to be answered as a *Problem, or nil.
func (c Capture) lacking() error {
	if asks := c.Lacks(); len(asks) > 0 {
		return &Problem{Say: "“" + cut(c.Words) + "” is not complete yet. " + strings.Join(asks, " ")}
	}
	return nil
}

// AsNote says why it cannot go into the minutes of its meeting, or nil. The error
// is a *Problem.
func (c Capture) AsNote(minutes Minutes) error {
	if err := c.lacking(); err != nil {
		return err
	}
	if minutes.Out() {
		return &Problem{Say: "The minutes of " + DayOf(minutes.Meeting.Starts).Long() + " are out, so the note “" + cut(c.Words) + "” cannot go into them any more. Leave it out; if it matters, propose a correction with /minutes correct."}
	}
	return nil
}

// AsDecision gives the decision that it becomes, without its number. It was taken
// on the day of its meeting, however long after that it was captured; outside
// meetings, for which at is the zero Meeting, on the day on which it was captured.
// The error is a *Problem.
func (c Capture) AsDecision(at Meeting) (Decision, error) {
	d := Decision{Words: c.Words, Dissent: c.Dissent, Meeting: c.Meeting, Item: c.Item, On: c.On}
	if met := DayOf(at.Starts); at.ID != 0 && met.Before(d.On) {
		d.On = met
	}
	return d, d.Check()
}

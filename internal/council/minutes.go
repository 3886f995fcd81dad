package council

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// MinutesState is how far the minutes of a meeting have come.
type MinutesState string

// The states of minutes. Not begun is the empty one. A draft is the secretary's;
// from when it is circulated everybody may read it, marked as a draft, and its
// numbers are for good. A later meeting agrees it, and it is then published.
const (
	MinutesDraft      MinutesState = "draft"
	MinutesCirculated MinutesState = "circulated"
	MinutesAgreed     MinutesState = "agreed"
	MinutesPublished  MinutesState = "published"
)

// MinutesDue and PublishDue are within how many working days draft minutes are
// circulated after their meeting, and agreed ones published after they were
// agreed: the rule of public boards (papers and minutes of Business Inspired
// Growth), kept as a house rule.
const (
	MinutesDue = 10
	PublishDue = 5
)

// Minutes are the minutes of one meeting. Their rules give a changed copy.
type Minutes struct {
	Meeting    Meeting
	State      MinutesState
	Version    int // of what is read; 0 while they are a draft that nobody was sent
	Circulated time.Time
	Agreed     time.Time
	Published  time.Time
	Recalled   time.Time // when a draft of them was last called back; zero: never
	Why        string    // and why: for the members, not for the public
	Struck     time.Time // when words were last struck out of them; zero: never
	Signed     string    // whose name stands under agreed minutes
	AgreedAt   MeetingID // the meeting that agreed them; 0 before, and when they were agreed by correspondence
	MinutesText
}

// MinutesText is what minutes say, and what is kept of each version of them.
type MinutesText struct {
	Present []Presence    `json:"present"`          // every seat, by name
	Guests  string        `json:"guests,omitempty"` // who else was there, as it should be read
	Quorum  string        `json:"quorum"`           // a sentence
	Items   []MinutedItem `json:"items"`            // in the agenda's order
	Next    string        `json:"next,omitempty"`   // when the council meets next, a sentence; empty when not known
	Made    []Correction  `json:"made,omitempty"`   // the corrections with which they were agreed

	Since []MinutedItem `json:"-"` // what was recorded after the version that is read; see [MinutesText.After]
}

// MinutedItem is what minutes say under one heading.
type MinutedItem struct {
	Item       ItemID      `json:"item"`
	Number     string      `json:"number"` // the item's on the agenda
	Title      string      `json:"title"`
	Closed     string      `json:"closed,omitempty"`  // why it is not for the public
	Sponsor    MemberID    `json:"sponsor,omitempty"` // who may read it although it is closed
	Paragraphs []Paragraph `json:"paragraphs,omitempty"`
}

// ParagraphKind tells what a paragraph of minutes is.
type ParagraphKind string

// The kinds of paragraphs. Prose is the secretary's own, and the usual one. A
// fact is what the council's records say, such as that an item was carried
// forward.
const (
	ProseParagraph    ParagraphKind = ""
	FactParagraph     ParagraphKind = "fact"
	DecisionParagraph ParagraphKind = "decision"
	ActionParagraph   ParagraphKind = "action"
)

// Paragraph is one numbered paragraph of minutes.
type Paragraph struct {
	Number  string        `json:"number"` // "7.2"; of a draft reckoned anew each time, once circulated for good
	Kind    ParagraphKind `json:"kind,omitempty"`
	Ref     string        `json:"ref,omitempty"`     // the number of a decision or an action in its register
	Text    string        `json:"text"`              // empty when a correction took the paragraph out
	Owners  []Owner       `json:"owners,omitempty"`  // of an action, each with the name as it stood then,
	Due     string        `json:"due,omitempty"`     // and by when it is to be done: "31 March 2027"
	Dissent string        `json:"dissent,omitempty"` // of a decision: who saw it otherwise and why; for members, because it names people
	Closed  string        `json:"closed,omitempty"`  // why the paragraph alone is not for the public

	Struck   string `json:"struck,omitempty"`   // why words of it, or all, were struck out; see [Redaction]
	StruckOn string `json:"struckOn,omitempty"` // "Friday 18 June 2027"
}

// Words give the paragraph with what it is: "Decision D-2027-04: …".
func (p Paragraph) Words() string {
	lead := ""
	switch p.Kind {
	case DecisionParagraph:
		lead = strings.TrimSpace("Decision "+p.Ref) + ": "
	case ActionParagraph:
		lead = strings.TrimSpace("Action "+p.Ref) + ": "
	}
	switch {
	case p.Hidden():
		return lead + "not for the public. " + p.Closed
	case p.Text == "" && p.Struck != "":
		return lead + "(" + p.Redacted() + ")"
	case p.Text == "":
		return "(Taken out by a correction.)"
	}
	words := lead + p.Text + p.ownerWords()
	if p.Dissent != "" {
		words += " Dissent recorded: " + p.Dissent
	}
	if p.Struck != "" {
		words += " (" + p.Redacted() + ")"
	}
	return words
}

// Hidden reports whether the paragraph is the stub of a closed one.
func (p Paragraph) Hidden() bool { return p.Text == "" && p.Closed != "" }

// Who gives the names of an action's owners: "Ana Silva and Ben Okafor"; empty when
// none is given.
func (p Paragraph) Who() string {
	if len(p.Owners) == 0 {
		return ""
	}
	names := make([]string, len(p.Owners))
	for i, o := range p.Owners {
		names[i] = o.Name
	}
	return SayNames(names)
}

// ownerWords say who has an action and by when: " Owner: Ana Silva. Due: 31 March
// 2027."
func (p Paragraph) ownerWords() string {
	words := ""
	if who := p.Who(); who != "" {
		words += " Owner: " + who + "."
	}
	if p.Due != "" {
		words += " Due: " + p.Due + "."
	}
	return words
}

// Line gives the paragraph with its number.
func (p Paragraph) Line() string { return p.Number + " " + p.Words() }

// Draft reports whether the minutes carry the mark of a draft: until they are
// agreed.
func (m Minutes) Draft() bool { return m.State != MinutesAgreed && m.State != MinutesPublished }

// Out reports whether anybody but the secretary may read them.
func (m Minutes) Out() bool { return m.State != "" && m.State != MinutesDraft }

// Mark says how far the minutes have come. It stands at the head of every form of
// them: "DRAFT, circulated on Friday 18 June 2027. Not agreed yet."
func (m Minutes) Mark() string {
	switch m.State {
	case MinutesDraft:
		back := ""
		if m.Back() {
			back = " It was called back on " + DayOf(m.Recalled).Long() + "."
		}
		return "DRAFT. Only the secretary and the chair see this." + back + " Not agreed yet."
	case MinutesCirculated:
		instead := ""
		if !m.Recalled.IsZero() {
			instead = ", in the place of one that was called back"
		}
		return "DRAFT, circulated on " + DayOf(m.Circulated).Long() + instead + ". Not agreed yet."
	case MinutesRecalled:
		return "DRAFT, circulated on " + DayOf(m.Circulated).Long() + " and called back. It counts no more; only the secretary and the chair see this."
	case MinutesAgreed, MinutesPublished:
		words := "Agreed on " + DayOf(m.Agreed).Long()
		if m.Signed != "" {
			words += ", signed by " + m.Signed
		}
		words += m.correctedWords() + "."
		if !m.Struck.IsZero() {
			words += " Words were struck out of them on " + DayOf(m.Struck).Long() + "."
		}
		return words
	}
	if m.Back() {
		return "The draft was called back on " + DayOf(m.Recalled).Long() + ". The secretary is putting it right, and a new one follows."
	}
	return "Not begun."
}

func (m Minutes) correctedWords() string {
	if len(m.Made) == 0 {
		return ""
	}
	return ", with " + counted(len(m.Made), "correction")
}

// Heading gives the title that stands over the minutes, with the mark of a draft.
func (m Minutes) Heading() string {
	heading := "Minutes: " + DayOf(m.Meeting.Starts).Long()
	if m.State != "" && m.Draft() {
		return "DRAFT " + strings.ToLower(heading[:1]) + heading[1:]
	}
	return heading
}

// Due gives the day by which the draft is to be circulated.
func (m Minutes) Due(c Calendar) Day { return c.Ahead(DayOf(m.Meeting.Starts), MinutesDue) }

// PublishBy gives the day by which agreed minutes are to be published.
func (m Minutes) PublishBy(c Calendar) Day { return c.Ahead(DayOf(m.Agreed), PublishDue) }

// Begin makes them a draft. The error is a *Problem when the meeting is not
// recorded as held.
func (m Minutes) Begin() (Minutes, error) {
	if m.Meeting.State != Held {
		return m, &Problem{Say: "The meeting of " + DayOf(m.Meeting.Starts).Long() + " is not recorded as held, so it has no minutes yet. Record it with /meeting held."}
	}
	if m.State == "" {
		m.State = MinutesDraft
	}
	return m, nil
}

// Editable says why the words can no longer be changed, or nil. The error is a
// *Problem.
func (m Minutes) Editable() error {
	switch m.State {
	case MinutesDraft:
		return nil
	case "":
		return &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are not begun. Begin them with /minutes draft."}
	case MinutesCirculated:
		return &Problem{Say: "The minutes are circulated, so their words stay as they were sent. Propose a correction with /minutes correct, and the next meeting agrees it. If they are wrong or tell too much, call them back with /minutes recall."}
	}
	return &Problem{Say: "The minutes are agreed, so their words are for good. If something must be put right, propose an item for the next meeting with /agenda propose; what should not stand in them is struck out with /minutes strike."}
}

// Circulate freezes the words and the numbers. The error is a *Problem.
func (m Minutes) Circulate(now time.Time) (Minutes, error) {
	if err := m.Editable(); err != nil {
		return m, err
	}
	m.State, m.Circulated = MinutesCirculated, now
	m.Version++
	return m, nil
}

// Agree makes them the agreed minutes, with the corrections that the meeting
// made and with what was recorded since they were circulated; quorum is the council's rule. at is the meeting that agreed them, on whose day they are then agreed
// however long after it that is recorded, or the zero Meeting by correspondence.
// The error is a *Problem.
func (m Minutes) Agree(now time.Time, at Meeting, signed string, made []Correction, quorum Quorum) (Minutes, error) {
	switch {
	case m.State == MinutesDraft || m.State == "":
		return m, &Problem{Say: "The minutes are not circulated yet, so nobody could read what is to be agreed. Circulate them first, with /minutes circulate."}
	case !m.Draft():
		return m, &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are agreed already. Look at them with /minutes."}
	case at.ID != 0 && (!m.Meeting.Starts.Before(at.Starts) || now.Before(at.Starts) || at.State == Cancelled):
		return m, &Problem{Field: "at", Say: "Minutes are agreed at a later meeting that has begun. Choose that meeting, or by correspondence."}
	}
	if err := tooLong("signed", signed, longestName); err != nil {
		return m, err
	}
	var err error
	if m.MinutesText, err = m.Correct(made, quorum); err != nil {
		return m, err
	}
	m.MinutesText = m.taken()
	m.State, m.Agreed, m.AgreedAt, m.Signed = MinutesAgreed, now, at.ID, strings.TrimSpace(signed)
	if at.ID != 0 {
		m.Agreed = at.Starts
	}
	m.Version++
	return m, nil
}

// Publish says that the agreed minutes are out. The error is a *Problem.
func (m Minutes) Publish(now time.Time) (Minutes, error) {
	if m.Draft() {
		return m, &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are not agreed yet. They are published when a meeting has agreed them; until then everybody reads them as a draft."}
	}
	if m.State == MinutesAgreed {
		m.State, m.Published = MinutesPublished, now
	}
	return m, nil
}

// Takes says why a correction cannot be proposed, or nil. The error is a *Problem.
func (m Minutes) Takes(c Correction) error {
	switch {
	case !m.Out():
		return &Problem{Say: "The minutes are not circulated yet. Tell the secretary what should be put right."}
	case !m.Draft():
		return &Problem{Say: "The minutes of " + DayOf(m.Meeting.Starts).Long() + " are agreed, so their words are for good. If something must be put right, propose an item for the next meeting with /agenda propose."}
	}
	switch c.Paragraph {
	case AttendanceParagraph:
		if c.Seat.Member != 0 && !slices.ContainsFunc(m.Present, func(p Presence) bool { return p.Member == c.Seat.Member }) {
			return &Problem{Field: "name", Say: "This person had no seat when the meeting was held. If they were there, name them among those who were there as well."}
		}
	case GuestsParagraph:
	default:
		_, p, err := m.Paragraph(c.Paragraph)
		if err != nil {
			return err
		}
		if p.Hidden() {
			return &Problem{Field: "paragraph", Say: "Paragraph " + p.Number + " is not for the public. If it must be put right, tell the secretary."}
		}
	}
	return c.Check()
}

// Seats lists the members of the attendance, so that one can be found by name.
func (t MinutesText) Seats() []Member {
	var all []Member
	for _, p := range t.Present {
		if p.Member != 0 {
			all = append(all, Member{ID: p.Member, Name: p.Name, Organisation: p.Organisation})
		}
	}
	return all
}

// Part finds what is said under the heading of a number; ok is false when there
// is none.
func (t MinutesText) Part(number string) (part MinutedItem, ok bool) {
	i := slices.IndexFunc(t.Items, func(i MinutedItem) bool { return i.Number == number })
	if i < 0 {
		return MinutedItem{}, false
	}
	return t.Items[i], true
}

// Paragraph finds a paragraph by its number. The error is a *Problem.
func (t MinutesText) Paragraph(number string) (part MinutedItem, p Paragraph, err error) {
	number = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(number)), ".")
	for _, part := range t.Items {
		for _, p := range part.Paragraphs {
			if p.Number == number {
				return part, p, nil
			}
		}
	}
	return part, p, &Problem{Field: "paragraph", Say: fmt.Sprintf("The minutes have no paragraph “%s”. Look at their numbers with /minutes; they are like 7.2.", cut(number))}
}

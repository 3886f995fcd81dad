package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// uses uses a message shortcut.
func (p *person) uses(shortcut string, m commands.Message) string {
	p.t.Helper()
	return p.said(shortcut, "", m)
}

// tags writes in the thread of a post about a meeting; ts names the message.
func (p *person) tags(meeting council.MeetingID, ts, text string) string {
	p.t.Helper()
	return p.said("below", "", commands.Message{Channel: "C1", TS: ts, Thread: "1.0", Text: text, At: p.now, Meeting: meeting})
}

// rewrites changes what was written.
func (p *person) rewrites(meeting council.MeetingID, ts, before, text string) string {
	p.t.Helper()
	return p.said("below", commands.Changed, commands.Message{Channel: "C1", TS: ts, Thread: "1.0", Before: before, Text: text, At: p.now, Meeting: meeting})
}

func (p *person) said(route, text string, m commands.Message) string {
	p.t.Helper()
	r := commands.Request{From: p.who, Text: text, Key: p.key(), Now: p.now, Message: &m}
	reply, err := commands.NewTable(p.d.Routes()).Ask(context.Background(), commands.Button, route, r)
	var problem *council.Problem
	if errors.As(err, &problem) {
		reply = ui.Say(problem.Say)
	} else if err != nil {
		p.t.Fatalf("%s: %v", route, err)
	}
	p.last = reply
	return ui.Plain(reply)
}

// sittingDesk is a desk with a meeting that is on at the story's time.
func sittingDesk(t *testing.T) (*commands.Desk, council.Meeting) {
	t.Helper()
	d := newDesk(t)
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	m := council.Meeting{Starts: now.Add(-30 * time.Minute).In(zone), Length: 2 * time.Hour}
	_, err = d.Store.Change(t.Context(), store.Change{Did: "meeting.called", At: now.AddDate(0, -1, 0)}, func(tx *store.Tx) (err error) {
		m.ID, err = tx.PutMeeting(m)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err = d.Store.Meeting(t.Context(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	return d, m
}

// officer is the made-up council's secretary, in a story.
func officer(t *testing.T, d *commands.Desk, s council.Standing) *person {
	t.Helper()
	members, err := d.Store.Members(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return someone(t, d, council.Officers(members, s, now)[0].Name)
}

// heard gives the direct messages that wait for a member.
func heard(t *testing.T, d *commands.Desk, id council.MemberID) string {
	t.Helper()
	all, err := d.Store.Deliveries(t.Context(), store.Wanted{Member: id})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, delivery := range all {
		m, err := ui.Decode(delivery.Message)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(ui.Plain(m) + "\n")
	}
	return b.String()
}

func TestWhatIsTypedBelowAPostIsCapturedAndReadBack(t *testing.T) {
	d, m := sittingDesk(t)
	harriet, secretary := someone(t, d, "Harriet"), officer(t, d, council.Secretary)
	owner := member(t, d, "Tobias")
	must(t, harriet.tags(m.ID, "2.0", "Good morning all"), "no: a")
	if _, nothing := harriet.last.(ui.Nothing); !nothing {
		t.Errorf("words without a tag are answered with %q", ui.Plain(harriet.last))
	}
	must(t, harriet.tags(m.ID, "2.1", "#action @"+owner.Name+" by 31 March write to the fire services\n\n#decision Share one desk from April."),
		"An action for "+owner.Name+", by Wednesday 31 March 2027: “Write to the fire services”. Right?", "A decision: “Share one desk from April.” Right?", "Take it back: c2")
	must(t, harriet.tags(m.ID, "2.1", "#action @"+owner.Name+" by 31 March write to the fire services\n\n#decision Share one desk from April."), "no: Captured")
	must(t, secretary.types("/action captured"), "2 things captured", "Captured by "+harriet.who.Name, "Approve all 2 that are complete")
	must(t, harriet.types("/action captured"), "2 things captured", "no: Approve")
	must(t, someone(t, d, "Tobias").types("/action captured"), "You have captured nothing that waits")
	must(t, secretary.pressesTwice("Approve all 2"), "settled already")
	must(t, secretary.types("/action"), "no: to approve")
	must(t, heard(t, d, harriet.who.ID), "A1 is recorded for "+owner.Name, "D-2027-01 is recorded")
	must(t, heard(t, d, owner.ID), "You have an action", "A1.", "By Wednesday 31 March 2027.")
	decisions, err := d.Store.Decisions(t.Context(), store.WantedDecisions{})
	if err != nil || len(decisions) != 1 || decisions[0].Meeting != m.ID {
		t.Errorf("decisions %+v, %v, want one, once", decisions, err)
	}
}

func TestWhatCannotBeReadIsKeptAndAskedAbout(t *testing.T) {
	d, m := sittingDesk(t)
	harriet, secretary := someone(t, d, "Harriet"), officer(t, d, council.Secretary)
	must(t, harriet.tags(m.ID, "2.0", "#action @Nobody by next Friday write a letter"),
		"“Write a letter”", "Who is “Nobody”?", "“next Friday” is not one day that is still to come", "Complete it")
	must(t, secretary.types("/action captured"), "Write a letter", "Still to be answered:", "no: Approve it")
	must(t, secretary.tell(commands.Button, "capture", "approve c1", secretary.key(), nil), "is not complete yet")
	harriet.tags(m.ID, "2.0", "#action @Nobody by next Friday write a letter") // delivered again
	must(t, harriet.tell(commands.Button, "capture", "amend c1", harriet.key(), nil), "Who does it?", "Nobody")
	must(t, harriet.fills(map[string]string{"others": "Jo Smith of the police", "due": "2027-03-01"}), "Monday 1 March 2027 has passed")
	harriet.tell(commands.Button, "capture", "amend c1", harriet.key(), nil)
	must(t, harriet.fills(map[string]string{"others": "Jo Smith of the police", "due": "2027-03-05"}), "for Jo Smith of the police, by Friday 5 March 2027")
	must(t, harriet.rewrites(m.ID, "2.0", "#action @Nobody by next Friday write a letter", "#action @Nobody by next Friday write a letter\nso there"), "Who is “Nobody”?")
}

func TestAChangedOrDeletedMessageChangesWhatWasCaptured(t *testing.T) {
	d, m := sittingDesk(t)
	harriet, secretary := someone(t, d, "Harriet"), officer(t, d, council.Secretary)
	harriet.tags(m.ID, "2.0", "#decision One desk\n\n#note Thanks to all")
	must(t, harriet.rewrites(m.ID, "2.0", "#decision One desk\n\n#note Thanks to all", "#decision Two desks\n\n#note Thanks to all"), "“Two desks”", "no: Thanks")
	must(t, harriet.rewrites(m.ID, "2.0", "#decision Two desks\n\n#note Thanks to all", "#decision Two desks"), "Taken back:", "Thanks to all")
	must(t, secretary.types("/action captured"), "1 thing captured", "Two desks")
	secretary.presses("Approve it")
	must(t, harriet.rewrites(m.ID, "2.0", "#decision Two desks", "#decision Three desks"), "is approved already, so the record stays as it is")
	harriet.tags(m.ID, "3.0", "#note Soon gone")
	must(t, harriet.said("below", commands.Deleted, commands.Message{Channel: "C1", TS: "3.0", Thread: "1.0", Meeting: m.ID}), "Soon gone", "is not recorded")
	must(t, secretary.types("/action captured"), "Nothing that was captured waits")
}

func TestAMessageIsRecordedByShortcutOnce(t *testing.T) {
	d, m := sittingDesk(t)
	harriet, other := someone(t, d, "Harriet"), someone(t, d, "Tobias")
	from := commands.Message{Channel: "C1", TS: "5.0", Text: "Let us ask the fire services by 31 March", Named: []council.Member{other.who}, At: now, Meeting: m.ID}
	must(t, harriet.uses("record-action", from), "What is to be done?", "Let us ask the fire services", "2027-03-31", "Outside a meeting")
	must(t, harriet.fills(nil), "An action for "+other.who.Name+", by Wednesday 31 March 2027", "Right?")
	other.uses("record-action", from)
	must(t, other.fills(nil), "recorded as an action already")
	harriet.uses("record", from)
	must(t, harriet.fills(map[string]string{"kind": "note"}), "A note:")
	must(t, harriet.presses("Take it back"), "is not recorded")
	must(t, harriet.tell(commands.Button, "record", "", harriet.key(), nil), "open the menu of the message")
}

func TestOnlyMembersAndDeputiesCapture(t *testing.T) {
	d, m := sittingDesk(t)
	visitor := someone(t, d, "")
	must(t, visitor.tags(m.ID, "2.0", "#decision We all go home"), "Only members of the council")
	must(t, visitor.uses("record", commands.Message{TS: "1", Text: "x"}), "members and their deputies")
	must(t, visitor.types("/action all"), "This is for the council's members and their deputies")
	if all, err := d.Store.Captures(t.Context(), store.WantedCaptures{}); err != nil || len(all) != 0 {
		t.Errorf("captured: %v, %v", all, err)
	}
}

func TestChangingAWordLeavesWhereItBelongs(t *testing.T) {
	for gone, asks := range map[string]bool{"/meeting cancel #1 too few can come": true, "/agenda defer i19 later": false} {
		d, eilidh, tobias := callsTwo(t)
		tobias.proposes(map[string]string{"title": "Supplier contract", "openness": "closed", "reason": "prices are being agreed"})
		eilidh.types("/agenda accept i19")
		_, err := d.Store.Change(t.Context(), store.Change{Did: "test", At: now}, func(tx *store.Tx) error {
			_, err := tx.PutCapture(council.Capture{Kind: council.CaptureDecision, Words: "Pay ten.", Meeting: 1, Item: 19, On: council.DayOf(now), State: council.Captured, By: tobias.who.ID})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		eilidh.types(gone)
		if asks {
			eilidh.presses("Yes")
		}
		must(t, eilidh.tell(commands.Button, "capture", "amend c1", eilidh.key(), nil), "Where it is: at the meeting on Thursday 10 June 2027")
		must(t, eilidh.fills(map[string]string{"words": "Pay eleven."}), "Changed.", "Pay eleven.")
		c, err := d.Store.Capture(t.Context(), 1)
		if err != nil || c.Item != 19 || c.Closed == "" {
			t.Errorf("after %s a changed word makes of it %+v, %v, want it under its closed item", gone, c, err)
		}
	}
}

func TestAClosedItemsWordsAreNotSaidAgain(t *testing.T) {
	d, m := sittingDesk(t)
	secret := closedItem(t, d, m)
	harriet, secretary, other := someone(t, d, "Harriet"), officer(t, d, council.Secretary), someone(t, d, "Tobias")
	_, err := d.Store.Change(t.Context(), store.Change{Did: "item.begun", At: now.Add(-time.Minute)}, func(tx *store.Tx) error { return tx.Take(m.ID, council.TakenDone, secret) })
	if err != nil {
		t.Fatal(err)
	}
	must(t, harriet.tags(m.ID, "2.0", "#decision Buy from Quux Ltd\n\n#action @"+harriet.who.Name+" by 5 March ring Quux Ltd"),
		"A decision under a closed item", "everybody in this channel can read your message", "no: Quux")
	must(t, secretary.types("/action captured"), "Quux")
	secretary.presses("Approve all 2")
	for name, words := range map[string]string{
		"the register of decisions": other.tell(commands.Button, "decision", "list", other.key(), nil),
		"the decision":              other.tell(commands.Button, "decision", "show D-2027-01", other.key(), nil),
		"a search in the register":  other.tell(commands.Button, "decision", "list quux", other.key(), nil),
		"the register of actions":   other.types("/action all"),
		"the action":                other.types("/action show A1"),
		"what was captured":         other.types("/action captured"),
		"the agenda":                other.types("/agenda show #1"),
		"the question before":       other.types("/agenda before buy quux"),
	} {
		if strings.Contains(strings.ReplaceAll(words, "list quux", ""), "Quux Ltd") {
			t.Errorf("%s tells a closed item's words:\n%s", name, words)
		}
	}
	must(t, other.tell(commands.Button, "decision", "show D-2027-01", other.key(), nil), "A closed decision. The reason: It names a supplier.")
	must(t, other.tell(commands.Button, "share", "decision show D-2027-01", other.key(), nil), "A closed decision", "no: Quux")
	must(t, secretary.tell(commands.Button, "share", "decision show D-2027-01", secretary.key(), nil), "no: Quux")
	must(t, harriet.types("/action"), "Ring Quux Ltd", "please keep it to yourself")
	all, err := d.Store.Deliveries(t.Context(), store.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		if strings.Contains(string(x.Message), "Quux Ltd") && x.To.Member != harriet.who.ID {
			t.Errorf("a message to %s tells a closed item's words: %s", x.To, x.Message)
		}
	}
}

// closedItem puts a closed item on a meeting's agenda.
func closedItem(t *testing.T, d *commands.Desk, m council.Meeting) council.Item {
	t.Helper()
	return takeItem(t, d, m, council.Item{Title: "A contract", Ask: "Choose Quux Ltd", Closed: "It names a supplier."})
}

// takeItem puts an item on a meeting's agenda.
func takeItem(t *testing.T, d *commands.Desk, m council.Meeting, item council.Item) council.Item {
	t.Helper()
	item.Purpose, item.Allotted, item.State, item.Part, item.Meeting = council.ToDecide, 10*time.Minute, council.ItemProposed, council.Business, m.ID
	_, err := d.Store.Change(t.Context(), store.Change{Did: "item.proposed", At: now.AddDate(0, 0, -10)}, func(tx *store.Tx) (err error) {
		if item.ID, err = tx.PutItem(item); err != nil {
			return err
		}
		a, err := tx.Agenda(m.ID)
		if err != nil {
			return err
		}
		if a, item, err = a.Accept(item, ""); err != nil {
			return err
		}
		_, err = tx.PutAgenda(a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return item
}

// TestADecisionIsTakenOnTheDayOfItsMeeting has the secretary write up in January what
// a meeting decided in December: its number is of the year in which it was taken.
func TestADecisionIsTakenOnTheDayOfItsMeeting(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "Thu 9 December 2027 10:00")
	setClock("2027-12-09 14:00", eilidh)
	eilidh.types("/meeting held #1")
	setClock("2028-01-04 09:00", eilidh)
	eilidh.types("/minutes")
	must(t, eilidh.presses("Record a decision"), "Now: m1")
	eilidh.fills(map[string]string{"words": "Share it."})
	must(t, eilidh.types("/action approve c1"), "D-2027-01 is recorded: “Share it.”")
	must(t, eilidh.types("/minutes decisions"), "D-2027-01, Thursday 9 December 2027. Share it.")
	eilidh.tell(commands.Button, "capture", "decision", eilidh.key(), nil)
	must(t, eilidh.fills(map[string]string{"words": "Meet in May.", "spot": "outside"}), "Said outside a meeting")
	must(t, eilidh.types("/action approve c2"), "D-2028-01 is recorded: “Meet in May.”")
}

func TestANoteGoesIntoADraftOrIsNotApproved(t *testing.T) {
	_, eilidh, tobias := holdsJune(t)
	tobias.types("/action capture #note It rained.")
	tobias.tell(commands.Button, "capture", "amend c1", tobias.key(), nil)
	must(t, tobias.fills(map[string]string{"spot": "outside"}), "In which meeting's minutes does it belong?")
	must(t, eilidh.types("/action approve c1"), "not complete yet")
	must(t, eilidh.types("/action captured"), "Complete it: c1", "no: Approve it")
	eilidh.presses("Complete it: c1")
	must(t, eilidh.fills(map[string]string{"spot": "m1 i19"}), "item 6")
	eilidh.types("/minutes circulate #1")
	must(t, eilidh.types("/action approve c1"), "The minutes of Thursday 10 June 2027 are out, so the note “It rained.” cannot go into them any more")
}

func TestNobodyApprovesWhatTheyWereNotShown(t *testing.T) {
	d, m := sittingDesk(t)
	harriet, secretary := someone(t, d, "Harriet"), officer(t, d, council.Secretary)
	for n := range 10 {
		harriet.tags(m.ID, fmt.Sprintf("2.%d", n), fmt.Sprintf("#decision Share desk %d.", n))
	}
	must(t, secretary.types("/action captured"), "10 things captured", "Approve all 8 that are complete", "2 things more")
	must(t, secretary.presses("Approve all 8"), "2 things captured", "Share desk 9.")
}

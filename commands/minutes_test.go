package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// holdsJune has the council meet on 10 June 2027 with two items of Tobias', and
// closes the meeting: the second item was not reached. Eilidh was there, Tobias
// sent apologies, Gwenllian a deputy.
func holdsJune(t *testing.T) (d *commands.Desk, eilidh, tobias *person) {
	t.Helper()
	d, eilidh, tobias = callsTwo(t)
	for i, title := range []string{"Shared desk", "Left over"} {
		tobias.proposes(map[string]string{"title": title, "purpose": "decision"})
		eilidh.types(fmt.Sprintf("/agenda accept i%d", 19+i))
	}
	eilidh.types("/agenda post")
	eilidh.types("/meeting reply attending")
	tobias.types("/meeting reply apologies")
	someone(t, d, "Gwenllian").types("/meeting reply deputy Llŷr Ŵan 🐑")
	setClock("2027-06-11 09:00", eilidh, tobias)
	must(t, eilidh.types("/meeting held #1"), "Recorded: the meeting took place. One question", "Which items were not reached?")
	must(t, eilidh.fills(map[string]string{"items": "i20"}), "“Left over” is on the agenda for Thursday 9 September 2027", "What is left to you is to write under the items")
	return d, eilidh, tobias
}

func TestClosingAMeetingLeadsToADraftThatIsFilled(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	must(t, eilidh.types("/minutes"), "DRAFT minutes: Thursday 10 June 2027", "Only the secretary and the chair see this", "Not quorate: 2 of 12 seats filled, 4 needed",
		"Eilidh NicLeòid (Strathmorran Council)", "Llŷr Ŵan 🐑, deputising for Gwenllian Tudfil (Dyffryn Wen Police)", "Apologies", "• Tobias Fennimore",
		"6. Shared desk", "7.1 Not reached.", "The council meets next on Thursday 9 September 2027", "circulate the draft by Thursday 24 June 2027", "no: Harriet")
	must(t, tobias.types("/minutes"), "No minutes are out yet")
	must(t, tobias.types("/minutes show #1"), "The minutes are not out yet", "by Thursday 24 June 2027", "no: Shared desk")
	must(t, tobias.types("/minutes edit 6"), "Ask the secretary")
	must(t, someone(t, d, "").types("/minutes show #1"), "not out yet")
	must(t, eilidh.types("/meeting held #1"), "recorded already", "DRAFT minutes")
	must(t, eilidh.types("/meeting cancel #1 a mistake"), "cannot be cancelled")
	must(t, someone(t, d, "Siân").types("/minutes draft #1"), "DRAFT minutes")
}

// writes writes under an item of the draft.
func (p *person) writes(item, text string) string {
	p.t.Helper()
	p.types("/minutes edit #1 " + item)
	return p.fills(map[string]string{"text": text})
}

func TestTheSecretaryWritesUnderAnItemAndCirculates(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	must(t, eilidh.writes("6", "The desk was presented.\nMembers liked it."), "Kept under item 6", "6.1 The desk was presented.", "6.2 Members liked it.")
	eilidh.types("/minutes attendance")
	must(t, eilidh.fills(map[string]string{"name": "Harriet", "answer": "attending", "guests": "Jo Bloggs (Socitm)"}), "Kept for Harriet Quillfeather. Kept who else was there.",
		"• Harriet Quillfeather", "Also there", "Jo Bloggs (Socitm)", "3 of 12 seats filled")
	must(t, eilidh.types("/minutes preview"), "So will members read it", "6.1 The desk was presented.")
	eilidh.types("/minutes")
	must(t, eilidh.pressesTwice("Circulate the draft"), "circulated already. Nothing was sent again", "DRAFT, circulated on Friday 11 June 2027")
	posts := told(t, d, "minutes")
	if len(posts) != 1 {
		t.Fatalf("posted: %q, want one post", posts)
	}
	must(t, posts[0], "channel/council", "DRAFT minutes: Thursday 10 June 2027", "Propose a correction")
	mails := told(t, d, "minutes-circulated")
	if len(mails) != 1 {
		t.Fatalf("words for e-mails: %q, want one, for Beatrice", mails)
	}
	must(t, mails[0], "Eilidh NicLeòid: ", "Beatrice Oldcastle-Wu (b.oldcastle-wu@penhallock.example) is not in Slack. Please send this by e-mail.", "answer this e-mail with the number of the paragraph", "no: record the reply")
	must(t, tobias.types("/minutes"), "6.2 Members liked it.", "Propose a correction", "no: Your next step")
	must(t, eilidh.types("/minutes edit 6"), "their words stay as they were sent")
	must(t, someone(t, d, "").types("/minutes"), "DRAFT minutes", "6.2 Members liked it.", "1 member", "no: Harriet")
}

func TestOfTwoWhoWriteAtOnceTheLaterIsToldAndLosesNothing(t *testing.T) {
	d, eilidh, _ := holdsJune(t)
	sian := someone(t, d, "Siân")
	sian.now = eilidh.now
	sian.types("/minutes edit #1 6")
	eilidh.writes("6", "Eilidh's words.")
	must(t, sian.fills(map[string]string{"text": "Siân's words."}), "Eilidh NicLeòid changed this item while you wrote", "It now reads: Eilidh's words.", "Siân's words.")
	if form, ok := sian.last.(ui.Modal); !ok || !strings.Contains(fmt.Sprint(form.Body), "Value:") && !strings.Contains(fmt.Sprint(form.Body), "Siân's words.") {
		t.Fatalf("the later writer gets %v, want the form with their words", sian.last)
	}
	must(t, eilidh.types("/minutes"), "6.1 Eilidh's words.", "no: Siân's words")
	must(t, sian.fills(map[string]string{"text": "Eilidh's words.\nSiân's words."}), "6.1 Eilidh's words.", "6.2 Siân's words.")
	sian.types("/minutes edit #1 6")
	eilidh.types("/minutes circulate #1")
	must(t, sian.fills(map[string]string{"text": "Too late."}), "their words stay as they were sent")
	if _, faults := sian.last.(ui.FieldErrors); !faults {
		t.Errorf("the words of a form that came too late are lost: %v", sian.last)
	}
}

func TestACorrectionGoesToTheNextMeetingWhichAgreesTheMinutes(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	eilidh.writes("6", "The desk costs ten.\nIt was agreed.")
	eilidh.types("/minutes circulate")
	setClock("2027-06-14 09:00", eilidh, tobias)
	must(t, tobias.types("/minutes correct 6.7"), "The minutes have no paragraph “6.7”")
	must(t, tobias.types("/minutes correct 6.1"), "The desk costs ten.", "no: Whose correction")
	must(t, tobias.fills(map[string]string{"wording": "The desk costs twelve.", "why": "a slip"}), "Thank you. The correction is with the secretary", "6.1 should read: The desk costs twelve. The reason: a slip", "no: Proposed by")
	must(t, strings.Join(told(t, d, "correction-proposed"), "\n"), "Eilidh NicLeòid: ", "Tobias Fennimore proposes", "6.1 should read: The desk costs twelve.")
	must(t, eilidh.types("/minutes correct 6.2"), "Whose correction is it")
	must(t, eilidh.fills(map[string]string{"whose": "Beatrice", "wording": "All agreed."}), "Proposed by Beatrice Oldcastle-Wu")
	must(t, tobias.types("/agenda"), "Item 3, minutes of the last meeting: corrections proposed", "6.1 should read: The desk costs twelve.")
	must(t, eilidh.types("/minutes agree"), "Where were they agreed?", "By correspondence", "no: At the meeting on")
	must(t, eilidh.types("/minutes publish"), "not agreed yet")

	setClock("2027-09-09 11:30", eilidh, tobias)
	must(t, eilidh.types("/minutes"), "say that the meeting on Thursday 9 September 2027 agreed these minutes", "2 corrections proposed")
	must(t, eilidh.presses("They were agreed"), "6.1 should read", "Siân ap Rhys")
	must(t, eilidh.fills(map[string]string{"made": "c1"}), "Recorded: the minutes are agreed, with 1 correction.", "Agreed on Thursday 9 September 2027, signed by Siân ap Rhys, with 1 correction.",
		"6.1 The desk costs twelve.", "6.2 It was agreed.", "6.1 now reads: The desk costs twelve. It read: The desk costs ten.", "publish the agreed minutes, by Thursday 16 September 2027", "no: DRAFT")
	must(t, someone(t, d, "").types("/minutes #1"), "DRAFT", "The desk costs ten.")
	must(t, eilidh.presses("Publish the minutes"), "The agreed minutes are published")
	must(t, someone(t, d, "").types("/minutes #1"), "The desk costs twelve.", "no: DRAFT")
	must(t, tobias.types("/minutes versions"), "As circulated: The desk costs ten.", "As agreed: The desk costs twelve.", "no: 6.2")
	must(t, tobias.presses("Read them as circulated"), "DRAFT, circulated on", "6.1 The desk costs ten.")
	must(t, tobias.types("/minutes correct 6.1 should read: x"), "are agreed, so their words are for good")
	must(t, eilidh.types("/minutes agree"), "agreed already")
	must(t, eilidh.types("/meeting held #2"), "Recorded")
	must(t, eilidh.fills(nil), "3.1 The minutes of the meeting on Thursday 10 June 2027 were agreed, with 1 correction.")
	must(t, tobias.types("/minutes past"), "Thursday 10 June 2027: published; agreed on Thursday 9 September 2027.", "no: 9 September 2027: a draft")
	must(t, tobias.types("/meeting show #1"), "Minutes", "Meeting after: Thursday 9 September 2027")
}

func TestLongMinutesAreReadItemByItemAndNoWordIsLost(t *testing.T) {
	_, eilidh, _ := holdsJune(t)
	long := strings.Repeat("Llanfairpwllgwyngyll was discussed at length 🙂.\n", 150)
	must(t, eilidh.writes("6", long), "Kept under item 6", "6. Shared desk: 150 paragraphs", "Read an item", "no: 6.150")
	eilidh.types("/minutes edit #1 6")
	form, _ := eilidh.last.(ui.Modal)
	fields := 0
	for _, b := range form.Body {
		if in, ok := b.(ui.Input); ok {
			if n := len([]rune(in.Value)); n > in.Max {
				t.Errorf("the field %s begins with %d characters, and takes %d", in.Name, n, in.Max)
			}
			fields++
		}
	}
	if fields < 3 {
		t.Errorf("the form has %d fields, want one for each 3,000 characters", fields)
	}
	eilidh.fills(nil)
	must(t, eilidh.types("/minutes show #1 6"), "6.150 Llanfairpwllgwyngyll", "Next: item 7", "no: 6.151")
	must(t, eilidh.presses("Next: item 7"), "7.1 Not reached.", "Before: item 6")
}

// TestAClosedItemNeverLeaksThroughMinutes puts what is closed everywhere it could
// hide in minutes, and looks for it in all that anybody else is shown or sent.
func TestAClosedItemNeverLeaksThroughMinutes(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Supplier contract", "ask": "Agree the zanzibar price.", "openness": "closed", "reason": "prices are being agreed", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	eilidh.types("/agenda post")
	others := []*person{someone(t, d, "Harriet"), someone(t, d, "Chidinma"), someone(t, d, "")}
	all := append(others, eilidh, tobias)
	setClock("2027-06-11 09:00", all...)
	eilidh.types("/meeting held #1")
	eilidh.fills(nil)
	look := func(when string) {
		t.Helper()
		for _, p := range others {
			p.minutesLeak(when)
		}
		leaksOutside(t, d, when)
		for _, now := range all {
			public, err := d.Store.Public().EveryMinutes(t.Context(), now.now)
			if err != nil || secret.MatchString(fmt.Sprintf("%+v", public)) {
				t.Errorf("%s, the public reads %+v, %v", when, public, err)
			}
		}
		shared := eilidh.tell(commands.Button, "share", "minutes show #1", eilidh.key(), nil)
		if secret.MatchString(shared) {
			t.Errorf("%s, the secretary shares what is closed:\n%s", when, shared)
		}
	}
	recordsClosed(t, d, 19)
	must(t, eilidh.writes("10", "The zanzibar price is ten."), "10.1 The zanzibar price is ten.", "10.2 A zanzibar note.", "10.3 Decision D-2027-01: Pay the zanzibar price.", "10.4 Action A1: Write to zanzibar.", "11. Decisions and actions under no item", "11.1 Action A2: Phone zanzibar.")
	look("as a draft")
	must(t, eilidh.types("/minutes preview"), "10. Supplier contract", "prices are being agreed", "no: zanzibar")
	eilidh.types("/minutes circulate")
	must(t, tobias.types("/minutes"), "10.1 The zanzibar price is ten.", "no: Phone zanzibar")
	look("circulated")
	recordsClosed(t, d, 19)
	must(t, tobias.types("/minutes"), "Item 10. Decision D-2027-02: Pay the zanzibar price.")
	look("with what was recorded since")
	tobias.types("/minutes correct 10.1")
	must(t, tobias.fills(map[string]string{"wording": "The zanzibar price is eleven."}), "zanzibar price is eleven")
	must(t, others[0].types("/minutes correct 10.1 should read: x"), "have no paragraph “10.1”")
	must(t, others[0].types("/minutes correct 11.1 should read: x"), "Paragraph 11.1 is not for the public")
	eilidh.types("/minutes correct 11.1")
	eilidh.fills(map[string]string{"wording": "Phone zanzibar twice."})
	look("with a correction")
	setClock("2027-09-09 11:00", all...)
	eilidh.types("/minutes agree")
	must(t, eilidh.fills(map[string]string{"made": "c1,c2"}), "10.1 The zanzibar price is eleven.", "11.1 Action A2: Phone zanzibar twice.")
	must(t, eilidh.types("/minutes print #1 whole"), "not-for-the-public")
	look("agreed")
	eilidh.types("/minutes publish")
	look("published")
	must(t, others[2].types("/minutes"), "10. Supplier contract", "Closed item, not for the public: prices are being agreed.", "11.1 Action A2: not for the public. a name")
}

// TestAMeetingThatWasHeldClosesAnItem has the meeting resolve that what it took in the
// open is not for the public, before its minutes go out.
func TestAMeetingThatWasHeldClosesAnItem(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Supplier contract", "ask": "Agree the zanzibar price.", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	eilidh.types("/agenda post")
	isSent(t, d)
	harriet, visitor := someone(t, d, "Harriet"), someone(t, d, "")
	setClock("2027-06-11 09:00", eilidh, tobias, harriet, visitor)
	eilidh.types("/meeting held #1")
	eilidh.fills(nil)
	_, err := d.Store.Change(t.Context(), store.Change{Did: "test", At: now}, func(tx *store.Tx) error {
		_, err := tx.AddDecision(council.Decision{Words: "Pay the zanzibar price.", Meeting: 1, Item: 19, On: council.DayOf(now)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	eilidh.writes("6", "The zanzibar price is ten.")
	must(t, eilidh.types("/agenda edit i19"), "Close an item", "no: How many minutes")
	must(t, eilidh.fills(map[string]string{"title": "Another title"}), "Say why the item is not for the public")
	eilidh.types("/agenda edit i19")
	must(t, eilidh.fills(map[string]string{"reason": "the meeting resolved it"}), "“Supplier contract” is changed")
	must(t, eilidh.types("/agenda edit i19"), "stays as it is")
	must(t, eilidh.tell(commands.Button, "agenda", "edit i19", eilidh.key(), map[string]string{"title": "Supplier contract", "openness": "open"}), "stays as it is")
	eilidh.types("/minutes circulate #1")
	for _, p := range []*person{harriet, visitor} {
		p.leaks("closed after it was held")
		p.minutesLeak("closed after it was held")
	}
	public, err := d.Store.Public().EveryMinutes(t.Context(), eilidh.now)
	if err != nil || len(public) != 1 || secret.MatchString(fmt.Sprintf("%+v", public)) {
		t.Errorf("the public reads %+v, %v", public, err)
	}
	must(t, visitor.types("/minutes"), "6. Supplier contract", "the meeting resolved it")
	must(t, tobias.types("/minutes"), "6.1 The zanzibar price is ten.")
}

func TestOnceMinutesAreOutNoItemIsClosed(t *testing.T) {
	_, eilidh, _ := holdsJune(t)
	eilidh.types("/minutes circulate #1")
	eilidh.types("/agenda edit i19")
	must(t, eilidh.fills(map[string]string{"reason": "too late"}), "The minutes of that meeting are out")
	eilidh.types("/agenda close #1")
	must(t, eilidh.fills(map[string]string{"items": "i19"}), "The minutes of that meeting are out")
	must(t, eilidh.types("/agenda defer i19 too late"), "The minutes of that meeting are out")
}

// recordsClosed puts a note, a decision and an action under a closed item of the
// first meeting, and an action under a closed item of another meeting.
func recordsClosed(t *testing.T, d *commands.Desk, item council.ItemID) {
	t.Helper()
	a, err := d.Store.Agenda(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	on, tobias := council.DayOf(a.Meeting.Starts), council.Owner{Member: member(t, d, "Tobias").ID}
	_, err = d.Store.Change(t.Context(), store.Change{Did: "test", At: now}, func(tx *store.Tx) error {
		if _, err := tx.PutCapture(council.Capture{Kind: council.CaptureNote, Words: "A zanzibar note.", Meeting: 1, Item: item, On: on, State: council.CaptureApproved}); err != nil {
			return err
		}
		if _, err := tx.AddDecision(council.Decision{Words: "Pay the zanzibar price.", Meeting: 1, Item: item, On: on}); err != nil {
			return err
		}
		action := council.Action{What: "Write to zanzibar.", Owners: []council.Owner{tobias}, Due: on, State: council.ActionOpen, Meeting: 1, Item: item}
		if _, err := tx.PutAction(action, council.ActionStep{Did: "agreed"}); err != nil {
			return err
		}
		elsewhere, err := tx.PutItem(council.Item{Meeting: 2, Title: "Elsewhere", Purpose: council.ToDecide, Allotted: time.Minute, Closed: "a name", State: council.ItemProposed, Part: council.Business})
		if err != nil {
			return err
		}
		action.What, action.Item, action.Owners = "Phone zanzibar.", elsewhere, []council.Owner{{Member: member(t, d, "Eilidh").ID}}
		_, err = tx.PutAction(action, council.ActionStep{Did: "agreed"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// minutesLeak types all that shows minutes, and searches every answer.
func (p *person) minutesLeak(when string) {
	p.t.Helper()
	for _, words := range []string{"/minutes", "/minutes show #1", "/minutes show #1 10", "/minutes past", "/minutes corrections", "/minutes corrections #1", "/minutes versions #1", "/minutes print #1", "/minutes print #1 whole", "/minutes word #1", "/minutes word #1 whole", "/minutes decisions",
		"/minutes version #1 1", "/minutes version #1 2", "/minutes correct 10.1", "/minutes correct 11.1", "/minutes preview #1", "/minutes edit #1 10", "/minutes draft #1", "/minutes agree #1",
		"/agenda", "/agenda show #2", "/meeting show #1", "/meeting past", "/council audit"} {
		if got := p.types(words); secret.MatchString(got) || secret.MatchString(fmt.Sprintf("%+v", p.last)) {
			p.t.Errorf("%s, %s shows %q what is closed:\n%s", when, words, p.who.Name, got)
		}
	}
}

func TestMinutesAreKeptHoweverOftenTheyAreAskedFor(t *testing.T) {
	d, eilidh, _ := holdsJune(t)
	eilidh.types("/minutes circulate")
	rows := func() int {
		all, err := d.Store.Deliveries(t.Context(), store.Wanted{Meeting: council.MeetingID(1)})
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := rows()
	for range 3 {
		eilidh.types("/minutes circulate #1")
		eilidh.d = fresh(t, d)
	}
	if after := rows(); after != before {
		t.Errorf("%d messages after circulating again, want %d", after, before)
	}
}

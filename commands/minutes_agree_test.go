package commands_test

import (
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

func TestACorrectionThatComesWhileTheyAreAgreedIsNotPassedOver(t *testing.T) {
	_, eilidh, tobias := holdsJune(t)
	eilidh.writes("6", "The desk costs ten.")
	eilidh.types("/minutes circulate")
	setClock("2027-09-09 11:30", eilidh, tobias)
	eilidh.types("/minutes agree")
	form := eilidh.last
	tobias.types("/minutes correct 6.1 should read: The desk costs twelve.")
	eilidh.last = form
	must(t, eilidh.fills(nil), "A correction was proposed while you filled this in, so nothing was recorded")
	must(t, eilidh.types("/minutes agree"), "6.1 should read: The desk costs twelve.")
	must(t, eilidh.fills(nil), "Recorded: the minutes are agreed, with no correction.")
}

func TestWithoutANumberThoseMinutesAreMeantThatCanComeFurther(t *testing.T) {
	_, eilidh, tobias := holdsJune(t)
	eilidh.types("/minutes circulate")
	setClock("2027-09-12 09:00", eilidh, tobias)
	eilidh.types("/meeting held #2")
	eilidh.fills(nil)
	must(t, eilidh.types("/minutes correct attendance"), "The minutes of Thursday 10 June 2027")
	must(t, eilidh.types("/minutes agree"), "The minutes of Thursday 10 June 2027", "At the meeting on Thursday 9 September 2027")
	must(t, eilidh.fills(nil), "Agreed on Thursday 9 September 2027, signed by Siân ap Rhys.", "publish the agreed minutes, by Thursday 16 September 2027")
	setClock("2027-09-20 09:00", eilidh)
	must(t, eilidh.types("/minutes show #1"), "They were to be published by Thursday 16 September 2027")
	must(t, eilidh.types("/minutes publish"), "The agreed minutes are published")
	must(t, eilidh.types("/minutes publish #1"), "published already. Nothing was sent again")
	must(t, eilidh.types("/minutes draft"), "DRAFT minutes: Thursday 9 September 2027")
}

func TestADraftSaysOnlyWhatMayBeKnownAndIsAskedForRightly(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "Thu 10 June 2027 10:00")
	eilidh.types("/meeting create Thu 9 September 2027 10:00")
	eilidh.presses("Yes, call the meeting") // and nobody is told of it yet
	must(t, eilidh.types("/minutes preview #1"), "are not begun")
	setClock("2027-06-11 09:00", eilidh)
	must(t, eilidh.types("/meeting held #1"), "DRAFT minutes", "no: The council meets next")
	eilidh.types("/minutes attendance")
	must(t, eilidh.fills(map[string]string{"answer": string(council.Attending)}), "Say which member you mean")
	setClock("2027-06-11 23:30", eilidh) // half past midnight in London
	eilidh.types("/minutes circulate")
	must(t, eilidh.types("/minutes"), "circulated on Saturday 12 June 2027")
	must(t, eilidh.types("/minutes past"), "draft, circulated on Saturday 12 June 2027.")
}

func TestACorrectionOfTheAttendanceIsMadeInTheAttendance(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	eilidh.types("/minutes circulate")
	must(t, tobias.types("/minutes correct"), "For who was there, write: attendance")
	must(t, tobias.fills(map[string]string{"paragraph": "Attendance", "wording": "I was there!", "why": "I was late"}), "Form: Who was there", "I was late", "no: Whose correction")
	must(t, tobias.fills(map[string]string{"answer": "attending"}), "Say which member you mean")
	tobias.types("/minutes correct attendance")
	must(t, tobias.fills(map[string]string{"name": "Nobody", "answer": "attending"}), "has the name “Nobody”")
	tobias.types("/minutes correct attendance")
	must(t, tobias.fills(map[string]string{"name": "Tobias", "answer": "attending", "guests": "Jo"}), "one correction at a time")
	tobias.types("/minutes correct attendance")
	must(t, tobias.fills(map[string]string{"name": "Tobias", "answer": "attending", "why": "I was late"}), "The attendance should read: Tobias Fennimore was there. The reason: I was late")
	must(t, tobias.presses("Correct who was there"), "Form: Who was there")
	must(t, tobias.fills(map[string]string{"guests": "Jo Bloggs (Socitm)"}), "Who else was there should read: Jo Bloggs (Socitm)")
	must(t, tobias.types("/minutes"), "2 of 12 seats filled", "no: Jo Bloggs")
	setClock("2027-09-09 11:30", eilidh, tobias)
	must(t, eilidh.types("/minutes agree #1"), "The attendance should read: Tobias Fennimore was there.")
	must(t, eilidh.fills(map[string]string{"made": "c1,c2"}), "3 of 12 seats filled", "• Tobias Fennimore (Westmarch Borough Council)", "Also there", "• Jo Bloggs (Socitm)",
		"Attendance: Tobias Fennimore was there. It read: Tobias Fennimore sent apologies.", "no: Apologies")
	there, err := d.Store.Attendance(t.Context(), 1)
	for _, p := range there {
		if p.Member == tobias.who.ID && p.Answer != council.Attending || err != nil {
			t.Errorf("the record of who was there has %+v, %v", p, err)
		}
	}
	eilidh.types("/minutes publish #1")
	must(t, someone(t, d, "").types("/minutes show #1"), "Attendance: it was put right for one seat.", "no: Tobias")
}

func TestWhatIsApprovedAfterTheMinutesWentOutStandsBelowThem(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	harriet, visitor := someone(t, d, "Harriet"), someone(t, d, "")
	tobias.types("/action capture #decision Share one desk from April.")
	eilidh.types("/minutes circulate #1")
	isSent(t, d)
	must(t, eilidh.types("/minutes"), "no: Recorded after")
	eilidh.tell(commands.Button, "capture", "amend c1", eilidh.key(), nil)
	eilidh.fills(map[string]string{"spot": "m1 i19"})
	must(t, eilidh.types("/action approve c1"), "D-2027-01 is recorded", "The minutes of that meeting are out, so it stands below them as recorded since")
	const line = "Item 6. Decision D-2027-01: Share one desk from April."
	for _, p := range []*person{eilidh, harriet, visitor} {
		must(t, p.types("/minutes show #1"), "Recorded after these minutes were circulated; part of them once they are agreed", line, "no: 6.1 Decision")
	}
	if posts := told(t, d, "minutes"); len(posts) != 2 || !strings.Contains(posts[1], line) {
		t.Errorf("the post of the minutes says %q, want it changed", posts)
	}
	setClock("2027-09-09 11:30", eilidh, tobias, harriet, visitor)
	must(t, eilidh.types("/minutes agree #1"), line)
	must(t, eilidh.fills(nil), "6.1 Decision D-2027-01: Share one desk from April.", "no: Recorded after")
	must(t, visitor.types("/minutes show #1"), "DRAFT", line)
	eilidh.types("/minutes publish #1")
	must(t, visitor.types("/minutes show #1"), "6.1 Decision D-2027-01", "no: Recorded after")
	must(t, harriet.types("/minutes versions #1"), "Paragraph 6.1", "As circulated: (not there)")
	_, err := d.Store.Change(t.Context(), store.Change{Did: "test", At: eilidh.now}, func(tx *store.Tx) error {
		_, err := tx.AddDecision(council.Decision{Words: "Meet in May.", Meeting: 1, On: council.DayOf(now)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	must(t, harriet.types("/minutes show #1"), "Recorded after these minutes were agreed", "Decision D-2027-02: Meet in May.")
}

package commands_test

import (
	"testing"

	"councilbot/internal/council"
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

package commands_test

import (
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// shareWith moves a member to another organisation.
func shareWith(t *testing.T, d *commands.Desk, name, organisation string) {
	t.Helper()
	m := member(t, d, name)
	m.Organisation = organisation
	_, err := d.Store.Change(t.Context(), store.Change{Did: "member.changed", At: now}, func(tx *store.Tx) error {
		_, err := tx.PutMember(m)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// colleagues are two members of one organisation and a third of another.
func colleagues(t *testing.T) (sian, tobias, chidinma *person) {
	t.Helper()
	d := newDesk(t)
	shareWith(t, d, "Tobias", "ABERWEN  County Council")
	return someone(t, d, "Siân"), someone(t, d, "Tobias"), someone(t, d, "Chidinma")
}

func TestTwoPeopleOfOneOrganisationGoOnTogetherWithConsent(t *testing.T) {
	sian, tobias, chidinma := colleagues(t)
	sian.begins("senior sponsor", nil)
	sian.types("/setup tick name-who-answers-for-it")
	must(t, tobias.types("/setup"), "Who are you?", "no: Siân", "no: Join")
	must(t, tobias.types("/setup join service-manager"), "No colleague of your organisation shares")

	sian.types("/setup share")
	must(t, sian.presses("I agree: share it"), "The checklist is shared", "Nobody has joined yet")
	must(t, chidinma.types("/setup"), "no: Siân", "no: Join")
	must(t, chidinma.types("/setup join service-manager"), "No colleague of your organisation shares")

	must(t, tobias.types("/setup"), "Siân ap Rhys shares a checklist with members from Aberwen County Council")
	must(t, tobias.presses("Join the shared checklist"), "Siân ap Rhys shares a checklist with members from Aberwen County Council.", "you agree to this: I agree that the people of my organisation", "leave at any time")
	must(t, tobias.presses("I agree, and join as service manager"), "You have joined", "1 of ", "2 people of Aberwen County Council see this checklist")
	must(t, tobias.types("/setup done"), "Name who answers for IT on the management team: ticked on Tuesday 2 March 2027 by Siân ap Rhys")
	must(t, tobias.types("/setup tick write-your-remit"), "2 of ")
	must(t, sian.types("/setup done"), "Write your remit on one page: ticked on Tuesday 2 March 2027 by Tobias Fennimore", "by you")
	must(t, tobias.types("/setup join service-manager"), "on your organisation's checklist already")

	shareWith(t, tobias.d, "Eilidh", "Aberwen County Council")
	eilidh := someone(t, tobias.d, "Eilidh")
	must(t, eilidh.types("/setup"), "Siân ap Rhys shares a checklist", "1 other is on it already.", "no: Tobias")
	must(t, eilidh.types("/setup join"), "1 other is on it already.", "no: Tobias")

	consents, err := tobias.d.Store.Consents(t.Context(), tobias.who.ID)
	if err != nil || len(consents) != 1 || consents[0].Wording != council.Wording(council.AgreeJoin, council.Members) || !consents[0].At.Equal(now) {
		t.Errorf("consents = %v, %v, want the dated words of joining", consents, err)
	}
}

func TestWhoStopsSharingHasTheChecklistAlone(t *testing.T) {
	sian, tobias, _ := colleagues(t)
	sian.begins("senior sponsor", map[string]string{"share": "yes"})
	tobias.types("/setup join service-manager")
	tobias.types("/setup tick write-your-remit")
	must(t, tobias.types("/setup share no"), "Whoever began this checklist decides")
	must(t, tobias.types("/setup reset yes"), "Whoever began this checklist decides")
	sian.types("/setup share")
	must(t, sian.presses("Stop sharing"), "yours alone again", "1 of ")
	must(t, tobias.types("/setup tick list-your-contracts"), "You have no setup checklist")
	must(t, sian.types("/setup done"), "Write your remit on one page: ticked on Tuesday 2 March 2027\n", "no: Tobias")
	choices, err := sian.d.Store.Choices(t.Context())
	if err != nil || choices[sian.who.ID][council.AgreeShare] != council.Private {
		t.Errorf("the consent to share is %q, %v, want it taken back", choices[sian.who.ID][council.AgreeShare], err)
	}
}

func TestWhoLeavesIsNamedNoMoreAndTheColleagueGoesOn(t *testing.T) {
	sian, tobias, _ := colleagues(t)
	sian.begins("senior sponsor", map[string]string{"share": "yes"})
	sian.types("/setup tick name-who-answers-for-it")
	tobias.types("/setup join service-manager")
	sian.types("/setup share")
	must(t, sian.presses("Leave it to my colleagues"), "Your name goes from it")
	must(t, sian.presses("No, keep it"), "1 of ")
	sian.types("/setup leave")
	must(t, sian.presses("Yes, leave it"), "You have left the checklist")
	must(t, tobias.types("/setup done"), "Name who answers for IT on the management team: ticked on Tuesday 2 March 2027\n", "no: Siân")
	must(t, tobias.types("/setup reset"), "Take the whole checklist away?")
	must(t, sian.types("/setup"), "1 colleague shares a checklist with members from Aberwen County Council.", "no: Tobias")
}

func TestAnOrganisationsSecondChecklistStaysItsOwners(t *testing.T) {
	sian, tobias, _ := colleagues(t)
	sian.begins("senior sponsor", map[string]string{"share": "yes"})
	got := tobias.types("/setup door service-manager")
	must(t, got, "no: May colleagues see")
	tobias.fills(nil)
	must(t, tobias.types("/setup share yes"), "Your organisation shares a setup checklist already")
	must(t, tobias.types("/setup join"), "Your own checklist goes")
	must(t, tobias.presses("I agree, and join as service manager"), "You have joined")
}

func TestWhoChangesOrganisationLosesTheSharedChecklist(t *testing.T) {
	sian, tobias, _ := colleagues(t)
	sian.begins("senior sponsor", map[string]string{"share": "yes"})
	tobias.types("/setup join service-manager")
	shareWith(t, tobias.d, "Tobias", "Northmere Constabulary")
	must(t, tobias.types("/setup tick write-your-remit"), "You have no setup checklist")
	must(t, tobias.types("/setup"), "Who are you?", "no: Siân")
}

func TestOnlyWhoAgreedToBeAskedIsNamedWithAStep(t *testing.T) {
	d := newDesk(t)
	harriet, declan, anwen := someone(t, d, "Harriet"), someone(t, d, "Declan"), someone(t, d, "Anwen")
	for _, p := range []*person{harriet, declan, anwen} {
		p.begins("service manager", nil)
	}
	harriet.types("/setup tick test-a-restore")
	declan.types("/setup tick test-a-restore")
	anwen.types("/setup step test-a-restore")
	must(t, anwen.presses("Who has done this step?"), "Nobody who ticked it has agreed", "no: Harriet", "no: Declan")

	harriet.types("/setup who test-a-restore")
	must(t, harriet.presses("I agree: I may be asked"), "You agreed on Tuesday 2 March 2027", "one press takes it back")
	must(t, anwen.types("/setup who test-a-restore"), "Harriet Quillfeather, Head of technology, Eastfold Fire and Rescue Service", "no: Declan")
	must(t, anwen.presses("How to ask Harriet"), "In Slack, begin a direct message", "Hello, this is Anwen Llwyd-Pryce", "Nothing was sent", "Back to the step")
	page := anwen.last
	must(t, harriet.types("/setup who test-a-restore"), "Nobody who ticked it has agreed")

	must(t, harriet.presses("I do not want to be asked"), "not named to anybody any more")
	must(t, anwen.types("/setup who test-a-restore"), "no: Harriet")
	anwen.last = page
	must(t, anwen.types("/setup ask 7 step test-a-restore"), "no longer asks to be named")

	consents, err := d.Store.Consents(t.Context(), harriet.who.ID)
	if err != nil || len(consents) != 2 || !strings.HasPrefix(consents[0].Wording, "I agree that members") || consents[1].Visibility != council.Private {
		t.Errorf("consents = %v, %v, want the words agreed to and the taking back, both dated", consents, err)
	}
}

func TestAConsentAskedTwiceIsKeptOnce(t *testing.T) {
	p := someone(t, newDesk(t), "Harriet")
	p.types("/setup asked")
	p.pressesTwice("I agree: I may be asked")
	consents, err := p.d.Store.Consents(t.Context(), p.who.ID)
	if err != nil || len(consents) != 1 {
		t.Errorf("%d consents, %v, want one", len(consents), err)
	}
}

func TestAMemberOutsideSlackIsAskedThroughTheSecretary(t *testing.T) {
	d := newDesk(t)
	beatrice, anwen := someone(t, d, "Beatrice"), someone(t, d, "Anwen")
	beatrice.begins("service manager", nil)
	beatrice.types("/setup tick test-a-restore")
	beatrice.types("/setup asked yes")
	anwen.types("/setup who test-a-restore")
	must(t, anwen.presses("How to ask Beatrice"), "is not in Slack. Ask the secretary", "no: penhallock.example")
}

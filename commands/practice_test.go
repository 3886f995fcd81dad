package commands_test

import (
	"fmt"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// oneDesk is a whole practice as a form says it.
func oneDesk() map[string]string {
	return map[string]string{"title": "One service desk for three districts", "problem": "Three desks of two people each left calls unanswered in holidays.",
		"did": "We merged the desks into one team with one number, hosted by one district.", "result": "Calls are answered.", "again": "but", "but": "Start with one tool.",
		"topic": "sharing", "cost": "10k-50k", "took": "six months", "contact": "yes", "licence": "OGL-UK-3.0"}
}

// with gives a form's fields with some changed.
func with(fields map[string]string, pairs ...string) map[string]string {
	for i := 0; i < len(pairs); i += 2 {
		fields[pairs[i]] = pairs[i+1]
	}
	return fields
}

// shares fills in both parts of the form of a practice and sends them.
func (p *person) shares(fields map[string]string) string {
	p.t.Helper()
	p.types("/practice share")
	return p.completes(fields)
}

// completes sends the form of the last answer and those that follow it, each with
// the fields it has. It stops where something is not taken.
func (p *person) completes(fields map[string]string) (got string) {
	p.t.Helper()
	for range 2 {
		form, open := p.last.(ui.Modal)
		if !open {
			return got
		}
		some := map[string]string{}
		for _, b := range form.Body {
			if in, ok := b.(ui.Input); ok {
				if value, there := fields[in.Name]; there {
					some[in.Name] = value
				}
			}
		}
		got = p.fills(some)
	}
	return got
}

// shelves has a librarian approve a practice that a member shares.
func shelves(t testing.TB, d *commands.Desk, name string, fields map[string]string) council.PracticeID {
	t.Helper()
	author := someone(t, d, name)
	must(t, author.shares(fields), "is with the librarian")
	own, err := d.Store.PracticesOf(t.Context(), author.who.ID)
	if err != nil || len(own) == 0 {
		t.Fatalf("%v, %v", own, err)
	}
	must(t, someone(t, d, "Tobias").types(fmt.Sprintf("/practice approve %d", own[0].ID)), "is in the library")
	return own[0].ID
}

func TestAPracticeIsSharedApprovedFoundAndUsed(t *testing.T) {
	d := newDesk(t)
	harriet, tobias, yusuf := someone(t, d, "Harriet"), someone(t, d, "Tobias"), someone(t, d, "Yusuf")
	must(t, harriet.types("/practice"), "The library is empty", "Share a practice")
	must(t, harriet.presses("Share a practice"), "Share a practice", "What was the problem?", "no: Would you do it again?")
	must(t, harriet.completes(oneDesk()), "“One service desk for three districts” is with the librarian")
	must(t, strings.Join(told(t, d, "practice-proposed"), "\n"), "Tobias Fennimore: ", "Harriet Quillfeather shares “One service desk for three districts” (Shared services)")
	must(t, yusuf.types("/practice show 1"), "There is no practice 1 that you can read")
	must(t, tobias.types("/practice"), "1 practice waiting for your answer")
	must(t, tobias.presses("The librarian's list"), "Waiting for your answer: 1")
	must(t, tobias.presses("Look at: One"), "Answers for it: Harriet Quillfeather", "To be checked by Wednesday 1 March 2028")
	must(t, tobias.pressesTwice("Approve it"), "in the library already, so nothing was changed")
	if got := told(t, d, "practice-approved"); len(got) != 1 || !strings.Contains(got[0], "Harriet Quillfeather: ") {
		t.Errorf("told of the approval: %q, want Harriet once", got)
	}
	must(t, yusuf.types("/practice district service desk"), "1. “One service desk for three districts” (Shared services, Fire and rescue). Would do it again: yes, but otherwise. Last checked 2 March 2027.")
	must(t, yusuf.presses("One service desk"), "The problem. Three desks", "What we would do otherwise. Start with one tool.", "Cost: £10,000 to £50,000",
		"Harriet Quillfeather, who agreed to be asked", "Open Government Licence v3.0", "no: due for a check")
	must(t, yusuf.presses("We used this"), "How did it go")
	must(t, yusuf.fills(map[string]string{"line": "Saved us two months."}), "Used by 1: 1 from Health", "“Saved us two months.” Yusuf Marsh-Adeyinka, Health")
	must(t, yusuf.types("/practice used 1 It took longer here."), "Used by 1: 1 from Health", "It took longer here", "no: Saved us")
	must(t, yusuf.types("/practice unused 1"), "Taken back", "no: Used by")
	must(t, harriet.types("/practice used 1 ours"), "You shared this one yourself")
}

func TestWhatWasSentIsNeverLost(t *testing.T) {
	d := newDesk(t)
	harriet := someone(t, d, "Harriet")
	harriet.types("/practice share")
	form := harriet.last
	got := harriet.fills(map[string]string{"title": "One desk", "problem": "Three desks."})
	if _, faults := harriet.last.(ui.FieldErrors); !faults {
		t.Fatalf("half a practice was taken: %s", got)
	}
	must(t, got, "Say what you did about it")
	must(t, harriet.types("/practice"), "you have a draft: “One desk”", "Go on with: One desk")
	must(t, harriet.presses("Go on with: One desk"), "Three desks.")
	harriet.last = form
	must(t, harriet.fills(map[string]string{"title": "One desk", "problem": "Three desks.", "did": "Made one."}), "is kept as your draft", "Would you do it again?")
	half := harriet.last
	must(t, harriet.types("/practice mine"), "“One desk” (Not stated). It is a draft that only you see.")
	harriet.last = half
	must(t, harriet.completes(oneDesk()), "is with the librarian")
	harriet.last = form
	must(t, harriet.fills(map[string]string{"title": "One desk"}), "was sent before, so nothing was changed")
	if all, err := d.Store.Practices(t.Context(), ""); err != nil || len(all) != 1 {
		t.Errorf("%d practices, %v, want one", len(all), err)
	}
	must(t, someone(t, d, "Tobias").types("/practice return 1 Say who hosts it."), "is returned")
	must(t, strings.Join(told(t, d, "practice-returned"), "\n"), "Harriet", "The librarian writes: “Say who hosts it.”")
	must(t, harriet.types("/practice edit 1"), "The librarian writes: Say who hosts it.")
	must(t, harriet.completes(map[string]string{"did": "Hosted by the largest.", "contact": "no"}), "is with the librarian")
	must(t, harriet.types("/practice drop 1"), "it is no draft to throw away")
}

func TestAFormOfAPracticeSaysHowToMendIt(t *testing.T) {
	d := newDesk(t)
	harriet := someone(t, d, "Harriet")
	tests := []struct {
		name, field, value, want string
	}{
		{"it needs a title", "title", " ", "Give it a title"},
		{"it needs what was done", "did", "", "Say what you did"},
		{"it says whether again", "again", "", "whether you would do it again"},
		{"a but is said", "but", "", "what you would do otherwise"},
		{"it needs a topic", "topic", "", "Choose the topic"},
		{"it needs a licence", "licence", "", "who may read and reuse it"},
		{"it says whether one may ask", "contact", "", "whether members may ask you"},
		{"the review day is to come", "review", "2027-03-02", "is not still to come"},
		{"the review day is in sight", "review", "2037-03-02", "more than three years away"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := harriet.shares(with(oneDesk(), test.field, test.value))
			if faults, ok := harriet.last.(ui.FieldErrors); !ok || !strings.Contains(faults[test.field], test.want) {
				t.Errorf("got %s, want a fault of %s that says %q", got, test.field, test.want)
			}
		})
	}
}

func TestWhatAnOwnerChangesStandsAtOnceAndTheLibrarianMayPutItBack(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", with(oneDesk(), "licence", "members"))
	harriet, tobias, yusuf, visitor := someone(t, d, "Harriet"), someone(t, d, "Tobias"), someone(t, d, "Yusuf"), someone(t, d, "")
	edits := func(fields map[string]string) string {
		harriet.types("/practice edit 1")
		return harriet.fills(fields)
	}
	must(t, edits(nil), "Kept.")
	must(t, tobias.types("/practice show 1"), "no: Changed since you last looked")
	must(t, edits(map[string]string{"title": "Three desks again", "licence": string(council.LicenceOGL)}), "Three desks again", "no: Changed since you last looked")
	edits(map[string]string{"result": "Nobody likes it."})
	must(t, visitor.types("/practice show 1"), "Three desks again", "Nobody likes it.", "no: One service desk")
	must(t, strings.Join(told(t, d, "practice-changed"), "\n"), "Tobias Fennimore: ", "“Three desks again” has new words. It is in the library.", "you can put it back as it was")
	must(t, yusuf.types("/practice restore 1"), "This is for the council's librarian")
	must(t, tobias.home(), "Your next step: 1 practice was changed by whoever answers for it.")
	must(t, tobias.types("/practice list"), "Changed by their owners: 1")
	must(t, tobias.presses("See what was changed: Three"), "Changed since you last looked", "The title was: One service desk for three districts", "What came of it was: ", "Who may read and reuse it was: Council members only", "no: The problem was")
	page := tobias.last
	must(t, tobias.pressesTwice("Put it back"), "Nobody has changed “One service desk for three districts” since a librarian last looked")
	must(t, visitor.types("/practice show 1"), "There is no practice 1 that you can read")
	must(t, yusuf.types("/practice show 1"), "One service desk for three districts", "no: Nobody likes it")
	if got := told(t, d, "practice-restored"); len(got) != 1 || !strings.Contains(got[0], "Harriet Quillfeather: Your practice is as it was before") {
		t.Errorf("told that it was put back: %q, want Harriet once", got)
	}
	tobias.last = page
	must(t, tobias.presses("The change is fine"), "so nothing was changed now")
	edits(map[string]string{"title": "Three desks again"})
	tobias.types("/practice show 1")
	must(t, tobias.presses("The change is fine"), "stays as it was changed", "Three desks again", "no: Changed since you last looked")
	must(t, tobias.types("/practice list"), "no: Changed by their owners")
	edits(map[string]string{"title": "A fourth desk"})
	tobias.types("/practice edit 1")
	must(t, tobias.fills(map[string]string{"title": "Two desks"}), "Two desks", "no: Changed since you last looked")
}

func TestAPracticeRestsOnADecisionThatStands(t *testing.T) {
	d := newDesk(t)
	var number string
	_, err := d.Store.Change(t.Context(), store.Change{At: now}, func(tx *store.Tx) error {
		x, err := tx.AddDecision(council.Decision{Words: "Bodies share one desk.", On: council.DayOf(now)})
		number = x.Number
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	harriet := someone(t, d, "Harriet")
	must(t, harriet.shares(with(oneDesk(), "decision", "D-2027-99")), "There is no decision D-2027-99")
	must(t, harriet.shares(with(oneDesk(), "decision", strings.ToLower(number))), "is with the librarian")
	must(t, someone(t, d, "Tobias").types("/practice show 2"), "It rests on the council's decision "+number)
}

func TestPossibleDuplicatesAreShownBeforeAPracticeIsSent(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", oneDesk())
	yusuf := someone(t, d, "Yusuf")
	again := with(oneDesk(), "title", "Shared service desk for our districts")
	must(t, yusuf.shares(again), "Is it one of these?", "is kept as your draft and is not sent yet", "1. “One service desk for three districts”")
	must(t, yusuf.presses("Open that one"), "One service desk for three districts", "We used this")
	must(t, yusuf.shares(again), "Is it one of these?")
	must(t, yusuf.pressesTwice("It is another one"), "waits for the librarian already, so nothing was changed")
	must(t, someone(t, d, "Tobias").types("/practice list"), "Waiting for your answer: 1", "Perhaps the same", "Compare and merge 3 and 1")
	must(t, yusuf.types("/practice mine"), "2 practices", "It is a draft that only you see.", "It waits for the librarian.")
}

func TestAPracticeGoesStaleAndIsCheckedInOneTap(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", with(oneDesk(), "review", "2027-05-03"))
	harriet, chidinma := someone(t, d, "Harriet"), someone(t, d, "Chidinma")
	setClock("2027-05-03 09:00", harriet, chidinma)
	for _, words := range []string{"/practice", "/practice show 1", "/practice service desk", "/practice topic sharing", "/practice sector fire"} {
		must(t, strings.ToLower(chidinma.types(words)), "last checked 2 march 2027; due for a check")
	}
	must(t, harriet.types("/practice"), "“One service desk for three districts” is due for a check. Is it still right?")
	must(t, harriet.presses("It is still right"), "you are asked again on Tuesday 2 May 2028")
	must(t, chidinma.types("/practice show 1"), "last checked 3 May 2027", "no: due for a check")
	must(t, chidinma.types("/practice verify 1"), "Only whoever answers for a practice, or the librarian")
}

func TestTheLibrarianReassignsMergesAndRetires(t *testing.T) {
	d := newDesk(t)
	first := shelves(t, d, "Harriet", oneDesk())
	second := shelves(t, d, "Declan", with(oneDesk(), "title", "Paying for cloud by the month", "problem", "Bills change.", "did", "Met with finance."))
	tobias, yusuf, eilidh := someone(t, d, "Tobias"), someone(t, d, "Yusuf"), someone(t, d, "Eilidh")
	yusuf.types(fmt.Sprintf("/practice used %d good", second))
	eilidh.types("/member leave Harriet sure")
	must(t, yusuf.types("/practice show 1"), "Nobody answers for it at the moment", "write to the librarian", "no: Harriet")
	must(t, tobias.types("/practice list"), "Their owner is gone: 1")
	must(t, tobias.presses("Reassign: One"), "Who answers for it")
	must(t, tobias.fills(map[string]string{"name": "nobody"}), "Nobody on the council has the name")
	must(t, tobias.types(fmt.Sprintf("/practice reassign %d to Yusuf", first)), "Yusuf Marsh-Adeyinka answers for “One service desk")
	must(t, strings.Join(told(t, d, "practice-reassigned"), "\n"), "Yusuf", "You answer for a practice")
	tobias.types(fmt.Sprintf("/practice merge %d", second))
	must(t, tobias.fills(map[string]string{"with": fmt.Sprint(first)}), "Are they the same?", "Paying for cloud", "One service desk")
	must(t, tobias.presses("Keep 1"), "is taken together with “One service desk")
	must(t, strings.Join(told(t, d, "practice-merged"), "\n"), "Declan", "as part of “One service desk")
	must(t, yusuf.types(fmt.Sprintf("/practice show %d", second)), "Practice 2 was taken together with this one", "One service desk", "Used by 1: 1 from Health")
	must(t, yusuf.types("/practice retire 1"), "is in the library no more")
	must(t, strings.Join(told(t, d, "practice-retired"), "\n"), "Tobias")
	must(t, someone(t, d, "Chidinma").types("/practice show 1"), "There is no practice 1")
	must(t, yusuf.presses("Put it back"), "waits for the librarian again")
	must(t, strings.Join(told(t, d, "practice-again"), "\n"), "Tobias", "waits for your answer again")
	tobias.shares(with(oneDesk(), "title", "A wiki of one's own", "problem", "Nobody knew.", "did", "We wrote it down."))
	tobias.types("/practice return 3 Say the cost.")
	must(t, tobias.types("/practice merge 1 into 3"), "Choose two practices that are in the library or wait for it")
	must(t, tobias.types("/practice merge 3 into 1"), "Choose two practices that are in the library or wait for it")
}

func TestWhoMayDoWhatInTheLibrary(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", with(oneDesk(), "licence", "members"))
	visitor, chidinma := someone(t, d, ""), someone(t, d, "Chidinma")
	must(t, visitor.types("/practice"), "The library is empty", "no: One service desk", "no: Share a practice")
	must(t, visitor.types("/practice show 1"), "There is no practice 1 that you can read")
	must(t, visitor.types("/practice share X"), "for the council's member")
	for _, words := range []string{"list", "approve 1", "return 1 x", "reassign 1 to Yusuf", "merge 1 into 1", "next", "first 1", "schedule off"} {
		must(t, chidinma.types("/practice "+words), "This is for the council's librarian")
	}
	must(t, chidinma.types("/practice edit 1"), "Only whoever answers for a practice")
	must(t, chidinma.types("/practice show 1"), "Council members only.", "no: Share here")
	must(t, chidinma.types("/practice show"), "Say which practice")
	must(t, chidinma.types("/practice show 99"), "There is no practice 99")
	if got := chidinma.tell(commands.Button, "share", "practice show 1", chidinma.key(), nil); strings.Contains(got, "Three desks") {
		t.Errorf("what is for members alone is shared in a channel: %s", got)
	}
}

func TestAContactIsNamedAsLongAsTheyAgree(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", oneDesk())
	harriet, visitor := someone(t, d, "Harriet"), someone(t, d, "")
	must(t, visitor.types("/practice show 1"), "The problem. Three desks", "write to the librarian", "no: Harriet")
	must(t, harriet.types("/member me"), "see my name with the practices that I shared")
	harriet.shows("name", "public")
	must(t, visitor.types("/practice show 1"), "To ask about it: Harriet Quillfeather.")
	harriet.types("/member withdraw")
	for _, p := range []*person{visitor, someone(t, d, "Yusuf")} {
		must(t, p.types("/practice show 1"), "write to the librarian", "no: Harriet")
	}
}

func TestTheLibrarianSeesAndSetsWhatIsPosted(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", oneDesk())
	shelves(t, d, "Declan", with(oneDesk(), "title", "Paying for cloud by the month", "problem", "Bills change.", "did", "Met with finance.", "topic", "sourcing"))
	tobias := someone(t, d, "Tobias")
	must(t, tobias.types("/practice next"), "Tuesday 9 March 2027, 10:00", "1. “One service desk", "Tuesday 23 March 2027, 10:00", "2. “Paying for cloud", "nothing is fit")
	tobias.presses("2. Paying")
	must(t, tobias.types("/practice next"), "Tuesday 9 March 2027, 10:00 London time: 2. “Paying for cloud by the month” (Strategic sourcing and supplier management), put first")
	must(t, tobias.types("/practice schedule 0 9 1 * 1"), "names both a day of the month and a day of the week", "For every second Tuesday at 10:00 write")
	must(t, tobias.types("/practice schedule 0 9 * * 4 every fourth week"), "Kept.", "Thursday 25 March 2027, 09:00", "every fourth Thursday at 09:00")
	must(t, tobias.types("/practice schedule off"), "Nothing: the schedule is never")
}

// TestAllThatIsDoneInTheLibraryIsNoted compares the audit with what was done.
func TestAllThatIsDoneInTheLibraryIsNoted(t *testing.T) {
	d := newDesk(t)
	id := shelves(t, d, "Harriet", oneDesk())
	harriet, yusuf := someone(t, d, "Harriet"), someone(t, d, "Yusuf")
	yusuf.types("/practice used 1 good")
	harriet.types("/practice verify 1")
	harriet.types("/practice retire 1")
	entries, err := d.Store.Audit(t.Context(), store.Sought{})
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, e := range entries {
		if e.About == fmt.Sprintf("practice/%d", id) {
			did = append(did, e.Did)
		}
	}
	want := []string{"practice.proposed", "practice.approved", "practice.used", "practice.verified", "practice.retired"}
	for _, one := range want {
		if !strings.Contains(strings.Join(did, " "), one) {
			t.Errorf("the audit has %v, want %s in it", did, one)
		}
	}
}

func TestThePracticesOfATopicAreOfferedWhereTheyHelp(t *testing.T) {
	d := newDesk(t)
	harriet := someone(t, d, "Harriet")
	must(t, harriet.types("/setup step governance-ladder"), "no: What others did")
	shelves(t, d, "Harriet", oneDesk())
	shelves(t, d, "Declan", with(oneDesk(), "title", "The chief chairs the change board", "problem", "Changes surprised us.", "did", "The chief took the chair.", "topic", "governance", "again", "yes", "licence", "members"))
	yusuf := someone(t, d, "Yusuf")
	must(t, yusuf.types("/agenda before a shared service desk"), "Practices in the library", "1. “One service desk for three districts”", "no: chief chairs")
	must(t, yusuf.types("/setup step test-a-restore"), "no: What others did")
	shelves(t, d, "Declan", with(oneDesk(), "title", "We test that we can restore from backup", "problem", "Nobody had tried.", "did", "We restored payroll.", "topic", "change", "again", "yes"))
	must(t, yusuf.types("/setup step test-a-restore"), "What others did. “We test that we can restore from backup” (Organisational change)")
	for _, step := range d.Library.Steps("", "", "") {
		if step.Stage == "governance" {
			must(t, yusuf.types("/setup step "+step.ID), "What others did on governance. “The chief chairs the change board”, last checked 2 March 2027. They would do it again: yes.")
			must(t, someone(t, d, "").types("/setup step "+step.ID), "no: chief chairs")
			return
		}
	}
	t.Error("the pack has no step of governance")
}

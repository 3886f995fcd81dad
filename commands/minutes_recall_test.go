package commands_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// TestMinutesThatTellTooMuchAreCalledBack has circulated minutes tell a name, calls
// them back, and looks for the name in all that anybody else is shown or sent.
func TestMinutesThatTellTooMuchAreCalledBack(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	harriet, visitor := someone(t, d, "Harriet"), someone(t, d, "")
	others := []*person{harriet, visitor, tobias}
	eilidh.writes("6", "Mx Zanzibar is ill.\nThe desk was presented.")
	must(t, tobias.types("/minutes recall #1 because"), "Ask the secretary")
	must(t, eilidh.types("/minutes recall #1"), "are not circulated, so there is nothing to call back")
	eilidh.types("/minutes circulate #1")
	isSent(t, d)
	setClock("2027-06-14 09:00", append(others, eilidh)...)
	must(t, tobias.types("/minutes correct 6.2 should read: The desk was shown to all."), "Thank you")
	eilidh.types("/minutes")
	must(t, eilidh.presses("Call the draft back"), "circulated on Friday 11 June 2027", "I cannot take files and e-mails back")
	must(t, eilidh.fills(map[string]string{"why": " "}), "Say why they are called back")
	eilidh.types("/minutes recall")
	must(t, eilidh.fills(map[string]string{"why": "it says too much of a person"}), "The draft is called back.", "It was called back on Monday 14 June 2027", "6.1 Mx Zanzibar is ill.",
		"6.2 should read: The desk was shown to all.", "Circulate the draft")
	must(t, eilidh.types("/minutes recall #1"), "called back already. Nobody was told again")
	must(t, strings.Join(told(t, d, "minutes-recalled"), "\n"), "channel/council: ", "Draft minutes called back: Thursday 10 June 2027", "circulated on Friday 11 June 2027, are called back",
		"The reason: it says too much of a person.", "Beatrice Oldcastle-Wu", "What stood here was called back on Monday 14 June 2027", "no: Zanzibar")
	for _, p := range []*person{harriet, tobias} {
		must(t, p.types("/minutes"), "Draft minutes called back: Thursday 10 June 2027", "The reason: it says too much of a person.", "no: desk")
		must(t, p.types("/minutes past"), "Thursday 10 June 2027: a draft that was called back on Monday 14 June 2027.")
	}
	must(t, visitor.types("/minutes show #1"), "The draft was called back on Monday 14 June 2027", "no: The reason")
	lookFor(t, d, "called back", others)
	must(t, eilidh.types("/minutes versions #1"), "circulated on 11 June 2027 and called back")
	must(t, eilidh.presses("Read them as circulated on"), "It counts no more", "6.1 Mx Zanzibar is ill.")

	setClock("2027-06-15 09:00", append(others, eilidh)...)
	eilidh.writes("6", "The desk was presented.")
	must(t, eilidh.types("/minutes circulate #1"), "DRAFT, circulated on Tuesday 15 June 2027, in the place of one that was called back.")
	if posts := told(t, d, "minutes"); len(posts) != 2 {
		t.Errorf("posts of the minutes: %q, want one for each draft", posts)
	}
	must(t, strings.Join(told(t, d, "correction-proposed"), ""), "6.2 should read")
	must(t, eilidh.types("/minutes corrections #1"), "No correction is proposed")
	lookFor(t, d, "circulated anew", others)
	setClock("2027-09-09 11:30", append(others, eilidh)...)
	eilidh.types("/minutes agree #1")
	must(t, eilidh.fills(nil), "Agreed on Thursday 9 September 2027")
	eilidh.types("/minutes publish #1")
	must(t, eilidh.types("/minutes recall #1 because"), "are agreed, so they are not called back", "/minutes strike")
	must(t, harriet.types("/minutes versions #1"), "agreed as they were circulated, word for word", "no: called back")
	lookFor(t, d, "published", others)
}

// zanzibar is what nobody but the chair and the secretary may read any more.
var zanzibar = regexp.MustCompile(`(?i)zanzibar`)

// lookFor types all that shows minutes, for each of some people, and searches that,
// the public's own view, and what is still to be sent.
func lookFor(t *testing.T, d *commands.Desk, when string, others []*person) {
	t.Helper()
	for _, p := range others {
		for _, words := range []string{"/minutes", "/minutes show #1", "/minutes show #1 6", "/minutes past", "/minutes corrections #1", "/minutes versions #1", "/minutes version #1 1", "/minutes version #1 2",
			"/minutes version #1 3", "/minutes print #1", "/minutes word #1", "/minutes decisions", "/minutes decisions D-2027-01", "/minutes struck #1", "/minutes recall #1", "/minutes strike #1 6.1", "/minutes correct #1 6.1",
			"/action all", "/action all done", "/action A1", "/agenda show #1", "/agenda show #2", "/meeting show #1", "/council audit", "/ask search: ill desk pay", "/ask search: kind:minutes ill", "/ask search: kind:decision pay", "/ask search: kind:action write"} {
			if got := p.types(words); zanzibar.MatchString(got) || zanzibar.MatchString(fmt.Sprintf("%+v", p.last)) {
				t.Errorf("%s, %s shows %q what nobody may read any more:\n%s", when, words, p.who.Name, got)
			}
		}
		public, err := d.Store.Public().EveryMinutes(t.Context(), p.now)
		if err != nil || zanzibar.MatchString(fmt.Sprintf("%+v", public)) {
			t.Errorf("%s, the public reads %+v, %v", when, public, err)
		}
		one, err := d.Store.Public().Minutes(t.Context(), 1, p.now)
		if err != nil || zanzibar.MatchString(fmt.Sprintf("%+v", one)) || one.Why != "" {
			t.Errorf("%s, the public reads %+v, %v", when, one, err)
		}
	}
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{State: store.Due})
	for _, row := range rows {
		if zanzibar.Match(row.Message) && row.To.Member != member(t, d, "Eilidh").ID || err != nil {
			t.Errorf("%s, it is still to be sent: %s, %v", when, row.Message, err)
		}
	}
}

// TestWhatIsCalledBackBeforeItIsSentIsNotSent calls minutes back at once.
func TestWhatIsCalledBackBeforeItIsSentIsNotSent(t *testing.T) {
	d, eilidh, _ := holdsJune(t)
	eilidh.writes("6", "Mx Zanzibar is ill.")
	eilidh.types("/minutes circulate #1")
	eilidh.types("/minutes recall #1 because it was a slip")
	for _, job := range []string{"minutes", "minutes-circulated"} {
		rows, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: job})
		for _, row := range rows {
			if row.State != store.Skipped || err != nil {
				t.Errorf("%s is %s, %v, want it skipped", row.Key, row.State, err)
			}
		}
	}
	must(t, strings.Join(told(t, d, "minutes-recalled"), ""), "The reason: it was a slip.")
}

// TestAPassageIsStruckOutOfAgreedMinutes puts a name into a paragraph, a decision, an
// action, and a correction, strikes each out, and looks for it everywhere.
func TestAPassageIsStruckOutOfAgreedMinutes(t *testing.T) {
	d, eilidh, tobias := holdsJune(t)
	harriet, visitor := someone(t, d, "Harriet"), someone(t, d, "")
	others := []*person{harriet, visitor, tobias}
	on := council.DayOf(eilidh.now)
	_, err := d.Store.Change(t.Context(), store.Change{Did: "test", At: now}, func(tx *store.Tx) error {
		if _, err := tx.AddDecision(council.Decision{Words: "Pay Zanzibar ten pounds.", Dissent: "Zanzibar wanted more.", Meeting: 1, Item: 19, On: on}); err != nil {
			return err
		}
		_, err := tx.PutAction(council.Action{What: "Write to Zanzibar.", Owners: []council.Owner{{Member: tobias.who.ID}}, Due: on, State: council.ActionOpen, Meeting: 1, Item: 19}, council.ActionStep{Did: "agreed"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	eilidh.writes("6", "Mx Zanzibar is ill. The desk was presented.")
	eilidh.types("/minutes circulate #1")
	must(t, eilidh.types("/minutes strike #1 6.1"), "call it back with /minutes recall")
	isSent(t, d)
	setClock("2027-09-09 11:30", append(others, eilidh)...)
	tobias.types("/minutes correct #1 6.1 should read: Mx Zanzibar is very ill.")
	eilidh.types("/minutes agree #1")
	must(t, eilidh.fills(map[string]string{"made": "c1"}), "6.1 Mx Zanzibar is very ill.")
	must(t, tobias.types("/minutes strike #1 6.1"), "Ask the secretary")
	must(t, eilidh.types("/minutes strike #1 6.1"), "It reads: Mx Zanzibar is very ill.")
	must(t, eilidh.fills(map[string]string{"words": "Zanzibar", "why": ""}), "Say why it is struck out")
	eilidh.types("/minutes strike #1 6.1")
	must(t, eilidh.fills(map[string]string{"words": "Mr Zanzibar", "why": "it names a person"}), "“Mr Zanzibar” does not stand in paragraph 6.1")
	eilidh.types("/minutes strike #1 6.1")
	must(t, eilidh.fills(map[string]string{"words": "Mx Zanzibar", "why": "it names a person"}), "Struck out of paragraph 6.1",
		"6.1 [struck out] is very ill. (Words were struck out on Thursday 9 September 2027. The reason: it names a person.)", "6.1 was corrected. The words are struck out.")
	must(t, eilidh.types("/minutes strike #1 6.2"), "Decision D-2027-01: Pay Zanzibar ten pounds.")
	must(t, eilidh.fills(map[string]string{"words": "Zanzibar", "why": "it names a person"}), "D-2027-01 is changed in its register likewise", "The same words stand in 6.3 too", "Pay [struck out] ten pounds. Dissent recorded: [struck out] wanted more.")
	eilidh.types("/minutes strike #1 6.3")
	must(t, eilidh.fills(map[string]string{"why": "it names a person"}), "6.3 Action A1: (Struck out on Thursday 9 September 2027. The reason: it names a person.)")
	must(t, eilidh.types("/minutes strike #1 6.3"), "It reads: Action A1: (Struck out")
	must(t, eilidh.fills(map[string]string{"why": "again"}), "Nothing stands in paragraph 6.3 any more")
	must(t, visitor.types("/minutes show #1"), "DRAFT", "6.1 (Struck out on Thursday 9 September 2027", "no: very ill")
	tobiasOwns := others[:2] // the owner of the action goes on seeing it in the register
	lookFor(t, d, "struck out before they are published", tobiasOwns)
	must(t, eilidh.types("/minutes publish #1"), "Words were struck out of them on Thursday 9 September 2027.")
	must(t, visitor.types("/minutes show #1"), "6.1 [struck out] is very ill. (Words were struck out")
	lookFor(t, d, "published", tobiasOwns)
	must(t, harriet.types("/minutes decisions D-2027-01"), "Pay [struck out] ten pounds.", "[struck out] wanted more.", "no: Zanzibar")
	must(t, eilidh.types("/minutes struck #1"), "6.1, on Thursday 9 September 2027. The reason: it names a person. It read: Mx Zanzibar is very ill.", "It read: Action A1: Write to Zanzibar.")
	if rows, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "minutes"}); err != nil || len(rows) == 0 || zanzibar.Match(rows[len(rows)-1].Message) {
		t.Errorf("the post of the minutes goes on telling it: %v", err)
	}
}

func TestStrikingOutIsDoneOnce(t *testing.T) {
	_, eilidh, _ := holdsJune(t)
	eilidh.writes("6", "One.\nTwo.")
	eilidh.types("/minutes circulate #1")
	must(t, eilidh.types("/minutes agree #1"), "Now: correspondence")
	eilidh.fills(nil)
	eilidh.types("/minutes strike #1")
	form, _ := eilidh.last.(ui.Modal)
	fields, key := map[string]string{"paragraph": "6.1", "words": "", "why": "a slip"}, eilidh.key()
	for range 2 {
		must(t, eilidh.tell(commands.Button, form.Do, form.Arg, key, fields), "6.1 (Struck out on", "6.2 Two.")
	}
	must(t, eilidh.types("/minutes struck #1"), "It read: One.")
}

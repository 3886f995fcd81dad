package council

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// heldOf is an agenda whose meeting was held, with the numbers 1 to 4.
func heldOf(t testing.TB) Agenda {
	t.Helper()
	closed := business(2, "Contract", ToDecide)
	closed.Closed, closed.Sponsor = "prices", 7
	a := mustIssue(t, agendaOf(t, business(1, "Desk", ToDecide), closed))
	a.Meeting.State = Held
	return a
}

// minutesOf is circulated minutes with two paragraphs and a decision under the
// desk, and one paragraph under the closed contract.
func minutesOf(t testing.TB) Minutes {
	t.Helper()
	a := heldOf(t)
	facts := MinutesFacts{Agenda: a, Quorum: UsualQuorum, Prose: map[ItemID]string{1: "One.\n\n  Two. \n", 2: "Zanzibar."},
		Outcomes: map[ItemID][]Paragraph{1: {{Kind: DecisionParagraph, Ref: "D-2027-01", Text: "Share it."}}, 102: {{Kind: ActionParagraph, Ref: "A1", Text: "Zanzibar too.", Closed: "names", Owners: []Owner{{Member: 5, Name: "E"}}}}}}
	m, err := Minutes{Meeting: a.Meeting, State: MinutesDraft, MinutesText: facts.Draft()}.Circulate(a.Meeting.Starts.AddDate(0, 0, 4))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func lines(t MinutesText) []string {
	var all []string
	for _, i := range t.Items {
		all = append(all, i.Number+". "+i.Title)
		for _, p := range i.Paragraphs {
			all = append(all, p.Line())
		}
	}
	return all
}

func TestADraftIsFilledFromTheRecords(t *testing.T) {
	a := heldOf(t)
	a, _, err := a.Drop(1, ItemCarried)
	if err != nil {
		t.Fatal(err)
	}
	last := Minutes{Meeting: Meeting{Starts: a.Meeting.Starts.AddDate(0, -3, 0)}, MinutesText: MinutesText{Made: make([]Correction, 2)}}
	a.Items[0].Standing = LastMinutes
	got := MinutesFacts{Agenda: a, Quorum: Quorum{Number: 3}, Agreed: []Minutes{last}, Next: Meeting{ID: 9, Starts: a.Meeting.Starts.AddDate(0, 3, 0)},
		Present: []Presence{{Name: "Siân ap Rhys", Organisation: "Aberwen", Answer: Attending}, {Name: "Gwenllian", Answer: ByDeputy, Deputy: "Jo 🙂"},
			{Name: "Tobias", Answer: Apologies}, {Name: "Silent"}},
		Prose:    map[ItemID]string{101: "All were welcome."},
		Outcomes: map[ItemID][]Paragraph{2: {{Kind: ActionParagraph, Ref: "A-3", Text: "Write it.", Owners: []Owner{{Name: "Ana"}}, Due: "31 March 2027"}}}}.Draft()
	want := []string{"1. Welcome", "1.1 The minutes of the meeting on Wednesday 10 March 2027 were agreed, with 2 corrections.", "1.2 All were welcome.",
		"2. Desk", "2.1 Not reached. The item is carried forward to a later meeting.",
		"3. Any other business", "4. Contract", "4.1 Action A-3: Write it. Owner: Ana. Due: 31 March 2027."}
	if diff := cmp.Diff(want, lines(got)); diff != "" {
		t.Errorf("draft (-want +got)\n%s", diff)
	}
	if want := "Not quorate: 2 of 4 seats filled, 3 needed."; got.Quorum != want {
		t.Errorf("quorum %q, want %q", got.Quorum, want)
	}
	people := []PresentGroup{{"Present", []string{"Siân ap Rhys (Aberwen)"}}, {"Deputies", []string{"Jo 🙂, deputising for Gwenllian"}}, {"Apologies", []string{"Tobias"}}}
	if diff := cmp.Diff(people, got.Attendance()); diff != "" {
		t.Errorf("attendance (-want +got)\n%s", diff)
	}
}

func TestMinutesComeForwardInTheirOrderAndNoOther(t *testing.T) {
	now := minutesOf(t).Meeting.Starts.AddDate(0, 4, 0)
	later := Meeting{ID: 2, Starts: now.AddDate(0, 0, -1), State: Held}
	earlier := Meeting{ID: 3, Starts: now.AddDate(-1, 0, 0), State: Held}
	draft := Minutes{Meeting: heldOf(t).Meeting, State: MinutesDraft}
	circulated := minutesOf(t)
	agreed, err := circulated.Agree(now, later, " Siân ", nil, UsualQuorum)
	if err != nil {
		t.Fatal(err)
	}
	agree := func(at Meeting) func(Minutes) (Minutes, error) {
		return func(m Minutes) (Minutes, error) { return m.Agree(now, at, "S", nil, UsualQuorum) }
	}
	circulate := func(m Minutes) (Minutes, error) { return m.Circulate(now) }
	publish := func(m Minutes) (Minutes, error) { return m.Publish(now) }
	tests := []struct {
		name string
		from Minutes
		do   func(Minutes) (Minutes, error)
		want MinutesState // empty: a problem
	}{
		{"a meeting that was not held has no minutes", Minutes{Meeting: Meeting{State: Called}}, Minutes.Begin, ""},
		{"a meeting that was cancelled has no minutes", Minutes{Meeting: Meeting{State: Cancelled}}, Minutes.Begin, ""},
		{"one that was held has a draft", Minutes{Meeting: Meeting{State: Held}}, Minutes.Begin, MinutesDraft},
		{"a draft that is begun again stays as it is", circulated, Minutes.Begin, MinutesCirculated},
		{"a draft is circulated", draft, circulate, MinutesCirculated},
		{"circulated minutes are not circulated again", circulated, circulate, ""},
		{"a draft that nobody read is not agreed", draft, agree(later), ""},
		{"circulated minutes are agreed at a later meeting", circulated, agree(later), MinutesAgreed},
		{"or by correspondence", circulated, agree(Meeting{}), MinutesAgreed},
		{"but not at an earlier one", circulated, agree(earlier), ""},
		{"nor at one that was cancelled", circulated, agree(Meeting{ID: 4, Starts: later.Starts, State: Cancelled}), ""},
		{"nor at one that has not begun", circulated, agree(Meeting{ID: 4, Starts: now.AddDate(0, 1, 0)}), ""},
		{"agreed minutes are not agreed again", agreed, agree(later), ""},
		{"circulated minutes are not published as agreed", circulated, publish, ""},
		{"agreed minutes are published", agreed, publish, MinutesPublished},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.do(test.from)
			if test.want == "" && err == nil || test.want != "" && (err != nil || got.State != test.want) {
				t.Errorf("state %q, %v, want %q", got.State, err, test.want)
			}
		})
	}
	if mark := agreed.Mark(); !strings.HasSuffix(mark, ", signed by Siân.") || agreed.Draft() || !circulated.Draft() {
		t.Errorf("agreed minutes are marked %q", mark)
	}
}

func TestACorrectionChangesWordsAndNoNumber(t *testing.T) {
	m := minutesOf(t)
	made, err := m.Correct([]Correction{
		{Paragraph: "2.1", Wording: "First.\nSecond.\nThird."}, {Paragraph: "2.2", Why: "nobody said so"},
		{Paragraph: "2.3", Wording: "Share it in May."}, {Paragraph: "2.1", Wording: "First again.\nFourth."}, {Paragraph: AttendanceParagraph, Wording: "Ana was there."}}, UsualQuorum)
	want := []string{"1. Welcome", "2. Desk", "2.1 First again.", "2.1a Second.", "2.1b Third.", "2.1c Fourth.", "2.2 (Taken out by a correction.)",
		"2.3 Decision D-2027-01: Share it in May.", "3. Any other business", "3.1 Action A1: Zanzibar too. Owner: E.", "4. Contract", "4.1 Zanzibar."}
	if diff := cmp.Diff(want, lines(made)); err != nil || diff != "" {
		t.Errorf("corrected: %v (-want +got)\n%s", err, diff)
	}
	if got := made.Made[0].MadeWords(); got != "2.1 now reads: First. Second. Third. It read: One." {
		t.Errorf("the list of corrections says %q", got)
	}
	if _, err := m.Correct([]Correction{{Paragraph: "2.9", Wording: "x"}}, UsualQuorum); err == nil {
		t.Error("a paragraph that there is not was corrected")
	}
}

// TestParagraphNumbersAreForGood makes corrections at random and looks that every
// paragraph there was keeps its number and its place among the others, and that no
// number comes twice.
func TestParagraphNumbersAreForGood(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := minutesOf(t)
		for range 12 {
			was := numbers(m.MinutesText)
			c := Correction{Paragraph: was[r.IntN(len(was))], Wording: strings.Repeat("Line.\n", r.IntN(4)), Why: "why"}
			var err error
			if m.MinutesText, err = m.Correct([]Correction{c}, UsualQuorum); err != nil {
				t.Fatal(seed, err)
			}
			is := numbers(m.MinutesText)
			kept := slices.DeleteFunc(slices.Clone(is), func(n string) bool { return !slices.Contains(was, n) })
			if diff := cmp.Diff(was, kept); diff != "" {
				t.Fatalf("seed %d, %+v (-was +is)\n%s", seed, c, diff)
			}
			slices.Sort(is)
			if len(slices.Compact(slices.Clone(is))) != len(is) {
				t.Fatalf("seed %d: a number comes twice: %v", seed, is)
			}
		}
	}
}

func numbers(t MinutesText) []string {
	var all []string
	for _, i := range t.Items {
		for _, p := range i.Paragraphs {
			all = append(all, p.Number)
		}
	}
	return all
}

func TestAClosedHeadingIsAStubToOthers(t *testing.T) {
	m := minutesOf(t)
	var err error
	if m.MinutesText, err = m.Correct([]Correction{{Paragraph: "4.1", Wording: "Zanzibar again."}, {Paragraph: "3.1", Wording: "Zanzibar thrice."}, {Paragraph: "2.1", Wording: "Uno."}}, UsualQuorum); err != nil {
		t.Fatal(err)
	}
	m.Items[1].Sponsor = 3
	now := time.Date(2027, 6, 11, 9, 0, 0, 0, time.UTC)
	others := map[string]MinutesText{"everybody": m.Open(), "somebody": m.SeenBy(Member{}, now), "a member": m.SeenBy(Member{ID: 8, Name: "X", Standing: Seated}, now)}
	for who, text := range others {
		if all := fmt.Sprintf("%+v", text); strings.Contains(all, "Zanzibar") || !strings.Contains(all, "Contract") || !strings.Contains(all, "prices") {
			t.Errorf("%s reads %s", who, all)
		}
		if len(text.Made) != 1 {
			t.Errorf("%s sees the corrections %+v, want the open one", who, text.Made)
		}
	}
	for _, who := range []Member{{ID: 7, Name: "X", Standing: Seated}, {ID: 9, Name: "S", Standing: Secretary}} {
		if all := fmt.Sprintf("%+v", m.SeenBy(who, now)); !strings.Contains(all, "Zanzibar again") {
			t.Errorf("%v may read it, and reads %s", who.Standing, all)
		}
	}
	if _, p, err := m.SeenBy(Member{ID: 5, Name: "E", Standing: Seated}, now).Paragraph("3.1"); err != nil || p.Text != "Zanzibar thrice." {
		t.Errorf("the owner of a closed action reads %+v, %v", p, err)
	}
	if err := (Minutes{State: MinutesCirculated, MinutesText: m.Open()}).Takes(Correction{Paragraph: "3.1", Wording: "x"}); err == nil {
		t.Error("a paragraph was corrected by somebody who cannot see it")
	}
	if strings.Contains(fmt.Sprintf("%+v", m.Open()), "Sponsor:3") {
		t.Error("everybody reads who proposed an item")
	}
}

func TestThePublicReadsTheNamesThatAreShown(t *testing.T) {
	text := MinutesText{Present: []Presence{{Member: 1, Name: "Ana", Organisation: "Kent", Answer: Attending}, {Member: 2, Name: "Bo", Organisation: "Fife", Answer: Attending},
		{Member: 3, Name: "Cy", Answer: Attending}, {Member: 4, Name: "Dee", Answer: ByDeputy, Deputy: "Flo"}},
		Items: []MinutedItem{{Number: "1", Paragraphs: []Paragraph{{Kind: ActionParagraph, Text: "Write.", Owners: []Owner{{Member: 3, Name: "Cy"}}}, {Kind: ActionParagraph, Text: "Read.", Owners: []Owner{{Member: 1, Name: "Ana"}, {Name: "Guest"}}}}}}}
	got := text.Named(map[MemberID]Member{1: {ID: 1, Name: "Ana"}, 2: {ID: 2, Organisation: "Fife"}})
	want := []PresentGroup{{"Present", []string{"Ana", "a member (Fife)", "1 member not named here"}}, {"Deputies", []string{"A deputy, deputising for a member"}}}
	if diff := cmp.Diff(want, got.Attendance()); diff != "" {
		t.Errorf("attendance (-want +got)\n%s", diff)
	}
	if a, b := got.Items[0].Paragraphs[0].Words(), got.Items[0].Paragraphs[1].Words(); a != "Action: Write." || b != "Action: Read. Owner: Ana." {
		t.Errorf("actions read %q and %q", a, b)
	}
}

func TestALongTextIsPartedWithoutLosingAWord(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("Llanfairpwll 🙂 ", 900), strings.Repeat("A line of words.\n", 700), strings.Repeat("x", 7000)} {
		pages := Pages(text, 3000)
		for _, page := range pages {
			if n := len([]rune(page)); n > 3000 {
				t.Errorf("a page has %d characters", n)
			}
		}
		squeeze := strings.NewReplacer(" ", "", "\n", "")
		if got := squeeze.Replace(strings.Join(pages, "\n")); got != squeeze.Replace(text) {
			t.Errorf("the pages of %.20q… lose or add words", text)
		}
	}
}

// TestFullFieldsFitIntoAsManyFieldsAgain is for a form that was filled to the letter:
// a field more than it has would lose what stands there.
func TestFullFieldsFitIntoAsManyFieldsAgain(t *testing.T) {
	field := strings.Repeat("x", 1500) + "\n" + strings.Repeat("y", 1499)
	fields := slices.Repeat([]string{field}, 8)
	if diff := cmp.Diff(fields, Pages(strings.Join(fields, "\n"), 3000)); diff != "" {
		t.Errorf("the fields come again as (-want +got)\n%.300s", diff)
	}
}

func TestMinutesAreAgreedOnTheDayOfTheMeetingThatAgreedThem(t *testing.T) {
	m := minutesOf(t)
	later := Meeting{ID: 2, Starts: m.Meeting.Starts.AddDate(0, 3, 0), State: Held}
	now := later.Starts.AddDate(0, 0, 5)
	if m, err := m.Agree(now, later, "", nil, UsualQuorum); err != nil || !m.Agreed.Equal(later.Starts) {
		t.Errorf("agreed at %v, %v, want when that meeting was", m.Agreed, err)
	}
	if m, err := m.Agree(now, Meeting{}, "", nil, UsualQuorum); err != nil || !m.Agreed.Equal(now) {
		t.Errorf("by correspondence agreed at %v, %v, want now", m.Agreed, err)
	}
}

func TestACorrectionOfTheAttendanceIsMadeInTheAttendance(t *testing.T) {
	text := MinutesText{Quorum: "Not quorate: 1 of 3 seats filled, 3 needed.", Guests: "Jo", Present: []Presence{{Member: 1, Name: "Ana", Answer: Attending}, {Member: 2, Name: "Bo", Answer: Apologies}, {Member: 3, Name: "Cy"}}}
	got, err := text.Correct([]Correction{
		{Paragraph: AttendanceParagraph, Wording: "Bo was there.", Seat: Presence{Member: 2, Name: "Bo", Answer: Attending}},
		{Paragraph: AttendanceParagraph, Wording: "Flo deputised for Cy.", Seat: Presence{Member: 3, Name: "Cy", Answer: ByDeputy, Deputy: "Flo"}},
		{Paragraph: GuestsParagraph, Wording: "Jo and Kim"}}, UsualQuorum)
	if err != nil {
		t.Fatal(err)
	}
	want := []PresentGroup{{"Present", []string{"Ana", "Bo"}}, {"Deputies", []string{"Flo, deputising for Cy"}}, {"Also there", []string{"Jo and Kim"}}}
	if diff := cmp.Diff(want, got.Attendance()); diff != "" || got.Quorum != "Quorate: 3 of 3 seats filled, 3 needed." {
		t.Errorf("%s attendance (-want +got)\n%s", got.Quorum, diff)
	}
	if text.Present[1].Answer != Apologies {
		t.Error("the attendance as it was circulated is changed too")
	}
	var said []string
	for _, c := range got.Made {
		said = append(said, c.MadeWords())
	}
	if diff := cmp.Diff([]string{"Attendance: Bo was there. It read: Bo sent apologies.", "Attendance: Flo deputised for Cy. It read: Cy neither came nor sent apologies.", "Also there: Jo and Kim. It read: Jo"}, said); diff != "" {
		t.Errorf("the list of corrections (-want +got)\n%s", diff)
	}
	for _, c := range got.Named(map[MemberID]Member{1: {ID: 1, Name: "Ana"}}).Made[:2] {
		if c.MadeWords() != "Attendance: it was put right for one seat." || c.Seat.Name != "" {
			t.Errorf("the public reads %q, of %+v", c.MadeWords(), c.Seat)
		}
	}
	m := Minutes{State: MinutesCirculated, MinutesText: text}
	checkSays(t, m.Takes(Correction{Paragraph: AttendanceParagraph, Seat: Presence{Member: 9, Answer: Attending}}), "had no seat when the meeting was held")
	checkSays(t, m.Takes(Correction{Paragraph: AttendanceParagraph, Seat: Presence{Member: 2, Answer: ByDeputy}}), "Name the deputy")
}

func TestWhatIsRecordedSinceStandsBelowAndIsTakenInWhenTheyAreAgreed(t *testing.T) {
	m := minutesOf(t)
	a := heldOf(t)
	was := lines(m.MinutesText)
	m.Since = m.After(a, map[ItemID][]Paragraph{
		1: {{Kind: DecisionParagraph, Ref: "D-2027-01", Text: "Share it."}, {Kind: DecisionParagraph, Ref: "D-2027-02", Text: "Share more.", Dissent: "Ana."}, {Kind: FactParagraph, Text: "A note."}},
		2: {{Kind: ActionParagraph, Ref: "A7", Text: "Zanzibar again."}},
		0: {{Kind: ActionParagraph, Ref: "A8", Text: "Write.", Owners: []Owner{{Member: 1, Name: "Ana"}}}, {Kind: ActionParagraph, Ref: "A9", Text: "Zanzibar.", Closed: "names"}}})
	want := []string{"Item 2. Decision D-2027-02: Share more. Dissent recorded: Ana.", "Item 4. Action A7: Zanzibar again.", "Action A8: Write. Owner: Ana.", "Action A9: Zanzibar."}
	if diff := cmp.Diff(want, m.SinceLines()); diff != "" {
		t.Errorf("recorded since (-want +got)\n%s", diff)
	}
	open := m.Open().Named(nil)
	if diff := cmp.Diff([]string{"Item 2. Decision D-2027-02: Share more.", "Action A8: Write.", "Action A9: not for the public. names"}, open.SinceLines()); diff != "" {
		t.Errorf("the public reads (-want +got)\n%s", diff)
	}
	agreed, err := m.Agree(m.Circulated.AddDate(0, 1, 0), Meeting{}, "", nil, UsualQuorum)
	if err != nil {
		t.Fatal(err)
	}
	got := lines(agreed.MinutesText)
	for _, line := range was {
		if !slices.Contains(got, line) {
			t.Errorf("agreed minutes have lost %q, or its number", line)
		}
	}
	for _, line := range []string{"2.4 Decision D-2027-02: Share more. Dissent recorded: Ana.", "4.2 Action A7: Zanzibar again.", "5. Decisions and actions under no item", "5.1 Action A8: Write. Owner: Ana."} {
		if !slices.Contains(got, line) {
			t.Errorf("agreed minutes do not say %q:\n%s", line, strings.Join(got, "\n"))
		}
	}
	if len(agreed.Since) != 0 || len(agreed.After(a, map[ItemID][]Paragraph{1: {{Ref: "D-2027-02"}}})) != 0 {
		t.Error("what was taken in is told as recorded since, too")
	}
}

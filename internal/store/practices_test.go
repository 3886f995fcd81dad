package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// aPractice is a whole practice that waits for the librarian.
func aPractice(title string, owner council.MemberID) council.Practice {
	return council.Practice{Title: title, Problem: "Three desks.", Did: "Made one of them.", Result: "Calls are answered.", Cost: council.CostLow, Took: "six months",
		Again: council.AgainYes, Topic: council.TopicSharing, Sector: council.SectorCouncil, Organisation: "Quux Parish", Licence: council.LicenceOGL,
		Owner: owner, Contact: owner, State: council.PracticeProposed, Review: council.DayOf(noon.AddDate(1, 0, 0)), Verified: noon, VerifiedBy: owner}
}

// mustShare keeps a practice and gives its id.
func mustShare(t testing.TB, s *Store, p council.Practice, teller council.MemberID) (id council.PracticeID) {
	t.Helper()
	mustChange(t, s, Change{Did: "practice.proposed"}, func(tx *Tx) (err error) {
		id, err = tx.AddPractice(p, fmt.Sprint("token ", p.Title), teller)
		return err
	})
	return id
}

// practiceTraces leaves a trace of a person wherever the library can hold one.
func practiceTraces(tx *Tx, id, other council.MemberID) error {
	own := aPractice("Zebedee Quux made one desk", id)
	own.State = council.PracticeApproved
	_, err := tx.AddPractice(own, "own", 0)
	draft := aPractice("What quuxing taught us", id)
	draft.State = council.PracticeDraft
	_, errDraft := tx.AddPractice(draft, "draft", 0)
	story := aPractice("A quuxed story", 0)
	story.Story = true
	_, errStory := tx.AddPractice(story, "story", id)
	theirs := aPractice("Theirs", other)
	theirs.Organisation, theirs.Did = "", "We asked Zebedee Quux."
	before := council.Practice{Title: "Theirs", Did: "We asked <Zebedee Quux>."}
	theirs.Before = &before
	theirID, errTheirs := tx.AddPractice(theirs, "theirs", 0)
	_, errQuote := tx.AddQuote(council.Quote{Practice: theirID, Member: id, SlackID: "UZEBEDEE", Name: "Zebedee Quux", Words: "I quux."})
	_, errAbout := tx.AddQuote(council.Quote{Practice: theirID, Member: other, SlackID: "UOTHER", Name: "Other", Words: "As Zebedee Quux says."})
	return errors.Join(err, errDraft, errStory, errTheirs, errQuote, errAbout,
		tx.PutUse(council.Use{Practice: theirID, Member: id, Sector: council.SectorFire, Line: "Quuxed ours."}),
		tx.PutUse(council.Use{Practice: theirID, Member: other, Line: "Like Zebedee Quux."}))
}

func TestAPracticeIsKeptAsItIs(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	owner := mustPut(t, s, council.Member{Name: "A"})
	want := aPractice("One desk", owner)
	want.But, want.Word, want.Cites, want.First = "Start sooner.", "Say the cost.", "D-2027-04", noon.Add(time.Hour)
	before := council.Practice{}.Worded(aPractice("A desk", owner))
	want.Before = &before
	want.ID = mustShare(t, s, want, 0)
	want.Shared = noon
	want.Into = mustShare(t, s, aPractice("Two desks", owner), 0)
	mustChange(t, s, Change{Did: "practice.edited"}, func(tx *Tx) error { return tx.PutPractice(want, 0) })
	got, err := s.Practice(t.Context(), want.ID)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("kept: %v (-want +got)\n%s", err, diff)
	}
	typed := council.Practice{}
	mustChange(t, s, Change{}, func(tx *Tx) (err error) { typed, err = tx.PracticeTyped("token One desk"); return err })
	if typed.ID != want.ID {
		t.Errorf("typed into the form: %d, want %d", typed.ID, want.ID)
	}
}

func TestWhoTellsAStoryOfFailureStandsInNoRowOfIt(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	teller := mustPut(t, s, council.Member{Name: "A"})
	librarian := mustPut(t, s, council.Member{Name: "B"})
	story := aPractice("We lost a year", teller)
	story.Story, story.State = true, council.PracticeApproved
	id := mustShare(t, s, story, teller)
	got, err := s.Practice(t.Context(), id)
	if err != nil || got.Owner != 0 || got.Contact != 0 || got.VerifiedBy != 0 || got.Organisation != "" {
		t.Errorf("the story = %+v, %v, want nobody in it", got, err)
	}
	if who, err := s.Teller(t.Context(), id); err != nil || who != teller {
		t.Errorf("its teller = %d, %v, want %d", who, err, teller)
	}
	if own, err := s.PracticesOf(t.Context(), teller); err != nil || len(own) != 1 {
		t.Errorf("the teller's own = %v, %v", own, err)
	}
	if other, err := s.ExportPerson(t.Context(), librarian); err != nil || strings.Contains(string(other), "lost a year") {
		t.Errorf("another's export = %s, %v", other, err)
	}
	public, err := s.Public().Practices(t.Context(), noon)
	if text, _ := json.Marshal(public); err != nil || len(public) != 1 || !strings.Contains(string(text), "We lost a year") {
		t.Errorf("the public sees %s, %v", text, err)
	}
}

func TestThePublicSeesApprovedAndOpenPracticesOnly(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	owner := mustPut(t, s, council.Member{Name: "Ann Other", SlackID: "U1", Sector: council.SectorFire})
	var open council.PracticeID
	for _, state := range []council.PracticeState{council.PracticeDraft, council.PracticeProposed, council.PracticeReturned, council.PracticeApproved, council.PracticeRetired} {
		for _, licence := range council.Licences[:2] {
			p := aPractice(fmt.Sprint(state, licence), owner)
			p.State, p.Licence = state, licence
			if id := mustShare(t, s, p, 0); p.Public() {
				open = id
			}
		}
	}
	mustChange(t, s, Change{Did: "quoted"}, func(tx *Tx) error {
		named, err := tx.AddQuote(council.Quote{Practice: open, SlackID: "U2", Name: "Named", Words: "Yes."})
		nameless, errNameless := tx.AddQuote(council.Quote{Practice: open, SlackID: "U3", Name: "Nameless", Words: "Yes too."})
		_, errWaiting := tx.AddQuote(council.Quote{Practice: open, SlackID: "U4", Name: "Waiting", Words: "Not yet."})
		return errors.Join(err, errNameless, errWaiting, tx.AnswerQuote(named, council.QuoteNamed), tx.AnswerQuote(nameless, council.QuoteNameless),
			tx.PutUse(council.Use{Practice: open, Member: owner, Sector: council.SectorFire, Line: "Ann Other says so."}))
	})
	read := func() string {
		public, err := s.Public().Practices(t.Context(), noon)
		text, _ := json.Marshal(public)
		if err != nil || len(public) != 1 || public[0].ID != open || public[0].Uses != "used by 1: 1 from Fire and rescue" {
			t.Errorf("public = %s, %v, want the approved, open one", text, err)
		}
		return string(text)
	}
	for _, hidden := range []string{"Ann Other", "U1", "U2", "U3", "Nameless", "Waiting", "Not yet"} {
		if text := read(); strings.Contains(text, hidden) {
			t.Errorf("the public reads %q in %s", hidden, text)
		}
	}
	mustChange(t, s, Change{Did: "card.shown"}, func(tx *Tx) error { return tx.Consent(owner, council.FieldName, council.Public) })
	if text := read(); strings.Contains(text, "Ann Other") {
		t.Errorf("the contact is named without having agreed to be with practices: %s", text)
	}
	mustChange(t, s, Change{Did: "practice.proposed"}, func(tx *Tx) error { return tx.Consent(owner, council.AgreeContact, council.Members) })
	if text := read(); !strings.Contains(text, `"Name":"Ann Other"`) {
		t.Errorf("the contact agreed to be named and is not: %s", text)
	}
}

func TestAMergedPracticeLeadsToWhatTookItsPlace(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	owner, other := mustPut(t, s, council.Member{Name: "A"}), mustPut(t, s, council.Member{Name: "B"})
	kept, gone := aPractice("Kept", owner), aPractice("Gone", owner)
	kept.State = council.PracticeApproved
	kept.ID = mustShare(t, s, kept, 0)
	gone.ID = mustShare(t, s, gone, 0)
	mustChange(t, s, Change{Did: "practice.merged"}, func(tx *Tx) error {
		gone.State, gone.Into = council.PracticeRetired, kept.ID
		return errors.Join(tx.PutUse(council.Use{Practice: gone.ID, Member: owner, Line: "old"}), tx.PutUse(council.Use{Practice: gone.ID, Member: other}),
			tx.PutUse(council.Use{Practice: kept.ID, Member: owner, Line: "new"}), tx.MoveUses(gone.ID, kept.ID), tx.PutPractice(gone, 0))
	})
	got, err := s.Public().Practice(t.Context(), gone.ID, noon)
	if err != nil || got.ID != kept.ID {
		t.Errorf("the merged one leads to %d, %v, want %d", got.ID, err, kept.ID)
	}
	uses, err := s.Uses(t.Context(), kept.ID)
	if err != nil || len(uses) != 2 || uses[0].Line != "new" {
		t.Errorf("uses = %v, %v, want each member once", uses, err)
	}
}

func TestAPracticeOfALeaverIsTheLibrariansOrTheHeirs(t *testing.T) {
	for _, withHeir := range []bool{false, true} {
		s := mustOpen(t, t.TempDir())
		leaver, heir := mustPut(t, s, council.Member{Name: "A"}), mustPut(t, s, council.Member{Name: "B"})
		approved, draft := aPractice("Approved", leaver), aPractice("Draft", leaver)
		approved.State, draft.State = council.PracticeApproved, council.PracticeDraft
		id := mustShare(t, s, approved, 0)
		mustShare(t, s, draft, 0)
		if !withHeir {
			heir = 0
		}
		mustChange(t, s, Change{Did: "member.left"}, func(tx *Tx) error { return tx.Leave(leaver, heir) })
		all, err := s.Practices(t.Context(), "")
		if err != nil || len(all) != 1 || all[0].ID != id || all[0].Owner != heir || all[0].Contact != 0 {
			t.Errorf("with an heir %v: %+v, %v", withHeir, all, err)
		}
	}
}

func TestAPostThatNeverWentOutShowedNothing(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	p := aPractice("One desk", 0)
	p.State, p.First = council.PracticeApproved, noon
	p.ID = mustShare(t, s, p, 0)
	mustChange(t, s, Change{Did: "posted"}, func(tx *Tx) error {
		for _, key := range []string{"one", "two"} {
			if _, err := tx.Deliver(Delivery{Key: key, Job: "practice", To: council.Addressee{Channel: "council"}, Message: json.RawMessage(`{}`), Due: noon}); err != nil {
				return err
			}
			if err := tx.ShowPractice(p.ID, key, noon); err != nil {
				return err
			}
		}
		return nil
	})
	shown, err := s.Showings(t.Context(), noon)
	if err != nil || !slices.Equal(shown, []council.Showing{{Practice: p.ID, At: noon}, {Practice: p.ID, At: noon}}) {
		t.Errorf("shown = %v, %v", shown, err)
	}
	if got, err := s.Practice(t.Context(), p.ID); err != nil || !got.First.IsZero() {
		t.Errorf("it is still asked for: %v, %v", got.First, err)
	}
	p.State = council.PracticeRetired
	mustChange(t, s, Change{Did: "practice.retired"}, func(tx *Tx) error { return tx.PutPractice(p, 0) })
	if shown, err := s.Showings(t.Context(), noon); err != nil || len(shown) != 0 {
		t.Errorf("shown after retiring = %v, %v, want none", shown, err)
	}
}

func TestTheMadeUpLibraryIsSeededOnce(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	for range 2 {
		members := council.Sample(noon, func(i int) string { return fmt.Sprint("U", i) })
		if err := s.Seed(t.Context(), Change{Did: "council.sampled", At: noon}, members, council.SamplePractices(noon)...); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Practices(t.Context(), "")
	if err != nil || len(all) != 13 {
		t.Fatalf("%d practices, %v, want 13", len(all), err)
	}
	topics, sectors, due, gone, stories := map[council.Topic]bool{}, map[council.Sector]bool{}, 0, 0, 0
	for _, p := range all {
		topics[p.Topic], sectors[p.Sector] = true, true
		if fault := p.Check(); fault != nil {
			t.Errorf("%s: %v", p.Title, fault)
		}
		if p.Due(council.DayOf(noon)) {
			due++
		}
		if p.Owner == 0 && !p.Story {
			gone++
		}
		if p.Story {
			stories++
		}
		if alike := council.AlikePractices(p, all, 1); len(alike) > 0 {
			t.Errorf("%s looks like %s", p.Title, alike[0].Title)
		}
	}
	if len(topics) != len(council.Topics) || len(sectors) < 4 || due != 1 || gone != 1 || stories != 1 {
		t.Errorf("topics %d, sectors %d, due %d, owner gone %d, stories %d", len(topics), len(sectors), due, gone, stories)
	}
}

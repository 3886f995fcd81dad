package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

func TestThePublicSeesWhatWasAgreedAndNothingElse(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	a := mustPut(t, s, council.Member{Name: "A", SlackID: "U1", Email: "a@x.example", Organisation: "O", Sector: council.SectorFire})
	mustPut(t, s, council.Member{Name: "B"})
	consent := func(f council.Field, v council.Visibility, at time.Time) {
		mustChange(t, s, Change{By: a, Did: "card.shown", At: at}, func(tx *Tx) error { return tx.Consent(a, f, v) })
	}
	public := func(now time.Time) []council.Member {
		t.Helper()
		members, err := s.Public().Members(t.Context(), now)
		if err != nil {
			t.Fatal(err)
		}
		return members
	}
	if got := public(noon); len(got) != 0 {
		t.Errorf("before any consent the public sees %v", got)
	}
	consent(council.FieldOrganisation, council.Public, noon)
	consent(council.FieldEmail, council.Members, noon)
	want := []council.Member{{ID: a, Organisation: "O"}}
	if diff := cmp.Diff(want, public(noon)); diff != "" {
		t.Errorf("public (-want +got)\n%s", diff)
	}
	if got := public(noon.AddDate(1, 2, 0)); len(got) != 0 {
		t.Errorf("after a year and an unanswered question the public sees %v", got)
	}
	mustChange(t, s, Change{By: a, Did: "card.confirmed", At: noon.AddDate(1, 2, 0)}, func(tx *Tx) error { return tx.ConfirmCard(a) })
	if diff := cmp.Diff(want, public(noon.AddDate(1, 2, 0))); diff != "" {
		t.Errorf("after the answer (-want +got)\n%s", diff)
	}
	mustChange(t, s, Change{By: a, Did: "card.withdrawn"}, func(tx *Tx) error { return tx.Withdraw(a) })
	if got := public(noon); len(got) != 0 {
		t.Errorf("after withdrawal the public sees %v", got)
	}
	consents, err := s.Consents(t.Context(), a)
	if err != nil || len(consents) != 2+len(council.Fields)+len(council.Agreements) || !strings.Contains(consents[0].Wording, "public website") || !consents[0].At.Equal(noon) {
		t.Errorf("consents = %v, %v, want the dated wording of each", consents, err)
	}
}

func TestPreferencesAndTheOfferToHelpAreKeptApart(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	fire := mustPut(t, s, council.Member{Name: "A", Sector: council.SectorFire})
	police := mustPut(t, s, council.Member{Name: "B", Sector: council.SectorPolice})
	want := council.Preference{From: 9, Until: 17, ChannelOnly: true, Muted: noon}
	var first, second council.Member
	mustChange(t, s, Change{Did: "preference.changed"}, func(tx *Tx) error { return tx.OfferBuddy(police, true) })
	mustChange(t, s, Change{Did: "preference.changed"}, func(tx *Tx) error { return tx.PutPreference(police, want) })
	mustChange(t, s, Change{Did: "buddy.found"}, func(tx *Tx) (err error) { first, err = tx.PairBuddy(fire); return err })
	mustChange(t, s, Change{Did: "buddy.found"}, func(tx *Tx) (err error) { second, err = tx.PairBuddy(fire); return err })
	if first.ID != police || second.ID != 0 {
		t.Errorf("buddies %d and %d, want %d and then nobody", first.ID, second.ID, police)
	}
	got, err := s.Preferences(t.Context())
	if diff := cmp.Diff(map[council.MemberID]council.Preference{police: want}, got); err != nil || diff != "" {
		t.Errorf("preferences: %v (-want +got)\n%s", err, diff)
	}
}

func TestALeaversContactGoesAndWhatIsOwedMoves(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	leaver := mustPut(t, s, council.Member{Name: "A", SlackID: "U1", Email: "a@x.example", Standing: council.Chair, Organisation: "O"})
	heir := mustPut(t, s, council.Member{Name: "B"})
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	mustChange(t, s, Change{Did: "seen"}, func(tx *Tx) error {
		item, err := tx.PutItem(anItem(m, "Item", leaver))
		if err != nil {
			return err
		}
		if _, err := tx.PutPaper(council.Paper{Item: item, Title: "Paper", Author: leaver, Purpose: council.ToDecide, Stage: council.PaperPromised}); err != nil {
			return err
		}
		if err := tx.PutTerm(council.Term{Member: leaver, Office: "chair", From: noon.AddDate(-1, 0, 0), Until: noon.AddDate(2, 0, 0)}); err != nil {
			return err
		}
		if err := tx.PutReply(council.Reply{Meeting: m.ID, Member: leaver, Answer: council.Attending}); err != nil {
			return err
		}
		if _, err := tx.Deliver(Delivery{Key: "k", Job: "j", To: council.Addressee{Member: leaver}, Message: json.RawMessage(`"hello"`), Due: noon}); err != nil {
			return err
		}
		return tx.Consent(leaver, council.FieldName, council.Public)
	})
	mustChange(t, s, Change{Did: "member.left"}, func(tx *Tx) error { return tx.Leave(leaver, heir) })
	got, err := s.Member(t.Context(), leaver)
	want := council.Member{ID: leaver, Name: "A", Organisation: "O", Standing: council.Seated, Left: noon}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("the leaver: %v (-want +got)\n%s", err, diff)
	}
	items, err := s.Items(t.Context(), m.ID)
	if err != nil || len(items) != 1 || items[0].Sponsor != heir {
		t.Errorf("items = %v, %v, want the heir's", items, err)
	}
	if papers, err := s.PapersBy(t.Context(), heir); err != nil || len(papers) != 1 {
		t.Errorf("papers = %v, %v, want the heir's", papers, err)
	}
	replies, _ := s.Replies(t.Context(), m.ID)
	terms, _ := s.Terms(t.Context(), noon)
	due, _ := s.Deliveries(t.Context(), Wanted{State: Due})
	public, _ := s.Public().Members(t.Context(), noon)
	if len(replies)+len(terms)+len(due)+len(public) != 0 {
		t.Errorf("replies %v, terms %v, messages %v, public cards %v, want none", replies, terms, due, public)
	}
	if _, err := s.Change(t.Context(), Change{Did: "member.left", At: noon}, func(tx *Tx) error { return tx.Leave(leaver, heir) }); err == nil {
		t.Error("one left twice")
	}
}

// fillPerson leaves a trace of a person wherever the store can hold one.
func fillPerson(t *testing.T, s *Store) (council.MemberID, council.Meeting) {
	t.Helper()
	id := mustPut(t, s, council.Member{Name: "Zebedee Quux", SlackID: "UZEBEDEE", Email: "zebedee@quux.example", Title: "Keeper of quuxes",
		Organisation: "Quux Parish", Sector: council.SectorFire, Region: "Quuxshire", Expertise: []string{"quuxing"}, Role: "head-of-ict"})
	other := mustPut(t, s, council.Member{Name: "Other", Sector: council.SectorPolice})
	held := mustCall(t, s, noon.AddDate(0, 0, 7))
	next := mustCall(t, s, noon.AddDate(0, 3, 0))
	mustChange(t, s, Change{By: id, Did: "seen", About: fmt.Sprintf("member/%d", id)}, func(tx *Tx) error {
		for _, step := range []func() error{
			func() error {
				return tx.PutReply(council.Reply{Meeting: held.ID, Member: id, Answer: council.Attending})
			},
			func() error {
				return tx.PutReply(council.Reply{Meeting: next.ID, Member: other, Answer: council.ByDeputy,
					Deputy: council.Substitute{Name: "Zebedee Quux", SlackID: "UZEBEDEE", Email: "zebedee@quux.example"}})
			},
			func() error { return tx.Consent(id, council.FieldName, council.Public) },
			func() error { return tx.PutPreference(id, council.Preference{From: 9, Until: 10}) },
			func() error { return tx.OfferBuddy(other, true) },
			func() error { _, err := tx.PairBuddy(id); return err },
			func() error { return tx.PutTerm(council.Term{Member: id, Office: "chair", From: noon}) },
			func() error { return tx.MarkLooked(id, "role/cto", "1") },
			func() error {
				_, err := tx.AddAnswer(council.KnownAnswer{Ask: "Who shares?", Words: "Ask the librarian.", By: id}, 0)
				return err
			},
			func() error { return tx.Visit(id) },
			func() error { return tx.AddHabits(id, map[string]int{"Good practice": 2}) },
			func() error {
				item := anItem(next, "Item", id)
				item.Presenter = "Zebedee Quux, Quux Parish"
				kept, err := tx.PutItem(item)
				if err != nil {
					return err
				}
				return paperTraces(tx, kept, id)
			},
			func() error { return deliverTraces(tx, id, other) },
			func() error { return setupTraces(tx, id) },
			func() error { return practiceTraces(tx, id, other) },
			func() error { return recordTraces(tx, id, other, next) },
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	closed, err := held.Hold(held.Starts)
	if err != nil {
		t.Fatal(err)
	}
	mustChange(t, s, Change{Did: "meeting.held"}, func(tx *Tx) error { return tx.CloseMeeting(closed) })
	mustChange(t, s, Change{By: id}, func(tx *Tx) error { return minutesTraces(tx, id, held.ID) })
	return id, held
}

// minutesTraces has somebody write minutes and propose a correction to them.
func minutesTraces(tx *Tx, id council.MemberID, held council.MeetingID) error {
	if err := tx.BeginMinutes(held); err != nil {
		return err
	}
	a, err := tx.Agenda(held)
	if err != nil {
		return err
	}
	if _, _, err := tx.PutProse(held, a.Items[0].ID, "All were welcomed.", 0); err != nil {
		return err
	}
	if _, err := tx.Circulate(held); err != nil {
		return err
	}
	_, err = tx.ProposeCorrection(council.Correction{Meeting: held, Paragraph: "1.1", Wording: "Everybody was welcomed by Zebedee Quux.", Why: "Zebedee Quux was there too", By: id})
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO redactions (meeting, paragraph, why, was, at, by) VALUES (?, '1.1', 'It named a person.', 'Zebedee Quux was ill.', ?, ?)`, int64(held), stamp(tx.At()), int64(id))
	return err
}

func deliverTraces(tx *Tx, id, other council.MemberID) error {
	for i, to := range []council.Addressee{{Member: id}, {Member: other}, {Email: "Zebedee@Quux.example"}} {
		d := Delivery{Key: fmt.Sprint("k", i), Job: "j", To: to, Message: json.RawMessage(`{"text":"Zebedee Quux cannot come"}`), Due: noon}
		if _, err := tx.Deliver(d); err != nil {
			return err
		}
	}
	return nil
}

// paperTraces leaves a paper that the person wrote with a seat, and one without.
func paperTraces(tx *Tx, item council.ItemID, id council.MemberID) error {
	own, err := tx.PutPaper(council.Paper{Item: item, Title: "Own", Author: id, Purpose: council.ToDecide, Stage: council.PaperPromised})
	if err != nil {
		return err
	}
	if _, err := tx.PutPaper(council.Paper{Item: item, Title: "Guest's", Writer: "Zebedee Quux", Email: "zebedee@quux.example",
		Purpose: council.ToDecide, Stage: council.PaperAsked}); err != nil {
		return err
	}
	if err := errors.Join(tx.PutUpload(Upload{Paper: own, Slack: "F1", Name: "Plan of Zebedee Quux.pdf", Changed: "Zebedee Quux added a page", By: id}), tx.WantPack(1, 0, id)); err != nil {
		return err
	}
	_, err = tx.Receive(council.PaperRevision{Paper: own, Link: "https://council.example/paper", Changed: "Zebedee Quux added a page", By: id})
	return err
}

func TestAnExportHoldsEverythingOfAPerson(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	id, _ := fillPerson(t, s)
	text, err := s.ExportPerson(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var held map[string][]map[string]any
	if err := json.Unmarshal(text, &held); err != nil {
		t.Fatal(err)
	}
	for _, p := range personal {
		if len(held[p.table]) == 0 {
			t.Errorf("the export has nothing of %s", p.table)
		}
	}
	referring, err := list(t.Context(), s.read, scanText, `SELECT DISTINCT t.name FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k ON k."table" = 'members'`)
	if err != nil || len(referring) < 9 {
		t.Fatalf("tables that refer to members: %v, %v", referring, err)
	}
	for _, table := range referring {
		if !slices.ContainsFunc(personal, func(p struct{ table, query string }) bool { return p.table == table }) {
			t.Errorf("table %s holds something of a person and is not exported", table)
		}
	}
}

func TestNothingOfAnErasedPersonIsLeftButWhatTheMinutesKeep(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	id, held := fillPerson(t, s)
	// The minutes' name is told apart from all others by taking it out first.
	for _, upper := range []string{`UPDATE attendance SET name = upper(name), organisation = ''`,
		`UPDATE minutes_versions SET open = replace(replace(open, 'Zebedee', 'ZEBEDEE'), 'Quux', 'QUUX')`} {
		if _, err := s.write.conn.ExecContext(t.Context(), upper); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.ErasePerson(t.Context(), Change{Did: "member.erased", About: fmt.Sprintf("member/%d", id), At: noon}, id, nil); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, file := range files {
		content := []byte(mustRead(t, file))
		for _, trace := range []string{"Zebedee", "UZEBEDEE", "zebedee@", "quux", "Quux"} {
			if bytes.Contains(content, []byte(trace)) {
				t.Errorf("%s still holds %q", filepath.Base(file), trace)
			}
		}
	}
	if present, err := s.Attendance(t.Context(), held.ID); err != nil || !slices.ContainsFunc(present, func(p council.Presence) bool { return p.Name == "ZEBEDEE QUUX" }) {
		t.Errorf("attendance = %v, %v, want the name kept", present, err)
	}
	if text, err := s.ExportPerson(t.Context(), id); err != nil || strings.Contains(string(text), "members") {
		t.Errorf("an export after erasing = %s, %v", text, err)
	}
	if entries, err := s.Audit(t.Context(), Sought{By: id}); err != nil || len(entries) != 1 {
		t.Errorf("audit by the erased = %v, %v, want it kept by reference", entries, err)
	}
	if again := mustPut(t, s, council.Member{Name: "New"}); again <= id {
		t.Errorf("id %d is used again", again)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

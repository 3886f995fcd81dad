package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// secretary may see all.
var secretary = council.Eyes{Standing: council.Secretary, Now: noon}

// mustSearch searches and gives what was found.
func mustSearch(t testing.TB, s *Store, eyes council.Eyes, words string) Found {
	t.Helper()
	sought, err := council.ParseSearch(words)
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Search(t.Context(), eyes, sought)
	if err != nil {
		t.Fatalf("search for %q: %v", words, err)
	}
	return found
}

// titles are the titles of what was found, in order.
func titles(f Found) []string {
	all := []string{}
	for _, h := range f.Hits {
		all = append(all, plainPieces(h.Title))
	}
	return all
}

func plainPieces(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// fillRecord keeps items as a search may find them and gives their meeting.
func fillRecord(t testing.TB, s *Store) council.Meeting {
	t.Helper()
	m := mustCall(t, s, time.Date(2027, time.June, 10, 10, 0, 0, 0, london(t)))
	for _, words := range [][2]string{
		{"Shared service desk", "Agree to share one service desk from April."},
		{"Cyber exercise", "Hear what the exercise of the fire services taught. A service desk was not part of it."},
		{"Tŷ Hywel: the Welsh offices", "Decide on the move, and on Wi-Fi there."},
		{"Self-check of skills", "Discuss the self-check \"as is\" AND not NEAR the end: 50% * of it."},
		{"Microwave links", "Note the radio licences."},
	} {
		item := anItem(m, words[0], 0)
		item.Ask = words[1]
		mustAccept(t, s, mustPropose(t, s, item))
	}
	return m
}

func TestSearchFindsWhatIsMeant(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	fillRecord(t, s)
	tests := []struct {
		name, words string
		want        []string
	}{
		{"a title counts for more than a mention", "service desk", []string{"Shared service desk", "Cyber exercise"}},
		{"endings do not matter", "sharing services", []string{"Shared service desk", "Cyber exercise"}},
		{"accents do not matter", "ty hywel", []string{"Tŷ Hywel: the Welsh offices"}},
		{"Welsh letters are found as written", "Tŷ", []string{"Tŷ Hywel: the Welsh offices"}},
		{"a hyphen joins", "wi-fi", []string{"Tŷ Hywel: the Welsh offices"}},
		{"a hyphen may be a space", "self check", []string{"Self-check of skills"}},
		{"quotes make a phrase", `"one service desk"`, []string{"Shared service desk"}},
		{"an open quote is read to its end", `"radio licences`, []string{"Microwave links"}},
		{"the query language is words", `AND OR NOT NEAR( microwave* ^radio -links col:on`, []string{"Microwave links"}},
		{"a slip is mended", "micorwave", []string{"Microwave links"}},
		{"a slip in the first letter is mended", "nicrowave", []string{"Microwave links"}},
		{"plain words are left out", "what did we decide about the microwave", []string{"Microwave links", "Tŷ Hywel: the Welsh offices"}},
		{"some of the words will do", "microwave popcorn", []string{"Microwave links"}},
		{"what is not there is not found", "popcorn", []string{}},
		{"a kind is asked for", "kind:meeting quarterly", []string{"Quarterly meeting"}},
		{"a date is asked for", "microwave since 2028", []string{}},
		{"a date that fits", "microwave in June 2027", []string{"Microwave links"}},
		{"nothing is asked", "", []string{}},
		{"only marks are asked", `"" * -- ?`, []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, titles(mustSearch(t, s, secretary, tt.words))); diff != "" {
				t.Errorf("search for %q (-want +got)\n%s", tt.words, diff)
			}
		})
	}
}

func TestWordsFoundAreMarkedAndCorrectionsSaid(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	fillRecord(t, s)
	found := mustSearch(t, s, secretary, "sharing servise dessk popcorn")
	want := Found{Kinds: []council.Shelf{council.OfAgendas}, Corrected: []Correction{{"servise", "service"}, {"dessk", "desk"}}, Missing: []string{"popcorn"}}
	hits := found.Hits
	found.Hits = nil
	if diff := cmp.Diff(want, found); diff != "" || len(hits) == 0 {
		t.Fatalf("%d found (-want +got)\n%s", len(hits), diff)
	}
	title := []Piece{{"Shared", true}, {Text: " "}, {"service", true}, {Text: " "}, {"desk", true}}
	passage := []Piece{{Text: "Agree to "}, {"share", true}, {Text: " one "}, {"service", true}, {Text: " "}, {"desk", true}, {Text: " from April."}}
	if diff := cmp.Diff([][]Piece{title, passage}, [][]Piece{hits[0].Title, hits[0].Passage}); diff != "" || hits[0].Day.String() != "2027-06-10" {
		t.Errorf("of %s (-want +got)\n%s", hits[0].Day, diff)
	}
}

func TestAWordThatWasPutInLaterIsCorrectedToo(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	item := anItem(mustCall(t, s, noon.AddDate(0, 0, 30)), "Radio", 0)
	item.ID = mustPropose(t, s, item)
	mustSearch(t, s, secretary, "raido")
	item.Ask = "Buy microwave links."
	mustChange(t, s, Change{Did: "item.changed"}, func(tx *Tx) error { _, err := tx.PutItem(item); return err })
	if found := mustSearch(t, s, secretary, "micorwave"); len(found.Corrected) != 1 || len(found.Hits) != 1 {
		t.Errorf("a slip in a new word of the newest record: %+v, want it corrected", found)
	}
}

// TestTheIndexIsWhatARebuildWouldMake changes the record in every way there is
// and compares what the triggers kept with what the tables say.
func TestTheIndexIsWhatARebuildWouldMake(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := fillRecord(t, s)
	member := mustPut(t, s, council.Member{Name: "Ana", Organisation: "Gwynedd", Expertise: []string{"shared desks"}})
	rebuilt(t, s, "filled")
	mustChange(t, s, Change{Did: "card.shown", By: member}, func(tx *Tx) error { return tx.Consent(member, council.FieldName, council.Public) })
	item := anItem(m, "Supplier prices", member)
	item.Closed = "prices are being agreed"
	id := mustPropose(t, s, item)
	rebuilt(t, s, "proposed")
	mustAccept(t, s, id)
	mustPublish(t, s, m)
	rebuilt(t, s, "published")
	moved, err := m.Move(m.Starts.AddDate(0, 1, 0), "flood", noon)
	mustSettle(t, s, moved, err)
	mustPutOff(t, s, id)
	rebuilt(t, s, "moved and put off")
	mustChange(t, s, Change{Did: "question.put", By: member}, func(tx *Tx) error {
		_, err := tx.AddQuestion(Question{Words: "Who knows radio?", Asker: member, PutTo: "channel/council"})
		return err
	})
	rebuilt(t, s, "asked")
	if err := s.ErasePerson(t.Context(), Change{Did: "member.erased", At: noon}, member, nil); err != nil {
		t.Fatal(err)
	}
	rebuilt(t, s, "erased")
	if err := s.IndexPack(t.Context(), "1", func() []PackPassage {
		return []PackPassage{{Kind: council.OfRoles, Entry: "cto", Day: "2026-01-01", Title: "CTO", Body: "radio"}}
	}); err != nil {
		t.Fatal(err)
	}
	rebuilt(t, s, "with a pack")
}

// rebuilt compares the passages with the views that say what they should be, and
// has FTS5 compare its indexes with the passages.
func rebuilt(t *testing.T, s *Store, when string) {
	t.Helper()
	const columns = `printf('%s/%d/%d meeting %d on %s seen by %d or %s until %s: %s | %s', kind, ref, part, meeting, day, sees, owners, until, title, body)`
	views, err := list(context.Background(), s.read, scanText, `SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'findable\_%' ESCAPE '\'`)
	if err != nil || len(views) < 4 {
		t.Fatalf("views %v, %v", views, err)
	}
	var want []string
	for _, view := range views {
		rows, err := list(context.Background(), s.read, scanText, `SELECT `+columns+` FROM `+view)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, rows...)
	}
	got, err := list(context.Background(), s.read, scanText, `SELECT `+columns+` FROM passages WHERE entry = ''`)
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%s: %v, passages (-rebuilt +kept)\n%s", when, err, diff)
	}
	for _, index := range []string{"passages_fts"} {
		if _, err := s.write.conn.ExecContext(context.Background(), fmt.Sprintf(`INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)`, index, index)); err != nil {
			t.Errorf("%s: %s: %v", when, index, err)
		}
	}
}

func TestSearchShowsNobodyMoreThanTheyMaySee(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	sponsor := mustPut(t, s, council.Member{Name: "Sponsor", Region: "Zanzibar"})
	other := mustPut(t, s, council.Member{Name: "Other"})
	m := mustCall(t, s, noon.AddDate(0, 0, 30))
	propose := func(title, ask, closed string) council.ItemID {
		item := anItem(m, title, sponsor)
		item.Ask, item.Closed = ask, closed
		return mustPropose(t, s, item)
	}
	propose("Proposal zanzibar", "", "")
	mustAccept(t, s, propose("Closed item", "Agree the zanzibar price.", "prices"))
	mustChange(t, s, Change{Did: "question.put"}, func(tx *Tx) error {
		_, err := tx.AddQuestion(Question{Words: "zanzibar?", Asker: sponsor, PutTo: fmt.Sprintf("member/%d", other)})
		return err
	})
	tests := []struct {
		name string
		eyes council.Eyes
		want int
	}{
		{"anyone", council.Eyes{Now: noon}, 0},
		{"a deputy", council.Eyes{Standing: council.Deputy, Passes: []council.MeetingID{m.ID}, Now: noon}, 0},
		{"another member", council.Eyes{Member: other, Standing: council.Seated, Now: noon}, 0},
		{"the librarian", council.Eyes{Member: other, Standing: council.Librarian, Now: noon}, 1},
		{"the sponsor", council.Eyes{Member: sponsor, Standing: council.Seated, Now: noon}, 4},
		{"the secretary", council.Eyes{Member: other, Standing: council.Secretary, Now: noon}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, words := range []string{"zanzibar", "zanzibr", "zanzibar price", "kind:item zanzibar"} {
				found := mustSearch(t, s, tt.eyes, words)
				if words == "zanzibar" && len(found.Hits) != tt.want {
					t.Errorf("%q found %v, want %d", words, titles(found), tt.want)
				}
				if said := fmt.Sprint(found.Hits, found.Corrected, found.Recent); tt.want == 0 && strings.Contains(strings.ToLower(said), "zanzibar") {
					t.Errorf("%q tells of what is hidden: %+v", words, found)
				}
			}
			hidden, none := mustSearch(t, s, tt.eyes, "zanzibar"), mustSearch(t, s, tt.eyes, "nowhere")
			if tt.want == 0 && len(hidden.Missing) != len(none.Missing) {
				t.Errorf("a hidden word is told from one that nothing holds: %+v, %+v", hidden, none)
			}
		})
	}
}

func TestAPublishedClosedItemIsFoundByItsStub(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 30))
	item := anItem(m, "Closed item", 0)
	item.Ask, item.Closed = "Agree the zanzibar price.", "prices"
	mustAccept(t, s, mustPropose(t, s, item))
	mustPublish(t, s, m)
	for words, want := range map[string][]string{"closed prices": {"Closed item"}, "price": {"Closed item"}, "zanzibar": {}} {
		if got := titles(mustSearch(t, s, council.Eyes{Now: noon}, words)); !slices.Equal(got, want) {
			t.Errorf("anyone finds %v by %q, want %v", got, words, want)
		}
	}
}

func TestACardIsFoundAsFarAsItsMemberAgreed(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	ana := mustPut(t, s, council.Member{Name: "Ana Quux", Organisation: "Fire of Mercia", Region: "Wales"})
	agree := func(f council.Field, v council.Visibility) {
		mustChange(t, s, Change{By: ana, Did: "card.shown"}, func(tx *Tx) error { return tx.Consent(ana, f, v) })
	}
	count := func(eyes council.Eyes, words string) int { return len(mustSearch(t, s, eyes, words).Hits) }
	public, members := council.Eyes{Now: noon}, council.Eyes{Member: 99, Standing: council.Seated, Now: noon}
	check := func(when string, want ...int) {
		t.Helper()
		got := []int{count(public, "quux"), count(public, "mercia"), count(members, "quux"), count(members, "mercia"), count(secretary, "mercia")}
		if !slices.Equal(got, want) {
			t.Errorf("%s: found %v, want %v", when, got, want)
		}
	}
	check("before any consent", 0, 0, 0, 0, 1)
	agree(council.FieldOrganisation, council.Public)
	check("without the name", 0, 0, 0, 0, 1)
	agree(council.FieldName, council.Members)
	check("the name for members", 0, 0, 1, 1, 1)
	agree(council.FieldName, council.Public)
	check("the name for all", 1, 1, 1, 1, 1)
	public.Now, members.Now = noon.AddDate(2, 0, 0), noon.AddDate(2, 0, 0)
	check("not confirmed for two years", 0, 0, 1, 1, 1)
	public.Now = noon
	mustChange(t, s, Change{By: ana, Did: "card.withdrawn"}, func(tx *Tx) error { return tx.Withdraw(ana) })
	check("withdrawn", 0, 0, 0, 0, 1)
}

func FuzzSearch(f *testing.F) {
	s := mustOpen(f, f.TempDir())
	fillRecord(f, s)
	for _, seed := range []string{"service desk", `"a" AND (b OR NEAR(c d, 3)) ^x* -y col:z`, "kind:item since 2026 page:9", "‘’“”é\x00\x02\x03", "'; DROP TABLE items; --"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		sought, err := council.ParseSearch(words)
		if err != nil {
			return
		}
		if _, err := s.Search(t.Context(), secretary, sought); err != nil {
			t.Errorf("search for %q: %v", words, err)
		}
		again, err := council.ParseSearch(sought.Of(sought.Page))
		if err != nil || !cmp.Equal(sought, again) {
			t.Errorf("%q is read as %+v, and typed again as %+v, %v", words, sought, again, err)
		}
	})
}

package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// What becomes of a name in each column in which people write: it goes, or it is
// kept and told of. A column of text that is not among these, or among codes, has
// to be judged first.
var (
	goes = map[string]string{
		"deliveries": "message email channel", "replies": "deputy_name deputy_slack deputy_email", "questions": "words", "answers": "ask words", "items": "presenter", "papers": "writer email",
		"uploads": "name changed note", "paper_revisions": "name changed", "practices": "title problem did result took but word organisation before", "practice_uses": "line",
		"practice_quotes": "words", "captures": "words dissent unread_due unread_owners", "corrections": "wording why seat", "redactions": "was why", "capture_owners": "name", "action_owners": "name", "action_steps": "note", "packs": "reason",
	}
	stays = map[string]string{
		"items": "title ask closed late", "agendas": "late", "agenda_versions": "lines", "papers": "title late", "paper_revisions": "link", "file_passages": "text", "file_readings": "title findings",
		"minutes": "guests signed why", "minutes_prose": "text", "minutes_versions": "open closed", "decisions": "words dissent closed", "actions": "what closed", "meetings": "title place reason", "settings": "value",
	}
	// apart is what is another member's own, or names everybody who was there.
	apart = map[string]string{
		"members": "name organisation region title expertise email slack_id", "attendance": "name organisation deputy", "setups": "organisation folded", "practice_quotes": "name slack_id", "packs": "name",
	}
	codes = strings.Fields(`about after again agreed aside asked asks at began body changed_at channel circulated cites claim confirmed cost cover day delivery did door due ended entry field first
		folded function grants how items job joined join_link key kind last layer lease left licence link local lines made marking mode muted name note now number office out papers paragraph part put_to
		published purpose recalled result retired review role sector sent sha shared since size skill slack snoozed stage standing starts state step answer answered token topic touched ts type until value
		verified version visibility wanted was_due way begun wording zone posted_in lapses took unread_due code title`)
)

func judged(fates map[string]string, table, column string) bool {
	return slices.Contains(strings.Fields(fates[table]), column)
}

// TestANameGoesOrIsToldOfWhereverPeopleWrite puts a member's name into every column
// in which people write, in rows of others, and erases the member.
func TestANameGoesOrIsToldOfWhereverPeopleWrite(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	fillEverything(t, s)
	fillPerson(t, s)
	id := mustPut(t, s, council.Member{Name: "Wilhelmina Oakapple", SlackID: "UWILMA", Email: "wilma@oak.example"})
	mustChange(t, s, Change{}, set("said", "Ask"))
	for _, c := range textColumns(t, s) {
		table, column := c[0], c[1]
		switch free := judged(goes, table, column) || judged(stays, table, column); {
		case !free && !judged(apart, table, column) && !slices.Contains(codes, column):
			t.Errorf("%s.%s is not judged: does a person's name in it go, or stay and is told of?", table, column)
		case free:
			mustName(t, s, table, column)
		}
	}
	mustChange(t, s, Change{}, func(tx *Tx) error { // an approved note is the minutes' own
		_, err := tx.PutCapture(council.Capture{Kind: council.CaptureNote, Words: "Wilhelmina Oakapple spoke.", On: council.DayOf(noon), State: council.CaptureApproved})
		return err
	})
	var left []string
	if err := s.ErasePerson(t.Context(), Change{Did: "member.erased", At: noon}, id, func(_ *Tx, all []Left) error {
		for _, l := range all {
			if !slices.Contains(left, l.Where) {
				left = append(left, l.Where)
			}
			if l.Ref == "" || strings.Contains(l.Ref, "Oakapple") {
				t.Errorf("%+v does not say where without the name", l)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range textColumns(t, s) {
		there, err := first(t.Context(), s.read, scanNumber, fmt.Sprintf(`SELECT count(*) FROM "%s" WHERE "%[2]s" LIKE '%%oakapple%%' OR "%[2]s" LIKE '%%wilma%%'`, c[0], c[1]))
		if err != nil || (there > 0) != (judged(stays, c[0], c[1]) || there == 1 && c == [2]string{"captures", "words"}) {
			t.Errorf("%s.%s names the person %d times, %v", c[0], c[1], there, err)
		}
	}
	slices.Sort(left)
	if diff := cmp.Diff([]string{"action", "agenda", "decision", "item", "meeting", "minutes", "note", "paper", "setting"}, left); diff != "" {
		t.Errorf("told of (-want +got)\n%s", diff)
	}
}

// textColumns lists the columns of text by table, but for those of the index.
func textColumns(t *testing.T, s *Store) [][2]string {
	t.Helper()
	all, err := list(t.Context(), s.read, scanPair, `SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
		WHERE t.type = 'table' AND c.type = 'TEXT' AND t.name NOT LIKE 'passages%' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid`)
	if err != nil || len(all) < 100 {
		t.Fatalf("%d columns, %v", len(all), err)
	}
	return all
}

// mustName puts a name into a column of every row, as it can stand there.
func mustName(t *testing.T, s *Store, table, column string) {
	t.Helper()
	value := map[string]string{
		"deliveries.message": `'{"text":"Ask\nWilhelmina Oakapple."}'`, "deliveries.channel": `'UWILMA'`, "deliveries.email": `'Wilma@oak.example'`, "replies.deputy_slack": `'UWILMA'`,
		"replies.deputy_email": `'wilma@oak.example'`, "papers.email": `'wilma@oak.example'`, "captures.unread_owners": `'["Wilhelmina Oakapple"]'`, "file_readings.findings": `'[{"say":"Wilhelmina Oakapple"}]'`,
		"agenda_versions.lines": `'[{"title":"Wilhelmina Oakapple"}]'`, "minutes_versions.open": `'{"items":[{"number":"1","title":"Wilhelmina Oakapple"}]}'`, "minutes_versions.closed": `'{"items":[{"number":"1","title":"Wilhelmina Oakapple"}]}'`,
	}[table+"."+column]
	if value == "" {
		value = `"` + column + `" || ' by WILHELMINA OAKAPPLE, so'`
	}
	where := map[string]string{"deliveries.channel": ` WHERE rowid % 3 = 0`, "deliveries.email": ` WHERE rowid % 3 = 1`, "settings.value": ` WHERE name = 'said'`}[table+"."+column]
	n, err := s.write.conn.ExecContext(t.Context(), fmt.Sprintf(`UPDATE "%s" SET "%s" = %s%s`, table, column, value, where))
	if err != nil {
		t.Fatalf("%s.%s: %v", table, column, err)
	}
	if rows, err := n.RowsAffected(); err != nil || rows == 0 {
		t.Errorf("%s has no row to put a name into, %v", table, err)
	}
}

func TestANameThatTwoShareIsTakenFromNobody(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	first := mustPut(t, s, council.Member{Name: "Cai Rees", SlackID: "U1", Email: "a@x.example"})
	mustPut(t, s, council.Member{Name: "Cai Rees", SlackID: "U2", Email: "b@x.example"})
	practice := aPractice("Ask Cai Rees or <@U1>", 0)
	id := mustShare(t, s, practice, 0)
	if err := s.ErasePerson(t.Context(), Change{Did: "member.erased", At: noon}, first, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Practice(t.Context(), id); err != nil || got.Title != "Ask Cai Rees or <@a former member>" {
		t.Errorf("the practice is called %q, %v", got.Title, err)
	}
}

// TestWhatAStoppedMachineErasedIsClearedFromTheFileLater erases and does not come
// to rewriting the file.
func TestWhatAStoppedMachineErasedIsClearedFromTheFileLater(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	id := mustPut(t, s, council.Member{Name: "Wilhelmina Oakapple"})
	mustChange(t, s, Change{Did: "member.erased"}, func(tx *Tx) error {
		if _, err := tx.erase(id); err != nil {
			return err
		}
		return tx.SetSetting(scrubSetting, "due")
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for _, name := range []string{File, File + "-wal"} {
		if strings.Contains(mustRead(t, filepath.Join(dir, name)), "Oakapple") {
			t.Errorf("%s still holds the name", name)
		}
	}
}

package store

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"councilbot/internal/council"
)

// firstSearched is the step from which on all of the record is searched.
const firstSearched = 14

// TestARecordOfAnEarlierStepIsBroughtUpToDate copies a full record into files as
// earlier steps made them, and opens those. Whether search finds in each what it
// should is looked at when it is closed.
func TestARecordOfAnEarlierStepIsBroughtUpToDate(t *testing.T) {
	full := t.TempDir()
	s := mustOpen(t, full)
	fillEverything(t, s)
	fillPerson(t, s)
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	stride := 1
	if testing.Short() {
		stride = len(names) // the longest way alone
	}
	for step := firstSearched; step < len(names); step += stride {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			dir, script := t.TempDir(), ""
			for _, name := range names[:step] {
				script += mustRead(t, name)
			}
			mustMake(t, filepath.Join(dir, File), script+fmt.Sprintf(`PRAGMA user_version = %d`, step))
			mustCopy(t, filepath.Join(full, File), filepath.Join(dir, File))
			earlier := mustOpen(t, dir)
			if err := earlier.Check(t.Context()); err != nil {
				t.Error(err)
			}
			found, before := mustSearch(t, earlier, secretary, "clearpaper"), mustSearch(t, s, secretary, "clearpaper")
			if len(found.Hits) == 0 || len(found.Hits) != len(before.Hits) {
				t.Errorf("found %v, want %v", titles(found), titles(before))
			}
		})
	}
}

// mustCopy copies the rows of one file into the tables that another has, as far as
// it has their columns.
func mustCopy(t *testing.T, from, to string) {
	t.Helper()
	w, err := openWriter(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	if _, err := w.conn.ExecContext(t.Context(), `PRAGMA foreign_keys = 0; ATTACH ? AS full`, from); err != nil {
		t.Fatal(err)
	}
	rows, err := w.conn.QueryContext(t.Context(), `SELECT here.name, group_concat('"' || c.name || '"') FROM full.sqlite_schema there JOIN main.sqlite_schema here ON here.name = there.name AND here.type = 'table'
		JOIN pragma_table_info(here.name, 'main') c JOIN pragma_table_info(here.name, 'full') f ON f.name = c.name
		WHERE here.name NOT LIKE 'passages%' AND here.name NOT LIKE 'sqlite%' GROUP BY here.name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var script strings.Builder
	for rows.Next() {
		var table, columns string
		if err := rows.Scan(&table, &columns); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&script, "INSERT INTO main.%s (%s) SELECT %s FROM full.%s;\n", table, columns, columns, table)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	// Table by table the rows come in another order than they were written in, so
	// that what follows from some of them has not been found.
	refind := 0
	if err := w.conn.QueryRowContext(t.Context(), `SELECT count(*) FROM sqlite_schema WHERE name = 'refind'`).Scan(&refind); err != nil {
		t.Fatal(err)
	}
	if refind > 0 {
		script.WriteString("INSERT INTO refind SELECT DISTINCT kind, ref FROM findable;\n")
	}
	if _, err := w.conn.ExecContext(t.Context(), script.String()); err != nil {
		t.Fatalf("%v\n%s", err, script.String())
	}
}

// TestWhatIsClosedByNowIsTakenOutOfEarlierVersions is for records in which an item was
// put off from a draft and then closed: the draft's versions told it before step 20.
func TestWhatIsClosedByNowIsTakenOutOfEarlierVersions(t *testing.T) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	dir, script := t.TempDir(), ""
	for _, name := range names[:19] {
		script += mustRead(t, name)
	}
	mustMake(t, filepath.Join(dir, File), script+`PRAGMA user_version = 19;
		INSERT INTO meetings (id, title, local, zone, starts, minutes, place, join_link, state, reason, revision, sequence, channel) VALUES
			(1, '', '2027-06-10T10:00', 'Europe/London', '2027-06-10T09:00:00Z', 60, '', '', 'called', '', 1, 1, ''), (2, '', '2027-09-09T10:00', 'Europe/London', '2027-09-09T09:00:00Z', 60, '', '', 'called', '', 1, 1, '');
		INSERT INTO agendas VALUES (1, 1, '', '');
		INSERT INTO items (id, meeting, title, ask, purpose, minutes, presenter, closed, state, part, standing, place, number, carried, pulled, late, at) VALUES
			(5, 2, 'A contract', 'Pay zanzibar.', 'decision', 5, '', 'prices', 'accepted', 'business', '', 1, '', 1, 0, '', '2027-03-01T09:00:00Z');
		INSERT INTO agenda_versions VALUES (1, 1, '2027-03-01T09:00:00Z', '[{"item":4,"number":"1","title":"Open","ask":"Agree \"it\".","minutes":5,"state":"accepted"},{"item":5,"number":"2","title":"A contract","ask":"Pay zanzibar.","purpose":"decision","minutes":5,"state":"accepted"}]');`)
	s := mustOpen(t, dir)
	versions, err := s.AgendaVersions(t.Context(), 1)
	want := []council.Line{{Item: 4, Number: "1", Title: "Open", Ask: `Agree "it".`, Minutes: 5, State: council.ItemAccepted}, {Item: 5, Number: "2", Title: "A contract", Minutes: 5, State: council.ItemAccepted}}
	if err != nil || len(versions) != 1 || !slices.Equal(versions[0].Lines, want) {
		t.Errorf("the versions are %+v, %v, want %+v", versions, err, want)
	}
}

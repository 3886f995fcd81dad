package store

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var noon = time.Date(2027, time.March, 4, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		switch plan := os.Getenv(senderPlan); plan {
		case "":
			child(dir)
		case holds:
			holder(dir)
		default:
			sender(dir, plan)
		}
		return
	}
	os.Exit(m.Run())
}

// migrated is a new database, made once for all tests: to go through every
// migration takes two seconds under the race detector. Package storetest does this
// for the tests of others.
var migrated = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "councilbot-store-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	s, err := Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, File))
})

// mustOpen opens a store that is closed with the test.
func mustOpen(t testing.TB, dir string) *Store {
	t.Helper()
	content, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	if f, err := os.OpenFile(filepath.Join(dir, File), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err == nil { // neither a file there, nor no folder
		if _, err := f.Write(content); err != nil || f.Close() != nil {
			t.Fatal("the new database could not be written")
		}
	}
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t, ok := t.(*testing.T); ok && s.Check(context.Background()) == nil {
			rebuilt(t, s, "at the end")
		}
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// mustChange makes a change that must succeed and be new.
func mustChange(t testing.TB, s *Store, c Change, fn func(*Tx) error) {
	t.Helper()
	if c.At.IsZero() {
		c.At = noon
	}
	fresh, err := s.Change(t.Context(), c, fn)
	if err != nil || !fresh {
		t.Fatalf("Change(%+v) = %v, %v, want true, nil", c, fresh, err)
	}
}

// mustPut keeps a member and gives the id.
func mustPut(t testing.TB, s *Store, m council.Member) (id council.MemberID) {
	t.Helper()
	mustChange(t, s, Change{Did: "member.added"}, func(tx *Tx) (err error) {
		id, err = tx.PutMember(m)
		tx.About(fmt.Sprintf("member/%d", id))
		return err
	})
	return id
}

func set(name, value string) func(*Tx) error {
	return func(tx *Tx) error { return tx.SetSetting(name, value) }
}

func TestTheSchemaIsTheGoldenOne(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	parts, err := list(t.Context(), s.read, scanText,
		`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name`)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(parts, ";\n\n") + ";\n"
	if *update {
		if err := os.WriteFile("testdata/schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("schema (-want +got); if the change is meant, use -update:\n%s", diff)
	}
	for _, table := range parts {
		head, _, _ := strings.Cut(table, "\n")
		if strings.HasPrefix(table, "CREATE TABLE '") {
			continue // FTS5's own
		}
		if strings.HasPrefix(table, "CREATE TABLE") && !strings.Contains(table, "sqlite_sequence") && !strings.Contains(head, "-- ") {
			t.Errorf("%q has no line saying what the table means", head)
		}
	}
}

func TestEveryConnectionIsSetUp(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	write := func(pragma string) (string, error) {
		stmt, err := s.write.prepare(t.Context(), "PRAGMA "+pragma)
		if err != nil {
			return "", err
		}
		return scanText(stmt.QueryRow())
	}
	read := func(pragma string) (string, error) {
		return first(t.Context(), s.read, scanText, "PRAGMA "+pragma)
	}
	tests := []struct {
		name, pragma, want string
		ask                func(string) (string, error)
	}{
		{"the writer waits for a lock", "busy_timeout", "5000", write},
		{"the writer logs ahead", "journal_mode", "wal", write},
		{"the writer holds to foreign keys", "foreign_keys", "1", write},
		{"the writer syncs at checkpoints", "synchronous", "1", write},
		{"the writer trusts no schema", "trusted_schema", "0", write},
		{"a reader waits for a lock", "busy_timeout", "5000", read},
		{"a reader cannot write", "query_only", "1", read},
		{"the writer's file is ours", "application_id", fmt.Sprint(ours), write},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, err := test.ask(test.pragma); err != nil || got != test.want {
				t.Errorf("%s = %q, %v, want %q", test.pragma, got, err, test.want)
			}
		})
	}
}

func TestAFileThatIsNotOursIsRefusedAndLeftAlone(t *testing.T) {
	tests := []struct {
		name, make, say string
	}{
		{"another program's database", `CREATE TABLE t (x)`, "not a councilbot database"},
		{"another program's empty database", `PRAGMA application_id = 7`, "not a councilbot database"},
		{"a newer version's database", fmt.Sprintf(`CREATE TABLE t (x); PRAGMA application_id = %d; PRAGMA user_version = 9999`, ours), "newer version"},
		{"no database at all", "", "not a councilbot database"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, File)
			if test.make == "" {
				mustWrite(t, path, strings.Repeat("To whom it may concern. ", 50))
			} else {
				mustMake(t, path, test.make)
			}
			before := mustRead(t, path)
			_, err := Open(t.Context(), dir)
			var p *council.Problem
			if !errors.As(err, &p) || !strings.Contains(p.Say, test.say) {
				t.Errorf("Open = %v, want a problem saying %q", err, test.say)
			}
			if got := mustRead(t, path); got != before {
				t.Error("the file was changed")
			}
		})
	}
}

func mustMake(t *testing.T, path, script string) {
	t.Helper()
	w, err := openWriter(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.conn.ExecContext(t.Context(), script); err != nil {
		t.Fatal(err)
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
}

func mustWrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAFolderWithAnAwkwardNameOpens(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Siân's data? 100%#1&x=y")
	s := mustOpen(t, dir)
	mustChange(t, s, Change{Did: "setting.changed"}, set("a", "1"))
	if _, err := os.Stat(filepath.Join(dir, File)); err != nil {
		t.Error(err)
	}
}

func TestManyOpenOneFreshFolderAtOnce(t *testing.T) {
	dir := t.TempDir()
	errs := make([]error, 8)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() {
			s, err := Open(context.Background(), dir)
			if err == nil {
				_, err = s.Change(context.Background(), Change{Did: "x", At: noon}, set(fmt.Sprint(i), "1"))
				err = errors.Join(err, s.Close())
			}
			errs[i] = err
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
}

func TestASoundFilePassesTheCheckAndADamagedOneDoesNot(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("Check of a sound file: %v", err)
	}
	if _, err := s.write.conn.ExecContext(t.Context(), `PRAGMA foreign_keys = 0;
		INSERT INTO looked VALUES (99, 'role/cto', '1'); PRAGMA foreign_keys = 1`); err != nil {
		t.Fatal(err)
	}
	var p *council.Problem
	if err := s.Check(t.Context()); !errors.As(err, &p) || !strings.Contains(p.Say, "looked points to a missing row of members") {
		t.Errorf("Check = %v, want a problem naming the orphan", err)
	}
}

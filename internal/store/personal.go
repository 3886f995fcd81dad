package store

import (
	"context"
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// personal says, for each table that holds something of a person, how to read it
// for the person (?1 is the member's id). It is the whole of what an export of
// one's data contains; a test compares it with the schema.
var personal = []struct{ table, query string }{
	{"members", `SELECT * FROM members WHERE id = ?1`},
	{"cards", `SELECT * FROM cards WHERE member = ?1`},
	{"consents", `SELECT * FROM consents WHERE member = ?1 ORDER BY id`},
	{"preferences", `SELECT * FROM preferences WHERE member = ?1`},
	{"terms", `SELECT * FROM terms WHERE member = ?1 ORDER BY since`},
	{"buddies", `SELECT * FROM buddies WHERE ?1 IN (newcomer, buddy) ORDER BY at`},
	{"visits", `SELECT * FROM visits WHERE member = ?1`},
	{"habits", `SELECT * FROM habits WHERE member = ?1 ORDER BY way`},
	{"looked", `SELECT * FROM looked WHERE member = ?1 ORDER BY entry`},
	{"replies", `SELECT * FROM replies WHERE member = ?1 ORDER BY meeting`},
	{"items", `SELECT * FROM items WHERE sponsor = ?1 ORDER BY id`},
	{"papers", `SELECT * FROM papers WHERE author = ?1 ORDER BY id`},
	{"paper_revisions", `SELECT * FROM paper_revisions WHERE by = ?1 ORDER BY paper, number`},
	{"packs", `SELECT id, meeting, number, version, state, wanted, made FROM packs WHERE by = ?1 ORDER BY id`},
	{"uploads", `SELECT id, paper, name, changed, state, note, at FROM uploads WHERE by = ?1 ORDER BY id`},
	{"action_owners", `SELECT a.id, a.what, a.due, a.state, a.meeting, a.item FROM action_owners o JOIN actions a ON a.id = o.action WHERE o.member = ?1 ORDER BY a.id`},
	{"action_steps", `SELECT * FROM action_steps WHERE by = ?1 ORDER BY id`},
	{"captures", `SELECT * FROM captures WHERE by = ?1 ORDER BY id`},
	{"capture_owners", `SELECT c.id, c.words, c.due, c.state FROM capture_owners o JOIN captures c ON c.id = o.capture WHERE o.member = ?1 ORDER BY c.id`},
	{"setups", `SELECT * FROM setups WHERE begun_by = ?1 ORDER BY id`},
	{"setup_people", `SELECT * FROM setup_people WHERE member = ?1`},
	{"setup_steps", `SELECT * FROM setup_steps WHERE by = ?1 ORDER BY setup, step`},
	{"selfchecks", `SELECT * FROM selfchecks WHERE member = ?1 ORDER BY role, skill`},
	{"practices", `SELECT * FROM practices WHERE ?1 IN (owner, contact, verified_by) OR id IN (SELECT practice FROM practice_tellers WHERE member = ?1) ORDER BY id`},
	{"practice_tellers", `SELECT * FROM practice_tellers WHERE member = ?1 ORDER BY practice`},
	{"practice_uses", `SELECT * FROM practice_uses WHERE member = ?1 ORDER BY practice`},
	{"practice_quotes", `SELECT * FROM practice_quotes WHERE member = ?1 ORDER BY id`},
	{"answers", `SELECT * FROM answers WHERE by = ?1 ORDER BY id`},
	{"questions", `SELECT * FROM questions WHERE asker = ?1 ORDER BY id`},
	{"deliveries", `SELECT id, job, meeting, message, due, state, sent, note FROM deliveries WHERE member = ?1 ORDER BY due, id`},
	{"corrections", `SELECT * FROM corrections WHERE member = ?1 ORDER BY id`},
	{"minutes_prose", `SELECT * FROM minutes_prose WHERE by = ?1 ORDER BY meeting, item`},
	{"redactions", `SELECT meeting, paragraph, why, at FROM redactions WHERE by = ?1 ORDER BY id`},
	{"attendance", `SELECT * FROM attendance WHERE member = ?1 OR name = (SELECT name FROM members WHERE id = ?1) ORDER BY meeting`},
	{"audit", `SELECT * FROM audit WHERE by = ?1 OR about = 'member/' || ?1 ORDER BY id`},
}

// ExportPerson gives everything that is kept of a member as JSON: by table, the
// rows with their columns.
func (s *Store) ExportPerson(ctx context.Context, id council.MemberID) ([]byte, error) {
	held := map[string][]map[string]any{}
	for _, p := range personal {
		rows, err := s.table(ctx, p.query, int64(id))
		if err != nil {
			return nil, fmt.Errorf("export %s of member %d: %w", p.table, id, err)
		}
		if len(rows) > 0 {
			held[p.table] = rows
		}
	}
	return json.MarshalIndent(held, "", "  ")
}

// table reads a query's rows by their columns' names.
func (s *Store) table(ctx context.Context, query string, args ...any) ([]map[string]any, error) {
	stmt, err := s.read.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all []map[string]any
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		record := make(map[string]any, len(names))
		for i, name := range names {
			record[name] = values[i]
		}
		all = append(all, record)
	}
	return all, rows.Err()
}

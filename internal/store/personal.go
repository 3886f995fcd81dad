package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

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

// ErasePerson removes everything that is kept of a member, for good and from the
// file's free pages too. What stays is what the minutes keep, the attendance of
// meetings that were held and the words of decisions and actions, and the audit, which names people by an id that now
// leads nowhere. What the member owes passes to nobody.
func (s *Store) ErasePerson(ctx context.Context, c Change, id council.MemberID) error {
	_, err := s.Change(ctx, c, func(tx *Tx) error { return tx.erase(id) })
	if err != nil {
		return err
	}
	return s.scrub(ctx)
}

func (tx *Tx) erase(id council.MemberID) error {
	m, err := tx.Member(id)
	if err != nil {
		return err
	}
	if m.ID == 0 {
		return &council.Problem{Field: "member", Say: "Nothing is kept of this person, so there is nothing to erase."}
	}
	tx.people = true
	if err := tx.handOver(id, 0); err != nil {
		return err
	}
	if err := tx.erasePractices(m); err != nil {
		return err
	}
	if err := tx.eraseSaid(id); err != nil {
		return err
	}
	if _, err := tx.exec(`DELETE FROM members WHERE id = ?`, int64(id)); err != nil {
		return err
	}
	for _, trace := range []string{m.Name, m.SlackID, m.Email} {
		if strings.TrimSpace(trace) == "" {
			continue
		}
		if err := tx.eraseTrace(trace); err != nil {
			return err
		}
	}
	return nil
}

// eraseTrace removes a name, a Slack id or an address from what was written for
// others: messages and questions that mention it, replies that name it as a
// deputy, items that it was to present, papers that it wrote, and what was
// captured or said of an action. The words of decisions and actions are the
// minutes' own and stay.
func (tx *Tx) eraseTrace(trace string) error {
	quoted, err := json.Marshal(trace)
	if err != nil {
		return err
	}
	inside := string(quoted[1 : len(quoted)-1])
	for _, statement := range []string{
		`UPDATE deliveries SET message = 'null', state = iif(state IN ('due', 'claimed'), 'skipped', state),
			note = 'Erased, because it named a person who asked for it.' WHERE instr(message, ?1) OR instr(message, ?2)`,
		`DELETE FROM deliveries WHERE (lower(email) = lower(?1) OR channel = ?1) AND ?2 <> ''`,
		`UPDATE replies SET deputy_name = 'a deputy', deputy_slack = '', deputy_email = ''
			WHERE ?1 IN (deputy_name, deputy_slack, deputy_email) AND ?2 <> ''`,
		`UPDATE questions SET words = '' WHERE instr(words, ?1) AND ?2 <> ''`,
		`UPDATE items SET presenter = '' WHERE instr(presenter, ?1) AND ?2 <> ''`,
		`UPDATE papers SET writer = '', email = '' WHERE (instr(writer, ?1) OR lower(email) = lower(?1)) AND ?2 <> ''`,
		`UPDATE uploads SET name = replace(name, ?1, 'author'), changed = replace(changed, ?1, 'somebody') WHERE (instr(name, ?1) OR instr(changed, ?1)) AND ?2 <> ''`,
		`UPDATE paper_revisions SET name = replace(name, ?1, 'author'), changed = replace(changed, ?1, 'somebody') WHERE (instr(name, ?1) OR instr(changed, ?1)) AND ?2 <> ''`,
		`UPDATE practices SET title = replace(title, ?1, 'a colleague'), problem = replace(problem, ?1, 'a colleague'), did = replace(did, ?1, 'a colleague'),
			result = replace(result, ?1, 'a colleague'), but = replace(but, ?1, 'a colleague'), word = replace(word, ?1, 'a colleague') WHERE ?2 <> ''`,
		`UPDATE practices SET before = '' WHERE instr(before, ?1) OR instr(before, ?2)`,
		`UPDATE practice_uses SET line = replace(line, ?1, 'a colleague') WHERE ?2 <> ''`,
		`DELETE FROM practice_quotes WHERE ?1 IN (slack_id, name) AND ?2 <> ''`,
		`UPDATE practice_quotes SET words = replace(words, ?1, 'a colleague') WHERE ?2 <> ''`,
		`UPDATE captures SET words = '', dissent = '', state = iif(state = 'captured', 'dropped', state)
			WHERE (instr(words, ?1) OR instr(dissent, ?1)) AND (kind <> 'note' OR state <> 'approved') AND ?2 <> ''`,
		`UPDATE captures SET unread_owners = '[]' WHERE instr(unread_owners, ?2) AND ?1 <> ''`,
		`UPDATE corrections SET why = replace(why, ?1, 'a colleague') WHERE instr(why, ?1) AND ?2 <> ''`,
		`UPDATE redactions SET was = '' WHERE instr(was, ?1) AND ?2 <> ''`,
		`UPDATE capture_owners SET name = '' WHERE instr(name, ?1) AND ?2 <> ''`,
		`UPDATE action_owners SET name = '' WHERE instr(name, ?1) AND ?2 <> ''`,
		`UPDATE action_steps SET note = '' WHERE instr(note, ?1) AND ?2 <> ''`,
	} {
		if _, err := tx.exec(statement, trace, inside); err != nil {
			return err
		}
	}
	return nil
}

// scrub rewrites the file without what was deleted, and empties the log.
func (s *Store) scrub(ctx context.Context) error {
	if err := s.write.takeWithin(ctx); err != nil {
		return err
	}
	defer s.write.give()
	ctx = context.WithoutCancel(ctx)
	if _, err := s.write.conn.ExecContext(ctx, `VACUUM`); err != nil {
		return fmt.Errorf("clear the file of what was erased: %w", err)
	}
	var busy, frames, moved int
	if err := s.write.conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved); err != nil {
		return fmt.Errorf("empty the log of what was erased: %w", err)
	}
	if busy != 0 {
		return &council.Problem{Say: "The data is erased from the records, but another copy of the program is reading, so traces stay in council.db-wal. " +
			"Stop that copy and restart this one to clear them."}
	}
	return nil
}

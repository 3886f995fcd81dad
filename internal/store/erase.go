package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

	"modernc.org/sqlite"

	"councilbot/internal/council"
)

// Left is a place where the name of somebody who was erased still stands, because
// it is the council's record, or in words that only a person can put otherwise.
type Left struct {
	Where string // item, agenda, paper, minutes, note, decision, action, meeting, setting
	Ref   string // its number as people type it, as D-2027-04; of agendas, minutes, notes and meetings their day, as 2027-03-11; of a setting its name
}

// ErasePerson removes everything that is kept of a member, for good and from the
// file's free pages too. What the member owes passes to nobody. Where others wrote
// the member's whole name, Slack account or e-mail address, council.FormerMember
// stands instead, or nothing. What stays is the council's record: the attendance
// and the words of minutes, agendas, papers, decisions and actions; and the audit,
// which names people by an id that now leads nowhere. tell is given where the name
// still stands, within the change, so that somebody can be told; it may be nil.
func (s *Store) ErasePerson(ctx context.Context, c Change, id council.MemberID, tell func(*Tx, []Left) error) error {
	_, err := s.Change(ctx, c, func(tx *Tx) error {
		left, err := tx.erase(id)
		if err == nil {
			err = tx.SetSetting(scrubSetting, "due")
		}
		if err != nil || tell == nil {
			return err
		}
		return tell(tx, left)
	})
	if err != nil {
		return err
	}
	return s.scrub(ctx)
}

func (tx *Tx) erase(id council.MemberID) ([]Left, error) {
	m, err := tx.Member(id)
	if err != nil {
		return nil, err
	}
	if m.ID == 0 {
		return nil, &council.Problem{Field: "member", Say: "Nothing is kept of this person, so there is nothing to erase."}
	}
	traces, err := tx.tracesOf(m)
	if err != nil {
		return nil, err
	}
	tx.people = true
	if err := tx.handOver(id, 0); err != nil {
		return nil, err
	}
	if err := tx.erasePractices(m); err != nil {
		return nil, err
	}
	if err := tx.eraseSaid(id); err != nil {
		return nil, err
	}
	if _, err := tx.exec(`DELETE FROM members WHERE id = ?`, int64(id)); err != nil {
		return nil, err
	}
	for _, statement := range eraseTraces {
		if _, err := tx.exec(statement, traces); err != nil {
			return nil, fmt.Errorf("take a name out: %w", err)
		}
	}
	return list(tx.ctx, tx, scanLeft, namedStill, traces)
}

// erasePractices removes what a person has written for the library and nobody
// has approved, and their body's name from what stays.
func (tx *Tx) erasePractices(m council.Member) error {
	for _, statement := range []string{
		`DELETE FROM practices WHERE state IN ('draft', 'returned', 'proposed') AND (owner = ?1 OR id IN (SELECT practice FROM practice_tellers WHERE member = ?1)) AND ?2 = ?2`,
		`UPDATE practices SET before = '' WHERE ?1 IN (owner, verified_by) AND ?2 = ?2`,
		`UPDATE practices SET organisation = '' WHERE ?1 IN (owner, verified_by) AND organisation = ?2`,
	} {
		if _, err := tx.exec(statement, int64(m.ID), m.Organisation); err != nil {
			return err
		}
	}
	return nil
}

// eraseSaid removes what a member wrote of actions, and what they captured once
// that is settled: approved, it stands in the register, or as a note in the
// minutes.
func (tx *Tx) eraseSaid(id council.MemberID) error {
	for _, statement := range []string{
		`UPDATE action_steps SET note = '' WHERE by = ?`,
		`UPDATE captures SET unread_owners = '[]', words = iif(state = 'captured' OR kind = 'note' AND state = 'approved', words, '') WHERE by = ?`,
	} {
		if _, err := tx.exec(statement, int64(id)); err != nil {
			return err
		}
	}
	return nil
}

// betweenTraces parts what a person is known by, for the functions of SQL's that
// look for it.
const betweenTraces = "\x1f"

// tracesOf gives what a member is known by in what others wrote. A name that
// another member has too is not looked for: it would be taken from that one.
func (tx *Tx) tracesOf(m council.Member) (string, error) {
	all, err := listMembers(tx.ctx, tx)
	traces := []string{m.SlackID, m.Email}
	if !slices.ContainsFunc(all, func(other council.Member) bool {
		return other.ID != m.ID && council.Fold(other.Name) == council.Fold(m.Name)
	}) {
		traces = append(traces, m.Name)
	}
	return strings.Join(traces, betweenTraces), err
}

// escapes are what encoding/json writes for characters between words, of which the
// letters would be taken for words.
var escapes = strings.NewReplacer(`\n`, " ", `\t`, " ", `\r`, " ", `\u003c`, " ", `\u003e`, " ", `\u0026`, " ")

// In SQL, names(text, traces) is whether one of a person's traces stands in a text,
// as council.Names finds it, or in JSON, and unname(text, traces) the text without
// them.
func init() {
	sqlite.MustRegisterDeterministicScalarFunction("names", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		text, traces := escapes.Replace(fmt.Sprint(args[0])), strings.Split(fmt.Sprint(args[1]), betweenTraces)
		return slices.ContainsFunc(traces, func(trace string) bool { return council.Names(text, trace) }), nil
	})
	sqlite.MustRegisterDeterministicScalarFunction("unname", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		text := fmt.Sprint(args[0])
		for trace := range strings.SplitSeq(fmt.Sprint(args[1]), betweenTraces) {
			text = council.Unname(text, trace)
		}
		return text, nil
	})
}

// eraseTraces take a person's traces (?1) out of what others wrote: of messages,
// questions and what was captured nothing stays that names them; of what others
// read, the rest does.
var eraseTraces = []string{
	`DELETE FROM deliveries WHERE names(email, ?1) OR names(channel, ?1)`,
	`UPDATE deliveries SET message = 'null', state = iif(state IN ('due', 'claimed'), 'skipped', state), note = 'Erased, because it named a person who asked for it.'
		WHERE names(message, ?1)`,
	`UPDATE replies SET deputy_name = 'a deputy', deputy_slack = '', deputy_email = ''
		WHERE names(deputy_name, ?1) OR names(deputy_slack, ?1) OR names(deputy_email, ?1)`,
	`UPDATE questions SET words = '' WHERE names(words, ?1)`,
	`UPDATE answers SET ask = unname(ask, ?1), words = unname(words, ?1) WHERE names(ask, ?1) OR names(words, ?1)`,
	`UPDATE items SET presenter = '' WHERE names(presenter, ?1)`,
	`UPDATE papers SET writer = '', email = '' WHERE names(writer, ?1) OR names(email, ?1)`,
	`UPDATE uploads SET name = unname(name, ?1), changed = unname(changed, ?1), note = unname(note, ?1) WHERE names(name || char(10) || changed || char(10) || note, ?1)`,
	`UPDATE packs SET reason = unname(reason, ?1) WHERE names(reason, ?1)`,
	`UPDATE paper_revisions SET name = unname(name, ?1), changed = unname(changed, ?1) WHERE names(name, ?1) OR names(changed, ?1)`,
	`UPDATE practices SET title = unname(title, ?1), problem = unname(problem, ?1), did = unname(did, ?1), result = unname(result, ?1),
		took = unname(took, ?1), but = unname(but, ?1), word = unname(word, ?1), organisation = unname(organisation, ?1)
		WHERE names(title || char(10) || problem || char(10) || did || char(10) || result || char(10) || took || char(10) || but || char(10) || word || char(10) || organisation, ?1)`,
	`UPDATE practices SET before = '' WHERE names(before, ?1)`,
	`UPDATE practice_uses SET line = unname(line, ?1) WHERE names(line, ?1)`,
	`DELETE FROM practice_quotes WHERE member IS NULL AND (names(slack_id, ?1) OR names(name, ?1))`,
	`UPDATE practice_quotes SET words = unname(words, ?1) WHERE names(words, ?1)`,
	`UPDATE captures SET words = '', dissent = '', state = iif(state = 'captured', 'dropped', state)
		WHERE (names(words, ?1) OR names(dissent, ?1)) AND (kind <> 'note' OR state <> 'approved')`,
	`UPDATE captures SET unread_due = unname(unread_due, ?1) WHERE names(unread_due, ?1)`,
	`UPDATE captures SET unread_owners = '[]' WHERE names(unread_owners, ?1)`,
	`UPDATE corrections SET wording = unname(wording, ?1), why = unname(why, ?1), seat = unname(seat, ?1) WHERE names(wording || char(10) || why || char(10) || seat, ?1)`,
	`UPDATE redactions SET was = '' WHERE names(was, ?1)`,
	`UPDATE redactions SET why = unname(why, ?1) WHERE names(why, ?1)`,
	`UPDATE capture_owners SET name = '' WHERE names(name, ?1)`,
	`UPDATE action_owners SET name = '' WHERE names(name, ?1)`,
	`UPDATE action_steps SET note = '' WHERE names(note, ?1)`,
}

// namedStill lists where the council's record names a person (?1). The attendance
// is not among it: it names everybody.
const namedStill = `SELECT 'item', 'i' || id FROM items WHERE names(title, ?1) OR names(ask, ?1) OR names(closed, ?1) OR names(late, ?1)
	UNION ALL SELECT 'agenda', substr(g.local, 1, 10) FROM agendas a JOIN meetings g ON g.id = a.meeting WHERE names(a.late, ?1)
		OR EXISTS (SELECT 1 FROM agenda_versions WHERE meeting = a.meeting AND names(lines, ?1))
	UNION ALL SELECT 'paper', CAST(id AS TEXT) FROM papers p WHERE names(title, ?1) OR names(late, ?1)
		OR EXISTS (SELECT 1 FROM paper_revisions r JOIN file_passages f ON f.sha = r.sha WHERE r.paper = p.id AND names(f.text, ?1))
		OR EXISTS (SELECT 1 FROM paper_revisions r JOIN file_readings g ON g.sha = r.sha WHERE r.paper = p.id AND names(g.title || g.findings, ?1))
	UNION ALL SELECT 'minutes', substr(g.local, 1, 10) FROM minutes m JOIN meetings g ON g.id = m.meeting WHERE names(m.guests || char(10) || m.signed || char(10) || m.why, ?1)
		OR EXISTS (SELECT 1 FROM minutes_prose WHERE meeting = m.meeting AND names(text, ?1))
		OR EXISTS (SELECT 1 FROM minutes_versions WHERE meeting = m.meeting AND names(json_remove(open, '$.present') || closed, ?1))
	UNION ALL SELECT 'note', day FROM captures WHERE kind = 'note' AND state = 'approved' AND names(words, ?1)
	UNION ALL SELECT 'decision', printf('D-%d-%02d', year, place) FROM decisions WHERE names(words, ?1) OR names(dissent, ?1) OR names(closed, ?1)
	UNION ALL SELECT 'action', 'A' || id FROM actions WHERE names(what, ?1) OR names(closed, ?1)
	UNION ALL SELECT 'meeting', substr(local, 1, 10) FROM meetings WHERE names(title, ?1) OR names(place, ?1) OR names(reason, ?1)
	UNION ALL SELECT 'setting', name FROM settings WHERE names(value, ?1)`

func scanLeft(r row) (l Left, err error) { err = r.Scan(&l.Where, &l.Ref); return l, err }

// scrubSetting is the setting that says that something was erased of which traces
// may still be in the file.
const scrubSetting = "erase.scrub"

// scrubAgain does what a machine that stopped while it erased has left undone. What
// another copy of the program keeps from it waits for the next time.
func (s *Store) scrubAgain(ctx context.Context) error {
	due, err := s.Setting(ctx, scrubSetting)
	if err != nil || due == "" {
		return err
	}
	if err := s.scrub(ctx); !errors.As(err, new(*council.Problem)) {
		return err
	}
	return nil
}

// scrub rewrites the file without what was deleted, and empties the log.
func (s *Store) scrub(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if err := s.rewrite(ctx); err != nil {
		return err
	}
	_, err := s.Change(ctx, Change{}, func(tx *Tx) error { return tx.SetSetting(scrubSetting, "") })
	return err
}

func (s *Store) rewrite(ctx context.Context) error {
	s.write.take()
	defer s.write.give()
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

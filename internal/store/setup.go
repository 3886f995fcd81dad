package store

import (
	"context"
	"fmt"

	"councilbot/internal/council"
)

// setupColumns are read by scanSetup.
const setupColumns = `id, organisation, body, size, mode, coalesce(begun_by, 0), begun, shared, token`

// Setup gives the setup that a member works on; the zero Setup when there is
// none. Whether it is open to the member, [council.Setup.OpenTo] says.
func (s *Store) Setup(ctx context.Context, member council.MemberID) (council.Setup, error) {
	return readSetup(ctx, s.read, setupOfMember, int64(member))
}

// SharedSetup gives the setup that is shared with an organisation's members;
// the zero Setup when there is none.
func (s *Store) SharedSetup(ctx context.Context, organisation string) (council.Setup, error) {
	return readSetup(ctx, s.read, setupOfBody, council.Fold(organisation))
}

// SetupByToken gives the setup whose printable plan has a token; the zero Setup
// when there is none.
func (s *Store) SetupByToken(ctx context.Context, token string) (council.Setup, error) {
	if token == "" {
		return council.Setup{}, nil
	}
	return readSetup(ctx, s.read, `SELECT `+setupColumns+` FROM setups WHERE token = ?`, token)
}

// Setups lists every setup, oldest first.
func (s *Store) Setups(ctx context.Context) ([]council.Setup, error) {
	all, err := list(ctx, s.read, scanSetup, `SELECT `+setupColumns+` FROM setups ORDER BY id`)
	for i := range all {
		if err == nil {
			err = fillSetup(ctx, s.read, &all[i])
		}
	}
	return all, err
}

// StepDoneBy lists the members who ticked a step in any setup, by id. Whether
// they may be named, they have decided in their consents.
func (s *Store) StepDoneBy(ctx context.Context, step string) ([]council.MemberID, error) {
	return list(ctx, s.read, scanMemberID, `SELECT DISTINCT by FROM setup_steps WHERE step = ? AND done = 1 AND by IS NOT NULL ORDER BY by`, step)
}

// Setup gives the setup that a member works on as the change sees it; the zero
// Setup when there is none.
func (tx *Tx) Setup(member council.MemberID) (council.Setup, error) {
	return readSetup(tx.ctx, tx, setupOfMember, int64(member))
}

// SharedSetup gives the setup that is shared with an organisation's members, as
// the change sees it.
func (tx *Tx) SharedSetup(organisation string) (council.Setup, error) {
	return readSetup(tx.ctx, tx, setupOfBody, council.Fold(organisation))
}

const (
	setupOfMember = `SELECT ` + setupColumns + ` FROM setups WHERE id = (SELECT setup FROM setup_people WHERE member = ?)`
	setupOfBody   = `SELECT ` + setupColumns + ` FROM setups WHERE folded = ? AND folded <> '' AND shared = 1`
)

// BeginSetup keeps a new setup with its one person, who leaves any other that
// they worked on. The error is a *council.Problem when it is to be shared and
// the organisation has a shared one already.
func (tx *Tx) BeginSetup(s council.Setup, first council.SetupPerson) (council.SetupID, error) {
	if err := tx.LeaveSetup(first.Member); err != nil {
		return 0, err
	}
	if err := tx.onlyShared(s); err != nil {
		return 0, err
	}
	id, err := insertSetup(tx, s, first.Member)
	if err != nil {
		return 0, fmt.Errorf("begin a setup: %w", err)
	}
	return id, tx.PutSetupPerson(id, first)
}

func insertSetup(tx *Tx, s council.Setup, by council.MemberID) (council.SetupID, error) {
	id, err := first(tx.ctx, tx, scanNumber, `INSERT INTO setups (organisation, folded, body, size, mode, begun_by, begun, shared, token)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		s.Organisation, council.Fold(s.Organisation), string(s.Body), string(s.Size), s.Mode, int64(by), stamp(tx.At()), s.Shared, s.Token)
	return council.SetupID(id), err
}

// onlyShared says, in a sentence, that a setup to be shared is not the first of
// its organisation's, or that it has no organisation.
func (tx *Tx) onlyShared(s council.Setup) error {
	if !s.Shared {
		return nil
	}
	if council.Fold(s.Organisation) == "" {
		return &council.Problem{Field: "share", Say: "Your member card names no organisation, so there are no colleagues to share with. Ask the secretary to add it, or keep the checklist to yourself."}
	}
	other, err := tx.SharedSetup(s.Organisation)
	if err != nil || other.ID == 0 || other.ID == s.ID {
		return err
	}
	return &council.Problem{Field: "share", Say: "Your organisation shares a setup checklist already. Join that one, or keep this one to yourself."}
}

// ShareSetup opens a setup to the organisation's members, or closes it to all
// but whoever began it: the others leave it and are named in it no more. The
// error is a *council.Problem when the organisation has a shared one already.
func (tx *Tx) ShareSetup(s council.Setup, shared bool) error {
	s.Shared = shared
	if err := tx.onlyShared(s); err != nil {
		return err
	}
	if _, err := tx.exec(`UPDATE setups SET shared = ? WHERE id = ?`, shared, int64(s.ID)); err != nil || shared {
		return err
	}
	for _, p := range s.People {
		if p.Member == s.BegunBy {
			continue
		}
		if err := tx.LeaveSetup(p.Member); err != nil {
			return err
		}
	}
	return nil
}

// LeaveSetup takes a member off the setup they work on, if any, and their name
// off its steps. A setup that nobody works on any more goes.
func (tx *Tx) LeaveSetup(member council.MemberID) error {
	for _, statement := range []string{
		`UPDATE setup_steps SET by = NULL WHERE by = ?1 AND setup = (SELECT setup FROM setup_people WHERE member = ?1)`,
		`UPDATE setups SET begun_by = NULL WHERE begun_by = ?1 AND id = (SELECT setup FROM setup_people WHERE member = ?1)`,
		`DELETE FROM setup_people WHERE member = ?1`,
	} {
		if _, err := tx.exec(statement, int64(member)); err != nil {
			return fmt.Errorf("leave a setup: %w", err)
		}
	}
	return nil
}

// EndSetup takes a setup away with all that was kept in it.
func (tx *Tx) EndSetup(id council.SetupID) error {
	_, err := tx.exec(`DELETE FROM setups WHERE id = ?`, int64(id))
	return err
}

// PutSetupPerson keeps what is known of a member within a setup, new or not. A
// member who worked on another one leaves that first: see [Tx.LeaveSetup].
func (tx *Tx) PutSetupPerson(id council.SetupID, p council.SetupPerson) error {
	_, err := tx.exec(`INSERT INTO setup_people (member, setup, door, touched, snoozed, quiet) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET setup = excluded.setup, door = excluded.door, touched = excluded.touched,
			snoozed = excluded.snoozed, quiet = excluded.quiet`,
		int64(p.Member), int64(id), p.Door, stamp(p.Touched), stamp(p.Snoozed), p.Quiet)
	return err
}

// TouchSetup notes that a member does something now in the setup they work on,
// which answers the check-ins before it. It does nothing when there is none.
func (tx *Tx) TouchSetup(member council.MemberID) error {
	_, err := tx.exec(`UPDATE setup_people SET touched = ? WHERE member = ?`, stamp(tx.At()), int64(member))
	return err
}

// PutStep keeps what was said of a step: that it is done, or put off.
func (tx *Tx) PutStep(id council.SetupID, step string, n council.StepNote) error {
	_, err := tx.exec(`INSERT INTO setup_steps (setup, step, done, until, by, at) VALUES (?, ?, ?, ?, nullif(?, 0), ?)
		ON CONFLICT DO UPDATE SET done = excluded.done, until = excluded.until, by = excluded.by, at = excluded.at`,
		int64(id), step, n.Done, stamp(n.Until), int64(n.By), stamp(n.At))
	return err
}

// OpenStep makes a step open again.
func (tx *Tx) OpenStep(id council.SetupID, step string) error {
	_, err := tx.exec(`DELETE FROM setup_steps WHERE setup = ? AND step = ?`, int64(id), step)
	return err
}

// PutCell keeps what is said of a cell of the coverage grid; Blank takes back
// what was said.
func (tx *Tx) PutCell(id council.SetupID, c council.Cell, cover council.Cover) error {
	if cover == council.Blank {
		_, err := tx.exec(`DELETE FROM setup_cells WHERE setup = ? AND layer = ? AND function = ?`, int64(id), c.Layer, c.Function)
		return err
	}
	_, err := tx.exec(`INSERT INTO setup_cells (setup, layer, function, cover) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET cover = excluded.cover`, int64(id), c.Layer, c.Function, string(cover))
	return err
}

// PutToken gives a setup's printable plan another address; the old one leads
// nowhere from then on.
func (tx *Tx) PutToken(id council.SetupID, token string) error {
	_, err := tx.exec(`UPDATE setups SET token = ? WHERE id = ?`, token, int64(id))
	return err
}

func readSetup(ctx context.Context, from source, query string, arg any) (council.Setup, error) {
	s, err := first(ctx, from, scanSetup, query, arg)
	if err != nil || s.ID == 0 {
		return council.Setup{}, err
	}
	return s, fillSetup(ctx, from, &s)
}

// fillSetup reads a setup's people, steps and grid.
func fillSetup(ctx context.Context, from source, s *council.Setup) (err error) {
	s.People, err = list(ctx, from, scanSetupPerson, `SELECT member, door, touched, snoozed, quiet FROM setup_people WHERE setup = ? ORDER BY member`, int64(s.ID))
	if err != nil {
		return err
	}
	steps, err := list(ctx, from, scanStep, `SELECT step, done, until, coalesce(by, 0), at FROM setup_steps WHERE setup = ?`, int64(s.ID))
	if err != nil {
		return err
	}
	cells, err := list(ctx, from, scanCell, `SELECT layer, function, cover FROM setup_cells WHERE setup = ?`, int64(s.ID))
	s.Steps, s.Grid = map[string]council.StepNote{}, council.Grid{}
	for _, n := range steps {
		s.Steps[n.step] = n.StepNote
	}
	for _, c := range cells {
		s.Grid[c.Cell] = c.cover
	}
	return err
}

// notedStep and coveredCell are rows as they are read.
type notedStep struct {
	step string
	council.StepNote
}

type coveredCell struct {
	council.Cell
	cover council.Cover
}

func scanSetup(r row) (s council.Setup, err error) {
	var begun string
	if err := r.Scan(&s.ID, &s.Organisation, &s.Body, &s.Size, &s.Mode, &s.BegunBy, &begun, &s.Shared, &s.Token); err != nil {
		return council.Setup{}, err
	}
	s.Begun, err = moment(begun)
	return s, err
}

func scanSetupPerson(r row) (p council.SetupPerson, err error) {
	var touched, snoozed string
	if err := r.Scan(&p.Member, &p.Door, &touched, &snoozed, &p.Quiet); err != nil {
		return council.SetupPerson{}, err
	}
	p.Touched, p.Snoozed, err = span(touched, snoozed)
	return p, err
}

func scanStep(r row) (n notedStep, err error) {
	var until, at string
	if err := r.Scan(&n.step, &n.Done, &until, &n.By, &at); err != nil {
		return notedStep{}, err
	}
	n.Until, n.At, err = span(until, at)
	return n, err
}

func scanCell(r row) (c coveredCell, err error) {
	err = r.Scan(&c.Layer, &c.Function, &c.cover)
	return c, err
}

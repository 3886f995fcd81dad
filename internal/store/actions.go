package store

import (
	"context"
	"fmt"

	"councilbot/internal/council"
)

// actionColumns are read by scanAction, from actions a with items i.
const actionColumns = `a.id, a.what, a.due, a.state, coalesce(a.meeting, 0), coalesce(a.item, 0), a.at,
	iif(a.closed <> '', a.closed, coalesce(i.closed, '')), coalesce(i.sponsor, 0), ` + actionOwners

const fromActions = ` FROM actions a LEFT JOIN items i ON i.id = a.item `

// WantedActions says which actions are wanted; what is zero is not asked.
type WantedActions struct {
	State   council.ActionState
	Owner   council.MemberID
	Meeting council.MeetingID
	Item    council.ItemID
}

// Actions lists actions by the day on which they are due, closed ones too: ask
// council.Action.OpenTo before showing one.
func (s *Store) Actions(ctx context.Context, w WantedActions) ([]council.Action, error) {
	return listActions(ctx, s.read, w)
}

// Actions lists actions as the change sees them; see [Store.Actions].
func (tx *Tx) Actions(w WantedActions) ([]council.Action, error) { return listActions(tx.ctx, tx, w) }

func listActions(ctx context.Context, from source, w WantedActions) ([]council.Action, error) {
	return list(ctx, from, scanAction, `SELECT `+actionColumns+fromActions+`
		WHERE (?1 = '' OR a.state = ?1) AND (?2 = 0 OR a.id IN (SELECT action FROM action_owners WHERE member = ?2))
		AND (?3 = 0 OR a.meeting = ?3) AND (?4 = 0 OR a.item = ?4) ORDER BY a.due, a.id`,
		string(w.State), int64(w.Owner), int64(w.Meeting), int64(w.Item))
}

// Action gives the action of an id; the zero Action when there is none.
func (s *Store) Action(ctx context.Context, id council.ActionID) (council.Action, error) {
	return readAction(ctx, s.read, id)
}

// Action gives the action of an id as the change sees it; the zero Action when
// there is none.
func (tx *Tx) Action(id council.ActionID) (council.Action, error) { return readAction(tx.ctx, tx, id) }

// PutAction keeps an action, a new one when its ID is 0, with the step of its
// history that led there. A reminder of it alone that was waiting to be sent and
// is not true any more is skipped. It gives the id. The error is a
// *council.Problem when the action is not fit to keep.
func (tx *Tx) PutAction(a council.Action, step council.ActionStep) (council.ActionID, error) {
	if err := a.Check(); err != nil {
		return 0, err
	}
	id, err := first(tx.ctx, tx, scanActionID, `INSERT INTO actions (id, what, due, state, meeting, item, closed, at)
		VALUES (nullif(?, 0), ?, ?, ?, nullif(?, 0), nullif(?, 0), '', ?)
		ON CONFLICT (id) DO UPDATE SET what = excluded.what, due = excluded.due, state = excluded.state, meeting = excluded.meeting, item = excluded.item
		RETURNING id`, int64(a.ID), a.What, a.Due.String(), string(a.State), int64(a.Meeting), int64(a.Item), stamp(tx.At()))
	if err != nil {
		return 0, fmt.Errorf("keep action %d: %w", a.ID, err)
	}
	if err := tx.putOwners(`DELETE FROM action_owners WHERE action = ?`,
		`INSERT INTO action_owners (action, place, member, name) VALUES (?, ?, nullif(?, 0), ?)`, int64(id), a.Owners); err != nil {
		return 0, err
	}
	if _, err := tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'The action was answered before this was sent.'
		WHERE asks = ? AND state IN ('due', 'claimed')`, ActionAsked(id)); err != nil {
		return 0, err
	}
	return id, tx.addStep(id, step)
}

// ActionAsked is what a message asks for that is about one action alone: once the
// action is answered it is not sent.
func ActionAsked(id council.ActionID) string { return "action/" + id.String() }

func (tx *Tx) addStep(id council.ActionID, s council.ActionStep) error {
	by := s.By
	if by == 0 {
		by = tx.change.By
	}
	_, err := tx.exec(`INSERT INTO action_steps (action, at, by, did, was_due, due, note) VALUES (?, ?, nullif(?, 0), ?, ?, ?, ?)`,
		int64(id), stamp(tx.At()), int64(by), s.Did, dayText(s.From), dayText(s.To), s.Note)
	return err
}

// ActionSteps lists an action's history, the oldest first.
func (s *Store) ActionSteps(ctx context.Context, id council.ActionID) ([]council.ActionStep, error) {
	return list(ctx, s.read, scanActionStep, `SELECT at, coalesce(by, 0), did, was_due, due, note FROM action_steps WHERE action = ? ORDER BY id`, int64(id))
}

func readAction(ctx context.Context, from source, id council.ActionID) (council.Action, error) {
	return first(ctx, from, scanAction, `SELECT `+actionColumns+fromActions+` WHERE a.id = ?`, int64(id))
}

func scanActionID(r row) (id council.ActionID, err error) { err = r.Scan(&id); return id, err }

func scanAction(r row) (a council.Action, err error) {
	var due, at, owners string
	if err = r.Scan(&a.ID, &a.What, &due, &a.State, &a.Meeting, &a.Item, &at, &a.Closed, &a.Sponsor, &owners); err != nil {
		return council.Action{}, err
	}
	if a.Due, err = day(due); err != nil {
		return a, fmt.Errorf("action %d: %w", a.ID, err)
	}
	if a.Owners, err = readOwners(owners); err != nil {
		return a, fmt.Errorf("action %d: %w", a.ID, err)
	}
	a.Agreed, err = moment(at)
	return a, err
}

func scanActionStep(r row) (s council.ActionStep, err error) {
	var at, from, to string
	if err = r.Scan(&at, &s.By, &s.Did, &from, &to, &s.Note); err != nil {
		return s, err
	}
	if s.From, err = day(from); err != nil {
		return s, err
	}
	if s.To, err = day(to); err != nil {
		return s, err
	}
	s.At, err = moment(at)
	return s, err
}

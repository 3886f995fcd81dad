package store

import (
	"fmt"

	"councilbot/internal/council"
)

// owed are the statements that give what a member owes (?1) to another (?2; 0 is
// nobody). Whatever is owed by somebody has a line here.
var owed = []string{
	`UPDATE items SET sponsor = nullif(?2, 0) WHERE sponsor = ?1
		AND (meeting IS NULL OR state = 'deferred' OR meeting IN (SELECT id FROM meetings WHERE state IN ('called', 'confirmed')))`,
	`UPDATE papers SET author = nullif(?2, 0) WHERE author = ?1 AND stage IN ('asked', 'promised')`,
	`UPDATE practices SET owner = nullif(?2, 0) WHERE owner = ?1 AND state NOT IN ('draft', 'returned')`,
	// Who owns it already does not own it twice.
	`DELETE FROM action_owners WHERE member = ?1 AND action IN (SELECT id FROM actions WHERE state = 'open' AND id IN (SELECT action FROM action_owners WHERE member = ?2))`,
	`DELETE FROM capture_owners WHERE member = ?1 AND capture IN (SELECT id FROM captures WHERE state = 'captured' AND id IN (SELECT capture FROM capture_owners WHERE member = ?2))`,
	`UPDATE action_owners SET member = ?2 WHERE member = ?1 AND ?2 <> 0 AND action IN (SELECT id FROM actions WHERE state = 'open')`,
	`UPDATE capture_owners SET member = ?2 WHERE member = ?1 AND ?2 <> 0 AND capture IN (SELECT id FROM captures WHERE state = 'captured')`,
}

// Leave ends a member's seat. Contact, card and self-checks go, consents and
// terms end, what was waiting to be sent to the member, the replies to meetings
// to come, the place in a setup and drafts of practices are dropped, and what the member owes passes to heir, or to nobody when heir is 0.
// The name stays, because minutes and terms have it.
func (tx *Tx) Leave(id, heir council.MemberID) error {
	m, err := tx.Member(id)
	if err != nil {
		return err
	}
	if !m.Present() {
		return &council.Problem{Field: "member", Say: "This person has no seat now. Look at the members with /member."}
	}
	if err := tx.Withdraw(id); err != nil {
		return err
	}
	if err := tx.handOver(id, heir); err != nil {
		return err
	}
	if err := tx.LeaveSetup(id); err != nil {
		return err
	}
	for _, statement := range []string{
		`DELETE FROM replies WHERE member = ?1 AND meeting IN (SELECT id FROM meetings WHERE state IN ('called', 'confirmed') AND starts > ?2)`,
		`UPDATE deliveries SET state = 'skipped', note = 'The member has left the council.' WHERE member = ?1 AND state IN ('due', 'claimed') AND ?2 <> ''`,
		`UPDATE terms SET until = ?2 WHERE member = ?1 AND (until = '' OR until > ?2)`,
		`DELETE FROM selfchecks WHERE member = ?1 AND ?2 <> ''`,
		`UPDATE practices SET contact = NULL WHERE contact = ?1 AND ?2 <> ''`,
		`DELETE FROM practices WHERE (owner = ?1 OR id IN (SELECT practice FROM practice_tellers WHERE member = ?1)) AND state IN ('draft', 'returned') AND ?2 <> ''`,
	} {
		if _, err := tx.exec(statement, int64(id), stamp(tx.At())); err != nil {
			return err
		}
	}
	m.SlackID, m.Email, m.Region, m.Title, m.Role = "", "", "", "", ""
	m.Expertise, m.Grants, m.Standing, m.Left = nil, nil, council.Seated, tx.At()
	_, err = tx.PutMember(m)
	return err
}

func (tx *Tx) handOver(from, to council.MemberID) error {
	if to != 0 {
		heir, err := tx.Member(to)
		if err != nil {
			return err
		}
		if !heir.Present() || to == from {
			return &council.Problem{Field: "heir", Say: fmt.Sprintf("%s cannot take over what is owed. Choose a member who has a seat.", heir.Name)}
		}
	}
	if err := tx.noteHandedOver(from, to); err != nil {
		return err
	}
	for _, statement := range owed {
		if _, err := tx.exec(statement, int64(from), int64(to)); err != nil {
			return err
		}
	}
	return nil
}

// noteHandedOver writes into the history of each open action of a leaver that it
// passes to the heir. Without an heir it stays in the leaver's name, and the
// register says that it needs an owner.
func (tx *Tx) noteHandedOver(from, to council.MemberID) error {
	if to == 0 {
		return nil
	}
	actions, err := tx.Actions(WantedActions{State: council.ActionOpen, Owner: from})
	if err != nil {
		return err
	}
	for _, a := range actions {
		if err := tx.addStep(a.ID, council.ActionStep{Did: "handed over", Note: "The owner before has left the council."}); err != nil {
			return err
		}
	}
	return nil
}

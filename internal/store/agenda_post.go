package store

import (
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// agendaJob is the name under which agendas are posted.
const agendaJob = "agenda"

// PostAgenda keeps the post of a meeting's agenda in a channel. Where it is
// posted already, or is on its way, that post is changed: whoever looks at the
// channel finds one agenda, as it is now. With begin false it only changes a
// post, and keeps nothing where there is none.
func (tx *Tx) PostAgenda(a council.Agenda, to council.Addressee, message json.RawMessage, begin bool) error {
	there, err := first(tx.ctx, tx, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries
		WHERE meeting = ? AND job = ? AND edits IS NULL AND state IN ('due', 'claimed', 'sent') ORDER BY id DESC LIMIT 1`, int64(a.Meeting.ID), agendaJob)
	if err != nil || there.ID == 0 && !begin {
		return err
	}
	key := fmt.Sprintf("%s/%d/%d/%s/%s", agendaJob, a.Meeting.ID, a.Meeting.Revision, tx.At().UTC().Format(time.RFC3339), to)
	if there.ID == 0 {
		_, err := tx.Deliver(Delivery{Key: key, Job: agendaJob, Meeting: a.Meeting.ID, To: to, Message: message, Due: tx.At()})
		return err
	}
	unsent, err := tx.count(`UPDATE deliveries SET message = ? WHERE id = ? AND state = 'due' AND look = 0`, string(message), there.ID)
	if err != nil || unsent == 1 {
		return err
	}
	if _, err := tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'A later change of the agenda took its place.'
		WHERE edits = ? AND job = ? AND state = 'due'`, there.ID, agendaJob); err != nil {
		return err
	}
	n, err := first(tx.ctx, tx, scanNumber, `SELECT count(*) FROM deliveries WHERE edits = ?`, there.ID)
	if err != nil {
		return err
	}
	_, err = tx.Deliver(Delivery{Key: fmt.Sprintf("%s/edit/%d/%d", key, there.ID, n), Job: agendaJob, Meeting: a.Meeting.ID, To: there.To,
		Message: message, Due: tx.At(), Edits: there.ID})
	return err
}

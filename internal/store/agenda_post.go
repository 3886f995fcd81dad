package store

import (
	"encoding/json"
	"fmt"
	"time"

	"councilbot/internal/council"
)

// AgendaJob is the name under which agendas are posted. What a meeting's changes
// make of such a post its own command says, by [Tx.PostAgenda].
const AgendaJob = "agenda"

// minutesJob is the name under which minutes are posted.
const minutesJob = "minutes"

// PostAgenda keeps the post of a meeting's agenda in a channel. Where it is
// posted already, or is on its way, that post is changed: whoever looks at the
// channel finds one agenda, as it is now. With begin false it only changes a
// post, and keeps nothing where there is none.
func (tx *Tx) PostAgenda(a council.Agenda, to council.Addressee, message json.RawMessage, begin bool) error {
	return tx.keepPost(AgendaJob, a.Meeting, to, message, begin, time.Time{})
}

// PostMinutes keeps the post of a meeting's minutes in a channel, as [Tx.PostAgenda]
// keeps the agenda's.
func (tx *Tx) PostMinutes(m council.Minutes, to council.Addressee, message json.RawMessage, begin bool) error {
	return tx.keepPost(minutesJob, m.Meeting, to, message, begin, time.Time{})
}

// keepPost keeps the one post of a job about a meeting; see [Delivery.Lapses].
func (tx *Tx) keepPost(job string, m council.Meeting, to council.Addressee, message json.RawMessage, begin bool, lapses time.Time) error {
	there, err := first(tx.ctx, tx, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries
		WHERE meeting = ? AND job = ? AND edits IS NULL AND state IN ('due', 'claimed', 'sent') ORDER BY id DESC LIMIT 1`, int64(m.ID), job)
	if err != nil || there.ID == 0 && !begin {
		return err
	}
	key := fmt.Sprintf("%s/%d/%d/%s/%s", job, m.ID, m.Revision, tx.At().UTC().Format(time.RFC3339), to)
	if there.ID == 0 {
		_, err := tx.Deliver(Delivery{Key: key, Job: job, Meeting: m.ID, To: to, Message: message, Due: tx.At(), Lapses: lapses})
		return err
	}
	unsent, err := tx.count(`UPDATE deliveries SET message = ? WHERE id = ? AND state = 'due' AND look = 0`, string(message), there.ID)
	if err != nil || unsent == 1 {
		return err
	}
	if _, err := tx.exec(`UPDATE deliveries SET state = 'skipped', note = 'A later change took its place.'
		WHERE edits = ? AND job = ? AND state = 'due'`, there.ID, job); err != nil {
		return err
	}
	n, err := first(tx.ctx, tx, scanNumber, `SELECT count(*) FROM deliveries WHERE edits = ?`, there.ID)
	if err != nil {
		return err
	}
	_, err = tx.Deliver(Delivery{Key: fmt.Sprintf("%s/edit/%d/%d", tx.postKey(job, m, to), there.ID, n), Job: job, Meeting: m.ID, To: there.To,
		Message: message, Due: tx.At(), Lapses: lapses, Edits: there.ID})
	return err
}

func (tx *Tx) postKey(job string, m council.Meeting, to council.Addressee) string {
	return fmt.Sprintf("%s/%d/%d/%s/%s", job, m.ID, m.Revision, tx.At().UTC().Format(time.RFC3339), to)
}

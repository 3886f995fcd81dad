package store

import (
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// recallJob is the name under which it is told that minutes are called back.
const recallJob = "minutes-recalled"

// Recall calls circulated minutes back: they are a draft again. The version that
// was sent stays, for the chair and the secretary; what was proposed against it is
// theirs to see to. What was about to be sent of it is not sent any more. The error
// is a *council.Problem.
func (tx *Tx) Recall(id council.MeetingID, why string) (council.Minutes, error) {
	was, err := tx.Minutes(id)
	if err != nil {
		return was, err
	}
	m, err := was.Recall(tx.At(), why)
	if err != nil {
		return was, err
	}
	if err := tx.putMinutes(m); err != nil {
		return was, err
	}
	for _, statement := range []string{
		`UPDATE minutes_versions SET state = 'recalled' WHERE meeting = ?1 AND version = ?2`,
		`UPDATE corrections SET state = 'recalled' WHERE meeting = ?1 AND state = 'proposed' AND ?2 > 0`,
		`UPDATE deliveries SET state = 'skipped', note = 'The draft minutes were called back before this was sent.'
			WHERE meeting = ?1 AND job IN ('minutes', 'minutes-circulated', 'missed') AND state IN ('due', 'claimed') AND ?2 > 0`,
	} {
		if _, err := tx.exec(statement, int64(id), m.Version); err != nil {
			return was, fmt.Errorf("call back the minutes of meeting %d: %w", id, err)
		}
	}
	return m, nil
}

// PostRecall tells a channel once that minutes are called back, in a post of its
// own. Everything that was sent of them before, and that can be changed, then says
// instead what stands for it.
func (tx *Tx) PostRecall(m council.Minutes, to council.Addressee, message, instead json.RawMessage) error {
	key := fmt.Sprintf("%s/%d/%d", recallJob, m.Meeting.ID, m.Version)
	if _, err := tx.Deliver(Delivery{Key: key + "/" + to.String(), Job: recallJob, Meeting: m.Meeting.ID, To: to, Message: message, Due: tx.At()}); err != nil {
		return err
	}
	return tx.takeBack(m.Meeting.ID, key, instead, minutesJob, missedJob)
}

// missedJob is the name under which members are told what they missed.
const missedJob = "missed"

// takeBack changes what two jobs have sent about a meeting, so that it says
// something else. key is what the changes' own keys begin with. One that was being
// sent is among them: it may be there.
func (tx *Tx) takeBack(id council.MeetingID, key string, instead json.RawMessage, job, other string) error {
	sent, err := list(tx.ctx, tx, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries
		WHERE meeting = ?1 AND job IN (?2, ?3) AND edits IS NULL AND (state = 'sent' OR state IN ('claimed', 'skipped') AND claim <> '' AND lease > ?4)
		ORDER BY id`, int64(id), job, other, stamp(tx.At()))
	if err != nil {
		return err
	}
	for _, d := range sent {
		if _, err := tx.Deliver(Delivery{Key: fmt.Sprintf("%s/edit/%d", key, d.ID), Job: recallJob, Meeting: id, To: d.To, Message: instead, Due: tx.At(), Edits: d.ID}); err != nil {
			return err
		}
	}
	return nil
}

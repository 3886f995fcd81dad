package bot

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// undelivered is the job's name of what tells the secretary that a message could
// not be delivered.
const undelivered = "undelivered"

// between are the jobs whose messages are between two members, or a member's own
// affair: the secretary learns that one did not arrive, and not what it says.
var between = map[string]bool{"setup": true, "buddy": true, "question": true, "question-answered": true, "practice-quote": true}

// toldInFull says whether the secretary may read a message that did not arrive. A
// question that was put to a channel everybody was to read.
func toldInFull(d store.Delivery) bool {
	return !between[d.Job] || d.Job == "question" && d.To.Member == 0
}

// giveUp settles a delivery that cannot be sent, with the reason, and hands its
// words to the secretary, so that nobody goes without them. An edit that cannot
// be made is not worth a message: the post that says what has changed stands
// beside it.
func (s *sender) giveUp(d store.Delivery, why string, cause error) {
	s.log.Error("a message cannot be delivered", "delivery", d.Key, "why", why, "error", cause)
	ctx, cancel := context.WithTimeout(context.Background(), s.rates.call)
	defer cancel()
	if d.Edits == 0 && d.Job != undelivered {
		if err := s.tell(ctx, d, why); err != nil {
			s.log.Error("the secretary could not be told of it; its turn comes again", "delivery", d.Key, "error", err)
			return
		}
	}
	if _, err := s.store.GiveUp(ctx, d, why, s.now()); err != nil {
		s.log.Error("a message could not be given up; its turn comes again", "delivery", d.Key, "error", err)
	}
}

// tell keeps a message to each secretary. Its key is made from the other's, so
// that it comes once however often this is done.
func (s *sender) tell(ctx context.Context, d store.Delivery, why string) error {
	members, err := s.store.Members(ctx)
	if err != nil {
		return err
	}
	hours, err := s.store.Preferences(ctx)
	if err != nil {
		return err
	}
	now := s.now()
	letter, err := ui.Encode(undeliverable(d, members, why))
	if err != nil {
		return err
	}
	_, err = s.store.Change(ctx, store.Change{At: now}, func(tx *store.Tx) error {
		for _, m := range council.Officers(members, council.Secretary, now) {
			to := council.Addressee{Member: m.ID}
			awake := council.Preference{From: hours[m.ID].From, Until: hours[m.ID].Until}
			_, err := tx.Deliver(store.Delivery{Key: fmt.Sprintf("%s/%s/%s", undelivered, d.Key, to), Job: undelivered,
				Meeting: d.Meeting, To: to, Message: letter, Due: now, After: awake.Earliest(now)})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// undeliverable says what was not delivered, to whom and why, and what to do.
func undeliverable(d store.Delivery, members []council.Member, why string) ui.Message {
	next := "I do not try again. Please pass it on yourself. It said:"
	if d.Look {
		next = "I do not try again. It may be there already, from an earlier try: please look, and if it is not, pass it on yourself. It said:"
	}
	body := []ui.Block{
		ui.Heading{Text: "A message could not be delivered"},
		ui.Prose{Text: fmt.Sprintf("It was for %s. %s", d.To.Among(members), why)},
	}
	if !toldInFull(d) {
		return ui.Message{Body: append(body, ui.Prose{Text: "What it says is between them and whom it is from, so I do not show it to you. I do not try again. If you know another way to reach them, please tell them that there was a message from me."})}
	}
	body = append(body, ui.Prose{Text: next}, ui.Rule{})
	if message, err := ui.Decode(d.Message); err == nil {
		for _, b := range message.Body {
			if _, pressed := b.(ui.Buttons); !pressed { // the secretary's press would count as the secretary's
				body = append(body, b)
			}
		}
	}
	return ui.Message{Body: body}
}

package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"councilbot/bot"
	"councilbot/internal/store"
)

const (
	waitingAbout = "Messages to send"
	lostAbout    = "Messages given up"
	// overdue is how long a message may wait before something is wrong.
	overdue = 10 * time.Minute
	// recently is how far back messages that could not be delivered are told.
	recently = 7 * 24 * time.Hour
)

// sendingFindings say how the sending of reminders does: what waits, and what was
// given up.
func sendingFindings(ctx context.Context, st *store.Store, now time.Time) []bot.Finding {
	waiting, err := waitingFinding(ctx, st, now)
	if err != nil {
		return []bot.Finding{{About: waitingAbout, Say: inWords(err)}}
	}
	lost, err := lostFinding(ctx, st, now)
	if err != nil {
		return []bot.Finding{waiting, {About: lostAbout, Say: inWords(err)}}
	}
	return []bot.Finding{waiting, lost}
}

func waitingFinding(ctx context.Context, st *store.Store, now time.Time) (bot.Finding, error) {
	due, later, oldest := 0, 0, now
	for _, state := range []store.Progress{store.Due, store.Claimed} {
		rows, err := st.Deliveries(ctx, store.Wanted{State: state})
		if err != nil {
			return bot.Finding{}, err
		}
		for _, d := range rows {
			if d.After.After(now) {
				later++
				continue
			}
			due++
			if d.After.Before(oldest) {
				oldest = d.After
			}
		}
	}
	say := fmt.Sprintf("%s due and not sent yet; %s for a later hour.", are(due), wait(later))
	if due+later == 0 {
		say = "None waits."
	}
	if now.Sub(oldest) < overdue {
		return bot.Finding{About: waitingAbout, Good: true, Say: say}, nil
	}
	return bot.Finding{About: waitingAbout, Say: say + " The oldest has been due since " + inFull(oldest.In(now.Location())) +
		". Start councilbot run if it is not running; if it is, its log says what Slack answers."}, nil
}

func are(n int) string {
	if n == 1 {
		return "1 message is"
	}
	return fmt.Sprintf("%d messages are", n)
}

func wait(n int) string {
	if n == 1 {
		return "1 waits"
	}
	return fmt.Sprintf("%d wait", n)
}

func lostFinding(ctx context.Context, st *store.Store, now time.Time) (bot.Finding, error) {
	var lost []store.Delivery
	for _, state := range []store.Progress{store.Failed, store.Lapsed} {
		rows, err := st.Deliveries(ctx, store.Wanted{State: state, From: now.Add(-recently)})
		if err != nil {
			return bot.Finding{}, err
		}
		lost = append(lost, rows...)
	}
	if len(lost) == 0 {
		return bot.Finding{About: lostAbout, Good: true, Say: "None in the last week."}, nil
	}
	last := slices.MaxFunc(lost, func(a, b store.Delivery) int { return a.Due.Compare(b.Due) })
	return bot.Finding{About: lostAbout, Say: fmt.Sprintf("%d in the last week, the last of them due %s: %s The secretary was told of each.",
		len(lost), inFull(last.Due.In(now.Location())), last.Note)}, nil
}

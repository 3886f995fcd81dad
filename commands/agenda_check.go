package commands

import (
	"context"
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// agendaCheck says what to put right before an agenda goes out.
func (d *Desk) agendaCheck(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	words, err := d.agendaLint(ctx, a)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Before the agenda goes out"}}
	if len(words) == 0 {
		body = append(body, ui.Prose{Text: "There is nothing to put right: every item says what it asks, and they fit into the meeting."})
	} else {
		body = append(body, ui.List{Items: words})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "See the agenda", Do: "agenda", Arg: ofMeeting("show", m)}}})...), nil
}

// agendaLint looks an agenda through beside the one before it and the replies.
func (d *Desk) agendaLint(ctx context.Context, a council.Agenda) ([]string, error) {
	facts := council.AgendaFacts{Away: map[council.MemberID]bool{}}
	replies, err := d.Store.Replies(ctx, a.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read the replies to a meeting: %w", err)
	}
	for _, reply := range replies {
		facts.Away[reply.Member] = reply.Answer == council.Apologies
	}
	if facts.Papers, err = d.Store.Papers(ctx, a.Meeting.ID); err != nil {
		return nil, fmt.Errorf("read a meeting's papers: %w", err)
	}
	if facts.Readings, err = d.Store.Readings(ctx, facts.Papers); err != nil {
		return nil, err
	}
	before, err := d.Store.Meetings(ctx, time.Time{}, a.Meeting.Starts)
	if err != nil {
		return nil, fmt.Errorf("look for the meeting before: %w", err)
	}
	for _, m := range slices.Backward(before) {
		if m.State == council.Cancelled {
			continue
		}
		last, err := d.Store.Agenda(ctx, m.ID)
		if err != nil {
			return nil, fmt.Errorf("read the agenda before: %w", err)
		}
		facts.Last = last.Items
		break
	}
	return a.Lint(facts), nil
}

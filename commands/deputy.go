package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// deputyForm asks who comes in the member's place.
func (d *Desk) deputyForm(ctx context.Context, r Request, m council.Meeting) (ui.Reply, error) {
	if !r.From.Present() {
		return d.deputyReply(ctx, r, m, council.ByDeputy)
	}
	if err := m.TakesReplies(r.Now); err != nil {
		return nil, err
	}
	replies, err := d.Store.Replies(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read the replies to a meeting: %w", err)
	}
	now := replyOf(replies, r.From.ID).Deputy
	return ui.Modal{Do: "reply", Arg: fmt.Sprintf("%d %s %d", m.ID, council.ByDeputy, m.Revision), Title: "Name a deputy", Submit: "Name the deputy", Body: []ui.Block{
		ui.Prose{Text: "Who comes in your place to the meeting on " + m.When() + "? For this meeting alone they see its papers and the link to join. That ends by itself a day after it."},
		ui.Input{Name: "deputy", Label: "The deputy's name", Hint: "As it should stand in the minutes.", Kind: ui.Line, Value: now.Name, Max: 150},
		ui.Input{Name: "account", Label: "The deputy's Slack account", Hint: "I then tell them myself.", Kind: ui.Person, Value: now.SlackID, Optional: true},
		ui.Input{Name: "email", Label: "Or the deputy's e-mail address", Hint: "So that the secretary can send them the papers. The chair and the secretary see it.", Kind: ui.Line, Value: now.Email, Optional: true, Max: 150},
	}}, nil
}

// typedDeputy reads the deputy out of a sent form.
func typedDeputy(form map[string]string) council.Substitute {
	return council.Substitute{Name: strings.TrimSpace(form["deputy"]), SlackID: form["account"], Email: strings.TrimSpace(form["email"])}
}

// deputyFit says why somebody cannot deputise, or nil: who has a seat fills that
// one, and would be counted twice. The error is a *council.Problem.
func (d *Desk) deputyFit(ctx context.Context, said council.Reply) error {
	if said.Answer != council.ByDeputy {
		return nil
	}
	if e := said.Deputy.Email; e != "" && strings.Count(e, "@") != 1 {
		return &council.Problem{Field: "email", Say: "“" + short(e) + "” is not an e-mail address. Give one like name@body.example, or leave it empty."}
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return fmt.Errorf("look whether a deputy has a seat: %w", err)
	}
	for _, m := range members {
		field := ""
		if council.Fold(m.Name) == council.Fold(said.Deputy.Name) {
			field = "deputy"
		} else if m.SlackID != "" && m.SlackID == said.Deputy.SlackID {
			field = "account"
		}
		if m.Present() && field != "" {
			return &council.Problem{Field: field, Say: "This person has a seat of their own and would be counted twice. Name somebody without a seat."}
		}
	}
	return nil
}

// inPlaceOf gives the replies in which a Slack account is named as the deputy.
func inPlaceOf(replies []council.Reply, slackID string) []council.Reply {
	return slices.DeleteFunc(slices.Clone(replies), func(reply council.Reply) bool {
		return slackID == "" || reply.Answer != council.ByDeputy || reply.Deputy.SlackID != slackID
	})
}

// deputyWays are what a deputy is shown of the meeting that they come to.
func (d *Desk) deputyWays(ctx context.Context, r Request, m council.Meeting, in []council.Reply) []ui.Block {
	body := []ui.Block{ui.Prose{Lead: "You are a deputy.", Text: "You come in the place of " + listed(d.namesIn(ctx, in)) + "."}}
	if m.TakesReplies(r.Now) != nil {
		return body
	}
	return append(body, ui.Buttons{Row: []ui.Button{
		{Label: "I will be there", Do: "reply", Arg: fmt.Sprintf("%d %s %d", m.ID, council.Attending, m.Revision), Style: ui.Primary},
		{Label: "I cannot come", Do: "reply", Arg: fmt.Sprintf("%d %s %d", m.ID, council.Apologies, m.Revision),
			Sure: "The seat then counts as apologies, and whoever named you is told."},
	}})
}

// namesIn names the members whose replies these are, to the deputy whom they
// named themselves.
func (d *Desk) namesIn(ctx context.Context, in []council.Reply) []string {
	var names []string
	for _, reply := range in {
		if m, err := d.Store.Member(ctx, reply.Member); err == nil && m.Name != "" {
			names = append(names, m.Name)
		}
	}
	return names
}

// deputyReply takes what a deputy says: that they come, which is so already, or
// that they cannot, which gives the seat back as apologies and tells the member.
func (d *Desk) deputyReply(ctx context.Context, r Request, m council.Meeting, answer council.Answer) (ui.Reply, error) {
	replies, err := d.Store.Replies(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read the replies to a meeting: %w", err)
	}
	in := inPlaceOf(replies, r.From.SlackID)
	switch {
	case len(in) == 0:
		return nil, &council.Problem{Say: "Replies are for members and their deputies. You have no seat on this council, and nobody has named you for the meeting on " + m.When() + "."}
	case answer == council.ByDeputy:
		return nil, &council.Problem{Say: "A deputy cannot name another. Tell " + listed(d.namesIn(ctx, in)) + ", who can."}
	case answer == council.Attending:
		return card(ui.Prose{Text: "Thank you. You are down for the meeting on " + m.When() + " in the place of " + listed(d.namesIn(ctx, in)) + "."},
			ui.Buttons{Row: []ui.Button{{Label: "Calendar file", Do: "meeting", Arg: ofMeeting("calendar", m)}, {Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", m)}}}), nil
	}
	names := listed(d.namesIn(ctx, in))
	if err := d.giveBack(ctx, r, m, in); err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "Thank you for saying so. " + names + " will hear of it from me, and can name somebody else."}), nil
}

// giveBack makes apologies of the seats whose deputy cannot come, and tells
// their members.
func (d *Desk) giveBack(ctx context.Context, r Request, m council.Meeting, in []council.Reply) error {
	change := store.Change{Key: r.Key, Did: "reply.deputy-declined", About: fmt.Sprintf("meeting/%d", m.ID), At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		for _, reply := range in {
			if err := tx.PutReply(council.Reply{Meeting: m.ID, Member: reply.Member, Answer: council.Apologies}); err != nil {
				return err
			}
			if err := deliver(tx, m, "deputy-declined", council.Addressee{Member: reply.Member}, tx.At(), declinedLetter(m, reply.Deputy)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("give a deputy's seat back: %w", err)
	}
	return nil
}

// declinedLetter tells a member that their deputy cannot come.
func declinedLetter(m council.Meeting, deputy council.Substitute) ui.Message {
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "Your deputy cannot come"},
		ui.Prose{Text: deputy.Name + " cannot come to the meeting on " + m.When() + ". Your seat now counts as apologies. You can name somebody else, or come yourself."},
		schedule.ReplyButtons(m),
	}}
}

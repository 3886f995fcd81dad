package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// memberBuddy is about buddies: a member of another sector whom a newcomer can
// ask anything. Both sides opt in, and no pair comes twice.
func (d *Desk) memberBuddy(ctx context.Context, r Request) (ui.Reply, error) {
	switch r.Text {
	case "offer":
		return d.offerBuddy(ctx, r, true, "Thank you. You agreed today to be a buddy; one press takes it back.")
	case "stop":
		return d.offerBuddy(ctx, r, false, "You are not named to newcomers any more.")
	case "find":
		return d.findBuddy(ctx, r, false)
	case "another":
		return d.findBuddy(ctx, r, true)
	}
	return d.buddyPage(ctx, r, "")
}

func (d *Desk) buddyPage(ctx context.Context, r Request, say string) (ui.Reply, error) {
	choices, err := d.Store.Choices(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what one has agreed to: %w", err)
	}
	mine, err := d.Store.BuddyOf(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("look for one's buddy: %w", err)
	}
	var body []ui.Block
	if say != "" {
		body = append(body, ui.Prose{Text: say})
	}
	body = append(body, ui.Heading{Text: "Buddies"}, ui.Prose{Text: "A buddy is a member from another sector whom you can ask anything."})
	if mine.ID != 0 {
		body = append(body, ui.Prose{Lead: "Your buddy:", Text: whoIs(mine) + ". " + d.buddyContact(mine)},
			ui.Buttons{Row: []ui.Button{{Label: "Find me another", Do: "member", Arg: "buddy another"}}})
	} else {
		body = append(body, ui.Prose{Text: "The one who is found for you is told your name, job title and organisation."},
			ui.Buttons{Row: []ui.Button{{Label: "Find me a buddy", Do: "member", Arg: "buddy find", Style: ui.Primary}}})
	}
	if choices[r.From.ID][council.AgreeBuddy] == council.Members {
		return card(append(body, ui.Prose{Lead: "You offer to be one.", Text: "Newcomers from other sectors may be given your name."},
			ui.Buttons{Row: []ui.Button{{Label: "Stop being a buddy", Do: "member", Arg: "buddy stop"}}})...), nil
	}
	return card(append(body, ui.Prose{Lead: "Would you be one?", Text: "You agree to this: " + council.Wording(council.AgreeBuddy, council.Members)},
		ui.Buttons{Row: []ui.Button{{Label: "I agree: I will be a buddy", Do: "member", Arg: "buddy offer"}}})...), nil
}

// buddyContact tells how to write to a buddy, who agreed to it.
func (d *Desk) buddyContact(m council.Member) string {
	if m.SlackID == "" {
		return "They are not in Slack: ask the secretary to pass your question on."
	}
	return "In Slack, begin a direct message and type the name " + m.Name + "."
}

func (d *Desk) offerBuddy(ctx context.Context, r Request, offers bool, say string) (ui.Reply, error) {
	err := d.changeCard(ctx, r, "member.buddy", func(tx *store.Tx) error { return tx.OfferBuddy(r.From.ID, offers) })
	if err != nil {
		return nil, err
	}
	return d.buddyPage(ctx, r, say)
}

// findBuddy gives the person a buddy, and tells the buddy. Who has one keeps it,
// unless another is asked for.
func (d *Desk) findBuddy(ctx context.Context, r Request, another bool) (ui.Reply, error) {
	mine, err := d.Store.BuddyOf(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("look for one's buddy: %w", err)
	}
	if mine.ID != 0 && !another {
		return d.buddyPage(ctx, r, "You have a buddy already.")
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	var buddy council.Member
	err = d.changeCard(ctx, r, "member.paired", func(tx *store.Tx) error {
		if buddy, err = tx.PairBuddy(r.From.ID); err != nil || buddy.ID == 0 {
			return err
		}
		to := council.Addressee{Member: buddy.ID}
		return deliver(tx, council.Meeting{}, "buddy", to, post.hours(to), ui.Message{Body: []ui.Block{
			ui.Heading{Text: "You are somebody's buddy"},
			ui.Prose{Text: whoIs(r.From) + ", would like a buddy from another sector, and you offered to be one. A short hello is enough; they may then ask you anything."},
			ui.Buttons{Row: []ui.Button{{Label: "Stop being a buddy", Do: "member", Arg: "buddy stop"}}},
		}})
	})
	if err != nil {
		return nil, err
	}
	if buddy.ID == 0 {
		return d.buddyPage(ctx, r, "Nobody from another sector who offered is left for you just now. Ask again in a few weeks, or ask the secretary.")
	}
	return d.buddyPage(ctx, r, "Found. "+buddy.Name+" is told, and you can write to them.")
}

// memberWelcome shows the newcomer's five cards again.
func (d *Desk) memberWelcome(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := schedule.FiveCards(ctx, d.Store, r.From, r.Now)
	if err != nil {
		return nil, fmt.Errorf("write the five cards: %w", err)
	}
	m.Replace = true
	return m, nil
}

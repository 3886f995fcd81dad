package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// memberCard opens one member's card, as this person may see it.
func (d *Desk) memberCard(ctx context.Context, r Request) (ui.Reply, error) {
	all, err := d.roll(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if fmt.Sprintf("#%d", m.ID) == r.Text {
			return d.cardPage(ctx, r, m)
		}
	}
	return nil, &council.Problem{Say: "That card is no longer there. Look once more with " + d.slash("member") + "."}
}

// cardPage is a member's card: what is shown of it, and how to make contact.
func (d *Desk) cardPage(ctx context.Context, r Request, m council.Member) (ui.Reply, error) {
	if m.ID == r.From.ID && r.From.Present() {
		return d.memberMe(ctx, r)
	}
	consents, err := d.Store.Consents(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read what a member shows: %w", err)
	}
	whole := d.eyes(r, m.ID) == council.Private
	pairs := cardPairs(m, council.Choices(consents), whole)
	body := []ui.Block{ui.Heading{Text: clippedTo(nameSeen(m), 150)}}
	if len(pairs) > 0 {
		body = append(body, ui.Fields{Pairs: pairs})
	}
	body = append(body, ui.Prose{Lead: "How to make contact:", Text: d.contact(r, m)})
	if whole {
		standing := upperFirst(m.Standing.String())
		for _, g := range m.Grants {
			if r.Now.Before(g.Until) {
				standing += fmt.Sprintf("; %s until %s", g.Standing, d.dayIn(ctx, g.Until).Add(-1).Long())
			}
		}
		body = append(body, ui.Prose{Lead: "Standing:", Text: standing + "."}, ui.Buttons{Row: d.cardDuties(r, m)},
			ui.Note{Text: "You see private parts because of your office. They are for the council's work: do not pass them on."})
		return card(body...), nil
	}
	return card(append(body, ui.Note{Text: "This is what the member has chosen to show you."})...), nil
}

// cardPairs are the parts of a card that are seen; where the whole card is, who
// else sees each part.
func cardPairs(m council.Member, choices map[council.Field]council.Visibility, whole bool) []ui.Pair {
	var pairs []ui.Pair
	for _, f := range council.Fields {
		value := fieldValue(m, f)
		if value == "" || f == council.FieldName && !whole {
			continue
		}
		if whole {
			value += " (" + seenBy[choices[f]] + ")"
		}
		pairs = append(pairs, ui.Pair{Name: fieldName(f), Value: value})
	}
	return pairs
}

// seenBy says who reads a part of a card.
var seenBy = map[council.Visibility]string{council.Private: "private", council.Members: "members see it", council.Public: "anybody sees it"}

// fieldName is a field's name on somebody else's card.
func fieldName(f council.Field) string {
	if f == council.FieldExpertise {
		return "Can help with"
	}
	return f.Label()
}

// fieldValue is what a card says in a field; empty when it says nothing.
func fieldValue(m council.Member, f council.Field) string {
	switch f {
	case council.FieldName:
		return m.Name
	case council.FieldTitle:
		return m.Title
	case council.FieldOrganisation:
		return m.Organisation
	case council.FieldSector:
		if m.Sector == "" {
			return ""
		}
		return m.Sector.Label()
	case council.FieldRegion:
		return m.Region
	case council.FieldExpertise:
		return strings.Join(m.Expertise, "; ")
	}
	return m.Email
}

// contact tells how to reach a member, by what this person may see.
func (d *Desk) contact(r Request, m council.Member) string {
	var ways []string
	if m.SlackID != "" && m.Name != "" && (r.From.Present() || d.holds(r, council.Secretary)) {
		ways = append(ways, "in Slack, begin a direct message and type the name "+m.Name)
	}
	if m.Email != "" {
		ways = append(ways, "write to "+m.Email)
	}
	if len(ways) == 0 {
		return "ask the secretary to pass your message on."
	}
	return strings.Join(ways, "; or ") + "."
}

// cardDuties are what the secretary and an admin can do about a seat.
func (d *Desk) cardDuties(r Request, m council.Member) []ui.Button {
	row := []ui.Button{
		{Label: "Change the seat", Do: "member", Arg: fmt.Sprintf("add #%d", m.ID)},
		{Label: "Term of office", Do: "member", Arg: fmt.Sprintf("term #%d", m.ID)},
		{Label: "End the seat", Do: "member", Arg: fmt.Sprintf("leave #%d", m.ID), Style: ui.Danger},
	}
	if d.holds(r, council.Admin) {
		row = slices.Insert(row, 2, ui.Button{Label: "Lend a standing", Do: "member", Arg: fmt.Sprintf("grant #%d", m.ID)})
	}
	return row
}

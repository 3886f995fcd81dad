package store

import (
	"context"
	"time"

	"councilbot/internal/council"
)

// PublicPractice is a practice as anybody may read it. No member's id stands in
// it.
type PublicPractice struct {
	council.Practice
	Contact council.Member  // what the contact's card shows to the public, where the contact shows a name; else zero
	Uses    string          // council.SayUses: counts by sector, no names
	Quotes  []council.Quote // whose persons agreed, with their names where they agreed to that
}

// Practices lists the practices that are approved and openly licensed, the
// newest first. Who may be asked about one, and agreed to be, is named as far as
// their card shows it to the public at now.
func (p Public) Practices(ctx context.Context, now time.Time) ([]PublicPractice, error) {
	approved, err := p.store.Practices(ctx, council.PracticeApproved)
	if err != nil {
		return nil, err
	}
	members, err := p.Members(ctx, now)
	if err != nil {
		return nil, err
	}
	choices, err := p.store.Choices(ctx)
	if err != nil {
		return nil, err
	}
	cards := make(map[council.MemberID]council.Member, len(members))
	for _, m := range members {
		if choices[m.ID][council.AgreeContact] == council.Members {
			cards[m.ID] = m
		}
	}
	var all []PublicPractice
	for _, practice := range approved {
		if !practice.Public() {
			continue
		}
		one, err := p.practice(ctx, practice, cards)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// Practice gives one practice that is approved and openly licensed; the zero
// PublicPractice for any other. One that was merged leads to what took its place:
// the id of what is given is then another.
func (p Public) Practice(ctx context.Context, id council.PracticeID, now time.Time) (PublicPractice, error) {
	for range 8 { // merged into one that was merged
		practice, err := p.store.Practice(ctx, id)
		if err != nil || practice.ID == 0 {
			return PublicPractice{}, err
		}
		if practice.State == council.PracticeRetired && practice.Into != 0 {
			id = practice.Into
			continue
		}
		all, err := p.Practices(ctx, now)
		for _, one := range all {
			if one.ID == id {
				return one, nil
			}
		}
		return PublicPractice{}, err
	}
	return PublicPractice{}, nil
}

func (p Public) practice(ctx context.Context, practice council.Practice, cards map[council.MemberID]council.Member) (PublicPractice, error) {
	uses, err := p.store.Uses(ctx, practice.ID)
	if err != nil {
		return PublicPractice{}, err
	}
	quotes, err := p.store.Quotes(ctx, practice.ID)
	if err != nil {
		return PublicPractice{}, err
	}
	one := PublicPractice{Practice: practice, Uses: council.SayUses(uses), Quotes: council.Heard(quotes)}
	if card := cards[practice.Contact]; card.Name != "" {
		card.ID = 0
		one.Contact = card
	}
	one.Owner, one.Practice.Contact, one.VerifiedBy, one.First, one.Word, one.Before = 0, 0, 0, time.Time{}, "", nil
	return one, nil
}

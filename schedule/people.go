package schedule

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

const fourWeeks = 28 * 24 * time.Hour

func replyFirst(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return askForReply(ctx, s, o, "You can change your reply until the meeting starts.")
}

func replyLast(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return askForReply(ctx, s, o, "We do not ask again. You can still reply until the meeting starts.")
}

// askForReply asks those who have not answered, and nobody else.
func askForReply(ctx context.Context, s *store.Store, o Occasion, last string) ([]Notice, error) {
	a, err := attendance(ctx, s, o.Meeting)
	if err != nil {
		return nil, err
	}
	message := post("Will you be at the meeting?", []string{
		"The council meets on " + o.Meeting.When() + ". All we need from you is your reply.", last,
	}, ReplyButtons(o.Meeting))
	notices := make([]Notice, len(a.Silent))
	for i, m := range a.Silent {
		notices[i] = Notice{To: council.Addressee{Member: m.ID}, Message: message, Asks: store.ReplyAsked}
	}
	return notices, nil
}

// cardCheck asks, a year after a member last said so, whether the card is right.
func cardCheck(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	confirmed, err := s.Confirmed(ctx)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	for _, id := range slices.Sorted(maps.Keys(confirmed)) {
		at := confirmed[id]
		if council.CardDue(at, o.Due) && !council.CardDue(at, o.Due.AddDate(0, 0, -1)) {
			notices = append(notices, Notice{To: council.Addressee{Member: id}, Message: cardQuestion(at.In(o.Due.Location()))})
		}
	}
	return notices, nil
}

func cardQuestion(since time.Time) ui.Message {
	return post("Is your card still right?", []string{
		"You last said so on " + council.DayOf(since).Long() + ". If we hear nothing for a month, the public website stops showing your card. Members still see what you chose.",
	}, ui.Buttons{Row: []ui.Button{
		{Label: "My card is right", Do: "member", Arg: "confirm", Style: ui.Primary},
		{Label: "Change my card", Do: "member", Arg: "me"},
		{Label: "Hide it from the public", Do: "member", Arg: "withdraw"},
	}})
}

// welcome gives each member who joined in the day before five cards, and then
// leaves them in peace.
func welcome(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	for _, m := range members {
		if !m.Present() || m.Joined.After(o.Due) || !m.Joined.After(o.Due.AddDate(0, 0, -1)) {
			continue
		}
		message, err := FiveCards(ctx, s, m, o.Due)
		if err != nil {
			return nil, err
		}
		notices = append(notices, Notice{To: council.Addressee{Member: m.ID}, Message: message})
	}
	return notices, nil
}

// FiveCards is what a newcomer is told once, and can ask for again: the next
// meeting, the record, roles, people of the same sector, one question.
func FiveCards(ctx context.Context, s *store.Store, newcomer council.Member, now time.Time) (ui.Message, error) {
	next, err := s.NextMeeting(ctx, now)
	if err != nil {
		return ui.Message{}, err
	}
	near, err := likeYou(ctx, s, newcomer)
	if err != nil {
		return ui.Message{}, err
	}
	meeting := "The next meeting is not called yet. You will get a notice."
	if next.ID != 0 {
		meeting = "The council meets next on " + next.When() + "."
	}
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "Welcome to the council"},
		ui.Prose{Lead: "1. The next meeting.", Text: meeting},
		ui.Prose{Lead: "2. What the council has decided.", Text: "Agendas, papers and minutes of past meetings are there to read."},
		ui.Prose{Lead: "3. Your role.", Text: "See what a role in digital, data and technology means in a body like yours."},
		ui.Prose{Lead: "4. People like you.", Text: near},
		ui.Prose{Lead: "5. One question.", Text: "Would you like a buddy, a member from another sector whom you can ask anything? Your buddy is then told your name, job title and organisation."},
		ui.Buttons{Row: []ui.Button{
			{Label: "Find me a buddy", Do: "member", Arg: "buddy find", Style: ui.Primary},
			{Label: "See past meetings", Do: "meeting", Arg: "past"},
			{Label: "Look at roles", Do: "role"},
		}},
		ui.Note{Text: "That is all. From here on you hear from us about meetings, and when you ask."},
	}}, nil
}

// likeYou names two members who let members see their names and that they are of
// the newcomer's sector.
func likeYou(ctx context.Context, s *store.Store, newcomer council.Member) (string, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return "", err
	}
	choices, err := s.Choices(ctx)
	if err != nil {
		return "", err
	}
	var names []string
	for _, m := range members {
		seen := m.Seen(council.Members, choices[m.ID])
		if m.Present() && m.ID != newcomer.ID && seen.Sector == newcomer.Sector && seen.Name != "" && len(names) < 2 {
			names = append(names, seen.Name)
		}
	}
	if len(names) == 0 {
		return "Search the members by sector, region or what they can help with: /member.", nil
	}
	return "From your sector: " + strings.Join(names, " and ") + ". More with /member.", nil
}

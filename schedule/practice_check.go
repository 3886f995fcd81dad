package schedule

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// askedAgain is how many days after a review day the question is asked a second
// and last time.
const askedAgain = 28

// practiceCheck asks whoever answers for a practice whether it is still right, on
// its review day and once more four weeks later. Of a story of failure the
// secretary is asked, who alone knows its teller.
func practiceCheck(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	all, err := s.Practices(ctx, council.PracticeApproved)
	if err != nil {
		return nil, err
	}
	today := council.DayOf(o.Due)
	owned := map[council.MemberID][]council.Practice{}
	var stories []council.Practice
	for _, p := range all {
		switch {
		case p.Review != today && p.Review.Add(askedAgain) != today:
		case p.Story:
			stories = append(stories, p)
		case p.Owner != 0:
			owned[p.Owner] = append(owned[p.Owner], p)
		}
	}
	var notices []Notice
	for _, id := range slices.Sorted(maps.Keys(owned)) {
		notices = append(notices, Notice{To: council.Addressee{Member: id}, Message: checkQuestion(o, owned[id],
			"If we hear nothing, it is shown as due for a check wherever it appears, and is not posted to the channel.")})
	}
	if len(stories) == 0 {
		return notices, nil
	}
	asked, err := toOfficers(ctx, s, o, checkQuestion(o, stories, "You alone know who told a story of failure. Please ask them, and press the button for them."), council.Secretary)
	return append(notices, asked...), err
}

// checkQuestion asks whether practices are still right: one press for each.
func checkQuestion(o Occasion, practices []council.Practice, then string) ui.Message {
	body := []ui.Block{ui.Heading{Text: "Is it still right?"}}
	for _, p := range practices {
		body = append(body, ui.Prose{Text: fmt.Sprintf("“%s” in the council's practice library, %s.", p.Title, p.Checked(o.Due))}, ui.Buttons{Row: []ui.Button{
			{Label: "It is still right", Do: "practice", Arg: fmt.Sprintf("verify %d", p.ID), Style: ui.Primary},
			{Label: "Change it", Do: "practice", Arg: fmt.Sprintf("edit %d", p.ID)},
			{Label: "Retire it", Do: "practice", Arg: fmt.Sprintf("retire %d", p.ID), Style: ui.Danger, Sure: "It is then in the library no more."},
		}})
	}
	return ui.Message{Body: append(body, ui.Prose{Text: then})}
}

// practiceList tells the librarian on the first Monday of a month what waits in
// the library; nothing when nothing does.
func practiceList(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	if o.Due.Day() > 7 {
		return nil, nil
	}
	all, err := s.Practices(ctx, "")
	if err != nil {
		return nil, err
	}
	waiting, due, gone := 0, 0, 0
	for _, p := range all {
		switch {
		case p.State == council.PracticeProposed:
			waiting++
		case p.State == council.PracticeApproved && p.Owner == 0 && !p.Story:
			gone++
		case p.Due(council.DayOf(o.Due).Add(-askedAgain)):
			due++
		}
	}
	if waiting+due+gone == 0 {
		return nil, nil
	}
	return toOfficers(ctx, s, o, post("The practice library this month", []string{
		fmt.Sprintf("Waiting for your answer: %d. Nobody answers for: %d. Not checked though asked: %d.", waiting, gone, due),
	}, ui.Buttons{Row: []ui.Button{{Label: "My list", Do: "practice", Arg: "list", Style: ui.Primary}}}), council.Librarian)
}

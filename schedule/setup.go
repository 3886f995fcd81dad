package schedule

import (
	"context"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// setupCheckIns asks those who set up a department how it goes; see
// council.Setup.CheckIns. A setup is its people's own affair, so whoever is not
// in Slack is not asked: the secretary would have to carry the question.
func setupCheckIns(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	setups, err := s.Setups(ctx)
	if err != nil {
		return nil, err
	}
	yesterday := council.DayOf(o.Due).Add(-1).At(o.Due.Hour(), 0, o.Due.Location())
	var notices []Notice
	for _, setup := range setups {
		for _, p := range setup.People {
			m, err := s.Member(ctx, p.Member)
			if err != nil {
				return nil, err
			}
			if m.SlackID == "" || !setup.OpenTo(m) {
				continue
			}
			for _, in := range setup.CheckIns(p, yesterday, o.Due) {
				notices = append(notices, Notice{To: council.Addressee{Member: m.ID}, Message: checkIn(setup, in)})
			}
		}
	}
	return notices, nil
}

func checkIn(s council.Setup, in council.CheckIn) ui.Message {
	done := 0
	for _, note := range s.Steps {
		if note.Done {
			done++
		}
	}
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "How is the setup going?"},
		ui.Prose{Text: in.Say(s, done)},
		ui.Buttons{Row: []ui.Button{
			{Label: "My next steps", Do: "setup", Arg: "next", Style: ui.Primary},
			{Label: "Ask me again in a week", Do: "setup", Arg: "checkins week"},
			{Label: "Ask me again in a month", Do: "setup", Arg: "checkins month"},
			{Label: "No more check-ins", Do: "setup", Arg: "checkins stop"},
		}},
	}}
}

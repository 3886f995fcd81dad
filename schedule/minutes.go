package schedule

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

func minutesSoon(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return minutesNudge(ctx, s, o, "Draft minutes are due soon", "are due on %s, ten working days after it.")
}

func minutesToday(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return minutesNudge(ctx, s, o, "Draft minutes are due", "are due on %s. When you circulate them, everybody can read them as a draft.")
}

func minutesLate(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return minutesNudge(ctx, s, o, "The draft minutes are still to go out", "were due on %s. A short draft is enough: corrections can follow.")
}

func minutesLast(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return minutesNudge(ctx, s, o, "The draft minutes are still to go out", "were due on %s. You are not reminded of them again.")
}

// minutesNudge reminds the secretary of draft minutes, until they are circulated.
// words say by when; %s is the day.
func minutesNudge(ctx context.Context, s *store.Store, o Occasion, heading, words string) ([]Notice, error) {
	m, err := s.Minutes(ctx, o.Meeting.ID)
	if err != nil || m.Out() {
		return nil, err
	}
	return toOfficers(ctx, s, o, post(heading, []string{
		"Draft minutes of the meeting on " + council.DayOf(o.Meeting.Starts).Long() + " " + fmt.Sprintf(words, m.Due(o.House.Calendar()).Long()),
	}, ui.Buttons{Row: []ui.Button{{Label: "Open the minutes", Do: "minutes", Arg: arg(o, "draft"), Style: ui.Primary}}}), council.Secretary)
}

// publishDays are the working days after minutes were agreed on which the
// secretary is reminded to publish them; after the last, no more.
var publishDays = []int{council.PublishDue - 2, council.PublishDue, council.PublishDue + 5}

// minutesPublish reminds the secretary of agreed minutes that are not published.
func minutesPublish(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	begun, err := s.MinutesBegun(ctx)
	if err != nil {
		return nil, err
	}
	var lines []string
	var row []ui.Button
	for _, m := range begun {
		for _, days := range publishDays {
			if m.State == council.MinutesAgreed && o.House.Calendar().Ahead(council.DayOf(m.Agreed), days) == council.DayOf(o.Due) {
				lines = append(lines, fmt.Sprintf("%s: agreed on %s, to be published by %s", council.DayOf(m.Meeting.Starts).Long(),
					council.DayOf(m.Agreed).Long(), m.PublishBy(o.House.Calendar()).Long()))
				row = append(row, ui.Button{Label: "Open those of " + council.DayOf(m.Meeting.Starts).Long(), Do: "minutes", Arg: fmt.Sprintf("show #%d", m.Meeting.ID)})
			}
		}
	}
	if len(row) == 0 {
		return nil, nil
	}
	row[0].Style = ui.Primary
	return toOfficers(ctx, s, o, post("Agreed minutes are to be published", nil, ui.List{Lead: "Minutes of", Items: lines}, ui.Buttons{Row: row}), council.Secretary)
}

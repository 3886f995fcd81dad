package commands

import (
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// comingMost is how many posts to come are shown.
const comingMost = 5

// practiceNext shows the librarian what is posted to the channel next.
func (d *Desk) practiceNext(ctx context.Context, r Request) (ui.Reply, error) {
	return d.comingPage(ctx, r)
}

func (d *Desk) comingPage(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	coming, err := schedule.ComingPractices(ctx, d.Store, r.Now, comingMost)
	if err != nil {
		return nil, fmt.Errorf("work out what is posted next: %w", err)
	}
	times, err := schedule.PracticeTimesOf(ctx, d.Store)
	if err != nil {
		return nil, fmt.Errorf("read when practices are posted: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "What is posted to the channel next"})
	body = append(body, points("As things stand", comingLines(coming), "Nothing: the schedule is "+times.String()+".")...)
	first, err := d.firstSelect(ctx, r)
	if err != nil {
		return nil, err
	}
	return card(append(append(body, first...), ui.Buttons{Row: []ui.Button{
		{Label: "Change the schedule", Do: "practice", Arg: "schedule"}, {Label: "My list", Do: "practice", Arg: "list"}, {Label: "The library", Do: "practice"}}},
		ui.Note{Text: "The schedule: " + times.String() + ". Nothing is posted in August or in the week of a meeting. What was posted least recently comes first, spread over topics and sectors; nothing comes twice in a year unless you put it first."})...), nil
}

func comingLines(coming []schedule.ComingPractice) []string {
	var lines []string
	for _, c := range coming {
		what := "nothing is fit; you are told"
		if c.Practice.ID != 0 {
			what = fmt.Sprintf("%d. “%s” (%s)", c.Practice.ID, c.Practice.Title, c.Practice.Topic.Label())
			if !c.Practice.First.IsZero() {
				what += ", put first"
			}
		}
		lines = append(lines, sayMoment(c.Due)+": "+what+".")
	}
	return lines
}

// sayMoment is a moment as people say it: "Thursday 4 March 2027, 10:00 London
// time".
func sayMoment(t time.Time) string {
	return t.Format("Monday 2 January 2006, 15:04 ") + council.ZoneLabel(t.Location())
}

// firstSelect lets the librarian choose what is posted next.
func (d *Desk) firstSelect(ctx context.Context, r Request) ([]ui.Block, error) {
	all, err := d.Store.Practices(ctx, council.PracticeApproved)
	if err != nil {
		return nil, fmt.Errorf("read the library: %w", err)
	}
	choice := ui.Select{Label: "Put one first", Do: "practice"}
	for _, p := range all {
		if p.Postable(council.DayOf(r.Now)) && len(choice.Options) < 100 {
			choice.Options = append(choice.Options, ui.Option{Label: clipped(fmt.Sprintf("%d. %s", p.ID, p.Title)), Arg: practiceArg("first", p)})
		}
	}
	if len(choice.Options) == 0 {
		return nil, nil
	}
	return []ui.Block{choice}, nil
}

// practiceFirst has a practice posted next, ahead of its turn.
func (d *Desk) practiceFirst(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePractice(ctx, r, "practice.first", p.ID, func(_ *store.Tx, now council.Practice) (council.Practice, error) {
		if !now.Postable(council.DayOf(r.Now)) {
			return now, &council.Problem{Say: "“" + practiceName(now) + "” cannot be posted: it " + unpostable(now) + ". Nothing was changed."}
		}
		if now.First.IsZero() {
			now.First = r.Now
		}
		return now, nil
	})
	if err != nil {
		return nil, err
	}
	return d.comingPage(ctx, r, "“"+p.Title+"” is put first.")
}

func unpostable(p council.Practice) string {
	if p.State != council.PracticeApproved {
		return practiceStands(p)
	}
	return "is due for a check, and only what was checked is posted"
}

// practiceSchedule shows or changes when a practice is posted.
func (d *Desk) practiceSchedule(ctx context.Context, r Request) (ui.Reply, error) {
	text := r.Text
	if r.Form != nil {
		text = tidy(r.Form["times"])
	}
	if text == "" {
		times, err := schedule.PracticeTimesOf(ctx, d.Store)
		if err != nil {
			times.Text = schedule.UsualPracticeTimes
		}
		return ui.Modal{Do: "practice", Arg: "schedule", Title: "When to post", Submit: "Keep it", Body: []ui.Block{
			ui.Prose{Text: "One practice is posted to the council's channel each time. None comes in August or in the week of a meeting, whatever stands here."},
			ui.Input{Name: "times", Label: "When?", Kind: ui.Line, Value: times.Text, Max: 100,
				Hint: "Minute, hour, day of the month, month, day of the week (1 is Monday), then nothing or “every second week”. “off” for never."}}}, nil
	}
	times, err := schedule.ParsePracticeTimes(text)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "practice.scheduled", About: "council", At: r.Now}
	if _, err := d.Store.Change(ctx, change, func(tx *store.Tx) error { return tx.SetSetting(schedule.PracticeSetting, times.Text) }); err != nil {
		return nil, fmt.Errorf("keep when practices are posted: %w", err)
	}
	return d.comingPage(ctx, r, "Kept. The posts to come follow it.")
}

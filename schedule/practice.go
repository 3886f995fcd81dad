package schedule

import (
	"context"
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// practicePost is the job that posts a practice to the channel.
func practicePost(times PracticeTimes) Job {
	return Job{Name: "practice", Does: "a practice out of the library, to the channel", When: times, Late: 12 * time.Hour, Write: practiceOut}
}

// practiceOut posts one practice, chosen by council.NextPractice. When nothing is
// fit the librarian is told instead, at most once a month; of a library that
// never held anything nothing is said.
func practiceOut(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	all, shown, err := practicesAt(ctx, s, o)
	if err != nil {
		return nil, err
	}
	p, ok := council.NextPractice(all, shown, o.Due)
	if !ok {
		return nothingFit(ctx, s, o, all)
	}
	notices := toChannel(council.Meeting{}, PracticePost(p, o.Due, o.Web))
	notices[0].Practice = p.ID
	return notices, nil
}

// practicesAt gives the library and what was posted of it as they stand at an
// occasion: with what was planned before it in the same stretch.
func practicesAt(ctx context.Context, s *store.Store, o Occasion) ([]council.Practice, []council.Showing, error) {
	all, err := s.Practices(ctx, council.PracticeApproved)
	if err != nil {
		return nil, nil, err
	}
	shown, err := s.Showings(ctx, time.Time{})
	for _, before := range o.Before {
		if before.Practice != 0 {
			shown = append(shown, council.Showing{Practice: before.Practice, At: before.Due})
			asked := slices.IndexFunc(all, func(p council.Practice) bool { return p.ID == before.Practice })
			if asked >= 0 {
				all[asked].First = time.Time{}
			}
		}
	}
	return all, shown, err
}

// nothingFit tells the librarian that nothing could be posted, unless they were
// told within a month.
func nothingFit(ctx context.Context, s *store.Store, o Occasion, all []council.Practice) ([]Notice, error) {
	if len(all) == 0 {
		return nil, nil
	}
	month := o.Due.AddDate(0, -1, 0)
	before, err := s.Deliveries(ctx, store.Wanted{Job: "practice", From: month})
	if err != nil {
		return nil, err
	}
	for _, p := range o.Before {
		before = append(before, p.Delivery)
	}
	for _, d := range before {
		if d.Job == "practice" && d.To.Member != 0 && d.Due.After(month) {
			return nil, nil
		}
	}
	return toOfficers(ctx, s, o, post("No practice was posted today", []string{
		"Nothing in the library is fit to be posted: every practice was posted within a year or is due for a check. Have one checked, ask a member for a new one, or put one first.",
	}, ui.Buttons{Row: []ui.Button{
		{Label: "My list", Do: "practice", Arg: "list", Style: ui.Primary}, {Label: "What is posted next", Do: "practice", Arg: "next"}}}), council.Librarian)
}

// postMost is how much of a practice's texts the post in the channel shows.
const postMost = 500

// PracticePost is a practice as it is posted to the channel. Who is in the
// channel is not known, so of one for members only it shows the title. web is
// where the council's pages stand; empty when none are served.
func PracticePost(p council.Practice, now time.Time, web string) ui.Message {
	facts := []ui.Pair{{Name: "Topic", Value: p.Topic.Label()}, {Name: "Would do it again", Value: p.Again.Label()}}
	if p.Sector != "" {
		facts = append(facts, ui.Pair{Name: "Sector", Value: p.Sector.Label()})
	}
	if p.Cost != "" {
		facts = append(facts, ui.Pair{Name: "Cost", Value: p.Cost.Label()})
	}
	body := []ui.Block{ui.Heading{Text: "From the practice library"}, ui.Prose{Text: "“" + p.Title + "”"}, ui.Fields{Pairs: facts}}
	if p.Public() {
		body = append(body, ui.Prose{Lead: "The problem.", Text: shortened(p.Problem)}, ui.Prose{Lead: "What they did.", Text: shortened(p.Did)})
	}
	note := fmt.Sprintf("Practice %d, %s. %s", p.ID, p.Checked(now), p.Licence.Label())
	if p.Story {
		note = "A story of failure, shared so that others need not repeat it. " + note
	}
	small := ui.Note{Text: note + "."}
	if p.Public() && web != "" {
		small.Links = []ui.Link{{Text: "On the council's pages", URL: fmt.Sprintf("%s/practice/%d/", web, p.ID)}}
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{
		{Label: "Read it all", Do: "practice", Arg: fmt.Sprintf("show %d", p.ID), Style: ui.Primary},
		{Label: "We used this", Do: "practice", Arg: fmt.Sprintf("used %d", p.ID)},
		{Label: "Share one of ours", Do: "practice", Arg: "share"},
	}}, small)}
}

func shortened(text string) string {
	if letters := []rune(text); len(letters) > postMost {
		return string(letters[:postMost-1]) + "…"
	}
	return text
}

// ComingPractice is a post out of the library to come: when, and which practice
// as things stand; without an id when nothing is fit.
type ComingPractice struct {
	Due      time.Time
	Practice council.Practice
}

// ComingPractices works out the next posts out of the library after a moment, at
// most so many and for a year at most, as things stand. It keeps nothing.
func ComingPractices(ctx context.Context, s *store.Store, now time.Time, most int) ([]ComingPractice, error) {
	times, err := PracticeTimesOf(ctx, s)
	if err != nil {
		return nil, err
	}
	until := now.AddDate(1, 0, 0)
	d, err := diary(ctx, s, now, until)
	if err != nil {
		return nil, err
	}
	all, shown, err := practicesAt(ctx, s, Occasion{})
	if err != nil {
		return nil, err
	}
	var coming []ComingPractice
	occasions := times.Occasions(now, until, d)
	for _, o := range occasions[:min(most, len(occasions))] {
		p, ok := council.NextPractice(all, shown, o.Due)
		if ok {
			shown = append(shown, council.Showing{Practice: p.ID, At: o.Due})
			all[slices.IndexFunc(all, func(q council.Practice) bool { return q.ID == p.ID })].First = time.Time{}
		}
		coming = append(coming, ComingPractice{o.Due, p})
	}
	return coming, nil
}

package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// RehearseCommand is councilbot rehearse.
type RehearseCommand struct {
	From string `placeholder:"DAY" help:"The first day, as 2027-04-01; otherwise from now on."`
	To   string `placeholder:"DAY" help:"The last day; otherwise thirteen weeks after the first."`
}

// quarter is how far a rehearsal looks ahead when no last day is given.
const quarter = 13 * 7

// Run prints every message that would be sent, in order, each with its time, its
// addressee and its words. Nothing is sent or kept. What is sent in the end is
// the same as long as nothing changes: a reply, a new member and a moved meeting
// change what follows them.
func (r RehearseCommand) Run(ctx context.Context, common *Common, c console) error {
	st, err := store.Open(ctx, common.Data)
	if err != nil {
		return err
	}
	defer st.Close()
	house, err := st.House(ctx)
	if err != nil {
		return err
	}
	zone, err := house.Location()
	if err != nil {
		return err
	}
	from, until, err := r.span(time.Now().In(zone))
	if err != nil {
		return err
	}
	runner := &schedule.Runner{Store: st, Log: logger(c)}
	planned, err := runner.Rehearse(ctx, from, until)
	if err != nil {
		return err
	}
	members, err := st.Members(ctx)
	if err != nil {
		return err
	}
	for _, p := range planned {
		fmt.Fprintln(c.out, rehearsed(p, members, zone))
	}
	_, err = fmt.Fprintf(c.out, "%s from %s to %s. Nothing was sent.\n", messages(len(planned)),
		council.DayOf(from.Add(time.Second)).Long(), council.DayOf(until).Long())
	return err
}

// span reads the days, which count whole, on the clock of now's zone.
func (r RehearseCommand) span(now time.Time) (from, until time.Time, err error) {
	from = now
	if r.From != "" {
		day, err := council.ParseDay(r.From)
		if err != nil {
			return from, until, err
		}
		from = day.At(0, 0, now.Location()).Add(-time.Second) // what falls due at midnight is the day's
	}
	last := council.DayOf(from.Add(time.Second)).Add(quarter)
	if r.To != "" {
		if last, err = council.ParseDay(r.To); err != nil {
			return from, until, err
		}
	}
	until = last.Add(1).At(0, 0, now.Location()).Add(-time.Second)
	if !from.Before(until) {
		return from, until, &council.Problem{Say: "The last day is before the first. Give --from and --to in order."}
	}
	return from, until, nil
}

// rehearsed is one message: when and to whom, and below it what it says.
func rehearsed(p schedule.Planned, members []council.Member, zone *time.Location) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, to %s\n", inFull(p.After.In(zone)), p.To.Among(members))
	for line := range strings.Lines(ui.Plain(p.Words) + "\n") {
		if line != "\n" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// inFull is a moment as people say it: "Thursday 4 March 2027, 10:00 London time".
func inFull(t time.Time) string {
	return t.Format("Monday 2 January 2006, 15:04 ") + council.ZoneLabel(t.Location())
}

func messages(n int) string {
	if n == 1 {
		return "1 message"
	}
	return fmt.Sprintf("%d messages", n)
}

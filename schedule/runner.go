package schedule

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// tickedSetting is the setting that holds the moment up to which everything was
// worked out.
const tickedSetting = "schedule.ticked"

// Runner works out what falls due, minute by minute.
type Runner struct {
	Store *store.Store
	Log   *slog.Logger
	// Turned says that the clock is turned by hand, to try things out: what falls
	// due in a leap is worked out as if at its own moment, and nothing is late.
	Turned bool
	Web    string // where the council's pages stand, as https://council.example; empty when none are served
}

// Run ticks at once and every minute until the context ends. A tick that fails, or
// falls over, is logged and made up for by the next. clock gives the time.
func (r *Runner) Run(ctx context.Context, clock func() time.Time) error {
	log := cron.PrintfLogger(slog.NewLogLogger(r.Log.Handler(), slog.LevelError))
	tick := cron.NewChain(cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(log)).Then(cron.FuncJob(func() { r.tickAndLog(ctx, clock()) }))
	minutes := cron.New()
	if _, err := minutes.AddJob("* * * * *", tick); err != nil {
		return err
	}
	tick.Run()
	minutes.Start()
	<-ctx.Done()
	<-minutes.Stop().Done()
	return ctx.Err()
}

func (r *Runner) tickAndLog(ctx context.Context, now time.Time) {
	if err := r.Tick(ctx, now); err != nil && ctx.Err() == nil {
		r.Log.Error("reminders could not be worked out; the next minute tries again", "err", err)
	}
}

// Tick keeps the messages of everything that fell due since the last tick, all
// or none. Ticking twice, or in two processes at once, keeps each once. The first
// tick of all only notes the time: nothing from before counts. After a clock was
// set back, ticking goes on from the earlier time. What waits and is of no use any
// more lapses, and the secretary is told. The first tick of a day also drops
// idempotency keys that have served.
func (r *Runner) Tick(ctx context.Context, now time.Time) error {
	text, err := r.Store.Setting(ctx, tickedSetting)
	if err != nil {
		return err
	}
	last, err := time.Parse(time.RFC3339, text)
	if err != nil || now.Before(last) {
		last = now
	}
	p, err := r.plan(ctx, last, now, func(o Occasion) time.Time {
		if r.Turned {
			return o.Due
		}
		return now
	})
	if err != nil {
		return err
	}
	if err := p.report(ctx, last, now); err != nil {
		return err
	}
	if err := r.keep(ctx, p, now); err != nil || council.DayOf(last.UTC()) == council.DayOf(now.UTC()) {
		return err
	}
	_, err = r.Store.Forget(ctx, now)
	return err
}

// keep writes the planned rows and the time in one transaction.
func (r *Runner) keep(ctx context.Context, p *plan, now time.Time) error {
	_, err := r.Store.Change(ctx, store.Change{At: now}, func(tx *store.Tx) error {
		lapsed, err := tx.Lapse()
		if err == nil {
			err = p.tellLapsed(ctx, lapsed, now)
		}
		if err == nil {
			err = p.deliver(tx)
		}
		if err != nil {
			return err
		}
		return tx.SetSetting(tickedSetting, now.UTC().Format(time.RFC3339))
	})
	if err != nil {
		return fmt.Errorf("keep what falls due: %w", err)
	}
	return nil
}

// plan works out what falls due after one moment and not after another.
func (r *Runner) plan(ctx context.Context, after, until time.Time, now func(Occasion) time.Time) (*plan, error) {
	d, err := diary(ctx, r.Store, after, until)
	if err != nil {
		return nil, err
	}
	jobs, faults, err := jobsAndLines(ctx, r.Store)
	if err != nil {
		return nil, err
	}
	if faults != nil {
		r.Log.Warn("some of the operator's reminder lines cannot be read", "err", faults)
	}
	p := &plan{store: r.Store, diary: d, now: now, turned: r.Turned, web: r.Web}
	all := occasions(jobs, after, until, d)
	if len(all) == 0 {
		return p, nil
	}
	if err := p.load(ctx, after); err != nil {
		return nil, err
	}
	return p, p.work(ctx, all)
}

// Rehearse gives every message that would be kept for a stretch of time, in the
// order in which they would go out, from the facts as they are now. It keeps and
// sends nothing.
func (r *Runner) Rehearse(ctx context.Context, from, until time.Time) ([]Planned, error) {
	p, err := r.plan(ctx, from, until, func(o Occasion) time.Time { return o.Due })
	if err != nil {
		return nil, err
	}
	return p.inOrder(), nil
}

// report tells the secretary what was late and what was passed over, where the
// program was not running for a while.
func (p *plan) report(ctx context.Context, last, now time.Time) error {
	var late []string
	for _, entry := range p.planned {
		if line := fmt.Sprintf("%s, due %s", does(entry.Job), p.says(entry.Due)); entry.late && (len(late) == 0 || late[len(late)-1] != line) {
			late = append(late, line)
		}
	}
	if len(late)+len(p.missed) == 0 {
		return nil
	}
	blocks := []ui.Block{ui.Prose{Text: fmt.Sprintf("I was not running from %s to %s.", p.says(last), p.says(now))}}
	if len(late) > 0 {
		blocks = append(blocks, ui.Prose{Text: "These go out late:"}, ui.List{Items: late})
	}
	if len(p.missed) > 0 {
		blocks = append(blocks, ui.Prose{Text: "These do not go out:"}, ui.List{Items: p.passedOver()})
	}
	blocks = append(blocks, ui.Prose{Text: "If one of them still matters, please tell the members yourself."})
	return p.tellSecretary(ctx, "late", last, now, append([]ui.Block{ui.Heading{Text: "Some reminders were late"}}, blocks...))
}

// tellSecretary adds a message to the secretary about the sending itself.
func (p *plan) tellSecretary(ctx context.Context, job string, at, now time.Time, body []ui.Block) error {
	o := Occasion{Due: at, House: p.diary.House}
	notices, err := toOfficers(ctx, p.store, o, ui.Message{Body: body}, council.Secretary)
	for _, n := range notices {
		p.place(due{Job{Name: job}, o}, n, now)
	}
	return err
}

func (p *plan) passedOver() []string {
	var lines []string
	for _, m := range p.missed {
		line := fmt.Sprintf("%s, due %s: %s", does(m.Job), p.says(m.Due), m.Why)
		if len(lines) == 0 || lines[len(lines)-1] != line {
			lines = append(lines, line)
		}
	}
	return lines
}

// does says what a job does; an operator's line, by its name.
func does(name string) string {
	for _, job := range append(Jobs(), practicePost(PracticeTimes{})) {
		if job.Name == name {
			return job.Does
		}
	}
	return "your own line " + name
}

func (p *plan) says(t time.Time) string {
	t = t.In(p.diary.Zone)
	return t.Format("Monday 2 January 2006, 15:04 ") + council.ZoneLabel(t.Location())
}

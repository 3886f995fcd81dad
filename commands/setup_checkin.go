package commands

import (
	"context"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// checkInWays say when the person is asked how it goes, and how to change that.
func checkInWays(v setupView) []ui.Block {
	say := "None is planned."
	if next := v.CheckIns(v.me, v.Now, v.Now.AddDate(1, 0, 0)); len(next) > 0 {
		at := next[0].At
		say = "The next comes on " + at.Format("Monday 2 January 2006, 15:04 ") + council.ZoneLabel(at.Location()) + ", by direct message."
	}
	row := []ui.Button{
		{Label: "Ask me in a week", Do: "setup", Arg: "checkins week"},
		{Label: "Ask me in a month", Do: "setup", Arg: "checkins month"},
		{Label: "No more check-ins", Do: "setup", Arg: "checkins stop"},
	}
	switch {
	case v.me.Quiet:
		say = "You have stopped them."
		row = []ui.Button{{Label: "Send them again", Do: "setup", Arg: "checkins on"}}
	case v.Silent(v.me, v.Now):
		say = "They stopped by themselves, because three went unanswered."
	}
	return []ui.Block{ui.Prose{Lead: "Check-ins.", Text: say}, ui.Buttons{Row: row}}
}

// setupCheckIns changes when the person is asked how it goes. It answers a
// check-in that has come.
func (d *Desk) setupCheckIns(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	quiet, until, say, err := readCheckIn(text, v.Now)
	if err != nil {
		return nil, err
	}
	err = d.changeSetup(ctx, v.Request, "setup.check-ins", func(tx *store.Tx, s council.Setup) error {
		me, _ := s.Person(v.From.ID)
		me.Quiet, me.Snoozed = quiet, until
		return tx.PutSetupPerson(s.ID, me)
	})
	if err != nil {
		return nil, err
	}
	if quiet {
		return d.again(ctx, v.Request, say, ui.Button{Label: "Send them again", Do: "setup", Arg: "checkins on"})
	}
	return d.again(ctx, v.Request, say)
}

// readCheckIn reads what was asked about check-ins.
func readCheckIn(text string, now time.Time) (quiet bool, until time.Time, say string, err error) {
	switch strings.ToLower(text) {
	case "stop", "off":
		return true, time.Time{}, "No more check-ins. Your checklist stays as it is.", nil
	case "on":
		return false, time.Time{}, "Check-ins will come again, after 30, 60 and 90 days.", nil
	}
	until, err = council.PutOff(text, now)
	if err != nil {
		return false, time.Time{}, "", &council.Problem{Say: "Say week, month, stop or on: when you want to be asked how it goes."}
	}
	return false, until, "I will ask how it goes on " + council.DayOf(until).Long() + ", or on the next working day.", nil
}

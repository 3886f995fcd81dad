package main

import (
	"context"
	"fmt"
	"time"

	"councilbot/bot"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// DoctorCommand is councilbot doctor.
type DoctorCommand struct{ Slack }

// Run looks at everything, prints what it found and, for what is not well, the
// remedy. It fails when something is not well.
func (d DoctorCommand) Run(ctx context.Context, common *Common, c console) error {
	findings := append([]bot.Finding{zoneFinding(common)}, dataFindings(ctx, common)...)
	findings = append(findings, paperFindings(ctx, common.Data)...)
	inSlack, err := d.given()
	switch {
	case err != nil:
		findings = append(findings, bot.Finding{About: "Tokens", Say: inWords(err)})
	case inSlack:
		at := bot.Config{AppToken: d.AppToken, BotToken: d.BotToken, APIURL: d.APIURL}
		findings = append(findings, bot.Examine(ctx, at, time.Now)...)
	default:
		findings = append(findings, bot.Finding{About: "Slack", Good: true, Say: "No tokens are set, so Slack was not asked. councilbot run starts the built-in workspace."})
	}
	ill := 0
	for _, f := range findings {
		word := "well"
		if !f.Good {
			word = "NOT WELL"
			ill++
		}
		fmt.Fprintf(c.out, "%-8s  %s: %s\n", word, f.About, f.Say)
	}
	if ill > 0 {
		return &council.Problem{Say: fmt.Sprintf("%d of %d things need a hand; each line above says what to do.", ill, len(findings))}
	}
	return nil
}

// here is a moment on the council's clock, or in UTC when its zone is not known,
// which another finding says.
func (c *Common) here(t time.Time) time.Time {
	zone, err := c.location()
	if err != nil {
		zone = time.UTC
	}
	return t.In(zone)
}

func zoneFinding(common *Common) bot.Finding {
	zone, err := common.location()
	if err != nil {
		return bot.Finding{About: "Time zone", Say: inWords(err)}
	}
	return bot.Finding{About: "Time zone", Good: true, Say: "It is " + time.Now().In(zone).Format("15:04 on Monday 2 January 2006") + " in " + zone.String() + "."}
}

// dataFindings look at the data folder and at the knowledge pack, part of which
// may stand there.
func dataFindings(ctx context.Context, common *Common) []bot.Finding {
	st, err := store.Open(ctx, common.Data)
	if err != nil {
		return []bot.Finding{{About: "Data folder", Say: inWords(err)}}
	}
	defer st.Close()
	sound := bot.Finding{About: "Data folder", Good: true, Say: common.Data + " is sound."}
	if err := st.Check(ctx); err != nil {
		sound = bot.Finding{About: "Data folder", Say: inWords(err)}
	}
	files := bot.Finding{About: "Files of papers", Good: true}
	if kept, err := st.CheckFiles(ctx); err != nil {
		files = bot.Finding{About: files.About, Say: inWords(err)}
	} else {
		files.Say = fmt.Sprintf("%d are kept, and each is whole.", kept)
	}
	findings := append([]bot.Finding{sound, files}, sendingFindings(ctx, st, common.here(time.Now()))...)
	library, err := common.openLibrary(ctx, st)
	if err != nil {
		return append(findings, bot.Finding{About: "Knowledge pack", Say: inWords(err)})
	}
	return append(findings, bot.Finding{About: "Knowledge pack", Good: true, Say: fmt.Sprintf("%d entries.", len(library.Entries()))})
}

package commands

import (
	"bytes"
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/printing"
	"councilbot/internal/ui"
)

// wholeWord asks for minutes with what is closed, for the secretary's own use.
const wholeWord = "whole"

// minutesPrint gives minutes as a page to print or to attach to an e-mail: what
// everybody may read, because paper is passed on. To the secretary and the chair
// it also gives them whole, and the page then says so.
func (d *Desk) minutesPrint(ctx context.Context, r Request) (ui.Reply, error) {
	m, rest, err := d.minutesOf(ctx, r)
	if err != nil {
		return nil, err
	}
	day := council.DayOf(m.Meeting.Starts)
	if m, err = d.seenMinutes(ctx, r, m); err != nil {
		return nil, err
	}
	if m.State == "" {
		return nil, &council.Problem{Say: "The minutes of " + day.Long() + " are not out yet, so there is nothing to print."}
	}
	name, whole := "minutes-"+day.String(), rest == wholeWord && d.holds(r, council.Secretary)
	if !whole {
		m.MinutesText = m.Open()
	}
	sheet := printing.Minutes(m, "Local CIO Council")
	if whole {
		name += "-not-for-the-public"
		sheet.Lead = []string{"This copy holds closed items. It is for the chair and the secretary, and not to be passed on."}
	}
	if d.Web != "" && m.Out() {
		sheet.Address = fmt.Sprintf("%s/meetings/%d/minutes", d.Web, m.Meeting.ID)
	}
	var page bytes.Buffer
	if err := printing.HTML(&page, sheet); err != nil {
		return nil, fmt.Errorf("print minutes: %w", err)
	}
	row := []ui.Button{{Label: "Back to the minutes", Do: "minutes", Arg: ofMeeting("show", m.Meeting)}}
	if !whole && d.holds(r, council.Secretary) {
		row = append(row, ui.Button{Label: "With the closed items, for me", Do: "minutes", Arg: ofMeeting("print", m.Meeting) + " " + wholeWord})
	}
	return card(ui.Heading{Text: "Minutes to print"},
		ui.Prose{Text: "Open this file in a browser to print it, or attach it to an e-mail. Word opens it too. " + m.Mark()},
		ui.File{Name: name + ".html", Type: "text/html", Content: page.String()}, ui.Buttons{Row: row}), nil
}

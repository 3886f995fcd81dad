package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/printing"
	"councilbot/internal/ui"
)

// wholeWord asks for minutes with what is closed, for the secretary's own use.
const wholeWord = "whole"

// minutesWord gives minutes as a Word file.
func (d *Desk) minutesWord(ctx context.Context, r Request) (ui.Reply, error) {
	return d.minutesFile(ctx, r, "word", ui.File{Name: ".docx", Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		func(b *strings.Builder, s printing.Sheet) error { return printing.Word(b, s) })
}

// minutesPrint gives minutes as a page to print.
func (d *Desk) minutesPrint(ctx context.Context, r Request) (ui.Reply, error) {
	return d.minutesFile(ctx, r, "print", ui.File{Name: ".html", Type: "text/html"},
		func(b *strings.Builder, s printing.Sheet) error { return printing.HTML(b, s) })
}

// minutesFile gives minutes as a file, as everybody in the council may read them,
// because a file is passed on. To the secretary and the chair it also gives them
// whole, and the file then says so. verb is how it was asked for; the file has an
// ending for its name.
func (d *Desk) minutesFile(ctx context.Context, r Request, verb string, file ui.File, print func(*strings.Builder, printing.Sheet) error) (ui.Reply, error) {
	m, rest, err := d.minutesOf(ctx, r)
	if err != nil {
		return nil, err
	}
	day, meeting := council.DayOf(m.Meeting.Starts), m.Meeting
	if m, err = d.seenMinutes(ctx, r, m); err != nil {
		return nil, err
	}
	if m.State == "" {
		return nil, &council.Problem{Say: "The minutes of " + day.Long() + " are not out yet, so there is nothing to print."}
	}
	whole := rest == wholeWord && d.holds(r, council.Secretary)
	var b strings.Builder
	if err := print(&b, d.minutesSheet(r, m, whole)); err != nil {
		return nil, fmt.Errorf("print minutes: %w", err)
	}
	file.Name, file.Content = minutesFileName(m, day, whole)+file.Name, b.String()
	row := []ui.Button{{Label: "Back to the minutes", Do: "minutes", Arg: ofMeeting("show", meeting)}}
	say := "Closed items stand in it by their titles alone, so that you can pass it on. "
	if whole {
		say = "It holds what is closed, so keep it to the chair and the secretary. "
	} else if d.holds(r, council.Secretary) {
		row = append(row, ui.Button{Label: "With the closed items, for me", Do: "minutes", Arg: ofMeeting(verb, meeting) + " " + wholeWord})
	}
	return card(ui.Heading{Text: m.Heading()}, ui.Prose{Text: "I send you the file “" + file.Name + "” in a direct message. " + say + m.Mark()}, file, ui.Buttons{Row: row}), nil
}

// minutesSheet is minutes as they are printed, without what is closed unless the
// whole of them is asked for.
func (d *Desk) minutesSheet(r Request, m council.Minutes, whole bool) printing.Sheet {
	if !whole {
		m.MinutesText = m.Open()
	}
	sheet := printing.Minutes(m, council.Name)
	sheet.Printed = r.Now.In(m.Meeting.Starts.Location())
	if whole {
		sheet.Lead = []string{"This copy holds closed items. It is for the chair and the secretary, and not to be passed on."}
	}
	if d.Web != "" && m.Out() && reached(d.Web) {
		sheet.Address = fmt.Sprintf("%s/meetings/%d/minutes", d.Web, m.Meeting.ID)
	}
	return sheet
}

// minutesFileName names a file of minutes, without its ending.
func minutesFileName(m council.Minutes, day council.Day, whole bool) string {
	name := "minutes-" + day.String()
	if m.Draft() {
		name = "draft-" + name
	}
	if whole {
		name += "-not-for-the-public"
	}
	return name
}

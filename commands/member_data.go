package commands

import (
	"context"
	"fmt"

	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// memberExport gives everything that is kept of the person, as a file.
func (d *Desk) memberExport(ctx context.Context, r Request) (ui.Reply, error) {
	data, err := d.Store.ExportPerson(ctx, r.From.ID)
	if err != nil {
		return nil, err
	}
	return card(ui.Heading{Text: "Everything that is kept of you"},
		ui.Prose{Text: "This file holds all of it, by table, in a form that people and programs can read. Only you can see it."},
		ui.File{Name: "my-data.json", Type: "application/json", Content: string(data)},
		ui.Buttons{Row: []ui.Button{{Label: "Erase my data", Do: "member", Arg: "erase"}, {Label: "My card", Do: "member", Arg: "me"}}}), nil
}

// memberErase erases everything that is kept of the person: it says first what
// goes and what stays, and erases with "sure".
func (d *Desk) memberErase(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text != "sure" {
		return card(ui.Heading{Text: "Erase your data?"},
			ui.List{Lead: "This goes, and cannot be brought back", Items: []string{
				"Your seat on the council, your card, and what you agreed to.",
				"Your replies, your setup checklist and your self-checks.",
				"Your drafts of practices, your lines on those you used, and words of yours that are quoted.",
				"Messages that were sent to you, and messages that name you.",
			}},
			ui.List{Lead: "This stays", Items: []string{
				"Your name in the minutes of meetings that were held, and the words of decisions and actions: they are the council's record.",
				"Practices of yours that are in the library, without your name and organisation.",
				"The list of changes, which names people by a number that then leads nowhere.",
				"Backups, until they are replaced: ask the operator when that is. What was posted in Slack, which Slack keeps.",
			}},
			ui.Buttons{Row: []ui.Button{
				{Label: "Erase my data", Do: "member", Arg: "erase sure", Style: ui.Danger, Sure: "Your seat and everything that is kept of you go now, for good."},
				{Label: "Export it first", Do: "member", Arg: "export"},
				{Label: "No, leave it as it is", Do: "member", Arg: "me"},
			}}), nil
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "member.erased", About: fmt.Sprintf("member/%d", r.From.ID), At: r.Now}
	if err := d.Store.ErasePerson(ctx, change, r.From.ID); err != nil {
		return nil, fmt.Errorf("erase a member: %w", err)
	}
	return card(ui.Prose{Text: "Your data is erased and your seat has ended. The minutes of past meetings keep your name. If something is left that should not be, tell the secretary: you have the right to complain, and to be answered within 30 days."}), nil
}

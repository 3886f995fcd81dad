package commands

import (
	"context"

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

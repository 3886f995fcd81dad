package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// agendaVersions lists every version of an agenda, with what changed.
func (d *Desk) agendaVersions(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	versions, err := d.Store.AgendaVersions(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read the versions of an agenda: %w", err)
	}
	zone := m.Starts.Location()
	body := []ui.Block{ui.Heading{Text: "Versions of the agenda for " + council.DayOf(m.Starts).Long()}}
	first := max(0, len(versions)-10)
	for i := len(versions) - 1; i >= first; i-- {
		changes := []string{"The standing items."}
		if i > 0 {
			changes = council.Changes(versions[i-1].Lines, versions[i].Lines)
		}
		body = append(body, ui.List{Lead: fmt.Sprintf("Version %d, %s", versions[i].Version, council.SayTime(versions[i].At.In(zone))), Items: changes})
	}
	if first > 0 {
		body = append(body, ui.Note{Text: fmt.Sprintf("%s before these are kept too.", countOf(first, "version"))})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "See the agenda", Do: "agenda", Arg: ofMeeting("show", m)}}})...), nil
}

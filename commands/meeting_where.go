package commands

import (
	"context"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// meetingPlace sets where a meeting is: asked without words it gives the form
// for the place and the link.
func (d *Desk) meetingPlace(ctx context.Context, r Request) (ui.Reply, error) {
	m, place, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	if place == "" && r.Form == nil {
		return whereForm(m), nil
	}
	if r.Form != nil {
		return d.arrange(ctx, r, m, strings.TrimSpace(r.Form["place"]), strings.TrimSpace(r.Form["link"]))
	}
	return d.arrange(ctx, r, m, place, "")
}

// meetingLink sets the link to join by video: asked without one it gives the
// form for the place and the link.
func (d *Desk) meetingLink(ctx context.Context, r Request) (ui.Reply, error) {
	m, link, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	if link == "" {
		return whereForm(m), nil
	}
	return d.arrange(ctx, r, m, "", bareLink(link))
}

// bareLink takes off what Slack puts round an address in a command.
func bareLink(text string) string {
	link, _, _ := strings.Cut(strings.Trim(text, "<>"), "|")
	return link
}

func whereForm(m council.Meeting) ui.Modal {
	return ui.Modal{Do: "meeting", Arg: ofMeeting("place", m), Title: "Where is the meeting?", Submit: "Keep it", Body: []ui.Block{
		ui.Prose{Text: "The meeting on " + m.When() + ". When you change what members were told, they are told again."},
		ui.Input{Name: "place", Label: "Place", Hint: "A room and a building, or: by video only.", Kind: ui.Line, Value: m.Place, Optional: true, Max: 200},
		ui.Input{Name: "link", Label: "Link to join by video", Hint: "It begins with https:// and is shown to members and their deputies only.", Kind: ui.Line, Value: m.JoinLink, Optional: true, Max: 1000},
	}}
}

// arrange keeps the place and the link, where they are given and different.
func (d *Desk) arrange(ctx context.Context, r Request, m council.Meeting, place, link string) (ui.Reply, error) {
	if place == m.Place {
		place = ""
	}
	if link == m.JoinLink {
		link = ""
	}
	if place == "" && link == "" && m.Open() {
		return d.meetingAgain(ctx, r, m.ID, "Nothing was changed.")
	}
	err := d.changeMeeting(ctx, r, "meeting.arranged", m.ID, func(m council.Meeting) (council.Meeting, error) {
		return m.Arrange(place, link)
	}, schedule.Arrange)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.meetingAgain(ctx, r, m.ID, "Kept. Whoever was told otherwise is told again.")
}

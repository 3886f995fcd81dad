package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// meetingCalendar gives the meeting as a calendar file: with the link to join
// for whoever may have it.
func (d *Desk) meetingCalendar(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	inside, _, err := d.meetingMine(ctx, r, m)
	if err != nil {
		return nil, err
	}
	if !inside && !d.holds(r, council.Secretary) {
		m.JoinLink = ""
	}
	file, err := d.calendarFile(ctx, r, m)
	if err != nil {
		return nil, err
	}
	return card(ui.Heading{Text: "Calendar file"},
		ui.Prose{Text: "Open this file to put the meeting on " + m.When() + " into your diary. When the meeting changes, open the new file: your diary then changes the same entry."},
		file), nil
}

func (d *Desk) calendarFile(ctx context.Context, r Request, m council.Meeting) (ui.File, error) {
	origin, err := d.Store.Origin(ctx)
	if err != nil {
		return ui.File{}, fmt.Errorf("name the calendar: %w", err)
	}
	m.Title = cmp.Or(m.Title, "Meeting of the council")
	return ui.File{Name: "meeting-" + council.DayOf(m.Starts).String() + ".ics", Type: "text/calendar",
		Content: council.ICS(origin, []council.Meeting{m}, r.Now)}, nil
}

// meetingInvite gives the secretary what to send by e-mail to members outside
// Slack: whom to, the words, and the calendar file.
func (d *Desk) meetingInvite(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for members outside Slack: %w", err)
	}
	var to []string
	for _, who := range members {
		if who.Present() && who.SlackID == "" {
			to = append(to, who.Name+": "+cmp.Or(who.Email, "no e-mail address is kept"))
		}
	}
	file, err := d.calendarFile(ctx, r, m)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Words for an e-mail"}}
	if len(to) == 0 {
		body = append(body, ui.Prose{Text: "Every member is in Slack, so nobody needs this e-mail. It is here in case you want it."})
	} else {
		body = append(body, ui.List{Lead: "Members outside Slack", Items: to})
	}
	return card(append(body, ui.Prose{Lead: "Subject:", Text: inviteSubject(m)}, ui.Rule{}, ui.Prose{Text: inviteWords(m, r.From)}, ui.Rule{},
		ui.Prose{Text: "Attach this calendar file to the e-mail. When the answers come, record them."}, file,
		ui.Buttons{Row: []ui.Button{
			{Label: "Record a reply", Do: "meeting", Arg: ofMeeting("record", m), Style: ui.Primary},
			{Label: "See the replies", Do: "meeting", Arg: ofMeeting("replies", m)},
		}})...), nil
}

func inviteSubject(m council.Meeting) string {
	day := council.DayOf(m.Starts).Long()
	if m.State == council.Cancelled {
		return "The council will not meet on " + day
	}
	return "Notice of meeting: " + day
}

// inviteWords is a whole e-mail, to be pasted.
func inviteWords(m council.Meeting, from council.Member) string {
	if m.State == council.Cancelled {
		return "Hello,\n\nThe meeting called for " + m.When() + " is cancelled. The reason: " + m.Reason + "\n\n" + from.Name
	}
	lines := []string{"Hello,\n", "The council meets on " + m.When() + ", until " + m.Ends().Format("15:04") + "."}
	if m.Place != "" {
		lines = append(lines, "Where: "+m.Place+".")
	}
	if m.JoinLink != "" {
		lines = append(lines, "Join by video: "+m.JoinLink)
	}
	return strings.Join(append(lines,
		"\nWill you be there? Please answer this e-mail with one of these:",
		"• I will attend",
		"• I send apologies",
		"• A deputy comes in my place, and the deputy's name\n",
		"You can change your answer until the meeting starts. The attached file puts the meeting into your diary.\n",
		from.Name), "\n")
}

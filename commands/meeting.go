package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// meetingVerbs is all that /meeting does, in the order in which help shows it. A
// meeting is named by its number, as #3; without one the next is meant.
func (d *Desk) meetingVerbs() []verb {
	return []verb{
		{"show", "11 March 2027", "One meeting: when, where, and your reply", council.Anyone, d.meetingShow},
		{"reply", "attending | apologies | deputy NAME", "Say whether you will be there", council.Anyone, d.meetingReply},
		{"calendar", "", "The calendar file, to keep in your diary", council.Anyone, d.meetingCalendar},
		{"past", "", "Meetings that were held, and those that were not", council.Anyone, d.meetingPast},
		{"replies", "", "Who is coming, the quorum, and who has not answered", council.Secretary, d.meetingReplies},
		{"record", "", "Record a reply for somebody outside Slack", council.Secretary, d.meetingRecord},
		{"invite", "", "Words and a calendar file to send by e-mail to members outside Slack", council.Secretary, d.meetingInvite},
		{"year", "2027", "Propose the year's four dates", council.Secretary, d.meetingYear},
		{"accept", "", "", council.Secretary, d.meetingAccept},
		{"create", "5 March 2027 10:00", "Call a meeting", council.Secretary, d.meetingCreate},
		{"ladder", "", "Every reminder with its date, before the first goes out", council.Secretary, d.meetingLadder},
		{"start", "", "", council.Secretary, d.meetingStart},
		{"confirm", "", "Say that the date stands", council.Secretary, d.meetingConfirm},
		{"move", "24 June 2027 10:00 because the room is flooded", "Move a meeting, and tell everybody who must know", council.Secretary, d.meetingMove},
		{"cancel", "too few can come", "Say that the council does not meet, with the reason", council.Secretary, d.meetingCancel},
		{"place", "Committee Room 1", "Say where it is", council.Secretary, d.meetingPlace},
		{"link", "https://video.example/join", "Give the link to join by video", council.Secretary, d.meetingLink},
		{"shorten", "60", "Make it shorter, in minutes", council.Secretary, d.meetingShorten},
		{"ahead", "", "", council.Secretary, d.meetingAhead},
		{"held", "", "Record that it took place", council.Secretary, d.meetingHeld},
	}
}

// Meeting answers /meeting and every button and form of a meeting.
func (d *Desk) Meeting(ctx context.Context, r Request) (ui.Reply, error) {
	if strings.EqualFold(r.Text, "next") {
		r.Text = ""
	}
	return d.runCommand(ctx, r, "meeting", d.meetingVerbs(), d.meetingNext, d.meetingShow)
}

// meetingNext shows the meeting that is on or comes next, or what to do when
// none is called.
func (d *Desk) meetingNext(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.coming(ctx, r.Now)
	if err != nil {
		return nil, err
	}
	page := d.noMeeting(r)
	if m.ID != 0 {
		if page, err = d.meetingPage(ctx, r, m); err != nil {
			return nil, err
		}
	}
	open, err := d.toRecord(ctx, r)
	page.Body = append(open, page.Body...)
	return page, err
}

// toRecord asks the secretary about a meeting that is over and of which nobody
// has said whether it took place.
func (d *Desk) toRecord(ctx context.Context, r Request) ([]ui.Block, error) {
	if !d.holds(r, council.Secretary) {
		return nil, nil
	}
	m, err := d.lastBegun(ctx, r.Now)
	if err != nil || m.ID == 0 || r.Now.Before(m.Ends()) {
		return nil, err
	}
	return []ui.Block{ui.Prose{Lead: "To record:", Text: "did the meeting of " + council.DayOf(m.Starts).Long() + " take place?"},
		ui.Buttons{Row: []ui.Button{
			{Label: "It took place", Do: "meeting", Arg: ofMeeting("held", m), Style: ui.Primary},
			{Label: "The council did not meet", Do: "meeting", Arg: ofMeeting("cancel", m)},
		}}, ui.Rule{}}, nil
}

// coming gives the meeting that is on at a moment or the next one; the zero
// Meeting when none is called.
func (d *Desk) coming(ctx context.Context, now time.Time) (council.Meeting, error) {
	meetings, err := d.Store.Meetings(ctx, now.Add(-12*time.Hour), time.Time{})
	if err != nil {
		return council.Meeting{}, fmt.Errorf("look for the next meeting: %w", err)
	}
	for _, m := range meetings {
		if m.Open() && now.Before(m.Ends()) {
			return m, nil
		}
	}
	return council.Meeting{}, nil
}

func (d *Desk) noMeeting(r Request) ui.Message {
	row := []ui.Button{{Label: "Past meetings", Do: "meeting", Arg: "past"}}
	text := "The secretary will call the next one, and you will get a notice."
	if d.holds(r, council.Secretary) {
		year := r.Now.Year()
		text = "Propose a year's four dates, or call one meeting by its date: " + d.slash("meeting create 5 March 2027 10:00") + "."
		row = append([]ui.Button{
			{Label: fmt.Sprintf("Propose dates for %d", year), Do: "meeting", Arg: fmt.Sprintf("year %d", year), Style: ui.Primary},
			{Label: fmt.Sprintf("Propose dates for %d", year+1), Do: "meeting", Arg: fmt.Sprintf("year %d", year+1)},
			{Label: "Call one meeting", Do: "meeting", Arg: "create"},
		}, row...)
	}
	return card(ui.Heading{Text: "No meeting is called"}, ui.Prose{Text: text}, ui.Buttons{Row: row})
}

// named finds the meeting that a text begins with, as #3, and gives what is left
// of the text. Without a number the one that is on or comes next is meant. The
// error is a *council.Problem when there is none.
func (d *Desk) named(ctx context.Context, r Request) (council.Meeting, string, error) {
	first, rest, _ := strings.Cut(r.Text, " ")
	if number, marked := strings.CutPrefix(first, "#"); marked {
		m, err := d.numbered(ctx, number)
		return m, strings.TrimSpace(rest), err
	}
	m, err := d.coming(ctx, r.Now)
	if err == nil && m.ID == 0 {
		err = &council.Problem{Say: "No meeting is called, so there is nothing to show or to change. The secretary calls one with " + d.slash("meeting create 5 March 2027 10:00") + "."}
	}
	return m, r.Text, err
}

func (d *Desk) numbered(ctx context.Context, number string) (council.Meeting, error) {
	id, _ := strconv.ParseInt(number, 10, 64)
	m, err := d.Store.Meeting(ctx, council.MeetingID(id))
	if err != nil {
		return m, fmt.Errorf("read a meeting: %w", err)
	}
	if m.ID == 0 {
		return m, &council.Problem{Say: "There is no meeting #" + short(number) + ". Look at the meetings with " + d.slash("meeting past") + "."}
	}
	return m, nil
}

// only finds the meeting that the whole text names: by its number, with or
// without the #, or by its date; the one that comes next when there is no text.
// The error is a *council.Problem when there is none.
func (d *Desk) only(ctx context.Context, r Request) (council.Meeting, error) {
	if r.Text == "" || strings.HasPrefix(r.Text, "#") {
		m, _, err := d.named(ctx, r)
		return m, err
	}
	if _, err := strconv.Atoi(r.Text); err == nil {
		return d.numbered(ctx, r.Text)
	}
	_, zone, err := d.house(ctx)
	if err != nil {
		return council.Meeting{}, err
	}
	typed, err := council.ParseMoment(r.Text, r.Now.In(zone))
	if err != nil {
		return council.Meeting{}, &council.Problem{Err: err, Say: "“" + short(r.Text) + "” is neither a date nor something I know of meetings. " + d.slash("meeting help") + " lists what you can ask."}
	}
	meetings, err := d.Store.Meetings(ctx, typed.Day.At(0, 0, zone), typed.Day.Add(1).At(0, 0, zone))
	if err != nil {
		return council.Meeting{}, fmt.Errorf("look for a meeting by its date: %w", err)
	}
	if len(meetings) == 0 {
		return council.Meeting{}, &council.Problem{Say: "No meeting is called for " + typed.Day.Long() + ". Look at the meetings with " + d.slash("meeting past") + "."}
	}
	if open := slices.IndexFunc(meetings, council.Meeting.Open); open >= 0 {
		return meetings[open], nil // of several on a day the one that was not cancelled
	}
	return meetings[len(meetings)-1], nil
}

// meetingShow shows one meeting, by number or by its date.
func (d *Desk) meetingShow(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.meetingPage(ctx, r, m)
}

// house gives the council's own ways and its zone.
func (d *Desk) house(ctx context.Context) (council.House, *time.Location, error) {
	house, err := d.Store.House(ctx)
	if err != nil {
		return house, nil, fmt.Errorf("read the council's ways: %w", err)
	}
	zone, err := house.Location()
	return house, zone, err
}

// ofMeeting is a button's argument about a meeting.
func ofMeeting(word string, m council.Meeting) string { return fmt.Sprintf("%s #%d", word, m.ID) }

// meetingAgain shows a meeting after a change, with a line on what was done.
func (d *Desk) meetingAgain(ctx context.Context, r Request, id council.MeetingID, say string) (ui.Reply, error) {
	m, err := d.Store.Meeting(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read a meeting: %w", err)
	}
	page, err := d.meetingPage(ctx, r, m)
	if err != nil {
		return nil, err
	}
	page.Body = append([]ui.Block{ui.Prose{Text: say}}, page.Body...)
	return page, nil
}

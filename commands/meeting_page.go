package commands

import (
	"cmp"
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// meetingPage shows a meeting as this person may see it: anybody when and where
// it is, a member or a deputy also how to join, with their reply, the secretary
// how far it has come.
func (d *Desk) meetingPage(ctx context.Context, r Request, m council.Meeting) (ui.Message, error) {
	body := []ui.Block{ui.Heading{Text: meetingHeading(m, r)}}
	inside, mine, err := d.meetingMine(ctx, r, m)
	if err != nil {
		return ui.Message{}, err
	}
	body = append(body, ui.Fields{Pairs: meetingFacts(m, inside)})
	body = append(body, mine...)
	row := []ui.Button{
		{Label: "Agenda", Do: "agenda", Arg: ofMeeting("show", m)},
		{Label: "Calendar file", Do: "meeting", Arg: ofMeeting("calendar", m)},
	}
	if m.State == council.Held {
		row = append([]ui.Button{{Label: "Minutes", Do: "minutes", Arg: ofMeeting("show", m)}}, row...)
	}
	if m.Sits(r.Now) {
		row = append([]ui.Button{{Label: "What is on now", Do: "agenda", Arg: "now", Style: ui.Primary}}, row...)
	}
	if d.holds(r, council.Secretary) {
		console, err := d.console(ctx, m)
		if err != nil {
			return ui.Message{}, err
		}
		body = append(body, console...)
	}
	if !m.Open() {
		row = append(row, ui.Button{Label: "The next meeting", Do: "meeting"})
	}
	beside, err := d.besideMeeting(ctx, m)
	if err != nil {
		return ui.Message{}, err
	}
	row = append(append(row, beside...), ui.Button{Label: "Past meetings", Do: "meeting", Arg: "past"}, ui.Button{Label: "What I can ask", Do: "meeting", Arg: "help"})
	return shareable(card(append(body, ui.Buttons{Row: row})...), "meeting "+ofMeeting("show", m)), nil
}

func meetingHeading(m council.Meeting, r Request) string {
	day := council.DayOf(m.Starts).Long()
	switch {
	case m.State == council.Cancelled:
		return "Did not meet: " + day
	case m.State == council.Held || !r.Now.Before(m.Ends()):
		return "Meeting of " + day
	case !r.Now.Before(m.Starts):
		return "The meeting is on now"
	}
	return "Meeting on " + day
}

// meetingFacts are what is known of a meeting. How to join is told to those
// inside.
func meetingFacts(m council.Meeting, inside bool) []ui.Pair {
	pairs := []ui.Pair{
		{Name: "What", Value: cmp.Or(m.Title, "Meeting of the council")},
		{Name: "When", Value: m.When() + ", until " + m.Ends().Format("15:04")},
		{Name: "Where", Value: cmp.Or(m.Place, "not said yet")},
	}
	if inside && m.Open() {
		pairs = append(pairs, ui.Pair{Name: "Join by video", Value: cmp.Or(m.JoinLink, "the link follows before the meeting")})
	}
	state := map[council.State]string{
		council.Called: "called; the date is not confirmed yet", council.Confirmed: "confirmed: the date stands",
		council.Held: "held", council.Cancelled: "did not meet. The reason: " + m.Reason,
	}[m.State]
	return append(pairs, ui.Pair{Name: "How it stands", Value: state})
}

// meetingMine is what the meeting is to this person: the reply and its buttons,
// as a member or as a deputy. inside reports whether they are either.
func (d *Desk) meetingMine(ctx context.Context, r Request, m council.Meeting) (inside bool, body []ui.Block, err error) {
	replies, err := d.Store.Replies(ctx, m.ID)
	if err != nil {
		return false, nil, fmt.Errorf("read the replies to a meeting: %w", err)
	}
	if !r.From.Present() {
		in := inPlaceOf(replies, r.From.SlackID)
		if len(in) == 0 || m.State == council.Cancelled || !r.Now.Before(m.PassEnds()) {
			return false, nil, nil
		}
		return true, d.deputyWays(ctx, r, m, in), nil
	}
	said := replyOf(replies, r.From.ID)
	if m.TakesReplies(r.Now) != nil {
		if said.Answer == "" {
			return true, nil, nil
		}
		return true, []ui.Block{ui.Prose{Lead: "Your reply:", Text: replyWords(said) + "."}}, nil
	}
	text := "you have not answered yet. Will you be there?"
	if said.Answer != "" {
		text = replyWords(said) + ". You can change it until the meeting starts."
	}
	return true, []ui.Block{ui.Prose{Lead: "Your reply:", Text: text}, schedule.ReplyButtons(m)}, nil
}

// replyOf is a member's reply among others; the zero Reply when there is none.
func replyOf(replies []council.Reply, id council.MemberID) council.Reply {
	for _, reply := range replies {
		if reply.Member == id {
			return reply
		}
	}
	return council.Reply{}
}

// replyWords says a reply: "deputy, Jo Bloggs".
func replyWords(reply council.Reply) string {
	if reply.Answer == council.ByDeputy {
		return "deputy, " + reply.Deputy.Name
	}
	return lowerFirst(reply.Answer.Label())
}

// console is what the secretary sees of a meeting beside what everybody sees:
// the count, and the one next step.
func (d *Desk) console(ctx context.Context, m council.Meeting) ([]ui.Block, error) {
	if !m.Open() {
		return nil, nil
	}
	count, err := d.countWords(ctx, m)
	if err != nil {
		return nil, err
	}
	text, next := consoleStep(m)
	body := []ui.Block{ui.Rule{}, ui.Prose{Lead: "Replies.", Text: count}, ui.Prose{Lead: "Your next step:", Text: text}}
	row := []ui.Button{
		{Label: "See the replies", Do: "meeting", Arg: ofMeeting("replies", m)},
		{Label: "Reminders", Do: "meeting", Arg: ofMeeting("ladder", m)},
		{Label: "Place and link", Do: "meeting", Arg: ofMeeting("place", m)},
		{Label: "Move", Do: "meeting", Arg: ofMeeting("move", m)},
		{Label: "Cancel", Do: "meeting", Arg: ofMeeting("cancel", m), Style: ui.Danger},
	}
	if next.Label != "" {
		next.Style = ui.Primary
		body = append(body, ui.Buttons{Row: []ui.Button{next}})
	}
	return append(body, ui.Buttons{Row: row}), nil
}

// consoleStep is the one thing that the secretary may do next for a meeting.
func consoleStep(m council.Meeting) (string, ui.Button) {
	switch {
	case m.Waiting:
		return "nobody is told of this meeting yet. Look at the reminders, then start them.",
			ui.Button{Label: "Look at the reminders", Do: "meeting", Arg: ofMeeting("ladder", m)}
	case m.JoinLink == "":
		return "add the link to join by video. Members need it before the day of the meeting.",
			ui.Button{Label: "Add the joining link", Do: "meeting", Arg: ofMeeting("link", m)}
	case m.State == council.Called:
		return "when the date stands, say so.", ui.Button{Label: "Confirm the date", Do: "meeting", Arg: ofMeeting("confirm", m)}
	}
	return "nothing now. The reminders go out by themselves.", ui.Button{}
}

package schedule

import (
	"cmp"
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// toChannel sends a message to the meeting's channel, or to the council's.
func toChannel(m council.Meeting, message ui.Message) []Notice {
	return []Notice{{To: council.Addressee{Channel: cmp.Or(m.Channel, council.UsualChannel)}, Message: message}}
}

// toEverybody sends a message to the channel, and to the members outside Slack,
// whom no channel reaches.
func toEverybody(ctx context.Context, s *store.Store, o Occasion, message ui.Message) ([]Notice, error) {
	members, err := s.Members(ctx)
	notices := toChannel(o.Meeting, message)
	for _, m := range members {
		if m.Present() && m.SlackID == "" {
			notices = append(notices, Notice{To: council.Addressee{Member: m.ID}, Message: message, Duty: true})
		}
	}
	return notices, err
}

// post is a message of a heading and paragraphs, with what follows them.
func post(heading string, paragraphs []string, rest ...ui.Block) ui.Message {
	body := []ui.Block{ui.Heading{Text: heading}}
	for _, text := range paragraphs {
		if text != "" {
			body = append(body, ui.Prose{Text: text})
		}
	}
	return ui.Message{Body: append(body, rest...)}
}

// where says the place and the joining link of a meeting.
func where(m council.Meeting) []ui.Pair {
	var pairs []ui.Pair
	if m.Place != "" {
		pairs = append(pairs, ui.Pair{Name: "Where", Value: m.Place})
	}
	return append(pairs, ui.Pair{Name: "Join by video", Value: cmp.Or(m.JoinLink, "the link follows before the meeting")})
}

// dueDay gives the day on which a rung of the same meeting falls due.
func dueDay(o Occasion, rung string) council.Day {
	for _, r := range council.Ladder {
		if r.Name == rung {
			return council.DayOf(r.Due(o.Meeting, o.House.Calendar(), o.House.ClearDays))
		}
	}
	return council.Day{}
}

func arg(o Occasion, what string) string { return fmt.Sprintf("%s #%d", what, o.Meeting.ID) }

// ReplyButtons are the three answers to a notice of meeting. Each asks the route
// "reply" with the meeting's id, the answer and the meeting's revision, so that a
// button of before a move is known for what it is.
func ReplyButtons(m council.Meeting) ui.Buttons {
	var row []ui.Button
	for _, a := range []council.Answer{council.Attending, council.Apologies, council.ByDeputy} {
		row = append(row, ui.Button{Label: a.Label(), Do: "reply", Arg: fmt.Sprintf("%d %s %d", m.ID, a, m.Revision)})
	}
	row[0].Style = ui.Primary
	return ui.Buttons{Row: row}
}

func itemsCall(_ context.Context, _ *store.Store, o Occasion) ([]Notice, error) {
	return toChannel(o.Meeting, post("Items for the next agenda", []string{
		"The council meets on " + o.Meeting.When() + ".",
		"Is there something you want it to decide, discuss or hear? Propose it by " + dueDay(o, "items-close").Long() + ".",
	}, ui.Buttons{Row: []ui.Button{{Label: "Propose an item", Do: "agenda", Arg: arg(o, "propose"), Style: ui.Primary}}})), nil
}

func noticeOfMeeting(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return toEverybody(ctx, s, o, post("Notice of meeting", []string{"The council meets on " + o.Meeting.When() + "."},
		ui.Fields{Pairs: where(o.Meeting)},
		ui.Prose{Text: "Will you be there? You can change your reply until the meeting starts. A deputy may come in your place."},
		ReplyButtons(o.Meeting)))
}

func itemsClose(_ context.Context, _ *store.Store, o Occasion) ([]Notice, error) {
	return toChannel(o.Meeting, post("Last day for agenda items", []string{
		"The last day to propose an item for the meeting on " + o.Meeting.When() + ", is " + dueDay(o, "items-close").Long() + ".",
	}, ui.Buttons{Row: []ui.Button{{Label: "Propose an item", Do: "agenda", Arg: arg(o, "propose"), Style: ui.Primary}}})), nil
}

func weekBefore(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	a, err := attendance(ctx, s, o.Meeting)
	if err != nil {
		return nil, err
	}
	return toChannel(o.Meeting, post("The council meets soon", []string{"The meeting is on " + o.Meeting.When() + ".", "Replies so far: " + a.Say()},
		ui.Fields{Pairs: where(o.Meeting)}, ReplyButtons(o.Meeting))), nil
}

func dayBefore(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	return toEverybody(ctx, s, o, post("The council meets very soon", []string{"The meeting is on " + o.Meeting.When() + "."},
		ui.Fields{Pairs: where(o.Meeting)}, ReplyButtons(o.Meeting)))
}

func start(_ context.Context, _ *store.Store, o Occasion) ([]Notice, error) {
	begins := o.Meeting.Starts.Format("15:04 ") + council.ZoneLabel(o.Meeting.Starts.Location())
	return toChannel(o.Meeting, post("The meeting begins at "+begins, nil, ui.Fields{Pairs: where(o.Meeting)})), nil
}

// attendance counts a meeting's replies as they are now.
func attendance(ctx context.Context, s *store.Store, m council.Meeting) (council.Attendance, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return council.Attendance{}, err
	}
	replies, err := s.Replies(ctx, m.ID)
	return council.Count(members, replies), err
}

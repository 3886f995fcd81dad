package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// attendance counts a meeting's replies.
func (d *Desk) attendance(ctx context.Context, m council.Meeting) (council.Attendance, []council.Reply, error) {
	members, err := d.Store.Members(ctx)
	if err != nil {
		return council.Attendance{}, nil, fmt.Errorf("count the replies: %w", err)
	}
	replies, err := d.Store.Replies(ctx, m.ID)
	if err != nil {
		return council.Attendance{}, nil, fmt.Errorf("count the replies: %w", err)
	}
	return council.Count(members, replies), replies, nil
}

// countWords says the replies in a line or two: how many, the quorum, and which
// sectors have nobody coming.
func (d *Desk) countWords(ctx context.Context, m council.Meeting) (string, error) {
	a, _, err := d.attendance(ctx, m)
	if err != nil {
		return "", err
	}
	house, err := d.Store.House(ctx)
	if err != nil {
		return "", fmt.Errorf("read the quorum: %w", err)
	}
	words := []string{a.Say(), house.Quorum.Say(len(a.There()), a.Seats())}
	if unheard := council.SayUnheard(council.Unheard(everySeat(a), a.There())); unheard != "" {
		words = append(words, unheard)
	}
	return strings.Join(words, " "), nil
}

// everySeat lists the members who hold the seats.
func everySeat(a council.Attendance) []council.Member {
	return slices.Concat(a.Attending, a.ByDeputy, a.Apologies, a.Silent)
}

// meetingReplies shows who is coming, to the chair and the secretary.
func (d *Desk) meetingReplies(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.repliesPage(ctx, m)
}

func (d *Desk) repliesPage(ctx context.Context, m council.Meeting) (ui.Message, error) {
	a, replies, err := d.attendance(ctx, m)
	if err != nil {
		return ui.Message{}, err
	}
	count, err := d.countWords(ctx, m)
	if err != nil {
		return ui.Message{}, err
	}
	body := []ui.Block{ui.Heading{Text: "Replies: " + council.DayOf(m.Starts).Long()}, ui.Prose{Text: "For the meeting on " + m.When() + ". " + count}}
	for _, part := range []struct {
		lead string
		all  []council.Member
	}{{"Attending", a.Attending}, {"By deputy", a.ByDeputy}, {"Apologies", a.Apologies}, {"Not answered yet", a.Silent}} {
		if len(part.all) > 0 {
			body = append(body, ui.List{Lead: fmt.Sprintf("%s: %d", part.lead, len(part.all)), Items: replyLines(part.all, replies)})
		}
	}
	return card(append(body, d.repliesWays(m, a)...)...), nil
}

// replyLines are members with what matters of their reply.
func replyLines(members []council.Member, replies []council.Reply) []string {
	var lines []string
	for _, m := range members {
		line := m.Name
		if m.Organisation != "" {
			line += ", " + m.Organisation
		}
		if reply := replyOf(replies, m.ID); reply.Answer == council.ByDeputy {
			line += "; deputy: " + reply.Deputy.Name
		}
		if m.SlackID == "" {
			line += " (not in Slack)"
		}
		lines = append(lines, line)
	}
	return lines
}

// repliesWays lead on from the list of replies.
func (d *Desk) repliesWays(m council.Meeting, a council.Attendance) []ui.Block {
	var body []ui.Block
	if m.Open() {
		outside := slices.DeleteFunc(slices.Clone(a.Silent), func(m council.Member) bool { return m.SlackID != "" })
		if len(outside) > 0 {
			body = append(body, ui.Select{Label: "Record a reply for", Do: "meeting", Options: recordOptions(m, outside)})
		}
		body = append(body, ui.Buttons{Row: []ui.Button{
			{Label: "Record a reply for a member", Do: "meeting", Arg: ofMeeting("record", m)},
			{Label: "Words for an e-mail", Do: "meeting", Arg: ofMeeting("invite", m)},
		}})
	}
	return append(body, ui.Buttons{Row: []ui.Button{{Label: "Back to the meeting", Do: "meeting", Arg: ofMeeting("show", m)}}},
		ui.Note{Text: "The chair and the secretary see this list. Members who have not answered are asked twice, two weeks and one week before, and not again."})
}

func recordOptions(m council.Meeting, members []council.Member) []ui.Option {
	var options []ui.Option
	for _, who := range members {
		options = append(options, ui.Option{Label: clipped(who.Name), Arg: fmt.Sprintf("%s %d", ofMeeting("record", m), who.ID)})
	}
	return options
}

// meetingRecord asks whose reply is to be recorded and what it is, and records
// what its form says.
func (d *Desk) meetingRecord(ctx context.Context, r Request) (ui.Reply, error) {
	m, rest, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Form != nil {
		said := council.Reply{Answer: council.Answer(r.Form["answer"]), Deputy: council.Substitute{Name: r.Form["deputy"]}}
		reply, err := d.replyFor(ctx, r, m, r.Form["name"], said)
		if faults := fieldFaults(r, err); faults != nil {
			return faults, nil
		}
		return reply, err
	}
	if err := m.TakesReplies(r.Now); err != nil {
		return nil, err
	}
	who, err := d.memberByID(ctx, rest)
	if err != nil {
		return nil, err
	}
	var options []ui.Option
	for _, a := range []council.Answer{council.Attending, council.Apologies, council.ByDeputy} {
		options = append(options, ui.Option{Label: a.Label(), Arg: string(a)})
	}
	return ui.Modal{Do: "meeting", Arg: ofMeeting("record", m), Title: "Record a reply", Submit: "Record it", Body: []ui.Block{
		ui.Prose{Text: "For the meeting on " + m.When() + "."},
		ui.Input{Name: "name", Label: "Whose reply is it?", Hint: "A part of the name will do.", Kind: ui.Line, Value: who.Name, Max: 150},
		ui.Input{Name: "answer", Label: "What did they answer?", Kind: ui.Choice, Options: options},
		ui.Input{Name: "deputy", Label: "The deputy's name, if one comes", Kind: ui.Line, Optional: true, Max: 150},
	}}, nil
}

// memberByID finds a member by the id in a button's argument; the zero Member
// when there is none.
func (d *Desk) memberByID(ctx context.Context, text string) (council.Member, error) {
	var id council.MemberID
	if _, err := fmt.Sscan(text, &id); err != nil {
		return council.Member{}, nil
	}
	m, err := d.Store.Member(ctx, id)
	if err != nil {
		return m, fmt.Errorf("find a member: %w", err)
	}
	return m, nil
}

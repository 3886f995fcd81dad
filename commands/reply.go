package commands

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// Reply takes the answer of a button or of its form: the meeting's id, the
// answer, and the revision that the button was made for. A button of before the
// meeting was moved is not taken: the new date is shown and the question asked
// again.
func (d *Desk) Reply(ctx context.Context, r Request) (ui.Reply, error) {
	words := append(strings.Fields(r.Text), "", "", "")
	id, _ := strconv.ParseInt(words[0], 10, 64)
	revision, _ := strconv.Atoi(words[2])
	m, err := d.Store.Meeting(ctx, council.MeetingID(id))
	if err != nil {
		return nil, fmt.Errorf("read a meeting: %w", err)
	}
	if m.ID == 0 {
		return nil, &council.Problem{Say: "That meeting is not on the record. Look at the next one with " + d.slash("meeting") + "."}
	}
	if revision != 0 && revision != m.Revision && m.Open() {
		return d.meetingAgain(ctx, r, m.ID, "This meeting has moved since that button was made, so your press was not counted. It is now on "+m.When()+". Will you be there on that day?")
	}
	answer := council.Answer(words[1])
	if answer == council.ByDeputy && r.Form == nil {
		return d.deputyForm(ctx, r, m)
	}
	return d.reply(ctx, r, m, council.Reply{Answer: answer, Deputy: typedDeputy(r.Form)})
}

// meetingReply takes a reply that is typed: one's own, as "attending", or, for
// the secretary, another's, as "Beatrice apologies". A deputy's name follows the
// word.
func (d *Desk) meetingReply(ctx context.Context, r Request) (ui.Reply, error) {
	m, text, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	who, answer, deputy := splitReply(text)
	said := council.Reply{Answer: answer, Deputy: council.Substitute{Name: deputy}}
	switch {
	case answer == "":
		return d.meetingPage(ctx, r, m)
	case who != "":
		return d.replyFor(ctx, r, m, who, said)
	case answer == council.ByDeputy && deputy == "":
		return d.deputyForm(ctx, r, m)
	}
	return d.reply(ctx, r, m, said)
}

// answerWords are what people type for an answer.
var answerWords = map[string]council.Answer{
	"attending": council.Attending, "yes": council.Attending, "coming": council.Attending,
	"apologies": council.Apologies, "no": council.Apologies,
	"deputy": council.ByDeputy,
}

// splitReply parts a typed reply at its answer: whose it is, the answer, and the
// deputy's name.
func splitReply(text string) (who string, answer council.Answer, deputy string) {
	words := strings.Fields(text)
	for i, word := range words {
		if a, ok := answerWords[strings.ToLower(word)]; ok {
			return strings.Join(words[:i], " "), a, strings.Join(words[i+1:], " ")
		}
	}
	return text, "", ""
}

// reply keeps the person's own reply, or what a deputy says of the seat they
// were to fill.
func (d *Desk) reply(ctx context.Context, r Request, m council.Meeting, said council.Reply) (ui.Reply, error) {
	if !r.From.Present() {
		return d.deputyReply(ctx, r, m, said.Answer)
	}
	said.Meeting, said.Member = m.ID, r.From.ID
	err := d.keepReply(ctx, r, "reply.given", fmt.Sprintf("meeting/%d", m.ID), m, said)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: replyDone(m, said)},
		ui.Prose{Text: "Plans change: you can press another answer until the meeting starts."},
		schedule.ReplyButtons(m),
		ui.Buttons{Row: []ui.Button{
			{Label: "Calendar file", Do: "meeting", Arg: ofMeeting("calendar", m)},
			{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", m)},
		}}), nil
}

// fieldFaults gives a problem as the fault of the form's field that it names;
// nil when there is no form or no such problem.
func fieldFaults(r Request, err error) ui.FieldErrors {
	var p *council.Problem
	if r.Form == nil || !errors.As(err, &p) || p.Field == "" {
		return nil
	}
	if _, there := r.Form[p.Field]; !there {
		return nil
	}
	return ui.FieldErrors{p.Field: p.Say}
}

func replyDone(m council.Meeting, said council.Reply) string {
	switch said.Answer {
	case council.Apologies:
		return "Thank you. Your apologies for the meeting on " + m.When() + " are noted. You can still send a deputy in your place."
	case council.ByDeputy:
		text := "Thank you. " + said.Deputy.Name + " will come in your place to the meeting on " + m.When() + ", and stands so in the minutes."
		if said.Deputy.SlackID == "" {
			return text + " Please tell them the date, and pass on the papers and the link: " + said.Deputy.Name + " has no Slack account here that I know of."
		}
		return text + " I tell them in a direct message. Until a day after the meeting they see its papers and its link."
	}
	return "Thank you. You will be at the meeting on " + m.When() + "."
}

// keepReply keeps a reply, and tells a deputy in Slack who is named, or needed
// no more.
func (d *Desk) keepReply(ctx context.Context, r Request, did, about string, m council.Meeting, said council.Reply) error {
	if err := d.deputyFit(ctx, said); err != nil {
		return err
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, About: about, At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		replies, err := tx.Replies(m.ID)
		if err != nil {
			return err
		}
		before := replyOf(replies, said.Member)
		if err := tx.PutReply(said); err != nil {
			return err
		}
		return tellDeputies(tx, m, before, said)
	})
	if err != nil {
		return fmt.Errorf("keep a reply: %w", err)
	}
	return nil
}

// replyFor records a reply for somebody else, as the secretary does for members
// outside Slack.
func (d *Desk) replyFor(ctx context.Context, r Request, m council.Meeting, who string, said council.Reply) (ui.Reply, error) {
	if !d.holds(r, council.Secretary) {
		return nil, &council.Problem{Say: "Only the secretary records replies for others. Reply for yourself with " + d.slash("meeting reply attending") + "."}
	}
	whose, err := d.Store.MemberByName(ctx, who)
	if err != nil {
		return nil, err
	}
	if !whose.Present() {
		return nil, &council.Problem{Field: "name", Say: whose.Name + " has no seat now, so no reply was recorded."}
	}
	said.Meeting, said.Member = m.ID, whose.ID
	if err := d.keepReply(ctx, r, "reply.recorded", fmt.Sprintf("member/%d", whose.ID), m, said); err != nil {
		return nil, err
	}
	page, err := d.repliesPage(ctx, m)
	if err != nil {
		return nil, err
	}
	page.Body = append([]ui.Block{ui.Prose{Text: "Recorded for " + whose.Name + ": " + replyWords(said) + "."}}, page.Body...)
	return page, nil
}

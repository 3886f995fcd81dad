package schedule

import (
	"context"
	"fmt"
	"slices"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// missedDays is for how many working days after a meeting it can still be told
// what it decided.
const missedDays = 20

// missed tells each member who was not at a meeting, and sent no deputy, what it
// decided and what is asked of them, once. It waits for the first morning on which
// that can be said: the draft is circulated, or decisions and actions stand in it
// and nothing that was captured waits for the secretary.
func missed(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	m, err := s.Minutes(ctx, o.Meeting.ID)
	if err != nil || m.State == "" || !m.Out() && !hasOutcomes(m.MinutesText) {
		return nil, err
	}
	waiting, err := s.Captures(ctx, store.WantedCaptures{State: council.Captured, Meeting: o.Meeting.ID})
	if err != nil || !m.Out() && len(waiting) > 0 {
		return nil, err
	}
	if told, err := wasTold(ctx, s, o); err != nil || told {
		return nil, err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	for _, p := range m.Present {
		for _, who := range members {
			if who.ID == p.Member && who.Present() && !p.There() {
				notices = append(notices, Notice{To: council.Addressee{Member: who.ID}, Message: whatYouMissed(m, who, o)})
			}
		}
	}
	return notices, nil
}

// wasTold reports whether it was told already what a meeting decided.
func wasTold(ctx context.Context, s *store.Store, o Occasion) (bool, error) {
	kept, err := s.Deliveries(ctx, store.Wanted{Job: "missed", Meeting: o.Meeting.ID})
	planned := slices.ContainsFunc(o.Before, func(p Planned) bool { return p.Job == "missed" && p.Meeting == o.Meeting.ID })
	return planned || len(kept) > 0, err
}

func hasOutcomes(t council.MinutesText) bool {
	for _, item := range t.Items {
		for _, p := range item.Paragraphs {
			if p.Kind == council.DecisionParagraph || p.Kind == council.ActionParagraph {
				return true
			}
		}
	}
	return false
}

// whatYouMissed is what a member is told of a meeting that they were not at. Every
// sentence about the meeting is a paragraph of its minutes, as the member may read
// them; the rest says which minutes these are and leads on.
func whatYouMissed(m council.Minutes, who council.Member, o Occasion) ui.Message {
	which := "From the draft of the minutes, which is not agreed yet."
	if !m.Draft() {
		which = "From the agreed minutes."
	}
	decisions, actions := outcomesFor(m.SeenBy(who, o.Due), who.ID)
	body := []ui.Block{ui.Heading{Text: "What you missed: " + council.DayOf(m.Meeting.Starts).Long()}, ui.Prose{Text: which}}
	body = append(body, listOr("Decisions", decisions, "none is recorded.")...)
	body = append(body, listOr("Your actions", actions, "none is recorded.")...)
	if o.Web != "" {
		body = append(body, onTheWeb(m, o.Web))
	}
	if who.SlackID == "" {
		return ui.Message{Body: body} // it is sent by e-mail, where there are no buttons
	}
	read := ui.Button{Label: "See the decisions", Do: "decision", Style: ui.Primary} // a draft is not there to read yet
	if m.Out() {
		read = ui.Button{Label: "Read the minutes", Do: "minutes", Arg: fmt.Sprintf("show #%d", m.Meeting.ID), Style: ui.Primary}
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{read,
		{Label: "See the agenda", Do: "agenda", Arg: fmt.Sprintf("show #%d", m.Meeting.ID)},
		{Label: "See the meeting", Do: "meeting", Arg: fmt.Sprintf("show #%d", m.Meeting.ID)},
	}})}
}

// onTheWeb leads to the pages of a meeting that are there.
func onTheWeb(m council.Minutes, web string) ui.Note {
	page := fmt.Sprintf("%s/meetings/%d/", web, m.Meeting.ID)
	note := ui.Note{Text: "On the web:", Links: []ui.Link{{Text: "the meeting and its papers", URL: page}, {Text: "the agenda", URL: page + "agenda"}}}
	if m.Out() {
		note.Links = append(note.Links, ui.Link{Text: "the minutes", URL: page + "minutes"})
	}
	return note
}

// outcomesFor gives the lines of the decisions, and of the actions of one member.
func outcomesFor(t council.MinutesText, id council.MemberID) (decisions, actions []string) {
	for _, item := range t.Items {
		for _, p := range item.Paragraphs {
			switch {
			case p.Text == "": // closed to this member, or taken out
			case p.Kind == council.DecisionParagraph:
				decisions = append(decisions, p.Line())
			case p.Kind == council.ActionParagraph && slices.ContainsFunc(p.Owners, func(o council.Owner) bool { return o.Member == id }):
				actions = append(actions, p.Line())
			}
		}
	}
	return decisions, actions
}

// listOr is a list, or a sentence where there is nothing on it.
func listOr(lead string, items []string, none string) []ui.Block {
	if len(items) == 0 {
		return []ui.Block{ui.Prose{Lead: lead + ":", Text: none}}
	}
	return []ui.Block{ui.List{Lead: lead, Items: items}}
}

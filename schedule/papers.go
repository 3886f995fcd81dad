package schedule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// PaperButtons are an author's answers to being asked for a paper. Each asks the
// route "paper" with the paper's number.
func PaperButtons(p council.Paper) ui.Buttons {
	arg := func(word string) string { return fmt.Sprintf("%s %d", word, p.ID) }
	return ui.Buttons{Row: []ui.Button{
		{Label: "Hand it in", Do: "paper", Arg: arg("revise"), Style: ui.Primary},
		{Label: "It is on track", Do: "paper", Arg: arg("track")},
		{Label: "It comes later", Do: "paper", Arg: arg("until")},
		{Label: "It will not come", Do: "paper", Arg: arg("withdraw"), Sure: "The secretary is told. You can hand it in after all, if that changes."},
	}}
}

// OwedPaper is a paper that has not come, with its item as its agenda numbers it.
type OwedPaper struct {
	Paper council.Paper
	Item  council.Item
}

func (o OwedPaper) line() string {
	name := "“" + o.Item.Title + "”"
	if o.Item.Number != "" {
		name = "item " + o.Item.Number + ", " + name
	}
	return fmt.Sprintf("“%s” for %s: %s.", o.Paper.Title, name, o.Paper.StageLine())
}

// PapersAsked reminds an author of their own papers for a meeting, in words that
// blame nobody.
func PapersAsked(m council.Meeting, due council.Day, papers []OwedPaper) ui.Message {
	body := []ui.Block{ui.Heading{Text: "Your papers for the meeting"},
		ui.Prose{Text: fmt.Sprintf("The council meets on %s. Papers are due by the end of %s. How do yours stand?", m.When(), due.Long())}}
	for _, o := range papers {
		body = append(body, ui.Prose{Text: o.line()}, PaperButtons(o.Paper))
	}
	return ui.Message{Body: body}
}

// forPapers is the same for an author whom the secretary writes to: without
// buttons, with the answers in words.
func forPapers(m council.Meeting, due council.Day, papers []OwedPaper) ui.Message {
	message := PapersAsked(m, due, papers)
	message.Body = slices.DeleteFunc(message.Body, func(b ui.Block) bool { _, buttons := b.(ui.Buttons); return buttons })
	message.Body = append(message.Body, ui.Prose{Text: "Please answer this e-mail: send the paper, or say that it is on track, on which day it comes, or that it will not come."})
	return message
}

// owedPapers lists the papers of a meeting that have not come and whose item is
// still to be taken. One whose file is on its way from Slack has come.
func owedPapers(ctx context.Context, s *store.Store, o Occasion) ([]OwedPaper, error) {
	papers, err := s.Papers(ctx, o.Meeting.ID)
	if err != nil {
		return nil, err
	}
	coming, err := s.Coming(ctx)
	if err != nil {
		return nil, err
	}
	a, err := s.Agenda(ctx, o.Meeting.ID)
	if err != nil {
		return nil, err
	}
	var owed []OwedPaper
	for _, p := range papers {
		if item, on := a.Item(p.Item); p.Owed() && !coming[p.ID] && on && item.On() {
			owed = append(owed, OwedPaper{p, item})
		}
	}
	return owed, nil
}

// papersAsked reminds each author of their own papers, as long as none was
// reminded of twice already.
func papersAsked(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	owed, err := owedPapers(ctx, s, o)
	if err != nil {
		return nil, err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	owed = slices.DeleteFunc(owed, func(w OwedPaper) bool { return w.Paper.Chased >= council.MostChasers })
	due := o.Meeting.PapersDue(o.House)
	var notices []Notice
	for len(owed) > 0 {
		first := owed[0].Paper
		same := func(w OwedPaper) bool { return w.Paper.Author == first.Author && w.Paper.Writer == first.Writer }
		theirs := slices.DeleteFunc(slices.Clone(owed), func(w OwedPaper) bool { return !same(w) })
		owed = slices.DeleteFunc(owed, same)
		more, err := toAuthor(ctx, s, o, members, due, theirs)
		if err != nil {
			return nil, err
		}
		notices = append(notices, more...)
	}
	return notices, nil
}

// toAuthor writes to the author of some papers: directly in Slack, otherwise
// through the secretary, with words to send.
func toAuthor(ctx context.Context, s *store.Store, o Occasion, members []council.Member, due council.Day, papers []OwedPaper) ([]Notice, error) {
	var ids []council.PaperID
	for _, w := range papers {
		ids = append(ids, w.Paper.ID)
	}
	first := papers[0].Paper
	var author council.Member
	for _, m := range members {
		if m.ID == first.Author {
			author = m
		}
	}
	if author.Present() && author.SlackID != "" {
		return []Notice{{To: council.Addressee{Member: author.ID}, Message: PapersAsked(o.Meeting, due, papers), Duty: true, Asks: store.PapersAsked, Papers: ids}}, nil
	}
	who, address := first.AuthorName(author), author.Email
	if first.Author == 0 {
		address = first.Email
	}
	if address != "" {
		who += " (" + address + ")"
	}
	body := []ui.Block{ui.Prose{Text: who + " is not in Slack. Please send this by e-mail, and note the answer with the button."}, ui.Rule{}}
	body = append(append(body, forPapers(o.Meeting, due, papers).Body...), ui.Rule{}, ui.Buttons{Row: []ui.Button{{Label: "Open the papers", Do: "paper", Arg: arg(o, "list")}}})
	notices, err := toOfficers(ctx, s, o, ui.Message{Body: body}, council.Secretary)
	for i := range notices {
		notices[i].About = fmt.Sprintf("paper/%d", first.ID)
		if i == 0 { // several secretaries are asked to send one reminder
			notices[i].Papers = ids
		}
	}
	return notices, err
}

// papersCall reminds authors of their papers some days before they are due, and
// sponsors of items for decision of which nobody has asked for a paper.
func papersCall(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	notices, err := papersAsked(ctx, s, o)
	if err != nil {
		return nil, err
	}
	offers, err := withoutPaper(ctx, s, o)
	return append(notices, offers...), err
}

// withoutPaper offers the sponsor of an item for decision to attach a paper, where
// there is none.
func withoutPaper(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	a, err := s.Agenda(ctx, o.Meeting.ID)
	if err != nil {
		return nil, err
	}
	papers, err := s.Papers(ctx, o.Meeting.ID)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	for _, item := range a.Items {
		has := slices.ContainsFunc(papers, func(p council.Paper) bool { return p.Item == item.ID })
		if item.Sponsor == 0 || item.Purpose != council.ToDecide || !item.Substantive() || has {
			continue
		}
		notices = append(notices, Notice{To: council.Addressee{Member: item.Sponsor}, Duty: true, About: fmt.Sprintf("item/%d", item.ID), Message: post("A paper for your item", []string{
			fmt.Sprintf("Item %s, “%s”, is for decision at the meeting on %s. Members decide best with a short paper in hand. It would be due by the end of %s.",
				item.Number, item.Title, o.Meeting.When(), o.Meeting.PapersDue(o.House).Long()),
		}, ui.Buttons{Row: []ui.Button{
			{Label: "Attach a paper", Do: "paper", Arg: fmt.Sprintf("attach i%d", item.ID), Style: ui.Primary},
			{Label: "Ask somebody for one", Do: "paper", Arg: fmt.Sprintf("ask i%d", item.ID)},
		}})})
	}
	return notices, nil
}

// papersList tells the secretary and the chair, on the day after papers were due,
// how those stand that are still to come: one line a paper.
func papersList(ctx context.Context, s *store.Store, o Occasion) ([]Notice, error) {
	owed, err := owedPapers(ctx, s, o)
	if err != nil || len(owed) == 0 {
		return nil, err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, w := range owed {
		author := w.Paper.AuthorName(council.Member{})
		for _, m := range members {
			if m.ID == w.Paper.Author {
				author = m.Name
			}
		}
		lines = append(lines, strings.TrimSuffix(w.line(), ".")+", "+author+".")
	}
	return toOfficers(ctx, s, o, post("Papers still to come", []string{
		"Papers for the meeting on " + o.Meeting.When() + " were due by the end of " + o.Meeting.PapersDue(o.House).Long() + ". These follow:",
	}, ui.List{Items: lines}, ui.Buttons{Row: []ui.Button{{Label: "Open the papers", Do: "paper", Arg: arg(o, "list"), Style: ui.Primary}}}), council.Secretary, council.Chair)
}

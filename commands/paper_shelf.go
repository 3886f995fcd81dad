package commands

import (
	"context"
	"fmt"
	"slices"

	"councilbot/internal/council"
)

// shelf is a meeting's papers with all that is needed to speak of them.
type shelf struct {
	meeting  council.Meeting
	agenda   council.Agenda
	papers   []council.Paper // in the order of the agenda, without those that were withdrawn
	items    map[council.ItemID]council.Item
	members  []council.Member
	coming   map[council.PaperID]bool // a file is on its way from Slack
	readings map[string]council.Reading
	numbers  map[council.PaperID]string // "7.1", of those that are published; see [publishedNumbers]
	due      council.Day                // when papers are due
	deputy   []council.MeetingID
}

func (d *Desk) shelf(ctx context.Context, r Request, m council.Meeting) (*shelf, error) {
	s := &shelf{meeting: m, items: map[council.ItemID]council.Item{}}
	all, err := d.Store.Papers(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read a meeting's papers: %w", err)
	}
	s.papers = slices.DeleteFunc(all, func(p council.Paper) bool { return p.Stage == council.PaperWithdrawn })
	if s.agenda, err = d.Store.Agenda(ctx, m.ID); err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	for _, item := range s.agenda.Items {
		s.items[item.ID] = item
	}
	for _, p := range s.papers {
		if _, there := s.items[p.Item]; !there {
			if s.items[p.Item], err = d.Store.Item(ctx, p.Item); err != nil {
				return nil, fmt.Errorf("read the item of a paper: %w", err)
			}
		}
	}
	s.papers = slices.DeleteFunc(s.papers, func(p council.Paper) bool { // of an item that is not taken nothing is owed
		item := s.items[p.Item]
		return p.Owed() && !item.On() && item.State != council.ItemProposed
	})
	return s, d.fillShelf(ctx, r, s)
}

func (d *Desk) fillShelf(ctx context.Context, r Request, s *shelf) (err error) {
	if s.members, err = d.Store.Members(ctx); err != nil {
		return fmt.Errorf("read the members: %w", err)
	}
	packs, err := d.Store.Packs(ctx, s.meeting.ID)
	if err != nil {
		return fmt.Errorf("read the packs: %w", err)
	}
	s.numbers = publishedNumbers(s.agenda, s.papers, packs)
	if s.coming, err = d.Store.Coming(ctx); err != nil {
		return fmt.Errorf("read which files are on their way: %w", err)
	}
	if s.readings, err = d.Store.Readings(ctx, s.papers); err != nil {
		return err
	}
	if s.due, err = d.papersDue(ctx, s.meeting); err != nil {
		return err
	}
	s.deputy, err = d.deputyAt(ctx, r, s.meeting.ID)
	return err
}

// papersDue is the day on which a meeting's papers are due.
func (d *Desk) papersDue(ctx context.Context, m council.Meeting) (council.Day, error) {
	house, err := d.Store.House(ctx)
	if err != nil {
		return council.Day{}, fmt.Errorf("read the council's ways: %w", err)
	}
	return m.PapersDue(house), nil
}

// author gives a paper's author as readers see it.
func (s *shelf) author(p council.Paper) string { return p.AuthorName(memberIn(s.members, p.Author)) }

// memberIn gives the member of an id; the zero Member when there is none.
func memberIn(members []council.Member, id council.MemberID) council.Member {
	i := slices.IndexFunc(members, func(m council.Member) bool { return m.ID == id })
	if i < 0 {
		return council.Member{}
	}
	return members[i]
}

// seen gives the papers that a person may see, and stubs of the others by item.
func (d *Desk) seen(r Request, s *shelf) (papers []council.Paper, stubs map[council.ItemID][]string) {
	stubs = map[council.ItemID][]string{}
	for _, p := range s.papers {
		reader := council.Reader{Member: r.From, Sponsor: s.items[p.Item].Sponsor, Deputy: s.deputy}
		switch {
		case d.seesPaper(r, p, reader):
			papers = append(papers, p)
		case p.Stage == council.PaperPublished:
			stubs[p.Item] = append(stubs[p.Item], p.Stub())
		}
	}
	return papers, stubs
}

// itemName names the item of a paper as its reader may see it: "item 7, Shared
// desk".
func itemName(item council.Item) string {
	if item.Number == "" {
		return "“" + item.Title + "”"
	}
	return "item " + item.Number + ", “" + item.Title + "”"
}

// line says a paper in one line: "Paper 7.1: “Shared desk” by Ana Roy, published"
// Before it has a number, it is named by its item: "Item 7: “Shared desk” …".
func (s *shelf) line(p council.Paper) string {
	item := s.items[p.Item]
	head := "“" + item.Title + "”"
	switch number := s.numbers[p.ID]; {
	case number != "":
		head = "Paper " + number
	case item.Number != "":
		head = "Item " + item.Number
	}
	return fmt.Sprintf("%s: “%s” by %s, %s", head, p.Title, s.author(p), s.stage(p))
}

// stage says in neutral words how a paper stands.
func (s *shelf) stage(p council.Paper) string {
	words := p.StageLine()
	if s.coming[p.ID] {
		words += "; its file is on the way from Slack"
	}
	if p.Stage == council.PaperPublished && p.Revision > p.Out {
		words += fmt.Sprintf("; revision %d waits for the secretary", p.Revision)
	}
	if pages := s.readings[p.File.SHA].Pages; pages > 0 {
		words += ", " + countOf(pages, "page")
	}
	return words
}

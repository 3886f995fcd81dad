package printing

import (
	"fmt"
	"time"

	"councilbot/internal/council"
)

// Agenda makes the sheet of a meeting's agenda as everybody may read it: of a
// closed item its stub and nothing else, whoever asks, because paper is passed on.
// published says when the agenda was or is to be published. papers gives the
// papers of an item as everybody may know of them; it may be nil.
func Agenda(a council.Agenda, name, published string, papers func(council.Item) []Paper) Sheet {
	a = a.SeenBy(council.Member{}, time.Time{})
	s := Sheet{Council: name, Title: agendaTitle(a), Facts: meetingFacts(a.Meeting), Parts: parts(a, papers)}
	if a.Draft() {
		s.Mark = "DRAFT"
	}
	if published != "" {
		s.Facts = append(s.Facts, Fact{Name: "Published", Value: published})
	}
	s.Notes = agendaNotes(a)
	return s
}

func agendaTitle(a council.Agenda) string {
	day := council.DayOf(a.Meeting.Starts).Long()
	if a.Draft() {
		return "Draft agenda: " + day
	}
	return "Agenda: " + day
}

// meetingFacts are when and where a meeting is. The joining link is left out: it
// is a key to the room, and a sheet is passed on.
func meetingFacts(m council.Meeting) []Fact {
	facts := []Fact{{Name: "When", Value: m.When()}}
	if m.Length > 0 {
		facts = append(facts, Fact{Name: "Ends", Value: m.Ends().Format("15:04") + ", after " + council.SayMinutes(m.Length)})
	}
	if m.Place != "" {
		facts = append(facts, Fact{Name: "Where", Value: m.Place})
	}
	if m.State == council.Cancelled {
		facts = append(facts, Fact{Name: "How it stands", Value: "Did not meet. The reason: " + m.Reason})
	}
	return facts
}

func agendaNotes(a council.Agenda) []string {
	for _, s := range a.Slots() {
		if s.Together {
			return []string{"Items marked “agreed together” are taken at once, without discussion, unless a member asks to speak about one."}
		}
	}
	return nil
}

// parts are the items in runs, each under its heading.
func parts(a council.Agenda, papers func(council.Item) []Paper) []Part {
	var all []Part
	for _, s := range a.Slots() {
		heading := headingOf(s.Item)
		if len(all) == 0 || all[len(all)-1].Heading != heading {
			all = append(all, Part{Heading: heading})
		}
		item := itemOf(s)
		if papers != nil {
			item.Papers = papers(s.Item)
		}
		last := &all[len(all)-1]
		last.Items = append(last.Items, item)
	}
	return all
}

func headingOf(item council.Item) string {
	switch {
	case item.Closed != "":
		return "Closed items"
	case item.Part == council.Opening:
		return "Opening"
	case item.Part == council.Closing:
		return "Closing"
	}
	return "Business"
}

func itemOf(s council.Slot) Item {
	item := Item{Number: s.Item.Number, Title: s.Item.Title, Closed: s.Item.Closed, Ask: s.Item.Ask, Presenter: s.Item.Presenter}
	if !s.Item.On() {
		item.Gone = goneWords(s.Item)
		return item
	}
	item.Clock = s.Starts.Format("15:04")
	item.Facts = slotFacts(s)
	if s.Item.Carried > 0 {
		item.Notes = append(item.Notes, "Put off "+times(s.Item.Carried)+".")
	}
	if s.Item.Late != "" {
		item.Notes = append(item.Notes, "Late item, because: "+ended(s.Item.Late))
	}
	return item
}

func goneWords(item council.Item) string {
	if item.State == council.ItemCarried {
		return "Not taken; carried forward to a later meeting."
	}
	return raised(string(item.State)) + "."
}

func slotFacts(s council.Slot) []string {
	var facts []string
	if s.Item.Purpose != "" {
		facts = append(facts, s.Item.Purpose.Label())
	}
	if s.Together {
		return append(facts, "agreed together")
	}
	return append(facts, council.SayMinutes(s.Item.Allotted))
}

// times says how often: "once", "twice", "3 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

package printing

import (
	"councilbot/internal/council"
)

// Minutes makes the sheet of a meeting's minutes, with the mark of a draft over it
// until they are agreed. m holds what its reader may see and nothing else: ask
// council.MinutesText.SeenBy, or the store's Public, first.
func Minutes(m council.Minutes, name string) Sheet {
	s := Sheet{Council: name, Title: m.Heading(), Facts: append(meetingFacts(m.Meeting), Fact{Name: "How they stand", Value: m.Mark()}, Fact{Name: "Quorum", Value: m.Quorum})}
	if m.Draft() {
		s.Mark = "DRAFT"
	}
	for _, group := range m.Attendance() {
		s.People = append(s.People, Group{Name: group.Lead, People: group.Names})
	}
	said := Part{Heading: "What was said and decided"}
	for _, item := range m.Items {
		printed := Item{Number: item.Number, Title: item.Title, Closed: item.Closed}
		for _, p := range item.Paragraphs {
			printed.Paragraphs = append(printed.Paragraphs, Paragraph{Number: p.Number, Text: p.Words()})
		}
		said.Items = append(said.Items, printed)
	}
	s.Parts = []Part{said}
	if m.Next != "" {
		s.Notes = append(s.Notes, m.Next)
	}
	for _, line := range m.SinceLines() {
		s.Notes = append(s.Notes, m.SinceLead()+": "+line)
	}
	for _, c := range m.Made {
		s.Notes = append(s.Notes, "Corrected when they were agreed: "+c.MadeWords())
	}
	return s
}

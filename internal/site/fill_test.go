package site

import (
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/knowledge"
)

// fillPapers hands in papers for the next meeting: two that anybody may read, one
// of them a page of the web, and in every other way one that is kept back.
func fillPapers(r record, m council.Meeting) {
	r.t.Helper()
	a := r.agendaOf(m)
	soc, closed := itemCalled(a, "A shared security operations centre"), itemCalled(a, "A supplier in difficulty")
	clear := council.Paper{Item: soc.ID, Title: "The case for one security operations centre", Author: 1, Email: "", Purpose: council.ToDecide, Marking: council.MarkClear}
	id := r.paper(clear, council.File{Name: "SOC – business case.pdf", Type: "application/pdf"}, "%PDF-1.7 the case", true)
	r.read(id, 12, "One centre for seven bodies costs less than seven alarms at seven desks.", "The tender runs from April. Each body keeps its own duty officer.")
	page := council.Paper{Item: soc.ID, Title: "What suppliers answered", Writer: "Ffion Guest", Email: hidden + "@guest.example", Purpose: council.ToDecide, Marking: council.MarkClear}
	r.paper(page, council.File{Name: "answers.html", Type: "text/html"}, "<script>alert(1)</script>", true)
	link := council.Paper{Item: itemCalled(a, "Retiring the old voice network").ID, Title: "Switch-off dates", Writer: "Ffion Guest", Purpose: council.ToDiscuss, Marking: council.MarkClear}
	r.paper(link, council.File{}, "https://networks.example/dates", true)
	for i, marking := range []council.Marking{council.MarkGreen, council.MarkClosed, council.MarkAmber, council.MarkStrict, council.MarkRed} {
		kept := council.Paper{Item: soc.ID, Title: fmt.Sprintf("Kept %d %s", i, hidden), Writer: "Writer " + hidden, Purpose: council.ToDecide, Marking: marking}
		id := r.paper(kept, council.File{Name: hidden + ".pdf", Type: "application/pdf"}, "kept "+hidden, true)
		r.read(id, 1, "The text "+hidden)
	}
	shut := council.Paper{Item: closed.ID, Title: "Accounts " + hidden, Writer: "Writer " + hidden, Purpose: council.ToDecide, Marking: council.MarkClear}
	r.paper(shut, council.File{Name: hidden + ".pdf", Type: "application/pdf"}, "accounts "+hidden, true)
	early := council.Paper{Item: soc.ID, Title: "Not out " + hidden, Writer: "Writer " + hidden, Purpose: council.ToDecide, Marking: council.MarkClear}
	r.paper(early, council.File{Name: hidden + ".pdf", Type: "application/pdf"}, "early "+hidden, false)
	r.change("paper.received", now, func(tx *store.Tx) error { // a revision of what is out that is not out itself
		_, err := tx.Receive(council.PaperRevision{Paper: id, Link: "https://files.example/" + hidden, Changed: "New " + hidden})
		return err
	})
}

// paper keeps a paper that has come, and publishes it if it is to be out. Without
// a file's name the content is a link.
func (r record) paper(p council.Paper, f council.File, content string, out bool) council.PaperID {
	r.t.Helper()
	p.Stage = council.PaperPromised
	revision := council.PaperRevision{Link: content}
	if f.Name != "" {
		var err error
		if f.SHA, f.Size, err = r.store.KeepFile([]byte(content)); err != nil {
			r.t.Fatal(err)
		}
		revision = council.PaperRevision{File: f}
	}
	r.change("paper.received", date(2027, time.February, 26, 15), func(tx *store.Tx) (err error) {
		if p.ID, err = tx.PutPaper(p); err != nil {
			return err
		}
		revision.Paper = p.ID
		p, err = tx.Receive(revision)
		if err != nil || !out {
			return err
		}
		if p, err = p.Publish(tx.At(), ""); err != nil {
			return err
		}
		_, err = tx.PutPaper(p)
		return err
	})
	return p.ID
}

// read keeps the text of a paper's file, a page for each passage.
func (r record) read(id council.PaperID, pages int, texts ...string) {
	r.t.Helper()
	p, err := r.store.Paper(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	var passages []council.FilePassage
	for i, text := range texts {
		passages = append(passages, council.FilePassage{Page: i + 1, Text: text})
	}
	found := council.Reading{SHA: p.File.SHA, State: council.Read, Kind: "pdf", Pages: pages, Findings: []council.Finding{{Code: "no-title", Say: "Finding " + hidden}}}
	r.change("paper.read", now, func(tx *store.Tx) error { return tx.PutReading(found, passages) })
}

func (r record) agendaOf(m council.Meeting) council.Agenda {
	r.t.Helper()
	a, err := r.store.Agenda(r.t.Context(), m.ID)
	if err != nil {
		r.t.Fatal(err)
	}
	return a
}

func itemCalled(a council.Agenda, title string) council.Item {
	for _, item := range a.Items {
		if item.Title == title {
			return item
		}
	}
	return council.Item{}
}

// fillMinutes writes the minutes of the meetings held: the first are published,
// the second agreed, the third circulated; what was said of a closed item is in
// each. The others of draft minutes are nowhere.
func fillMinutes(r record, held []council.Meeting) {
	r.t.Helper()
	for i, m := range held {
		at := m.Ends().Add(48 * time.Hour)
		a := r.agendaOf(m)
		business, closed := council.Item{}, council.Item{}
		for _, item := range a.Items {
			switch {
			case item.Closed != "":
				closed = item
			case item.Part == council.Business:
				business = item
			}
		}
		r.change("minutes.begun", at, func(tx *store.Tx) error {
			if err := tx.BeginMinutes(m.ID); err != nil {
				return err
			}
			if _, _, err := tx.PutProse(m.ID, business.ID, "Two members told what they had tried.\nThe council thanked them.", 0); err != nil {
				return err
			}
			_, _, err := tx.PutProse(m.ID, closed.ID, "It was said "+hidden, 0)
			return err
		})
		if i == 3 {
			continue // a draft
		}
		r.change("minutes.circulated", at, func(tx *store.Tx) error { _, err := tx.Circulate(m.ID); return err })
		if i > 1 {
			continue
		}
		r.change("minutes.agreed", held[i+1].Ends(), func(tx *store.Tx) error {
			_, err := tx.Agree(m.ID, held[i+1].ID, "Signed "+hidden, nil)
			return err
		})
		if i == 0 {
			r.change("minutes.published", held[1].Ends(), func(tx *store.Tx) error { _, err := tx.PublishMinutes(m.ID); return err })
		}
	}
}

// fillPractices shares practices: one, one that is overdue, a story, and in each
// other state one that is not for the public.
func fillPractices(r record) {
	r.t.Helper()
	at := date(2026, time.October, 1, 9)
	whole := council.Practice{Title: "One service desk for three districts", Problem: "Three desks, each closed at lunch.", Did: "One number, one queue, staff of all three.",
		Result: "Calls are answered in a minute.", Cost: council.CostMiddle, Took: "nine months", Again: council.AgainBut, But: "Agree the opening hours first.",
		Topic: council.TopicSharing, Sector: council.SectorCouncil, Organisation: "Westmarch Borough Council", Licence: council.LicenceOGL, Owner: 3, Contact: 2,
		State: council.PracticeApproved, Review: council.Day{Year: 2027, Month: time.October, Date: 1}, Verified: at, VerifiedBy: 3, Word: "Word " + hidden}
	r.practice(whole, 0)
	overdue := whole
	overdue.Title, overdue.Topic, overdue.Review, overdue.Contact = "Ask suppliers for their exit plan", council.TopicSourcing, council.Day{Year: 2027, Month: time.January, Date: 15}, 5
	r.practice(overdue, 0)
	story := whole
	story.Title, story.Story, story.Owner, story.Contact, story.Organisation, story.Sector, story.Again = "The portal that nobody opened", true, 0, 0, "", "", council.AgainNo
	r.practice(story, 4)
	members := whole
	members.Title, members.Licence = "For members "+hidden, council.LicenceMembers
	r.practice(members, 0)
	for _, state := range []council.PracticeState{council.PracticeDraft, council.PracticeProposed, council.PracticeReturned, council.PracticeRetired} {
		other := whole
		other.Title, other.State = "In the state "+string(state)+" "+hidden, state
		r.practice(other, 0)
	}
}

func (r record) practice(p council.Practice, teller council.MemberID) {
	r.t.Helper()
	r.change("practice.shared", date(2026, time.October, 1, 9), func(tx *store.Tx) error {
		id, err := tx.AddPractice(p, "token "+p.Title, teller)
		if err != nil {
			return err
		}
		for _, words := range []string{"We said no " + hidden, "It is quieter now."} {
			quote, err := tx.AddQuote(council.Quote{Practice: id, Member: 6, Name: "Name " + hidden, Words: words})
			if err != nil {
				return err
			}
			if words == "It is quieter now." {
				if err := tx.AnswerQuote(quote, council.QuoteNameless); err != nil {
					return err
				}
			}
		}
		return tx.PutUse(council.Use{Practice: id, Member: 7, Sector: council.SectorFire, Line: "Line " + hidden})
	})
}

// fillDecisions records decisions: one that a later one replaced, and one of a
// closed item.
func fillDecisions(r record, held []council.Meeting) {
	r.t.Helper()
	first := r.decision(council.Decision{Words: "Bodies that share a service desk report its opening hours each quarter.", Meeting: held[0].ID, On: council.DayOf(held[0].Starts)})
	later := r.decision(council.Decision{Words: "Bodies that share a service desk report calls answered, not hours.", Dissent: "Dissent " + hidden, Meeting: held[1].ID, On: council.DayOf(held[1].Starts)})
	r.change("decision.replaced", held[1].Ends(), func(tx *store.Tx) error { return tx.ReplaceDecision(first.ID, later.ID) })
	closed := itemCalled(r.agendaOf(held[2]), "Staffing")
	r.decision(council.Decision{Words: "Decided " + hidden, Meeting: held[2].ID, Item: closed.ID, On: council.DayOf(held[2].Starts)})
}

func (r record) decision(d council.Decision) council.Decision {
	r.t.Helper()
	r.change("decision.recorded", now, func(tx *store.Tx) (err error) {
		d, err = tx.AddDecision(d)
		return err
	})
	return d
}

// indexPack lets search find the pack's entries by their titles and summaries.
func indexPack(r record) {
	r.t.Helper()
	err := r.store.IndexPack(r.t.Context(), "test", func() []store.PackPassage {
		var all []store.PackPassage
		for i, e := range library(r.t).Entries() {
			shelf := map[knowledge.Kind]council.Shelf{knowledge.Role: council.OfRoles, knowledge.Skill: council.OfSkills}[e.Kind]
			if shelf == "" {
				shelf = council.OfGuidance
			}
			all = append(all, store.PackPassage{Kind: shelf, Ref: i + 1, Entry: e.ID, Day: e.Verified, Title: e.Title, Body: e.Summary})
		}
		return all
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// fillPacks makes the next meeting's pack and a supplement, and a pack that shows
// what was closed since, which nobody may have.
func fillPacks(r record, next, past council.Meeting) {
	r.t.Helper()
	soc := itemCalled(r.agendaOf(next), "A shared security operations centre")
	r.pack(next, council.Pack{Items: []council.ItemID{soc.ID}, Papers: []council.PackedPaper{{Paper: 1, Revision: 1, Number: "6.1", Page: 3}}, Pages: 15}, "%PDF-1.7 all papers")
	r.pack(next, council.Pack{Number: 1, Items: []council.ItemID{soc.ID}, Papers: []council.PackedPaper{{Paper: 2, Revision: 1, Number: "6.2", Page: 2}}, Pages: 3}, "%PDF-1.7 supplement")
	r.pack(past, council.Pack{Items: []council.ItemID{itemCalled(r.agendaOf(past), "Staffing").ID}, Pages: 2}, "%PDF-1.7 "+hidden)
}

// pack asks for a pack and keeps it as made.
func (r record) pack(m council.Meeting, p council.Pack, content string) {
	r.t.Helper()
	r.change("pack.wanted", now, func(tx *store.Tx) error { return tx.WantPack(m.ID, p.Number, 0) })
	claimed, _, err := r.store.ClaimPack(r.t.Context(), "test", now, time.Hour)
	if err != nil {
		r.t.Fatal(err)
	}
	claimed.State, claimed.Items, claimed.Papers, claimed.Pages = council.PackMade, p.Items, p.Papers, p.Pages
	claimed.File = council.File{Name: council.PackFileName(m, p.Number), Type: "application/pdf"}
	if claimed.File.SHA, claimed.File.Size, err = r.store.KeepFile([]byte(content)); err != nil {
		r.t.Fatal(err)
	}
	r.change("pack.made", now, func(tx *store.Tx) error {
		_, err := tx.SettlePack(claimed)
		return err
	})
}

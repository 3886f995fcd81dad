package site

import (
	"bytes"
	"net/http"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/printing"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// agendaWord sends a published agenda as a Word document.
func (s *Site) agendaWord(w http.ResponseWriter, r *http.Request) {
	s.word(w, r, "Agenda ", func(m council.Meeting) (printing.Sheet, time.Time, error) {
		a, err := s.Public.Agenda(r.Context(), m.ID, s.Now())
		if err != nil || a.Draft() {
			return printing.Sheet{}, time.Time{}, orLost(err)
		}
		papers, withheld, err := s.papersFor(r.Context(), m.ID)
		if err != nil {
			return printing.Sheet{}, time.Time{}, err
		}
		versions, err := s.Public.AgendaVersions(r.Context(), m.ID, s.Now())
		sheet := printing.Agenda(a, councilName, council.DayOf(a.Published).Long(), func(item council.Item) []printing.Paper {
			return s.sheetPapers(papers[item.ID], withheld[item.ID])
		})
		sheet.Address = s.Base + meetingURL(m.ID) + "agenda"
		return sheet, latest(a.Published, lastVersion(versions)), err
	})
}

// minutesWord sends minutes as a Word document.
func (s *Site) minutesWord(w http.ResponseWriter, r *http.Request) {
	s.word(w, r, "Minutes ", func(m council.Meeting) (printing.Sheet, time.Time, error) {
		minutes, err := s.Public.Minutes(r.Context(), m.ID, s.Now())
		if err != nil || minutes.State == "" {
			return printing.Sheet{}, time.Time{}, absent(minutes.Back(), err)
		}
		sheet := printing.Minutes(minutes, councilName)
		sheet.Address = s.Base + minutesURL(m.ID)
		return sheet, minutes.Changed(), nil
	})
}

// sheetPapers are an item's papers as a sheet names them.
func (s *Site) sheetPapers(papers []paperLine, withheld []string) []printing.Paper {
	var all []printing.Paper
	for _, p := range papers {
		one := printing.Paper{Title: p.Paper.Title, Author: p.Author, Page: p.Page, URL: s.Base + p.URL}
		if p.Number != "" {
			one.Number = "Paper " + p.Number
		}
		all = append(all, one)
	}
	for _, why := range withheld {
		all = append(all, printing.Paper{Title: why})
	}
	return all
}

// word sends what make gives for the meeting that the address names.
func (s *Site) word(w http.ResponseWriter, r *http.Request, name string, make func(council.Meeting) (printing.Sheet, time.Time, error)) {
	m, err := s.theMeeting(r)
	var sheet printing.Sheet
	var changed time.Time
	if err == nil {
		sheet, changed, err = make(m)
	}
	var body bytes.Buffer
	if err == nil {
		err = printing.Word(&body, sheet)
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	saved(w.Header(), wordType, name+council.DayOf(m.Starts).String()+".docx")
	respond(w, r, wordType, body.Bytes(), page{changed: changed})
}

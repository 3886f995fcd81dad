package site

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// decade is a record of ten years: forty meetings held, each with eight items of
// the members' own, five papers, agreed minutes and three decisions.
func decade(b *testing.B) record {
	b.Helper()
	r := newRecord(b)
	fillMembers(r)
	for n := range 40 {
		at := date(2017, time.March, 9, 10).AddDate(0, 3*n, 0)
		m := r.meeting(council.Meeting{Title: "Council meeting", Starts: at, Length: 2 * time.Hour, Place: "Town Hall", State: council.Confirmed})
		for i := range 8 {
			r.accept(m, council.Item{Title: fmt.Sprintf("Shared matter %d of meeting %d", i, n), Ask: "Hear what was tried and agree who goes next.", Purpose: council.ToDecide, Allotted: 10 * time.Minute}, at.AddDate(0, 0, -20), "")
		}
		r.publish(m, at.AddDate(0, 0, -10), council.DayOf(at), "")
		items := r.agendaOf(m).Items
		for i := range 5 {
			id := r.paper(council.Paper{Item: items[5+i].ID, Title: fmt.Sprintf("Paper %d of meeting %d", i, n), Author: 1, Purpose: council.ToDecide, Marking: council.MarkClear},
				council.File{Name: "paper.pdf", Type: "application/pdf"}, fmt.Sprintf("content %d %d", n, i), true)
			r.read(id, 4, "One centre for seven bodies costs less than seven desks.", "Each body keeps its own duty officer.", "The tender runs from April.")
		}
		r.hold(m)
		for range 3 {
			r.decision(council.Decision{Words: "Bodies that share a desk report calls answered.", Meeting: m.ID, On: council.DayOf(at)})
		}
		r.change("minutes.circulated", at.AddDate(0, 0, 2), func(tx *store.Tx) error {
			if err := tx.BeginMinutes(m.ID); err != nil {
				return err
			}
			_, err := tx.Circulate(m.ID)
			return err
		})
	}
	fillNext(r)
	fillPractices(r)
	indexPack(r)
	return r
}

// BenchmarkTenYears times pages of a long record, and says the median and the
// slowest hundredth.
func BenchmarkTenYears(b *testing.B) {
	s := decade(b).site()
	for _, path := range []string{"/", "/meetings/", "/meetings/20/", "/meetings/41/", "/meetings/20/minutes", "/papers/", "/decisions/", "/roles/cto/", "/about/feed.xml", "/meetings/calendar.ics", "/search?q=shared+duty+officer"} {
		b.Run(path, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				w := httptest.NewRecorder()
				s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				took = append(took, time.Since(began))
				if w.Code != http.StatusOK {
					b.Fatalf("%s answers %d", path, w.Code)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkPublishTenYears times writing the whole of a long record as files.
func BenchmarkPublishTenYears(b *testing.B) {
	c := decade(b).site().Config
	c.Static = true
	s := New(c)
	files, size := 0, 0
	for b.Loop() {
		files, size = 0, 0
		err := s.Publish(b.Context(), nil, func(_ string, content []byte) error {
			files++
			size += len(content)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(files), "files")
	b.ReportMetric(float64(size)/1e6, "MB")
}

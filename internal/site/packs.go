package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"councilbot/internal/council"
)

// packLink leads to a pack and says what it is.
type packLink struct{ URL, Text, Facts string }

// packsOf leads to the pack of a meeting's papers and its supplements.
func (s *Site) packsOf(ctx context.Context, m council.Meeting) ([]packLink, error) {
	packs, err := s.Public.Packs(ctx, m.ID)
	var links []packLink
	for _, p := range packs {
		l := packLink{URL: meetingURL(m.ID) + "pack.pdf", Text: "All papers in one file", Facts: fmt.Sprintf("PDF, %d pages, %s", p.Pages, sayBytes(p.File.Size))}
		if p.Number > 0 {
			l.URL, l.Text = fmt.Sprintf("%ssupplement-%d.pdf", meetingURL(m.ID), p.Number), p.Name(m.Starts.Location())
		}
		links = append(links, l)
	}
	return links, err
}

// pack serves the pack of a meeting's papers.
func (s *Site) pack(w http.ResponseWriter, r *http.Request) { s.servePack(w, r, 0) }

// supplement serves "supplement-1.pdf" and so on; any other name is no page.
func (s *Site) supplement(w http.ResponseWriter, r *http.Request) {
	figures, before := strings.CutPrefix(r.PathValue("file"), "supplement-")
	figures, after := strings.CutSuffix(figures, ".pdf")
	number, err := strconv.Atoi(figures)
	if !before || !after || err != nil || number < 1 {
		s.serve(s.lost)(w, r)
		return
	}
	s.servePack(w, r, number)
}

func (s *Site) servePack(w http.ResponseWriter, r *http.Request, which int) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	f, pack, err := s.Public.OpenPack(r.Context(), council.MeetingID(id), which)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.refuse(w, r, absent(s.Public.PackGone(r.Context(), council.MeetingID(id), which)))
		return
	case err != nil:
		s.fail(w, r, err)
		return
	}
	defer f.Close()
	saved(w.Header(), pack.File.Type, pack.File.Name)
	w.Header().Set("ETag", `"`+pack.File.SHA+`"`)
	http.ServeContent(w, r, "", pack.Made, f)
}

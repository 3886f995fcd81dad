package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"councilbot/internal/council"
)

// papersPage lists the papers, the newest first.
type papersPage struct {
	frame
	Papers []paperLine
}

// paperLine is a paper in a list.
type paperLine struct {
	URL    string
	Paper  council.Paper
	Author string
	File   string // "PDF, 1.2 MB"; empty for a link
	Number string // "7.1", in the list of its meeting
	Page   int    // of the pack, from 1; 0: not in it
}

func (s *Site) papers(r *http.Request) (page, error) {
	all, err := s.Public.AllPapers(r.Context())
	if err != nil {
		return page{}, err
	}
	authors, err := s.authors(r.Context())
	if err != nil {
		return page{}, err
	}
	var last time.Time
	p := papersPage{}
	for _, one := range all {
		one.Published = one.Published.In(s.Now().Location())
		p.Papers = append(p.Papers, paperLineOf(one, authors))
		last = latest(last, one.Published)
	}
	p.frame = s.frame("/papers/", "Papers", last)
	p.Next = []link{{Text: "See the meetings", URL: "/meetings/"}, {Text: "Read why a paper can be kept back", URL: "/guidance/traffic-light-protocol/"}}
	return page{name: "papers", data: p, changed: last}, nil
}

// authors are the names that members show to the public.
func (s *Site) authors(ctx context.Context) (map[council.MemberID]string, error) {
	members, err := s.Public.Members(ctx, s.Now())
	names := make(map[council.MemberID]string, len(members))
	for _, m := range members {
		names[m.ID] = m.Name
	}
	return names, err
}

func paperLineOf(p council.Paper, authors map[council.MemberID]string) paperLine {
	l := paperLine{URL: paperURL(p.ID), Paper: p, Author: authors[p.Author]}
	switch {
	case p.Author == 0 && p.Writer != "":
		l.Author = p.Writer
	case l.Author == "":
		l.Author = "a member of the council"
	}
	if p.File.SHA != "" {
		l.File = kindOf(p.File).label + ", " + sayBytes(p.File.Size)
	}
	return l
}

func paperURL(id council.PaperID) string { return fmt.Sprintf("/papers/%d/", id) }

// paperPage is one paper.
type paperPage struct {
	frame
	paperLine
	Meeting  council.Meeting
	Item     council.Item // the item for which it was published
	FileURL  string       // empty for a link
	Pages    int          // 0: not known
	TextURL  string       // empty where the text is not known
	Findings int          // how many things may hinder a reader; -1: nobody has looked yet
}

func (s *Site) paper(r *http.Request) (page, error) {
	paper, err := s.thePaper(r)
	if err != nil {
		return page{}, err
	}
	authors, err := s.authors(r.Context())
	if err != nil {
		return page{}, err
	}
	paper.Published = paper.Published.In(s.Now().Location())
	p := paperPage{paperLine: paperLineOf(paper, authors), Findings: -1}
	reading, passages, err := s.Public.PaperText(r.Context(), paper.ID)
	if err != nil {
		return page{}, err
	}
	if reading.State == council.Read {
		p.Pages, p.Findings = reading.Pages, len(reading.Findings)
	}
	if len(passages) > 0 {
		p.TextURL = p.URL + "text"
	}
	if paper.File.SHA != "" {
		p.FileURL = fileURL(paper)
	}
	if p.Meeting, p.Item, err = s.placeOf(r.Context(), paper); err != nil {
		return page{}, err
	}
	p.frame = s.paperFrame(p.URL, paper.Title, paper, p.Meeting)
	p.Next = []link{{Text: "Go to the meeting for which it was written", URL: meetingURL(p.Meeting.ID)}, {Text: "See all papers", URL: "/papers/"}}
	return page{name: "paper", data: p, changed: p.changed}, nil
}

// paperFrame is the frame of a page that belongs to a paper. The paper keeps the
// rights of its author.
func (s *Site) paperFrame(path, title string, paper council.Paper, m council.Meeting, trail ...link) frame {
	above := []link{{Text: "Meetings", URL: "/meetings/"}, {Text: council.DayOf(m.Starts).Long(), URL: meetingURL(m.ID)}}
	f := s.frame(path, title, latest(paper.Published, paper.Came), append(above, trail...)...)
	f.Licence = "The rights in this paper are its author’s. What it says about its licence holds; where it says nothing, ask before you use it again."
	return f
}

// placeOf gives the meeting and the item with which a paper was published. The
// item is zero where it cannot be seen any more.
func (s *Site) placeOf(ctx context.Context, paper council.Paper) (council.Meeting, council.Item, error) {
	m, err := s.Public.Meeting(ctx, paper.Meeting)
	if err != nil {
		return m, council.Item{}, err
	}
	a, err := s.Public.Agenda(ctx, paper.Meeting, s.Now())
	item, _ := a.Item(paper.Item)
	return m, item, err
}

// thePaper gives the paper that an address names, or says that it leads nowhere.
func (s *Site) thePaper(r *http.Request) (council.Paper, error) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return council.Paper{}, err
	}
	p, err := s.Public.Paper(r.Context(), council.PaperID(id))
	if err == nil && p.ID == 0 {
		err = absent(s.Public.PaperGone(r.Context(), council.PaperID(id)))
	}
	return p, err
}

// textPage is the text of a paper as a page.
type textPage struct {
	frame
	Paper   council.Paper
	FileURL string
	Pages   []textOfPage
}

// textOfPage is the text of one page; Number is 0 where the format has none.
type textOfPage struct {
	Number     int
	Paragraphs []string
}

func (s *Site) paperText(r *http.Request) (page, error) {
	paper, err := s.thePaper(r)
	if err != nil {
		return page{}, err
	}
	_, passages, err := s.Public.PaperText(r.Context(), paper.ID)
	if err != nil {
		return page{}, err
	}
	if len(passages) == 0 {
		return page{}, errLost
	}
	m, err := s.Public.Meeting(r.Context(), paper.Meeting)
	if err != nil {
		return page{}, err
	}
	p := textPage{Paper: paper, FileURL: fileURL(paper)}
	for _, passage := range passages {
		if n := len(p.Pages); n == 0 || p.Pages[n-1].Number != passage.Page {
			p.Pages = append(p.Pages, textOfPage{Number: passage.Page})
		}
		last := &p.Pages[len(p.Pages)-1]
		last.Paragraphs = append(last.Paragraphs, council.Paragraphs(passage.Text)...)
	}
	p.frame = s.paperFrame(paperURL(paper.ID)+"text", "The text of “"+paper.Title+"”", paper, m, link{Text: paper.Title, URL: paperURL(paper.ID)})
	p.Next = []link{{Text: "Go to the page of this paper", URL: paperURL(paper.ID)}}
	return page{name: "text", data: p, changed: p.changed}, nil
}

// file sends a paper's file. It is always saved and never shown by the browser as
// a page of ours, whatever is in it.
func (s *Site) file(w http.ResponseWriter, r *http.Request) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	f, paper, err := s.Public.OpenPaper(r.Context(), council.PaperID(id))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.refuse(w, r, absent(s.Public.PaperGone(r.Context(), council.PaperID(id))))
		return
	case err != nil:
		s.fail(w, r, err)
		return
	}
	defer f.Close()
	name := fileName(paper)
	if r.PathValue("file") != name {
		http.Redirect(w, r, fileURL(paper), http.StatusFound) // it had another name in an earlier revision
		return
	}
	saved(w.Header(), kindOf(paper.File).media, name)
	w.Header().Set("ETag", `"`+paper.File.SHA+`"`)
	http.ServeContent(w, r, "", paper.Came, f)
}

// saved sets the headers of a file that is saved and not shown: even a browser
// that shows it all the same gives it no script, no form and no origin.
func saved(h http.Header, media, name string) {
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+strings.ReplaceAll(url.QueryEscape(name), "+", "%20")) // RFC 6266, 4.1; RFC 8187, 3.2.1
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
}

// fileURL is where a paper's file stands.
func fileURL(p council.Paper) string { return paperURL(p.ID) + url.PathEscape(fileName(p)) }

// nameMost is how many bytes a file's name has at most: disks take 255, and some
// backups add a few.
const nameMost = 200

// fileName is a paper's file name as an address and a disk can hold it. It ends as
// its kind does, whatever its author called it, so that a web server that goes by
// names takes it for nothing else.
func fileName(p council.Paper) string {
	name := strings.TrimLeft(strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || strings.ContainsRune(`/\:*?"<>|`, c) {
			return '-'
		}
		return c
	}, p.File.Name), ". ") // a web server may keep back what begins with a dot
	ending := kindOf(p.File).ending
	if strings.Trim(name, ".- ") == "" {
		name = "paper"
	}
	if !strings.EqualFold(path.Ext(name), ending) {
		name += ending
	}
	if len(name) > nameMost {
		name = strings.ToValidUTF8(name[:nameMost-len(ending)], "") + ending
	}
	return name
}

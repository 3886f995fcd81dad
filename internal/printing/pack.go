package printing

import (
	"fmt"
	"strings"
	"time"
)

// Pack is all the papers of a meeting as they are to be printed in one: its front
// sheet and contents, its agenda, and its papers in order.
type Pack struct {
	Sheet      Sheet  // the agenda; for a supplement only its head and its notes are printed
	Supplement int    // 0: the pack; else which supplement it is
	Day        string // "3 March 2027": when it was made
	Contact    string // whom to ask for it in another form; empty: the secretary
	At         time.Time
	Papers     []PackPaper
}

// PackPaper is a paper in a pack, or what stands in the place of one.
type PackPaper struct {
	Item   string // the item it belongs to: "7. Shared service desk"
	Number string // "Paper 7.1"; empty for the stub of a closed item
	Title  string
	Author string
	File   string   // the PDF to take in, whole; empty: a titled page stands for it
	Pages  int      // of the file
	Why    []string // what the titled page says: why there is nothing more, and what to do
}

// Printed is a pack's sheets, and how they and the papers' files make the pack.
// Package document puts them together by it; its PackPlan says what each part
// means.
type Printed struct {
	PDF    []byte // the sheets
	Title  string
	Parts  []Run
	Stamps []Stamp
	Marks  []Mark
	Links  []Link
	Tags   []Tag
	Prefix string
}

// Run is a run of a pack's pages: a paper's file, or pages of the sheets.
type Run struct {
	Title string
	File  string
	First int
	Pages int
}

// Stamp is what stands at the foot of a page, and how wide it is at a size of 1.
type Stamp struct {
	Words string
	Width float64
}

// Mark is a bookmark.
type Mark struct {
	Title string
	Level int
	Page  int
}

// Link leads from a place on a page to another page.
type Link struct {
	Page, To int
	At       [4]float64
	Words    string
}

// Tag says what a marked piece of a page is. Pages are those of the pack.
type Tag struct {
	Page, ID int
	Role     string
	Link     int
}

// title is the pack's title, also in the list of what is open on a screen.
func (p Pack) title() string {
	day := p.Sheet.Title
	if _, after, found := strings.Cut(day, ": "); found {
		day = after
	}
	if p.Supplement > 0 {
		return fmt.Sprintf("Supplement %d, %s: papers for %s", p.Supplement, p.Day, day)
	}
	return "Agenda and papers: " + day
}

// stamp is what stands at the foot of a page of the pack.
func (p Pack) stamp(paper string, page, pages int) string {
	words := fmt.Sprintf("Pack page %d of %d", page, pages)
	if p.Supplement > 0 {
		words = fmt.Sprintf("Supplement %d, page S%d-%d of %d", p.Supplement, p.Supplement, page, pages)
	}
	if paper != "" {
		words = paper + " – " + words
	}
	return words
}

// page names a page of the pack as its stamp and its contents do.
func (p Pack) page(n int) string {
	if p.Supplement > 0 {
		return fmt.Sprintf("S%d-%d", p.Supplement, n)
	}
	return fmt.Sprint(n)
}

// Print prints the sheets of a pack. The contents are printed twice: once to see
// how many pages they take, once with the numbers of the pages.
func (p Pack) Print() (Printed, error) {
	draft := p.layOut(places{})
	starts := make([]int, len(p.Papers))
	next := draft.front + 1
	for i, paper := range p.Papers {
		starts[i] = next
		next += max(1, paper.Pages)
	}
	out := p.layOut(places{agenda: draft.agenda, starts: starts})
	printed := Printed{Title: p.title(), Links: out.links, Marks: p.marks(out, starts), Parts: p.runs(out)}
	if p.Supplement > 0 {
		printed.Prefix = fmt.Sprintf("S%d-", p.Supplement)
	}
	printed.Stamps = p.stamps(out, next-1)
	printed.Tags = p.placed(out, starts)
	var err error
	printed.PDF, err = out.bytes()
	return printed, err
}

// places are the pages on which the agenda and the papers begin; none is known
// while the contents are set for the first time.
type places struct {
	agenda int
	starts []int
}

func (k places) page(i int) int {
	if i < len(k.starts) {
		return k.starts[i]
	}
	return 0
}

// laid is a pack's sheets as they are set.
type laid struct {
	*press
	agenda int // the page on which the agenda begins; 0 in a supplement
	front  int // how many pages come before the papers
	titled int // the first titled page
}

// layOut sets the sheets.
func (p Pack) layOut(known places) laid {
	out := laid{press: newPress(p.At)}
	out.newPage()
	out.head(Sheet{Council: p.Sheet.Council, Title: p.title(), Mark: p.Sheet.Mark, Facts: p.Sheet.Facts})
	out.block(textFace, p.about())
	out.contents(p, known)
	out.y += 10
	out.block(quietFace, p.otherForms())
	if p.Supplement == 0 {
		out.agenda = out.pages + 1
		out.sheet(p.numbered(known))
	}
	out.front = out.pages
	out.titled = out.pages + 1
	for _, paper := range p.Papers {
		if paper.File == "" {
			out.titledPage(p.Sheet.Council, paper)
		}
	}
	return out
}

func (p Pack) about() string {
	if p.Supplement > 0 {
		return "These papers came after the pack was made. The pages of the pack keep their numbers; those of this supplement have numbers of their own, such as " + p.page(1) + "."
	}
	return "Each page has its number at its foot. It is the same in the contents, on screen and on paper."
}

func (p Pack) otherForms() string {
	who := p.Contact
	if who == "" {
		who = "the secretary"
	}
	return "Made on " + p.Day + ". If you need a paper in another form, such as large print, ask " + ended(who)
}

// numbered is the agenda with the page of the pack on which each paper begins.
func (p Pack) numbered(known places) Sheet {
	pages := map[string]int{}
	for i, paper := range p.Papers {
		if paper.Number != "" {
			pages[paper.Number] = known.page(i)
		}
	}
	s := p.Sheet
	s.Parts = append([]Part(nil), s.Parts...)
	for i, part := range s.Parts {
		items := append([]Item(nil), part.Items...)
		for k, item := range items {
			papers := append([]Paper(nil), item.Papers...)
			for n := range papers {
				papers[n].Page = max(pages[papers[n].Number], papers[n].Page)
			}
			items[k].Papers = papers
		}
		s.Parts[i].Items = items
	}
	return s
}

// titledPage sets the page that stands for a paper which is not shown.
func (p *press) titledPage(council string, paper PackPaper) {
	p.newPage()
	p.block(councilFace, council)
	title := paper.Title
	if paper.Number != "" {
		title = paper.Number + ": " + title
	}
	p.title(title)
	p.y += 6
	if paper.Item != "" && !strings.HasSuffix(paper.Item, ". "+paper.Title) {
		p.block(textFace, "Item "+paper.Item)
	}
	if paper.Author != "" {
		p.block(textFace, "By "+ended(paper.Author))
	}
	for _, text := range paper.Why {
		p.block(textFace, text)
	}
}

// runs are the pack's parts in order.
func (p Pack) runs(out laid) []Run {
	first := out.front
	if out.agenda > 0 {
		first = out.agenda - 1
	}
	runs := []Run{{Title: "Front sheet and contents", First: 1, Pages: first}}
	if out.agenda > 0 {
		runs = append(runs, Run{Title: "Agenda", First: out.agenda, Pages: out.front - first})
	}
	titled := out.titled
	for _, paper := range p.Papers {
		run := Run{Title: paper.heading(), File: paper.File, Pages: paper.Pages}
		if paper.File == "" {
			run.First, run.Pages = titled, 1
			titled++
		}
		runs = append(runs, run)
	}
	return runs
}

func (p PackPaper) heading() string {
	if p.Number == "" {
		return p.Title
	}
	return p.Number + ": " + p.Title
}

// marks are the bookmarks: the front sheet, the agenda, and each paper under its
// item.
func (p Pack) marks(out laid, starts []int) []Mark {
	marks := []Mark{{Title: "Front sheet and contents", Page: 1}}
	if out.agenda > 0 {
		marks = append(marks, Mark{Title: "Agenda", Page: out.agenda})
	}
	item := ""
	for i, paper := range p.Papers {
		if paper.Number == "" {
			marks, item = append(marks, Mark{Title: paper.Item + " (closed)", Page: starts[i]}), ""
			continue
		}
		if paper.Item != item {
			marks = append(marks, Mark{Title: paper.Item, Page: starts[i]})
			item = paper.Item
		}
		marks = append(marks, Mark{Title: paper.heading(), Level: 1, Page: starts[i]})
	}
	return marks
}

// stamps are what stands at the foot of each page. They are set once, on a last
// page that is in no pack, so that the typeface in the file has their letters.
func (p Pack) stamps(out laid, pages int) []Stamp {
	var words []string
	for n := range out.front {
		words = append(words, p.stamp("", n+1, pages))
	}
	for _, paper := range p.Papers {
		for range max(1, paper.Pages) {
			words = append(words, p.stamp(paper.Number, len(words)+1, pages))
		}
	}
	out.newPage()
	out.SetFont("noto", "", 1)
	stamps := make([]Stamp, len(words))
	for i, w := range words {
		w = setText(w)
		stamps[i] = Stamp{Words: w, Width: out.GetStringWidth(w)}
		out.Text(marginSide, marginTop, w)
	}
	return stamps
}

// placed are the tags by the pages of the pack: those of a titled page stand where
// its paper does.
func (p Pack) placed(out laid, starts []int) []Tag {
	onto := map[int]int{}
	for n := 1; n <= out.front; n++ {
		onto[n] = n
	}
	titled := out.titled
	for i, paper := range p.Papers {
		if paper.File == "" {
			onto[titled] = starts[i]
			titled++
		}
	}
	var tags []Tag
	for _, t := range out.tags {
		if page, is := onto[t.Page]; is {
			t.Page = page
			tags = append(tags, t)
		}
	}
	return tags
}

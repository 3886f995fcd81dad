package document

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// PackPlan says what a pack is made of, page for page. Whoever writes it has
// asked [Survey] how many pages each paper has, so that the contents can name
// them. It can be written as JSON, to be handed to a process that may fail.
//
// All that a pack says of itself was printed beforehand: its front sheet, its
// contents, the titled page of a paper that cannot be shown stand in one PDF, the
// sheets. The last page of the sheets is in no pack: it shows the font of the
// stamps, with every character that a stamp has.
type PackPlan struct {
	Title  string    // of the document
	Author string    // whose it is: the council's name
	At     time.Time // the date that the file says it was made on
	Sheets string    // the file of the sheets
	Parts  []PackPart
	Stamps []Stamp    // one for each page of the pack
	Marks  []PackMark // the bookmarks, in order
	Links  []PackLink
	Tags   []PackTag
	Prefix string // before the number of a page where a reader names it: "S1-"; empty for the pack itself
}

// PackPart is a run of pages.
type PackPart struct {
	Title string
	File  string // a paper's file, whole; empty: pages of the sheets
	First int    // the first page of the sheets, from 1
	Pages int    // how many pages it has
}

// PackMark is a bookmark. Level is 0 for the outermost; Page counts from 1.
type PackMark struct {
	Title string
	Level int
	Page  int
}

// PackLink leads from a place on one page to another page.
type PackLink struct {
	Page, To int        // from 1
	At       [4]float64 // left, bottom, right, top, in points
	Words    string     // where it leads, for who cannot see it
}

// PackTag says what a piece of a page of the sheets is: a heading (H1, H2), a
// paragraph (P), a line of the contents (TOCI), a caption and so on
// (ISO 32000-2, 14.8.4). The sheet has marked it with the number ID.
type PackTag struct {
	Page, ID int    // the page of the pack, from 1
	Role     string // of the standard's
	Link     int    // which of Links it is the words of, from 1; 0: none
}

// Survey gives how many pages a paper's file has in a pack, once it has been read
// as the pack will read it. The error is ErrLocked, ErrBroken or ErrLong when it
// can have no place there.
func Survey(ctx context.Context, file string) (pages int, err error) {
	defer gaveUp(&err)
	s, err := openSource(ctx, file)
	if err != nil {
		return 0, err
	}
	p := newPacker(PackPlan{}, io.Discard)
	p.font = p.w.add(nil)
	return len(s.pages), p.paper(s, PackPart{Pages: len(s.pages)})
}

// gaveUp makes an error of a panic: the parser gives up on some files by one.
func gaveUp(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", ErrBroken, p)
	}
}

// Pack writes the PDF of a pack. The same plan and the same files give the same
// bytes. What stands in out is of no use when there is an error.
func Pack(ctx context.Context, plan PackPlan, out io.Writer) (err error) {
	defer gaveUp(&err)
	buffered := bufio.NewWriterSize(out, 1<<16)
	p := newPacker(plan, buffered)
	if p.sheets, err = p.open(ctx, plan.Sheets); err != nil {
		return fmt.Errorf("the sheets of a pack: %w", err)
	}
	if p.font, err = p.stampFont(); err != nil {
		return err
	}
	for _, part := range plan.Parts {
		if err := p.part(ctx, part); err != nil {
			return fmt.Errorf("put %q into a pack: %w", part.Title, err)
		}
	}
	if err := p.finish(); err != nil {
		return fmt.Errorf("write a pack: %w", err)
	}
	return buffered.Flush()
}

// PackFile writes the PDF of a pack to a file.
func PackFile(ctx context.Context, plan PackPlan, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("make the file of a pack: %w", err)
	}
	return errors.Join(Pack(ctx, plan, f), f.Close())
}

// packer is a pack under way.
type packer struct {
	plan   PackPlan
	w      *pdfWriter
	sheets *copier
	font   types.IndirectRef // of the stamps
	pages  types.IndirectRef // the one node above all pages
	number []int             // of each page's object, kept from the start
	done   int               // how many pages are written
	tags   *tags
	layers layers
}

func newPacker(plan PackPlan, out io.Writer) *packer {
	p := &packer{plan: plan, w: newPDFWriter(out)}
	p.pages = ref(p.w.alloc())
	p.tags = newTags(p.w)
	for _, part := range plan.Parts {
		p.keep(part.Pages)
	}
	return p
}

// keep keeps numbers for pages, so that what comes earlier can lead to them.
func (p *packer) keep(pages int) {
	for range pages {
		p.number = append(p.number, p.w.alloc())
	}
}

func (p *packer) open(ctx context.Context, file string) (*copier, error) {
	s, err := openSource(ctx, file)
	if err != nil {
		return nil, err
	}
	return newCopier(s, p.w), nil
}

// stampFont carries the font of the stamps from the last page of the sheets: of
// the fonts there, that whose name comes first.
func (p *packer) stampFont() (types.IndirectRef, error) {
	last := p.sheets.pages[len(p.sheets.pages)-1]
	var font types.Object
	name := ""
	for _, o := range p.sheets.dict(p.sheets.dict(last.Dict["Resources"])["Font"]) {
		if n := p.sheets.name(p.sheets.dict(o)["BaseFont"]); font == nil || n < name {
			font, name = o, n
		}
	}
	r, is := p.sheets.object(font, 0).(types.IndirectRef)
	if !is {
		return r, errors.New("the sheets of a pack show no font for its stamps")
	}
	p.sheets.drain()
	return r, nil
}

func (p *packer) part(ctx context.Context, part PackPart) error {
	if part.File == "" {
		return p.ours(part)
	}
	s, err := openSource(ctx, part.File)
	if err != nil {
		return err
	}
	return p.paper(s, part)
}

// paper puts a paper in, whole, with its tags.
func (p *packer) paper(s *paperFile, part PackPart) error {
	if len(s.pages) != part.Pages {
		return fmt.Errorf("it has %d pages where the contents say %d", len(s.pages), part.Pages)
	}
	if len(p.number) < p.done+part.Pages { // a survey has no plan
		p.keep(part.Pages)
	}
	c := newCopier(s, p.w)
	for i, page := range s.pages {
		c.onto[page.number] = p.number[p.done+i]
	}
	p.tags.begin(c)
	p.layers.carry(c)
	for _, page := range s.pages {
		p.next(c, page)
	}
	p.tags.carry(c, part.Title)
	c.drain()
	return p.w.err
}

// ours puts pages of the sheets in.
func (p *packer) ours(part PackPart) error {
	if part.First < 1 || part.First-1+part.Pages > len(p.sheets.pages) {
		return fmt.Errorf("the sheets have %d pages, not %d from %d on", len(p.sheets.pages), part.Pages, part.First)
	}
	first := p.done + 1
	for i := range part.Pages {
		p.next(p.sheets, p.sheets.pages[part.First-1+i])
	}
	p.tags.ours(p, part.Title, first, p.done)
	return p.w.err
}

// next writes the pack's next page.
func (p *packer) next(c *copier, page sourcePage) {
	var stamp Stamp
	if p.done < len(p.plan.Stamps) {
		stamp = p.plan.Stamps[p.done]
	}
	number := p.number[p.done]
	p.done++
	var links types.Array
	for i, l := range p.plan.Links {
		if l.Page == p.done && l.To >= 1 && l.To <= len(p.number) {
			link := types.Dict{"Type": types.Name("Annot"), "Subtype": types.Name("Link"), "Rect": rect(l.At).array(), "F": types.Integer(4),
				"Border": types.Array{types.Integer(0), types.Integer(0), types.Integer(0)}, "Contents": pdfText(l.Words),
				"Dest": types.Array{ref(p.number[l.To-1]), types.Name("Fit")}, "StructParent": types.Integer(p.tags.link(i + 1))}
			to := p.w.add(link)
			p.tags.links[i+1] = to
			links = append(links, to)
		}
	}
	p.page(c, page, number, stamp, links)
}

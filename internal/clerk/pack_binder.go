package clerk

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"councilbot/internal/cage"
	"councilbot/internal/council"
	"councilbot/internal/printing"
)

// binder is what a pack is made from: what everybody may read, and that there is
// more. Presenters and authors are named where they show their names to the
// public, because a pack is public.
type binder struct {
	Packer
	pack    council.Pack
	now     time.Time
	agenda  council.Agenda
	papers  []council.Paper // that are out, whoever may read them
	authors map[council.MemberID]string
	numbers map[council.PaperID]string
	items   []council.ItemID
	placing []council.PackedPaper // in the order of the pack; the pages are still to come
	remarks []string              // what whoever asked for the pack should know
	rows    []int                 // for each of them, which of the printed papers it is
}

// read reads what a pack is made from. The error is a *council.Problem when there
// is nothing to make.
func (k Packer) read(ctx context.Context, p council.Pack, now time.Time) (*binder, error) {
	b := &binder{Packer: k, pack: p, now: now, authors: map[council.MemberID]string{}}
	var err error
	if b.agenda, err = k.Store.Public().Agenda(ctx, p.Meeting, now); err != nil {
		return nil, err
	}
	if b.agenda.Meeting.ID == 0 {
		return nil, &council.Problem{Say: "The agenda is not published, so there is no pack to make. Publish the agenda first."}
	}
	if b.papers, err = k.Store.PublishedPapers(ctx, p.Meeting); err != nil {
		return nil, err
	}
	packs, err := k.Store.Packs(ctx, p.Meeting)
	if err != nil {
		return nil, err
	}
	b.numbers = council.NumberPapers(b.agenda, b.papers, packs)
	if p.Number > 0 {
		earlier := slices.DeleteFunc(packs, func(other council.Pack) bool { return other.Number >= p.Number })
		if b.papers = council.NewPapers(earlier, b.papers); len(b.papers) == 0 {
			return nil, &council.Problem{Say: "No paper has come since the last pack, so there is nothing to add."}
		}
	}
	members, err := k.Store.Public().Members(ctx, now)
	for _, m := range members {
		b.authors[m.ID] = m.Name
	}
	return b, err
}

// gather surveys the papers and says what is to be printed. dir is for files.
func (b *binder) gather(ctx context.Context, dir string) (printing.Pack, error) {
	zone := b.agenda.Meeting.Starts.Location()
	named := map[council.ItemID][]printing.Paper{}
	p := printing.Pack{Supplement: b.pack.Number, Day: b.now.In(zone).Format("2 January 2006"), At: b.now}
	for _, item := range b.agenda.Items {
		if item.Closed != "" && b.pack.Number == 0 {
			p.Papers = append(p.Papers, printing.PackPaper{Item: item.Number + ". " + item.Title, Title: item.Title,
				Why: []string{"Not for the public.", "The reason: " + item.Closed}})
		}
		if item.Closed != "" {
			continue
		}
		b.items = append(b.items, item.ID)
		for _, paper := range b.papers {
			if paper.Item != item.ID {
				continue
			}
			bound, err := b.bind(ctx, dir, item, paper)
			if err != nil {
				return p, err
			}
			named[item.ID] = append(named[item.ID], printing.Paper{Number: bound.Number, Title: bound.Title, Author: bound.Author})
			b.rows = append(b.rows, len(p.Papers))
			p.Papers = append(p.Papers, bound)
		}
	}
	p.Sheet = printing.Agenda(b.agenda, council.Name, council.DayOf(b.agenda.Published).Long(), func(item council.Item) []printing.Paper { return named[item.ID] })
	if b.Web != "" {
		p.Sheet.Address = fmt.Sprintf("%s/meetings/%d/", b.Web, b.agenda.Meeting.ID)
	}
	return p, nil
}

// bind says how a paper stands in the pack: its pages, or one that says why not.
func (b *binder) bind(ctx context.Context, dir string, item council.Item, paper council.Paper) (printing.PackPaper, error) {
	bound := printing.PackPaper{Item: item.Number + ". " + item.Title, Number: "Paper " + b.numbers[paper.ID], Title: paper.Title}
	place := council.PackedPaper{Paper: paper.ID, Number: b.numbers[paper.ID]}
	if !paper.Public() {
		bound.Title, bound.Why = paper.Stub(), []string{"It is not in this pack.", "Members who may read it find it in Slack, with /paper."}
		b.placing = append(b.placing, place)
		return bound, nil
	}
	place.Revision = paper.Out
	b.placing = append(b.placing, place)
	bound.Author = cmp.Or(b.authors[paper.Author], paper.Writer)
	return b.open(ctx, dir, paper, bound)
}

// open finds the pages of a paper that everybody may read.
func (b *binder) open(ctx context.Context, dir string, paper council.Paper, bound printing.PackPaper) (printing.PackPaper, error) {
	if paper.File.SHA == "" {
		bound.Why = []string{"This paper is a page on the web.", "It stands at " + paper.Link}
		return bound, nil
	}
	file := filepath.Join(dir, paper.File.SHA)
	if paper.File.Type == "application/pdf" {
		if err := b.copyFile(paper.File.SHA, file); err != nil {
			return bound, err
		}
	} else if done, err := b.convert(ctx, paper, bound.Number, file); err != nil {
		return bound, err
	} else if !done {
		bound.Why = b.apart("This paper is a separate file, “"+paper.File.Name+"”.", paper)
		return bound, nil
	}
	found, err := cage.Survey(ctx, file)
	if err != nil {
		return bound, err
	}
	if say := faultWords[found.Fault]; say != "" {
		b.remarks = append(b.remarks, bound.Number+" could not be shown. "+say)
		bound.Why = b.apart(say, paper)
		return bound, nil
	}
	bound.File, bound.Pages = file, found.Pages
	return bound, nil
}

var faultWords = map[cage.Fault]string{
	cage.Locked: "The file of this paper opens only with a password.",
	cage.Broken: "The file of this paper is damaged and cannot be shown here.",
	cage.Long:   "This paper has more pages than fit into a pack.",
}

// apart says why a paper is not in the pack, and where it is.
func (b *binder) apart(why string, paper council.Paper) []string {
	if b.Web == "" {
		return []string{why, "Ask the secretary for it."}
	}
	return []string{why, fmt.Sprintf("It stands at %s/papers/%d/", b.Web, paper.ID)}
}

func (b *binder) copyFile(sha, to string) error {
	from, err := b.Store.OpenFile(sha)
	if err != nil {
		return fmt.Errorf("open a paper for a pack: %w", err)
	}
	defer from.Close()
	out, err := os.Create(to)
	if err != nil {
		return fmt.Errorf("copy a paper for a pack: %w", err)
	}
	if _, err := io.Copy(out, from); err != nil {
		_ = out.Close()
		return fmt.Errorf("copy a paper for a pack: %w", err)
	}
	return out.Close()
}

// placed gives each paper of the pack with the page where it begins.
func (b *binder) placed(printed printing.Printed) []council.PackedPaper {
	front := len(printed.Parts) - b.runs(printed)
	starts, at := []int{}, 1
	for i, part := range printed.Parts {
		if i >= front {
			starts = append(starts, at)
		}
		at += part.Pages
	}
	for i, row := range b.rows {
		b.placing[i].Page = starts[row]
	}
	return b.placing
}

// runs counts the papers' parts of a pack, which stand last in it.
func (b *binder) runs(printed printing.Printed) int {
	if b.pack.Number > 0 {
		return len(printed.Parts) - 1 // all but the front sheet
	}
	return len(printed.Parts) - 2 // and the agenda
}

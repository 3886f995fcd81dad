package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/printing"
	"councilbot/internal/ui"
)

// agendaWord gives the agenda as a Word file.
func (d *Desk) agendaWord(ctx context.Context, r Request) (ui.Reply, error) {
	return d.agendaFile(ctx, r, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", func(b *strings.Builder, s printing.Sheet) error { return printing.Word(b, s) })
}

// agendaHTML gives the agenda as a web page in a file.
func (d *Desk) agendaHTML(ctx context.Context, r Request) (ui.Reply, error) {
	return d.agendaFile(ctx, r, "html", "text/html", func(b *strings.Builder, s printing.Sheet) error { return printing.HTML(b, s) })
}

// agendaFile gives the agenda as a file, as everybody may read it: a file is
// passed on. A draft is for members and deputies.
func (d *Desk) agendaFile(ctx context.Context, r Request, ending, media string, print func(*strings.Builder, printing.Sheet) error) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	by, clear, err := d.publishBy(ctx, a.Meeting)
	if err != nil {
		return nil, err
	}
	if a.Draft() && !d.holds(r, council.Deputy) {
		return d.noAgenda(r, a.Meeting, by), nil
	}
	papers, err := d.namedPapers(ctx, a)
	if err != nil {
		return nil, err
	}
	sheet := printing.Agenda(a, council.Name, publishedWords(a, by, clear), papers)
	sheet.Printed = r.Now.In(a.Meeting.Starts.Location())
	if d.Web != "" && !a.Draft() && reached(d.Web) {
		sheet.Address = fmt.Sprintf("%s/meetings/%d/agenda", d.Web, m.ID)
	}
	var b strings.Builder
	if err := print(&b, sheet); err != nil {
		return nil, fmt.Errorf("print an agenda: %w", err)
	}
	name := "agenda-" + a.Meeting.Starts.Format("2006-01-02") + "." + ending
	if a.Draft() {
		name = "draft-" + name
	}
	return card(ui.Heading{Text: agendaHeading(a)}, ui.Prose{Text: "I send you the file “" + name + "” in a direct message. Closed items stand in it by their titles alone, so that you can pass it on."},
		ui.File{Name: name, Type: media, Content: b.String()},
		ui.Buttons{Row: []ui.Button{{Label: "Open the agenda", Do: "agenda", Arg: ofMeeting("show", a.Meeting)}}}), nil
}

// namedPapers gives, for each item of an agenda, its papers as everybody may know
// of them: those that are out.
func (d *Desk) namedPapers(ctx context.Context, a council.Agenda) (func(council.Item) []printing.Paper, error) {
	papers, err := d.Store.PublishedPapers(ctx, a.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read the papers: %w", err)
	}
	packs, err := d.Store.Packs(ctx, a.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read the packs: %w", err)
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	names := map[council.MemberID]string{}
	for _, m := range members {
		names[m.ID] = m.Name
	}
	numbers, pages := council.NumberPapers(a, papers, packs), council.PackPages(packs)
	return func(item council.Item) []printing.Paper {
		var of []printing.Paper
		for _, p := range papers {
			if p.Item != item.ID || p.Closed != "" {
				continue
			}
			named := printing.Paper{Number: "Paper " + numbers[p.ID], Title: p.Stub()}
			if p.Public() {
				named.Title, named.Author, named.Page = p.Title, cmp.Or(names[p.Author], p.Writer), pages[p.ID]
				if reached(d.Web) {
					named.URL = fmt.Sprintf("%s/papers/%d/", d.Web, p.ID)
				}
			}
			of = append(of, named)
		}
		return of
	}, nil
}

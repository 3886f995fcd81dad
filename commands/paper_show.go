package commands

import (
	"context"
	"fmt"
	"io"
	"slices"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// paperShow shows one paper, by its number.
func (d *Desk) paperShow(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.paperPage(ctx, r, p)
}

// paperAgain shows a paper after a change, with lines on what was done.
func (d *Desk) paperAgain(ctx context.Context, r Request, id council.PaperID, done ...string) (ui.Reply, error) {
	p, err := d.Store.Paper(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read a paper: %w", err)
	}
	return d.paperPage(ctx, r, p, done...)
}

// paperPage is one paper as this person may see it: who may not change it sees
// the revision that is published and nothing of what may still change.
func (d *Desk) paperPage(ctx context.Context, r Request, p council.Paper, done ...string) (ui.Reply, error) {
	item, m, due, err := d.paperPlace(ctx, p)
	if err != nil {
		return nil, err
	}
	reader, err := d.paperReader(ctx, r, p)
	if err != nil {
		return nil, err
	}
	handles := d.mayChangePaper(r, p, item) == nil
	if !handles {
		if p, err = d.readersPaper(ctx, p); err != nil {
			return nil, err
		}
	}
	readable := p.Here() && (handles || p.ReadableBy(reader, r.Now))
	facts, err := d.paperFacts(ctx, p, item, m, due, readable)
	if err != nil {
		return nil, err
	}
	body := append(doneLines(done), ui.Heading{Text: p.Title}, facts)
	if handles {
		behind, err := d.paperBehind(ctx, p)
		if err != nil {
			return nil, err
		}
		body = append(body, behind...)
	}
	row, err := d.paperSteps(ctx, r, p, m, handles, readable)
	if err != nil {
		return nil, err
	}
	page := card(append(append(body, d.paperLink(p, readable)...), ui.Buttons{Row: row})...)
	if p.Public() {
		return shareable(page, "paper "+paperArg("show", p)), nil
	}
	return page, nil
}

// readersPaper is a paper as those see it who do not handle it: once it is
// published, the revision that is out.
func (d *Desk) readersPaper(ctx context.Context, p council.Paper) (council.Paper, error) {
	if p.Stage != council.PaperPublished {
		return p, nil
	}
	p, err := d.Store.PublishedPaper(ctx, p.ID)
	if err != nil {
		return p, fmt.Errorf("read a published paper: %w", err)
	}
	return p, nil
}

// paperFacts are what there is to know of a paper before it is opened.
func (d *Desk) paperFacts(ctx context.Context, p council.Paper, item council.Item, m council.Meeting, due council.Day, readable bool) (ui.Fields, error) {
	author, err := d.Store.Member(ctx, p.Author)
	if err != nil {
		return ui.Fields{}, fmt.Errorf("read a paper's author: %w", err)
	}
	pairs := []ui.Pair{{Name: "For", Value: itemName(item)}}
	if m.ID != 0 {
		pairs = append(pairs, ui.Pair{Name: "Meeting", Value: m.When()})
	}
	pairs = append(pairs, ui.Pair{Name: "Author", Value: p.AuthorName(author)}, ui.Pair{Name: "Purpose", Value: p.Purpose.Label()},
		ui.Pair{Name: "Marking", Value: p.Marking.Label()}, ui.Pair{Name: "How it stands", Value: p.StageLine()})
	if p.Owed() && m.ID != 0 {
		pairs = append(pairs, ui.Pair{Name: "Due", Value: "by the end of " + due.Long()})
	}
	if p.Closed != "" {
		pairs = append(pairs, ui.Pair{Name: "Its item is closed", Value: p.Closed})
	}
	if p.Late != "" {
		pairs = append(pairs, ui.Pair{Name: "Came after the agenda, because", Value: p.Late})
	}
	if readable && p.File.SHA != "" {
		pairs = append(pairs, ui.Pair{Name: "File", Value: fileWords(p.File)})
	}
	return ui.Fields{Pairs: pairs}, nil
}

// paperBehind is what those who handle a paper see beside: its revisions, what
// was found on reading it, and a file that could not be taken.
func (d *Desk) paperBehind(ctx context.Context, p council.Paper) ([]ui.Block, error) {
	revisions, err := d.Store.Revisions(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read a paper's revisions: %w", err)
	}
	list := ui.List{Lead: "Revisions"}
	for _, v := range revisions {
		list.Items = append(list.Items, revisionLine(v, p))
	}
	var body []ui.Block
	if len(list.Items) > 0 {
		body = append(body, list)
	}
	if p.Stage == council.PaperPublished && p.Out < p.Revision {
		body = append(body, ui.Prose{Text: fmt.Sprintf("Revision %d waits until the secretary publishes it. Until then readers have revision %d.", p.Revision, p.Out)})
	}
	uploads, err := d.Store.Uploads(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read a paper's uploads: %w", err)
	}
	if n := len(uploads); n > 0 {
		body = append(body, uploadWords(uploads[n-1])...)
	}
	reading, err := d.Store.Reading(ctx, p.File.SHA)
	if err != nil {
		return nil, fmt.Errorf("read what was found in a file: %w", err)
	}
	return append(body, readingBlocks(reading)...), nil
}

// revisionLine says a revision in one line.
func revisionLine(v council.PaperRevision, p council.Paper) string {
	what := v.Link
	if v.File.SHA != "" {
		what = fileWords(v.File)
	}
	line := fmt.Sprintf("%d, %s: %s", v.Number, v.At.Format("2 January 2006"), what)
	if v.Changed != "" {
		line += ". " + v.Changed
	}
	if v.Number == p.Out {
		line += " (published)"
	}
	return line
}

// readingBlocks say what was found on reading a paper's file.
func readingBlocks(g council.Reading) []ui.Block {
	switch {
	case g.State == council.Unreadable && len(g.Findings) == 0:
		return []ui.Block{ui.Prose{Lead: "Reading it:", Text: "The file could not be read, so it cannot be searched or checked. Please open it yourself to see that it is whole."}}
	case len(g.Findings) == 0:
		return nil
	}
	list := ui.List{Lead: "So that everybody can read it"}
	for _, f := range g.Findings {
		list.Items = append(list.Items, f.Say)
	}
	return []ui.Block{list}
}

// paperLink gives the address of a paper: its own on the web, where anybody may
// read it, or the link that it is.
func (d *Desk) paperLink(p council.Paper, readable bool) []ui.Block {
	var links []ui.Link
	if readable && p.Link != "" {
		links = append(links, ui.Link{Text: p.Link, URL: p.Link})
	}
	if p.Public() && d.Web != "" {
		links = append(links, ui.Link{Text: "This paper on the council's pages", URL: fmt.Sprintf("%s/papers/%d/", d.Web, p.ID)})
	}
	if len(links) == 0 {
		return nil
	}
	return []ui.Block{ui.Note{Text: "Read it:", Links: links}}
}

// paperSteps are what this person can do with a paper.
func (d *Desk) paperSteps(ctx context.Context, r Request, p council.Paper, m council.Meeting, handles, readable bool) ([]ui.Button, error) {
	row := d.readerButtons(p, m, handles, readable)
	if !handles {
		return row, nil
	}
	coming, err := d.Store.Coming(ctx)
	if err != nil {
		return nil, fmt.Errorf("read which files are on their way: %w", err)
	}
	return slices.Concat(row, handlerButtons(p, coming[p.ID]), d.officeButtons(r, p)), nil
}

// readerButtons are what a reader can do with a paper.
func (d *Desk) readerButtons(p council.Paper, m council.Meeting, handles, readable bool) []ui.Button {
	var row []ui.Button
	if readable && p.File.SHA != "" {
		row = append(row, ui.Button{Label: "Send me the file", Do: "paper", Arg: paperArg("get", p)})
	}
	if !handles && m.ID != 0 {
		row = append(row, ui.Button{Label: "All papers", Do: "paper", Arg: ofMeeting("list", m)})
	}
	return row
}

// handlerButtons are what those who handle a paper can do with it. coming says
// that a file is on its way from Slack.
func handlerButtons(p council.Paper, coming bool) []ui.Button {
	details := ui.Button{Label: "Change the details", Do: "paper", Arg: paperArg("edit", p)}
	switch {
	case coming:
		return []ui.Button{details, withdrawButton(p)}
	case p.Owed():
		return append(schedule.PaperButtons(p).Row, details)
	case p.Stage == council.PaperWithdrawn:
		return []ui.Button{{Label: "Hand it in after all", Do: "paper", Arg: paperArg("revise", p)}, details}
	case p.Stage == council.PaperReceived:
		return []ui.Button{{Label: "Hand in a new revision", Do: "paper", Arg: paperArg("revise", p)}, details, withdrawButton(p)}
	}
	return []ui.Button{{Label: "Hand in a new revision", Do: "paper", Arg: paperArg("revise", p)}, details}
}

// officeButtons are the secretary's.
func (d *Desk) officeButtons(r Request, p council.Paper) []ui.Button {
	var row []ui.Button
	if !d.holds(r, council.Secretary) {
		return row
	}
	if p.Owed() {
		row = append(row, ui.Button{Label: "Words for the author", Do: "paper", Arg: paperArg("words", p)})
	}
	if p.Stage == council.PaperReceived || p.Stage == council.PaperPublished && p.Out < p.Revision {
		row = append(row, ui.Button{Label: "Publish it", Do: "paper", Arg: paperArg("publish", p)})
	}
	return row
}

func withdrawButton(p council.Paper) ui.Button {
	return ui.Button{Label: "Take it back", Do: "paper", Arg: paperArg("withdraw", p), Sure: "The paper is then not taken at the meeting. You can hand it in again."}
}

// paperGet sends a paper's file to whoever may read it, in a direct message; of a
// link it gives the address.
func (d *Desk) paperGet(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	item, err := d.Store.Item(ctx, p.Item)
	if err != nil {
		return nil, fmt.Errorf("read the item of a paper: %w", err)
	}
	reader, err := d.paperReader(ctx, r, p)
	if err != nil {
		return nil, err
	}
	if d.mayChangePaper(r, p, item) != nil {
		if p, err = d.readersPaper(ctx, p); err != nil {
			return nil, err
		}
		if !p.ReadableBy(reader, r.Now) {
			return nil, &council.Problem{Say: "This paper is not out yet. You can open it when the agenda is published."}
		}
	}
	return d.paperFile(p)
}

func (d *Desk) paperFile(p council.Paper) (ui.Reply, error) {
	switch {
	case p.Revision == 0:
		return nil, &council.Problem{Say: "Nothing has come of this paper yet, so there is nothing to send."}
	case p.Link != "":
		return card(ui.Prose{Text: "“" + p.Title + "” is on the web."}, ui.Note{Text: "Read it:", Links: []ui.Link{{Text: p.Link, URL: p.Link}}}), nil
	}
	f, err := d.Store.OpenFile(p.File.SHA)
	if err != nil {
		return nil, fmt.Errorf("open a paper's file: %w", err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read a paper's file: %w", err)
	}
	return card(ui.Prose{Text: "I send you “" + p.Title + "” in a direct message. Its marking: " + p.Marking.Label() + "."},
		ui.File{Name: p.File.Name, Type: p.File.Type, Content: string(content)}), nil
}

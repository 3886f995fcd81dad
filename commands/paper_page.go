package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// paperHome is the person's next step with papers: what they owe, then what the
// next meeting has.
func (d *Desk) paperHome(ctx context.Context, r Request) (ui.Reply, error) {
	body, err := d.paperOwed(ctx, r)
	if err != nil {
		return nil, err
	}
	m, err := d.coming(ctx, r.Now)
	if err != nil {
		return nil, err
	}
	if m.ID == 0 {
		return card(append(body, ui.Heading{Text: "Papers"}, ui.Prose{Text: "No meeting is called, so there are no papers to come. When one is, its papers are here."},
			ui.Buttons{Row: d.paperWays(r, m)})...), nil
	}
	list, err := d.paperBlocks(ctx, r, m)
	if err != nil {
		return nil, err
	}
	return card(append(append(body, list...), ui.Buttons{Row: d.paperWays(r, m)})...), nil
}

// paperList shows the papers of one meeting, by the meeting's number or date.
func (d *Desk) paperList(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	list, err := d.paperBlocks(ctx, r, m)
	if err != nil {
		return nil, err
	}
	return shareable(card(append(list, ui.Buttons{Row: d.paperWays(r, m)})...), "paper "+ofMeeting("list", m)), nil
}

// paperWays are what a person can do from a list of papers.
func (d *Desk) paperWays(r Request, m council.Meeting) []ui.Button {
	var row []ui.Button
	if r.From.Present() {
		row = append(row, ui.Button{Label: "Attach a paper", Do: "paper", Arg: "attach", Style: ui.Primary}, ui.Button{Label: "My papers", Do: "paper", Arg: "mine"},
			ui.Button{Label: "Ask for a paper", Do: "paper", Arg: "ask"})
	}
	if m.ID != 0 {
		row = append(row, ui.Button{Label: "See the agenda", Do: "agenda", Arg: ofMeeting("show", m)})
	}
	return append(row, ui.Button{Label: "What I can ask", Do: "paper", Arg: "help"})
}

// paperBlocks are a meeting's papers as the person may see them; to the secretary
// with what is to be done for each.
func (d *Desk) paperBlocks(ctx context.Context, r Request, m council.Meeting) ([]ui.Block, error) {
	s, err := d.shelf(ctx, r, m)
	if err != nil {
		return nil, err
	}
	papers, stubs := d.seen(r, s)
	body := []ui.Block{ui.Heading{Text: "Papers: " + council.DayOf(m.Starts).Long()}}
	if d.holds(r, council.Secretary) && len(papers) > 0 && m.Open() {
		body = append(body, s.console()...)
	}
	var lines []string
	for _, p := range papers {
		lines = append(lines, s.line(p)+d.typedPaperName(p))
	}
	for _, item := range s.agenda.Items {
		for _, stub := range stubs[item.ID] {
			lines = append(lines, "Item "+item.Number+": "+lowerFirst(stub)+".")
		}
	}
	if len(lines) == 0 {
		return append(body, ui.Prose{Text: "There are no papers that you may see for the meeting on " + m.When() + " yet."}), nil
	}
	body = append(body, ui.List{Items: lines}, paperMenu(papers))
	if m.Open() {
		body = append(body, ui.Note{Text: "Papers are due by the end of " + s.due.Long() + "."})
	}
	return body, nil
}

// typedPaperName ends a line on a paper with what a person types to open it.
func (d *Desk) typedPaperName(p council.Paper) string {
	return fmt.Sprintf(" (%s).", d.slash(fmt.Sprintf("paper %d", p.ID)))
}

// paperMenu opens one of several papers.
func paperMenu(papers []council.Paper) ui.Block {
	menu := ui.Select{Label: "Open a paper", Do: "paper"}
	for _, p := range papers[:min(len(papers), 100)] {
		menu.Options = append(menu.Options, ui.Option{Label: clipped(p.Title), Arg: paperArg("show", p)})
	}
	if len(menu.Options) == 0 {
		return ui.Rule{}
	}
	return menu
}

// console is what the secretary sees above the papers: how many there are and
// will be, and whom to ask.
func (s *shelf) console() []ui.Block {
	var here, promised int
	var names []string
	var row []ui.Button
	for _, p := range s.papers {
		switch {
		case p.Here(), s.coming[p.ID]:
			here++
			continue
		case p.Stage == council.PaperPromised:
			promised++
		}
		names = append(names, s.author(p))
		row = append(row, ui.Button{Label: clipped("Words for " + s.author(p)), Do: "paper", Arg: paperArg("words", p)})
	}
	text := fmt.Sprintf("%d of %d here, %d promised.", here, len(s.papers), promised)
	if len(names) == 0 {
		return []ui.Block{ui.Prose{Lead: "For the secretary:", Text: text}}
	}
	text += " You can ask " + listed(distinct(names)) + ": the words are ready."
	return []ui.Block{ui.Prose{Lead: "For the secretary:", Text: text}, ui.Buttons{Row: row[:min(len(row), 10)]}}
}

// distinct gives words once each, in their order.
func distinct(words []string) []string {
	var once []string
	there := map[string]bool{}
	for _, w := range words {
		if !there[w] {
			there[w] = true
			once = append(once, w)
		}
	}
	return once
}

// paperOwed are the papers that the person still owes, each with its buttons.
func (d *Desk) paperOwed(ctx context.Context, r Request) ([]ui.Block, error) {
	if !r.From.Present() {
		return nil, nil
	}
	papers, err := d.Store.PapersBy(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read a member's papers: %w", err)
	}
	coming, err := d.Store.Coming(ctx)
	if err != nil {
		return nil, fmt.Errorf("read which files are on their way: %w", err)
	}
	var body []ui.Block
	for _, p := range papers {
		if !p.Owed() {
			continue
		}
		parts, err := d.owedParts(ctx, p, coming[p.ID])
		if err != nil {
			return nil, err
		}
		body = append(body, parts...)
	}
	if len(body) == 0 {
		return nil, nil
	}
	return append(append([]ui.Block{ui.Heading{Text: "Papers that you are asked for"}}, body...), ui.Rule{}), nil
}

// owedParts are one paper that is owed: what it is for, when it is due, and the
// four answers.
func (d *Desk) owedParts(ctx context.Context, p council.Paper, coming bool) ([]ui.Block, error) {
	item, m, due, err := d.paperPlace(ctx, p)
	if err != nil || !item.On() && item.State != council.ItemProposed {
		return nil, err
	}
	if coming {
		return []ui.Block{ui.Prose{Text: "“" + p.Title + "”: your file is on the way from Slack. I tell you when it is here."}}, nil
	}
	text := "“" + p.Title + "” for " + itemName(item) + ": " + p.StageLine() + "."
	if m.ID != 0 {
		text += " The meeting is on " + council.DayOf(m.Starts).Long() + ", papers are due by the end of " + due.Long() + "."
	}
	return []ui.Block{ui.Prose{Text: text}, schedule.PaperButtons(p)}, nil
}

// paperPlace gives a paper's item with its number, its meeting, and the day on
// which it is due.
func (d *Desk) paperPlace(ctx context.Context, p council.Paper) (item council.Item, m council.Meeting, due council.Day, err error) {
	if item, err = d.Store.Item(ctx, p.Item); err != nil {
		return item, m, due, fmt.Errorf("read the item of a paper: %w", err)
	}
	if p.Meeting == 0 {
		return item, m, due, nil
	}
	a, err := d.Store.Agenda(ctx, p.Meeting)
	if err != nil {
		return item, m, due, fmt.Errorf("read an agenda: %w", err)
	}
	if numbered, on := a.Item(item.ID); on {
		item = numbered
	}
	due, err = d.papersDue(ctx, a.Meeting)
	return item, a.Meeting, due, err
}

// paperMine lists what a member wrote or owes.
func (d *Desk) paperMine(ctx context.Context, r Request) (ui.Reply, error) {
	body, err := d.paperOwed(ctx, r)
	if err != nil {
		return nil, err
	}
	papers, err := d.Store.PapersBy(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read a member's papers: %w", err)
	}
	var lines []string
	var done []council.Paper
	for _, p := range papers {
		if !p.Owed() {
			done = append(done, p)
			lines = append(lines, "“"+p.Title+"”: "+p.StageLine()+d.typedPaperName(p))
		}
	}
	body = append(body, ui.Heading{Text: "Your papers"})
	if len(lines) == 0 {
		body = append(body, ui.Prose{Text: "You have handed in none yet. Attach one to an agenda item with the button below."})
	} else {
		body = append(body, ui.List{Items: lines}, paperMenu(done))
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "Attach a paper", Do: "paper", Arg: "attach", Style: ui.Primary}, {Label: "All papers", Do: "paper"}}})...), nil
}

// fileWords say what a file is: "desk.pdf, 240 KB".
func fileWords(f council.File) string {
	size := fmt.Sprintf("%.1f MB", float64(f.Size)/(1<<20))
	switch {
	case f.Size < 1<<10:
		size = countOf(int(f.Size), "byte")
	case f.Size < 1<<20:
		size = fmt.Sprintf("%d KB", f.Size>>10)
	}
	return strings.TrimSpace(f.Name) + ", " + size
}

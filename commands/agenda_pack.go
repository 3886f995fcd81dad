package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// agendaPack shows the pack of a meeting's papers and its supplements, gives one
// of them, or has the next one made: "pack", "pack #3", "pack #3 get 1", "pack #3
// make".
func (d *Desk) agendaPack(ctx context.Context, r Request) (ui.Reply, error) {
	m, text, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	if a.Draft() {
		return nil, &council.Problem{Say: "The agenda for the meeting on " + m.When() + " is not published yet. Its papers come together in one pack when it is."}
	}
	word, rest, _ := strings.Cut(strings.ToLower(text), " ")
	switch word {
	case "":
		return d.packPage(ctx, r, a)
	case "get":
		return d.packGet(ctx, r, a, rest)
	case "make":
		return d.packMake(ctx, r, a)
	}
	return nil, &council.Problem{Say: "I can show the pack, give it to you or make it. Try " + d.slash("agenda pack") + "."}
}

// packPage shows what there is, with lines on what was just done above it. What
// is being made, and what went wrong, the secretary alone is shown.
func (d *Desk) packPage(ctx context.Context, r Request, a council.Agenda, done ...string) (ui.Reply, error) {
	ready, err := d.Store.Public().Packs(ctx, a.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read the packs: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "Papers in one pack: " + council.DayOf(a.Meeting.Starts).Long()})
	var lines []string
	var row []ui.Button
	for _, p := range ready {
		lines = append(lines, packLine(p, a.Meeting))
		row = append(row, packButton(p, a.Meeting))
	}
	if len(ready) == 0 {
		body = append(body, ui.Prose{Text: "There is no pack to read at the moment. Look again in a few minutes, or ask the secretary."})
	} else {
		body = append(body, ui.List{Items: lines}, ui.Note{Text: "It holds what everybody may read. The numbers of its pages are the same in its contents, on screen and on paper."})
	}
	if d.holds(r, council.Secretary) {
		desk, more, err := d.packDesk(ctx, a)
		if err != nil {
			return nil, err
		}
		body, row = append(body, desk...), append(row, more...)
	}
	row = append(row, ui.Button{Label: "Agenda as a Word file", Do: "agenda", Arg: ofMeeting("word", a.Meeting)},
		ui.Button{Label: "Agenda as a web page", Do: "agenda", Arg: ofMeeting("html", a.Meeting)},
		ui.Button{Label: "Open the agenda", Do: "agenda", Arg: ofMeeting("show", a.Meeting)})
	return card(append(body, ui.Buttons{Row: row})...), nil
}

func packLine(p council.Pack, m council.Meeting) string {
	zone := m.Starts.Location()
	line := fmt.Sprintf("%s: %s, %s", p.Name(zone), countOf(p.Pages, "page"), countOf(len(p.Papers), "paper"))
	if p.Number == 0 {
		line += ", made on " + council.SayTime(p.Made.In(zone))
	}
	if p.Version > 1 {
		line += ". It was made anew, so its pages may have other numbers than before"
	}
	return line + "."
}

func packButton(p council.Pack, m council.Meeting) ui.Button {
	b := ui.Button{Label: "Get the pack", Do: "agenda", Arg: ofMeeting("pack", m) + fmt.Sprintf(" get %d", p.Number)}
	if p.Number > 0 {
		b.Label = fmt.Sprintf("Get supplement %d", p.Number)
	}
	return b
}

// packDesk is what the secretary sees beside what everybody sees: what is being
// made, what went wrong, and the next step.
func (d *Desk) packDesk(ctx context.Context, a council.Agenda) ([]ui.Block, []ui.Button, error) {
	packs, number, ok, err := d.nextPack(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	var body []ui.Block
	for _, p := range packs {
		name := p.Name(a.Meeting.Starts.Location())
		switch {
		case p.State == council.PackWanted:
			body = append(body, ui.Prose{Lead: name + ":", Text: "being made since " + p.Wanted.In(a.Meeting.Starts.Location()).Format("15:04") + ". I tell you when it is there."})
		case p.State == council.PackFailed:
			body = append(body, ui.Prose{Lead: name + " could not be made:", Text: p.Reason})
		case p.Number == number && ok:
			body = append(body, ui.Prose{Lead: name + ":", Text: "it tells of something that is not for everybody any more, so nobody is given it. Make it again."})
		case p.Reason != "":
			body = append(body, ui.Prose{Lead: name + ":", Text: p.Reason})
		}
	}
	if !ok {
		return body, nil, nil
	}
	make := ui.Button{Label: "Make the pack", Do: "agenda", Arg: ofMeeting("pack", a.Meeting) + " make", Style: ui.Primary}
	if number > 0 {
		make.Label = fmt.Sprintf("Make supplement %d", number)
		body = append(body, ui.Prose{Lead: "Your next step:", Text: fmt.Sprintf("papers have come since. Make supplement %d of them: the channel is told once, and the pages of the pack keep their numbers.", number)})
	}
	return body, []ui.Button{make}, nil
}

// nextPack gives a meeting's packs, and which is to be made next; ok is false when
// there is nothing to make.
func (d *Desk) nextPack(ctx context.Context, a council.Agenda) (packs []council.Pack, number int, ok bool, err error) {
	if packs, err = d.Store.Packs(ctx, a.Meeting.ID); err != nil {
		return nil, 0, false, fmt.Errorf("read the packs: %w", err)
	}
	papers, err := d.Store.PublishedPapers(ctx, a.Meeting.ID)
	if err != nil {
		return nil, 0, false, fmt.Errorf("read the papers: %w", err)
	}
	number, ok = council.NextPack(packs, a.Items, papers)
	return packs, number, ok, nil
}

// packMake has the next pack made.
func (d *Desk) packMake(ctx context.Context, r Request, a council.Agenda) (ui.Reply, error) {
	if !d.holds(r, council.Secretary) {
		return nil, forOthers(council.Secretary)
	}
	packs, number, ok, err := d.nextPack(ctx, a)
	switch {
	case err != nil:
		return nil, err
	case !ok && slices.ContainsFunc(packs, func(p council.Pack) bool { return p.State == council.PackWanted }):
		return d.packPage(ctx, r, a, "It is being made already.")
	case !ok:
		return d.packPage(ctx, r, a, "There is nothing to make: no paper has come since the last one.")
	}
	err = d.changeItems(ctx, r, "pack.wanted", aboutAgenda(a.Meeting.ID), func(tx *store.Tx) error {
		return tx.WantPack(a.Meeting.ID, number, r.From.ID)
	})
	if err != nil {
		return nil, err
	}
	d.wake()
	return d.packPage(ctx, r, a, "It is being made, which takes a minute or so. I tell you when it is there.")
}

// firstPack has a meeting's pack made, unless that was asked for before.
func firstPack(tx *store.Tx, id council.MeetingID, by council.MemberID) error {
	packs, err := tx.Packs(id)
	if err != nil || len(packs) > 0 {
		return err
	}
	return tx.WantPack(id, 0, by)
}

// wake has what was just asked for begun at once.
func (d *Desk) wake() {
	if d.Behind != nil {
		d.Behind()
	}
}

// packGet gives a pack: its address where people can reach the pages, else the
// file.
func (d *Desk) packGet(ctx context.Context, r Request, a council.Agenda, figures string) (ui.Reply, error) {
	number, err := strconv.Atoi(strings.TrimSpace("0" + figures))
	if err != nil {
		return nil, &council.Problem{Say: "“" + short(figures) + "” is no supplement's number. Look at the packs with " + d.slash("agenda pack "+fmt.Sprintf("#%d", a.Meeting.ID)) + "."}
	}
	f, p, err := d.Store.Public().OpenPack(ctx, a.Meeting.ID, number)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return d.packPage(ctx, r, a, "It is not there at the moment.")
	case err != nil:
		return nil, fmt.Errorf("open a pack: %w", err)
	}
	defer f.Close()
	body := []ui.Block{ui.Heading{Text: p.Name(a.Meeting.Starts.Location()) + ": " + council.DayOf(a.Meeting.Starts).Long()}, ui.Prose{Text: packLine(p, a.Meeting)}}
	if d.Web != "" {
		body = append(body, ui.Note{Text: "On the web:", Links: []ui.Link{{Text: "open the PDF", URL: d.Web + PackPath(a.Meeting.ID, number)}}})
	}
	if reached(d.Web) {
		return card(body...), nil
	}
	content, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read a pack: %w", err)
	}
	return card(append(body, ui.Prose{Text: "I send you the file in a direct message."},
		ui.File{Name: p.File.Name, Type: p.File.Type, Content: string(content)})...), nil
}

// PackPath is where a pack, number 0, or a supplement stands on the web pages.
func PackPath(id council.MeetingID, number int) string {
	if number == 0 {
		return fmt.Sprintf("/meetings/%d/pack.pdf", id)
	}
	return fmt.Sprintf("/meetings/%d/supplement-%d.pdf", id, number)
}

// reached reports whether people can reach the web pages from their own machines.
func reached(web string) bool {
	u, err := url.Parse(web)
	if err != nil || u.Hostname() == "" || u.Hostname() == "localhost" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return ip == nil || !ip.IsLoopback()
}

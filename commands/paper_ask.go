package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// paperAsk opens the form to ask an author for a paper, or asks as it says. The
// secretary asks for any item, a member for the items that they sponsor.
func (d *Desk) paperAsk(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form != nil {
		return d.paperAsked(ctx, r)
	}
	menu, item, err := d.itemMenu(ctx, r)
	if err != nil {
		return nil, err
	}
	if menu.Options, err = d.askable(ctx, r, menu.Options); err != nil {
		return nil, err
	}
	p := council.Paper{Purpose: cmp.Or(item.Purpose, council.ToDecide), Title: clippedTo(item.Title, 120)}
	body := append([]ui.Block{ui.Prose{Text: "The author is told in a direct message, with buttons to answer. For an author outside Slack you get the words to send."}, menu},
		paperInputs(p, "", "")...)
	return ui.Modal{Do: "paper", Arg: "ask", Title: "Ask for a paper", Submit: "Ask for it", Body: body}, nil
}

// askable leaves only the items that the person may ask for: for members, those
// that they sponsor. The error is a *council.Problem when there is none.
func (d *Desk) askable(ctx context.Context, r Request, options []ui.Option) ([]ui.Option, error) {
	if d.holds(r, council.Secretary) {
		return options, nil
	}
	own, err := d.Store.ItemsOf(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read a member's items: %w", err)
	}
	options = slices.DeleteFunc(options, func(o ui.Option) bool {
		return !slices.ContainsFunc(own, func(i council.Item) bool { return o.Arg == fmt.Sprintf("i%d", i.ID) })
	})
	if len(options) == 0 {
		return nil, &council.Problem{Say: "You sponsor no item on the next agendas. The secretary can ask for a paper on any item."}
	}
	return options, nil
}

// paperAsked keeps what is asked for, and asks the author.
func (d *Desk) paperAsked(ctx context.Context, r Request) (ui.Reply, error) {
	item, faults, err := d.typedItemOf(ctx, r)
	if faults != nil || err != nil {
		return firstReply(faults, nil), err
	}
	if !d.holds(r, council.Secretary) && item.Sponsor != r.From.ID {
		return ui.FieldErrors{"item": "Choose an item that you sponsor, or tell the secretary what you would like to read."}, nil
	}
	p, faults, err := d.typedPaper(ctx, r, council.Paper{Item: item.ID, Stage: council.PaperAsked})
	if faults != nil || err != nil {
		return firstReply(faults, nil), err
	}
	p.Meeting = item.Meeting
	if p.ID, err = d.askFor(ctx, r, p); err != nil {
		return nil, err
	}
	if p.ID == 0 { // the same form came a second time
		return d.paperHome(ctx, Request{From: r.From, Now: r.Now})
	}
	author, err := d.Store.Member(ctx, p.Author)
	if err != nil {
		return nil, fmt.Errorf("read a paper's author: %w", err)
	}
	if author.SlackID == "" {
		return d.wordsPage(ctx, r, p, "“"+p.Title+"” is noted as asked for. "+p.AuthorName(author)+" is not in Slack, so please send these words.")
	}
	return d.paperAgain(ctx, r, p.ID, "“"+p.Title+"” is noted as asked for, and "+author.Name+" is told.")
}

// askFor keeps that a paper is asked for, with the letter to its author, and gives
// its number; 0 when the request was handled before.
func (d *Desk) askFor(ctx context.Context, r Request, p council.Paper) (council.PaperID, error) {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "paper.asked", At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		id, err := tx.PutPaper(p)
		if err != nil {
			return err
		}
		tx.About(aboutPaper(id))
		p.ID = id
		if p.Author == r.From.ID {
			return nil
		}
		letter, err := d.askLetter(ctx, p, r.From)
		if err != nil {
			return err
		}
		return paperLetter(tx, p, "paper-asked", p.Author, letter)
	})
	if err != nil {
		return 0, fmt.Errorf("ask for a paper: %w", err)
	}
	return p.ID, nil
}

// askLetter asks an author in Slack for a paper.
func (d *Desk) askLetter(ctx context.Context, p council.Paper, from council.Member) (ui.Message, error) {
	item, m, due, err := d.paperPlace(ctx, p)
	if err != nil {
		return ui.Message{}, err
	}
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "Would you write a paper?"},
		ui.Prose{Text: fmt.Sprintf("%s asks you for a paper, “%s”, for %s.%s", cmp.Or(from.Name, "The secretary"), p.Title, itemName(item), paperDueWords(m, due))},
		ui.Prose{Text: "Give it a title and headings, and say in one sentence what you ask of the council. One press says how it stands:"},
		schedule.PaperButtons(p),
	}}, nil
}

// paperDueWords say when a paper is due and for which meeting.
func paperDueWords(m council.Meeting, due council.Day) string {
	if m.ID == 0 {
		return ""
	}
	return " Papers for the meeting on " + m.When() + " are due by the end of " + due.Long() + "."
}

// paperWords gives the secretary what to send to an author by e-mail.
func (d *Desk) paperWords(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.wordsPage(ctx, r, p)
}

func (d *Desk) wordsPage(ctx context.Context, r Request, p council.Paper, done ...string) (ui.Reply, error) {
	author, err := d.Store.Member(ctx, p.Author)
	if err != nil {
		return nil, fmt.Errorf("read a paper's author: %w", err)
	}
	item, m, due, err := d.paperPlace(ctx, p)
	if err != nil {
		return nil, err
	}
	body := doneLines(done)
	to := p.AuthorName(author)
	if d.holds(r, council.Secretary) {
		to += ": " + cmp.Or(author.Email, p.Email, "no e-mail address is kept")
	}
	body = append(body, ui.Heading{Text: "Words for the author"}, ui.Prose{Lead: "To:", Text: to}, ui.Prose{Lead: "Subject:", Text: "Paper for the council: " + p.Title},
		ui.Rule{}, ui.Prose{Text: askWords(p, item, m, due, p.AuthorName(author), r.From)}, ui.Rule{})
	var row []ui.Button
	if d.holds(r, council.Secretary) && author.SlackID != "" && p.Owed() && p.Chased < council.MostChasers {
		row = append(row, ui.Button{Label: clipped("Remind " + author.Name + " in Slack"), Do: "paper", Arg: paperArg("remind", p),
			Sure: "They are told once more in a direct message. Each author is reminded twice at most."})
	}
	row = append(row, ui.Button{Label: "Record the paper when it comes", Do: "paper", Arg: paperArg("revise", p), Style: ui.Primary}, ui.Button{Label: "See the paper", Do: "paper", Arg: paperArg("show", p)})
	return card(append(body, ui.Buttons{Row: row})...), nil
}

// askWords is a whole e-mail, to be pasted.
func askWords(p council.Paper, item council.Item, m council.Meeting, due council.Day, to string, from council.Member) string {
	lines := []string{"Dear " + to + ",\n", "We would be glad of a paper from you, “" + p.Title + "”, for " + itemName(item) + ".", strings.TrimSpace(paperDueWords(m, due)),
		"\nPlease answer this e-mail with one of these:",
		"• the paper itself, as a file with a title and headings",
		"• it is on track",
		"• the day on which it will come",
		"• it will not come\n",
		"Thank you.\n", from.Name}
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

// paperRemind reminds an author in Slack, at most as often as any author is
// reminded.
func (d *Desk) paperRemind(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePaper(ctx, r, "paper.reminded", p.ID, func(tx *store.Tx, p council.Paper) (council.Paper, error) {
		author, err := tx.Member(p.Author)
		switch {
		case err != nil:
			return p, err
		case !p.Owed():
			return p, &council.Problem{Say: "“" + p.Title + "” is " + string(p.Stage) + " already, so nobody is reminded of it."}
		case author.SlackID == "":
			return p, &council.Problem{Say: "This author is not in Slack. Send the words that " + d.slash(fmt.Sprintf("paper words %d", p.ID)) + " gives you."}
		case p.Chased >= council.MostChasers:
			return p, &council.Problem{Say: "The author was reminded twice, and is not reminded again by me. You can still write to them yourself."}
		}
		letter, err := d.remindLetter(ctx, p)
		if err != nil {
			return p, err
		}
		p.Chased++
		return p, paperLetter(tx, p, fmt.Sprintf("paper-reminder/%d", p.Chased), p.Author, letter)
	})
	if err != nil {
		return nil, err
	}
	return d.paperAgain(ctx, r, p.ID, "The author is reminded.")
}

func (d *Desk) remindLetter(ctx context.Context, p council.Paper) (ui.Message, error) {
	item, m, due, err := d.paperPlace(ctx, p)
	if err != nil {
		return ui.Message{}, err
	}
	return schedule.PapersAsked(m, due, []schedule.OwedPaper{{Paper: p, Item: item}}), nil
}

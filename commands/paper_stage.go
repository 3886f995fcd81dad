package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// paperTrack notes, in one tap, that a paper comes when it is due.
func (d *Desk) paperTrack(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePaper(ctx, r, "paper.promised", p.ID, func(_ *store.Tx, p council.Paper) (council.Paper, error) { return p.OnTrack() })
	if err != nil {
		return nil, err
	}
	return d.paperAgain(ctx, r, p.ID, "Thank you. It is noted that “"+p.Title+"” is on track.")
}

// paperUntil notes on which later day a paper comes: by the form, or by a day
// after the paper's number.
func (d *Desk) paperUntil(ctx context.Context, r Request) (ui.Reply, error) {
	p, text, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if text == "" && r.Form == nil {
		return untilForm(p, r), nil
	}
	day, err := typedDay(r, text)
	if err == nil {
		err = d.changePaper(ctx, r, "paper.promised", p.ID, func(tx *store.Tx, p council.Paper) (council.Paper, error) {
			a, err := tx.Agenda(p.Meeting)
			if err != nil {
				return p, err
			}
			return p.LateUntil(day, council.DayOf(r.Now), a.Meeting)
		})
	}
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.paperAgain(ctx, r, p.ID, "Thank you. The secretary and the chair see that “"+p.Title+"” comes on "+day.Long()+".")
}

func untilForm(p council.Paper, r Request) ui.Modal {
	value := council.DayOf(r.Now).Add(3).String()
	if !p.Until.IsZero() {
		value = p.Until.String()
	}
	return ui.Modal{Do: "paper", Arg: paperArg("until", p), Title: "When will it come?", Submit: "Note the day", Body: []ui.Block{
		ui.Prose{Text: "“" + p.Title + "” can come later than the others. The secretary and the chair see the day; nobody else is told."},
		ui.Input{Name: "until", Label: "The paper comes on", Kind: ui.Date, Value: value},
	}}
}

// typedDay reads the day out of the form or the words. The error is a
// *council.Problem.
func typedDay(r Request, text string) (council.Day, error) {
	if r.Form != nil {
		day, err := council.ParseDay(r.Form["until"])
		if err != nil {
			return day, &council.Problem{Field: "until", Say: "Choose the day on which the paper comes."}
		}
		return day, nil
	}
	typed, err := council.ParseMoment(strings.TrimPrefix(text, "until "), r.Now)
	return typed.Day, err
}

// paperWithdraw takes a paper back, and tells the secretary and the item's
// sponsor. A file that was on its way is not taken any more.
func (d *Desk) paperWithdraw(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePaper(ctx, r, "paper.withdrawn", p.ID, func(tx *store.Tx, p council.Paper) (council.Paper, error) {
		p, err := p.Withdraw()
		if err != nil {
			return p, err
		}
		if err := tx.DropUploads(p.ID); err != nil {
			return p, err
		}
		return p, d.tellWithdrawn(tx, r, post, p)
	})
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "“" + p.Title + "” is withdrawn, and the secretary is told. You can hand it in after all, if that changes."},
		ui.Buttons{Row: []ui.Button{{Label: "Papers", Do: "paper"}, {Label: "Hand it in after all", Do: "paper", Arg: paperArg("revise", p)}}}), nil
}

func (d *Desk) tellWithdrawn(tx *store.Tx, r Request, post *postRoom, p council.Paper) error {
	item, err := tx.Item(p.Item)
	if err != nil {
		return err
	}
	told := map[council.MemberID]bool{r.From.ID: true}
	for _, who := range append(council.Officers(post.members, council.Secretary, r.Now), post.member(item.Sponsor)) {
		if told[who.ID] {
			continue
		}
		told[who.ID] = true
		if err := paperLetter(tx, p, "paper-withdrawn/"+tx.At().UTC().Format("20060102150405"), who.ID, ui.Message{Body: []ui.Block{
			ui.Heading{Text: "A paper is withdrawn"},
			ui.Prose{Text: fmt.Sprintf("“%s” for %s does not come.", p.Title, itemName(item))},
			ui.Buttons{Row: []ui.Button{{Label: "See the paper", Do: "paper", Arg: paperArg("show", p)}, {Label: "Ask for another", Do: "paper", Arg: itemArg("ask", item)}}},
		}}); err != nil {
			return err
		}
	}
	return nil
}

// paperEdit gives the form of a paper's details, or keeps what it says.
func (d *Desk) paperEdit(ctx context.Context, r Request) (ui.Reply, error) {
	p, err := d.paperToChange(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Form == nil {
		author, err := d.Store.Member(ctx, p.Author)
		if err != nil {
			return nil, fmt.Errorf("read a paper's author: %w", err)
		}
		guest := p.Writer
		if p.Author != 0 {
			guest = outsideName(author)
		}
		return ui.Modal{Do: "paper", Arg: paperArg("edit", p), Title: "Change the details", Submit: "Keep it", Body: paperInputs(p, author.SlackID, guest, markingInput(p))}, nil
	}
	typed, faults, err := d.typedPaper(ctx, r, p)
	if faults != nil || err != nil {
		return firstReply(faults, nil), err
	}
	err = d.changePaper(ctx, r, "paper.changed", p.ID, func(_ *store.Tx, p council.Paper) (council.Paper, error) {
		p.Title, p.Author, p.Writer, p.Email, p.Purpose, p.Marking = typed.Title, typed.Author, typed.Writer, typed.Email, typed.Purpose, typed.Marking
		return p, nil
	})
	if err != nil {
		return nil, err
	}
	return d.paperAgain(ctx, r, p.ID, "The details are changed.")
}

// paperPublish puts out a paper, or a revision, that came after the agenda. For a
// paper that was not out before, the chair's reason is asked for.
func (d *Desk) paperPublish(ctx context.Context, r Request) (ui.Reply, error) {
	p, reason, err := d.paperOf(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := d.Store.Agenda(ctx, p.Meeting)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	if a.Draft() {
		return nil, &council.Problem{Say: "The agenda is not out yet. Its papers are published with it, with " + d.slash("agenda "+ofMeeting("post", a.Meeting)) + "."}
	}
	reason = strings.TrimPrefix(strings.TrimSpace(reason), "because ")
	if r.Form != nil {
		reason = strings.Join(strings.Fields(r.Form["late"]), " ")
	}
	if p.Stage == council.PaperReceived && reason == "" {
		return latePaperForm(p), nil
	}
	err = d.changePaper(ctx, r, "paper.published", p.ID, func(_ *store.Tx, p council.Paper) (council.Paper, error) { return p.Publish(r.Now, reason) })
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.paperAgain(ctx, r, p.ID, "“"+p.Title+"” is published, for those whom its marking lets see it.")
}

func latePaperForm(p council.Paper) ui.Modal {
	return ui.Modal{Do: "paper", Arg: paperArg("publish", p), Title: "Publish a paper", Submit: "Publish it", Body: []ui.Block{
		ui.Prose{Text: "The agenda is out already, so that “" + p.Title + "” follows it. A reason stands beside it, in the chair's words."},
		ui.Input{Name: "late", Label: "Why does it come after the agenda?", Hint: "Whoever may see the paper reads this.", Kind: ui.Line, Max: 300},
	}}
}

// publishPapers puts out, with its agenda, every paper of a meeting that is here
// and marked.
func publishPapers(tx *store.Tx, id council.MeetingID) error {
	papers, err := tx.Papers(id)
	if err != nil {
		return err
	}
	for _, p := range papers {
		if p.Stage != council.PaperReceived || p.Marking == "" {
			continue
		}
		if p, err = p.Publish(tx.At(), ""); err != nil {
			return err
		}
		if _, err := tx.PutPaper(p); err != nil {
			return err
		}
	}
	return nil
}

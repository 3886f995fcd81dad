package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// paperVerbs is all that /paper does, in the order in which help shows it. A
// paper is named by its own number, 12; a meeting as #3.
func (d *Desk) paperVerbs() []verb {
	return []verb{
		{"list", "#3", "The papers of a meeting, and how far each has come", council.Anyone, d.paperList},
		{"show", "12", "One paper, with all its revisions", council.Anyone, d.paperShow},
		{"get", "12", "Have a paper's file sent to you", council.Anyone, d.paperGet},
		{"mine", "", "The papers that you wrote or owe", council.Seated, d.paperMine},
		{"attach", "7 https://body.example/desk TLP:CLEAR One desk", "Attach a file or a link to an agenda item", council.Seated, d.paperAttach},
		{"revise", "12", "Hand a paper in, or a new revision of it", council.Seated, d.paperRevise},
		{"track", "12", "Say that your paper comes when it is due", council.Seated, d.paperTrack},
		{"until", "12 3 June", "Say on which later day your paper comes", council.Seated, d.paperUntil},
		{"withdraw", "12", "Say that a paper will not come, or take it back", council.Seated, d.paperWithdraw},
		{"edit", "12", "Change a paper's title, author, purpose or marking", council.Seated, d.paperEdit},
		{"ask", "7", "Ask an author for a paper", council.Seated, d.paperAsk},
		{"words", "12", "Words to send to an author outside Slack", council.Secretary, d.paperWords},
		{"remind", "12", "Remind an author in Slack, twice at most", council.Secretary, d.paperRemind},
		{"publish", "12", "Publish a paper that came after the agenda went out", council.Secretary, d.paperPublish},
	}
}

// Paper answers /paper and every button and form of a paper.
func (d *Desk) Paper(ctx context.Context, r Request) (ui.Reply, error) {
	if strings.EqualFold(r.Text, "next") {
		r.Text = ""
	}
	return d.runCommand(ctx, r, "paper", d.paperVerbs(), d.paperHome, d.paperElse)
}

// paperElse answers what begins with none of the verbs: a paper by its number, or
// a meeting.
func (d *Desk) paperElse(ctx context.Context, r Request) (ui.Reply, error) {
	if _, err := strconv.Atoi(r.Text); err == nil {
		return d.paperShow(ctx, r)
	}
	return d.paperList(ctx, r)
}

// paperOf finds the paper that a text begins with, and gives what is left of the
// text. A paper that the person may not see is as one that is not there. The error
// is a *council.Problem when there is none.
func (d *Desk) paperOf(ctx context.Context, r Request) (council.Paper, string, error) {
	none := &council.Problem{Say: "There is no such paper that you may see. Look at the papers with " + d.slash("paper") + "."}
	first, rest, _ := strings.Cut(r.Text, " ")
	id, err := strconv.ParseInt(strings.TrimPrefix(strings.ToLower(first), "p"), 10, 64)
	if err != nil {
		return council.Paper{}, "", none
	}
	p, err := d.Store.Paper(ctx, council.PaperID(id))
	if err != nil {
		return p, "", fmt.Errorf("read a paper: %w", err)
	}
	if p.ID == 0 {
		return p, "", none
	}
	reader, err := d.paperReader(ctx, r, p)
	if err != nil {
		return p, "", err
	}
	if !d.seesPaper(r, p, reader) {
		return council.Paper{}, "", none
	}
	return p, strings.TrimSpace(rest), nil
}

// paperReader is the person as a reader of a paper: with the sponsor of its item,
// and the meetings to which the person comes as a deputy.
func (d *Desk) paperReader(ctx context.Context, r Request, p council.Paper) (council.Reader, error) {
	reader := council.Reader{Member: r.From}
	item, err := d.Store.Item(ctx, p.Item)
	if err != nil {
		return reader, fmt.Errorf("read the item of a paper: %w", err)
	}
	reader.Sponsor = item.Sponsor
	reader.Deputy, err = d.deputyAt(ctx, r, p.Meeting)
	return reader, err
}

// deputyAt gives the meeting again, when the person comes to it in a member's
// place and the deputy's pass has not ended.
func (d *Desk) deputyAt(ctx context.Context, r Request, id council.MeetingID) ([]council.MeetingID, error) {
	if r.From.Present() || r.From.SlackID == "" || id == 0 {
		return nil, nil
	}
	m, err := d.Store.Meeting(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read a meeting: %w", err)
	}
	replies, err := d.Store.Replies(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read the replies to a meeting: %w", err)
	}
	if len(inPlaceOf(replies, r.From.SlackID)) == 0 || !r.Now.Before(m.PassEnds()) {
		return nil, nil
	}
	return []council.MeetingID{id}, nil
}

// seesPaper reports whether the person may see a paper; see council.Paper.OpenTo.
func (d *Desk) seesPaper(r Request, p council.Paper, reader council.Reader) bool {
	return d.holds(r, council.Secretary) || p.OpenTo(reader, r.Now)
}

// mayChangePaper says why the person may not change a paper, or nil. The error is
// a *council.Problem.
func (d *Desk) mayChangePaper(r Request, p council.Paper, item council.Item) error {
	if d.holds(r, council.Secretary) || p.MayChange(r.From, item, r.Now) {
		return nil
	}
	return &council.Problem{Say: "Only its author, the sponsor of its item and the secretary change a paper. Tell one of them what should be different."}
}

// paperToChange finds the paper that a text begins with, for a change that this
// person may make to it. The error is a *council.Problem when there is none.
func (d *Desk) paperToChange(ctx context.Context, r Request) (council.Paper, error) {
	p, _, err := d.paperOf(ctx, r)
	if err != nil {
		return p, err
	}
	item, err := d.Store.Item(ctx, p.Item)
	if err != nil {
		return p, fmt.Errorf("read the item of a paper: %w", err)
	}
	return p, d.mayChangePaper(r, p, item)
}

// changePaper makes one change to a paper as it is at that moment, if the person
// may. What the channel is shown of it changes with it.
func (d *Desk) changePaper(ctx context.Context, r Request, did string, id council.PaperID, rule func(*store.Tx, council.Paper) (council.Paper, error)) error {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, About: aboutPaper(id), At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		p, err := tx.Paper(id)
		if err != nil {
			return err
		}
		item, err := tx.Item(p.Item)
		if err != nil {
			return err
		}
		if err := d.mayChangePaper(r, p, item); err != nil {
			return err
		}
		if p, err = rule(tx, p); err != nil {
			return err
		}
		if _, err := tx.PutPaper(p); err != nil {
			return err
		}
		return d.repostFor(ctx, tx, p)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

// repostFor writes the post of a paper's agenda anew, if there is one.
func (d *Desk) repostFor(ctx context.Context, tx *store.Tx, p council.Paper) error {
	a, err := tx.Agenda(p.Meeting)
	if err != nil || a.Meeting.ID == 0 {
		return err
	}
	return d.repost(ctx, tx, a)
}

func aboutPaper(id council.PaperID) string { return fmt.Sprintf("paper/%d", id) }

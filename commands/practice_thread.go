package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// SharePractice keeps a message, or the thread that it stands in, as a draft of
// the person's own. Their own words go into it; what others wrote is kept beside
// it until each has said whether they may be quoted.
func (d *Desk) SharePractice(ctx context.Context, r Request) (ui.Reply, error) {
	said := r.Message.Said
	if len(said) == 0 {
		said = []Said{{Account: r.Message.Account, Author: r.Message.Author, Text: r.Message.Text}}
	}
	place := r.Message.TS
	if r.Message.Thread != "" {
		place = r.Message.Thread
	}
	p := council.Practice{State: council.PracticeDraft, Owner: r.From.ID, Organisation: r.From.Organisation, Sector: r.From.Sector,
		Review: council.DayOf(r.Now).Add(council.ReviewAfter), Did: ownWords(r.From.SlackID, said)}
	before := false
	_, err := d.Store.Change(ctx, store.Change{Key: r.Key, At: r.Now}, func(tx *store.Tx) error {
		token := fmt.Sprintf("thread %d %s %s", r.From.ID, r.Message.Channel, place)
		was, err := tx.PracticeTyped(token)
		if err != nil || was.ID != 0 {
			p, before = was, true
			return err
		}
		if p.ID, err = tx.AddPractice(p, token, 0); err != nil {
			return err
		}
		return keepQuotes(tx, p.ID, r.From.SlackID, said)
	})
	if err != nil {
		return nil, fmt.Errorf("keep a thread as a draft: %w", err)
	}
	say := "Kept as a draft that only you see. Give it a title, say what the problem was and what came of it, then send it to the librarian."
	if before {
		say = "You have kept this thread before; here is what became of it."
	}
	return d.practicePage(ctx, r, p.ID, r.Message.Unread, say)
}

// ownWords joins what a person wrote in a thread, as far as it fits.
func ownWords(account string, said []Said) string {
	var own []string
	for _, s := range said {
		if s.Account == account {
			own = append(own, s.Text)
		}
	}
	return clippedTo(strings.Join(own, "\n\n"), 3000)
}

// keepQuotes keeps what others than its author wrote in a thread, not agreed to
// yet: all that one person wrote is one quote, so that each is asked once.
func keepQuotes(tx *store.Tx, id council.PracticeID, author string, said []Said) error {
	var quotes []council.Quote
	for _, s := range said {
		if s.Account == author || s.Account == "" {
			continue
		}
		i := slices.IndexFunc(quotes, func(q council.Quote) bool { return q.SlackID == s.Account })
		if i < 0 {
			quotes = append(quotes, council.Quote{Practice: id, Member: s.Author.ID, SlackID: s.Account, Name: s.Author.Name, Words: s.Text})
			continue
		}
		quotes[i].Words += "\n" + s.Text
	}
	for _, q := range quotes {
		q.Words = clippedTo(q.Words, 3000)
		if _, err := tx.AddQuote(q); err != nil {
			return err
		}
	}
	return nil
}

// practiceAsk asks everybody who is quoted in a draft and has not been asked
// whether they may be.
func (d *Desk) practiceAsk(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if p.Owner != r.From.ID {
		return nil, &council.Problem{Say: "Only whoever saved the thread asks those quoted in it. Nobody was asked."}
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	asked := 0
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "practice.asked", About: aboutPractice(p.ID), At: r.Now}
	_, err = d.Store.Change(ctx, change, func(tx *store.Tx) error {
		quotes, err := tx.Quotes(p.ID)
		for _, q := range quotes {
			if err != nil || q.Answer != council.QuoteWaiting {
				continue
			}
			var fresh bool
			if fresh, err = post.askToQuote(tx, p, q); fresh {
				asked++
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ask those who are quoted: %w", err)
	}
	say := "Asked: " + countOf(asked, "direct message") + " with a button for yes and for no. Until somebody says yes, others do not see their words; you need not wait for them."
	if asked == 0 {
		say = "Everybody was asked before. Who does not answer is left out."
	}
	return d.practicePage(ctx, r, p.ID, say)
}

// askToQuote asks a person, once, whether they may be quoted. It comes within
// their hours; somebody without a seat is asked in Slack all the same.
func (p *postRoom) askToQuote(tx *store.Tx, practice council.Practice, q council.Quote) (fresh bool, err error) {
	text, err := ui.Encode(quoteLetter(p.from, practice.Title, q))
	if err != nil {
		return false, err
	}
	to := council.Addressee{Member: q.Member}
	if q.Member == 0 {
		to.Channel = q.SlackID
	}
	preference := p.house.Of(p.asked[q.Member])
	return tx.Deliver(store.Delivery{Key: fmt.Sprintf("practice-quote/%d", q.ID), Job: "practice-quote", To: to, Message: text, Due: tx.At(), After: preference.Earliest(p.now)})
}

// ownQuotes are what others wrote in a thread that this person saved: shown to
// them alone, who has read the thread, with how each stands.
func (d *Desk) ownQuotes(r Request, p council.Practice, quotes []council.Quote) []ui.Block {
	if p.Owner != r.From.ID || !r.From.Present() || len(quotes) == 0 {
		return nil
	}
	var items []string
	waiting := false
	for _, q := range quotes {
		name := q.Name
		if name == "" {
			name = "somebody without a seat"
		}
		items = append(items, name+": “"+clippedTo(q.Words, 200)+"” "+quoteStandsNow[q.Answer])
		waiting = waiting || q.Answer == council.QuoteWaiting
	}
	body := []ui.Block{ui.List{Lead: "From the thread, for your eyes", Items: items}}
	if waiting {
		body = append(body, ui.Buttons{Row: []ui.Button{{Label: "Ask them whether they may be quoted", Do: "practice", Arg: practiceArg("ask", p), Style: ui.Primary}}},
			ui.Note{Text: "Each is asked once, in a direct message. Please write what is above in your own words, or wait for their yes: do not copy it into the text."})
	}
	return body
}

var quoteStandsNow = map[council.QuoteAnswer]string{
	council.QuoteWaiting: "(no answer: left out)", council.QuoteNamed: "(yes, with the name)", council.QuoteNameless: "(yes, without the name)", council.QuoteNo: "(no: left out)",
}

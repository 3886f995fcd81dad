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

// quoteAnswers are the words of the buttons by which a person says whether they
// may be quoted.
var quoteAnswers = map[string]council.QuoteAnswer{"named": council.QuoteNamed, "nameless": council.QuoteNameless, "no": council.QuoteNo}

// practiceQuote takes a person's answer to whether they may be quoted. It may be
// changed at any time.
func (d *Desk) practiceQuote(ctx context.Context, r Request) (ui.Reply, error) {
	number, word, _ := strings.Cut(r.Text, " ")
	id, err := strconv.ParseInt(number, 10, 64)
	answer, known := quoteAnswers[word]
	if err != nil || !known {
		return nil, &council.Problem{Say: "Press one of the buttons of the message that asks whether you may be quoted. Your practices, and where you are quoted: " + d.slash("practice mine") + "."}
	}
	q, err := d.Store.Quote(ctx, council.QuoteID(id))
	if err != nil {
		return nil, fmt.Errorf("read a quote: %w", err)
	}
	if q.ID == 0 || r.From.SlackID == "" || q.SlackID != r.From.SlackID {
		return nil, &council.Problem{Say: "Those words are not there any more, or they are not yours, so nothing was changed."}
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "practice.quoted", About: aboutPractice(q.Practice), At: r.Now}
	if _, err := d.Store.Change(ctx, change, func(tx *store.Tx) error { return tx.AnswerQuote(q.ID, answer) }); err != nil {
		return nil, fmt.Errorf("keep whether somebody may be quoted: %w", err)
	}
	return card(ui.Prose{Text: quoteDone[answer]}, ui.Note{Text: council.QuoteWording[answer]}, quoteButtons(q)), nil
}

var quoteDone = map[council.QuoteAnswer]string{
	council.QuoteNamed:    "Thank you. Your words may stand in the library with your name.",
	council.QuoteNameless: "Thank you. Your words may stand in the library without your name.",
	council.QuoteNo:       "Thank you. Your words are left out.",
}

func quoteButtons(q council.Quote) ui.Buttons {
	return ui.Buttons{Row: []ui.Button{
		{Label: "Yes, quote me", Do: "practice", Arg: fmt.Sprintf("quote %d named", q.ID)},
		{Label: "Yes, without my name", Do: "practice", Arg: fmt.Sprintf("quote %d nameless", q.ID)},
		{Label: "No, leave it out", Do: "practice", Arg: fmt.Sprintf("quote %d no", q.ID)},
	}}
}

// quoteLetter asks a person whether they may be quoted.
func quoteLetter(from council.Member, title string, q council.Quote) ui.Message {
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "May you be quoted?"},
		ui.Prose{Text: from.Name + " saves a thread as a draft for the council's practice library" + titled(title) + ". In it you wrote:"},
		ui.Prose{Text: "“" + q.Words + "”"},
		ui.Prose{Text: "Nobody else sees these words in the library unless you say yes. If you do not answer, they are left out."},
		quoteButtons(q),
		ui.Note{Text: "By “Yes, quote me” you say: " + council.QuoteWording[council.QuoteNamed]},
	}}
}

func titled(title string) string {
	if title == "" {
		return ""
	}
	return ", “" + title + "”"
}

// quotedLines list where a person is quoted, each with the ways to change the
// answer.
func (d *Desk) quotedLines(ctx context.Context, r Request) ([]ui.Block, error) {
	quotes, err := d.Store.QuotesOf(ctx, r.From.SlackID)
	if err != nil {
		return nil, fmt.Errorf("read where somebody is quoted: %w", err)
	}
	var body []ui.Block
	for _, q := range quotes[:min(5, len(quotes))] {
		body = append(body, ui.Prose{Text: "“" + clippedTo(q.Words, 200) + "” " + quoteStands[q.Answer]}, quoteButtons(q))
	}
	if body == nil {
		return nil, nil
	}
	return append([]ui.Block{ui.Heading{Text: "Where you are quoted"}}, body...), nil
}

var quoteStands = map[council.QuoteAnswer]string{
	council.QuoteWaiting: "(you have not answered, so it is left out)", council.QuoteNamed: "(with your name)",
	council.QuoteNameless: "(without your name)", council.QuoteNo: "(left out)",
}

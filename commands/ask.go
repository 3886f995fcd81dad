package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// maxAsked is how long a question may be to be asked once more by a button,
// which holds 2,000 characters.
const maxAsked = 1800

// Ask answers /ask: a question in anybody's own words. "read" and an entry's id
// opens the entry; "search:" looks through the whole record; "everybody:" puts the
// question to people instead.
func (d *Desk) Ask(ctx context.Context, r Request) (ui.Reply, error) {
	if words, search := searchWords(r.Text); search {
		return d.search(ctx, r, words)
	}
	verb, rest, _ := strings.Cut(r.Text, " ")
	switch strings.ToLower(verb) {
	case "":
		return d.askBare(), nil
	case "read":
		if d.Library.Entry(rest) != nil || !strings.Contains(rest, " ") && strings.Contains(rest, "-") {
			return d.read(ctx, r, rest)
		}
	case "help":
		if rest == "" {
			return d.verbHelp(r, "ask", append(d.askVerbs(), d.questionVerbs()...)), nil
		}
	case "questions", "answers":
		if rest == "" && d.holds(r, council.Librarian) {
			return d.runVerb(ctx, r, d.questionVerbs(), d.questionList)
		}
	case "candidate:", "answer:", "aside:", "again:", "retire:":
		return d.runVerb(ctx, r, d.questionVerbs(), d.questionList)
	case "everybody:":
		return d.putForm(ctx, r, rest)
	case "forget:":
		return d.forget(ctx, r, rest)
	}
	return d.answer(ctx, r, r)
}

// askVerbs are what /ask does beside answering. They are no words of a question:
// a colon ends them, or nothing follows.
func (d *Desk) askVerbs() []verb {
	return []verb{
		{"who should sign off our plans", "", "A question in your own words", council.Anyone, d.Ask},
		{"read", "it-budget", "An entry of the council's guidance", council.Anyone, d.Ask},
		{"search:", "shared desk kind:decision since 2026", "One search over everything that you may see", council.Anyone, d.Ask},
		{"everybody:", "who shares a service desk", "Put a question to the council or to a member", council.Seated, d.Ask},
	}
}

// searchWords gives what a text looks for that begins with "search:".
func searchWords(text string) (words string, search bool) {
	verb, words, search := strings.Cut(strings.TrimSpace(text), ":")
	verb = strings.ToLower(verb)
	return strings.TrimSpace(words), search && (verb == "search" || verb == "everything")
}

// Mentioned answers a message that was written to the bot, as [Desk.Ask] does a
// question and a search. The answer stands where the message does, for whoever
// reads there: in a channel as anybody may see it, in a direct message as the
// person may. What is tagged for the record is captured.
func (d *Desk) Mentioned(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Message != nil {
		if lines := council.TaggedLines(r.Message.Text); len(lines) > 0 {
			return d.said(ctx, r, lines)
		}
		if len(r.Message.Files) > 0 {
			return fileInMessage(), nil
		}
	}
	if strings.TrimSpace(r.Text) == "" {
		return d.askBare(), nil
	}
	reader := r
	if !strings.HasPrefix(r.Channel, directMessage) {
		reader = Request{Text: r.Text, Now: r.Now}
	}
	var m ui.Message
	var err error
	if words, search := searchWords(r.Text); search {
		m, err = d.searchPage(ctx, reader, words)
	} else {
		m, err = d.answer(ctx, r, reader)
	}
	m.Body = forAll(m.Body)
	return m, err
}

// directMessage begins Slack's id of a direct message between two.
const directMessage = "D"

// fileInMessage says how a file that was sent in a message becomes a paper: which
// one, and who may see it, is for its sender to say.
func fileInMessage() ui.Message {
	return ui.Message{Body: []ui.Block{
		ui.Prose{Text: "I keep no file by itself. To hand this one in as a paper, point at your message, open its menu (the three dots), and choose “Attach to an item”. You then say which item it is for and who may see it."},
		ui.Buttons{Row: []ui.Button{{Label: "My papers", Do: "paper", Arg: "mine"}}},
	}}
}

// askBare says what can be asked, and offers the form.
func (d *Desk) askBare() ui.Message {
	var row []ui.Button
	for _, e := range []string{"Who should sign off our plans?", "What is the difference between a CIO and a CTO?", "How do I tell my staff about changes?"} {
		row = append(row, ui.Button{Label: e, Do: "ask", Arg: e})
	}
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "Ask a question"},
		ui.Prose{Text: "Ask in your own words, as in " + d.slash("ask who should sign off our plans") + ". The answer is quoted from the council's sources, with their dates. If they hold none, I say so."},
		ui.Buttons{Row: append(row, ui.Button{Label: "Write a question", Do: "asking", Style: ui.Primary})},
	}}
}

// AskForm opens the form in which a question is written.
func (d *Desk) AskForm(context.Context, Request) (ui.Reply, error) {
	return ui.Modal{Do: "asked", Title: "Ask a question", Submit: "Ask", Body: []ui.Block{
		ui.Input{Name: "question", Label: "Your question, in your own words", Kind: ui.Text, Max: maxAsked},
	}}, nil
}

// Asked answers the form's question.
func (d *Desk) Asked(ctx context.Context, r Request) (ui.Reply, error) {
	r.Text = strings.Join(strings.Fields(r.Form["question"]), " ")
	if r.Text == "" {
		return ui.FieldErrors{"question": "Write your question here."}, nil
	}
	return d.answer(ctx, r, r)
}

// answer quotes what the council itself has said on a question, as far as reader
// may see it, and what the pack holds, or says that neither holds anything.
func (d *Desk) answer(ctx context.Context, r, reader Request) (ui.Message, error) {
	reader.Text = r.Text
	own, err := d.fromRecord(ctx, reader)
	if err != nil {
		return ui.Message{}, err
	}
	more, err := d.onRecord(ctx, reader)
	if err != nil {
		return ui.Message{}, err
	}
	a := d.Library.Ask(r.Text)
	if !a.Known && own == nil {
		return d.unknown(ctx, r, a, more)
	}
	body := append([]ui.Block{ui.Prose{Lead: "Asked:", Text: short(r.Text)}}, own...)
	if a.Known {
		body = append(append(body, corrections(a)...), quoted(a.Quotes)...)
		body = append(body, ui.Buttons{Row: []ui.Button{
			{Label: clipped("Read all: " + a.Entries[0].Title), Do: "ask", Arg: "read " + a.Entries[0].ID},
		}})
	}
	if len(a.DidYouMean) > 0 {
		body = append(body, ui.Prose{Lead: "Did you mean:"}, ui.Buttons{Row: entryButtons(a.DidYouMean)})
	}
	body = append(body, more...)
	if len(r.Text) > maxAsked {
		return ui.Message{Body: body}, nil
	}
	return shareable(ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{
		{Label: "This does not answer it: ask people", Do: "put", Arg: r.Text},
	}})}, "ask "+r.Text), nil
}

// corrections say which words were read as others.
func corrections(a knowledge.Answer) []ui.Block {
	if len(a.Corrected) == 0 {
		return nil
	}
	var words []string
	for _, c := range a.Corrected {
		words = append(words, "“"+short(c.From)+"” as “"+c.To+"”")
	}
	return []ui.Block{ui.Note{Text: "I read " + listed(words) + "."}}
}

// quoted are passages with where they stand, their sources and dates. Passages
// that follow each other in one entry and from the same sources stand together.
func quoted(quotes []knowledge.Quote) []ui.Block {
	var body []ui.Block
	for i, q := range quotes {
		follows := i > 0 && alike(quotes[i-1], q)
		lead := q.Heading
		if !follows {
			lead = strings.TrimSuffix(q.Entry.Title+": "+q.Heading, ": ")
		}
		if follows && q.Heading == quotes[i-1].Heading || lead == "" {
			lead = ""
		} else {
			lead += "."
		}
		body = append(body, ui.Prose{Lead: lead, Text: said(q.Passage)})
		if i == len(quotes)-1 || !alike(q, quotes[i+1]) {
			body = append(body, quoteSource(q))
		}
	}
	return body
}

// alike reports whether two quotes are of one entry and of the same sources.
func alike(a, b knowledge.Quote) bool {
	return a.Entry == b.Entry && slices.Equal(a.Passage.Sources, b.Passage.Sources)
}

// said is a passage's text; for the row of a comparison, its cells by name.
func said(p knowledge.Passage) string {
	if p.Cells == nil {
		return p.Text
	}
	line := row(p).(ui.Prose)
	return line.Lead + " " + line.Text
}

func quoteSource(q knowledge.Quote) ui.Note {
	note := ui.Note{Text: "Source:", Links: sourceLinks(q.Passage.Sources)}
	if !q.Entry.Historical {
		return note
	}
	note.Text = "Was so in " + listed(yearsOf(q.Passage.Sources)) + ", by the date of its source. Source:"
	return note
}

// yearsOf are the years of some sources, each once, in order.
func yearsOf(sources []*knowledge.Source) []string {
	var years []string
	for _, s := range sources {
		years = append(years, s.Date[:min(4, len(s.Date))])
	}
	slices.Sort(years)
	return slices.Compact(years)
}

func entryButtons(entries []*knowledge.Entry) []ui.Button {
	var row []ui.Button
	for _, e := range entries {
		row = append(row, ui.Button{Label: clipped(e.Title), Do: "ask", Arg: "read " + e.ID})
	}
	return row
}

// unknown says that the pack holds no answer, what it does hold that is
// nearest, and offers to ask people. That a question went unanswered is counted;
// its words are not kept.
func (d *Desk) unknown(ctx context.Context, r Request, a knowledge.Answer, more []ui.Block) (ui.Message, error) {
	if r.Key != "" {
		_, err := d.Store.Change(ctx, store.Change{Key: r.Key, At: r.Now}, func(tx *store.Tx) error {
			_, err := tx.AddQuestion(store.Question{})
			return err
		})
		if err != nil {
			return ui.Message{}, fmt.Errorf("count an unanswered question: %w", err)
		}
	}
	body := append([]ui.Block{ui.Heading{Text: "I do not know"}}, corrections(a)...)
	body = append(body, ui.Prose{Text: "The council's sources hold no answer to “" + short(r.Text) + "”."})
	if len(a.Nearest) > 0 {
		body = append(body, ui.Prose{Lead: "The nearest they hold:"}, ui.Buttons{Row: entryButtons(a.Nearest)})
	}
	body = append(body, more...)
	if len(r.Text) <= maxAsked {
		body = append(body, ui.Prose{Text: "You can put the question to the council's channel or to a member who agreed to be asked. You see the exact words first."},
			ui.Buttons{Row: []ui.Button{{Label: "Ask people", Do: "put", Arg: r.Text, Style: ui.Primary}}})
	}
	return ui.Message{Body: append(body, ui.Note{Text: "That a question went unanswered is counted. Its words and your name are not kept."})}, nil
}

// forget takes back a question that its asker put to others.
func (d *Desk) forget(ctx context.Context, r Request, text string) (ui.Reply, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || !r.From.Present() {
		return nil, &council.Problem{Say: "Press the button below the question that you put, to take it back."}
	}
	gone := false
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "question.forgotten", About: fmt.Sprintf("question/%d", id), At: r.Now}
	_, err = d.Store.Change(ctx, change, func(tx *store.Tx) error {
		gone, err = tx.DropQuestion(id, r.From.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("take back a question: %w", err)
	}
	if !gone {
		return ui.Say("There is no such question of yours any more, so nothing was changed."), nil
	}
	return ui.Say("Your question is no longer kept. If it was posted already, the post stays: delete it in Slack, or ask the secretary to."), nil
}

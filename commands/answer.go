package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// questionAnswer opens the form of an answer to a question, filled from the
// decision that the text names, or keeps what the form says.
func (d *Desk) questionAnswer(ctx context.Context, r Request) (ui.Reply, error) {
	q, number, err := d.questionOf(ctx, r.Text)
	if err != nil {
		return nil, err
	}
	if r.Form != nil {
		return d.answered(ctx, r, q)
	}
	a := council.KnownAnswer{Ask: clippedTo(q.Words, 300), Cites: number}
	if number != "" {
		x, err := d.citable(ctx, r, number)
		if err != nil {
			return nil, err
		}
		a.Cites, a.Words = x.Number, x.Words
	}
	return ui.Modal{Do: "ask", Arg: fmt.Sprintf("answer: %d", q.ID), Title: "Answer a question", Submit: "Put it into the library", Body: []ui.Block{
		ui.Prose{Text: "Anybody who asks this reads your answer, quoted as it stands. Whoever put the question is told once."},
		ui.Input{Name: "ask", Label: "The question, as people ask it", Kind: ui.Text, Value: a.Ask, Max: 300, Hint: "Leave out names and what only concerns one organisation."},
		ui.Input{Name: "answer", Label: "The answer, in a few sentences", Kind: ui.Text, Value: a.Words, Max: 1500},
		ui.Input{Name: "decision", Label: "The decision it rests on", Kind: ui.Line, Value: a.Cites, Optional: true, Max: 20, Hint: "Its number, such as D-2027-04. Only an open decision that still stands."},
		ui.Input{Name: "practice", Label: "Or the practice it rests on", Kind: ui.Line, Optional: true, Max: 10, Hint: "Its number in the library, such as 7."},
	}}, nil
}

// citable finds a decision that an answer may rest on: anybody may read it, and it
// stands. The error is a *council.Problem.
func (d *Desk) citable(ctx context.Context, r Request, number string) (council.Decision, error) {
	x, err := d.decisionOf(ctx, Request{Now: r.Now}, number)
	if problem := new(council.Problem); errors.As(err, &problem) {
		return x, &council.Problem{Field: "decision", Say: problem.Say, Err: err}
	}
	switch {
	case err != nil:
		return x, err
	case x.Closed != "":
		return x, &council.Problem{Field: "decision", Say: x.Number + " is closed, so an answer that anybody reads cannot rest on it."}
	case !x.Stands():
		return x, &council.Problem{Field: "decision", Say: x.Number + " was replaced by " + x.ReplacedBy + ". Rest the answer on that one."}
	}
	return x, nil
}

// answered keeps an answer, and tells whoever put the question, once.
func (d *Desk) answered(ctx context.Context, r Request, q store.Question) (ui.Reply, error) {
	a, err := d.typedAnswer(ctx, r)
	if err == nil {
		err = a.Check()
	}
	if problem := new(council.Problem); errors.As(err, &problem) && problem.Field != "" {
		return ui.FieldErrors{problem.Field: problem.Say}, nil
	}
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	_, err = d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, Did: "question.answered", About: aboutQuestion(q.ID), At: r.Now}, func(tx *store.Tx) error {
		now, err := tx.Question(q.ID)
		if err != nil || now.Answer != 0 {
			return err // somebody else was quicker
		}
		if a.ID, err = tx.AddAnswer(a, q.ID); err != nil {
			return err
		}
		return post.tellAsker(tx, q, a)
	})
	if err != nil {
		return nil, fmt.Errorf("keep an answer: %w", err)
	}
	return d.questionPage(ctx, r, "The answer is in the library. "+d.slash("ask")+" now quotes it with its source.")
}

// typedAnswer reads an answer out of the form.
func (d *Desk) typedAnswer(ctx context.Context, r Request) (council.KnownAnswer, error) {
	line := func(name string) string { return strings.Join(strings.Fields(r.Form[name]), " ") }
	a := council.KnownAnswer{Ask: line("ask"), Words: strings.TrimSpace(r.Form["answer"]), By: r.From.ID}
	if number := line("decision"); number != "" {
		x, err := d.citable(ctx, r, number)
		if err != nil {
			return a, err
		}
		a.Cites = x.Number
	}
	if number := line("practice"); number != "" {
		id, _ := practiceNumber(number)
		p, err := d.Store.Practice(ctx, id)
		if err != nil {
			return a, fmt.Errorf("read a practice: %w", err)
		}
		if !p.Public() {
			return a, &council.Problem{Field: "practice", Say: "There is no practice " + short(number) + " that anybody may read. Look for it with " + d.slash("practice") + "."}
		}
		a.Practice = p.ID
	}
	return a, nil
}

// tellAsker tells whoever put a question that it has an answer: once, in their own
// hours, and not to who answered it themselves.
func (p *postRoom) tellAsker(tx *store.Tx, q store.Question, a council.KnownAnswer) error {
	who := p.member(q.Asker)
	if !who.Present() || who.ID == p.from.ID {
		return nil
	}
	letter, err := ui.Encode(ui.Message{Body: []ui.Block{ui.Heading{Text: "Your question has an answer"}, ui.Prose{Lead: "You asked:", Text: "“" + q.Words + "”"},
		ui.Prose{Text: a.Words}, ui.Note{Text: answerSource(a)}, ui.Buttons{Row: []ui.Button{{Label: "Ask it again", Do: "ask", Arg: clippedTo(a.Ask, maxAsked)}}}}})
	if err != nil {
		return err
	}
	preference := p.house.Of(p.asked[who.ID])
	_, err = tx.Deliver(store.Delivery{Key: aboutQuestion(q.ID) + "/answered", Job: "question-answered", To: council.Addressee{Member: who.ID},
		Message: letter, Due: tx.At(), After: preference.Earliest(p.now)})
	return err
}

// answerSource says what an answer rests on.
func answerSource(a council.KnownAnswer) string {
	rests := ""
	switch {
	case a.Cites != "":
		rests = ", resting on the council's decision " + a.Cites
	case a.Practice != 0:
		rests = fmt.Sprintf(", resting on practice %d of the library", a.Practice)
	}
	return "An answer of the council, kept by the librarian since " + a.At.Format("2 January 2006") + rests + "."
}

// answerList shows what the council itself answers.
func (d *Desk) answerList(ctx context.Context, r Request) (ui.Reply, error) {
	return d.answerPage(ctx, r)
}

func (d *Desk) answerPage(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	all, err := d.Store.KnownAnswers(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the answers: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "What the council itself answers"})
	if len(all) == 0 {
		body = append(body, ui.Prose{Text: "Nothing yet. Answer a question that has none, and it stands here."})
	}
	for _, a := range all[:min(questionsShown, len(all))] {
		stands, err := d.groundStands(ctx, r, a)
		if err != nil {
			return nil, fmt.Errorf("look what an answer rests on: %w", err)
		}
		source := answerSource(a)
		if !stands {
			source += " What it rests on was replaced or taken back, so it is quoted no more. Take it back, and answer the question anew."
		}
		body = append(body, ui.Prose{Lead: fmt.Sprintf("%d.", a.ID), Text: "“" + a.Ask + "” " + a.Words}, ui.Note{Text: source},
			ui.Buttons{Row: []ui.Button{{Label: fmt.Sprintf("Take answer %d back", a.ID), Do: "ask", Arg: fmt.Sprintf("retire: %d", a.ID), Style: ui.Danger, Sure: "It is then quoted no more."}}})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "Questions without an answer", Do: "ask", Arg: "questions"}}})...), nil
}

// answerRetire takes an answer back.
func (d *Desk) answerRetire(ctx context.Context, r Request) (ui.Reply, error) {
	id, _ := strconv.ParseInt(strings.TrimSpace(r.Text), 10, 64)
	a, err := d.Store.KnownAnswer(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read an answer: %w", err)
	}
	if a.ID == 0 || !a.Retired.IsZero() {
		return d.answerPage(ctx, r, "There is no answer "+cmp.Or(short(r.Text), "of that number")+" that stands, so nothing was changed.")
	}
	_, err = d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, Did: "answer.retired", About: fmt.Sprintf("answer/%d", id), At: r.Now}, func(tx *store.Tx) error {
		return tx.RetireAnswer(id)
	})
	if err != nil {
		return nil, fmt.Errorf("take an answer back: %w", err)
	}
	return d.answerPage(ctx, r, fmt.Sprintf("Answer %d is quoted no more.", id))
}

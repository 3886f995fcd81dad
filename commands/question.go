package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// questionVerbs are what the librarian and whoever stands above do with questions
// that have no answer: each follows /ask and ends in a colon, so that it is no
// question itself.
func (d *Desk) questionVerbs() []verb {
	return []verb{
		{"questions", "", "Questions that have no answer", council.Librarian, d.questionList},
		{"candidate:", "4", "Make a proposal for the agenda of a question", council.Librarian, d.questionCandidate},
		{"answer:", "4 D-2027-04", "Answer a question, with the decision it rests on", council.Librarian, d.questionAnswer},
		{"aside:", "4", "Set a question aside without an answer", council.Librarian, d.questionAside},
		{"again:", "4", "", council.Librarian, d.questionAgain},
		{"answers", "", "What the council itself answers", council.Librarian, d.answerList},
		{"retire:", "3", "Take an answer back, so that it is quoted no more", council.Librarian, d.answerRetire},
	}
}

// questionsShown is how many questions one list shows.
const questionsShown = 8

// questionList shows the questions that have no answer, the longest waiting
// first, each with what became of it and the next step.
func (d *Desk) questionList(ctx context.Context, r Request) (ui.Reply, error) {
	return d.questionPage(ctx, r)
}

func (d *Desk) questionPage(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	open, err := d.Store.OpenQuestions(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the questions: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "Questions without an answer"})
	if len(open) == 0 {
		body = append(body, ui.Prose{Text: "None waits. They come here when somebody puts a question to people because the council's sources hold no answer."})
	}
	for _, q := range open[:min(questionsShown, len(open))] {
		parts, err := d.questionParts(ctx, r, q)
		if err != nil {
			return nil, err
		}
		body = append(body, parts...)
	}
	if more := len(open) - questionsShown; more > 0 {
		body = append(body, ui.Note{Text: fmt.Sprintf("%d more follow when some of these are settled.", more)})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "What the council itself answers", Do: "ask", Arg: "answers"}}})...), nil
}

// questionParts are one question: who asks, how far it has come, and what can be
// done with it.
func (d *Desk) questionParts(ctx context.Context, r Request, q store.Question) ([]ui.Block, error) {
	asker, err := d.Store.Member(ctx, q.Asker)
	if err != nil {
		return nil, fmt.Errorf("read who asked: %w", err)
	}
	text := fmt.Sprintf("“%s” Asked on %s, %s.", short(q.Words), d.dayIn(ctx, q.At).Short(), cmp.Or(asker.Name, "without a name"))
	decision, state, err := d.questionState(ctx, r, q)
	if err != nil {
		return nil, err
	}
	answer := ui.Button{Label: fmt.Sprintf("Answer question %d", q.ID), Do: "ask", Arg: strings.TrimSpace(fmt.Sprintf("answer: %d %s", q.ID, decision))}
	row := []ui.Button{answer}
	if q.Item == 0 {
		row = append(row, ui.Button{Label: fmt.Sprintf("Propose question %d for the agenda", q.ID), Do: "ask", Arg: fmt.Sprintf("candidate: %d", q.ID)})
	}
	if decision != "" {
		row[0].Label, row[0].Style = "Answer it with decision "+decision, ui.Primary
	}
	row = append(row, ui.Button{Label: fmt.Sprintf("Set question %d aside", q.ID), Do: "ask", Arg: fmt.Sprintf("aside: %d", q.ID)})
	return []ui.Block{ui.Prose{Lead: fmt.Sprintf("%d.", q.ID), Text: text + state}, ui.Buttons{Row: row}}, nil
}

// questionState says what became of a question on the agenda, and gives the number
// of the decision that was taken, as far as this person may read it.
func (d *Desk) questionState(ctx context.Context, r Request, q store.Question) (decision, say string, err error) {
	if q.Item == 0 {
		return "", "", nil
	}
	item, err := d.Store.Item(ctx, q.Item)
	if err != nil {
		return "", "", fmt.Errorf("read the item of a question: %w", err)
	}
	taken, err := d.seenDecisions(ctx, r, store.WantedDecisions{Item: q.Item})
	if err != nil {
		return "", "", err
	}
	for _, x := range taken {
		if x.Stands() && x.Words != "" {
			return x.Number, " The council decided: " + ended(x.Words), nil
		}
	}
	say = map[council.ItemState]string{council.ItemProposed: " It is proposed for the agenda.", council.ItemAccepted: " It is on the agenda.",
		council.ItemWithdrawn: " It was not taken onto the agenda."}[item.State]
	return "", cmp.Or(say, " It waits for a later meeting."), nil
}

// questionOf finds the question that a text begins with and gives what is left of
// the text. The error is a *council.Problem when it does not wait for an answer.
func (d *Desk) questionOf(ctx context.Context, text string) (store.Question, string, error) {
	number, rest, _ := strings.Cut(text, " ")
	id, _ := strconv.ParseInt(strings.TrimPrefix(number, "#"), 10, 64)
	all, err := d.Store.Questions(ctx, time.Time{})
	if err != nil {
		return store.Question{}, "", fmt.Errorf("read the questions: %w", err)
	}
	q := firstOf(all, func(q store.Question) bool { return q.ID == id && q.Words != "" })
	switch {
	case q.ID == 0:
		return q, rest, &council.Problem{Say: "There is no question " + short(number) + ". Look at them with " + d.slash("ask questions") + "."}
	case q.Answer != 0:
		return q, rest, &council.Problem{Say: fmt.Sprintf("Question %d has its answer already. Look at it with %s.", q.ID, d.slash("ask answers"))}
	}
	return q, rest, nil
}

// questionCandidate makes a proposal for the next agenda of a question, in the
// name of whoever asked it, or of who proposes it.
func (d *Desk) questionCandidate(ctx context.Context, r Request) (ui.Reply, error) {
	q, _, err := d.questionOf(ctx, r.Text)
	if err != nil {
		return nil, err
	}
	if q.Item != 0 {
		return d.questionPage(ctx, r, fmt.Sprintf("Question %d is a proposal already, so nothing was changed.", q.ID))
	}
	m, err := d.coming(ctx, r.Now)
	if err == nil && m.ID == 0 {
		err = &council.Problem{Say: "No meeting is called, so there is no agenda to propose it for. Call one with " + d.slash("meeting create") + ", then come back."}
	}
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	item := council.Item{Meeting: m.ID, Title: clippedTo(q.Words, 120), Ask: clippedTo(q.Words, 300), Purpose: council.ToDecide, Allotted: 10 * time.Minute,
		Sponsor: r.From.ID, State: council.ItemProposed, Part: council.Business}
	if post.member(q.Asker).Present() {
		item.Sponsor = q.Asker
	}
	err = d.changeItems(ctx, r, "item.proposed", "", func(tx *store.Tx) error {
		now, err := tx.Question(q.ID)
		if err != nil || now.Item != 0 {
			return err // somebody else was quicker
		}
		if item.ID, err = tx.PutItem(item); err != nil {
			return err
		}
		tx.About(aboutItem(item.ID))
		return errors.Join(tx.QuestionBecomes(q.ID, item.ID), post.toOfficers(tx, m, item, "item-proposed", proposalLetter(r.From, m, item)))
	})
	if err != nil {
		return nil, err
	}
	return d.questionPage(ctx, r, fmt.Sprintf("Question %d is now a proposal for the meeting on %s. The secretary answers it as any other. When the council has decided, the decision stands here.", q.ID, m.When()))
}

// questionAside sets a question aside, and questionAgain takes that back.
func (d *Desk) questionAside(ctx context.Context, r Request) (ui.Reply, error) {
	return d.setAside(ctx, r, false)
}

func (d *Desk) questionAgain(ctx context.Context, r Request) (ui.Reply, error) {
	return d.setAside(ctx, r, true)
}

func (d *Desk) setAside(ctx context.Context, r Request, undone bool) (ui.Reply, error) {
	q, _, err := d.questionOf(ctx, r.Text)
	if err != nil {
		return nil, err
	}
	did, say := "question.aside", fmt.Sprintf("Question %d is set aside. Nobody is told.", q.ID)
	if undone {
		did, say = "question.again", fmt.Sprintf("Question %d waits again.", q.ID)
	}
	_, err = d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, Did: did, About: aboutQuestion(q.ID), At: r.Now}, func(tx *store.Tx) error {
		return tx.SetAside(q.ID, undone)
	})
	if err != nil {
		return nil, fmt.Errorf("set a question aside: %w", err)
	}
	reply, err := d.questionPage(ctx, r, say)
	if page, ok := reply.(ui.Message); ok && !undone {
		page.Body = append(page.Body, ui.Buttons{Row: []ui.Button{{Label: fmt.Sprintf("Take question %d up again", q.ID), Do: "ask", Arg: fmt.Sprintf("again: %d", q.ID)}}})
		return page, err
	}
	return reply, err
}

func aboutQuestion(id int64) string { return fmt.Sprintf("question/%d", id) }

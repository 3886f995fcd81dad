package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// recordQuotes is how many passages of the council's own record an answer quotes
// at most.
const recordQuotes = 2

// fromRecord quotes what the council itself has said on a question: its answers,
// its decisions in force and the practices of its library, each whole and with
// its source. Only what holds every telling word of the question counts, and at
// least two; of an answer, which was written for a question, all but one of four
// and more: no quote is better than a wrong one. The same question has the same answer until the record changes.
func (d *Desk) fromRecord(ctx context.Context, r Request) ([]ui.Block, error) {
	sought, err := council.ParseSearch(r.Text)
	if err != nil || len(sought.Terms) < 2 {
		return nil, nil // a kind that is not known was a word of the question
	}
	sought.Kinds, sought.Whole = []council.Shelf{council.OfAnswers, council.OfDecisions, council.OfPractices}, true
	eyes, err := d.sight(ctx, r)
	if err != nil {
		return nil, err
	}
	found, err := d.Store.Search(ctx, eyes, sought)
	if err != nil {
		return nil, fmt.Errorf("look what the council itself has said: %w", err)
	}
	var body []ui.Block
	for _, hit := range found.Hits {
		quote, err := d.recordQuote(ctx, r, hit)
		if err != nil {
			return nil, err
		}
		if len(body) < 2*recordQuotes {
			body = append(body, quote...)
		}
	}
	return body, nil
}

// recordQuote quotes one thing of the record, with its source; nothing when it is
// no longer in force.
func (d *Desk) recordQuote(ctx context.Context, r Request, hit store.Hit) ([]ui.Block, error) {
	switch hit.Kind {
	case council.OfAnswers:
		return d.quoteAnswer(ctx, r, hit.Ref)
	case council.OfDecisions:
		return d.quoteDecision(ctx, r, words(hit.Title))
	}
	p, err := d.Store.Practice(ctx, council.PracticeID(hit.Ref))
	if err != nil || p.State != council.PracticeApproved {
		return nil, err
	}
	return []ui.Block{ui.Prose{Lead: "From the library.", Text: p.Title + ". " + p.Did},
		ui.Note{Text: fmt.Sprintf("Source: practice %d of the council's library, %s.", p.ID, p.Checked(r.Now))}}, nil
}

// quoteAnswer quotes an answer, unless what it rests on stands no more.
func (d *Desk) quoteAnswer(ctx context.Context, r Request, id int64) ([]ui.Block, error) {
	a, err := d.Store.KnownAnswer(ctx, id)
	if err != nil || a.ID == 0 || !a.Retired.IsZero() {
		return nil, err
	}
	if stands, err := d.groundStands(ctx, r, a); !stands {
		return nil, err
	}
	return []ui.Block{ui.Prose{Lead: "The council's own answer.", Text: a.Words}, ui.Note{Text: "Source: " + lowerFirst(answerSource(a))}}, nil
}

// groundStands reports whether what an answer rests on stands: the decision was
// not replaced, the practice is in the library for anybody to read.
func (d *Desk) groundStands(ctx context.Context, r Request, a council.KnownAnswer) (bool, error) {
	switch {
	case a.Cites != "":
		x, err := d.decisionOf(ctx, Request{Now: r.Now}, a.Cites)
		return err == nil && x.Stands() && x.Words != "", nil
	case a.Practice != 0:
		p, err := d.Store.Practice(ctx, a.Practice)
		return err == nil && p.Public(), err
	}
	return true, nil
}

// quoteDecision quotes a decision that stands.
func (d *Desk) quoteDecision(ctx context.Context, r Request, title string) ([]ui.Block, error) {
	number, _, _ := strings.Cut(title, ":")
	x, err := d.decisionOf(ctx, r, number)
	if err != nil {
		return nil, err
	}
	if x = d.seenDecision(r, x); !x.Stands() || x.Words == "" {
		return nil, nil
	}
	return []ui.Block{ui.Prose{Lead: "The council decided.", Text: x.Words}, ui.Note{Text: "Source: decision " + x.Number + " of " + x.On.Long() + "."}}, nil
}

// onRecord leads to the search when the record holds the words of a question.
func (d *Desk) onRecord(ctx context.Context, r Request) ([]ui.Block, error) {
	sought, err := council.ParseSearch(r.Text)
	if err != nil || len(sought.Terms) == 0 || len(r.Text) > maxAsked {
		return nil, nil // what is no search is a question all the same
	}
	sought.Whole = true
	for _, k := range council.Shelves {
		if k != council.OfRoles && k != council.OfSkills && k != council.OfGuidance {
			sought.Kinds = append(sought.Kinds, k)
		}
	}
	eyes, err := d.sight(ctx, r)
	if err != nil {
		return nil, err
	}
	found, err := d.Store.Search(ctx, eyes, sought)
	if err != nil || len(found.Hits) == 0 {
		return nil, err
	}
	return []ui.Block{ui.Prose{Text: "The council's record holds these words too: " + lowerFirst(kindWords(found.Kinds)) + "."},
		ui.Buttons{Row: []ui.Button{{Label: "Search the council's record", Do: "ask", Arg: "search: " + council.Search{Terms: sought.Terms}.Of(1)}}}}, nil
}

func kindWords(kinds []council.Shelf) string {
	var labels []string
	for _, k := range kinds {
		labels = append(labels, lowerFirst(k.Label()))
	}
	return listed(labels)
}

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// AskCommand is councilbot ask: a question, answered with its source.
type AskCommand struct {
	Question []string `arg:"" optional:"" help:"The question, in your own words."`
	JSONL    bool     `name:"jsonl" help:"Read questions from standard input, a line each as {\"id\":…,\"question\":…}, and print a line each as {\"id\":…,\"answers\":[…],\"score\":…}."`
}

// asked is one line of questions.
type asked struct {
	ID       json.RawMessage `json:"id"`
	Question string          `json:"question"`
}

// told is one line of answers: the best three, each the passages quoted from
// one entry of the pack; none when the pack does not know.
type told struct {
	ID      json.RawMessage `json:"id"`
	Answers []string        `json:"answers"`
	Entries []string        `json:"entries"` // the ids of the entries quoted
	Score   float64         `json:"score"`
}

// Run answers.
func (a AskCommand) Run(ctx context.Context, common *Common, c console) error {
	desk, err := common.openDesk(ctx)
	if err != nil {
		return err
	}
	defer desk.Store.Close()
	if a.JSONL {
		return askLines(desk.Library, os.Stdin, c.out)
	}
	words := bot.Tidy(strings.Join(a.Question, " "))
	if words == "" {
		return &council.Problem{Say: "Ask something, as in: councilbot ask who should sign off our plans"}
	}
	zone, err := common.location()
	if err != nil {
		return err
	}
	reply, err := desk.Ask(ctx, commands.Request{Text: words, Now: time.Now().In(zone)})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, ui.Plain(reply))
	return err
}

// askLines answers a question a line. A line that is no question ends it, named
// by its number.
func askLines(library *knowledge.Library, in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	write := json.NewEncoder(out)
	write.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q asked
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return &council.Problem{Say: fmt.Sprintf("Line %d is not a question like {\"id\":\"q1\",\"question\":\"…\"}: %v.", n, err)}
		}
		if err := write.Encode(tell(library, q)); err != nil {
			return err
		}
	}
	return lines.Err()
}

func tell(library *knowledge.Library, q asked) told {
	a := library.Ask(q.Question)
	t := told{ID: q.ID, Answers: []string{}, Entries: []string{}, Score: a.Score}
	for _, e := range a.Entries[:min(3, len(a.Entries))] {
		t.Answers = append(t.Answers, quotedFrom(a, e))
		t.Entries = append(t.Entries, e.ID)
	}
	return t
}

// quotedFrom is an entry's title and the passages of it that answer best.
func quotedFrom(a knowledge.Answer, e *knowledge.Entry) string {
	words := []string{e.Title + "."}
	for _, q := range a.From(e) {
		words = append(words, q.Passage.Text)
	}
	return strings.Join(words, " ")
}

package cage

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// worker is a task as the child sees it, whatever its question and answer are.
type worker interface {
	name() string
	limits() Limits
	work(context.Context, json.RawMessage) (any, error)
}

func (t Task[Ask, Answer]) name() string   { return t.Name }
func (t Task[Ask, Answer]) limits() Limits { return t.Limits }

func (t Task[Ask, Answer]) work(ctx context.Context, raw json.RawMessage) (any, error) {
	var ask Ask
	if err := json.Unmarshal(raw, &ask); err != nil {
		return nil, fmt.Errorf("read the question: %w", err)
	}
	var files []string
	if t.Reads != nil {
		files = t.Reads(ask)
	}
	if err := confine(files, t.Programs); err != nil {
		return nil, fmt.Errorf("hold to its files: %w", err)
	}
	return t.Do(ctx, ask)
}

// Main is the cage: it reads one question, holds itself to the task's limits,
// does the task and writes the answer. It gives the process's exit code. When
// whoever asked goes away, which closes in, it ends with all that it started.
func Main(in io.Reader, out, errs io.Writer) int {
	if !Inside() {
		fmt.Fprintln(errs, "councilbot cage is for councilbot itself: it reads papers there, kept apart from the rest.")
		return 2
	}
	questions := json.NewDecoder(in)
	var asked struct {
		Task string
		Ask  json.RawMessage
	}
	if err := questions.Decode(&asked); err != nil {
		fmt.Fprintln(errs, "read the question:", err)
		return 1
	}
	go func() {
		_, _ = io.Copy(io.Discard, in) // ends when the asker does
		_ = killGroup(os.Getpid())
	}()
	said, err := do(asked.Task, asked.Ask)
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	if err := json.NewEncoder(out).Encode(said); err != nil {
		fmt.Fprintln(errs, "write the answer:", err)
		return 1
	}
	return 0
}

// do finds a task and does it within its limits.
func do(name string, ask json.RawMessage) (said reply, err error) {
	for _, t := range tasks {
		if t.name() != name {
			continue
		}
		if err := hold(t.limits()); err != nil {
			return said, fmt.Errorf("hold to the limits: %w", err)
		}
		answer, err := t.work(context.Background(), ask)
		if err != nil {
			return reply{Fault: err.Error()}, nil
		}
		said.Answer, err = json.Marshal(answer)
		return said, err
	}
	return said, fmt.Errorf("there is no task %q", name)
}

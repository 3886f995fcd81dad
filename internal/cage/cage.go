// Package cage runs what parses people's uploads in a process of its own, which
// a hostile or broken file may bring down without bringing down the program.
//
// A [Task] is one kind of work, declared as data. [Task.Run] starts our own binary
// again with the hidden subcommand cage, hands it one question on its standard
// input and takes one answer from its standard output, both JSON. The child gets
// none of our environment and so no token, a folder of its own, and [Limits] on
// memory, time, processor, files and answer. It can read the files that the task
// is about, and no others: not the council's database, nor the other papers; where
// the system cannot hold it to that, [Confines] says so. Whatever happens to it,
// the caller gets the answer or a [Problem] that says what happened in plain words.
//
// Beside golang.org/x/sys for the limits, the package uses go-landlock, which
// speaks to that part of the kernel for every thread of a Go program at once.
//
// The subcommand's other end is [Main]: cmd/councilbot calls it, and so does the
// TestMain of a package whose tests use the cage. A cage starts no cage.
package cage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// Subcommand is the hidden argument under which our own binary is the cage.
const Subcommand = "cage"

// inside names the variable of the environment that tells a child that it is one.
const inside = "COUNCILBOT_CAGE"

// Inside says whether this process is a cage.
func Inside() bool { return os.Getenv(inside) != "" }

// Limits are what a child may use. Time and Answer are always set; another field
// that is 0 limits nothing.
type Limits struct {
	Time   time.Duration // by the clock; then it and all that it started are killed
	CPU    time.Duration // of the processor, each process
	Memory int64         // bytes of data, each process; held on Linux alone
	File   int64         // bytes of the biggest file it may write
	Files  int64         // files open at once
	Answer int64         // bytes of the answer
}

// Task is one kind of work that is done in a cage: Ask and Answer are what passes
// in and out, as JSON. It must be in the list tasks, where the child finds it.
type Task[Ask, Answer any] struct {
	Name   string
	Limits Limits
	// Reads names the files, by whole paths, that the child may read outside the
	// current folder; nil: none.
	Reads func(Ask) []string
	// Programs names the programs of others' that do a part of the work: the child
	// may read where programs are installed.
	Programs []string
	// Do does the work, in the child. It may write into the current folder.
	Do func(context.Context, Ask) (Answer, error)
}

// Run does the task in a child and gives its answer. dir is the folder the child
// works in, where it may leave files for the caller; empty: one that is removed
// again. A child that fails, in whatever way, is a *[Problem]; any other error is
// ours, as when no process can be started.
func (t Task[Ask, Answer]) Run(ctx context.Context, dir string, ask Ask) (answer Answer, err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "councilbot-cage-"); err != nil {
			return answer, fmt.Errorf("make a folder for the task %s: %w", t.Name, err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	asked, err := json.Marshal(question{Task: t.Name, Ask: ask})
	if err != nil {
		return answer, fmt.Errorf("write the question of the task %s: %w", t.Name, err)
	}
	raw, err := run(ctx, dir, t.Limits, asked)
	if err != nil {
		return answer, fmt.Errorf("the task %s: %w", t.Name, err)
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return answer, &Problem{Why: Failed, Err: fmt.Errorf("the task %s: read its answer: %w", t.Name, err)}
	}
	return answer, nil
}

// question and reply are what passes between the two processes.
type question struct {
	Task string
	Ask  any
}

type reply struct {
	Answer json.RawMessage `json:",omitempty"`
	Fault  string          `json:",omitempty"` // an error of the task's own
}

// running is a child at work.
type running struct {
	child             *exec.Cmd
	answer, complaint *capped
}

// run starts a child, asks it and gives its answer.
func run(ctx context.Context, dir string, limits Limits, question []byte) (json.RawMessage, error) {
	if Inside() {
		return nil, errors.New("a cage starts no cage")
	}
	ctx, end := context.WithTimeoutCause(ctx, limits.Time, errTime)
	defer end()
	r := &running{child(ctx, dir, limits), &capped{room: limits.Answer, full: end}, &capped{room: 2 << 10}}
	r.child.Stdout, r.child.Stderr = r.answer, r.complaint
	ears, err := r.child.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := r.child.Start(); err != nil {
		return nil, fmt.Errorf("start a cage: %w", err)
	}
	_, asked := ears.Write(append(question, '\n')) // and stays open: when it closes, the child knows that we are gone
	err = errors.Join(r.child.Wait(), asked)
	_ = killGroup(r.child.Process.Pid) // what the child left behind
	if err != nil || r.answer.over {
		return nil, r.fault(ctx, limits, err)
	}
	return r.said()
}

// said is what a child that ended well has answered.
func (r *running) said() (json.RawMessage, error) {
	var said reply
	if err := json.Unmarshal(r.answer.kept.Bytes(), &said); err != nil {
		return nil, &Problem{Why: Failed, Err: fmt.Errorf("its answer cannot be read: %w", err)}
	}
	if said.Fault != "" {
		return nil, &Problem{Why: complained(said.Fault, Failed), Err: errors.New(said.Fault)}
	}
	return said.Answer, nil
}

// child is our own binary as a cage. It runs even when the file of our own was
// replaced by a newer version meanwhile.
func child(ctx context.Context, dir string, limits Limits) *exec.Cmd {
	self := "/proc/self/exe"
	if _, err := os.Stat(self); err != nil {
		self, _ = os.Executable() // when it fails, starting says so
	}
	c := exec.CommandContext(ctx, self)
	c.Args = []string{"councilbot", Subcommand}
	c.Dir = dir
	c.Env = []string{
		inside + "=1",
		"PATH=" + os.Getenv("PATH"), // where pdftotext and soffice are
		"HOME=" + dir, "TMPDIR=" + dir, "LANG=C.UTF-8", "GOTRACEBACK=none",
	}
	if limits.Memory > 0 {
		c.Env = append(c.Env, fmt.Sprintf("GOMEMLIMIT=%d", limits.Memory*2/3)) // collects rubbish well before the limit ends it
	}
	ownGroup(c)
	c.Cancel = func() error { return killGroup(c.Process.Pid) }
	c.WaitDelay = 2 * time.Second // for a grandchild that holds our pipes
	return c
}

// capped keeps what is written as long as it has room, then calls full.
type capped struct {
	kept bytes.Buffer
	room int64
	full func()
	over bool
}

// Write keeps p, or tells that there is no more room.
func (c *capped) Write(p []byte) (int, error) {
	if int64(c.kept.Len()+len(p)) <= c.room {
		return c.kept.Write(p)
	}
	c.over = true
	if c.full == nil { // more than anyone wants to read
		c.kept.Write(p[:max(0, c.room-int64(c.kept.Len()))])
		return len(p), nil
	}
	c.full()
	return 0, io.ErrShortWrite
}

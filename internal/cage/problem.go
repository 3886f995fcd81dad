package cage

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Why says what happened to a child.
type Why string

// What can happen to a child.
const (
	TooLong   Why = "too-long"   // it did not end in time
	TooHungry Why = "too-hungry" // it wanted more memory than it may have
	TooMuch   Why = "too-much"   // its answer or a file of its was too big
	Crashed   Why = "crashed"    // it fell over
	Failed    Why = "failed"     // it said that it could not
	Stopped   Why = "stopped"    // we were asked to stop meanwhile; nothing is known about the file
)

// whys says each in words for whoever sent the file.
var whys = map[Why]string{
	TooLong:   "Opening the file took too long.",
	TooHungry: "Opening the file took more memory than a paper may.",
	TooMuch:   "There is more in the file than a paper may hold.",
	Crashed:   "The file is built in a way that I cannot read.",
	Failed:    "The file is built in a way that I cannot read.",
	Stopped:   "I was stopped before I had read the file.",
}

// Problem is what a caller learns about a child that gave no answer. Its Error
// is for the log.
type Problem struct {
	Why Why
	Err error // what the child complained of
}

// Say is a whole sentence for whoever sent the file.
func (p *Problem) Say() string { return whys[p.Why] }

// Error names what happened and the child's own complaint.
func (p *Problem) Error() string { return fmt.Sprintf("the cage: %s: %v", p.Why, p.Err) }

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// errTime is why a child's context ended when its time was up.
var errTime = errors.New("time is up")

// complaints are what a child, or the system, says when a limit holds it.
var complaints = []struct {
	words string
	why   Why
}{
	{"file too large", TooMuch},
	{"out of memory", TooHungry},
	{"cannot allocate memory", TooHungry},
	{"stack exceeds", TooHungry},
	{"failed to create new OS thread", TooHungry},
	{"SIGSEGV: segmentation violation", TooHungry}, // Go's collector without memory; a fault of ours is a panic first
	{"SIGABRT: abort", TooHungry},
	{"signal: killed", TooHungry}, // the system was out of memory
}

// complained tells by a child's words which limit held it; otherwise it gives
// what is known without them.
func complained(said string, otherwise Why) Why {
	for _, c := range complaints {
		if strings.Contains(said, c.words) {
			return c.why
		}
	}
	return otherwise
}

// fault works out what happened to a child that ended badly. Go's runtime ends in
// more than one way when it gets no memory, and the system ends a child in silence
// when the processor's time is up: for that it goes by what the child has used.
func (r *running) fault(ctx context.Context, limits Limits, err error) *Problem {
	said := strings.TrimSpace(r.complaint.kept.String())
	why := complained(said+fmt.Sprint(err), Crashed)
	state := r.child.ProcessState
	switch {
	case r.answer.over:
		why = TooMuch
	case errors.Is(context.Cause(ctx), errTime), limits.CPU > 0 && state.UserTime()+state.SystemTime() > limits.CPU*9/10:
		why = TooLong
	case ctx.Err() != nil:
		why = Stopped
	}
	return &Problem{Why: why, Err: fmt.Errorf("%w: %s", err, said)}
}

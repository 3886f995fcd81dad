package cage

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain makes the test binary a cage when it is started as one.
func TestMain(m *testing.M) {
	if Inside() {
		os.Exit(Main(os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// trial is a task of the tests' own that misbehaves as it is told.
var trial = Task[string, string]{
	Name: "trial", Programs: []string{"sh"},
	Limits: Limits{Time: 20 * time.Second, CPU: time.Second, Memory: 200 << 20, File: 1 << 20, Files: 32, Answer: 1 << 20},
	Do:     func(ctx context.Context, how string) (string, error) { return misbehave[how]() },
}

// short is the trial with less time than it takes to wait.
var short = Task[string, string]{Name: "short", Limits: Limits{Time: 200 * time.Millisecond, Answer: 1 << 20}, Do: trial.Do}

func init() { tasks = append(tasks, trial, short) }

var sink [][]byte

var misbehave map[string]func() (string, error)

func init() {
	misbehave = map[string]func() (string, error){
		"well":   func() (string, error) { return "done", nil },
		"cannot": func() (string, error) { return "", errors.New("there is no page 7") },
		"loop": func() (string, error) {
			for i := 0; ; i++ {
				if i < 0 {
					return "", nil
				}
			}
		},
		"wait": func() (string, error) { select {} },
		"eat": func() (string, error) {
			for {
				b := make([]byte, 16<<20)
				for i := range b {
					b[i] = 1
				}
				sink = append(sink, b)
			}
		},
		"crash":   func() (string, error) { panic("oh dear") },
		"deep":    func() (string, error) { return deep(0), nil },
		"quit":    func() (string, error) { os.Exit(3); return "", nil },
		"chatter": func() (string, error) { return strings.Repeat("x", 2<<20), nil },
		"fill": func() (string, error) {
			return "", os.WriteFile("big", make([]byte, 2<<20), 0o600)
		},
		"environment": func() (string, error) { return strings.Join(os.Environ(), "\n"), nil },
		"rights": func() (string, error) {
			status, err := os.ReadFile("/proc/thread-self/status")
			return string(status), err
		},
		"listen": func() (string, error) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return "", err
			}
			return "listening", l.Close()
		},
		"again": func() (string, error) {
			return trial.Run(context.Background(), "", "well")
		},
	}
}

// deep calls itself as often as there are numbers.
func deep(n int) string {
	if n < 0 {
		return ""
	}
	return deep(n+1) + "x"
}

func TestAChildMayDoWhatItLikesAndTheParentLearnsWhatHappened(t *testing.T) {
	for how, want := range map[string]Why{
		"loop": TooLong, "eat": TooHungry, "crash": Crashed, "deep": TooHungry,
		"quit": Crashed, "chatter": TooMuch, "fill": TooMuch, "cannot": Failed, "again": Failed,
	} {
		if raced && want == TooHungry {
			continue // nothing would stop it
		}
		t.Run(how, func(t *testing.T) {
			answer, err := trial.Run(t.Context(), "", how)
			var problem *Problem
			if !errors.As(err, &problem) {
				t.Fatalf("got %q, %v; want a problem", answer, err)
			}
			t.Log(err)
			if problem.Why != want {
				t.Errorf("got %s; want %s", problem.Why, want)
			}
			if problem.Say() == "" {
				t.Error("it says nothing to whoever sent the file")
			}
		})
	}
}

func TestAChildThatWaitsForEverIsEndedInTime(t *testing.T) {
	_, err := short.Run(t.Context(), "", "wait")
	var problem *Problem
	if !errors.As(err, &problem) || problem.Why != TooLong {
		t.Errorf("got %v; want too-long", err)
	}
}

func TestNothingIsSaidAboutAFileWhenWeAreStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	reading, err := Read(ctx, os.DevNull, "paper.pdf")
	if err == nil {
		t.Errorf("got %v; want an error", reading)
	}
}

func TestAChildGetsNoneOfOurEnvironment(t *testing.T) {
	t.Setenv("SLACK_BOT_TOKEN", "xoxb-secret")
	answer, err := trial.Run(t.Context(), "", "environment")
	if err != nil || !strings.Contains(answer, "COUNCILBOT_CAGE=1") || strings.Contains(answer, "secret") {
		t.Errorf("the child sees %q, %v", answer, err)
	}
}

func TestAChildThatBehavesGivesItsAnswer(t *testing.T) {
	answer, err := trial.Run(t.Context(), "", "well")
	if answer != "done" || err != nil {
		t.Errorf("got %q, %v; want done", answer, err)
	}
}

func TestAChildGainsNoRights(t *testing.T) {
	if runtime.GOOS != "linux" {
		return // nothing is promised elsewhere
	}
	answer, err := trial.Run(t.Context(), "", "rights")
	if err != nil || !strings.Contains(answer, "NoNewPrivs:\t1") {
		t.Errorf("the child's status is %s, %v", answer, err)
	}
}

// secret is a file that no task is about.
func secret(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "council.db")
	if err := os.WriteFile(path, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// given is a task that may read one file, and tells what it can read of two.
var given = Task[[2]string, [2]string]{Name: "given", Limits: Limits{Time: 20 * time.Second, Answer: 1 << 10},
	Reads: func(ask [2]string) []string { return ask[:1] },
	Do: func(_ context.Context, ask [2]string) (read [2]string, _ error) {
		for i, path := range ask {
			content, err := os.ReadFile(path)
			read[i] = string(content)
			if err != nil {
				read[i] = err.Error()
			}
		}
		return read, os.WriteFile("note", nil, 0o600)
	}}

func init() { tasks = append(tasks, given) }

func TestAChildReadsWhatItWasGivenAndNothingElse(t *testing.T) {
	if !Confines() {
		return // nothing is promised there
	}
	paper, other := secret(t), secret(t)
	got, err := given.Run(t.Context(), "", [2]string{paper, other})
	if err != nil || got[0] != "secret" || !strings.Contains(got[1], "permission denied") {
		t.Errorf("the child read %q, %v", got, err)
	}
	for _, path := range []string{other, filepath.Dir(other), "/proc/1/environ"} {
		if reached, err := Reaching.Run(t.Context(), "", path); reached || err != nil {
			t.Errorf("the child reached %s, %v", path, err)
		}
	}
}

func TestAFileThatIsGoneIsTheTasksToSay(t *testing.T) {
	got, err := given.Run(t.Context(), "", [2]string{filepath.Join(t.TempDir(), "gone"), os.DevNull})
	if err != nil || !strings.Contains(got[0], "no such file") && !Confines() {
		t.Errorf("the child said %q, %v", got, err)
	}
}

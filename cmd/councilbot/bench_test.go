package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"councilbot/internal/standin"
)

// The benchmarks run the bot as a process of its own on one core, and beside it
// the least that slack-go can do (barebot), against the same stand-in in the
// same run. One iteration is one whole run, so ask for few:
//
//	go test ./cmd/councilbot -run '^$' -bench . -benchtime 3x

// bots are the processes that are measured. BINARY stands for the program as it
// is built for use, without the tests' libraries in it.
var bots = []struct {
	name string
	args []string
}{
	{"bare", []string{"barebot"}},
	{"councilbot", []string{"BINARY", "run", "--listen", "127.0.0.1:0", "--data", "DATA"}},
}

// built is the program built for use, once for all benchmarks.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.TempDir(), fmt.Sprintf("councilbot-bench-%d", os.Getpid()))
	out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// BenchmarkRole asks /role cto, 200 times a second and as fast as it goes.
func BenchmarkRole(b *testing.B) {
	for _, cores := range []int{1, 2} {
		for _, bot := range bots {
			b.Run(fmt.Sprintf("200-a-second/cores=%d/%s", cores, bot.name), func(b *testing.B) {
				r := benchRoom(b, cores, bot.args)
				for b.Loop() {
					r.report(b, r.Pump(r.ctx, chair, hall, "/role", "cto", 2000, 200, 64))
				}
			})
			b.Run(fmt.Sprintf("saturated/cores=%d/%s", cores, bot.name), func(b *testing.B) {
				r := benchRoom(b, cores, bot.args)
				for b.Loop() {
					start, used := time.Now(), r.cpu(b)
					all := r.Pump(r.ctx, chair, hall, "/role", "cto", 60000, 0, 64)
					b.ReportMetric(float64(len(all))/time.Since(start).Seconds(), "answers/s")
					b.ReportMetric(float64((r.cpu(b)-used).Microseconds())/float64(len(all)), "cpu-µs/answer")
					r.report(b, all)
				}
			})
		}
	}
}

// report gives the median and the 99th percentile, and fails when an answer is
// missing.
func (r *benchmark) report(b *testing.B, all []standin.Timing) {
	b.Helper()
	var took []time.Duration
	for _, t := range all {
		if t.Err != nil {
			b.Fatalf("a command was not answered: %v", t.Err)
		}
		took = append(took, t.Took)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(all[0].Size), "bytes/answer")
}

// BenchmarkStart measures from the start of the process to its first answer.
func BenchmarkStart(b *testing.B) {
	r := benchRoom(b, 2, nil)
	for b.Loop() {
		begun := time.Now()
		stop := r.launch(b, 2, bots[1].args)
		if err := r.Await(r.ctx, func() bool { return r.Link().Sockets > 0 }); err != nil {
			b.Fatal(err)
		}
		if t := r.Pump(r.ctx, chair, hall, "/role", "cto", 1, 0, 1); t[0].Err != nil {
			b.Fatal(t[0].Err)
		}
		b.ReportMetric(float64(time.Since(begun).Microseconds())/1000, "ms-to-first-answer")
		stop()
	}
}

// BenchmarkRest measures the memory of a bot that has answered and waits, and
// the size of its binary.
func BenchmarkRest(b *testing.B) {
	r := benchRoom(b, 2, bots[1].args)
	rest := time.NewTimer(3 * time.Second)
	<-rest.C
	for b.Loop() {
		b.ReportMetric(r.resident(b), "MB-resident")
	}
	path, err := built()
	if err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
}

// benchmark is a stand-in workspace with one bot process in it.
type benchmark struct {
	*standin.Workspace
	ctx  context.Context
	url  string
	data string
	pid  int
}

func benchRoom(b *testing.B, cores int, args []string) *benchmark {
	b.Helper()
	if _, err := built(); err != nil {
		b.Fatal(err)
	}
	r := &benchmark{ctx: b.Context(), data: b.TempDir()}
	config := standin.Config{AppToken: "xapp-test", BotToken: "xoxb-test", Bot: standin.Person{Name: "bot"}}
	config.People = []standin.Person{{ID: chair, Name: "Chair"}}
	config.Channels = []standin.Channel{{ID: hall, Name: "council", Members: []string{chair}}}
	seedFolder(b, r.data)
	r.Workspace = standin.New(config)
	server := httptest.NewServer(r.Workspace)
	r.url = server.URL
	r.SetBase(server.URL)
	b.Cleanup(func() { r.Close(); server.Close() })
	if args != nil {
		b.Cleanup(r.launch(b, cores, args))
		if err := r.Await(r.ctx, func() bool { return r.Link().Sockets > 0 }); err != nil {
			b.Fatal(err)
		}
		r.Pump(r.ctx, chair, hall, "/role", "cto", 100, 200, 8) // warm
	}
	return r
}

// launch starts a bot on so many cores and gives what ends it.
func (r *benchmark) launch(b *testing.B, cores int, args []string) (stop func()) {
	b.Helper()
	path, err := built()
	if err != nil {
		b.Fatal(err)
	}
	args = slices.Clone(args)
	for i := range args {
		args[i] = strings.NewReplacer("DATA", r.data, "BINARY", path).Replace(args[i])
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "SLACK_APP_TOKEN=xapp-test", "SLACK_BOT_TOKEN=xoxb-test",
		"SLACK_API_URL="+r.url+"/api/", "GOMAXPROCS="+strconv.Itoa(cores))
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	r.pid = cmd.Process.Pid
	return func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
}

// cpu is the processor time the bot has used, as Linux counts it in hundredths
// of a second. It tells what an answer costs when other programs share the
// machine with the benchmark.
func (r *benchmark) cpu(b *testing.B) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", r.pid))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	var ticks int
	for _, f := range fields[11:13] { // utime, stime: proc(5)
		n, err := strconv.Atoi(f)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// resident is the process's resident memory in megabytes, as Linux counts it.
func (r *benchmark) resident(b *testing.B) float64 {
	b.Helper()
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", r.pid))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, found := strings.CutPrefix(lines.Text(), "VmRSS:"); found {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

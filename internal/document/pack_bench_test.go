//go:build unix

package document

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	pixels "image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/go-pdf/fpdf"
)

// What a child of the benchmark is to do: carry out the plan in a file, or run a
// command and print how much memory it took. Memory is asked for by a small
// process in between, because a child is charged with its parent's as well.
const childPlan, childRun = "COUNCILBOT_BENCH_PLAN", "COUNCILBOT_BENCH_RUN"

// TestMain lets the benchmark run this binary as a process of its own.
func TestMain(m *testing.M) {
	switch run, plan := os.Getenv(childRun), os.Getenv(childPlan); {
	case run != "":
		os.Exit(between(strings.Split(run, "\x1f")))
	case plan != "":
		if err := carryOut(plan); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// between runs a command and prints how much memory it took at most, in KB.
func between(command []string) int {
	_ = os.Unsetenv(childRun)
	c := exec.Command(command[0], command[1:]...)
	c.Stderr = os.Stderr
	if err := c.Run(); err != nil {
		return 1
	}
	if used, is := c.ProcessState.SysUsage().(*syscall.Rusage); is {
		fmt.Println(used.Maxrss)
	}
	return 0
}

func carryOut(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var plan PackPlan
	if err := json.Unmarshal(text, &plan); err != nil {
		return err
	}
	return PackFile(context.Background(), plan, filepath.Join(filepath.Dir(name), "out.pdf"))
}

// BenchmarkPack makes a pack of 20 papers and 500 pages, beside qpdf, which only
// puts the pages one after another: no numbers, no bookmarks, no contents, and
// none of the authors' tags.
func BenchmarkPack(b *testing.B) {
	dir := b.TempDir()
	var papers []string
	for n := range 20 {
		papers = append(papers, aPaper(b, dir, n))
	}
	plan := planned(b, papers...)
	text, err := json.Marshal(plan)
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(dir, "plan.json")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(dir, "out.pdf")
	b.Run("councilbot", func(b *testing.B) {
		b.Setenv(childPlan, name)
		timed(b, out, os.Args[0])
	})
	b.Run("survey", func(b *testing.B) {
		for b.Loop() {
			for _, paper := range papers {
				if _, err := Survey(b.Context(), paper); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("qpdf", func(b *testing.B) {
		packTool(b, "qpdf", "--version")
		timed(b, out, append(append([]string{"qpdf", "--empty", "--pages"}, papers...), "--", out)...)
	})
}

// timed runs a command, and says how much memory it took at most.
func timed(b *testing.B, out string, command ...string) {
	most := 0
	for b.Loop() {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childRun+"="+strings.Join(command, "\x1f"))
		said, err := c.Output()
		if err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
		kb, _ := strconv.Atoi(strings.TrimSpace(string(said)))
		most = max(most, kb)
	}
	info, err := os.Stat(out)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(most)/1024, "peak-MB")
	b.ReportMetric(float64(info.Size())/(1<<20), "file-MB")
}

// aPaper writes 25 pages of words, each with a picture of its own.
func aPaper(b *testing.B, dir string, n int) string {
	b.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 500))
	f := fpdf.New("P", "pt", "A4", "")
	for page := range 25 {
		f.AddPage()
		f.SetFont("Helvetica", "", 11)
		f.MultiCell(450, 14, strings.Repeat(fmt.Sprintf("Paper %d, page %d, %d. ", n, page, r.IntN(1000)), 60), "", "", false)
		picture := pixels.NewGray(pixels.Rect(0, 0, 300, 200))
		for i := range picture.Pix {
			picture.Pix[i] = color.Gray{Y: uint8(r.IntN(256))}.Y
		}
		var jpg bytes.Buffer
		if err := jpeg.Encode(&jpg, picture, nil); err != nil {
			b.Fatal(err)
		}
		name := fmt.Sprintf("%d-%d", n, page)
		f.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "JPG"}, &jpg)
		f.ImageOptions(name, 72, 500, 300, 200, false, fpdf.ImageOptions{}, 0, "")
	}
	file := filepath.Join(dir, fmt.Sprintf("paper-%d.pdf", n))
	if err := f.OutputFileAndClose(file); err != nil {
		b.Fatal(err)
	}
	return file
}

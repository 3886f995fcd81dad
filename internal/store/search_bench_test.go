package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
)

// BenchmarkSearch searches made-up records of several sizes and gives the median
// and the 99th percentile of each kind of search, and of the plainest query for
// the same words in the sqlite3 shell, where there is one:
//
//	go test ./internal/store -run '^$' -bench Search -benchtime 1x
//
// A million passages take some minutes and a gigabyte; ask for them by
// COUNCILBOT_BENCH_MILLION=1.
func BenchmarkSearch(b *testing.B) {
	sizes := []int{10_000, 100_000}
	if os.Getenv("COUNCILBOT_BENCH_MILLION") == "1" {
		sizes = append(sizes, 1_000_000)
	}
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			dir := b.TempDir()
			s := mustOpen(b, dir)
			fillPassages(b, s, size)
			if err := s.WarmSearch(b.Context()); err != nil {
				b.Fatal(err)
			}
			for _, kind := range searchKinds {
				b.Run(kind.name, func(b *testing.B) { benchSearch(b, s, filepath.Join(dir, File), min(200, 20_000_000/size), kind.words) })
			}
		})
	}
}

// searchKinds are the searches that are timed. A word of the made-up record is
// the more common the lower its number.
var searchKinds = []struct {
	name  string
	words func(n int) string
}{
	{"rare", func(n int) string { return wordOf(3000 + n*37%9000) }},
	{"two-words", func(n int) string { return wordOf(400+n*13%2000) + " " + wordOf(3000+n*37%9000) }},
	{"six-words", func(n int) string {
		return strings.Join([]string{wordOf(n % 7), wordOf(40 + n%50), wordOf(300 + n%500), wordOf(700 + n%900), wordOf(3000 + n*7%5000), wordOf(9000 + n*3%5000)}, " ")
	}},
	{"commonest", func(n int) string { return wordOf(n % 5) }},
	{"two-commonest", func(n int) string { return wordOf(n%5) + " " + wordOf(5+n%5) }},
	{"misspelt", func(n int) string { w := wordOf(3000 + n*37%9000); return w[:2] + "x" + w[3:] }},
	{"nowhere", func(n int) string { return "qqq" + strconv.Itoa(n) }},
}

// vocabulary is how many words the made-up record knows.
const vocabulary = 20_000

// wordOf makes a word of its number: two to five syllables.
func wordOf(n int) string {
	syllables := []string{"ba", "cor", "den", "fi", "gul", "ha", "jem", "kor", "lis", "mon", "nap", "or", "pel", "qua", "ris", "sto", "tem", "ul", "vor", "win"}
	word := ""
	for n += 20; n > 0; n /= 20 {
		word += syllables[n%20]
	}
	return word
}

// fillPassages makes so many passages of sixty words, a few words in most of them
// and most words in few, of all shelves and for all eyes.
func fillPassages(b *testing.B, s *Store, size int) {
	b.Helper()
	random := rand.New(rand.NewPCG(7, 11))
	zipf := rand.NewZipf(random, 1.07, 4, vocabulary-1)
	text := func(words int) string {
		var t strings.Builder
		for range words {
			t.WriteString(wordOf(int(zipf.Uint64())))
			t.WriteByte(' ')
		}
		return t.String()
	}
	for from := 0; from < size; from += 10_000 {
		mustChange(b, s, Change{Did: "filled"}, func(tx *Tx) error {
			for n := from; n < min(size, from+10_000); n++ {
				_, err := tx.exec(`INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owners, until, title, body, also) VALUES (?, ?, 0, '', ?, ?, ?, '', '', ?, ?, '')`,
					string(council.Shelves[n%9]), 1_000_000+n, n%200, noon.AddDate(0, 0, -n%3000).Format(time.DateOnly), []int{0, 0, 2, 4}[n%4], text(5), text(60))
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// benchSearch times two hundred searches of one kind, and so many of the shell's.
func benchSearch(b *testing.B, s *Store, file string, shell int, words func(int) string) {
	const rounds = 200
	eyes := council.Eyes{Member: 3, Standing: council.Seated, Now: noon}
	for b.Loop() {
		var took []time.Duration
		for n := range rounds {
			begun := time.Now()
			mustSearch(b, s, eyes, words(n))
			took = append(took, time.Since(begun))
		}
		report(b, "", took)
		report(b, "-shell", inShell(b, file, shell, words))
	}
}

func report(b *testing.B, of string, took []time.Duration) {
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	for _, share := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*share/100].Microseconds())/1000, fmt.Sprintf("p%d%s-ms", share, of))
	}
	b.ReportMetric(0, "ns/op")
}

// inShell times the plainest query for the same words, by rank, in the sqlite3
// shell, by the shell's own clock; nothing where there is no shell.
func inShell(b *testing.B, file string, rounds int, words func(int) string) []time.Duration {
	path, err := exec.LookPath("sqlite3")
	if err != nil {
		return nil
	}
	var script strings.Builder
	script.WriteString(".timer on\n.output /dev/null\n")
	for n := range rounds {
		sought, err := council.ParseSearch(words(n))
		if err != nil {
			b.Fatal(err)
		}
		var all []string
		for _, t := range sought.Terms {
			all = append(all, quoted(t))
		}
		fmt.Fprintf(&script, "SELECT p.id, highlight(passages_fts, 0, char(2), char(3)), snippet(passages_fts, 1, char(2), char(3), '…', 40) FROM passages_fts CROSS JOIN passages p ON p.id = passages_fts.rowid WHERE passages_fts MATCH '%s' AND p.sees <= 2 ORDER BY passages_fts.rank LIMIT 6;\n",
			strings.Join(all, " OR "))
	}
	shell := exec.CommandContext(b.Context(), path, "-readonly", file)
	shell.Stdin = strings.NewReader(script.String())
	out, err := shell.CombinedOutput()
	if err != nil {
		b.Fatalf("sqlite3: %v %s", err, bytes.TrimSpace(out))
	}
	var took []time.Duration
	for line := range strings.Lines(string(out)) {
		if rest, ok := strings.CutPrefix(line, "Run Time: real "); ok {
			seconds, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Duration(seconds*float64(time.Second)))
		}
	}
	return took
}

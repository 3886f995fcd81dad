package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// holds says whether a text has one of the alternatives of a must.
func holds(text, must string) bool {
	return slices.ContainsFunc(strings.Split(must, "|"), func(one string) bool {
		return strings.Contains(strings.ToLower(text), strings.ToLower(one))
	})
}

// lacking is the first must that none of an answer's quoted passages holds, or "".
func lacking(p posed, a Answer) string {
	var text strings.Builder
	for _, quote := range a.Quotes {
		text.WriteString(quote.Passage.Text + "\n")
	}
	for _, must := range p.Must {
		if !holds(text.String(), must) {
			return must
		}
	}
	return ""
}

// factsUnquoted is how many facts of the list are not quoted by the answers to their questions: the pack words
// them otherwise, or the right entry is quoted with other passages first.
const factsUnquoted = 4

func TestFactsAreQuotedByTheirQuestionsAnswers(t *testing.T) {
	library := shipped(t)
	missed := 0
	for _, p := range readPosed(t, "facts.jsonl") {
		if must := lacking(p, library.Ask(p.Question)); must != "" {
			t.Logf("%s: the answer to %q quotes no %q", p.ID, p.Question, must)
			missed++
		}
	}
	if missed > factsUnquoted {
		t.Errorf("want at most %d facts unquoted, got %d", factsUnquoted, missed)
	}
}

func TestAnAnswerIsMadeOfThePacksOwnPassages(t *testing.T) {
	library := shipped(t)
	for _, p := range readPosed(t, "questions.jsonl") {
		a := library.Ask(p.Question)
		if !a.Known {
			if a.Quotes != nil || a.Entries != nil || len(a.Nearest) > near {
				t.Errorf("%q: want nothing quoted and at most %d nearest", p.Question, near)
			}
			continue
		}
		if len(a.Quotes) == 0 || len(a.Quotes) > maxQuotes || a.Quotes[0].Entry != a.Entries[0] || len(a.DidYouMean) > didYouMean {
			t.Errorf("%q: want the best entry's passage first, at most %d in all", p.Question, maxQuotes)
		}
		for _, quote := range a.Quotes {
			if !hasPassage(quote) || len(quote.Passage.Sources) == 0 {
				t.Errorf("%q: %q is not a passage with a source of %s", p.Question, quote.Passage.Text, quote.Entry.ID)
			}
		}
	}
}

// hasPassage says whether the quote's passage stands in its entry under its heading.
func hasPassage(q Quote) bool {
	return slices.ContainsFunc(q.Entry.everySection(), func(s Section) bool {
		return s.Heading == q.Heading && slices.ContainsFunc(s.Passages, func(p Passage) bool { return p.Text == q.Passage.Text })
	})
}

func TestTheSameQuestionAlwaysHasTheSameAnswer(t *testing.T) {
	one, other := shipped(t), shipped(t)
	for _, p := range readPosed(t, "questions.jsonl") {
		if diff := cmp.Diff(summed(one.Ask(p.Question)), summed(other.Ask(p.Question))); diff != "" {
			t.Errorf("%q: -one +other\n%s", p.Question, diff)
		}
	}
}

// summed is an answer in a form that can be compared between two libraries.
func summed(a Answer) []any {
	var quotes []string
	for _, quote := range a.Quotes {
		quotes = append(quotes, quote.Entry.ID+"/"+quote.Heading+"/"+quote.Passage.Text)
	}
	return []any{a.Known, a.Score, quotes, ids(a.Entries), ids(a.DidYouMean), ids(a.Nearest), a.Corrected}
}

func TestSlipsAreCorrectedOnlyInWordsNobodyKnows(t *testing.T) {
	tests := []struct {
		name, question string
		want           []Correction
	}{
		{"two letters swapped", "govenrance", []Correction{{"govenrance", "governance"}}},
		{"several in one question", "adaptiv ledership", []Correction{{"adaptiv", "adaptive"}, {"ledership", "leadership"}}},
		{"a slip for a word not searched for", "diffrent woudl", []Correction{{"diffrent", "different"}, {"woudl", "would"}}},
		{"a slip that is the stem of another word", "tell my staf", []Correction{{"staf", "staff"}}},
		{"another form of a word of the pack", "do ctos reorganise", nil},
		{"words run together", "you've told them they'd know", nil},
		{"a word of the pack", "governance of stakeholders", nil},
		{"an English word the pack lacks", "aardvark", nil},
		{"an abbreviation", "ceo cfo xyz", nil},
		{"nothing near", "kubernetes", nil},
	}
	library := shipped(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, library.Ask(test.question).Corrected); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestQuestionsAboutNothingAreRefused(t *testing.T) {
	library := shipped(t)
	for _, question := range []string{"", "?", "the of and", "🙂🙂", strings.Repeat("x", 5000), strings.Repeat("🙂 ", 2000), "\x00\xff", "zzzz qqqq"} {
		if a := library.Ask(question); a.Known {
			t.Errorf("%q: want no answer, got %s", cut(question, 20), ids(a.Entries))
		}
	}
}

func FuzzAsk(f *testing.F) {
	for _, seed := range []string{"what is a cto", "cheif & co.", "SCS1 of IT's", "rather than a", "£7.4m", "\xff", strings.Repeat("stakeholder ", 50)} {
		f.Add(seed)
	}
	library := shipped(f)
	f.Fuzz(func(t *testing.T, question string) {
		a := library.Ask(question)
		if a.Known != (len(a.Quotes) > 0) || a.Known != (len(a.Entries) > 0) {
			t.Errorf("known %v with %d quotes of %d entries", a.Known, len(a.Quotes), len(a.Entries))
		}
	})
}

// grown is the shipped pack so many times over, each copy's words made its own by an ending, except the commonest.
func grown(b *testing.B, times int) *Library {
	l := shipped(b)
	for n := 1; n < times; n++ {
		for _, e := range l.entries[:len(l.byID)] {
			copied := *e
			copied.ID = fmt.Sprintf("%s-%d", e.ID, n)
			copied.Asks = nil
			for _, ask := range e.Asks {
				copied.Asks = append(copied.Asks, fmt.Sprintf("%s subject%d", ask, n))
			}
			l.entries = append(l.entries, &copied)
		}
	}
	l.Warm()
	return l
}

// BenchmarkAsk asks the questions of testdata in turn of the shipped pack and of ten and a hundred times as much. It
// reports the middle and the hundredth slowest answer.
func BenchmarkAsk(b *testing.B) {
	questions := readPosed(b, "questions.jsonl")
	for _, times := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("pack×%d", times), func(b *testing.B) {
			library := grown(b, times)
			var took []time.Duration
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				library.Ask(questions[i%len(questions)].Question)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}

// BenchmarkOpen is what the program pays at every start; BenchmarkWarm what the first question pays.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWarm(b *testing.B) {
	library := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		newIndex(library)
	}
}

func BenchmarkFindRole(b *testing.B) {
	library := shipped(b)
	for _, text := range []string{"cto", "cheif tech officer", "chief happiness officer"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				library.FindRole(text)
			}
		})
	}
}

func TestQuotesReadInTheOrderOfTheirEntry(t *testing.T) {
	a := shipped(t).Ask("what are the five layers everyone talks about, not the levels of a skill")
	for i := 2; i < len(a.Quotes); i++ {
		before, q := a.Quotes[i-1], a.Quotes[i]
		if before.Entry == q.Entry && before.Passage.line > q.Passage.line {
			t.Errorf("want %q before %q", q.Passage.Text, before.Passage.Text)
		}
	}
}

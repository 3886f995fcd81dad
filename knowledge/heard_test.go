package knowledge

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestHeardQuestionsBelongToAnEntry(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"under an entry", "[baker]\nwho kneads all night\n\nwho is up at three\n", ""},
		{"about other subjects", "[elsewhere]\nwhat does a butcher earn\n", ""},
		{"before the first entry", "who kneads\n[baker]\n", "heard/some.txt:1: A question stands before the first entry."},
		{"under a passage", "[baker]\n> keep the place\nwho kneads\n", ""},
		{"under a passage that is not there", "[baker]\n> no such words\nwho kneads\n", "heard/some.txt:2: Of the passages of \"baker\", one must have the words \"no such words\"; 0 do."},
		{"under an entry that is not there", "[baker]\nwho kneads\n[butcher]\nwho cuts\n", "heard/some.txt:3: No entry has the id \"butcher\"."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(os.DirFS("testdata/small"), fstest.MapFS{"heard/some.txt": {Data: []byte(test.text)}})
			switch {
			case test.want == "" && err != nil:
				t.Errorf("want no fault, got %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("want %q, got %v", test.want, err)
			}
		})
	}
}

func TestWordsHeardLeadToTheirEntry(t *testing.T) {
	l, err := Load(os.DirFS("testdata/small"), fstest.MapFS{"heard/some.txt": {Data: []byte("[baker]\nwho gets flour on the floor before dawn\nup before dawn with the ovens\n")}})
	if err != nil {
		t.Fatal(err)
	}
	x := l.index()
	q := x.read("somebody about before dawn")
	if entries, _ := x.split(x.rank(q)); len(entries) == 0 || x.entries[entries[0].subject].ID != "baker" {
		t.Errorf("want baker first, got %v", x.named(entries, 0, 3))
	}
}

func TestWordsHeardOfAPassageLeadToIt(t *testing.T) {
	const words = "keep the place clean"
	l, err := Load(os.DirFS("testdata/small"), fstest.MapFS{"heard/some.txt": {Data: []byte("[baker]\n> " + words + "\nwho gets flour on the floor before dawn\n")}})
	if err != nil {
		t.Fatal(err)
	}
	q := l.index().read("before dawn, flour on my floor")
	entries, _ := l.index().split(l.index().rank(q))
	if quotes := l.index().quote(q, entries); !strings.Contains(quotes[0].Passage.Text, words) {
		t.Errorf("want the passage with %q first, got %q", words, quotes[0].Passage.Text)
	}
}

func TestKinshipTellsOurSubjectsFromOthers(t *testing.T) {
	x := shipped(t).index()
	kinship := func(question string) float64 { return x.kinship.of(x.read(question).words) }
	ours := kinship("nobody warned my staff that their tickets would move to another team")
	others := kinship("will it rain on my sister's wedding on saturday")
	if ours <= 1 || others >= -1 {
		t.Errorf("want well above and well below 0, got %.2f and %.2f", ours, others)
	}
}

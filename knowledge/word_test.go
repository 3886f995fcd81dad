package knowledge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitWords(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"letters and digits", "Plan B, 2012: go!", "plan b 2012 go"},
		{"an abbreviation with dots", "the C.T.O. said", "the cto said"},
		{"a number with a dot", "£7.4m of £16bn.", "7.4m of 16bn"},
		{"a possessive", "The CTO's and the CTO’s", "the cto and the cto"},
		{"a short form", "don't, can’t", "dont cant"},
		{"a hyphen and a slash", "stand-up/blog", "stand up blog"},
		{"an ampersand", "R&D & cake", "r and d and cake"},
		{"accents and emoji", "Café 🙂 Siân", "café siân"},
		{"the end of a sentence", "Done. Next.", "done next"},
		{"spaces that do not break", "hd\u00a0of IT", "hd of it"},
		{"nothing", " … ", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, strings.Join(splitWords(test.text), " ")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestWordsOfOneFamilyHaveOneStem(t *testing.T) {
	for _, family := range []string{
		"manage manages managed managing manager managers management",
		"organise organises organised organising organisation organisations",
		"apprentice apprentices apprenticeship apprenticeships",
		"recruit recruits recruiting recruitment", "policy policies", "plan plans planned planning",
		"evaluate evaluating evaluation", "publish published publishing",
	} {
		words := strings.Fields(family)
		for _, word := range words {
			if stem(word) != stem(words[0]) {
				t.Errorf("want %s and %s to have one stem, got %s and %s", words[0], word, stem(words[0]), stem(word))
			}
		}
	}
}

func TestWordsOfOtherMeaningHaveOtherStems(t *testing.T) {
	for _, pair := range []string{
		"author authority", "information informal", "news new", "community communicate", "university universal",
		"police policy", "server service", "paper pape", "emergency emerging",
	} {
		one, other, _ := strings.Cut(pair, " ")
		if stem(one) == stem(other) {
			t.Errorf("%s and %s have one stem, %s", one, other, stem(one))
		}
	}
}

func TestDistanceCountsSlips(t *testing.T) {
	tests := []struct {
		one, other  string
		limit, want int
	}{
		{"chief", "chief", 2, 0}, {"cheif", "chief", 2, 1}, {"oficer", "officer", 2, 1}, {"offficer", "officer", 2, 1},
		{"officar", "officer", 2, 1}, {"tecnolgy", "technology", 2, 2}, {"cat", "dog", 2, 3}, {"a", "abcd", 2, 3},
		{strings.Repeat("x", 40), strings.Repeat("x", 40), 2, 3},
	}
	for _, test := range tests {
		if got := distance(test.one, test.other, test.limit); got != test.want {
			t.Errorf("%s, %s: want %d, got %d", test.one, test.other, test.want, got)
		}
	}
}

func TestEnglishWordsAndTheirForms(t *testing.T) {
	for _, word := range []string{"the", "gadget", "gadgets", "running", "happier", "carried", "newfangled", "aardvark", "zygote"} {
		if !isEnglish(word) {
			t.Errorf("want %q to be English", word)
		}
	}
	for _, word := range []string{"cheif", "kubernetes", "tecnology", "", "zzz", "a\nb"} {
		if isEnglish(word) {
			t.Errorf("want %q not to be English", word)
		}
	}
	if !isThing("penguins") || isThing("governance") {
		t.Error("want a penguin to be a thing, and governance none")
	}
}

func TestWhatAQuestionAsksForAndAPassageHas(t *testing.T) {
	tests := []struct {
		question string
		want     kindOfFact
	}{
		{"How many members?", aNumber}, {"who chairs it", aName}, {"What does a copy cost?", aSum}, {"why", 0},
	}
	for _, test := range tests {
		if got := wanted(strings.ToLower(test.question)); got != test.want {
			t.Errorf("%s: want %b, got %b", test.question, test.want, got)
		}
	}
	passages := []struct {
		text string
		want kindOfFact
	}{
		{"In all 76 bodies answered.", aNumber}, {"It was led by Jos Creese.", aName}, {"It cost £125.", aNumber | aSum},
		{"The council meets.", 0}, {"Seven came.", aNumber},
	}
	for _, test := range passages {
		if got := factsIn(test.text); got != test.want {
			t.Errorf("%s: want %b, got %b", test.text, test.want, got)
		}
	}
}

func TestWordsOfOtherSubjectsAreNoticed(t *testing.T) {
	x := shipped(t).index()
	tests := []struct {
		question string
		want     int
	}{
		{"how old is the chair", 1}, {"what is the weather in paris", 2}, {"who chairs the council", 0},
		{"department for work and pensions", 0},
	}
	for _, test := range tests {
		if got := x.read(test.question).outside; got != test.want {
			t.Errorf("%s: want %d, got %d", test.question, test.want, got)
		}
	}
}

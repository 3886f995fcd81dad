package commands_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"councilbot/knowledge"
)

// revised is the shipped pack with one entry of the operator's own in the place
// of the shipped one, with or without a newer source.
func revised(t *testing.T, words, source string) *knowledge.Library {
	t.Helper()
	library, err := knowledge.Load(knowledge.Pack(), fstest.MapFS{
		"guidance/it-budget.md": {Data: []byte(strings.ReplaceAll(`---
title: Money for IT
aliases: [it budget, cash for it, money]
asks: [where does the money come from, who pays for it, how much should it cost, why is the budget so small, how do i get more money]
summary: How to ask for money for IT.
sources: [SOURCE]
verified: 2027-01-05
verifier: Operator
---
`+words+` [^SOURCE]
`, "SOURCE", source))},
		"sources.yaml": {Data: []byte("newer-2027:\n  title: A newer word on money\n  publisher: Operator\n  date: 2027-02-14\n  licence: ours\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func TestAnEntryThatChangedSaysSoOnce(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	d.Library = revised(t, "Ask early.", "council-judgement")
	must(t, p.types("/ask read it-budget"), "no: Changed since you last looked", "Money for IT")
	must(t, p.types("/ask read it-budget"), "no: Changed since you last looked")

	reworded := fresh(t, d)
	reworded.Library = revised(t, "Ask early and often.", "council-judgement")
	p.d = reworded
	must(t, p.types("/ask read it-budget"), "Changed since you last looked. Its words were put right", "21 November 2026", "checked on 5 January 2027")
	must(t, p.types("/ask read it-budget"), "no: Changed since you last looked")

	sourced := fresh(t, d)
	sourced.Library = revised(t, "Ask early and often.", "newer-2027")
	p.d = sourced
	must(t, p.types("/ask read it-budget"), "Changed since you last looked. It now rests on a newer source: A newer word on money, Operator, 14 February 2027", "was of 21 November 2026 when you looked")
	other := someone(t, sourced, "Siân")
	must(t, other.types("/ask read it-budget"), "no: Changed since you last looked")
	must(t, someone(t, sourced, "").types("/ask read it-budget"), "Money for IT", "no: Changed")
}

func TestWhatIsReadIsWrittenOnlyWhenItChanged(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	for _, id := range []string{"it-budget", "chief-technology-officer", "technology-architecture"} {
		p.types("/ask read " + id)
	}
	before, err := d.Store.Looked(t.Context(), p.who.ID)
	if err != nil || len(before) != 3 {
		t.Fatalf("looked at %v, %v, want three entries of three kinds", before, err)
	}
	p.types("/ask read it-budget")
	after, err := d.Store.Looked(t.Context(), p.who.ID)
	if err != nil || len(after) != 3 || after["it-budget"] != before["it-budget"] {
		t.Errorf("after looking again %v, %v, want %v", after, err, before)
	}
}

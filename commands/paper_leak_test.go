package commands_test

import (
	"fmt"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// guarded is a paper with the people who may see it once it is out; "channel" is
// what is posted there, "public" what anybody reads on the web.
type guarded struct {
	marking council.Marking
	closed  bool
	word    string // in its title, its file's name and its author's name
	seenBy  string
}

var guardedPapers = []guarded{
	{council.MarkClear, false, "alpha", "secretary sponsor member deputy visitor channel public"},
	{council.MarkGreen, false, "bravo", "secretary sponsor member deputy"},
	{council.MarkClosed, false, "charlie", "secretary sponsor member deputy"},
	{council.MarkAmber, false, "delta", "secretary sponsor member deputy"},
	{council.MarkStrict, false, "echo", "secretary sponsor member deputy"},
	{council.MarkRed, false, "foxtrot", "secretary sponsor"},
	{"", false, "golf", "secretary sponsor"},
	{council.MarkClear, true, "hotel", "secretary sponsor"},
	{council.MarkRed, true, "india", "secretary sponsor"},
}

// keepGuarded keeps the papers, each with a file, by authors without a seat.
func keepGuarded(t *testing.T, d *commands.Desk, open, closed council.ItemID) {
	t.Helper()
	for _, g := range guardedPapers {
		sha, size, err := d.Store.KeepFile([]byte("content of " + g.word))
		if err != nil {
			t.Fatal(err)
		}
		p := council.Paper{Item: open, Title: "On " + g.word, Writer: "Author " + g.word, Email: g.word + "@body.example", Purpose: council.ToDecide, Marking: g.marking, Stage: council.PaperAsked}
		if g.closed {
			p.Item = closed
		}
		_, err = d.Store.Change(t.Context(), store.Change{Did: "paper.received", At: now}, func(tx *store.Tx) error {
			id, err := tx.PutPaper(p)
			if err != nil {
				return err
			}
			_, err = tx.Receive(council.PaperRevision{Paper: id, File: council.File{SHA: sha, Name: g.word + ".pdf", Type: "application/pdf", Size: size}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// paperWords are all that shows papers, of every paper that there is.
func paperWords() []string {
	words := []string{"/paper", "/paper list #1", "/paper list #2", "/paper mine", "/paper attach", "/paper ask", "/paper help", "/agenda", "/agenda show #1",
		"/agenda check #1", "/agenda versions #1", "/agenda plan", "/agenda mine", "/meeting", "/meeting show #1"}
	for i := range guardedPapers {
		for _, verb := range []string{"show", "get", "revise", "track", "until", "withdraw", "edit", "words", "remind", "publish"} {
			words = append(words, fmt.Sprintf("/paper %s %d", verb, i+1))
		}
	}
	return words
}

// sees checks that a person is shown what they may see somewhere, and nothing else
// anywhere, neither in words nor in what a button or a form holds.
func (p *person) sees(who, when string, out bool) {
	p.t.Helper()
	var all strings.Builder
	for _, words := range paperWords() {
		all.WriteString(p.types(words))
		fmt.Fprintf(&all, "%+v\n", p.last)
	}
	for _, g := range guardedPapers {
		may := strings.Contains(" "+g.seenBy+" ", " "+who+" ")
		shown := strings.Contains(all.String(), g.word)
		if shown && !may || may && out && g.marking != "" && !shown {
			p.t.Errorf("%s, the %s is shown %q (%s, closed: %v): %v, want %v", when, who, g.word, g.marking, g.closed, shown, may)
		}
	}
}

func TestAMarkedOrClosedPaperNeverLeaks(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Open item", "ask": "Agree.", "purpose": "decision"})
	tobias.proposes(map[string]string{"title": "Closed item", "ask": "Agree.", "purpose": "decision", "openness": "closed", "reason": "prices are being agreed"})
	items, err := d.Store.ItemsOf(t.Context(), tobias.who.ID)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]council.ItemID{}
	for _, item := range items {
		ids[item.Title] = item.ID
		eilidh.types(fmt.Sprintf("/agenda accept i%d", item.ID))
	}
	keepGuarded(t, d, ids["Open item"], ids["Closed item"])
	gwen := someone(t, d, "Gwenllian")
	gwen.types("/meeting reply deputy")
	gwen.fills(map[string]string{"deputy": "Mair Llwyd", "account": "UDEPUTY"})
	mair := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UDEPUTY"}}
	readers := map[string]*person{"member": someone(t, d, "Harriet"), "visitor": someone(t, d, ""), "deputy": mair}
	look := func(when string, out bool) {
		t.Helper()
		for who, p := range readers {
			if !out && who != "member" { // what is not out is for members at most
				p.sees("nobody", when, false)
				continue
			}
			p.sees(who, when, out)
		}
		paperLeaksOutside(t, d, when)
	}
	look("before the agenda is out", false)
	eilidh.types("/agenda post")
	look("once it is out", true)
	must(t, someone(t, d, "Harriet").types("/agenda"), "A paper that is not for everybody: TLP:RED.", "A paper that is not for everybody: prices are being agreed.")
	isSent(t, d)
	for i := range guardedPapers {
		eilidh.types(fmt.Sprintf("/paper revise %d", i+1))
		eilidh.fills(map[string]string{"link": "https://body.example/" + guardedPapers[i].word, "changed": "New in " + guardedPapers[i].word})
	}
	look("with a second revision", true)
	eilidh.types(fmt.Sprintf("/agenda edit i%d", ids["Open item"]))
	eilidh.fills(map[string]string{"openness": "closed", "reason": "it became confidential"})
	for _, p := range readers {
		p.sees("nobody", "with every item closed", false)
	}
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "agenda"})
	if err != nil || len(rows) < 2 {
		t.Fatal(rows, err)
	}
	if last := string(rows[len(rows)-1].Message); strings.Contains(last, "alpha") || !strings.Contains(last, "it became confidential") {
		t.Errorf("the post in the channel still names the paper of an item that is closed by now:\n%s", last)
	}
}

// paperLeaksOutside searches what is posted, what is sent to others than those who
// handle the papers, what the public reads, and the audit.
func paperLeaksOutside(t *testing.T, d *commands.Desk, when string) {
	t.Helper()
	may := map[council.MemberID]bool{member(t, d, "Eilidh").ID: true, member(t, d, "Tobias").ID: true}
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	papers, err := d.Store.Public().Papers(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	audit, err := d.Store.Audit(t.Context(), store.Sought{})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range guardedPapers {
		for _, row := range rows {
			if !may[row.To.Member] && !strings.Contains(g.seenBy, "channel") && strings.Contains(string(row.Message), g.word) {
				t.Errorf("%s, %s is sent %q: %s", when, row.To, g.word, row.Message)
			}
		}
		if !strings.Contains(g.seenBy, "public") && strings.Contains(fmt.Sprintf("%+v", papers), g.word) {
			t.Errorf("%s, the public reads %q", when, g.word)
		}
		if strings.Contains(fmt.Sprintf("%+v", papers), g.word+"@") || strings.Contains(fmt.Sprint(audit), g.word) {
			t.Errorf("%s, the public reads an address or the audit names %q", when, g.word)
		}
	}
}

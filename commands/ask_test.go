package commands_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// unanswerable is a question whose words the pack has and whose answer it has
// not.
const unanswerable = "how much does a plumber earn"

func TestAnAnswerIsQuotedWithItsSourceAndDate(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "")
	const question = "who should sign off our plans"
	got := p.types("/ask " + question)
	must(t, got, "Asked: "+question, "Source: ", "Socitm, ", "Read all: IT governance", "Did you mean:", "Share here")
	answer := d.Library.Ask(question)
	for _, q := range answer.Quotes {
		must(t, got, q.Passage.Text)
	}
	for _, e := range answer.DidYouMean {
		must(t, got, e.Title)
	}
	must(t, p.presses("Read all: "), "IT governance\n", "Sources:")
	if again := p.types("/ask " + question); again != got {
		t.Errorf("the same question is answered differently:\n%s", again)
	}
}

func TestWhatWasSoSaysWhen(t *testing.T) {
	p := someone(t, newDesk(t), "")
	must(t, p.types("/ask when did the goverment cio go"), "I read “goverment” as “government”.", "Was so in 2013, by the date of its source.")
	must(t, p.presses("Read all: "), "This is history.")
}

func TestAnAnswerHoldsOnlyQuotesAndFixedLabels(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "")
	for _, question := range []string{"who should sign off our plans", "what are the five layers", "cto", "what are the four ways to tell staff", "when did the government cio go"} {
		rest, a := p.types("/ask "+question), d.Library.Ask(question)
		if !a.Known {
			t.Errorf("%q is not answered", question)
			continue
		}
		parts := []string{"Asked: " + question, "Source:", "Was so in", ", by the date of its source.", "Read all:", "Did you mean:", "Buttons:", "Button:",
			"This does not answer it: ask people", "Share here", " and "}
		for _, q := range a.Quotes {
			parts = append(append(append(parts, q.Passage.Text, q.Entry.Title, q.Heading), q.Passage.Cells...), q.Passage.Head...)
			for _, s := range q.Passage.Sources {
				parts = append(parts, s.URL, s.Title, s.Publisher)
			}
		}
		for _, e := range append(a.Entries, a.DidYouMean...) {
			label := []rune("Read all: " + e.Title)
			parts = append(parts, e.Title, string(label[:min(74, len(label))])+"…")
		}
		slices.SortFunc(parts, func(a, b string) int { return len(b) - len(a) })
		for _, part := range parts {
			if part != "" {
				rest = strings.ReplaceAll(rest, part, "")
			}
		}
		for word := range strings.FieldsFuncSeq(rest, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if _, err := time.Parse("January", word); err != nil {
				t.Errorf("to %q, %q is neither quoted nor a fixed label:\n%s", question, word, rest)
			}
		}
	}
}

func TestWhatThePackDoesNotHoldIsNotAnswered(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	must(t, p.types("/ask "+unanswerable), "I do not know", "The council's sources hold no answer to “"+unanswerable+"”", "The nearest they hold:", "Ask people", "Its words and your name are not kept", "no: Share here")
	must(t, p.types("/ask 🙂🙂"), "I do not know")
	must(t, p.types("/ask "+strings.Repeat("wombat ", 2000)), "I do not know", "no: Ask people")
	questions, err := d.Store.Questions(t.Context(), now)
	if err != nil || len(questions) != 3 {
		t.Fatalf("%d unanswered questions are counted, %v, want 3", len(questions), err)
	}
	for _, q := range questions {
		if q.Words != "" || q.Asker != 0 || q.PutTo != "" {
			t.Errorf("of an unanswered question is kept %+v, want nothing but that it was asked", q)
		}
	}
}

func TestAQuestionDeliveredTwiceIsCountedOnce(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	for range 2 {
		p.tell(commands.Slash, "ask", unanswerable, "one key", nil)
	}
	if questions, err := d.Store.Questions(t.Context(), now); err != nil || len(questions) != 1 {
		t.Errorf("%d questions, %v, want one", len(questions), err)
	}
}

// posted gives what was put to others.
func posted(t *testing.T, d *commands.Desk) []store.Delivery {
	t.Helper()
	all, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "question"})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func letterOf(t *testing.T, d store.Delivery) string {
	t.Helper()
	m, err := ui.Decode(d.Message)
	if err != nil {
		t.Fatal(err)
	}
	return ui.Plain(m)
}

func TestAQuestionIsPutToTheChannelInTheAskersWords(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	p.types("/ask " + unanswerable)
	must(t, p.presses("Ask people"), "By sending this you agree", "Now: "+unanswerable, "Everybody, in the council's channel")
	must(t, p.fills(map[string]string{"words": "Who shares a plumber? <@here> & 🙂"}), "on its way", "“Who shares a plumber? <@here> & 🙂”", "Take my question back")
	all := posted(t, d)
	if len(all) != 1 || all[0].To.Channel != council.UsualChannel || !all[0].Due.Equal(now) {
		t.Fatalf("put to others: %+v, want one, to the council's channel, now", all)
	}
	must(t, letterOf(t, all[0]), "Anwen Llwyd-Pryce, Head of IT, Cwm Arian Borough Council asks the council:", "“Who shares a plumber? <@here> & 🙂”", "in this thread")
	questions, err := d.Store.Questions(t.Context(), now)
	if err != nil || questions[1].Words != "Who shares a plumber? <@here> & 🙂" || questions[1].Asker != p.who.ID || questions[1].PutTo != "channel/council" {
		t.Errorf("kept: %+v, %v, want the words, the asker and the channel", questions, err)
	}
	must(t, p.presses("Take my question back"), "no longer kept")
	if all := posted(t, d); all[0].State != store.Skipped || string(all[0].Message) != "null" {
		t.Errorf("the message is %s and says %s, want it skipped and empty", all[0].State, all[0].Message)
	}
	must(t, p.types("/ask forget: 2"), "no such question of yours")
}

func TestAQuestionWithoutANameNamesNobody(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	p.types("/ask everybody: who shares a plumber?")
	must(t, p.fills(map[string]string{"name": "without"}), "neither shown nor kept", "no: Take my question back")
	must(t, letterOf(t, posted(t, d)[0]), "A member asks the council:", "no: Anwen", "no: Cwm Arian")
	questions, err := d.Store.Questions(t.Context(), now)
	entries, audited := d.Store.Audit(t.Context(), store.Sought{By: p.who.ID})
	if err != nil || audited != nil || questions[0].Asker != 0 || len(entries) != 0 {
		t.Errorf("kept: %+v, %v; audit %v, %v; want no asker in either", questions, err, entries, audited)
	}
}

func TestAnExpertIsAskedWhoAgreedAndWhoseSubjectItIs(t *testing.T) {
	d := newDesk(t)
	anwen, declan := someone(t, d, "Anwen"), someone(t, d, "Declan")
	anwen.types("/ask everybody: who renews control rooms over a weekend")
	must(t, ui.Plain(anwen.last), "no: Declan")
	declan.types("/setup asked yes")
	_, err := d.Store.Change(t.Context(), store.Change{At: now}, func(tx *store.Tx) error {
		return tx.PutPreference(declan.who.ID, council.Preference{From: 13, Until: 17})
	})
	if err != nil {
		t.Fatal(err)
	}
	anwen.types("/ask everybody: who renews control rooms over a weekend")
	must(t, ui.Plain(anwen.last), "Declan Mac Giolla Moyle, Head of ICT")
	form, to := anwen.last, "member/6"
	must(t, anwen.fills(map[string]string{"to": to, "name": "without"}), "needs to know whom to answer")
	anwen.last = form
	must(t, anwen.fills(map[string]string{"to": to}), "goes to the member you chose, in their own hours")
	all := posted(t, d)
	if len(all) != 1 || all[0].To.Member != declan.who.ID || !all[0].After.Equal(time.Date(2027, time.March, 2, 13, 0, 0, 0, time.UTC)) {
		t.Fatalf("put to %+v, want Declan, from 13:00", all)
	}
	must(t, letterOf(t, all[0]), "Anwen Llwyd-Pryce, Head of IT, Cwm Arian Borough Council asks you:", "Please answer Anwen Llwyd-Pryce directly", "Button: I do not want to be asked any more")
	declan.types("/setup asked no")
	anwen.last = form
	must(t, anwen.fills(map[string]string{"to": to}), "does not ask to be named any more")
}

func TestWhoSetNoHoursIsAskedWithinTheCouncils(t *testing.T) {
	d := newDesk(t)
	someone(t, d, "Eilidh").types("/council settings hours 11-16")
	anwen, beatrice := someone(t, d, "Anwen"), someone(t, d, "Beatrice")
	beatrice.types("/setup asked yes")
	anwen.types("/ask everybody: who is a " + beatrice.who.Title + "?")
	anwen.fills(map[string]string{"to": fmt.Sprintf("member/%d", beatrice.who.ID)})
	all := posted(t, d)
	if len(all) != 1 || !all[0].After.Equal(time.Date(2027, time.March, 2, 11, 0, 0, 0, time.UTC)) {
		t.Fatalf("put to %+v, want Beatrice, from 11:00", all)
	}
	must(t, letterOf(t, all[0]), "Please send your answer to the secretary, who passes it on.", "no: in Slack")
}

func TestAnAnswerIsNotQuotedWhenThePracticeItRestsOnHasGone(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", oneDesk())
	harriet, tobias, visitor := someone(t, d, "Harriet"), someone(t, d, "Tobias"), someone(t, d, "")
	const ask = "who lends a drone for flood surveys"
	harriet.types("/ask everybody: " + ask)
	harriet.fills(nil)
	tobias.types("/ask answer: 1")
	must(t, tobias.fills(map[string]string{"answer": "Three fire services do.", "practice": "1"}), "The answer is in the library.")
	must(t, visitor.types("/ask "+ask), "The council's own answer. Three fire services do.", "resting on practice 1 of the library")
	must(t, tobias.types("/ask answers"), "no: quoted no more")
	harriet.types("/practice retire 1")
	must(t, visitor.types("/ask "+ask), "I do not know", "no: Three fire services")
	must(t, tobias.types("/ask answers"), "What it rests on was replaced or taken back, so it is quoted no more.", "Take answer 1 back")
}

func TestAFormThatAsksPeopleIsReadFieldByField(t *testing.T) {
	d := newDesk(t)
	p := someone(t, d, "Anwen")
	p.types("/ask everybody:")
	got := p.fills(map[string]string{"words": " ", "to": "member/x", "name": ""})
	must(t, got, "Write the question here.", "Choose whether your name is shown.", "does not ask to be named")
	if all := posted(t, d); len(all) != 0 {
		t.Errorf("put to others: %+v, want nothing", all)
	}
	visitor := someone(t, d, "")
	must(t, visitor.types("/ask everybody: anything"), "Only members can put a question")
	must(t, visitor.tell(commands.Button, "posed", "", visitor.key(), map[string]string{"words": "x", "to": "channel", "name": "with"}), "This is for the council's members")
}

func TestAMessageToTheBotIsAQuestion(t *testing.T) {
	p := someone(t, newDesk(t), "")
	must(t, p.tell(commands.Button, "mention", "who should sign off our plans", "k", nil), "IT governance", "no: Share here", "no: Only you")
	must(t, p.tell(commands.Button, "mention", "", "k2", nil), "Ask a question")
	must(t, p.tell(commands.Button, "mention", unanswerable, "k3", nil), "I do not know")
}

func TestAMessageToTheBotMayBeASearch(t *testing.T) {
	d := newDesk(t)
	shelves(t, d, "Harriet", with(oneDesk(), "licence", "members"))
	yusuf, table := someone(t, d, "Yusuf"), commands.NewTable(d.Routes())
	writes := func(channel, text string) string {
		t.Helper()
		reply, err := table.Ask(t.Context(), commands.Mention, "mention", commands.Request{From: yusuf.who, Text: text, Channel: channel, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		return ui.Plain(reply)
	}
	must(t, writes("D0123", "search: service desk kind:practice"), "Searched for: kind:practice service desk.", "Open: One service desk for three districts", "You see what your standing lets you see", "no: Share here")
	must(t, writes("C0123", "Search:service desk kind:practice"), "Searched for:", "Nothing that you may see holds these words", "This is what anybody may see.", "no: three districts")
	must(t, writes("C0123", "everything: service desk kind:guidance"), "Guidance, checked")
	must(t, writes("D0123", "search:"), "Say what you are looking for", "Write a search")
	must(t, writes("D0123", "district service desk"), "From the library. One service desk for three districts.")
	must(t, writes("C0123", "district service desk"), "no: From the library")
}

func TestAskingByFormIsAskingByCommand(t *testing.T) {
	p := someone(t, newDesk(t), "")
	typed := p.types("/ask who should sign off our plans")
	p.types("/ask")
	p.presses("Write a question")
	if got := p.fills(map[string]string{"question": "who should  sign off\nour plans"}); got != typed {
		t.Errorf("the form answers\n%s\nwant\n%s", got, typed)
	}
	p.types("/ask")
	p.presses("Write a question")
	must(t, p.fills(nil), "Write your question here.")
	typed = p.types("/ask Who should sign off our plans?")
	p.types("/ask")
	if got := p.presses("Who should sign off our plans?"); got != typed {
		t.Errorf("the example answers\n%s\nwant\n%s", got, typed)
	}
}

func TestEveryExampleIsAnswered(t *testing.T) {
	p := someone(t, newDesk(t), "")
	p.types("/ask")
	page, examples := p.last, 0
	for _, b := range body(page) {
		row, _ := b.(ui.Buttons)
		for _, x := range row.Row {
			if p.last = page; x.Do == "ask" {
				must(t, p.presses(x.Label), "Asked: ", "no: I do not know")
				examples++
			}
		}
	}
	if examples < 3 {
		t.Errorf("%d examples, want three", examples)
	}
}

func TestAnAnswerIsSharedWithItsQuestion(t *testing.T) {
	p := someone(t, newDesk(t), "Anwen")
	p.types("/ask who should sign off our plans")
	got := p.presses("Share here")
	must(t, got, "Asked: who should sign off our plans", "Shared by Anwen Llwyd-Pryce", "no: Only you")
	if m := p.last.(ui.Message); !m.Public {
		t.Error("what is shared is private")
	}
	p.types("/ask read it-governance")
	must(t, p.presses("Share here"), "IT governance\n", "Shared by Anwen")
}

func TestAPageThatHasGoneSaysWhatToDo(t *testing.T) {
	p := someone(t, newDesk(t), "")
	must(t, p.types("/ask read an-old-page"), "That page is no longer in the pack. Ask for it in your own words with /ask")
}

// BenchmarkAskWithTheRecord asks what the pack answers, with a record beside it
// that holds some of the words.
func BenchmarkAskWithTheRecord(b *testing.B) {
	d := newDesk(b)
	_, err := d.Store.Change(b.Context(), store.Change{Did: "filled", At: now}, func(tx *store.Tx) error {
		for n := range 300 {
			if _, err := tx.AddDecision(council.Decision{Words: fmt.Sprint("The council agrees to plan number ", n, " for a shared service desk."), On: council.DayOf(now)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	d.Library.Warm()
	for b.Loop() {
		if _, err := d.Ask(b.Context(), commands.Request{Text: "who should sign off our plans for the service desk", Now: now}); err != nil {
			b.Fatal(err)
		}
	}
}

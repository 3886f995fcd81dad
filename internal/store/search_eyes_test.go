package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
)

// record fills a council's record with one thing of every kind and every standing,
// each with a word of its own that is in nothing else, and gives who may find it.
type record struct {
	t      *testing.T
	s      *Store
	author council.MemberID
	open   council.Meeting // its agenda is published and its minutes are out
	words  map[string]string
}

// Who may find a word: a stands for anyone, d for a deputy at the meeting, m for a
// member, l for the librarian, s for the secretary, o for the author.
const everybody, insiders, councilOnly, officers, mine, authorsOnly, nobody = "admlso", "dmlso", "mlso", "lso", "so", "o", ""

func (r *record) in(word, who string) string {
	r.words[word] = who
	return word
}

func fillEverything(t *testing.T, s *Store) *record {
	r := &record{t: t, s: s, words: map[string]string{}}
	r.author = mustPut(t, s, council.Member{Name: "Author", Region: r.in("privateregion", mine)})
	r.open = mustCall(t, s, noon.AddDate(0, 0, 20))
	r.items()
	r.papers()
	r.register()
	r.practices()
	r.unannounced()
	r.answers()
	r.unsearched()
	mustChange(t, s, Change{Did: "put"}, func(tx *Tx) error {
		for word, to := range map[string]string{r.in("askedofall", councilOnly): "channel/council", r.in("askedofone", officers): "member/99"} {
			if _, err := tx.AddQuestion(Question{Words: word, Asker: r.author, PutTo: to}); err != nil {
				return err
			}
		}
		return nil
	})
	mustPublish(t, s, r.open)
	r.minutes()
	return r
}

// item puts an item on the agenda of a meeting.
func (r *record) item(m council.Meeting, title, ask, closed string) council.ItemID {
	item := anItem(m, title, r.author)
	item.Ask, item.Closed, item.Presenter = ask, closed, title+"presenter"
	id := mustPropose(r.t, r.s, item)
	mustAccept(r.t, r.s, id)
	return id
}

func (r *record) items() {
	r.item(r.open, r.in("openitem", everybody), r.in("openask", everybody), "")
	r.in("openitempresenter", insiders)
	r.item(r.open, r.in("closeditem", everybody), r.in("closedask", mine), r.in("closedreason", everybody))
	r.in("closeditempresenter", mine)
	draft := mustCall(r.t, r.s, noon.AddDate(0, 4, 0))
	r.item(draft, r.in("draftitem", insiders), "", "")
	proposal := anItem(draft, r.in("proposal", mine), r.author)
	mustPropose(r.t, r.s, proposal)
	proposal.Title, proposal.State = r.in("deferreditem", councilOnly), council.ItemDeferred
	mustPropose(r.t, r.s, proposal)
}

// paper keeps a paper that came with a text.
func (r *record) paper(item council.ItemID, title, text string, marking council.Marking, out bool) council.PaperID {
	p := paperFor(item, title)
	p.Author, p.Marking = r.author, marking
	id := mustPaper(r.t, r.s, p)
	f := mustReceive(r.t, r.s, id, title+".txt", text)
	if out {
		mustPutOut(r.t, r.s, id)
	}
	mustChange(r.t, r.s, Change{}, func(tx *Tx) error {
		return tx.PutReading(council.Reading{SHA: f.SHA, State: council.Read, Kind: "txt"}, []council.FilePassage{{Page: 1, Text: text}})
	})
	return id
}

func (r *record) withdraw(id council.PaperID) {
	mustChange(r.t, r.s, Change{Did: "paper.withdrawn"}, func(tx *Tx) error {
		p, err := tx.Paper(id)
		if err == nil {
			p, err = p.Withdraw()
		}
		if err == nil {
			_, err = tx.PutPaper(p)
		}
		return err
	})
}

func (r *record) papers() {
	open, shut := r.item(r.open, "Open", "", ""), r.item(r.open, "Shut", "", "prices")
	r.paper(open, r.in("clearpaper", everybody), r.in("cleartext", everybody), council.MarkClear, true)
	r.paper(open, r.in("greenpaper", insiders), r.in("greentext", insiders), council.MarkGreen, true)
	for _, marking := range []council.Marking{council.MarkClosed, council.MarkAmber, council.MarkStrict} {
		word := map[council.Marking]string{council.MarkClosed: "notforpublication", council.MarkAmber: "amber", council.MarkStrict: "strictest"}[marking]
		r.paper(open, r.in(word+"paper", insiders), r.in(word+"text", insiders), marking, true)
	}
	r.paper(open, r.in("unmarkedpaper", mine), r.in("unmarkedtext", mine), "", false)
	r.withdraw(r.paper(open, r.in("withdrawnpaper", mine), r.in("withdrawntext", nobody), council.MarkClear, false))
	r.paper(open, r.in("redpaper", mine), r.in("redtext", mine), council.MarkRed, true)
	r.paper(open, r.in("earlypaper", councilOnly), r.in("earlytext", mine), council.MarkClear, false)
	r.paper(shut, r.in("shutpaper", mine), r.in("shuttext", mine), council.MarkClear, true)
}

func (r *record) register() {
	shut := r.item(r.open, "Shut too", "", "prices")
	mustChange(r.t, r.s, Change{Did: "put"}, func(tx *Tx) error {
		for _, d := range []council.Decision{{Words: r.in("opendecision", everybody), Dissent: r.in("opendissent", councilOnly)}, {Words: r.in("shutdecision", mine), Dissent: r.in("shutdissent", mine), Item: shut}} {
			d.Meeting, d.On = r.open.ID, council.DayOf(noon)
			if _, err := tx.AddDecision(d); err != nil {
				return err
			}
		}
		for _, a := range []council.Action{{What: r.in("openaction", everybody)}, {What: r.in("shutaction", mine), Item: shut}} {
			a.Owners, a.Due, a.State, a.Meeting = []council.Owner{{Member: r.author}, {Name: a.What + "owner"}}, council.DayOf(noon), council.ActionOpen, r.open.ID
			if _, err := tx.PutAction(a, council.ActionStep{Did: "agreed"}); err != nil {
				return err
			}
		}
		return nil
	})
	r.in("openactionowner", councilOnly)
	r.in("shutactionowner", mine)
}

func (r *record) practices() {
	for _, p := range []struct {
		word, who string
		state     council.PracticeState
		licence   council.Licence
	}{
		{"openpractice", everybody, council.PracticeApproved, council.LicenceOGL}, {"memberspractice", councilOnly, council.PracticeApproved, council.LicenceMembers},
		{"proposedpractice", officers, council.PracticeProposed, council.LicenceOGL}, {"draftpractice", authorsOnly, council.PracticeDraft, council.LicenceOGL}, {"givenbackpractice", authorsOnly, council.PracticeReturned, council.LicenceOGL},
		{"retiredpractice", officers, council.PracticeRetired, council.LicenceOGL},
	} {
		practice := aPractice(r.in(p.word, p.who), r.author)
		practice.State, practice.Licence = p.state, p.licence
		mustShare(r.t, r.s, practice, 0)
	}
}

// unannounced publishes the agenda and a paper of a meeting that the secretary has
// not announced, and records what was agreed for it: the public knows of none.
func (r *record) unannounced() {
	mustChange(r.t, r.s, Change{Did: "put"}, func(tx *Tx) error {
		id, err := tx.PutMeeting(council.Meeting{Title: r.in("waitingmeeting", councilOnly), Place: r.in("waitingplace", councilOnly), Starts: noon.AddDate(0, 1, 0), Waiting: true})
		if err != nil {
			return err
		}
		if _, err := tx.AddDecision(council.Decision{Words: r.in("waitingdecision", councilOnly), Meeting: id, On: council.DayOf(noon)}); err != nil {
			return err
		}
		a := council.Action{What: r.in("waitingaction", councilOnly), Owners: []council.Owner{{Name: "X"}}, Due: council.DayOf(noon), State: council.ActionOpen, Meeting: id}
		_, err = tx.PutAction(a, council.ActionStep{Did: "agreed"})
		return err
	})
	m, err := r.s.CalledAt(r.t.Context(), noon.AddDate(0, 1, 0))
	if err != nil {
		r.t.Fatal(err)
	}
	item := r.item(m, r.in("waitingitem", insiders), r.in("waitingask", insiders), "")
	mustPublish(r.t, r.s, m)
	r.paper(item, r.in("waitingpaper", councilOnly), r.in("waitingtext", councilOnly), council.MarkClear, true)
}

func (r *record) answers() {
	mustChange(r.t, r.s, Change{Did: "put"}, func(tx *Tx) error {
		if _, err := tx.AddAnswer(council.KnownAnswer{Ask: r.in("standingask", everybody), Words: r.in("standinganswer", everybody), By: r.author}, 0); err != nil {
			return err
		}
		id, err := tx.AddAnswer(council.KnownAnswer{Ask: r.in("takenbackask", "ls"), Words: r.in("takenbackanswer", "ls"), By: r.author}, 0)
		if err != nil {
			return err
		}
		return tx.RetireAnswer(id)
	})
}

// unsearched keeps what no search finds, whoever searches.
func (r *record) unsearched() {
	left := mustPut(r.t, r.s, council.Member{Name: r.in("leavername", nobody), SlackID: "ULEAVER", Email: r.in("leavermail", nobody) + "@x.example"})
	story := aPractice("A story", 0)
	story.Story, story.Owner, story.State, story.Licence = true, 0, council.PracticeApproved, council.LicenceOGL
	id := mustShare(r.t, r.s, story, left)
	mustChange(r.t, r.s, Change{Did: "put"}, func(tx *Tx) error {
		quote, err := tx.AddQuote(council.Quote{Practice: id, Member: r.author, SlackID: "UQ", Name: r.in("quotedname", nobody), Words: r.in("quotedwords", nobody)})
		if err != nil {
			return err
		}
		if err := tx.AnswerQuote(quote, council.QuoteNamed); err != nil {
			return err
		}
		if err := tx.PutUse(council.Use{Practice: id, Member: r.author, Line: r.in("useline", nobody)}); err != nil {
			return err
		}
		reply := council.Reply{Meeting: r.open.ID, Member: r.author, Answer: council.ByDeputy, Deputy: council.Substitute{Name: r.in("deputyname", nobody), SlackID: "UD"}}
		if err := tx.PutReply(reply); err != nil {
			return err
		}
		for _, state := range []council.CaptureState{council.Captured, council.CaptureDropped} {
			c := council.Capture{Kind: council.CaptureDecision, Words: r.in("words"+string(state), nobody), Meeting: r.open.ID, On: council.DayOf(noon), State: state, By: r.author}
			if _, err := tx.PutCapture(c); err != nil {
				return err
			}
		}
		if _, err := tx.Deliver(Delivery{Key: "k", Job: "j", To: council.Addressee{Channel: "C1"}, Message: []byte(`{"text":"` + r.in("deliveredwords", nobody) + `"}`), Due: noon}); err != nil {
			return err
		}
		if _, err := tx.BeginSetup(council.Setup{Organisation: r.in("setupbody", nobody), Token: "t"}, council.SetupPerson{Member: r.author}); err != nil {
			return err
		}
		return tx.Leave(left, 0)
	})
}

// minutes holds the meeting and circulates minutes with open and closed prose.
func (r *record) minutes() {
	a := mustAgenda(r.t, r.s, r.open)
	held, err := r.open.Hold(r.open.Ends())
	mustSettle(r.t, r.s, held, err)
	mustChange(r.t, r.s, Change{Did: "minutes", At: r.open.Ends()}, func(tx *Tx) error {
		if err := tx.BeginMinutes(r.open.ID); err != nil {
			return err
		}
		for _, item := range a.Items {
			word := map[string]string{"openitem": r.in("openprose", everybody), "closeditem": r.in("shutprose", mine)}[item.Title]
			if word == "" {
				continue
			}
			if _, _, err := tx.PutProse(r.open.ID, item.ID, word, 0); err != nil {
				return err
			}
		}
		if _, err := tx.Circulate(r.open.ID); err != nil {
			return err
		}
		_, err := tx.ProposeCorrection(council.Correction{Meeting: r.open.ID, Paragraph: council.AttendanceParagraph, Wording: r.in("correctedwords", nobody), Why: r.in("correctedwhy", nobody), By: r.author})
		return err
	})
}

// TestEverythingIsFoundByThoseWhoMaySeeItAndNobodyElse searches for the word of
// every record with everybody's eyes, as it stands and misspelt.
func TestEverythingIsFoundByThoseWhoMaySeeItAndNobodyElse(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	r := fillEverything(t, s)
	after := r.open.Ends().Add(time.Hour)
	eyes := map[string]council.Eyes{
		"a": {Now: after}, "d": {Standing: council.Deputy, Passes: []council.MeetingID{r.open.ID}, Now: after},
		"m": {Member: 98, Standing: council.Seated, Now: after}, "l": {Member: 97, Standing: council.Librarian, Now: after},
		"s": {Member: 96, Standing: council.Secretary, Now: after}, "o": {Member: r.author, Standing: council.Seated, Now: after},
	}
	for word, may := range r.words {
		for who, e := range eyes {
			found := mustSearch(t, s, e, word)
			if strings.Contains(may, who) != (len(found.Hits) > 0) {
				t.Errorf("%q is for %q; %q found %v", word, may, who, titles(found))
			}
			slip := mustSearch(t, s, e, word[:len(word)-2]+word[len(word)-1:])
			if said := fmt.Sprint(found.Hits, slip); !strings.Contains(may, who) && strings.Contains(said, word) {
				t.Errorf("%q is for %q; a slip tells %q of it: %s", word, may, who, said)
			}
		}
	}
	waiting, err := s.CalledAt(t.Context(), noon.AddDate(0, 1, 0))
	if err == nil {
		waiting, err = waiting.Start()
	}
	mustSettle(t, s, waiting, err)
	for _, word := range []string{"waitingmeeting", "waitingitem", "waitingpaper", "waitingtext", "waitingdecision", "waitingaction"} {
		if found := mustSearch(t, s, eyes["a"], word); len(found.Hits) == 0 {
			t.Errorf("once its meeting is announced nobody finds %q", word)
		}
	}
	for words, want := range map[string]int{"waitingaction": 0, "kind:action openaction": 0, "kind:action,answer waitingaction": 0, "standinganswer": 0, "waitingdecision": 1, "kind:action,decision waitingdecision": 1} {
		sought, err := council.ParseSearch(words)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := s.Public().Search(t.Context(), eyes["a"], sought); err != nil || len(found.Hits) != want || len(found.Kinds) != want {
			t.Errorf("the public pages find %+v by %q, %v, want %d, because actions and answers have no page", found, words, err, want)
		}
	}
	for _, h := range mustSearch(t, s, eyes["a"], "kind:action openaction").Hits {
		if strings.Contains(fmt.Sprint(h), "Author") {
			t.Errorf("anyone reads who has an action: %+v", h)
		}
	}
}

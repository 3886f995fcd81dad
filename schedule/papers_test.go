package schedule

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// blame is what no reminder of a paper says.
var blame = regexp.MustCompile(`(?i)\b(missing|overdue|late|failed|failure|not yet|outstanding|must|forgot|forgotten|chase[rd]?|chasing|delay(ed)?|urgent(ly)?|immediately|fault|unfortunately|remind(er|ed)?)\b`)

// paperScene is a council whose agenda has an item with papers of every kind.
type paperScene struct {
	*scene
	item council.Item
	ids  map[string]council.PaperID
}

func playPapers(t *testing.T) *paperScene {
	sc := &paperScene{scene: play(t, 0), ids: map[string]council.PaperID{}}
	ana, beatrice := sc.named("Tobias"), sc.named("Beatrice")
	sc.change(sc.at(2027, 5, 3, 9, 0), func(tx *store.Tx) error {
		a, err := tx.Agenda(sc.meeting.ID)
		if err != nil {
			return err
		}
		item := council.Item{Meeting: sc.meeting.ID, Title: "Shared desk", Purpose: council.ToDecide, Allotted: 15 * time.Minute, Sponsor: ana.ID, State: council.ItemProposed, Part: council.Business}
		if item.ID, err = tx.PutItem(item); err != nil {
			return err
		}
		if a, sc.item, err = a.Accept(item, ""); err != nil {
			return err
		}
		if _, err = tx.PutAgenda(a); err != nil {
			return err
		}
		for _, p := range []council.Paper{
			{Title: "Asked of Tobias", Author: ana.ID, Stage: council.PaperAsked},
			{Title: "Second of Tobias", Author: ana.ID, Stage: council.PaperPromised, Until: council.Day{Year: 2027, Month: 6, Date: 4}},
			{Title: "Of Beatrice outside", Author: beatrice.ID, Stage: council.PaperAsked},
			{Title: "Of a guest", Writer: "Guest Writer", Email: "guest@body.example", Stage: council.PaperAsked},
			{Title: "Already here", Author: sc.named("Harriet").ID, Stage: council.PaperReceived},
			{Title: "On its way", Author: sc.named("Chidinma").ID, Stage: council.PaperPromised},
			{Title: "Taken back", Author: sc.named("Chidinma").ID, Stage: council.PaperWithdrawn},
		} {
			p.Item, p.Purpose = sc.item.ID, council.ToDecide
			if sc.ids[p.Title], err = tx.PutPaper(p); err != nil {
				return err
			}
		}
		return tx.PutUpload(store.Upload{Paper: sc.ids["On its way"], Slack: "F1"})
	})
	return sc
}

func (sc *scene) named(name string) council.Member {
	sc.Helper()
	m, err := council.ByName(sc.members, name)
	if err != nil {
		sc.Fatal(err)
	}
	return m
}

// papersLog lists what the papers' jobs wrote.
func (sc *scene) papersLog() []string {
	return slices.DeleteFunc(sc.log(), func(line string) bool { return !strings.Contains(line, " · papers-") })
}

func TestAnAuthorIsAskedTwiceAboutTheirOwnPapersAndNothingElse(t *testing.T) {
	sc := playPapers(t)
	sc.ticks(sc.at(2027, 5, 24, 8, 0), sc.at(2027, 6, 9, 8, 0), time.Hour)
	log := sc.papersLog()
	all := strings.Join(log, "\n")
	var toTobias []string
	for _, line := range log {
		if strings.Contains(line, "· Tobias") {
			toTobias = append(toTobias, line)
		}
		if blame.MatchString(line[strings.Index(line, "\n"):]) {
			t.Errorf("a message blames somebody: %q in\n%s", blame.FindString(line[strings.Index(line, "\n"):]), line)
		}
	}
	if len(toTobias) != 2 {
		t.Fatalf("Tobias is asked %d times, want twice:\n%s", len(toTobias), strings.Join(toTobias, "\n"))
	}
	for _, line := range toTobias {
		for _, want := range []string{"“Asked of Tobias” for item 6", "“Second of Tobias”", "promised for Friday 4 June 2027", "by the end of Tuesday 1 June 2027", "It is on track", "It comes later", "It will not come"} {
			if !strings.Contains(line, want) {
				t.Errorf("it does not say %q:\n%s", want, line)
			}
		}
		for _, other := range []string{"Beatrice", "guest", "Already here"} {
			if strings.Contains(line, other) {
				t.Errorf("it speaks of %q, which is not theirs:\n%s", other, line)
			}
		}
	}
	for _, never := range []string{"“Already here”", "“On its way”", "“Taken back”"} {
		if strings.Contains(all, never) {
			t.Errorf("somebody is asked about %s", never)
		}
	}
	for _, want := range []string{"Beatrice Oldcastle-Wu (b.oldcastle-wu@penhallock.example) is not in Slack", "Guest Writer (guest@body.example) is not in Slack", "Please answer this e-mail"} {
		if n := strings.Count(all, want); n < 2 {
			t.Errorf("%q is said %d times, want twice to the secretary", want, n)
		}
	}
	for title, id := range sc.ids {
		p, err := sc.runner.Store.Paper(t.Context(), id)
		if err != nil || p.Chased > council.MostChasers || p.Owed() && title != "On its way" && p.Chased != 2 {
			t.Errorf("%s was asked about %d times, %v", title, p.Chased, err)
		}
	}
}

func TestAMovedMeetingGivesNoThirdReminder(t *testing.T) {
	sc := playPapers(t)
	sc.ticks(sc.at(2027, 5, 24, 8, 0), sc.at(2027, 6, 3, 8, 0), time.Hour)
	m, err := sc.meeting.Move(sc.at(2027, 7, 8, 10, 0), "the room is not free", sc.at(2027, 6, 3, 9, 0))
	sc.follow(sc.at(2027, 6, 3, 9, 0), m, err)
	sc.ticks(sc.at(2027, 6, 3, 10, 0), sc.at(2027, 7, 7, 8, 0), time.Hour)
	asked := 0
	for _, line := range sc.papersLog() {
		if strings.Contains(line, "· Tobias") {
			asked++
		}
	}
	if asked != 2 {
		t.Errorf("Tobias is asked %d times in all, want twice", asked)
	}
}

func TestAReminderThatHasNotLeftGoesWithThePaper(t *testing.T) {
	sc := playPapers(t)
	tobias := sc.named("Tobias")
	sc.tick(sc.at(2027, 5, 26, 8, 0))
	sc.tick(sc.at(2027, 5, 26, 9, 1))
	for _, title := range []string{"Asked of Tobias", "Second of Tobias"} {
		if due := sc.dueTo(tobias); due != 1 {
			t.Fatalf("%d messages wait for Tobias, want one while a paper is owed", due)
		}
		sc.change(sc.at(2027, 5, 26, 9, 2), func(tx *store.Tx) error {
			_, err := tx.Receive(council.PaperRevision{Paper: sc.ids[title], Link: "https://council.example/paper"})
			return err
		})
	}
	if due := sc.dueTo(tobias); due != 0 {
		t.Errorf("%d messages wait for Tobias, whose papers are here", due)
	}
}

func (sc *scene) dueTo(m council.Member) int {
	sc.Helper()
	rows, err := sc.runner.Store.Deliveries(sc.Context(), store.Wanted{Member: m.ID, Job: "papers-call", State: store.Due})
	if err != nil {
		sc.Fatal(err)
	}
	return len(rows)
}

func TestTheSecretaryAndTheChairSeeWhatIsStillToCome(t *testing.T) {
	sc := playPapers(t)
	sc.ticks(sc.at(2027, 6, 1, 12, 0), sc.at(2027, 6, 2, 12, 0), time.Hour)
	told := sc.told("papers-list", "Papers still to come", "“Asked of Tobias” for item 6, “Shared desk”: asked for, Tobias", "“Of a guest”", "Guest Writer")
	if len(told) != 2 {
		t.Errorf("told: %q, want the secretary and the chair", told)
	}
}

func TestASponsorIsOfferedToAttachAPaperToADecision(t *testing.T) {
	sc := playPapers(t)
	harriet := sc.named("Harriet")
	sc.change(sc.at(2027, 5, 3, 9, 0), func(tx *store.Tx) error {
		a, err := tx.Agenda(sc.meeting.ID)
		if err != nil {
			return err
		}
		for _, purpose := range council.Purposes {
			item := council.Item{Meeting: sc.meeting.ID, Title: "For " + string(purpose), Purpose: purpose, Allotted: time.Minute, Sponsor: harriet.ID, State: council.ItemProposed, Part: council.Business}
			if item.ID, err = tx.PutItem(item); err != nil {
				return err
			}
			if a, _, err = a.Accept(item, ""); err != nil {
				return err
			}
		}
		_, err = tx.PutAgenda(a)
		return err
	})
	sc.ticks(sc.at(2027, 5, 26, 8, 0), sc.at(2027, 6, 1, 12, 0), time.Hour)
	var offers []string
	for _, line := range sc.papersLog() {
		if strings.Contains(line, "A paper for your item") {
			offers = append(offers, line)
		}
	}
	if len(offers) != 1 || !strings.Contains(offers[0], "Harriet") || !strings.Contains(offers[0], "“For decision”, is for decision") || blame.MatchString(strings.Join(offers, "")) {
		t.Errorf("offers = %q, want one, for the decision without a paper", offers)
	}
}

func TestNoAnswerToAPaperIsABlame(t *testing.T) {
	p := council.Paper{ID: 1, Title: "Plan", Stage: council.PaperAsked}
	words := ui.Plain(ui.Message{Body: []ui.Block{PaperButtons(p)}})
	if blame.MatchString(words) {
		t.Errorf("the buttons blame: %s", words)
	}
}

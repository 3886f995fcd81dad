package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// held has the council meet on 10 June with one open and one closed item; Eilidh
// was there, Tobias, who is the librarian, sent apologies, and so did Beatrice,
// who is not in Slack.
func held(t *testing.T) (sc *scene, items []council.ItemID) {
	t.Helper()
	sc = play(t, 0)
	before := sc.at(2027, 6, 1, 9, 0)
	sc.change(before, func(tx *store.Tx) error {
		for _, item := range []council.Item{
			{Title: "Shared desk", Purpose: council.ToDecide, Allotted: 10 * time.Minute, Part: council.Business},
			{Title: "Contract", Purpose: council.ToDecide, Allotted: 10 * time.Minute, Part: council.Business, Closed: "prices"},
		} {
			a, err := tx.Agenda(sc.meeting.ID)
			if err != nil {
				return err
			}
			item.State, item.Meeting = council.ItemProposed, sc.meeting.ID
			if item.ID, err = tx.PutItem(item); err != nil {
				return err
			}
			items = append(items, item.ID)
			if a, _, err = a.Accept(item, ""); err != nil {
				return err
			}
			if _, err = tx.PutAgenda(a); err != nil {
				return err
			}
		}
		return nil
	})
	sc.reply(before, "Eilidh", council.Attending)
	sc.reply(before, "Tobias", council.Apologies)
	sc.reply(before, "Beatrice", council.Apologies)
	for _, m := range sc.members {
		if m.Name != "Eilidh NicLeòid" && m.Name != "Tobias Fennimore" && m.Name != "Beatrice Oldcastle-Wu" {
			sc.reply(before, m.Name, council.ByDeputy)
		}
	}
	sc.tick(sc.at(2027, 6, 10, 13, 0))
	sc.change(sc.at(2027, 6, 10, 13, 0), func(tx *store.Tx) error {
		m, err := sc.meeting.Hold(sc.at(2027, 6, 10, 13, 0))
		if err != nil {
			return err
		}
		if err := tx.CloseMeeting(m); err != nil {
			return err
		}
		return tx.BeginMinutes(m.ID)
	})
	sc.reload()
	return sc, items
}

// records puts a decision and an action of Tobias' under each item.
func (sc *scene) records(items []council.ItemID) {
	sc.Helper()
	tobias, err := council.ByName(sc.members, "Tobias")
	if err != nil {
		sc.Fatal(err)
	}
	sc.change(sc.at(2027, 6, 10, 14, 0), func(tx *store.Tx) error {
		for i, item := range items {
			words := []string{"Share one desk.", "Pay the zanzibar price."}[i]
			if _, err := tx.AddDecision(council.Decision{Words: words, Meeting: sc.meeting.ID, Item: item, On: council.DayOf(sc.meeting.Starts)}); err != nil {
				return err
			}
			a := council.Action{What: "Write: " + words, Owners: []council.Owner{{Member: tobias.ID}}, Due: council.Day{Year: 2027, Month: 7, Date: 30},
				State: council.ActionOpen, Meeting: sc.meeting.ID, Item: item}
			if _, err := tx.PutAction(a, council.ActionStep{Did: "agreed"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// sent lists the lines of the log that a job wrote.
func (sc *scene) sent(job string) []string {
	sc.Helper()
	return slices.DeleteFunc(sc.log(), func(line string) bool { return !strings.Contains(line, " · "+job+"/") })
}

func TestTheSecretaryIsRemindedOfMinutesUntilTheyAreCirculated(t *testing.T) {
	sc, _ := held(t)
	sc.ticks(sc.at(2027, 6, 11, 9, 0), sc.at(2027, 7, 30, 12, 0), 4*time.Hour)
	var got []string
	for _, job := range []string{"minutes-soon", "minutes-due", "minutes-late", "minutes-last"} {
		got = append(got, sc.sent(job)...)
	}
	want := []string{"Tue 22 Jun 2027 09:00 · Eilidh", "Thu 24 Jun 2027 09:00 · Eilidh", "Thu 1 Jul 2027 09:00 · Eilidh", "Thu 8 Jul 2027 09:00 · Eilidh"}
	if len(got) != len(want) {
		t.Fatalf("reminded %d times, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], "== "+want[i]) {
			t.Errorf("reminder %d is %q, want %q", i, got[i], want[i])
		}
	}

	sc, _ = held(t)
	sc.ticks(sc.at(2027, 6, 11, 8, 0), sc.at(2027, 6, 23, 8, 0), 4*time.Hour)
	sc.change(sc.at(2027, 6, 23, 9, 0), func(tx *store.Tx) error { _, err := tx.Circulate(sc.meeting.ID); return err })
	sc.ticks(sc.at(2027, 6, 23, 12, 0), sc.at(2027, 7, 30, 12, 0), 4*time.Hour)
	if late := append(sc.sent("minutes-due"), append(sc.sent("minutes-late"), sc.sent("minutes-last")...)...); len(late) != 0 {
		t.Errorf("reminded of minutes that are out:\n%s", strings.Join(late, "\n"))
	}
}

func TestTheSecretaryIsRemindedToPublishAgreedMinutes(t *testing.T) {
	sc, _ := held(t)
	sc.change(sc.at(2027, 6, 14, 9, 0), func(tx *store.Tx) error {
		if _, err := tx.Circulate(sc.meeting.ID); err != nil {
			return err
		}
		_, err := tx.Agree(sc.meeting.ID, 0, "Siân ap Rhys", nil)
		return err
	})
	sc.ticks(sc.at(2027, 6, 15, 9, 0), sc.at(2027, 7, 30, 12, 0), 4*time.Hour)
	got := sc.sent("minutes-publish")
	if len(got) != 3 || !strings.HasPrefix(got[0], "== Thu 17 Jun") || !strings.HasPrefix(got[1], "== Mon 21 Jun") || !strings.HasPrefix(got[2], "== Mon 28 Jun") {
		t.Errorf("reminded:\n%s\nwant on Thursday 17, Monday 21 and Monday 28 June", strings.Join(got, "\n"))
	}
	if want := "Thursday 10 June 2027: agreed on Monday 14 June 2027, to be published by Monday 21 June 2027"; len(got) > 0 && !strings.Contains(got[0], want) {
		t.Errorf("the reminder says\n%s\nwant %q", got[0], want)
	}
}

func TestWhoWasNotThereIsToldOnceWhatTheyMissed(t *testing.T) {
	sc, items := held(t)
	sc.records(items)
	want := sc.rehearsed(sc.at(2027, 6, 10, 20, 0), sc.at(2027, 7, 30, 12, 0))
	want = slices.DeleteFunc(want, func(line string) bool { return !strings.Contains(line, " · missed/") })
	sc.ticks(sc.at(2027, 6, 10, 20, 0), sc.at(2027, 6, 30, 12, 0), time.Hour)
	sc.change(sc.at(2027, 6, 30, 13, 0), func(tx *store.Tx) error { _, err := tx.Circulate(sc.meeting.ID); return err })
	sc.ticks(sc.at(2027, 6, 30, 14, 0), sc.at(2027, 7, 30, 12, 0), 4*time.Hour)
	got := sc.sent("missed")
	if !slices.Equal(got, want) || len(got) != 2 {
		t.Fatalf("told:\n%s\nwant as rehearsed:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	byMail, tobias := got[0], got[1]
	if strings.Contains(got[0], " · Tobias") {
		byMail, tobias = got[1], got[0]
	}
	for _, words := range []string{"== Fri 11 Jun 2027 09:00 · Tobias Fennimore", "From the draft of the minutes, which is not agreed yet.", "6.1 Decision D-2027-01: Share one desk.", "6.2 Action A1: Write: Share one desk.", "See the decisions"} {
		if !strings.Contains(tobias, words) {
			t.Errorf("Tobias is told\n%s\nwant %q", tobias, words)
		}
	}
	if !strings.Contains(byMail, "Eilidh NicLeòid") || !strings.Contains(byMail, "Beatrice Oldcastle-Wu") || strings.Contains(byMail, "Button") || strings.Contains(byMail, "answer this e-mail") {
		t.Errorf("for Beatrice, the secretary gets\n%s", byMail)
	}
	if strings.Contains(strings.Join(got, ""), "zanzibar") {
		t.Errorf("what is closed is told:\n%s", strings.Join(got, "\n"))
	}
}

func TestWhatWasMissedWaitsUntilItCanBeSaid(t *testing.T) {
	sc, items := held(t)
	sc.ticks(sc.at(2027, 6, 10, 20, 0), sc.at(2027, 6, 14, 8, 0), time.Hour)
	if got := sc.sent("missed"); len(got) != 0 {
		t.Errorf("told of a draft in which nothing stands:\n%s", got)
	}
	sc.records(items)
	sc.change(sc.at(2027, 6, 14, 8, 0), func(tx *store.Tx) error {
		_, err := tx.PutCapture(council.Capture{Kind: council.CaptureDecision, Words: "More.", Meeting: sc.meeting.ID, On: council.DayOf(sc.meeting.Starts), State: council.Captured})
		return err
	})
	sc.tick(sc.at(2027, 6, 14, 9, 0))
	if got := sc.sent("missed"); len(got) != 0 {
		t.Errorf("told while something waits for the secretary:\n%s", got)
	}
	tobias, _ := council.ByName(sc.members, "Tobias")
	sc.change(sc.at(2027, 6, 14, 10, 0), func(tx *store.Tx) error {
		if err := tx.PutPreference(tobias.ID, council.Preference{From: 14, Until: 15}); err != nil {
			return err
		}
		_, err := tx.Circulate(sc.meeting.ID)
		return err
	})
	sc.tick(sc.at(2027, 6, 15, 9, 0))
	got := strings.Join(sc.sent("missed"), "")
	if !strings.Contains(got, "== Tue 15 Jun 2027 14:00 · Tobias") {
		t.Errorf("told\n%s\nwant Tobias at the hour he set, on the morning after it was circulated", got)
	}
}

// TestNoSentenceOfWhatWasMissedIsNotInTheMinutes looks at every word of the message
// but the frame that is the same for every meeting.
func TestNoSentenceOfWhatWasMissedIsNotInTheMinutes(t *testing.T) {
	sc, items := held(t)
	sc.records(items)
	m, err := sc.runner.Store.Minutes(t.Context(), sc.meeting.ID)
	if err != nil {
		t.Fatal(err)
	}
	var minuted []string
	for _, item := range m.Items {
		for _, p := range item.Paragraphs {
			minuted = append(minuted, p.Line())
		}
	}
	frame := []string{"What you missed: Thursday 10 June 2027", "From the draft of the minutes, which is not agreed yet.", "From the agreed minutes.", "Decisions", "Your actions",
		"Decisions: none is recorded.", "Your actions: none is recorded.", "Buttons: Read the minutes | See the agenda | See the meeting", "Buttons: See the decisions | See the agenda | See the meeting",
		"On the web: the meeting and its papers (https://c.example/meetings/1/); the agenda (https://c.example/meetings/1/agenda); the minutes (https://c.example/meetings/1/minutes)",
		"On the web: the meeting and its papers (https://c.example/meetings/1/); the agenda (https://c.example/meetings/1/agenda)"}
	for _, who := range sc.members {
		for _, state := range []council.MinutesState{council.MinutesDraft, council.MinutesCirculated, council.MinutesAgreed} {
			m.State = state
			o := Occasion{Due: sc.at(2027, 6, 11, 9, 0), Meeting: sc.meeting, Web: "https://c.example"}
			for line := range strings.Lines(ui.Plain(whatYouMissed(m, who, o))) {
				line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "•"))
				if line != "" && !slices.Contains(minuted, line) && !slices.Contains(frame, line) {
					t.Errorf("%s is told %q, which is not in the minutes", who.Name, line)
				}
			}
		}
	}
}

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

// send claims what is due and marks it sent, as a sender does; what it gets last
// it leaves on its way.
func (sc *scene) send(at time.Time, leave int) []store.Delivery {
	sc.Helper()
	s := sc.runner.Store
	claimed, err := s.Claim(sc.Context(), "sender", at, time.Minute, 100)
	if err != nil {
		sc.Fatal(err)
	}
	for _, d := range claimed[:len(claimed)-leave] {
		if ok, err := s.MarkSent(sc.Context(), d, d.To.Channel, "ts-"+d.Key, at); !ok || err != nil {
			sc.Fatalf("MarkSent(%s) = %v, %v", d.Key, ok, err)
		}
	}
	return claimed
}

func (sc *scene) follow(at time.Time, m council.Meeting, err error) {
	sc.Helper()
	if err != nil {
		sc.Fatal(err)
	}
	sc.change(at, func(tx *store.Tx) error { return Follow(sc.Context(), sc.runner.Store, tx, m) })
}

// told lists when and whom the messages of a job go to, each of which must say
// the given words.
func (sc *scene) told(job string, words ...string) []string {
	sc.Helper()
	rows, err := sc.runner.Store.Deliveries(sc.Context(), store.Wanted{Job: job})
	if err != nil {
		sc.Fatal(err)
	}
	var told []string
	for _, d := range rows {
		message, err := ui.Decode(d.Message)
		if err != nil {
			sc.Fatal(err)
		}
		line := sc.line(d, message)
		for _, want := range words {
			if !strings.Contains(line, want) {
				sc.Errorf("the message does not say %q:\n%s", want, line)
			}
		}
		to := strings.Split(line, " · ")[1]
		if d.Edits != 0 {
			to = "edit of " + to
		}
		if strings.Contains(line, "Please tell A Deputy") {
			to += ", to tell the deputy"
		}
		told = append(told, d.After.In(sc.zone).Format("2 Jan 15:04 ")+to)
	}
	slices.Sort(told)
	return told
}

func TestAMoveEditsThePostAndTellsWhoSaidYes(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 4, 29, 8, 0))
	sc.tick(sc.at(2027, 4, 29, 9, 0))
	sc.send(sc.at(2027, 4, 29, 9, 0), 0)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Gwenllian", council.ByDeputy)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Yusuf", council.Attending)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Beatrice", council.Attending) // outside Slack
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Tobias", council.Apologies)
	at := sc.at(2027, 5, 10, 22, 0)
	moved, err := sc.meeting.Move(sc.at(2027, 6, 24, 10, 0), "The room is flooded.", at)
	sc.follow(at, moved, err)
	got := sc.told("moved", "is now on Thursday 24 June 2027, 10:00 London time", "flooded")
	want := []string{"10 May 22:00 channel/council", "10 May 22:00 edit of channel/council", "11 May 08:00 Eilidh NicLeòid",
		"11 May 08:00 Gwenllian Tudfil, to tell the deputy", "11 May 08:00 Yusuf Marsh-Adeyinka"}
	if !slices.Equal(got, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if replies, err := sc.runner.Store.Replies(t.Context(), sc.meeting.ID); err != nil || len(replies) != 0 {
		t.Errorf("replies to the old date still count: %v, %v", replies, err)
	}
}

func TestACancellationNearTheMeetingIsToldAtAnyHour(t *testing.T) {
	sc := play(t, 0)
	sc.reply(sc.at(2027, 5, 1, 9, 0), "Yusuf", council.Attending)
	at := sc.at(2027, 6, 9, 23, 0)
	cancelled, err := sc.meeting.Cancel("Snow.")
	sc.follow(at, cancelled, err)
	rows, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "cancelled"})
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d messages, %v, want one to the channel and one to who said yes", len(rows), err)
	}
	for _, d := range rows {
		if !d.After.Equal(at) {
			t.Errorf("%s waits until %v", d.Key, d.After)
		}
	}
	if got, err := sc.runner.Store.Meeting(t.Context(), sc.meeting.ID); err != nil || got.State != council.Cancelled || got.Reason != "Snow." {
		t.Errorf("the record says %+v, %v", got, err)
	}
}

func TestAPostOnItsWayWhileTheMeetingMovesIsEditedOnceItIsThere(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 4, 29, 8, 0))
	at := sc.at(2027, 4, 29, 9, 0)
	sc.tick(at)
	onItsWay := slices.DeleteFunc(sc.send(at, 2), func(d store.Delivery) bool { return d.To.Channel == "" })
	if len(onItsWay) != 1 {
		t.Fatalf("on its way: %+v, want the notice", onItsWay)
	}
	moved, err := sc.meeting.Move(sc.at(2027, 6, 24, 10, 0), "", at)
	sc.follow(at, moved, err)
	edits := func() int {
		claimed := sc.send(at.Add(2*time.Second), 0)
		return len(slices.DeleteFunc(claimed, func(d store.Delivery) bool { return d.Edits == 0 }))
	}
	if got := edits(); got != 0 {
		t.Errorf("%d edits of a post that is not there yet", got)
	}
	if ok, err := sc.runner.Store.MarkSent(t.Context(), onItsWay[0], "C1", "1.0", at.Add(time.Second)); !ok || err != nil {
		t.Fatalf("MarkSent = %v, %v, want it noted although it was skipped", ok, err)
	}
	if got := edits(); got != 1 {
		t.Errorf("%d edits once it is there, want 1", got)
	}
}

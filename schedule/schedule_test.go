package schedule

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestTheQuartersMessagesReadAsTheyShould(t *testing.T) {
	sc := play(t, 0)
	sc.change(sc.at(2027, 1, 4, 9, 0), func(tx *store.Tx) error { return tx.ConfirmCard(sc.members[1].ID) })
	sc.reply(sc.at(2027, 5, 3, 9, 0), "Eilidh", council.Attending)
	sc.reply(sc.at(2027, 5, 3, 9, 0), "Gwenllian", council.ByDeputy)
	sc.reply(sc.at(2027, 5, 3, 9, 0), "Tobias", council.Apologies)
	got := strings.Join(sc.rehearsed(sc.at(2027, 1, 4, 0, 0), sc.at(2028, 1, 10, 0, 0)), "\n")
	const golden = "testdata/quarter.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("messages (-want +got); if the change is meant, use -update:\n%s", diff)
	}
}

func TestWhatIsKeptIsWhatWasRehearsed(t *testing.T) {
	sc := play(t, 28) // 40 members of five sectors
	sc.change(sc.at(2027, 2, 1, 9, 0), func(tx *store.Tx) error {
		ids := sc.members
		for _, err := range []error{
			tx.PutPreference(ids[3].ID, council.Preference{From: 12, Until: 14}),
			tx.PutPreference(ids[4].ID, council.Preference{ChannelOnly: true}),
			tx.PutPreference(ids[5].ID, council.Preference{Muted: sc.at(2027, 5, 30, 9, 0)}),
			tx.SetSetting(LinesSetting, "0 9 1 * * Accounts are due\n0 16 * * 5 Have a good weekend"),
			tx.PutTerm(council.Term{Member: ids[6].ID, Office: "chair", From: sc.at(2024, 6, 1, 0, 0), Until: sc.at(2027, 6, 1, 0, 0)}),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	from, until := sc.at(2027, 4, 1, 0, 0), sc.at(2027, 7, 1, 0, 0)
	want := sc.rehearsed(from, until)
	every := 10 * time.Minute
	if testing.Short() {
		every = time.Hour
		until = sc.at(2027, 6, 10, 9, 0) // the start falls between the hours
		want = sc.rehearsed(from, until)
	}
	sc.ticks(from, until, every)
	got := sc.log()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept (-rehearsed +kept)\n%s", diff)
	}
	if len(got) < 80 {
		t.Errorf("%d messages in a quarter of 40 members, want more", len(got))
	}
	t.Logf("%d messages rehearsed and kept", len(got))
}

func TestOnlyWhoHasNotAnsweredIsAskedAndAtMostTwice(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 5, 1, 8, 0))
	sc.reply(sc.at(2027, 5, 2, 9, 0), "Eilidh", council.Attending)
	sc.ticks(sc.at(2027, 5, 2, 9, 0), sc.at(2027, 5, 28, 9, 0), time.Hour)
	sc.reply(sc.at(2027, 5, 28, 9, 0), "Gwenllian", council.Apologies)
	sc.ticks(sc.at(2027, 5, 28, 10, 0), sc.at(2027, 6, 10, 9, 0), time.Hour)
	asked := map[string]int{}
	for _, line := range sc.log() {
		if strings.Contains(line, "Will you be at the meeting?") {
			_, name, _ := strings.Cut(line, " · ")
			name, _, _ = strings.Cut(name, " · ")
			asked[name]++
		}
	}
	want := map[string]int{"Gwenllian Tudfil": 1, "Eilidh NicLeòid": 2} // the secretary: for the member outside Slack
	for _, m := range sc.members {
		if _, there := want[m.Name]; !there && m.SlackID != "" {
			want[m.Name] = 2
		}
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked for a reply (-want +got)\n%s", diff)
	}
}

func TestAMachineThatSleptSendsWhatIsStillOfUseAndSaysSo(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 6, 1, 8, 0)) // all quiet; then asleep from before the last papers day to two days before the meeting
	sc.tick(sc.at(2027, 6, 8, 12, 0))
	var jobs []string
	var report string
	for _, line := range sc.log() {
		_, key, _ := strings.Cut(line, " · ")
		_, key, _ = strings.Cut(key, " · ")
		job, _, _ := strings.Cut(key, "/")
		if !slices.Contains(jobs, job) {
			jobs = append(jobs, job)
		}
		if job == "late" {
			report += line
		}
	}
	slices.Sort(jobs)
	if got, want := strings.Join(jobs, " "), "late link-needed"; got != want {
		t.Errorf("kept %s, want %s", got, want)
	}
	for _, want := range []string{"Eilidh NicLeòid", "not running from Tuesday 1 June 2027, 08:00 London time to Tuesday 8 June 2027, 12:00 London time",
		"the joining link is still missing, to the secretary", "the meeting is in a week: time, place, replies, to the channel, due Thursday 3 June 2027, 09:00 London time: it was too late to be of use"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report does not say %q:\n%s", want, report)
		}
	}
	rows, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "link-needed"})
	if err != nil || len(rows) != 1 || !rows[0].Look {
		t.Errorf("late rows %+v, %v, want one, to be looked for before it is sent", rows, err)
	}
}

func TestAClockTurnedByHandPlaysWhatItLeapsOver(t *testing.T) {
	sc := play(t, 0)
	from, until := sc.at(2027, 4, 1, 0, 0), sc.at(2027, 7, 1, 0, 0)
	want := sc.rehearsed(from, until)
	sc.runner.Turned = true
	sc.tick(from)
	sc.tick(sc.at(2027, 5, 27, 12, 0))
	sc.tick(until)
	if diff := cmp.Diff(want, sc.log()); diff != "" {
		t.Errorf("kept (-rehearsed +kept)\n%s", diff)
	}
}

func TestOfSeveralLateRemindersOfAKindTheLastGoesOut(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 5, 25, 8, 0))
	sc.tick(sc.at(2027, 6, 3, 12, 0)) // over the first (27 May, too late) and the last question (3 June), and over items
	count := 0
	for _, line := range sc.log() {
		if strings.Contains(line, "Will you be at the meeting?") && !strings.Contains(line, "We do not ask again") {
			count++
		}
	}
	if count != 0 {
		t.Errorf("%d first questions beside the last ones", count)
	}
}

func TestWhatCouldNotBeSentInTimeIsNotSentLateAndTheSecretaryIsTold(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 6, 9, 8, 0))
	for at := sc.at(2027, 6, 9, 9, 0); at.Before(sc.at(2027, 6, 10, 10, 30)); at = at.Add(30 * time.Minute) {
		sc.tick(at)
		sc.tick(at.Add(20 * time.Minute))
	}
	lapsed, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{State: store.Lapsed})
	var jobs []string
	for _, d := range lapsed {
		jobs = append(jobs, d.Job)
	}
	if diff := cmp.Diff([]string{"day-before", "day-before", "start"}, jobs); err != nil || diff != "" {
		t.Errorf("%v, lapsed (-want +got)\n%s", err, diff)
	}
	sc.tick(sc.at(2027, 6, 10, 11, 0)) // Slack is back
	sc.send(sc.at(2027, 6, 10, 11, 0), 0)
	told, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "lapsed", State: store.Sent})
	if err != nil || len(told) != 2 {
		t.Fatalf("the secretary is told %+v, %v, want twice: as each of them came too late", told, err)
	}
	for i, want := range []string{"“The council meets very soon”, for the council’s channel, due Wednesday 9 June 2027, 09:00 London time.", "due Thursday 10 June 2027, 09:50 London time."} {
		if !strings.Contains(string(told[i].Message), want) {
			t.Errorf("the secretary reads %s, want %q in it", told[i].Message, want)
		}
	}
	if sent, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{Job: "start", State: store.Sent}); err != nil || len(sent) != 0 {
		t.Errorf("the start was sent after it: %+v, %v", sent, err)
	}
}

func TestOnceTheMeetingHasBegunNothingAnnouncesIt(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 6, 9, 8, 0))
	sc.tick(sc.at(2027, 6, 10, 10, 0))
	for _, line := range sc.log() {
		if !strings.Contains(line, "late/") {
			t.Errorf("kept at the start:\n%s", line)
		}
	}
}

func TestTickingAgainOrTwiceAtOnceKeepsEachOnce(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 6, 3, 8, 59))
	other := &Runner{Store: sc.runner.Store, Log: sc.runner.Log}
	at := sc.at(2027, 6, 3, 9, 0)
	done := make(chan error)
	for _, r := range []*Runner{sc.runner, other} {
		go func() { done <- r.Tick(context.WithoutCancel(t.Context()), at) }()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	want := sc.log()
	sc.tick(sc.at(2027, 6, 3, 8, 0)) // the clock is set back,
	sc.tick(sc.at(2027, 6, 3, 9, 0)) // and it is nine again
	if diff := cmp.Diff(want, sc.log()); diff != "" || len(want) == 0 {
		t.Errorf("%d messages; after the clock was set back (-want +got)\n%s", len(want), diff)
	}
}

func TestAMovedMeetingHasItsLadderAnew(t *testing.T) {
	sc := play(t, 0)
	sc.tick(sc.at(2027, 6, 3, 8, 59))
	sc.tick(sc.at(2027, 6, 3, 9, 0))
	before := len(sc.log())
	moved, err := sc.meeting.Move(sc.at(2027, 6, 17, 10, 0), "a strike", sc.at(2027, 6, 3, 9, 30))
	if err != nil {
		t.Fatal(err)
	}
	sc.change(sc.at(2027, 6, 3, 9, 30), func(tx *store.Tx) error { _, err := tx.PutMeeting(moved); return err })
	sc.tick(sc.at(2027, 6, 3, 10, 0)) // the last question of the old date
	if after := sc.log(); len(after) != before {
		t.Errorf("after the move the old date is still announced:\n%s", after[len(after)-1])
	}
	sc.tick(sc.at(2027, 6, 10, 8, 59))
	sc.tick(sc.at(2027, 6, 10, 9, 0))
	lines := strings.Join(sc.log(), "")
	if !strings.Contains(lines, "Thursday 17 June 2027, 10:00 London time") {
		t.Errorf("the new date is not announced:\n%s", lines)
	}
}

func TestACancelledMeetingIsNotAnnounced(t *testing.T) {
	sc := play(t, 0)
	cancelled, err := sc.meeting.Cancel("no items")
	if err != nil {
		t.Fatal(err)
	}
	sc.change(sc.at(2027, 5, 1, 9, 0), func(tx *store.Tx) error { _, err := tx.PutMeeting(cancelled); return err })
	if got := sc.rehearsed(sc.at(2027, 4, 1, 0, 0), sc.at(2027, 7, 1, 0, 0)); len(got) != 0 {
		t.Errorf("%d messages about a cancelled meeting, the first:\n%s", len(got), got[0])
	}
}

func TestOneUnaskedMessageAWeekOutsideMeetingWeeks(t *testing.T) {
	sc := play(t, 0)
	member := sc.members[0]
	sc.change(sc.at(2026, 5, 26, 9, 0), func(tx *store.Tx) error { return tx.ConfirmCard(member.ID) })
	planned, err := sc.runner.Rehearse(t.Context(), sc.at(2027, 5, 20, 0, 0), sc.at(2027, 6, 11, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range planned {
		if p.To.Member == member.ID && p.Unasked {
			got = append(got, p.After.In(sc.zone).Format("2 Jan 15:04 ")+p.Job)
		}
	}
	// The card is asked about on 26 May; the first question of 27 May waits a week; the last is in the meeting week.
	want := []string{"26 May 10:00 card", "2 Jun 10:00 reply-first", "3 Jun 10:00 reply-last"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("unasked messages (-want +got)\n%s", diff)
	}
}

func TestABackupRestoredFindsTheSameKeysAndLooksFirst(t *testing.T) {
	sc := play(t, 0)
	keys := func() (keys []string, look bool) {
		rows, err := sc.runner.Store.Deliveries(t.Context(), store.Wanted{})
		if err != nil {
			t.Fatal(err)
		}
		look = true
		for _, d := range rows {
			if d.Job != "late" {
				keys, look = append(keys, d.Key), look && d.Look
			}
		}
		return keys, look
	}
	restored := play(t, 0) // as it was before anything was sent
	sc.tick(sc.at(2027, 6, 9, 8, 59))
	restored.tick(sc.at(2027, 6, 9, 8, 59))
	sc.tick(sc.at(2027, 6, 9, 9, 0))
	want, look := keys()
	if look || len(want) == 0 {
		t.Errorf("on time: %v are to be looked for", want)
	}
	sc = restored
	sc.tick(sc.at(2027, 6, 9, 13, 0))
	got, look := keys()
	if diff := cmp.Diff(want, got); diff != "" || !look {
		t.Errorf("after the restore: to be looked for %v (-want +got)\n%s", look, diff)
	}
}

func TestTheFirstTickOfADayDropsKeysThatHaveServed(t *testing.T) {
	sc := play(t, 0)
	keyed := func(at time.Time) bool {
		fresh, err := sc.runner.Store.Change(t.Context(), store.Change{Key: "k", Did: "test", At: at}, func(*store.Tx) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		return fresh
	}
	keyed(sc.at(2027, 2, 1, 9, 0))
	sc.tick(sc.at(2027, 2, 1, 9, 0))
	sc.tick(sc.at(2027, 2, 2, 8, 0))
	if keyed(sc.at(2027, 2, 2, 8, 0)) {
		t.Error("a key was dropped within a day")
	}
	sc.tick(sc.at(2027, 2, 3, 9, 0))
	if !keyed(sc.at(2027, 2, 3, 9, 0)) {
		t.Error("a key of two days ago is still there")
	}
}

func TestEveryRungOfTheLadderIsWritten(t *testing.T) {
	names := map[string]bool{}
	for _, job := range Jobs() {
		if job.Write == nil || job.Does == "" || job.Late == 0 || job.When.String() == "" || names[job.Name] {
			t.Errorf("job %q is not complete or not the only one: %+v", job.Name, job)
		}
		names[job.Name] = true
	}
	for name := range rungWrites {
		if !names[name] {
			t.Errorf("%s is written and on no rung", name)
		}
	}
}

func TestRunningTicksEachMinuteUntilItIsStoppedThoughOneFallsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute+time.Second)
		defer stop()
		ticks := 0
		r := &Runner{Store: storetest.Open(t, t.TempDir()), Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
		err := r.Run(ctx, func() time.Time {
			if ticks++; ticks == 1 {
				panic("oh dear")
			}
			return time.Now()
		})
		if err != context.DeadlineExceeded || ticks < 4 {
			t.Errorf("Run = %v after %d ticks, want 4 in three minutes", err, ticks)
		}
	})
}

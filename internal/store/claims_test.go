package store

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
)

// mustDeliver keeps messages that are due at noon.
func mustDeliver(t testing.TB, s *Store, meeting council.MeetingID, keys ...string) {
	t.Helper()
	mustChange(t, s, Change{}, func(tx *Tx) error {
		for _, key := range keys {
			d := Delivery{Key: key, Job: "job", Meeting: meeting, To: council.Addressee{Channel: "C1"}, Message: json.RawMessage(`"hello"`), Due: noon}
			if fresh, err := tx.Deliver(d); err != nil || !fresh {
				return fmt.Errorf("Deliver(%s) = %v, %w", key, fresh, err)
			}
		}
		return nil
	})
}

func mustClaim(t testing.TB, s *Store, holder string, now time.Time) []Delivery {
	t.Helper()
	claimed, err := s.Claim(t.Context(), holder, now, time.Minute, 10)
	if err != nil {
		t.Fatal(err)
	}
	return claimed
}

func TestAKeyIsOneMessage(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	mustDeliver(t, s, 0, "a")
	mustChange(t, s, Change{}, func(tx *Tx) error {
		if fresh, err := tx.Deliver(Delivery{Key: "a", Message: json.RawMessage(`"again"`), Due: noon}); fresh || err != nil {
			t.Errorf("Deliver = %v, %v, want false, nil", fresh, err)
		}
		return nil
	})
	got := mustClaim(t, s, "h", noon)
	if len(got) != 1 || string(got[0].Message) != `"hello"` || got[0].Look || got[0].Tries != 1 {
		t.Errorf("claimed %+v, want the first message, not to be looked for", got)
	}
}

func TestAClaimIsOneSenders(t *testing.T) {
	ctx := t.Context()
	runClaimed(t, []claimed{
		{"nobody else gets it within the lease", func(t *testing.T, s *Store, d Delivery) {
			if got := mustClaim(t, s, "other", noon.Add(59*time.Second)); len(got) != 0 {
				t.Errorf("claimed %v", got)
			}
		}},
		{"after the lease another gets it, to be looked for", func(t *testing.T, s *Store, d Delivery) {
			got := mustClaim(t, s, "other", noon.Add(time.Minute))
			if len(got) != 1 || !got[0].Look || got[0].Tries != 2 {
				t.Fatalf("claimed %+v", got)
			}
			if still, err := s.Renew(ctx, d, noon.Add(time.Minute), time.Minute); still || err != nil {
				t.Errorf("the first sender may still post: %v, %v", still, err)
			}
			if marked, err := s.MarkSent(ctx, d, "C1", "1.0", noon); marked || err != nil {
				t.Errorf("the first sender marks it: %v, %v", marked, err)
			}
		}},
		{"a lease that ran out is not renewed", func(t *testing.T, s *Store, d Delivery) {
			if still, err := s.Renew(ctx, d, noon.Add(time.Minute), time.Minute); still || err != nil {
				t.Errorf("Renew = %v, %v, want false", still, err)
			}
		}},
		{"a renewed lease holds", func(t *testing.T, s *Store, d Delivery) {
			if still, err := s.Renew(ctx, d, noon.Add(30*time.Second), time.Minute); !still || err != nil {
				t.Errorf("Renew = %v, %v, want true", still, err)
			}
			if got := mustClaim(t, s, "other", noon.Add(80*time.Second)); len(got) != 0 {
				t.Errorf("claimed %v", got)
			}
		}},
		{"once it is sent nobody gets it again", func(t *testing.T, s *Store, d Delivery) {
			if marked, err := s.MarkSent(ctx, d, "C1", "1.0", noon); !marked || err != nil {
				t.Errorf("MarkSent = %v, %v, want true", marked, err)
			}
			if got := mustClaim(t, s, "other", noon.AddDate(1, 0, 0)); len(got) != 0 {
				t.Errorf("claimed %v", got)
			}
		}},
	})
}

// claimed is a rule about a message that one sender has claimed for a minute.
type claimed struct {
	name string
	do   func(*testing.T, *Store, Delivery)
}

func runClaimed(t *testing.T, tests []claimed) {
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir())
			mustDeliver(t, s, 0, "a")
			test.do(t, s, mustClaim(t, s, "h", noon)[0])
		})
	}
}

func TestAMessageThatWasNotSentIsPutBackOrGivenUp(t *testing.T) {
	ctx := t.Context()
	runClaimed(t, []claimed{
		{"put back, it waits, and need not be looked for", func(t *testing.T, s *Store, d Delivery) {
			if back, err := s.PutBack(ctx, d, false, noon.Add(30*time.Second), noon); !back || err != nil {
				t.Errorf("PutBack = %v, %v, want true", back, err)
			}
			if got := mustClaim(t, s, "other", noon.Add(29*time.Second)); len(got) != 0 {
				t.Errorf("claimed too early: %v", got)
			}
			if got := mustClaim(t, s, "other", noon.Add(30*time.Second)); len(got) != 1 || got[0].Look {
				t.Errorf("claimed %+v, want it, not to be looked for", got)
			}
		}},
		{"put back after a doubtful post, it is looked for", func(t *testing.T, s *Store, d Delivery) {
			if _, err := s.PutBack(ctx, d, true, noon, noon); err != nil {
				t.Fatal(err)
			}
			if got := mustClaim(t, s, "other", noon); len(got) != 1 || !got[0].Look {
				t.Errorf("claimed %+v, want it to be looked for", got)
			}
		}},
		{"given up, it is told and not tried again", func(t *testing.T, s *Store, d Delivery) {
			if _, err := s.GiveUp(ctx, d, "The channel is archived.", noon); err != nil {
				t.Fatal(err)
			}
			failed, err := s.Deliveries(ctx, Wanted{State: Failed})
			if got := mustClaim(t, s, "other", noon.AddDate(1, 0, 0)); err != nil || len(got) != 0 || len(failed) != 1 || failed[0].Note == "" {
				t.Errorf("claimed %v, failed %v, %v", got, failed, err)
			}
		}},
	})
}

func TestAMovedMeetingTakesItsWaitingMessagesAlong(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	mustDeliver(t, s, m.ID, "on its way", "waiting")
	mustDeliver(t, s, 0, "about something else")
	claimed, err := s.Claim(t.Context(), "h", noon, time.Minute, 1)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	arranged, err := m.Arrange("Room 2", "")
	mustSettle(t, s, arranged, err)
	if still, err := s.Renew(t.Context(), claimed[0], noon, time.Minute); !still || err != nil {
		t.Errorf("a change of room stops a message: %v, %v", still, err)
	}
	moved, err := arranged.Move(noon.AddDate(0, 0, 14), "strike", noon)
	mustSettle(t, s, moved, err)
	if still, err := s.Renew(t.Context(), claimed[0], noon, time.Minute); still || err != nil {
		t.Errorf("a message about the old date may be posted: %v, %v", still, err)
	}
	if got := mustClaim(t, s, "h", noon.AddDate(0, 0, 1)); len(got) != 1 || got[0].Key != "about something else" {
		t.Errorf("still to be sent: %+v, want what is about something else", got)
	}
	if told, err := s.MarkSent(t.Context(), claimed[0], "C1", "1.0", noon); !told || err != nil {
		t.Errorf("a post that had gone out already is not noted: %v, %v", told, err)
	}
}

func TestAnAnswerStopsTheQuestion(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	member := mustPut(t, s, council.Member{Name: "A"})
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	mustChange(t, s, Change{}, func(tx *Tx) error {
		for _, asks := range []string{ReplyAsked, ""} {
			d := Delivery{Key: "asks " + asks, Meeting: m.ID, To: council.Addressee{Member: member}, Message: json.RawMessage(`""`), Due: noon, Asks: asks}
			if _, err := tx.Deliver(d); err != nil {
				return err
			}
		}
		return tx.PutReply(council.Reply{Meeting: m.ID, Member: member, Answer: council.Attending})
	})
	if got := mustClaim(t, s, "h", noon); len(got) != 1 || got[0].Asks != "" {
		t.Errorf("still to be sent: %+v, want what asks for no reply", got)
	}
}

func TestTheLastUnaskedMessageOfEachMemberIsKnown(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	a, b := mustPut(t, s, council.Member{Name: "A"}), mustPut(t, s, council.Member{Name: "B"})
	mustChange(t, s, Change{}, func(tx *Tx) error {
		for i, d := range []Delivery{
			{To: council.Addressee{Member: a}, Due: noon, Unasked: true},
			{To: council.Addressee{Member: a}, Due: noon.Add(time.Hour), Unasked: true},
			{To: council.Addressee{Member: a}, Due: noon.Add(2 * time.Hour)},
			{To: council.Addressee{Member: a}, Due: noon.Add(3 * time.Hour), Unasked: true, State: Skipped},
			{To: council.Addressee{Member: b}, Due: noon.AddDate(0, 0, -8), Unasked: true},
		} {
			d.Key, d.Message = fmt.Sprint("k", i), json.RawMessage(`""`)
			if _, err := tx.Deliver(d); err != nil {
				return err
			}
		}
		return nil
	})
	got, err := s.Unasked(t.Context(), noon.AddDate(0, 0, -7))
	if err != nil || len(got) != 1 || !got[a].Equal(noon.Add(time.Hour)) {
		t.Errorf("Unasked = %v, %v, want A's at 13:00 and nobody else's", got, err)
	}
}

// senderPlan tells a child process at which moment (hours after noon) it sends
// and at which of its steps it kills itself.
const senderPlan = "COUNCILBOT_STORE_SENDER"

// wire stands for the other side: a file to which a post is appended whole.
type wire struct {
	path string
	step func()
}

func (w wire) has(key string) bool {
	text, _ := os.ReadFile(w.path)
	return strings.Contains("\n"+string(text), "\n"+key+"\n")
}

func (w wire) post(key string) {
	f, err := os.OpenFile(w.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if _, err := f.WriteString(key + "\n"); err != nil {
		panic(err)
	}
}

// sender sends what is due, until nothing is left or its step has come.
func sender(dir, plan string) {
	var hours, steps int
	fmt.Sscanf(plan, "%d %d", &hours, &steps)
	ctx, now := context.Background(), noon.Add(time.Duration(hours)*time.Hour)
	w := wire{filepath.Join(dir, "posts"), func() {
		if steps--; steps == 0 {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}}
	s, err := Open(ctx, dir)
	for err == nil {
		var claimed []Delivery
		claimed, err = s.Claim(ctx, fmt.Sprint(os.Getpid()), now, 30*time.Minute, 3)
		w.step()
		for _, d := range claimed {
			err = sendOne(ctx, s, w, d, now)
		}
		if len(claimed) == 0 {
			return
		}
	}
	fmt.Println("error", err)
}

// sendOne sends as a real sender does. Every fifth post answers with an error
// after all, and every seventh is told to wait.
func sendOne(ctx context.Context, s *Store, w wire, d Delivery, now time.Time) error {
	if d.Look && w.has(d.Key) {
		w.step()
		_, err := s.MarkSent(ctx, d, "C1", "0", now)
		return err
	}
	if still, err := s.Renew(ctx, d, now, 30*time.Minute); !still {
		return err
	}
	w.step()
	luck := fnv.New32a()
	fmt.Fprint(luck, d.Key, d.Tries)
	if luck.Sum32()%7 == 0 {
		_, err := s.PutBack(ctx, d, false, now, now)
		return err
	}
	w.post(d.Key)
	w.step()
	if luck.Sum32()%5 == 0 {
		_, err := s.PutBack(ctx, d, true, now, now)
		return err
	}
	_, err := s.MarkSent(ctx, d, "C1", "0", now)
	w.step()
	return err
}

func TestEveryMessageIsPostedOnceWhereverItsSendersDie(t *testing.T) {
	const messages = 400
	kills := 100 // of each of two senders
	if testing.Short() {
		kills = 11
	}
	dir := t.TempDir()
	s := mustOpen(t, dir)
	keys := make([]string, messages)
	for i := range keys {
		keys[i] = fmt.Sprintf("job/%d", i)
	}
	mustDeliver(t, s, 0, keys...)
	for round := range kills + 1 {
		steps := 1 + round%11 // every step of a claim of three, in turn
		if round == kills {
			steps = 0 // nobody dies
		}
		a, b := startSender(t, dir, round, steps), startSender(t, dir, round, (steps*3)%17)
		a.Wait()
		b.Wait() // killed or done: both are meant
	}
	for key, n := range countPosts(t, dir, keys) {
		if n != 1 {
			t.Errorf("%s was posted %d times, want once", key, n)
		}
	}
	sent, err := s.Deliveries(t.Context(), Wanted{State: Sent})
	if err != nil || len(sent) != messages {
		t.Errorf("%d are marked sent, %v, want %d", len(sent), err, messages)
	}
	tries := 0
	for _, d := range sent {
		tries += d.Tries
	}
	t.Logf("%d messages, %d rounds of two senders, %d claims", messages, kills+1, tries)
}

// countPosts says how often each key was posted.
func countPosts(t *testing.T, dir string, keys []string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, key := range keys {
		counts[key] = 0
	}
	for line := range strings.Lines(mustRead(t, filepath.Join(dir, "posts"))) {
		counts[strings.TrimSpace(line)]++
	}
	return counts
}

func startSender(t *testing.T, dir string, hours, steps int) *exec.Cmd {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), childFolder+"="+dir, fmt.Sprintf("%s=%d %d", senderPlan, hours, steps))
	command.Stdout = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command
}

func BenchmarkDeliveries(b *testing.B) {
	for _, size := range []int{100, 10_000, 100_000} {
		s := mustOpen(b, b.TempDir())
		mustChange(b, s, Change{}, func(tx *Tx) error {
			for i := range size {
				d := Delivery{Key: fmt.Sprint("old/", i), Message: json.RawMessage(`"hello"`), Due: noon, State: Sent}
				if _, err := tx.Deliver(d); err != nil {
					return err
				}
			}
			return nil
		})
		n := 0
		b.Run(fmt.Sprintf("deliver, claim, renew, mark/%d", size), func(b *testing.B) {
			for b.Loop() {
				n++
				mustDeliver(b, s, 0, fmt.Sprint("new/", n))
				d := mustClaim(b, s, "h", noon)[0]
				s.Renew(b.Context(), d, noon, time.Minute)
				if marked, err := s.MarkSent(b.Context(), d, "C1", "1.0", noon); !marked || err != nil {
					b.Fatal(marked, err)
				}
			}
		})
	}
}

func TestWhatIsOfNoUseAnyMoreIsNotClaimedAndLapses(t *testing.T) {
	later := noon.Add(10 * time.Minute)
	deliver := func(t *testing.T, s *Store, d Delivery) {
		t.Helper()
		d.Job, d.To, d.Message, d.Due = "job", council.Addressee{Channel: "C1"}, json.RawMessage(`"hello"`), noon
		mustChange(t, s, Change{}, func(tx *Tx) error { _, err := tx.Deliver(d); return err })
	}
	lapse := func(t *testing.T, s *Store, at time.Time) (keys []string) {
		t.Helper()
		mustChange(t, s, Change{At: at}, func(tx *Tx) error {
			lapsed, err := tx.Lapse()
			for _, d := range lapsed {
				keys = append(keys, fmt.Sprint(d.Key, " ", d.State))
			}
			return err
		})
		return keys
	}
	tests := []struct {
		name string
		do   func(t *testing.T, s *Store)
		at   time.Time
		want []string
	}{
		{"until then it is sent", func(t *testing.T, s *Store) {
			if got := mustClaim(t, s, "h", later.Add(-time.Second)); len(got) != 1 || !got[0].Lapses.Equal(later) {
				t.Errorf("claimed %+v", got)
			}
		}, later, nil},
		{"from then on it is not", func(t *testing.T, s *Store) {
			if got := mustClaim(t, s, "h", later); len(got) != 0 {
				t.Errorf("claimed %+v", got)
			}
		}, later, []string{"a lapsed"}},
		{"it does not lapse before", func(*testing.T, *Store) {}, later.Add(-time.Second), nil},
		{"it lapses once", func(t *testing.T, s *Store) { lapse(t, s, later) }, later.Add(time.Minute), nil},
		{"what its sender left on its way is looked for first", func(t *testing.T, s *Store) {
			mustClaim(t, s, "h", noon)
			if got := lapse(t, s, later); len(got) != 0 {
				t.Errorf("lapsed %v while it may be there", got)
			}
			got := mustClaim(t, s, "other", later)
			if len(got) != 1 || !got[0].Look || !got[0].Late(later) {
				t.Fatalf("claimed %+v, want it to be looked for", got)
			}
			if _, err := s.Missed(t.Context(), got[0], later); err != nil {
				t.Fatal(err)
			}
		}, later, []string{"a lapsed"}},
		{"what may be there already does not lapse", func(t *testing.T, s *Store) {
			if _, err := s.PutBack(t.Context(), mustClaim(t, s, "h", noon)[0], true, noon, noon); err != nil {
				t.Fatal(err)
			}
			if got := lapse(t, s, later); len(got) != 0 {
				t.Errorf("lapsed %v unlooked for", got)
			}
			if got := mustClaim(t, s, "other", later); len(got) != 1 || !got[0].Look {
				t.Errorf("claimed %+v, want it to be looked for", got)
			}
		}, later, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir())
			deliver(t, s, Delivery{Key: "a", Lapses: later})
			test.do(t, s)
			if diff := cmp.Diff(test.want, lapse(t, s, test.at)); diff != "" {
				t.Errorf("lapsed (-want +got)\n%s", diff)
			}
		})
	}
	t.Run("what would change a post that did not go out is skipped", func(t *testing.T) {
		s := mustOpen(t, t.TempDir())
		mustDeliver(t, s, 0, "post")
		d := mustClaim(t, s, "h", noon)[0]
		deliver(t, s, Delivery{Key: "edit", Edits: d.ID})
		if _, err := s.GiveUp(t.Context(), d, "The channel is archived.", noon); err != nil {
			t.Fatal(err)
		}
		lapse(t, s, later)
		if waiting, err := s.Deliveries(t.Context(), Wanted{State: Due}); err != nil || len(waiting) != 0 {
			t.Errorf("%+v waits for ever, %v", waiting, err)
		}
	})
}

package store

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
)

// holds is the plan of a child process that takes all there is in hand and keeps
// it until it is killed.
const holds = "holds"

func holder(dir string) {
	ctx := context.Background()
	s, err := Open(ctx, dir)
	if err == nil {
		_, err = s.Attend(ctx, noon)
	}
	if err == nil {
		err = takeAll(ctx, s)
	}
	fmt.Println("in hand:", err)
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
}

// takeAll claims one row of each kind, for an hour; an error says what could not
// be had.
func takeAll(ctx context.Context, s *Store) error {
	sent, err := s.Claim(ctx, s.Holder(), noon, time.Hour, 9)
	if err != nil || len(sent) != 1 {
		return fmt.Errorf("%d messages, %v", len(sent), err)
	}
	if _, ok, err := s.ClaimUpload(ctx, s.Holder(), noon, time.Hour); err != nil || !ok {
		return fmt.Errorf("an upload: %v, %v", ok, err)
	}
	if pack, _, err := s.ClaimPack(ctx, s.Holder(), noon, time.Hour); err != nil || pack.ID == 0 {
		return fmt.Errorf("a pack: %+v, %v", pack, err)
	}
	return nil
}

// startHolder starts such a process and waits until it has all in hand.
func startHolder(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), childFolder+"="+dir, senderPlan+"="+holds)
	if _, err := command.StdinPipe(); err != nil { // held open
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || !strings.Contains(line, "<nil>") {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	return command
}

// work puts a message, an upload and a pack into a store.
func work(t *testing.T, s *Store) {
	t.Helper()
	by := mustPut(t, s, council.Member{Name: "A"})
	mustChange(t, s, Change{}, func(tx *Tx) error {
		meeting, err := tx.PutMeeting(council.Meeting{Title: "M", Starts: noon})
		if err != nil {
			return err
		}
		item, err := tx.PutItem(council.Item{Meeting: meeting, Title: "I", Sponsor: by, Purpose: council.ToDecide, Allotted: time.Minute, Part: council.Business, State: council.ItemAccepted})
		if err != nil {
			return err
		}
		paper, err := tx.PutPaper(council.Paper{Item: item, Title: "P", Author: by, Purpose: council.ToDecide, Marking: council.MarkClear, Stage: council.PaperPromised})
		if err != nil {
			return err
		}
		if err := tx.PutUpload(Upload{Paper: paper, Slack: "F1", By: by}); err != nil {
			return err
		}
		if _, err := tx.Deliver(Delivery{Key: "k", Message: json.RawMessage(`""`), To: council.Addressee{Channel: "C1"}, Due: noon}); err != nil {
			return err
		}
		return tx.WantPack(meeting, 0, by)
	})
}

func TestWhatADeadProcessHeldIsTakenUpAtOnceAndWhatALivingOneHoldsIsNot(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	work(t, s)
	other := startHolder(t, dir)
	if freed, err := s.Attend(t.Context(), noon); freed != 0 || err != nil {
		t.Fatalf("%d rows came free, %v, while the other lives", freed, err)
	}
	if err := takeAll(t.Context(), s); err == nil {
		t.Fatal("what a living process holds was taken from it")
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = other.Wait() // killed: that is meant
	if err := takeAll(t.Context(), s); err == nil {
		t.Fatal("what the dead process held came free before anybody looked")
	}
	if freed, err := s.Attend(t.Context(), noon); freed != 3 || err != nil {
		t.Fatalf("%d rows came free, %v, want the three of the dead", freed, err)
	}
	if err := takeAll(t.Context(), s); err != nil {
		t.Errorf("taking up what the dead process held: %v", err)
	}
	rows, err := s.Deliveries(t.Context(), Wanted{})
	if err != nil || len(rows) != 1 || !rows[0].Look {
		t.Errorf("the message is %+v, %v, want it looked for before it is sent", rows, err)
	}
	if freed, err := s.Attend(t.Context(), noon); freed != 0 || err != nil {
		t.Errorf("the dead are buried once: %d, %v", freed, err)
	}
}

func TestAStoreThatIsClosedLetsGoOfWhatItHeld(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	work(t, s)
	first, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.Attend(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if err := takeAll(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if freed, err := s.Attend(t.Context(), noon); freed != 3 || err != nil {
		t.Fatalf("%d rows came free, %v, want three", freed, err)
	}
	if err := takeAll(t.Context(), s); err != nil {
		t.Error(err)
	}
}

package clerk

import (
	"bytes"
	"context"
	"flag"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"councilbot/internal/cage"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestMain makes the test binary a cage when it is started as one.
func TestMain(m *testing.M) {
	if cage.Inside() {
		os.Exit(cage.Main(os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

var noon = time.Date(2027, time.March, 4, 12, 0, 0, 0, time.UTC)

// office is a clerk at work, with one paper that a member is to send.
type office struct {
	*testing.T
	store  *store.Store
	clerk  *Clerk
	paper  council.PaperID
	author council.MemberID
	wrote  int
}

func openOffice(t *testing.T) *office {
	t.Helper()
	st := storetest.Open(t, t.TempDir())
	o := &office{T: t, store: st}
	o.clerk = New(st, func() time.Time { return noon }, slog.New(slog.NewTextHandler(io.Discard, nil)))
	o.clerk.Wrote = func() { o.wrote++ }
	o.change(func(tx *store.Tx) (err error) {
		if o.author, err = tx.PutMember(council.Sample(noon, func(int) string { return "U0000001" })[0]); err != nil {
			return err
		}
		meeting, err := tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: noon.AddDate(0, 1, 0)})
		if err != nil {
			return err
		}
		item, err := tx.PutItem(council.Item{Meeting: meeting, Title: "Shared desk", Sponsor: o.author, Purpose: council.ToDecide, Allotted: 10 * time.Minute, Part: council.Business, State: council.ItemAccepted})
		if err != nil {
			return err
		}
		o.paper, err = tx.PutPaper(council.Paper{Item: item, Title: "One desk for all", Author: o.author, Purpose: council.ToDecide, Marking: council.MarkClear, Stage: council.PaperPromised})
		return err
	})
	return o
}

func (o *office) change(fn func(*store.Tx) error) {
	o.Helper()
	if _, err := o.store.Change(o.Context(), store.Change{Did: "test", At: noon}, fn); err != nil {
		o.Fatal(err)
	}
}

// sends has the author send a file, as the fetcher receives it, with the word
// that it came.
func (o *office) sends(name string, content []byte) {
	o.Helper()
	sha, size, err := o.store.KeepFile(content)
	if err != nil {
		o.Fatal(err)
	}
	o.change(func(tx *store.Tx) error {
		p, err := tx.Receive(council.PaperRevision{Paper: o.paper, By: o.author, File: council.File{SHA: sha, Name: name, Size: size}})
		if err != nil {
			return err
		}
		word, err := ui.Encode(ui.Message{Body: []ui.Block{
			ui.Heading{Text: "Your file is here"},
			ui.Buttons{Row: []ui.Button{{Label: "See the paper", Do: "paper", Arg: "show"}}},
		}})
		if err != nil {
			return err
		}
		_, err = tx.Deliver(store.Delivery{Key: store.CameKey(p.ID, p.Revision, o.author), Job: "paper-came", To: council.Addressee{Member: o.author},
			Message: word, Due: noon, After: noon.Add(store.ReadingWait)})
		return err
	})
}

// sendsPaper has the author send one of the papers that other programs made.
func (o *office) sendsPaper(file string) {
	o.Helper()
	content, err := os.ReadFile(filepath.Join("..", "document", "testdata", file))
	if err != nil {
		o.Fatal(err)
	}
	o.sends(file, content)
}

// works has the clerk do all that there is.
func (o *office) works() {
	for _, w := range works {
		o.clerk.all(o.Context(), w)
	}
}

// goes has every message that may go now be sent.
func (o *office) goes(at time.Time) {
	o.Helper()
	claimed, err := o.store.Claim(o.Context(), "post", at, time.Minute, 100)
	if err != nil {
		o.Fatal(err)
	}
	for _, d := range claimed {
		if _, err := o.store.MarkSent(o.Context(), d, "D1", "1.1", at); err != nil {
			o.Fatal(err)
		}
	}
}

// told are the messages that were sent or are to be, in words.
func (o *office) told() string {
	o.Helper()
	rows, err := o.store.Deliveries(o.Context(), store.Wanted{})
	if err != nil {
		o.Fatal(err)
	}
	var all []string
	for _, d := range rows {
		m, err := ui.Decode(d.Message)
		if err != nil {
			o.Fatal(err)
		}
		if d.State != store.Skipped {
			all = append(all, ui.Plain(m))
		}
	}
	return strings.Join(all, "\n----\n")
}

// golden compares what was said with a file.
func (o *office) golden(name, got string) {
	o.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			o.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		o.Fatal(err)
	}
	if !bytes.Equal(want, []byte(got)) {
		o.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestWhoeverSentAPaperIsToldWhatWouldHelpItsReadersInOneMessage(t *testing.T) {
	for file, name := range map[string]string{"poor.docx": "three-things", "report.docx": "all-well", "scanned.pdf": "scanned", "locked.docx": "locked", "gap.docx": "heading-gap"} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.sendsPaper(file)
			o.works()
			o.works()
			o.golden(name, o.told())
			if o.wrote != 1 {
				t.Errorf("the post was woken %d times; want once", o.wrote)
			}
			o.goes(noon)
			o.works()
			if strings.Contains(o.told(), "----") {
				t.Errorf("more than one message:\n%s", o.told())
			}
		})
	}
}

func TestWhatIsFoundAfterTheWordThatAPaperCameIsToldByItselfAndOnce(t *testing.T) {
	o := openOffice(t)
	o.sendsPaper("poor.docx")
	o.goes(noon.Add(store.ReadingWait))
	o.works()
	o.works()
	o.golden("afterwards", o.told())
	o.sendsPaper("report.docx")
	before := o.told()
	o.goes(noon.Add(store.ReadingWait))
	o.works()
	if o.told() != before {
		t.Errorf("something was said about a paper with nothing to mend:\n%s", o.told())
	}
}

func TestAPaperIsReadOnceAndItsSendersAreToldEach(t *testing.T) {
	o := openOffice(t)
	o.sendsPaper("poor.docx")
	o.works()
	o.sendsPaper("poor.docx")
	o.works()
	if got := strings.Count(o.told(), "Three things would help"); got != 2 {
		t.Errorf("told %d times; want each time it was sent:\n%s", got, o.told())
	}
}

func TestAClerkThatIsStoppedHalfWayIsFollowedByTheNext(t *testing.T) {
	o := openOffice(t)
	o.sendsPaper("poor.docx")
	o.clerk.all(t.Context(), works[0]) // read, and then no more
	var both sync.WaitGroup
	for range 2 { // the next, and another copy of the program
		both.Go(func() {
			next := New(o.store, o.clerk.Now, o.clerk.Log)
			for _, w := range works {
				next.all(t.Context(), w)
			}
		})
	}
	both.Wait()
	if got := strings.Count(o.told(), "Three things would help"); got != 1 {
		t.Errorf("told %d times; want once:\n%s", got, o.told())
	}
}

func TestTwoClerksWhoLookAtOnceTellASenderOnce(t *testing.T) {
	o := openOffice(t)
	o.sendsPaper("poor.docx")
	o.clerk.all(t.Context(), works[0])
	untold, err := o.store.Untold(t.Context(), noon.Add(-stillNews))
	if err != nil || len(untold) != 1 {
		t.Fatalf("%d to be told, %v, want one", len(untold), err)
	}
	for range 2 {
		o.change(func(tx *store.Tx) error { return tellOne(tx, untold[0]) })
	}
	if got := strings.Count(o.told(), "Three things would help"); got != 1 {
		t.Errorf("told %d times, want once:\n%s", got, o.told())
	}
}

func TestWorkThatBringsTheClerkDownLeavesItForTheNextMinute(t *testing.T) {
	o := openOffice(t)
	var log strings.Builder
	o.clerk.Log = slog.New(slog.NewTextHandler(&log, nil))
	o.clerk.all(t.Context(), work{"look", func(*Clerk, context.Context) (bool, error) { panic("oh dear") }})
	if !strings.Contains(log.String(), "could not look") || !strings.Contains(log.String(), "oh dear") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestTheTextOfAPaperIsKeptByPage(t *testing.T) {
	o := openOffice(t)
	o.sendsPaper("slides.pptx")
	o.works()
	p, err := o.store.Paper(t.Context(), o.paper)
	if err != nil {
		t.Fatal(err)
	}
	passages, err := o.store.Passages(t.Context(), p.File.SHA)
	if err != nil || len(passages) != 3 || passages[2].Page != 3 || !strings.HasPrefix(passages[2].Text, "What we ask") {
		t.Errorf("got %v, %v", passages, err)
	}
	reading, err := o.store.Reading(t.Context(), p.File.SHA)
	if err != nil || reading.State != council.Read || reading.Kind != "pptx" || reading.Pages != 3 || len(reading.Findings) != 2 {
		t.Errorf("got %+v, %v", reading, err)
	}
}

func TestAPaperThatIsLostOnDiskIsAskedForAgain(t *testing.T) {
	o := openOffice(t)
	o.change(func(tx *store.Tx) error {
		_, err := tx.Receive(council.PaperRevision{Paper: o.paper, By: o.author, File: council.File{SHA: strings.Repeat("0", 64), Name: "gone.pdf"}})
		return err
	})
	o.works()
	reading, err := o.store.Reading(t.Context(), strings.Repeat("0", 64))
	if err != nil || reading.State != council.Unreadable || reading.Findings[0].Say != lost {
		t.Errorf("got %+v, %v", reading, err)
	}
}

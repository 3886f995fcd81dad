package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// year is the built-in workspace as a process of its own, used as a browser uses
// it, with a council whose quarter is played on a turned clock.
type year struct {
	*testing.T
	data    string
	url     string
	store   *store.Store
	zone    *time.Location
	members []council.Member
}

const secretary = "U0000002"

// openYear seats so many members of five sectors, and starts the program at a
// moment of the council's clock.
func openYear(t *testing.T, members int, start string) *year {
	t.Helper()
	y := &year{T: t, data: t.TempDir()}
	var err error
	y.zone, err = time.LoadLocation("Europe/London")
	y.must(err)
	y.store = storetest.Open(t, y.data)
	founded := time.Date(2026, time.January, 5, 9, 0, 0, 0, y.zone)
	all := council.Sample(founded, func(place int) string { return fmt.Sprintf("U%07d", place) })
	for i := len(all); i < members; i++ {
		all = append(all, council.Member{Name: fmt.Sprintf("Member %02d", i), SlackID: fmt.Sprintf("U00001%02d", i),
			Organisation: fmt.Sprintf("Body %02d", i), Sector: council.Sectors[i%5], Standing: council.Seated, Joined: founded})
	}
	y.must(y.store.Seed(t.Context(), store.Change{Did: "council.sampled", At: founded}, all))
	y.members, err = y.store.Members(t.Context())
	y.must(err)
	y.start(start)
	return y
}

func (y *year) start(clock string) {
	y.Helper()
	program := exec.Command("councilbot", "run", "--data", y.data, "--listen", "127.0.0.1:0", "--clock", clock)
	var log bytes.Buffer
	program.Stderr = &log
	out, err := program.StdoutPipe()
	y.must(err)
	y.must(program.Start())
	y.Cleanup(func() {
		y.must(program.Process.Signal(syscall.SIGTERM))
		if err := program.Wait(); err != nil || y.Failed() {
			y.Errorf("the program ended with %v; its log:\n%s", err, log.String())
		}
	})
	first := make([]byte, 256)
	n, err := out.Read(first)
	y.must(err)
	go func() { _, _ = io.Copy(io.Discard, out) }()
	y.url = string(address.Find(first[:n]))
	y.until("the bot to be connected", func() bool { return y.sees(chair, hall).Link.Sockets > 0 })
}

func (y *year) must(err error) {
	y.Helper()
	if err != nil {
		y.Fatal(err)
	}
}

func (y *year) until(what string, is func() bool) {
	y.Helper()
	ctx, cancel := context.WithTimeout(y.Context(), time.Minute)
	defer cancel()
	every := time.NewTicker(20 * time.Millisecond)
	defer every.Stop()
	for !is() {
		select {
		case <-ctx.Done():
			y.Fatalf("waited a minute for %s", what)
		case <-every.C:
		}
	}
}

// snapshot is what the page shows a person at a place.
type snapshot struct {
	BotDM    string
	Link     standin.Link
	Messages []standin.Message
}

func (y *year) sees(as, at string) (s snapshot) {
	y.Helper()
	resp, err := http.Get(y.url + "/page/state?" + url.Values{"as": {as}, "at": {at}, "last": {"500"}}.Encode())
	y.must(err)
	defer resp.Body.Close()
	y.must(json.NewDecoder(resp.Body).Decode(&s))
	return s
}

// does has the page do something, as {"As": …}.
func (y *year) does(deed string, what map[string]any) {
	y.Helper()
	body, err := json.Marshal(what)
	y.must(err)
	resp, err := http.Post(y.url+"/page/"+deed, "application/json", bytes.NewReader(body))
	y.must(err)
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		answer, _ := io.ReadAll(resp.Body)
		y.Fatalf("%s %v: %s", deed, what, answer)
	}
}

// presses presses the button with a label in the newest message that has it.
func (y *year) presses(as, at, label string) {
	y.Helper()
	var found standin.Message
	y.until("a button "+label, func() bool {
		for _, m := range y.sees(as, at).Messages {
			if strings.Contains(string(m.Blocks), `"text":"`+label+`"`) {
				found = m
			}
		}
		return found.TS != ""
	})
	block, action := button(y.T, found.Blocks, label)
	y.does("press", map[string]any{"As": as, "At": standin.Place{Channel: found.Channel, TS: found.TS}, "Action": action, "Block": block})
}

// turns sets the clock, week by week, to a moment, and waits until all that is
// due by then has left.
func (y *year) turns(from, to time.Time) {
	y.Helper()
	for at := from; at.Before(to); {
		if at = at.AddDate(0, 0, 7); at.After(to) {
			at = to
		}
		y.does("clock", map[string]any{"As": chair, "To": at.Format("2006-01-02T15:04")})
		y.until("everything to be sent by "+inFull(at), func() bool { return y.worked(at) && y.waiting(at) == 0 })
	}
}

// worked says that everything up to a moment was worked out.
func (y *year) worked(at time.Time) bool {
	y.Helper()
	last, err := y.store.Setting(y.Context(), "schedule.ticked")
	y.must(err)
	ticked, err := time.Parse(time.RFC3339, last)
	y.must(err)
	return !ticked.Before(at)
}

func (y *year) waiting(at time.Time) (n int) {
	y.Helper()
	for _, state := range []store.Progress{store.Due, store.Claimed} {
		rows, err := y.store.Deliveries(y.Context(), store.Wanted{State: state})
		y.must(err)
		n += len(slices.DeleteFunc(rows, func(d store.Delivery) bool { return d.After.After(at) }))
	}
	return n
}

// rehearsal is what councilbot rehearse prints for some days.
func (y *year) rehearsal(from, to string) string {
	y.Helper()
	out, code := run(y.T, "rehearse", "--data", y.data, "--from", from, "--to", to)
	if code != 0 {
		y.Fatal(out)
	}
	return out
}

// log writes what was sent between two moments as councilbot rehearse does, but
// for its last line.
func (y *year) log(from, until time.Time) (text string, sent []store.Delivery) {
	y.Helper()
	sent, err := y.store.Deliveries(y.Context(), store.Wanted{State: store.Sent, From: from, Until: until})
	y.must(err)
	slices.SortStableFunc(sent, func(a, b store.Delivery) int { return a.After.Compare(b.After) })
	var b strings.Builder
	for _, d := range sent {
		words, err := ui.Decode(d.Message)
		y.must(err)
		fmt.Fprintln(&b, rehearsed(schedule.Planned{Delivery: d, Words: words}, y.members, y.zone))
	}
	return b.String(), sent
}

// asRehearsed checks that what was sent from one day to another is what was
// rehearsed for them, message for message, and that each is in Slack once where
// its row says.
func (y *year) asRehearsed(rehearsal, from, to string) []store.Delivery {
	y.Helper()
	first, err := council.ParseDay(from)
	y.must(err)
	last, err := council.ParseDay(to)
	y.must(err)
	log, sent := y.log(first.At(0, 0, y.zone), last.Add(1).At(0, 0, y.zone))
	want := rehearsal[:strings.LastIndex(strings.TrimSpace(rehearsal), "\n")+1]
	if diff := cmp.Diff(want, log); diff != "" {
		y.Errorf("from %s to %s (-rehearsed +sent)\n%s", from, to, diff)
	}
	for _, d := range sent {
		if n := y.posts(d); n != 1 {
			y.Errorf("%s is in the workspace %d times, want once", d.Key, n)
		}
	}
	return sent
}

// posts counts the posts of a delivery that its addressee sees.
func (y *year) posts(d store.Delivery) (n int) {
	y.Helper()
	as := chair
	for _, m := range y.members {
		if m.ID == d.To.Member {
			as = m.SlackID
		}
	}
	for _, m := range y.sees(as, d.PostedIn).Messages {
		if strings.Contains(string(m.Metadata), `"`+d.Key+`"`) {
			n++
		}
	}
	return n
}

// TestAQuarterGoesAsRehearsed plays a quarter in the built-in workspace: the
// secretary accepts the year's dates and starts the reminders, the notice goes
// out, most members answer it by its buttons, the others are asked, and the
// council meets. What is rehearsed before each part is what is sent in it.
func TestAQuarterGoesAsRehearsed(t *testing.T) {
	members := 40
	if testing.Short() {
		members = 16
	}
	y := openYear(t, members, "2027-04-06T08:00:00Z")
	y.callsTheYear()
	begun, noticed, over := y.at(6, time.April), y.at(2, time.May), y.at(25, time.June)
	before := y.rehearsal("2027-04-07", "2027-05-02")
	y.turns(begun, noticed)
	sent := y.asRehearsed(before, "2027-04-07", "2027-05-02")
	silent := y.answers(members)

	before = y.rehearsal("2027-05-03", "2027-06-25")
	y.turns(noticed, over)
	sent = append(sent, y.asRehearsed(before, "2027-05-03", "2027-06-25")...)
	y.onlyTheSilentAreAsked(sent, silent)
	y.presses(secretary, y.sees(secretary, "").BotDM, "It took place")
	y.until("the meeting to be on the record", func() bool {
		held, err := y.store.Meetings(t.Context(), begun, over)
		y.must(err)
		return len(held) == 1 && held[0].State == council.Held
	})
	t.Logf("%d messages rehearsed and sent, each seen once; %d of %d members were asked for a reply", len(sent), len(silent), members)
}

// callsTheYear has the secretary accept the dates still to come in 2027 and start
// the reminders of the first.
func (y *year) callsTheYear() {
	y.Helper()
	y.does("command", map[string]any{"As": secretary, "Channel": hall, "Command": "/meeting", "Text": "year 2027"})
	y.presses(secretary, hall, "Accept all 3")
	y.until("three meetings to be called", func() bool {
		called, err := y.store.Meetings(y.Context(), time.Time{}, time.Time{})
		y.must(err)
		return len(called) == 3
	})
	y.does("command", map[string]any{"As": secretary, "Channel": hall, "Command": "/meeting", "Text": "ladder"})
	y.presses(secretary, hall, "Start it")
	y.until("the reminders to be started", func() bool {
		m, err := y.store.NextMeeting(y.Context(), y.at(5, time.April))
		y.must(err)
		return m.ID != 0 && !m.Waiting
	})
}

func (y *year) at(day int, month time.Month) time.Time {
	return time.Date(2027, month, day, 20, 0, 0, 0, y.zone)
}

// answers has two thirds of the members answer the notice and gives the others.
func (y *year) answers(members int) (silent []council.MemberID) {
	y.Helper()
	for i, m := range y.members {
		switch {
		case m.SlackID == "":
		case i%3 == 0:
			silent = append(silent, m.ID)
		case i%3 == 1:
			y.presses(m.SlackID, hall, "Attending")
		default:
			y.presses(m.SlackID, hall, "Apologies")
		}
	}
	y.until("the replies", func() bool {
		m, err := y.store.NextMeeting(y.Context(), y.at(2, time.May))
		y.must(err)
		replies, err := y.store.Replies(y.Context(), m.ID)
		y.must(err)
		return len(replies) == members-1-len(silent)
	})
	return silent
}

func (y *year) onlyTheSilentAreAsked(sent []store.Delivery, silent []council.MemberID) {
	y.Helper()
	asked := map[council.MemberID]int{}
	for _, d := range sent {
		if d.Asks == store.ReplyAsked {
			asked[d.To.Member]++
		}
	}
	want := map[council.MemberID]int{}
	for _, id := range silent {
		want[id] = 2
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		y.Errorf("asked for a reply (-want +got)\n%s", diff)
	}
}

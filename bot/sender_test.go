package bot

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// bare has three members and nothing before it.
func bare(t *testing.T) *postroom { t.Helper(); return openPostroom(t, 3, nil, nil) }

func TestWhatIsDueIsSeenByItsAddressee(t *testing.T) {
	p := bare(t)
	p.due("to the channel", toCouncil)
	p.due("to a channel by id", council.Addressee{Channel: councilChannel})
	p.due("to a member", p.member(2))
	p.send(quick)
	for _, key := range []string{"to the channel", "to a channel by id", "to a member"} {
		d := p.until(key, store.Sent)
		if n := p.seenBy(d.To)[key]; n != 1 || d.TS == "" || d.PostedIn == "" {
			t.Errorf("%s is seen %d times, kept in %q at %q, want once and where", key, n, d.PostedIn, d.TS)
		}
	}
	if n := len(p.calls("conversations.history")) + len(p.calls("conversations.open")); n != 0 {
		t.Errorf("%d calls to look for what surely is not there, want none", n)
	}
	if n := len(p.calls("users.conversations")); n != 1 {
		t.Errorf("the council's channel was looked for %d times, want once", n)
	}
}

func TestWhatIsDueLaterWaits(t *testing.T) {
	p := bare(t)
	p.due("later", toCouncil, func(d *store.Delivery) { d.After = p.begun.Add(time.Hour) })
	p.due("now", toCouncil)
	p.send(quick)
	p.until("now", store.Sent)
	if d := p.row("later"); d.State != store.Due {
		t.Errorf("what is due in an hour is %s", d.State)
	}
}

func TestAPokedSenderSendsAtOnce(t *testing.T) {
	p := bare(t)
	rates := quick
	rates.every = time.Hour
	s, _ := p.send(rates)
	p.due("first", toCouncil)
	s.wake()
	p.until("first", store.Sent)
	p.due("second", toCouncil)
	s.wake()
	p.until("second", store.Sent)
}

func TestRetryAfterIsHonoured(t *testing.T) {
	p := bare(t)
	p.Fault(standin.Fault{Kind: standin.RateLimited, Method: "chat.postMessage", RetryAfter: 2 * time.Second})
	for i := range 6 {
		p.due(fmt.Sprint(i), p.member(i%3))
	}
	p.send(quick)
	for i := range 6 {
		p.until(fmt.Sprint(i), store.Sent)
	}
	posts := p.calls("chat.postMessage")
	at := slices.IndexFunc(posts, func(c standin.Call) bool { return c.Status == http.StatusTooManyRequests })
	if at < 0 {
		t.Fatal("nothing was refused")
	}
	for _, c := range posts[at+1:] {
		if c.Status != http.StatusOK || c.At.Sub(posts[at].At) < 1900*time.Millisecond && c.At.Sub(posts[at].At) > 50*time.Millisecond {
			t.Errorf("asked again after %v with %d, want two seconds of silence", c.At.Sub(posts[at].At), c.Status)
		}
	}
	if n := len(p.calls("conversations.history")); n != 0 {
		t.Errorf("looked %d times for what Slack says it did not post, want never", n)
	}
}

func TestAPostThatMayBeThereIsLookedFor(t *testing.T) {
	tests := []struct {
		name  string
		fault standin.Fault
		posts int
	}{
		{"Slack failed after it had posted", standin.Fault{Kind: standin.ServerError, Method: "chat.postMessage", PostedFirst: true, Status: 503}, 1},
		{"Slack failed before", standin.Fault{Kind: standin.ServerError, Method: "chat.postMessage"}, 2},
		{"Slack says that it failed inside", standin.Fault{Kind: standin.ErrorCode, Method: "chat.postMessage", Code: "internal_error"}, 2},
		{"Slack answers too late", standin.Fault{Kind: standin.SlowAPI, Method: "chat.postMessage", Delay: 2 * time.Second}, 1},
		{"Slack says a word nobody knows", standin.Fault{Kind: standin.ErrorCode, Method: "chat.postMessage", Code: "mercury_in_retrograde"}, 2},
	}
	for _, test := range tests {
		for _, to := range []council.Addressee{toCouncil, {Member: 3}} {
			t.Run(test.name+", "+to.String(), func(t *testing.T) {
				t.Parallel()
				p := bare(t)
				p.Fault(test.fault)
				p.due("once", to)
				rates := quick
				rates.call, rates.doubt = time.Second, time.Second
				p.send(rates)
				d := p.until("once", store.Sent)
				if n := p.seenBy(to)["once"]; n != 1 || !d.Look {
					t.Errorf("seen %d times, looked for: %v, want once, and looked for", n, d.Look)
				}
				if n := len(p.calls("chat.postMessage")); n != test.posts {
					t.Errorf("%d posts asked of Slack, want %d", n, test.posts)
				}
			})
		}
	}
}

func TestAPostIsFoundFarBackInItsConversation(t *testing.T) {
	p := bare(t)
	p.due("old", toCouncil)
	_, stop := p.send(quick)
	p.until("old", store.Sent)
	stop()
	for i := range 450 {
		_, err := p.Write(p.ctx, p.members[0].SlackID, councilChannel, fmt.Sprint("chat ", i), "")
		p.must(err)
	}
	again := openStoreWithout(p, "old")
	p.store = again
	p.send(quick)
	if d := p.until("old", store.Sent); p.seenBy(toCouncil)["old"] != 1 || d.TS == "" {
		t.Errorf("seen %d times, kept at %q, want once and where it was", p.seenBy(toCouncil)["old"], d.TS)
	}
	if n := len(p.calls("conversations.history")); n != 3 {
		t.Errorf("%d pages of history were read, want 3", n)
	}
}

// openStoreWithout is a store as a backup of before a message was sent leaves it,
// with the message worked out anew.
func openStoreWithout(p *postroom, key string) *store.Store {
	p.Helper()
	p.must(p.store.Close())
	p.folder = p.TempDir()
	for i := range p.members {
		p.members[i].ID = 0
	}
	p.keep()
	p.due(key, toCouncil, func(d *store.Delivery) { d.Look = true })
	return p.store
}

func TestAnEditChangesThePost(t *testing.T) {
	p := bare(t)
	p.due("notice", toCouncil)
	_, stop := p.send(quick)
	notice := p.until("notice", store.Sent)
	stop()
	p.due("change", toCouncil, func(d *store.Delivery) { d.Edits = notice.ID })
	p.Fault(standin.Fault{Kind: standin.ServerError, Method: "chat.update", PostedFirst: true})
	p.send(quick)
	p.until("change", store.Sent)
	all := p.Messages(p.members[0].SlackID, councilChannel)
	if len(all) != 1 || !strings.Contains(all[0].Text, "This is change.") || !all[0].Edited || p.seenBy(toCouncil)["notice"] != 1 {
		t.Errorf("the channel shows %+v, want the one post, changed, under its first key", all)
	}
}

func TestAnEditOfAPostThatIsGoneIsLeftAtThat(t *testing.T) {
	p := bare(t)
	p.due("notice", toCouncil)
	_, stop := p.send(quick)
	notice := p.until("notice", store.Sent)
	stop()
	p.Fault(standin.Fault{Kind: standin.ErrorCode, Method: "chat.update", Code: "message_not_found"})
	p.due("change", toCouncil, func(d *store.Delivery) { d.Edits = notice.ID })
	p.send(quick)
	p.until("change", store.Failed)
	if all, err := p.store.Deliveries(t.Context(), store.Wanted{}); err != nil || len(all) != 2 {
		t.Errorf("%d rows, %v, want no message about it", len(all), err)
	}
}

func TestWhatIsNoLongerOursIsNotPosted(t *testing.T) {
	p := bare(t)
	meeting := council.Meeting{Starts: p.begun.AddDate(0, 0, 7).In(time.UTC)}
	p.change(func(tx *store.Tx) (err error) { meeting.ID, err = tx.PutMeeting(meeting); return err })
	p.due("first", toCouncil)
	p.due("about the old date", toCouncil, func(d *store.Delivery) { d.Meeting = meeting.ID })
	rates := quick
	rates.channel = time.Second // the second is claimed and waits for its turn
	p.send(rates)
	p.until("first", store.Sent)
	p.until("about the old date", store.Claimed)
	meeting, err := p.store.Meeting(t.Context(), meeting.ID)
	p.must(err)
	moved, err := meeting.Move(p.begun.AddDate(0, 0, 14).In(time.UTC), "a strike", p.begun)
	p.must(err)
	p.change(func(tx *store.Tx) error { _, err := tx.PutMeeting(moved); return err })
	p.due("last", toCouncil)
	p.until("last", store.Sent)
	if n := p.seenBy(toCouncil)["about the old date"]; n != 0 || p.row("about the old date").State != store.Skipped {
		t.Errorf("seen %d times, %s, want it skipped", n, p.row("about the old date").State)
	}
}

func TestWhatIsOfNoUseAnyMoreIsLookedForAndNotPosted(t *testing.T) {
	p := bare(t)
	p.due("late", toCouncil, func(d *store.Delivery) { d.State, d.Lapses = store.Claimed, p.begun.Add(-time.Minute) }) // its sender has died
	p.send(quick)
	p.until("late", store.Due)
	if looked, posted := len(p.calls("conversations.history")), len(p.calls("chat.postMessage")); looked == 0 || posted != 0 {
		t.Errorf("looked %d times and posted %d, want it looked for and not posted", looked, posted)
	}
}

func TestToldToStopItFinishesWhatItHasBegunAndGivesBackTheRest(t *testing.T) {
	p := bare(t)
	for i := range 3 {
		p.due(fmt.Sprint(i), toCouncil)
	}
	rates := quick
	rates.channel = time.Hour
	_, stop := p.send(rates)
	p.until("2", store.Claimed)
	p.until("0", store.Sent)
	stop()
	for _, key := range []string{"1", "2"} {
		if d := p.row(key); d.State != store.Due || d.Look {
			t.Errorf("%s is %s, to be looked for: %v, want it given back, surely not posted", key, d.State, d.Look)
		}
	}
}

func TestAPostUnderWayWhenToldToStopIsSeenToItsEnd(t *testing.T) {
	entered, leave := make(chan bool, 1), make(chan bool)
	p := openPostroom(t, 3, nil, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "chat.postMessage") {
				entered <- true
				<-leave
			}
			next.ServeHTTP(w, r)
		})
	})
	p.due("begun", toCouncil)
	_, stop := p.send(quick)
	<-entered
	time.AfterFunc(50*time.Millisecond, func() { close(leave) })
	stop()
	if d := p.row("begun"); d.State != store.Sent {
		t.Errorf("it is %s, want sent", d.State)
	}
}

func TestNothingIsLookedForAfterSlackCouldNotBeReached(t *testing.T) {
	p := bare(t)
	gone := httptest.NewServer(http.NotFoundHandler())
	there := p.server
	p.server = gone
	gone.Close()
	p.due("unreached", council.Addressee{Channel: councilChannel})
	_, stop := p.send(quick)
	for p.row("unreached").Tries < 3 {
		p.must(pause(p.ctx, time.Millisecond))
	}
	stop()
	p.server = there
	p.send(quick)
	if d := p.until("unreached", store.Sent); d.Look || len(p.calls("conversations.history")) != 0 {
		t.Errorf("looked for: %v, want not", d.Look)
	}
}

func TestTheUsualChannelIsTheOneWithTheNameOrTheOnlyOne(t *testing.T) {
	in := func(names ...string) func(*standin.Config) {
		return func(c *standin.Config) {
			c.Channels = nil
			for i, name := range names {
				c.Channels = append(c.Channels, standin.Channel{ID: fmt.Sprintf("C000000%d", i), Name: name, Members: []string{"U0BOT", "U0000000"}})
			}
		}
	}
	tests := []struct {
		name  string
		there func(*standin.Config)
		want  string
	}{
		{"by its name", in("random", "council"), "C0000001"},
		{"the only one", in("cio-forum"), "C0000000"},
		{"none among several", in("random", "general"), ""},
		{"none at all", in(), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := openPostroom(t, 3, test.there, nil)
			p.due("notice", toCouncil)
			p.send(quick)
			state := store.Sent
			if test.want == "" {
				state = store.Failed
			}
			if d := p.until("notice", state); d.PostedIn != test.want {
				t.Errorf("posted in %q, want %q", d.PostedIn, test.want)
			}
			if got, err := p.store.Setting(t.Context(), store.ChannelSetting); err != nil || got != test.want {
				t.Errorf("the channel is set to %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

func TestADeputyGetsIn(t *testing.T) {
	p := bare(t)
	meeting := council.Meeting{Starts: p.begun.AddDate(0, 0, 7)}
	p.change(func(tx *store.Tx) (err error) {
		if meeting.ID, err = tx.PutMeeting(meeting); err != nil {
			return err
		}
		return tx.PutReply(council.Reply{Meeting: meeting.ID, Member: p.members[2].ID, Answer: council.ByDeputy,
			Deputy: council.Substitute{Name: "Dee Putty", SlackID: "U0DEPUTY"}})
	})
	papers := commands.Route{Name: "papers", Kind: commands.Slash, Needs: council.Deputy,
		Run: func(_ context.Context, r commands.Request) (ui.Reply, error) {
			return ui.Say("Come in, " + r.From.Name + "."), nil
		}}
	b := New(Config{}, []commands.Route{papers}, p.store, p.Clock().Now, slog.New(slog.NewTextHandler(io.Discard, nil)))
	for account, want := range map[string]string{"U0DEPUTY": "Come in, Dee Putty.", "U0NOBODY": "members and their deputies"} {
		if got := ui.Plain(b.through(t.Context(), &envelope{kind: slash, route: "papers", account: account})); !strings.Contains(got, want) {
			t.Errorf("%s reads %q, want %q", account, got, want)
		}
	}
}

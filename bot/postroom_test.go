package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
)

// postroom is a stand-in workspace with a council's store beside it, and no
// sender yet. It is noon there on 3 March 2027. Of its members the first is the chair and the second the
// secretary; all are in the council's channel.
type postroom struct {
	*standin.Workspace
	testing.TB
	ctx     context.Context
	folder  string
	store   *store.Store
	server  *httptest.Server
	lines   lines
	begun   time.Time
	members []council.Member
}

const councilChannel = "C0000001"

// openPostroom opens it with so many members. change may alter the workspace, and
// wrap put something before it.
func openPostroom(t testing.TB, members int, change func(*standin.Config), wrap func(http.Handler) http.Handler) *postroom {
	t.Helper()
	p := &postroom{TB: t, folder: t.TempDir(), begun: time.Date(2027, time.March, 3, 12, 0, 0, 0, time.UTC)}
	var cancel context.CancelFunc
	p.ctx, cancel = context.WithTimeout(t.Context(), 5*time.Minute)
	config := standin.Config{AppToken: "xapp-1", BotToken: "xoxb-1", Bot: standin.Person{ID: "U0BOT"}, Clock: standin.NewClock(p.begun)}
	config.Channels = []standin.Channel{{ID: councilChannel, Name: "council", Members: []string{"U0BOT"}}}
	for i := range members {
		m := council.Member{Name: fmt.Sprint("Member ", i), SlackID: fmt.Sprintf("U%07d", i), Standing: council.Seated}
		if i < 2 {
			m.Standing = []council.Standing{council.Chair, council.Secretary}[i]
		}
		p.members = append(p.members, m)
		config.People = append(config.People, standin.Person{ID: m.SlackID, Name: m.Name})
		config.Channels[0].Members = append(config.Channels[0].Members, m.SlackID)
	}
	if change != nil {
		change(&config)
	}
	p.Workspace = standin.New(config)
	p.serve(wrap)
	p.keep()
	t.Cleanup(func() {
		p.Close()
		p.server.CloseClientConnections()
		p.server.Close()
		cancel()
	})
	return p
}

func (p *postroom) serve(wrap func(http.Handler) http.Handler) {
	var handler http.Handler = p.Workspace
	if wrap != nil {
		handler = wrap(handler)
	}
	p.server = httptest.NewUnstartedServer(handler)
	p.server.Config.ConnState = p.lines.note
	p.server.Start()
	p.SetBase(p.server.URL)
}

func (p *postroom) keep() {
	p.Helper()
	p.store = storetest.Open(p, p.folder)
	p.change(func(tx *store.Tx) (err error) {
		for i := range p.members {
			if p.members[i].ID, err = tx.PutMember(p.members[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *postroom) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

func (p *postroom) change(fn func(*store.Tx) error) {
	p.Helper()
	_, err := p.store.Change(p.ctx, store.Change{Did: "test", At: p.begun}, fn)
	p.must(err)
}

// member addresses a member by place.
func (p *postroom) member(place int) council.Addressee {
	return council.Addressee{Member: p.members[place].ID}
}

var toCouncil = council.Addressee{Channel: council.UsualChannel}

// due keeps a message that says its key and is due now; change may alter it.
func (p *postroom) due(key string, to council.Addressee, change ...func(*store.Delivery)) {
	p.Helper()
	letter, err := ui.Encode(ui.Say("This is " + key + "."))
	p.must(err)
	d := store.Delivery{Key: key, Job: "test", To: to, Message: letter, Due: p.begun}
	for _, f := range change {
		f(&d)
	}
	p.change(func(tx *store.Tx) error {
		fresh, err := tx.Deliver(d)
		if err == nil && !fresh {
			err = fmt.Errorf("the key %s is there already", key)
		}
		return err
	})
}

// send starts a sender and gives what ends it and waits for its end.
func (p *postroom) send(r rates) (s *sender, stop func()) {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	s = newSender(plainAPI(Config{BotToken: "xoxb-1", APIURL: p.server.URL + "/api/"}, transport()), p.store, p.Clock().Now, log, r)
	ctx, end := context.WithCancel(p.ctx)
	done := make(chan struct{})
	go func() { defer close(done); s.run(ctx) }()
	stop = func() { end(); <-done }
	p.Cleanup(stop)
	return s, stop
}

// row gives a delivery by its key.
func (p *postroom) row(key string) store.Delivery {
	p.Helper()
	all, err := p.store.Deliveries(p.ctx, store.Wanted{})
	p.must(err)
	for _, d := range all {
		if d.Key == key {
			return d
		}
	}
	p.Fatalf("there is no delivery %s", key)
	return store.Delivery{}
}

// until waits for a delivery to come to a state.
func (p *postroom) until(key string, state store.Progress) store.Delivery {
	p.Helper()
	for {
		d := p.row(key)
		if d.State == state {
			return d
		}
		if err := pause(p.ctx, 5*time.Millisecond); err != nil {
			p.Fatalf("%s is %s, tried %d times, want %s", key, d.State, d.Tries, state)
		}
	}
}

// seen counts, for each key, the posts with it that the person at a place in
// the list of members sees in a conversation.
func (p *postroom) seen(place int, conversation string) map[string]int {
	counts := map[string]int{}
	for _, m := range p.Messages(p.members[place].SlackID, conversation) {
		var meta struct {
			Payload struct{ Key string } `json:"event_payload"`
		}
		if json.Unmarshal(m.Metadata, &meta) == nil {
			counts[meta.Payload.Key]++
		}
	}
	return counts
}

// seenBy counts what an addressee sees.
func (p *postroom) seenBy(to council.Addressee) map[string]int {
	if to.Member == 0 {
		return p.seen(0, councilChannel)
	}
	for place, m := range p.members {
		if m.ID == to.Member {
			return p.seen(place, p.DM(m.SlackID))
		}
	}
	return nil
}

// calls lists the calls of a method.
func (p *postroom) calls(method string) (all []standin.Call) {
	for _, c := range p.Calls() {
		if c.Method == method {
			all = append(all, c)
		}
	}
	return all
}

// lines knows which connections are open.
type lines struct {
	mu   sync.Mutex
	open map[net.Conn]bool
	cond *sync.Cond
}

func (l *lines) note(c net.Conn, s http.ConnState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cond == nil {
		l.open, l.cond = map[net.Conn]bool{}, sync.NewCond(&l.mu)
	}
	if s == http.StateNew {
		l.open[c] = true
	}
	if s == http.StateClosed || s == http.StateHijacked {
		delete(l.open, c)
	}
	l.cond.Broadcast()
}

// quiet waits until everything that a dead process had sent was taken in: a
// connection of our own is accepted after all of its, and then all end.
func (p *postroom) quiet() {
	p.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(p.server.URL + "/page/nothing")
	p.must(err)
	_ = resp.Body.Close()
	p.lines.mu.Lock()
	defer p.lines.mu.Unlock()
	for len(p.lines.open) > 0 {
		p.lines.cond.Wait()
	}
}

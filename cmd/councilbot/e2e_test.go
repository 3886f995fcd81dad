package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
)

// room is a stand-in workspace with the made-up council in it, and the bot as a
// process of its own.
type room struct {
	*standin.Workspace
	t    *testing.T
	ctx  context.Context
	url  string
	data string
	bot  *exec.Cmd
	log  *strings.Builder
}

const (
	chair   = "U0000001"
	visitor = "U0009999"
	hall    = "C0000001" // the council's channel
)

// newRoom opens the workspace and starts the bot in it.
func newRoom(t *testing.T, change ...func(*standin.Config)) *room {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	r := &room{t: t, ctx: ctx, data: t.TempDir()}
	members := r.seat()
	config := standin.Config{AppToken: "xapp-test", BotToken: "xoxb-test", Bot: standin.Person{Name: "councilbot"}}
	config.Channels = []standin.Channel{{ID: hall, Name: "council"}}
	for _, m := range members {
		if m.SlackID != "" {
			config.People = append(config.People, standin.Person{ID: m.SlackID, Name: m.Name})
			config.Channels[0].Members = append(config.Channels[0].Members, m.SlackID)
		}
	}
	config.People = append(config.People, standin.Person{ID: visitor, Name: "Rowan Visitor"})
	config.Channels[0].Members = append(config.Channels[0].Members, visitor)
	for _, f := range change {
		f(&config)
	}
	r.Workspace = standin.New(config)
	server := httptest.NewServer(r.Workspace)
	r.url = server.URL
	r.SetBase(server.URL)
	t.Cleanup(func() {
		r.stop(syscall.SIGKILL)
		cancel()
		r.Close()
		server.Close()
	})
	r.start()
	return r
}

// seat puts the made-up council into the bot's data folder.
func (r *room) seat() []council.Member {
	storetest.Fill(r.t, r.data)
	st, err := store.Open(r.ctx, r.data)
	r.must(err)
	defer st.Close()
	members, err := seat(r.ctx, st, time.Date(2027, time.March, 2, 9, 0, 0, 0, time.UTC))
	r.must(err)
	return members
}

// start starts the bot and waits until it is connected twice.
func (r *room) start() {
	r.t.Helper()
	r.startBeside(2)
}

// startBeside starts a bot, beside those that run, and waits until there are so
// many connections.
func (r *room) startBeside(sockets int) {
	r.t.Helper()
	r.log = &strings.Builder{}
	r.bot = exec.Command("councilbot", "run", "--data", r.data, "--listen", "127.0.0.1:0")
	r.bot.Env = append(os.Environ(), "SLACK_APP_TOKEN=xapp-test", "SLACK_BOT_TOKEN=xoxb-test", "SLACK_API_URL="+r.url+"/api/")
	r.bot.Stderr = r.log
	r.must(r.bot.Start())
	r.until("connections", func() bool { return r.Link().Sockets == sockets })
}

// stop ends the bot by a signal and waits for its end.
func (r *room) stop(s syscall.Signal) {
	if r.bot == nil {
		return
	}
	_ = r.bot.Process.Signal(s)
	_ = r.bot.Wait()
	r.bot = nil
}

func (r *room) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *room) until(what string, is func() bool) {
	r.t.Helper()
	if err := r.Await(r.ctx, is); err != nil {
		r.t.Fatalf("waiting for %s: %v\nthe bot's log:\n%s", what, err, r.log)
	}
}

// says types a command in the council's channel.
func (r *room) says(as, words string) {
	r.t.Helper()
	command, text, _ := strings.Cut(words, " ")
	if err := r.Command(r.ctx, as, hall, command, text); err != nil {
		r.t.Fatalf("%s: %v\nthe bot's log:\n%s", words, err, r.log)
	}
}

// sees waits until the person's newest message in the channel begins with text.
func (r *room) sees(as, text string) standin.Message {
	r.t.Helper()
	var last standin.Message
	r.until(fmt.Sprintf("%s to see %q", as, text), func() bool {
		all := r.Messages(as, hall)
		if len(all) == 0 {
			return false
		}
		last = all[len(all)-1]
		return strings.HasPrefix(last.Text, text)
	})
	return last
}

// presses presses the button with this label in a message.
func (r *room) presses(as string, m standin.Message, label string) {
	r.t.Helper()
	block, action := button(r.t, m.Blocks, label)
	r.must(r.Press(r.ctx, as, standin.Place{Channel: m.Channel, TS: m.TS}, action, block, nil))
}

// button finds a button by its label in blocks.
func button(t *testing.T, blocks json.RawMessage, label string) (blockID, actionID string) {
	t.Helper()
	var all []struct {
		BlockID  string `json:"block_id"`
		Elements []struct {
			ActionID string `json:"action_id"`
			Text     any    `json:"text"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(blocks, &all); err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		for _, e := range b.Elements {
			if text, ok := e.Text.(map[string]any); ok && text["text"] == label {
				return b.BlockID, e.ActionID
			}
		}
	}
	t.Fatalf("there is no button %q in %s", label, blocks)
	return "", ""
}

// changes counts the rows of the audit with this deed.
func (r *room) changes(did string) int {
	r.t.Helper()
	st, err := store.Open(r.ctx, r.data)
	r.must(err)
	defer st.Close()
	all, err := st.Audit(r.ctx, store.Sought{})
	r.must(err)
	n := 0
	for _, e := range all {
		if e.Did == did {
			n++
		}
	}
	return n
}

func TestAWholeConversation(t *testing.T) {
	r := newRoom(t)
	r.says(chair, "/role cto")
	page := r.sees(chair, "Chief technology officer (CTO)")
	if !page.Ephemeral {
		t.Error("the answer is for everybody; want it for the asker alone")
	}
	r.presses(chair, page, "Compare with CIO")
	r.sees(chair, "CTO and CIO")

	r.Fault(standin.Fault{Kind: standin.Disconnect, Reason: "refresh_requested"})
	r.says(chair, "/role cio")
	r.sees(chair, "Chief information officer (CIO)")
	r.until("two connections again", func() bool { return r.Link().Sockets == 2 })

	r.presses(chair, page, "Share here")
	shared := r.sees(visitor, "Chief technology officer (CTO)")
	if shared.Ephemeral || !strings.Contains(shared.Text, "Shared by Siân ap Rhys") {
		t.Errorf("the shared answer is ephemeral: %v, and ends %q; want it for all and signed", shared.Ephemeral, shared.Text[len(shared.Text)-120:])
	}
}

func TestAFormWithAMistakeKeepsItsPlace(t *testing.T) {
	r := newRoom(t)
	r.says(chair, "/role")
	list := r.sees(chair, "Roles")
	r.presses(chair, list, "Compare two roles")
	r.until("the form", func() bool { return r.View(chair) != nil })
	view := r.View(chair)
	twice := map[string]map[string]standin.Value{
		"first":  {"first": {"chief-technology-officer"}},
		"second": {"second": {"chief-technology-officer"}},
	}
	faults, err := r.Submit(r.ctx, chair, view.ID, twice)
	r.must(err)
	if want := "This is the same role twice. Choose another one here."; faults["second"] != want {
		t.Fatalf("the form says %v, want %q at the second field", faults, want)
	}
	twice["second"]["second"] = standin.Value{"chief-information-security-officer"}
	faults, err = r.Submit(r.ctx, chair, view.ID, twice)
	r.must(err)
	if len(faults) > 0 {
		t.Fatalf("the mended form says %v", faults)
	}
	r.until("the comparison in the window", func() bool {
		v := r.View(chair)
		return v != nil && strings.Contains(string(v.Blocks), "Only the CISO")
	})
}

func TestADuplicateHasOneEffect(t *testing.T) {
	r := newRoom(t)
	r.says(chair, "/role cto")
	page := r.sees(chair, "Chief technology officer (CTO)")
	r.Fault(standin.Fault{Kind: standin.Duplicate})
	r.presses(chair, page, "This is my role")
	r.sees(chair, "Noted: your role is Chief technology officer")
	r.until("nothing to be on its way", func() bool { return r.Link().Pending == 0 })
	before := len(r.Messages(chair, hall))
	r.says(chair, "/role cio")
	r.sees(chair, "Chief information officer")
	if got := len(r.Messages(chair, hall)); got != before+1 {
		t.Errorf("%d messages after the duplicate and one more question, want %d", got, before+1)
	}
	if got := r.changes("member.role"); got != 1 {
		t.Errorf("the role was noted %d times, want once", got)
	}
}

func TestKilledAndStartedAgain(t *testing.T) {
	r := newRoom(t)
	r.says(chair, "/role cto")
	page := r.sees(chair, "Chief technology officer (CTO)")
	r.presses(chair, page, "This is my role")
	r.sees(chair, "Noted: your role is")
	r.stop(syscall.SIGKILL)
	r.start()
	r.says(chair, "/role")
	if list := r.sees(chair, "Roles"); !strings.Contains(list.Text, "Your role: Chief technology officer (CTO)") {
		t.Errorf("after the restart /role says\n%.300s\nwant the noted role", list.Text)
	}
}

package bot

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
)

// hall is a workspace with a whole bot in it, and a post of ours about a meeting
// in the council's channel.
type hall struct {
	*postroom
	log  diary
	post string // Slack's name of it
}

// diary is a log that several goroutines write.
type diary struct {
	mu sync.Mutex
	b  strings.Builder
}

// Write adds to the log.
func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.b.Write(p)
}

func (d *diary) holds(words string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Contains(d.b.String(), words)
}

func openHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{postroom: bare(t)}
	m := council.Meeting{Starts: h.begun.UTC()}
	h.change(func(tx *store.Tx) (err error) { m.ID, err = tx.PutMeeting(m); return err })
	h.due("the notice", toCouncil, func(d *store.Delivery) { d.Meeting = m.ID })
	desk := &commands.Desk{Store: h.store}
	b := New(Config{AppToken: "xapp-1", BotToken: "xoxb-1", APIURL: h.server.URL + "/api/"}, desk.Routes(), h.store, h.Clock().Now,
		slog.New(slog.NewTextHandler(&h.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	ctx, end := context.WithCancel(h.ctx)
	done := make(chan struct{})
	go func() { defer close(done); _ = b.Run(ctx) }()
	t.Cleanup(func() { end(); <-done })
	h.post = h.until("the notice", store.Sent).TS
	h.await("connections", func() bool { return h.Link().Sockets == 2 })
	return h
}

func TestAFileThatComesInADirectMessageIsNotMetWithSilence(t *testing.T) {
	h := openHall(t)
	who := h.members[0].SlackID
	if _, err := h.Upload(h.ctx, who, h.DM(who), "paper.pdf", []byte("%PDF")); err != nil {
		t.Fatal(err)
	}
	h.await("a word about it", func() bool {
		all := h.Messages(who, h.DM(who))
		return strings.Contains(all[len(all)-1].Text, "choose “Attach to an item”")
	})
}

func (h *hall) await(what string, is func() bool) {
	h.Helper()
	if err := h.Await(h.ctx, is); err != nil {
		h.Fatalf("waiting for %s: %v", what, err)
	}
}

// writes says something as the member at a place, in a thread when one is named.
func (h *hall) writes(text, thread string) standin.Place {
	h.Helper()
	ts, err := h.Write(h.ctx, h.members[2].SlackID, councilChannel, text, thread)
	h.must(err)
	return standin.Place{Channel: councilChannel, TS: ts}
}

// answers waits for so many answers of the bot in a thread and gives them.
func (h *hall) answers(thread string, most int) (all []string) {
	h.Helper()
	h.await("an answer in the thread", func() bool {
		all = nil
		for _, m := range h.Messages(h.members[0].SlackID, councilChannel) {
			if m.ThreadTS == thread && m.User == "U0BOT" {
				all = append(all, m.Text)
			}
		}
		return len(all) >= most
	})
	return all
}

func (h *hall) captured() []council.Capture {
	h.Helper()
	all, err := h.store.Captures(h.ctx, store.WantedCaptures{})
	h.must(err)
	return all
}

func TestOnlyTheThreadsOfOurPostsAreRead(t *testing.T) {
	h := openHall(t)
	other := h.writes("What about lunch?", "")
	h.writes("#decision Zebras everywhere", other.TS)
	h.writes("#decision Zebras at the top", "")
	h.Fault(standin.Fault{Kind: standin.Duplicate})
	h.writes("#note Thanks to all", h.post)
	if got := h.answers(h.post, 1); !strings.Contains(got[0], "A note: “Thanks to all”. Right?") {
		t.Errorf("the answer is %q", got)
	}
	if got := h.captured(); len(got) != 1 || got[0].Words != "Thanks to all" || got[0].Meeting == 0 || got[0].By != h.members[2].ID || got[0].Link == "" {
		t.Errorf("captured: %+v, want the one below our post, once", got)
	}
	if n := len(h.answers(h.post, 1)); n != 1 {
		t.Errorf("answered %d times, want once", n)
	}
	if h.log.holds("Zebras") || h.log.holds("Thanks") {
		t.Error("the log holds what was said")
	}
}

func TestAnEditedAndADeletedMessageAreFollowed(t *testing.T) {
	h := openHall(t)
	at := h.writes("#decision One desk", h.post)
	h.answers(h.post, 1)
	h.must(h.Rewrite(h.ctx, h.members[2].SlackID, at, "#decision Two desks"))
	if got := h.answers(h.post, 2); !strings.Contains(got[1], "Two desks") {
		t.Errorf("after the edit: %q", got)
	}
	h.must(h.Remove(h.ctx, h.members[2].SlackID, at))
	if got := h.answers(h.post, 3); !strings.Contains(got[2], "Taken back") {
		t.Errorf("after the deletion: %q", got)
	}
	if got := h.captured(); len(got) != 1 || got[0].State != council.CaptureDropped {
		t.Errorf("captured: %+v", got)
	}
}

func TestAMentionWithATagIsCapturedAnywhere(t *testing.T) {
	h := openHall(t)
	h.writes("<@U0BOT> #note Said to you", "")
	h.await("the capture", func() bool { return len(h.captured()) == 1 })
	h.writes("<@U0BOT> #note Said to you twice", h.post) // a mention and a reply below our post in one
	h.await("the capture", func() bool {
		return slices.ContainsFunc(h.captured(), func(c council.Capture) bool { return c.Words == "Said to you twice" })
	})
	h.answers(h.post, 1)
	if got := h.captured(); len(got) != 2 {
		t.Errorf("captured: %+v, want each once", got)
	}
}

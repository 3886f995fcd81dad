package main

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"councilbot/internal/standin"
)

// TestAFileOfAMessageBecomesAPaperThoughTheBotIsStopped goes the whole way: a file
// in the channel, the entry in its message's menu, the form, and the fetching,
// during which the bot is stopped and started again.
func TestAFileOfAMessageBecomesAPaperThoughTheBotIsStopped(t *testing.T) {
	r := newRoom(t, func(c *standin.Config) {
		c.Bot.ID = "U0BOT"
		c.Channels[0].Members = append(c.Channels[0].Members, c.Bot.ID) // or Slack does not show it what is there
	})
	r.says(chair, "/meeting create 12 June 2098 10:00 sure")
	r.sees(chair, "The meeting is called")
	given, err := r.Upload(r.ctx, chair, hall, "One desk.pdf", []byte("%PDF-1.7\nOne desk for three."))
	r.must(err)
	all := r.Messages(chair, hall)
	at := standin.Place{Channel: hall, TS: all[len(all)-1].TS}
	if err := r.Shortcut(r.ctx, chair, "paper-message", at); err != nil {
		t.Fatalf("%v\n%s", err, r.log)
	}
	r.until("the form", func() bool { v := r.View(chair); return v != nil && v.Title == "Attach a paper" })
	r.Fault(standin.Fault{Kind: standin.SlowAPI, Method: "download", Delay: 20 * time.Second})
	values := map[string]map[string]standin.Value{"item": {"item": {"i5"}}, "title": {"title": {"One desk for three"}}, "marking": {"marking": {"TLP:GREEN"}}}
	faults, err := r.Submit(r.ctx, chair, r.View(chair).ID, values)
	if err != nil || len(faults) != 0 {
		t.Fatalf("the form came back: %v, %v\n%s", faults, err, r.log)
	}
	if n := r.changes("paper.attached"); n != 1 {
		t.Fatalf("%d papers are attached, want one", n)
	}
	r.until("the fetching", func() bool {
		for _, c := range r.Calls() {
			if c.Method == "files.info" && c.Args["file"] == given.ID {
				return true
			}
		}
		return false
	})
	r.stop(syscall.SIGTERM)
	r.ClearFaults()
	r.start()
	r.until("the file to be received", func() bool {
		dm := r.Messages(chair, r.DM(chair))
		return len(dm) > 0 && strings.Contains(dm[len(dm)-1].Text, "Your file is here")
	})
	if n := r.changes("paper.received"); n != 1 {
		t.Errorf("the file was received %d times, want once", n)
	}
	r.says(chair, "/paper")
	r.sees(chair, "Papers: Thursday 12 June 2098")
}

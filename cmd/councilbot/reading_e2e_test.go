package main

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"councilbot/internal/standin"
)

// TestWhoeverSendsAPaperIsToldOnceWhatWouldHelpItsReaders goes the whole way: a
// Word file in the channel, the form, the fetching, the reading in a process of
// its own, and one message, though the bot is killed in the middle.
func TestWhoeverSendsAPaperIsToldOnceWhatWouldHelpItsReaders(t *testing.T) {
	r := newRoom(t, func(c *standin.Config) {
		c.Bot.ID = "U0BOT"
		c.Channels[0].Members = append(c.Channels[0].Members, c.Bot.ID)
	})
	r.says(chair, "/meeting create 12 June 2098 10:00 sure")
	r.sees(chair, "The meeting is called")
	content, err := os.ReadFile("../../internal/document/testdata/poor.docx")
	r.must(err)
	_, err = r.Upload(r.ctx, chair, hall, "Papur 7 – tŷ.docx", content)
	r.must(err)
	all := r.Messages(chair, hall)
	r.must(r.Shortcut(r.ctx, chair, "paper-message", standin.Place{Channel: hall, TS: all[len(all)-1].TS}))
	r.until("the form", func() bool { v := r.View(chair); return v != nil && v.Title == "Attach a paper" })
	values := map[string]map[string]standin.Value{"item": {"item": {"i5"}}, "title": {"title": {"One desk for three"}}, "marking": {"marking": {"TLP:GREEN"}}}
	faults, err := r.Submit(r.ctx, chair, r.View(chair).ID, values)
	if err != nil || len(faults) != 0 {
		t.Fatalf("the form came back: %v, %v\n%s", faults, err, r.log)
	}
	r.until("the fetching", func() bool { return r.changes("paper.received") == 1 })
	r.stop(syscall.SIGKILL)
	r.start()
	told := func() (n int) {
		for _, m := range r.Messages(chair, r.DM(chair)) {
			if strings.Contains(m.Text, "Your file is here") && strings.Contains(m.Text, "Three things would help your readers") && strings.Contains(m.Text, "Papur 7 – tŷ.docx") {
				n++
			}
		}
		return n
	}
	r.until("the message", func() bool { return told() > 0 })
	r.stop(syscall.SIGTERM)
	r.start()
	r.says(chair, "/paper")
	r.sees(chair, "Papers: Thursday 12 June 2098")
	if dm := r.Messages(chair, r.DM(chair)); told() != 1 || len(dm) != 1 {
		t.Errorf("told %d times in %d messages; want once in one", told(), len(dm))
	}
}

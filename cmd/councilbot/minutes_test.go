package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
)

// TestMinutesOfSixtyItemsFitInSlack writes a great deal under sixty items, and looks
// that every page and form of the minutes stays within what Slack takes.
func TestMinutesOfSixtyItemsFitInSlack(t *testing.T) {
	st := storetest.Open(t, t.TempDir())
	noon := time.Date(2027, time.June, 10, 12, 0, 0, 0, time.UTC)
	if err := st.Seed(t.Context(), store.Change{At: noon}, council.Sample(noon, func(place int) string { return fmt.Sprint("U", place) })); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Change(t.Context(), store.Change{Did: "test", At: noon}, func(tx *store.Tx) error { return sixty(tx, noon) }); err != nil {
		t.Fatal(err)
	}
	desk := &commands.Desk{Store: st, Version: "test"}
	eilidh, err := st.MemberByName(t.Context(), "Eilidh")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"", "show #1 30", "edit #1 30", "edit #1", "attendance #1", "preview #1", "circulate #1", "show #1", "show #1 7", "correct #1 30.2", "correct #1 attendance", "corrections #1", "agree #1", "recall #1", "recall #1 because it is long", "versions #1", "version #1 1", "show #1", "past"} {
		r := commands.Request{From: eilidh, Text: words, Now: noon.AddDate(0, 0, 1)}
		reply, err := commands.NewTable(desk.Routes()).Ask(t.Context(), commands.Slash, "minutes", r)
		if err != nil {
			t.Fatalf("/minutes %s: %v", words, err)
		}
		sent, err := bot.JSON(reply)
		if err != nil {
			t.Fatalf("/minutes %s: %v", words, err)
		}
		fitsInSlack(t, words, sent)
		if strings.Contains(string(sent), "There is more than fits") {
			t.Errorf("/minutes %s does not fit", words)
		}
	}
}

// sixty holds a meeting with sixty items, and writes 6,000 characters under each.
func sixty(tx *store.Tx, noon time.Time) error {
	id, err := tx.PutMeeting(council.Meeting{Title: "Long", Starts: noon})
	if err != nil {
		return err
	}
	a, err := tx.Agenda(id)
	if err != nil {
		return err
	}
	for i := range 60 {
		item := council.Item{Title: fmt.Sprintf("Eitem %d: Llanfair-pwllgwyngyll a’r cylch 🐑", i), Purpose: council.ToDiscuss, Allotted: time.Minute, Meeting: id, State: council.ItemProposed, Part: council.Business}
		if item.ID, err = tx.PutItem(item); err != nil {
			return err
		}
		if a, _, err = a.Accept(item, ""); err != nil {
			return err
		}
	}
	if a, err = tx.PutAgenda(a); err != nil {
		return err
	}
	held, err := a.Meeting.Hold(noon)
	if err != nil {
		return err
	}
	if err := tx.CloseMeeting(held); err != nil {
		return err
	}
	if err := tx.BeginMinutes(id); err != nil {
		return err
	}
	for _, item := range a.Items {
		if _, _, err := tx.PutProse(id, item.ID, strings.Repeat("Words & <words> were said 🙂.\n", 200), 0); err != nil {
			return err
		}
	}
	return nil
}

// fitsInSlack checks the limits of Block Kit (docs.slack.dev, reference/block-kit):
// 50 blocks a message and 100 a form, 3,000 characters a section or a field's first
// value, 100 choices of a menu.
func fitsInSlack(t *testing.T, words string, sent []byte) {
	t.Helper()
	type slackPage struct {
		Type   string
		Blocks []struct {
			Type    string
			Text    struct{ Text string }
			Element struct {
				InitialValue string `json:"initial_value"`
				Options      []any
			}
			Elements []struct{ Options []any }
		}
	}
	pages := json.NewDecoder(bytes.NewReader(sent))
	for {
		var page slackPage
		if err := pages.Decode(&page); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		most := 50
		if page.Type == "modal" {
			most = 100
		}
		if len(page.Blocks) == 0 || len(page.Blocks) > most {
			t.Errorf("/minutes %s has %d blocks, want 1 to %d", words, len(page.Blocks), most)
		}
		for _, b := range page.Blocks {
			options := len(b.Element.Options)
			for _, e := range b.Elements {
				options = max(options, len(e.Options))
			}
			if len([]rune(b.Text.Text)) > 3000 || len([]rune(b.Element.InitialValue)) > 3000 || options > 100 {
				t.Errorf("/minutes %s has a %s of %d and %d characters and %d choices", words, b.Type, len(b.Text.Text), len(b.Element.InitialValue), options)
			}
		}
	}
}

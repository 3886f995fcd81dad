package commands_test

import (
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

func TestTheChairGoesThroughTheAgenda(t *testing.T) {
	d, m := sittingDesk(t)
	chair, harriet := officer(t, d, council.Chair), someone(t, d, "Harriet")
	takeItem(t, d, m, council.Item{Title: "One desk", Sponsor: harriet.who.ID})
	must(t, chair.types("/agenda now"), "The meeting has not begun its agenda", "Go on to 1. Welcome")
	must(t, chair.presses("Go on to 1."), "Now: item 1. Welcome", "Since 09:30 London time.", "Then: 2. Declarations")
	must(t, harriet.types("/agenda now"), "Now: item 1. Welcome", "no: Go on to")
	must(t, harriet.types("/agenda next"), "Draft agenda", "no: Go on to")
	must(t, harriet.types("/agenda skip"), "This is for the council's secretary")
	must(t, chair.pressesTwice("Go on to 2."), "has gone on to another item already")
	for _, want := range []string{"3. Minutes", "4. Matters arising", "5. National update", "6. One desk"} {
		chair.now = chair.now.Add(time.Minute)
		must(t, chair.types("/agenda next"), "Now: item "+want)
	}
	harriet.now = chair.now.Add(10 * time.Second)
	must(t, harriet.tags(m.ID, "9.0", "#decision One desk it is"), "Captured:")
	captures, err := d.Store.Captures(t.Context(), store.WantedCaptures{})
	if err != nil || len(captures) != 1 {
		t.Fatal(captures, err)
	}
	if item, _ := d.Store.Item(t.Context(), captures[0].Item); item.Title != "One desk" {
		t.Errorf("the decision belongs to “%s”, want the item that was on", item.Title)
	}
	chair.now = chair.now.Add(time.Minute)
	must(t, chair.types("/agenda skip"), "Skipped: it comes again after the last item.", "Now: item 7.", "Captured at this meeting: 1 decision.")
	for range 3 {
		chair.now = chair.now.Add(time.Minute)
		chair.types("/agenda next")
	}
	chair.now = chair.now.Add(time.Minute)
	must(t, chair.types("/agenda next"), "Now: item 6. One desk")
	chair.now = chair.now.Add(time.Minute)
	must(t, chair.presses("Carry it"), "waits until a later meeting is called", "The agenda is at its end", "It took place")
	must(t, heard(t, d, harriet.who.ID), "Your item is put off")
	posts, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "sitting"})
	if err != nil || len(posts) == 0 {
		t.Fatal(posts, err)
	}
	for _, p := range posts[1:] {
		if p.Edits == 0 && p.State != store.Skipped {
			t.Errorf("more than one post says which item is on: %+v", p)
		}
	}
}

func TestNoItemIsOnBeforeTheMeeting(t *testing.T) {
	d, m := sittingDesk(t)
	chair := officer(t, d, council.Chair)
	chair.now = m.Starts.Add(-time.Hour)
	must(t, chair.types("/agenda now"), "The meeting begins on")
	must(t, chair.types("/agenda next"), "Draft agenda")
	must(t, chair.types("/agenda skip"), "The meeting begins on")
	chair.now = m.Starts.Add(48 * time.Hour)
	must(t, chair.types("/agenda carry"), "No meeting is on now")
	chair.now = m.Starts
	must(t, chair.types("/agenda carry"), "No item is on yet")
	chair.types("/agenda next")
	must(t, chair.types("/agenda carry"), "is on every agenda")
}

func TestTheChannelReadsNoClosedWordsWhileAnItemIsOn(t *testing.T) {
	d, m := sittingDesk(t)
	item := closedItem(t, d, m)
	chair := officer(t, d, council.Chair)
	named := false
	for range 12 {
		chair.now = chair.now.Add(time.Minute)
		chair.types("/agenda next")
		posts, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "sitting"})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range posts {
			if strings.Contains(string(p.Message), "Quux") {
				t.Errorf("the channel reads %s", p.Message)
			}
			named = named || strings.Contains(string(p.Message), "Now: item") && strings.Contains(string(p.Message), item.Title)
		}
	}
	if !named {
		t.Error("the closed item was never on")
	}
	must(t, someone(t, d, "Harriet").types("/agenda now"), "no: Quux")
}

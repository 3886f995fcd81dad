package council

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEarlierItemsAreFoundByWhatTheyAreAbout(t *testing.T) {
	closed := business(3, "Supplier contract", ToDecide)
	closed.Ask, closed.Closed = "Leave the shared desk supplier.", "prices"
	earlier := []Item{business(1, "A shared service desk for districts", ToDecide), business(2, "Cyber exercise", ToInform), closed}
	tests := []struct {
		name, words string
		want        []ItemID
	}{
		{"most words are shared", "Sharing: shared service desks", []ItemID{1}},
		{"nothing in common", "Broadband", nil},
		{"small words find nothing", "an update on the item", nil},
		{"accents and case do not matter", "CYBÉR exercises", []ItemID{2}},
		{"a closed item is found by its title", "supplier contract", []ItemID{3}},
		{"a closed item is not found by what it asks", "leave shared desk", []ItemID{1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []ItemID
			for _, i := range Alike(test.words, earlier, 5) {
				got = append(got, i.ID)
			}
			if !slices.Equal(test.want, got) {
				t.Errorf("Alike(%q) = %v, want %v", test.words, got, test.want)
			}
		})
	}
}

func TestAnItemIsCheckedBeforeItIsKept(t *testing.T) {
	tests := []struct {
		name, field string
		edit        func(*Item)
	}{
		{"a whole item", "", func(*Item) {}},
		{"it needs a title", "title", func(i *Item) { i.Title = " " }},
		{"its title is short", "title", func(i *Item) { i.Title = strings.Repeat("x", 121) }},
		{"it asks in one sentence", "ask", func(i *Item) { i.Ask = strings.Repeat("x", 301) }},
		{"it takes time", "time", func(i *Item) { i.Allotted = 0 }},
		{"it takes no day", "time", func(i *Item) { i.Allotted = 4 * time.Hour }},
		{"it has a purpose", "purpose", func(i *Item) { i.Purpose = "fun" }},
		{"a presenter's name is short", "presenter", func(i *Item) { i.Presenter = strings.Repeat("x", 121) }},
		{"a reason is short", "reason", func(i *Item) { i.Closed = strings.Repeat("x", 301) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			item := business(1, "X", ToDecide)
			test.edit(&item)
			var p *Problem
			if got := errors.As(item.Check(), &p); got != (test.field != "") || got && p.Field != test.field {
				t.Errorf("Check = %v, want a problem with %q", p, test.field)
			}
		})
	}
}

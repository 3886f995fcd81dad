package council

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// noItemTitle stands over what was decided and agreed under no item of the agenda.
const noItemTitle = "Decisions and actions under no item"

// After gives what the registers hold of a meeting and the text does not: what was
// recorded since, under its items, without numbers. outcomes are as for
// [MinutesFacts].
func (t MinutesText) After(a Agenda, outcomes map[ItemID][]Paragraph) []MinutedItem {
	known := map[string]bool{}
	for _, item := range t.Items {
		for _, p := range item.Paragraphs {
			known[p.Ref] = true
		}
	}
	var since []MinutedItem
	for _, item := range append(slices.Clone(a.Items), Item{Title: noItemTitle}) {
		part := MinutedItem{Item: item.ID, Number: item.Number, Title: item.Title, Closed: item.Closed, Sponsor: item.Sponsor}
		for _, p := range outcomes[item.ID] {
			if p.Ref != "" && !known[p.Ref] {
				part.Paragraphs = append(part.Paragraphs, p)
			}
		}
		if len(part.Paragraphs) > 0 {
			since = append(since, part)
		}
	}
	return since
}

// taken gives the text with what was recorded since, each paragraph as the last of
// its item. No paragraph changes its number.
func (t MinutesText) taken() MinutesText {
	t.Items = slices.Clone(t.Items)
	for _, late := range t.Since {
		i := slices.IndexFunc(t.Items, func(i MinutedItem) bool { return i.Item == late.Item })
		if i < 0 {
			i = len(t.Items)
			t.Items = append(t.Items, MinutedItem{Item: late.Item, Number: cmp.Or(late.Number, t.free()), Title: late.Title, Closed: late.Closed, Sponsor: late.Sponsor})
		}
		t.Items[i].Paragraphs = slices.Clone(t.Items[i].Paragraphs)
		for _, p := range late.Paragraphs {
			p.Number = t.Items[i].next()
			t.Items[i].Paragraphs = append(t.Items[i].Paragraphs, p)
		}
	}
	t.Since = nil
	return t
}

// free gives a number that no heading has.
func (t MinutesText) free() string {
	top := 0
	for _, item := range t.Items {
		base, _ := splitNumber(item.Number)
		top = max(top, base)
	}
	return strconv.Itoa(top + 1)
}

// next gives the number of a paragraph after the last under a heading.
func (i MinutedItem) next() string {
	last := 0
	for _, p := range i.Paragraphs {
		n, _ := splitNumber(strings.TrimPrefix(p.Number, i.Number+"."))
		last = max(last, n)
	}
	return fmt.Sprintf("%s.%d", i.Number, last+1)
}

// SinceLead says what the lines of [MinutesText.SinceLines] are.
func (m Minutes) SinceLead() string {
	if m.Draft() {
		return "Recorded after these minutes were circulated; part of them once they are agreed"
	}
	return "Recorded after these minutes were agreed"
}

// SinceLines say what was recorded since, a line for each decision and action:
// "Item 6. Decision D-2027-05: …".
func (t MinutesText) SinceLines() []string {
	var lines []string
	for _, item := range t.Since {
		for _, p := range item.Paragraphs {
			line := p.Words()
			if item.Number != "" {
				line = "Item " + item.Number + ". " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

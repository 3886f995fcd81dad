package council

import (
	"fmt"
	"slices"
	"time"
)

// Line is one item of a version of an agenda, as everybody may see it.
type Line struct {
	Item    ItemID    `json:"item"`
	Number  string    `json:"number"`
	Title   string    `json:"title"`
	Ask     string    `json:"ask,omitempty"`
	Purpose Purpose   `json:"purpose,omitempty"`
	Minutes int       `json:"minutes"`
	Closed  string    `json:"closed,omitempty"`
	State   ItemState `json:"state"`
	Pulled  bool      `json:"pulled,omitempty"`
	Late    string    `json:"late,omitempty"`
}

// Lines gives what a version of the agenda keeps. Of a closed item that is its
// stub and no more, whoever reads it later.
func (a Agenda) Lines() []Line {
	lines := make([]Line, len(a.Items))
	for i, item := range a.Items {
		item = item.SeenBy(Member{}, time.Time{})
		lines[i] = Line{Item: item.ID, Number: item.Number, Title: item.Title, Ask: item.Ask, Purpose: item.Purpose,
			Minutes: int(item.Allotted / time.Minute), Closed: item.Closed, State: item.State, Pulled: item.Pulled, Late: item.Late}
	}
	return lines
}

// Hide gives the lines of a version of an agenda without what is closed of the
// item by now. Its minutes stay, and its title is the present one: a title that
// told too much is told no more. changed reports whether there was anything to
// hide.
func (i Item) Hide(lines []Line) (hidden []Line, changed bool) {
	hidden = slices.Clone(lines)
	for at, l := range hidden {
		if l.Item == i.ID && i.Closed != "" {
			hidden[at] = Line{Item: l.Item, Number: l.Number, Title: i.Title, Minutes: l.Minutes, Closed: l.Closed, State: l.State}
			changed = changed || hidden[at] != l
		}
	}
	return hidden, changed
}

func (l Line) name() string { return fmt.Sprintf("item %s, “%s”", l.Number, l.Title) }

// Changes says what is different between two versions of an agenda, a sentence
// for each change.
func Changes(was, is []Line) []string {
	var all []string
	for _, now := range is {
		i := slices.IndexFunc(was, func(l Line) bool { return l.Item == now.Item })
		if i < 0 {
			all = append(all, "New: "+now.name()+"."+lateWords(now))
			continue
		}
		all = append(all, now.since(was[i])...)
	}
	for _, before := range was {
		if !slices.ContainsFunc(is, func(l Line) bool { return l.Item == before.Item }) {
			all = append(all, "Gone: “"+before.Title+"”.")
		}
	}
	if !slices.Equal(common(was, is), common(is, was)) {
		all = append(all, "The items stand in another order.")
	}
	return all
}

func lateWords(l Line) string {
	if l.Late == "" {
		return ""
	}
	return " It came late: " + l.Late
}

// since says what is different in one line.
func (l Line) since(was Line) []string {
	var all []string
	add := func(differs bool, words string) {
		if differs {
			all = append(all, "Changed: "+l.name()+", "+words+".")
		}
	}
	add(l.State != was.State && l.State == ItemCarried, "was not reached and is carried forward")
	add(l.State != was.State && l.State != ItemCarried, "is "+string(l.State))
	add(l.Title != was.Title, "was called “"+was.Title+"”")
	add(l.Closed != was.Closed && l.Closed != "", "is closed: "+l.Closed)
	add(l.Closed != was.Closed && l.Closed == "", "is open now")
	if l.Closed == "" && was.Closed == "" {
		add(l.Purpose != was.Purpose, "is now "+l.Purpose.Label())
		add(l.Ask != was.Ask, "asks something else")
		add(l.Pulled != was.Pulled && l.Pulled, "is to be spoken about")
		add(l.Pulled != was.Pulled && !l.Pulled, "is agreed together with others again")
	}
	add(l.Minutes != was.Minutes, fmt.Sprintf("is allotted %s", counted(l.Minutes, "minute")))
	return all
}

// common lists the items of one version that are in the other too.
func common(of, with []Line) []ItemID {
	var ids []ItemID
	for _, l := range of {
		if slices.ContainsFunc(with, func(w Line) bool { return w.Item == l.Item }) {
			ids = append(ids, l.Item)
		}
	}
	return ids
}

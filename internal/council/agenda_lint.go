package council

import (
	"fmt"
	"strings"
	"time"
)

// substantiveMost is how many items of the members' own a meeting can take well.
const substantiveMost = 8

// AgendaFacts is what an agenda is looked at beside.
type AgendaFacts struct {
	Last []Item            // the agenda of the meeting before
	Away map[MemberID]bool // who has sent apologies without a deputy
	// Papers are the meeting's, Readings what was found in their files, by SHA-256.
	Papers   []Paper
	Readings map[string]Reading
}

// pagesMost is how many sides of a paper members read.
const pagesMost = 4

// Lint says in plain sentences what the chair and the secretary may want to put
// right before the agenda goes out. It names closed items by their titles alone.
func (a Agenda) Lint(f AgendaFacts) []string {
	var all []string
	if over := a.Over(); over > 0 {
		all = append(all, fmt.Sprintf("The items take %s, and the meeting lasts %s: %s too long. Shorten an item or defer one.",
			SayMinutes(a.Total()), SayMinutes(a.Meeting.Length), SayMinutes(over)))
	}
	if a.Meeting.Length == 0 {
		all = append(all, "It is not set how long the meeting lasts, so nobody can tell whether the items fit. Set it with /meeting.")
	}
	business := 0
	for _, item := range a.Items {
		if !item.Substantive() {
			continue
		}
		business++
		all = append(all, item.lint(f)...)
	}
	if business > substantiveMost {
		all = append(all, fmt.Sprintf("There are %d items beside the standing ones. More than %d seldom get the time they need: defer some.", business, substantiveMost))
	}
	if !a.otherBusiness() {
		all = append(all, "There is no time for any other business. Add it with /agenda standing, or leave a few minutes at the end.")
	}
	return all
}

// lint says what is missing from one item.
func (i Item) lint(f AgendaFacts) []string {
	name := fmt.Sprintf("Item %s, “%s”,", i.Number, i.Title)
	var all []string
	if strings.TrimSpace(i.Ask) == "" {
		all = append(all, name+" does not say what it asks of the council. Add one sentence.")
	}
	if f.Away[i.Sponsor] {
		all = append(all, name+" comes from a member who has sent apologies. Ask who will present it.")
	}
	all = append(all, i.lintPapers(name, f)...)
	for _, before := range f.Last {
		if i.Purpose == ToInform && before.Part == Business && before.Purpose == ToInform && before.On() && Fold(before.Title) == Fold(i.Title) {
			all = append(all, name+" was on the last agenda for information too. Ask whether there is something new.")
			break
		}
	}
	return all
}

// lintPapers says what there is to look at in an item's papers.
func (i Item) lintPapers(name string, f AgendaFacts) []string {
	var all []string
	has := false
	for _, p := range f.Papers {
		if p.Item != i.ID || p.Stage == PaperWithdrawn {
			continue
		}
		has = true
		paper := fmt.Sprintf("The paper “%s” for item %s", p.Title, i.Number)
		if pages := f.Readings[p.File.SHA].Pages; pages > pagesMost {
			all = append(all, fmt.Sprintf("%s has %d sides. Members seldom read more than %d: ask for a summary on the first.", paper, pages, pagesMost))
		}
		if p.Here() && p.Marking == "" {
			all = append(all, paper+" is not marked, so it is not published. Choose who may see it.")
		}
	}
	if i.Purpose == ToDecide && !has {
		all = append(all, name+" is for decision and has no paper. Ask for one with /paper ask, or agree with the chair that none is needed.")
	}
	return all
}

// otherBusiness reports whether there is time for what nobody proposed.
func (a Agenda) otherBusiness() bool {
	for _, item := range a.Items {
		if item.On() && (item.Standing == AnyOtherBusiness || strings.Contains(Fold(item.Title), "other business")) {
			return true
		}
	}
	return false
}

// SayMinutes says a length of time as people do: "5 minutes", "1 hour 35
// minutes".
func SayMinutes(d time.Duration) string {
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case hours == 0:
		return counted(minutes, "minute")
	case minutes == 0:
		return counted(hours, "hour")
	}
	return counted(hours, "hour") + " " + counted(minutes, "minute")
}

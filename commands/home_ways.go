package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// way is a way on that the Home tab may offer by itself.
type way struct {
	label, do, arg string
	needs          council.Standing
}

// ways are all of them: for each standing those first that its holders need most
// until they have ways of their own.
var ways = []way{
	{"Search the record", "searching", "", council.Anyone},
	{"Ask a question", "asking", "", council.Anyone},
	{"Propose an item", "agenda", "propose", council.Seated},
	{"The next agenda", "agenda", "", council.Deputy},
	{"My actions", "action", "", council.Seated},
	{"My papers", "paper", "", council.Seated},
	{"Good practice", "practice", "", council.Anyone},
	{"All roles", "role", "", council.Anyone},
	{"CIO or CTO? Six questions", "place", "", council.Anyone},
	{"Compare two roles", "compare", "", council.Anyone},
	{"Set up a department", "setup", "", council.Anyone},
	{"Find a member", "member", "", council.Anyone},
	{"My card", "member", "me", council.Seated},
	{"The last minutes", "minutes", "", council.Anyone},
	{"The next meeting", "meeting", "", council.Anyone},
	{"What is proposed", "agenda", "proposals", council.Secretary},
	{"Who is coming", "meeting", "replies", council.Secretary},
	{"Unanswered questions", "ask", "questions", council.Librarian},
	{"The librarian's list", "practice", "list", council.Librarian},
	{"Captured things", "action", "captured", council.Secretary},
}

// waysFor are the first ways of each standing; who has none here has those of the
// standing below.
var waysFor = map[council.Standing][]string{
	council.Anyone:    {"Ask a question", "Good practice", "Set up a department", "The last minutes"},
	council.Seated:    {"The next agenda", "Propose an item", "Ask a question", "Good practice"},
	council.Librarian: {"The librarian's list", "Unanswered questions", "Good practice", "Ask a question"},
	council.Secretary: {"What is proposed", "Who is coming", "The next agenda", "Unanswered questions"},
}

// waysShown is how many ways are shown.
const waysShown = 4

// homeWays are the ways that this person goes most, filled up with those of their
// standing.
func (d *Desk) homeWays(ctx context.Context, r Request) ([]ui.Block, error) {
	var own []string
	if r.From.Present() {
		habits, err := d.Store.Habits(ctx, r.From.ID)
		if err != nil {
			return nil, fmt.Errorf("read which ways a member goes: %w", err)
		}
		for _, w := range ways {
			if habits[w.label] >= 3 && d.holds(r, w.needs) {
				own = append(own, w.label)
			}
		}
		slices.SortStableFunc(own, func(a, b string) int { return habits[b] - habits[a] })
	}
	standing := council.Anyone
	for s := range waysFor {
		if d.holds(r, s) {
			standing = max(standing, s)
		}
	}
	var row []ui.Button
	for _, label := range append(own, waysFor[standing]...) {
		w := ways[slices.IndexFunc(ways, func(w way) bool { return w.label == label })]
		button := ui.Button{Label: w.label, Do: w.do, Arg: w.arg}
		if len(row) < waysShown && !slices.Contains(row, button) {
			row = append(row, button)
		}
	}
	return []ui.Block{ui.Prose{Lead: "Often used."}, ui.Buttons{Row: row}}, nil
}

// habit is how often a member went each way since it was last kept.
type habit struct {
	mu   sync.Mutex
	went map[string]int
}

// counted counts that a member went a way, in memory: what people read costs no
// writing. It is kept when they next open the Home tab.
func (d *Desk) counted(route Route) Handler {
	return func(ctx context.Context, r Request) (ui.Reply, error) {
		if label := wayOf(route.Name, r.Text); label != "" && r.From.Present() {
			kept, _ := d.habits.LoadOrStore(r.From.ID, &habit{went: map[string]int{}})
			h := kept.(*habit)
			h.mu.Lock()
			h.went[label]++
			h.mu.Unlock()
		}
		return route.Run(ctx, r)
	}
}

// wayOf names the way that was gone: by the command and the word after it, else by
// the command alone.
func wayOf(do, text string) string {
	word, _, _ := strings.Cut(strings.ToLower(text), " ")
	label := ""
	for _, w := range ways {
		if w.do == do && w.arg == word {
			return w.label
		}
		if w.do == do && w.arg == "" {
			label = w.label
		}
	}
	return label
}

// took gives what was counted for a member, and counts anew.
func (d *Desk) took(id council.MemberID) map[string]int {
	kept, ok := d.habits.LoadAndDelete(id)
	if !ok {
		return nil
	}
	h := kept.(*habit)
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.went
}

package council

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// StandingItem is an item that is on every agenda.
type StandingItem struct {
	Key     string  `json:"key"` // names it for good, whatever its title
	Title   string  `json:"title"`
	Purpose Purpose `json:"purpose"`
	Minutes int     `json:"minutes"`
	Part    Part    `json:"part"` // Opening or Closing
}

// AnyOtherBusiness, ActionLog and LastMinutes are keys of standing items that
// rules look for.
const (
	AnyOtherBusiness = "any-other-business"
	ActionLog        = "actions"
	LastMinutes      = "minutes"
)

// UsualStandingItems is the usual order of a meeting, until a council sets its
// own: what opens it, then, after the members' items, what closes it.
var UsualStandingItems = []StandingItem{
	{"welcome", "Welcome, apologies, deputies and quorum", ToInform, 5, Opening},
	{"interests", "Declarations of interest", ToInform, 3, Opening},
	{LastMinutes, "Minutes of the last meeting", ToDecide, 5, Opening},
	{ActionLog, "Matters arising and actions", ToDiscuss, 10, Opening},
	{"national", "National update", ToInform, 10, Opening},
	{"sectors", "Round of the sectors", ToDiscuss, 10, Closing},
	{"plan", "Forward plan", ToDiscuss, 5, Closing},
	{AnyOtherBusiness, "Any other business", ToDiscuss, 5, Closing},
	{"next", "Date of the next meeting", ToInform, 2, Closing},
}

// NewAgenda makes a meeting's agenda of the standing items.
func NewAgenda(m Meeting, standing []StandingItem) Agenda {
	a := Agenda{Meeting: m}
	for _, part := range []Part{Opening, Closing} {
		for _, s := range standing {
			if s.Part == part {
				a.Items = append(a.Items, Item{Meeting: m.ID, Title: s.Title, Purpose: s.Purpose, Allotted: time.Duration(s.Minutes) * time.Minute,
					State: ItemAccepted, Part: part, Standing: s.Key})
			}
		}
	}
	return a.Numbered()
}

// proposedLine stands in the text of standing items where the members' own come.
const proposedLine = "items that members propose"

// standingMost is the most standing items that a council may have.
const standingMost = 30

// SayStandingItems writes standing items as [ParseStandingItems] reads them.
func SayStandingItems(standing []StandingItem) string {
	var opening, closing []string
	for _, s := range standing {
		line := fmt.Sprintf("%s | %s | %d", s.Title, s.Purpose, s.Minutes)
		if s.Part == Closing {
			closing = append(closing, line)
		} else {
			opening = append(opening, line)
		}
	}
	lines := append(opening, "("+proposedLine+")")
	return strings.Join(append(lines, closing...), "\n")
}

// ParseStandingItems reads standing items as a secretary writes them, one to a
// line: "National update | information | 10", the title, the purpose and the
// minutes. A line "(items that members propose)" stands where those come. The
// error is a *Problem that names the line.
func ParseStandingItems(text string) ([]StandingItem, error) {
	part, keys := Opening, map[string]bool{}
	var all []StandingItem
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if strings.Trim(strings.ToLower(line), "() ") == proposedLine {
			part = Closing
			continue
		}
		s, err := parseStanding(line, part)
		if err != nil {
			return nil, &Problem{Field: "items", Err: err, Say: fmt.Sprintf("Line %d: %s", n+1, err.Error())}
		}
		if keys[s.Key] || len(all) == standingMost {
			return nil, &Problem{Field: "items", Say: fmt.Sprintf("Line %d: “%s” stands here twice, or there are more than %d items. Take the line out.", n+1, cut(s.Title), standingMost)}
		}
		keys[s.Key] = true
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, &Problem{Field: "items", Say: "Give at least one standing item, such as: Any other business | discussion | 5"}
	}
	return all, nil
}

func parseStanding(line string, part Part) (StandingItem, error) {
	fields := strings.Split(line, "|")
	if len(fields) != 3 {
		return StandingItem{}, &Problem{Say: "write the title, the purpose and the minutes with | between, such as: National update | information | 10"}
	}
	purpose, err := ParsePurpose(fields[1])
	if err != nil {
		return StandingItem{}, err
	}
	minutes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(fields[2]), " minutes"))
	if err != nil {
		return StandingItem{}, &Problem{Err: err, Say: "the minutes are a whole number, such as 10."}
	}
	s := StandingItem{Title: strings.TrimSpace(fields[0]), Purpose: purpose, Minutes: minutes, Part: part}
	s.Key = standingKey(s.Title)
	return s, Item{Title: s.Title, Purpose: purpose, Allotted: time.Duration(minutes) * time.Minute}.Check()
}

// standingKey gives the key of the usual standing item with a title, or one made
// of the title.
func standingKey(title string) string {
	for _, s := range UsualStandingItems {
		if Fold(s.Title) == Fold(title) {
			return s.Key
		}
	}
	return cmp.Or(strings.ReplaceAll(Fold(title), " ", "-"), "untitled")
}

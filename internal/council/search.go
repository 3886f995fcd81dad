package council

import (
	"fmt"
	"strings"
	"time"
)

// Shelf is a kind of thing that the council's one search finds.
type Shelf string

// The shelves. Roles, skills and guidance are of the knowledge pack, the others of
// the council's own record.
const (
	OfAgendas   Shelf = "item"
	OfPapers    Shelf = "paper"
	OfMinutes   Shelf = "minutes"
	OfDecisions Shelf = "decision"
	OfActions   Shelf = "action"
	OfPractices Shelf = "practice"
	OfMeetings  Shelf = "meeting"
	OfMembers   Shelf = "member"
	OfQuestions Shelf = "question"
	OfAnswers   Shelf = "answer"
	OfRoles     Shelf = "role"
	OfSkills    Shelf = "skill"
	OfGuidance  Shelf = "guidance"
)

// Shelves lists the shelves in the order in which they are offered.
var Shelves = []Shelf{OfAnswers, OfDecisions, OfMinutes, OfPapers, OfAgendas, OfActions, OfPractices, OfGuidance, OfRoles, OfSkills, OfMeetings, OfMembers, OfQuestions}

var shelfLabels = map[Shelf]string{OfAgendas: "Agenda items", OfPapers: "Papers", OfMinutes: "Minutes", OfDecisions: "Decisions",
	OfActions: "Actions", OfPractices: "Good practice", OfMeetings: "Meetings", OfMembers: "Members", OfQuestions: "Questions", OfAnswers: "Answers",
	OfRoles: "Roles", OfSkills: "Skills", OfGuidance: "Guidance"}

// Label names the shelf as people read it: "Agenda items".
func (s Shelf) Label() string { return shelfLabels[s] }

// ParseShelf reads what people type for a shelf: "decisions", "agenda", "best
// practice". The error is a *Problem that lists the words.
func ParseShelf(text string) (Shelf, error) {
	word := Fold(text)
	other := map[string]Shelf{"agenda": OfAgendas, "agendas": OfAgendas, "minute": OfMinutes, "best practice": OfPractices, "library": OfPractices}
	if s, ok := other[word]; ok {
		return s, nil
	}
	var words []string
	for _, s := range Shelves {
		if word == string(s) || word == string(s)+"s" || word == Fold(s.Label()) {
			return s, nil
		}
		words = append(words, string(s))
	}
	return "", &Problem{Field: "kind", Say: fmt.Sprintf("“%s” is not a kind of record. Choose one of: %s.", cut(text), strings.Join(words, ", "))}
}

// Search is what somebody looks for in the council's record.
type Search struct {
	Terms []string // words, and phrases that stood in quotes; letters, digits and single spaces only
	Kinds []Shelf  // only these; none is all
	Since Day      // only from this day on; the zero Day is not asked
	Until Day      // only up to this day
	Page  int      // from 1
	Whole bool     // only what holds every term as it stands, and answers with all but one of many; not read from what is typed
}

// Eyes are whose search it is: what they may see is part of the search.
type Eyes struct {
	Member   MemberID
	Standing Standing
	Passes   []MeetingID // the meetings for which they deputise
	Now      time.Time
}

// Of says the search as it is typed, from which [ParseSearch] reads it again, for
// a page of it.
func (s Search) Of(page int) string {
	var parts []string
	for _, k := range s.Kinds {
		parts = append(parts, "kind:"+string(k))
	}
	if !s.Since.IsZero() {
		parts = append(parts, "since:"+s.Since.String())
	}
	if !s.Until.IsZero() {
		parts = append(parts, "until:"+s.Until.String())
	}
	if page > 1 {
		parts = append(parts, fmt.Sprintf("page:%d", page))
	}
	for _, t := range s.Terms {
		if strings.Contains(t, " ") {
			t = `"` + t + `"`
		}
		parts = append(parts, t)
	}
	return strings.Join(parts, " ")
}

package council

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Use is a member's word that their body used a practice.
type Use struct {
	Practice PracticeID
	Member   MemberID
	Sector   Sector // the member's, when they said so
	Line     string // one line on how it went; may be empty
	At       time.Time
}

// Check says what is wrong with a line before it is kept, or nil. The error is a
// *Problem.
func (u Use) Check() error {
	if n := utf8.RuneCountInString(u.Line); n > wordsMost {
		return &Problem{Field: "line", Say: fmt.Sprintf("This has %d characters and %d fit. One line is enough: what it saved, or what you changed.", n, wordsMost)}
	}
	return nil
}

// SayUses counts who used a practice, by sector, in words: "used by 3: 2 from
// Council, 1 from Police". Nothing when nobody has.
func SayUses(uses []Use) string {
	if len(uses) == 0 {
		return ""
	}
	by := map[Sector]int{}
	for _, u := range uses {
		by[u.Sector]++
	}
	var parts []string
	for _, s := range append(slices.Clone(Sectors), "") {
		if by[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d from %s", by[s], s.Label()))
		}
	}
	return fmt.Sprintf("used by %d: %s", len(uses), strings.Join(parts, ", "))
}

// QuoteID names something that somebody said, for good. Zero is none.
type QuoteID int64

// QuoteAnswer is what a person said when asked whether they may be quoted.
type QuoteAnswer string

// The answers of a person who is quoted. Until there is one, and when it is no,
// the words are in nothing that others can see.
const (
	QuoteWaiting  QuoteAnswer = ""
	QuoteNamed    QuoteAnswer = "named"
	QuoteNameless QuoteAnswer = "nameless"
	QuoteNo       QuoteAnswer = "no"
)

// Quote is what a person said in a thread that was saved as a draft.
type Quote struct {
	ID       QuoteID
	Practice PracticeID
	Member   MemberID // 0: somebody without a seat
	SlackID  string
	Name     string // as it stands beside the words, where the person agreed to that
	Words    string
	Answer   QuoteAnswer
	Asked    time.Time
}

// Heard gives the quotes whose persons agreed, as others may see them: of one
// who agreed to be quoted without a name the name is gone, and no id is there.
func Heard(quotes []Quote) []Quote {
	var heard []Quote
	for _, q := range quotes {
		switch q.Answer {
		case QuoteNamed:
			heard = append(heard, Quote{ID: q.ID, Practice: q.Practice, Name: q.Name, Words: q.Words, Answer: q.Answer})
		case QuoteNameless:
			heard = append(heard, Quote{ID: q.ID, Practice: q.Practice, Words: q.Words, Answer: q.Answer})
		}
	}
	return heard
}

// QuoteWording is the sentence to which a person says yes, for each answer that
// is one.
var QuoteWording = map[QuoteAnswer]string{
	QuoteNamed:    "I agree that these words of mine stand in the council’s library with my name, and on its website if the practice is published there. I can take this back at any time.",
	QuoteNameless: "I agree that these words of mine stand in the council’s library without my name, and on its website if the practice is published there. I can take this back at any time.",
}

package council

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// KnownAnswer is what the council itself answers to a question that its sources
// could not: a few sentences, approved by the librarian and quoted word by word.
type KnownAnswer struct {
	ID       int64
	Ask      string     // the question, in the words in which people ask it
	Words    string     // the answer
	Cites    string     // the decision that it rests on, as D-2027-04; empty: none
	Practice PracticeID // the practice that it rests on; 0: none
	By       MemberID   // who approved it; 0 when erased
	At       time.Time
	Retired  time.Time // zero while it stands
}

// The most characters of a known answer's parts.
const knownAskMost, knownWordsMost = 300, 1500

// Check says what is wrong with an answer before it is kept, or nil. The error is
// a *Problem.
func (a KnownAnswer) Check() error {
	switch {
	case strings.TrimSpace(a.Ask) == "":
		return &Problem{Field: "ask", Say: "Write the question as people ask it. It is found by these words."}
	case strings.TrimSpace(a.Words) == "":
		return &Problem{Field: "answer", Say: "Write the answer in a few sentences. They are quoted as they stand."}
	case utf8.RuneCountInString(a.Ask) > knownAskMost:
		return &Problem{Field: "ask", Say: fmt.Sprintf("The question is longer than %d characters. Ask one thing.", knownAskMost)}
	case utf8.RuneCountInString(a.Words) > knownWordsMost:
		return &Problem{Field: "answer", Say: fmt.Sprintf("The answer is longer than %d characters. Say the heart of it, and point to where the rest stands.", knownWordsMost)}
	}
	return nil
}

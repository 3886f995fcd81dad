package council

import (
	"fmt"
	"strconv"
	"strings"
)

// Quorum says how many must be there for a meeting to decide: a number, or a
// share of the seats that is never below a least number.
type Quorum struct {
	Number      int // used when Whole is 0
	Part, Whole int // one of three: 1, 3
	Least       int // with a share
}

// UsualQuorum is a third of the seats and never fewer than three, the rule for
// parish councils (Local Government Act 1972, Schedule 12, paragraph 12), kept
// here as a house rule until a council sets its own.
var UsualQuorum = Quorum{Part: 1, Whole: 3, Least: 3}

// Needed gives how many must be there of so many seats. A share is rounded up.
func (q Quorum) Needed(seats int) int {
	if q.Whole == 0 {
		return q.Number
	}
	return max(q.Least, (seats*q.Part+q.Whole-1)/q.Whole)
}

// String says the rule: "5 members", "1 in 3 of the seats, at least 3".
func (q Quorum) String() string {
	if q.Whole == 0 {
		return fmt.Sprintf("%d members", q.Number)
	}
	text := fmt.Sprintf("%d in %d of the seats", q.Part, q.Whole)
	if q.Least > 0 {
		text += fmt.Sprintf(", at least %d", q.Least)
	}
	return text
}

// Say tells where a meeting stands when so many will be there: "Quorate: 6 will
// be there and 5 are needed.", "1 short of a quorum: …".
func (q Quorum) Say(there, seats int) string {
	needed := q.Needed(seats)
	if short := needed - there; short > 0 {
		return fmt.Sprintf("%d short of a quorum: %d will be there and %d are needed.", short, there, needed)
	}
	return fmt.Sprintf("Quorate: %d will be there and %d are needed.", there, needed)
}

var shareWords = map[string][2]int{
	"half": {1, 2}, "a half": {1, 2}, "one half": {1, 2}, "a third": {1, 3}, "one third": {1, 3}, "third": {1, 3},
	"two thirds": {2, 3}, "a quarter": {1, 4}, "one quarter": {1, 4}, "quarter": {1, 4}, "a fifth": {1, 5}, "one fifth": {1, 5},
}

// ParseQuorum reads what a secretary writes: "5", "one third", "1/3", "1 in 3",
// "25%", and with a least number "a quarter, at least 3". The error is a
// *Problem.
func ParseQuorum(text string) (Quorum, error) {
	rule, least, limited := strings.Cut(strings.ToLower(text), "at least")
	rule = strings.Trim(strings.NewReplacer("one-", "one ", "two-", "two ", " of the seats", "", " of seats", "", " members", "").Replace(rule), " ,")
	q, ok := readShare(rule)
	if limited {
		n, err := strconv.Atoi(strings.TrimSpace(least))
		q.Least, ok = n, ok && err == nil && n > 0
	}
	if !ok {
		return Quorum{}, &Problem{Field: "quorum", Say: fmt.Sprintf(
			"“%s” is not a quorum. Give a number such as 5, or a share such as one third, at least 3.", cut(text))}
	}
	return q, nil
}

func readShare(rule string) (Quorum, bool) {
	if share, ok := shareWords[rule]; ok {
		return Quorum{Part: share[0], Whole: share[1]}, true
	}
	if n, err := strconv.Atoi(rule); err == nil {
		return Quorum{Number: n}, n > 0 && n < 10_000
	}
	if percent, ok := strings.CutSuffix(rule, "%"); ok {
		n, err := strconv.Atoi(strings.TrimSpace(percent))
		return Quorum{Part: n, Whole: 100}, err == nil && n > 0 && n <= 100
	}
	part, whole, ok := strings.Cut(strings.Replace(rule, " in ", "/", 1), "/")
	p, err := strconv.Atoi(strings.TrimSpace(part))
	w, err2 := strconv.Atoi(strings.TrimSpace(whole))
	return Quorum{Part: p, Whole: w}, ok && err == nil && err2 == nil && p > 0 && p <= w && w < 10_000
}

// Unheard lists the sectors that hold seats and of which nobody will be there,
// in the order of [Sectors]. Who has not stated a sector speaks for none.
func Unheard(seats, there []Member) []Sector {
	held, heard := map[Sector]bool{}, map[Sector]bool{}
	for _, m := range seats {
		held[m.Sector] = true
	}
	for _, m := range there {
		heard[m.Sector] = true
	}
	var unheard []Sector
	for _, s := range Sectors {
		if held[s] && !heard[s] {
			unheard = append(unheard, s)
		}
	}
	return unheard
}

// SayUnheard tells which sectors have nobody coming: "No fire or health member
// has accepted yet."; nothing when all have somebody.
func SayUnheard(sectors []Sector) string {
	if len(sectors) == 0 {
		return ""
	}
	names := make([]string, len(sectors))
	for i, s := range sectors {
		names[i] = string(s)
	}
	text := names[0]
	if last := len(names) - 1; last > 0 {
		text = strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return "No " + text + " member has accepted yet."
}

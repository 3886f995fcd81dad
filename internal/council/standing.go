package council

import (
	"fmt"
	"strings"
)

// Standing is what a person may do. Each standing includes those before it:
// the secretary may do whatever a librarian may.
type Standing int

const (
	Anyone    Standing = iota // no seat on the council
	Deputy                    // attends one meeting in a member's place
	Seated                    // a member
	Librarian                 // keeps the practice library
	Secretary                 // runs the meetings' paperwork
	Chair                     // leads the council
	Admin                     // looks after the program and grants standing
)

var standingNames = [...]string{"anyone", "deputy", "member", "librarian", "secretary", "chair", "admin"}

// String gives the standing's word in lower case, as it is read and stored.
func (s Standing) String() string {
	if s < Anyone || s > Admin {
		return fmt.Sprintf("standing %d", int(s))
	}
	return standingNames[s]
}

// ParseStanding reads a standing's word in any case, with or without spaces
// round it. "seat" and "seated" are read as member. The error is a *Problem
// that lists the words.
func ParseStanding(text string) (Standing, error) {
	word := strings.ToLower(strings.TrimSpace(text))
	if word == "seat" || word == "seated" {
		return Seated, nil
	}
	for s, name := range standingNames {
		if word == name {
			return Standing(s), nil
		}
	}
	return Anyone, &Problem{Field: "standing", Say: fmt.Sprintf(
		"“%s” is not a standing. Choose one of: %s.", strings.TrimSpace(text), strings.Join(standingNames[1:], ", "))}
}

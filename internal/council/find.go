package council

import (
	"fmt"
	"slices"
	"strings"
)

// ByName finds the one member that a name means: the whole name, or else a part
// of it that no other member has, with or without its accents. Of those it could
// mean, one with a seat comes before any who have left. The error is a *Problem
// that says whom the name could mean.
func ByName(members []Member, name string) (Member, error) {
	sought := Fold(name)
	var whole, part []Member
	for _, m := range members {
		switch folded := Fold(m.Name); {
		case folded == sought:
			whole = append(whole, m)
		case sought != "" && strings.Contains(" "+folded, " "+sought):
			part = append(part, m)
		}
	}
	if len(whole) == 0 {
		whole = part
	}
	if seated := slices.DeleteFunc(slices.Clone(whole), func(m Member) bool { return !m.Present() }); len(seated) > 0 {
		whole = seated
	}
	if len(whole) == 1 {
		return whole[0], nil
	}
	return Member{}, &Problem{Field: "name", Say: whoIsMeant(name, whole)}
}

func whoIsMeant(name string, found []Member) string {
	if len(found) == 0 {
		return fmt.Sprintf("Nobody on the council has the name “%s”. Look the name up with /member.", cut(name))
	}
	names := make([]string, len(found))
	for i, m := range found {
		names[i] = m.Name + " (" + m.Organisation + ")"
	}
	return fmt.Sprintf("“%s” could be %s. Give the whole name.", cut(name), strings.Join(names, " or "))
}

package council

import (
	"slices"
	"strings"
)

// Owner is who is to carry out an action: a member, or somebody outside the
// council by name. Both are empty for a member whose data was erased.
type Owner struct {
	Member MemberID // 0 for somebody outside the council
	Name   string   // of somebody outside the council; empty for a member
}

// ownersMost is how many owners an action may have: what more people own, nobody
// does.
const ownersMost = 6

// OwnerNames gives owners by name, as minutes have it: "Ana Lind, Ben Okafor and
// Jo Smith". A member who is not among members any more is "somebody who has
// left".
func OwnerNames(owners []Owner, members []Member) string {
	names := make([]string, len(owners))
	for i, o := range owners {
		names[i] = o.Among(members)
	}
	return SayNames(names)
}

// Among gives the owner's name, a member's from members.
func (o Owner) Among(members []Member) string {
	if o.Member == 0 && o.Name != "" {
		return o.Name
	}
	for _, m := range members {
		if m.ID == o.Member && m.ID != 0 {
			return m.Name
		}
	}
	return "somebody who has left"
}

// SayNames joins names as they are read: "Ana, Ben and Cai"; "nobody" when there
// are none.
func SayNames(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nobody"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// owns reports whether a member is among owners.
func owns(owners []Owner, id MemberID) bool {
	return id != 0 && slices.ContainsFunc(owners, func(o Owner) bool { return o.Member == id })
}

// checkOwners says what is wrong with an action's owners, or nil. The error is a
// *Problem.
func checkOwners(owners []Owner) error {
	if len(owners) > ownersMost {
		return &Problem{Field: "owners", Say: "An action has at most six owners. Choose who sees to it that it is done."}
	}
	for _, o := range owners {
		if err := tooLong("other", o.Name, longestName); err != nil {
			return err
		}
	}
	return nil
}

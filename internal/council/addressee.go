package council

import (
	"fmt"
	"strings"
)

// Addressee is whom a message goes to: one of the three is set.
type Addressee struct {
	Member  MemberID // by direct message, or by e-mail outside Slack
	Channel string   // a Slack channel's id; "council" is the council's usual one
	Email   string   // an address of somebody without a seat, such as a deputy outside Slack
}

// UsualChannel stands for the channel that the operator set as the council's.
const UsualChannel = "council"

// String gives the addressee's part of a delivery's key: "member/12",
// "channel/C0123", "email/name@body.example".
func (a Addressee) String() string {
	switch {
	case a.Member != 0:
		return fmt.Sprintf("member/%d", a.Member)
	case a.Channel != "":
		return "channel/" + a.Channel
	}
	return "email/" + strings.ToLower(a.Email)
}

// Among says whom the message goes to, as people read it; a member by the name
// that stands among members.
func (a Addressee) Among(members []Member) string {
	for _, m := range members {
		if m.ID == a.Member {
			return m.Name
		}
	}
	switch a.Channel {
	case "":
		return a.Email
	case UsualChannel:
		return "the council’s channel"
	}
	return "the channel " + a.Channel
}

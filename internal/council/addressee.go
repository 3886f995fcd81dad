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

package standin

import (
	"slices"
	"time"
)

// A pageFault is something a visitor can make go wrong with one press.
type pageFault struct {
	Name  string
	Says  string // what will happen
	Done  string // what to read after the press
	fault Fault  // the zero Fault puts everything right
}

// pageFaults are the ones worth watching, gentlest first.
var pageFaults = []pageFault{
	{"Drop the connection", "Slack tells the bot to connect again, as it does every few hours.",
		"Dropped. The bot should be back at once.", Fault{Kind: Disconnect, Reason: "refresh_requested", All: true}},
	{"Cut the connection", "The line goes dead without a word.",
		"Cut. The bot should be back within seconds.", Fault{Kind: AbruptClose, All: true}},
	{"Answer slowly", "Slack takes four seconds over the bot’s next three calls.",
		"The next three calls will be slow.", Fault{Kind: SlowAPI, Delay: 4 * time.Second, Times: 3}},
	{"Too many messages", "Slack refuses the bot’s next message and asks it to wait five seconds.",
		"The next message will be held back for five seconds.", Fault{Kind: RateLimited, Method: "chat.postMessage", RetryAfter: 5 * time.Second}},
	{"Fail after posting", "Slack posts the bot’s next message, then says that it failed. It must not appear twice.",
		"The next message will look as if it failed.", Fault{Kind: ServerError, Method: "chat.postMessage", Status: 503, PostedFirst: true}},
	{"Deliver twice", "What you do next reaches the bot twice. It must count once.",
		"The next thing you do will be delivered twice.", Fault{Kind: Duplicate}},
	{"Lose an answer", "The bot’s next quick answer is lost on the way.",
		"The next answer will be lost.", Fault{Kind: LostAck}},
	{"Put everything right", "Takes back what has not happened yet.",
		"Everything works again.", Fault{}},
}

// pageFault makes the named fault happen.
func (w *Workspace) pageFault(name string) error {
	at := slices.IndexFunc(pageFaults, func(f pageFault) bool { return f.Name == name })
	if at < 0 {
		return &Refusal{"no_such_fault", "There is no such fault. Load the page again and choose one of those shown."}
	}
	if pageFaults[at].fault == (Fault{}) {
		w.ClearFaults()
		return nil
	}
	w.Fault(pageFaults[at].fault)
	return nil
}

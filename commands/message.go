package commands

import (
	"encoding/json"
	"time"
	"unicode/utf16"

	"councilbot/internal/council"
)

// Message is the message that a person used a shortcut on, or that was written to
// the bot. Nothing of it is kept unless the person goes on to keep it.
type Message struct {
	Channel string // Slack's id
	TS      string // names the message in its channel
	Thread  string // the TS of the message that began its thread; empty outside threads
	Author  council.Member
	Account string            // the author's Slack account; the bot's own when the bot wrote it
	Text    string            // plain words with their line breaks; people stand in it as @Name
	Link    string            // its address in Slack; empty when Slack gave none
	At      time.Time         // when it was written
	Named   []council.Member  // whom it mentions; without an ID who has no seat
	Meeting council.MeetingID // that the post is about which began its thread, or which it is itself; 0: none of ours
	Files   []FileRef
	Before  string // the text before it was changed, for one that was; see [Changed]
	Said    []Said // the thread it stands in, oldest first, where the Route asks for it; empty outside threads
	Unread  string // why the thread could not be read: a whole sentence for the person; empty when it was
}

// Said is what a person wrote in a thread.
type Said struct {
	Account string // Slack's id
	Author  council.Member
	Text    string // as Message.Text
}

// FileRef is a file in Slack, not its content.
type FileRef struct {
	ID   string // "F…"
	Name string // as its owner named it
}

// mostKept is how much of a message a form can carry: Slack keeps 3,000
// characters beside a form (docs.slack.dev, reference/views, private_metadata),
// and some of them are needed for what is not text.
const mostKept = 2900

// keptMessage is a message as a form carries it.
type keptMessage struct {
	C, T, H, A, X, L string
	W, M             int64
	F                []FileRef
}

// kept writes the message for a form's Arg, in at most 2,900 characters: a long
// text loses its end. [readMessage] reads it again; Author and Named are not
// carried, only the author's account.
func (m Message) kept() string {
	k := keptMessage{C: m.Channel, T: m.TS, H: m.Thread, A: m.Account, X: m.Text, L: m.Link, W: m.At.Unix(), M: int64(m.Meeting), F: m.Files}
	for {
		out, err := json.Marshal(k)
		if err != nil {
			panic("a kept message is text and numbers: " + err.Error())
		}
		over := len(utf16.Encode([]rune(string(out)))) - mostKept
		switch {
		case over <= 0:
			return string(out)
		case k.X != "":
			k.X = shorter(k.X, over)
		case len(k.F) > 0:
			k.F = k.F[:len(k.F)-1]
		default:
			return string(out)
		}
	}
}

// shorter takes by characters off the end, or half of the text if that is less:
// a character of it may stand for six of what it is too long in.
func shorter(text string, by int) string {
	runes := []rune(text)
	return string(runes[:len(runes)-min(by, (len(runes)+1)/2)])
}

// readMessage reads what [Message.kept] wrote; times are in now's zone. The error
// is a *council.Problem.
func readMessage(arg string, now time.Time) (Message, error) {
	var k keptMessage
	if err := json.Unmarshal([]byte(arg), &k); err != nil {
		return Message{}, &council.Problem{Say: "This form has lost the message that it is about. Nothing was recorded. Begin once more, from the menu of the message.", Err: err}
	}
	return Message{Channel: k.C, TS: k.T, Thread: k.H, Account: k.A, Text: k.X, Link: k.L, At: time.Unix(k.W, 0).In(now.Location()),
		Meeting: council.MeetingID(k.M), Files: k.F}, nil
}

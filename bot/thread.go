package bot

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"councilbot/commands"
)

const (
	// threadWithin is how long Slack may take to give a thread: the window that a
	// shortcut opens must not wait longer for it.
	threadWithin = 1500 * time.Millisecond
	// threadMost is how many messages of a thread are read: one page of Slack's.
	threadMost = 200
)

// unread says why a thread could not be read, by Slack's code
// (docs.slack.dev, methods/conversations.replies).
var unread = map[string]string{
	"not_in_channel":    "I am not in this channel, so I cannot read the thread. Invite me by typing /invite @councilbot in it, then use the shortcut once more.",
	"channel_not_found": "I am not in this channel, so I cannot read the thread. Invite me by typing /invite @councilbot in it, then use the shortcut once more.",
	"missing_scope":     "The app may not read this channel, so I cannot read the thread. Ask the operator to compare the app's permissions with its manifest.",
	"thread_not_found":  "The thread is not there any more, so I cannot read it.",
}

// unreadInTime is why a thread could not be read when Slack gave no reason.
const unreadInTime = "Slack did not give me the thread in time. Please use the shortcut once more in a minute."

// thread reads what people wrote in a thread, the bots left out. why says, for
// the person, why it could not be read.
func (b *Bot) thread(ctx context.Context, channel, ts string) (said []commands.Said, why string, err error) {
	asking, cancel := context.WithTimeout(ctx, threadWithin)
	defer cancel()
	all, _, _, err := b.web.api.GetConversationRepliesContext(asking, &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: ts, Limit: threadMost})
	if err != nil {
		return nil, whyUnread(err), nil
	}
	for _, m := range all {
		if m.BotID != "" || m.User == "" || m.SubType != "" && m.SubType != slack.MsgSubTypeThreadBroadcast && m.SubType != slack.MsgSubTypeFileShare {
			continue
		}
		one := commands.Said{Account: m.User}
		if one.Author, err = b.person(ctx, m.User); err != nil {
			return nil, "", err
		}
		people, err := b.named(ctx, m.Text)
		if err != nil {
			return nil, "", err
		}
		if one.Text = plainWords(m.Text, people); one.Text != "" {
			said = append(said, one)
		}
	}
	return said, "", nil
}

func whyUnread(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && unread[refused.Err] != "" {
		return unread[refused.Err]
	}
	return unreadInTime
}

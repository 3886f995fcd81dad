package bot

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"councilbot/commands"
	"councilbot/internal/council"
)

// linkWithin is how long Slack may take to name a message's address: the window
// that a shortcut opens must not wait longer for it.
const linkWithin = 600 * time.Millisecond

// messageOf is the message a shortcut was used on or that was written to us,
// with the people in it known by name.
func (b *Bot) messageOf(ctx context.Context, e *envelope) (*commands.Message, error) {
	if e.message == nil {
		return nil, nil
	}
	said := e.message
	m := &commands.Message{
		Channel: e.channel, TS: said.Timestamp, Thread: said.ThreadTimestamp,
		Account: said.User, At: written(said.Timestamp).In(b.now().Location()),
	}
	if e.kind != mention {
		m.Link = b.link(ctx, e.channel, said.Timestamp)
	}
	if m.Thread == m.TS {
		m.Thread = ""
	}
	for _, f := range said.Files {
		m.Files = append(m.Files, commands.FileRef{ID: f.ID, Name: f.Name})
	}
	var err error
	if m.Meeting, err = b.store.PostedAbout(ctx, e.channel, cmp.Or(m.Thread, m.TS)); err != nil {
		return nil, err
	}
	if m.Author, err = b.person(ctx, said.User); err != nil {
		return nil, err
	}
	if m.Named, err = b.named(ctx, said.Text); err != nil {
		return nil, err
	}
	m.Text = plainWords(said.Text, m.Named)
	if m.Before, err = b.saidBefore(ctx, e); err != nil {
		return nil, err
	}
	if b.routes[b.name(e)].Thread && said.ThreadTimestamp != "" {
		m.Said, m.Unread, err = b.thread(ctx, e.channel, said.ThreadTimestamp)
	}
	return m, err
}

// saidBefore is what a message said before it was changed, in plain words; empty
// when it was not.
func (b *Bot) saidBefore(ctx context.Context, e *envelope) (string, error) {
	if e.before == nil {
		return "", nil
	}
	people, err := b.named(ctx, e.before.Text)
	if err != nil {
		return "", err
	}
	return plainWords(e.before.Text, people), nil
}

// person is who stands behind an account; only the account is known of somebody
// without a seat.
func (b *Bot) person(ctx context.Context, account string) (council.Member, error) {
	if account == "" {
		return council.Member{}, nil
	}
	m, err := b.store.Caller(ctx, account, b.now())
	if err != nil {
		return m, fmt.Errorf("find the member: %w", err)
	}
	m.SlackID = account
	return m, nil
}

// named are the people mentioned in Slack's text, in order, each once.
func (b *Bot) named(ctx context.Context, text string) ([]council.Member, error) {
	var all []council.Member
	seen := map[string]bool{}
	for _, found := range mentioned.FindAllStringSubmatch(text, -1) {
		if seen[found[1]] {
			continue
		}
		seen[found[1]] = true
		m, err := b.person(ctx, found[1])
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// link is a message's address, or empty when Slack does not say it in time or
// the bot is not where the message stands.
func (b *Bot) link(ctx context.Context, channel, ts string) string {
	ctx, cancel := context.WithTimeout(ctx, linkWithin)
	defer cancel()
	at, err := b.web.api.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: channel, Ts: ts})
	if err != nil {
		return ""
	}
	return at
}

// written is the moment in a message's ts, "1700000000.000100".
func written(ts string) time.Time {
	seconds, _, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(n, 0)
}

var (
	mentioned = regexp.MustCompile(`<@([A-Z0-9]+)(?:\|[^>]*)?>`)
	spelled   = regexp.MustCompile(`<([^<>|]+)(?:\|([^<>]*))?>`)
)

// plainWords is Slack's text in plain words: people, channels, links and dates
// stand in it as they would be read (docs.slack.dev,
// messaging/formatting-message-text). Line breaks stay.
func plainWords(text string, people []council.Member) string {
	text = spelled.ReplaceAllStringFunc(text, func(found string) string {
		part := spelled.FindStringSubmatch(found)
		return readOut(part[1], part[2], people)
	})
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = Tidy(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// readOut says one of Slack's references; label is what Slack shows for it.
func readOut(what, label string, people []council.Member) string {
	switch {
	case strings.HasPrefix(what, "@"):
		for _, m := range people {
			if m.SlackID == what[1:] && m.Name != "" {
				return "@" + m.Name
			}
		}
		return "@somebody without a seat"
	case strings.HasPrefix(what, "#"):
		if label == "" {
			return "a private channel"
		}
		return "#" + label
	case strings.HasPrefix(what, "!date"), strings.HasPrefix(what, "!subteam"):
		return label
	case strings.HasPrefix(what, "!"):
		return "@" + what[1:]
	case strings.HasPrefix(what, "mailto:"):
		return strings.TrimPrefix(what, "mailto:")
	case label != "" && label != what:
		return label + " (" + what + ")"
	}
	return what
}

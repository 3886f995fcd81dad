package bot

import (
	"context"

	"github.com/slack-go/slack"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// usualChannel is the council's own channel: the one that is set, or else one
// named council among those the bot is in, or else the only one it is in. What
// was found is set, so that the channel stays the same under another name.
func (s *sender) usualChannel(ctx context.Context) (string, error) {
	id, err := s.store.Setting(ctx, store.ChannelSetting)
	if err != nil {
		return "", lookError{err}
	}
	if id != "" {
		return id, nil
	}
	if id, err = s.findChannel(ctx); err != nil {
		return "", err
	}
	if id == "" {
		return "", never("I do not know which channel is the council’s: I am in none that is called " + council.UsualChannel +
			". To mend it, invite me there: type /invite @councilbot.")
	}
	_, err = s.store.Change(ctx, store.Change{Did: "channel.found", About: "channel/" + id, At: s.now()}, func(tx *store.Tx) error {
		return tx.SetSetting(store.ChannelSetting, id)
	})
	if err != nil {
		return "", lookError{err}
	}
	s.log.Info("found the council's channel", "channel", id)
	return id, nil
}

func (s *sender) findChannel(ctx context.Context) (string, error) {
	var in []slack.Channel
	for cursor := ""; ; {
		ctx, cancel, err := s.toLook(ctx)
		if err != nil {
			return "", err
		}
		page, next, err := s.api.GetConversationsForUserContext(ctx, &slack.GetConversationsForUserParameters{
			Types: []string{"public_channel", "private_channel"}, ExcludeArchived: true, Limit: historyPage, Cursor: cursor})
		cancel()
		if err != nil {
			return "", lookError{said("list the bot's channels", err)}
		}
		in = append(in, page...)
		if cursor = next; cursor == "" {
			return chosen(in), nil
		}
	}
}

func chosen(in []slack.Channel) string {
	for _, c := range in {
		if c.Name == council.UsualChannel {
			return c.ID
		}
	}
	if len(in) == 1 {
		return in[0].ID
	}
	return ""
}

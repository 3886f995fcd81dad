package bot

import (
	"context"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"councilbot/internal/store"
)

const (
	// deliveryEvent is the type of the metadata that a delivery's post carries.
	// Everybody who can read the post can read it: the key names nobody.
	deliveryEvent = "council_delivery"
	// clockSlack is by how much the council's clock and Slack's may differ.
	clockSlack  = time.Hour
	historyPage = 200
)

// look searches a conversation for the post of a delivery, from now back to when
// it fell due. It is the zero post when there is none. A direct message is
// searched under an id of its own, which is not the person's.
func (s *sender) look(ctx context.Context, conversation string, d store.Delivery) (post, error) {
	if d.To.Member != 0 {
		dm, err := s.directMessage(ctx, conversation)
		if err != nil {
			return post{}, err
		}
		conversation = dm
	}
	for cursor := ""; ; {
		page, err := s.history(ctx, conversation, cursor)
		if err != nil {
			return post{}, err
		}
		for _, m := range page.Messages {
			if m.Metadata.EventType == deliveryEvent && m.Metadata.EventPayload["key"] == d.Key {
				return post{conversation, m.Timestamp}, nil
			}
		}
		cursor = page.ResponseMetaData.NextCursor
		if cursor == "" || reaches(page.Messages, d.Due.Add(-clockSlack)) {
			return post{}, nil
		}
		if still, err := s.store.Renew(ctx, d, s.now(), s.rates.lease); err != nil || !still {
			return post{}, err // and it is asked once more before anything is posted
		}
	}
}

// reaches says that messages, newest first, go back to a moment.
func reaches(messages []slack.Message, back time.Time) bool {
	if len(messages) == 0 {
		return true
	}
	seconds, err := strconv.ParseFloat(messages[len(messages)-1].Timestamp, 64)
	return err == nil && seconds < float64(back.Unix())
}

func (s *sender) history(ctx context.Context, conversation, cursor string) (*slack.GetConversationHistoryResponse, error) {
	ctx, cancel, err := s.toLook(ctx)
	if err != nil {
		return nil, err
	}
	defer cancel()
	page, err := s.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: conversation, Cursor: cursor, IncludeAllMetadata: true, Limit: historyPage,
	})
	if err != nil {
		return nil, lookError{said("look whether a message is there", err)}
	}
	return page, nil
}

func (s *sender) directMessage(ctx context.Context, account string) (string, error) {
	ctx, cancel, err := s.toLook(ctx)
	if err != nil {
		return "", err
	}
	defer cancel()
	dm, _, _, err := s.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{account}, ReturnIM: true})
	if err != nil {
		return "", lookError{said("open the direct message", err)}
	}
	return dm.ID, nil
}

// toLook waits for the turn of a call that looks, and gives it its deadline.
func (s *sender) toLook(ctx context.Context) (context.Context, context.CancelFunc, error) {
	long, err := s.looks.wait(ctx, "")
	if long > 0 {
		err = &slack.RateLimitedError{RetryAfter: long}
	}
	if err != nil {
		return nil, nil, lookError{err}
	}
	ctx, cancel := context.WithTimeout(ctx, s.rates.call)
	return ctx, cancel, nil
}

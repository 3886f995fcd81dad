package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// deliver takes one claimed delivery as far as it goes: it is sent, given back or
// given up. Where it is left as it is, its lease runs out and it is looked for.
func (s *sender) deliver(ctx context.Context, d store.Delivery) {
	conversation, err := s.address(ctx, d)
	if err == nil && d.Look && d.Edits == 0 {
		var there post
		if there, err = s.look(ctx, conversation, d); there.ts != "" {
			s.sent(d, there)
			return
		}
	}
	var long time.Duration
	if err == nil {
		long, err = s.posts.wait(ctx, conversation)
	}
	switch {
	case ctx.Err() != nil || long > 0:
		s.putBack(d, false, long)
	case err != nil:
		s.failed(d, err)
	default:
		s.leaveFor(d, conversation)
	}
}

// leaveFor posts the delivery, or edits the post it changes, unless it is no
// longer this sender's or of no use any more. From here on it does not stop with the program: what has
// begun is seen to its end.
func (s *sender) leaveFor(d store.Delivery, conversation string) {
	ctx, cancel := context.WithTimeout(context.Background(), s.rates.call)
	defer cancel()
	if d.Late(s.now()) { // the next tick of the schedule settles it, and tells the secretary
		if _, err := s.store.Missed(ctx, d, s.now()); err != nil {
			s.log.Error("a message that came too late could not be given back; its turn comes again", "delivery", d.Key, "error", err)
		}
		return
	}
	message, err := ui.Decode(d.Message)
	if err != nil {
		s.giveUp(d, "It was written by another version of this program, which cannot be read.", err)
		return
	}
	still, err := s.store.Renew(ctx, d, s.now(), s.rates.lease)
	if err != nil {
		s.log.Error("a message could not be made sure of; its turn comes again", "delivery", d.Key, "error", err)
	}
	if !still {
		return
	}
	at, err := s.send(ctx, d, conversation, renderOne(message))
	if err != nil {
		s.failed(d, err)
		return
	}
	s.sent(d, at)
}

// post is where a message is in Slack.
type post struct{ conversation, ts string }

func (s *sender) send(ctx context.Context, d store.Delivery, conversation string, p page) (post, error) {
	if d.Edits != 0 {
		return s.edit(ctx, d, p)
	}
	where, ts, err := s.api.PostMessageContext(ctx, conversation,
		slack.MsgOptionText(p.Text, false),
		slack.MsgOptionBlocks(p.Blocks...),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: deliveryEvent, EventPayload: map[string]any{"key": d.Key}}),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl())
	return post{where, ts}, said("post a message", err)
}

// edit changes a post. Doing it twice does no harm, so that nothing is looked for.
func (s *sender) edit(ctx context.Context, d store.Delivery, p page) (post, error) {
	first, err := s.store.Delivery(ctx, d.Edits)
	if err != nil {
		return post{}, fmt.Errorf("find the post to change: %w", err)
	}
	where, ts, _, err := s.api.UpdateMessageContext(ctx, first.PostedIn, first.TS,
		slack.MsgOptionText(clip(p.Text, maxUpdateText), false),
		slack.MsgOptionBlocks(p.Blocks...))
	return post{where, ts}, said("change a post", err)
}

// address gives the Slack id to post to: a person's for a direct message, or a
// channel's.
func (s *sender) address(ctx context.Context, d store.Delivery) (string, error) {
	switch {
	case d.To.Member != 0:
		return s.account(ctx, d.To.Member)
	case d.To.Channel == council.UsualChannel:
		return s.usualChannel(ctx)
	case d.To.Channel != "":
		return d.To.Channel, nil
	}
	return "", never("It is for an e-mail address, and I do not send e-mail.")
}

func (s *sender) account(ctx context.Context, id council.MemberID) (string, error) {
	m, err := s.store.Member(ctx, id)
	switch {
	case err != nil:
		return "", lookError{fmt.Errorf("find the member: %w", err)}
	case !m.Present() || m.SlackID == "":
		return "", never("They have no Slack account that I know of.")
	}
	return m.SlackID, nil
}

// sent notes where the message is. When it cannot be noted, the lease runs out
// and the message is looked for and found.
func (s *sender) sent(d store.Delivery, at post) {
	ctx, cancel := context.WithTimeout(context.Background(), s.rates.call)
	defer cancel()
	ok, err := s.store.MarkSent(ctx, d, at.conversation, at.ts, s.now())
	if err != nil {
		s.log.Error("a sent message could not be noted; it is looked for later", "delivery", d.Key, "error", err)
		return
	}
	if !ok {
		s.log.Warn("a sent message was settled by another sender", "delivery", d.Key)
	}
}

// failed gives the delivery back or up, as the failure asks.
func (s *sender) failed(d store.Delivery, err error) {
	v := s.judge(d, err)
	if v.never != "" {
		s.giveUp(d, v.never, err)
		return
	}
	switch {
	case v.all && errors.As(err, new(lookError)):
		s.looks.hold(v.wait)
	case v.all:
		s.posts.hold(v.wait)
	}
	s.log.Warn("a message waits", "delivery", d.Key, "for", v.wait, "may_be_posted", v.maybe, "error", err)
	s.putBack(d, v.maybe, v.wait)
}

func (s *sender) putBack(d store.Delivery, maybe bool, wait time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), s.rates.call)
	defer cancel()
	if _, err := s.store.PutBack(ctx, d, maybe, s.now().Add(wait), s.now()); err != nil {
		s.log.Error("a message could not be given back; its turn comes when its lease has run out", "delivery", d.Key, "error", err)
	}
}

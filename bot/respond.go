package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"councilbot/internal/ui"
)

// message is an answer as it rides in a slash command's acknowledgement. It is
// slack-go's WebhookMessage without the type that would have the blocks scanned
// twice.
type message struct {
	ResponseType string        `json:"response_type,omitempty"`
	Text         string        `json:"text"`
	Blocks       []slack.Block `json:"blocks,omitempty"`
	UnfurlLinks  bool          `json:"unfurl_links"`
	UnfurlMedia  bool          `json:"unfurl_media"`
}

// respond sends a reply on its way: with the acknowledgement if that is still to
// be given and may carry it, else by response_url, a view or a message.
func (b *Bot) respond(ctx context.Context, e *envelope, r ui.Reply) error {
	switch r := r.(type) {
	case ui.Message:
		return b.respondMessage(ctx, e, r)
	case ui.Modal:
		return b.respondModal(ctx, e, r)
	case ui.FieldErrors:
		return b.respondErrors(ctx, e, r)
	case ui.Home:
		return b.publish(ctx, e, r)
	}
	b.acknowledge(e, nil)
	return nil
}

// acknowledge gives the acknowledgement unless it was given; it reports whether
// this call gave it.
func (b *Bot) acknowledge(e *envelope, payload any) bool {
	if e.id == "" || !e.acked.CompareAndSwap(false, true) {
		return false
	}
	e.payload = payload
	if err := e.sock.acknowledge(e, payload); err != nil {
		b.log.Warn("an acknowledgement could not be sent", "envelope", e, "error", err)
		return payload == nil
	}
	return true
}

func (b *Bot) respondMessage(ctx context.Context, e *envelope, m ui.Message) error {
	switch e.kind {
	case slash:
		return b.answerCommand(ctx, e, m)
	case form, viewPress, shortcut:
		return b.respondModal(ctx, e, modalOf(m))
	case mention, below:
		b.acknowledge(e, nil)
		return b.post(ctx, e, b.pages(m))
	}
	b.acknowledge(e, nil)
	return b.byURL(ctx, e, b.pages(m), m)
}

// answerCommand lets the first page ride in the acknowledgement.
func (b *Bot) answerCommand(ctx context.Context, e *envelope, m ui.Message) error {
	pages := b.pages(m)
	first := &message{Text: pages[0].Text, Blocks: pages[0].Blocks}
	if m.Public {
		first.ResponseType = slack.ResponseTypeInChannel
	}
	if b.acknowledge(e, first) {
		pages = pages[1:]
	}
	return b.byURL(ctx, e, pages, m)
}

// byURL answers through the response_url, in order.
func (b *Bot) byURL(ctx context.Context, e *envelope, pages []page, m ui.Message) error {
	for i, p := range pages {
		out := &slack.WebhookMessage{
			Text:            p.Text,
			Blocks:          &slack.Blocks{BlockSet: p.Blocks},
			ResponseType:    slack.ResponseTypeEphemeral,
			ReplaceOriginal: m.Replace && i == 0 && !e.public,
			UnfurlLinks:     new(bool),
			UnfurlMedia:     new(bool),
		}
		if m.Public {
			out.ResponseType = slack.ResponseTypeInChannel
		}
		if err := b.web.answer(ctx, e.answer, out, m.Public); err != nil {
			return err
		}
	}
	return nil
}

// resend gives the answers that were acknowledged on a connection which ended
// before they were written.
func (b *Bot) resend(lost []*envelope) {
	for _, e := range lost {
		b.later.Go(func() { b.resendOne(e) })
	}
}

func (b *Bot) resendOne(e *envelope) {
	ctx, cancel := context.WithTimeout(context.Background(), handleWithin)
	defer cancel()
	m, ok := e.payload.(*message)
	if !ok || e.answer == "" {
		return
	}
	e.record.otherwise()
	out := ui.Message{Public: m.ResponseType == slack.ResponseTypeInChannel}
	if err := b.byURL(ctx, e, []page{{m.Text, m.Blocks}}, out); err != nil {
		b.log.Error("an answer was lost with its connection", "envelope", e, "error", err)
	}
}

func (b *Bot) respondModal(ctx context.Context, e *envelope, m ui.Modal) error {
	view := renderModal(m)
	if e.kind == form {
		action := slack.NewUpdateViewSubmissionResponse(&view)
		if b.acknowledge(e, action) {
			return nil
		}
		_, err := b.web.api.UpdateViewContext(ctx, view, "", "", e.view)
		return said("show the window", err)
	}
	b.acknowledge(e, nil)
	if e.inModal {
		_, err := b.web.api.UpdateViewContext(ctx, view, "", "", e.view)
		return said("show the window", err)
	}
	_, err := b.web.api.OpenViewContext(ctx, e.trigger, view)
	return said("open the window", err)
}

func (b *Bot) respondErrors(ctx context.Context, e *envelope, f ui.FieldErrors) error {
	if e.kind == form && b.acknowledge(e, slack.NewErrorsViewSubmissionResponse(f)) {
		return nil
	}
	return b.respondMessage(ctx, e, ui.Say(ui.Plain(f)))
}

func (b *Bot) publish(ctx context.Context, e *envelope, h ui.Home) error {
	b.acknowledge(e, nil)
	view, sum, err := homeView(h)
	if err != nil {
		return err
	}
	if _, err := b.web.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: e.account, View: view}); err != nil {
		return said("publish the Home tab", err)
	}
	b.homes.published(e.account, sum, e.at)
	return nil
}

// post answers a mention or a direct message where it was written.
func (b *Bot) post(ctx context.Context, e *envelope, pages []page) error {
	for _, p := range pages {
		options := []slack.MsgOption{
			slack.MsgOptionText(p.Text, false),
			slack.MsgOptionBlocks(p.Blocks...),
			slack.MsgOptionDisableLinkUnfurl(),
			slack.MsgOptionDisableMediaUnfurl(),
		}
		if e.thread != "" {
			options = append(options, slack.MsgOptionTS(e.thread))
		}
		if _, _, err := b.web.api.PostMessageContext(ctx, e.channel, options...); err != nil {
			return said("post the answer", err)
		}
	}
	return nil
}

// apologise tells the person that the answer did not reach them whole, where
// there is a way left to tell it.
func (b *Bot) apologise(ctx context.Context, e *envelope, cause error) {
	ref := reference()
	b.log.Error("an answer could not be given whole", "reference", ref, "envelope", e, "error", cause)
	sorry := ui.Say("Not all of the answer reached you. What you asked for may have been done: please look before you ask again. If this happens once more, give the operator this reference: " + ref + ".")
	err := safely(func() error {
		switch {
		case e.kind == slash, e.kind == form:
			return b.respondMessage(ctx, e, sorry)
		case e.answer != "":
			return b.byURL(ctx, e, render(sorry), sorry)
		}
		return nil
	})
	if err != nil {
		b.log.Warn("nor could that be told", "reference", ref, "error", err)
	}
}

// said wraps an error of Slack's with what was being done and with Slack's own
// detail, which its Error leaves out.
func said(doing string, err error) error {
	if err == nil {
		return nil
	}
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && len(refused.ResponseMetadata.Messages) > 0 {
		return fmt.Errorf("%s: %w %v", doing, err, refused.ResponseMetadata.Messages)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

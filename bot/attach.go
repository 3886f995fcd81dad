package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"councilbot/internal/ui"
)

// attach sends the files of a reply to the person, in a direct message: an
// answer that only one person sees has no place for a file in Slack.
func (b *Bot) attach(ctx context.Context, account string, r ui.Reply) error {
	m, ok := r.(ui.Message)
	if !ok {
		return nil
	}
	var all error
	for _, block := range m.Body {
		if f, ok := block.(ui.File); ok {
			all = errors.Join(all, b.upload(ctx, account, f))
		}
	}
	return all
}

// upload needs the scope files:write.
func (b *Bot) upload(ctx context.Context, account string, f ui.File) error {
	dm, _, _, err := b.web.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{account}, ReturnIM: true})
	if err != nil {
		return said("open a direct message for a file", err)
	}
	_, err = b.web.api.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: f.Name, Title: f.Name, Content: f.Content, FileSize: len(f.Content), Channel: dm.ID,
	})
	return said(fmt.Sprintf("send the file %s", f.Name), err)
}

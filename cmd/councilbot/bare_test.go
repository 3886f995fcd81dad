package main

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// barebot is the least that slack-go can do: it acknowledges everything and
// answers nothing. It is the limit that the benchmarks measure against.
func barebot() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	api := slack.New("xoxb-test",
		slack.OptionAppLevelToken("xapp-test"),
		slack.OptionAPIURL(os.Getenv("SLACK_API_URL")),
		slack.OptionHTTPClient(&http.Client{Timeout: 10 * time.Second}))
	client := socketmode.New(api)
	go func() {
		for evt := range client.Events {
			if evt.Type == socketmode.EventTypeSlashCommand {
				_ = client.Ack(*evt.Request)
			}
		}
	}()
	_ = client.RunContext(ctx)
}

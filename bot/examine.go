package bot

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// Finding is one thing the doctor looked at.
type Finding struct {
	About string
	Good  bool
	Say   string // what was found and, when it is not good, the remedy
}

// Examine looks at everything on Slack's side that the bot needs: the kinds of
// the tokens, whether Slack takes them, the permissions, the channels and the
// clock.
func Examine(ctx context.Context, c Config, now func() time.Time) []Finding {
	findings := tokenKinds(c)
	var headers http.Header
	w := newWeb(c, slack.OptionOnResponseHeaders(func(_ string, h http.Header) { headers = h }))
	who, err := w.api.AuthTestContext(ctx)
	if err != nil {
		return append(findings, refusal("Bot token", err))
	}
	findings = append(findings, Finding{"Bot token", true, fmt.Sprintf("Slack knows it: %s in the workspace %s.", who.User, who.Team)})
	findings = append(findings, permissions(headers.Get("X-OAuth-Scopes")), clockFinding(headers.Get("Date"), now()))
	if _, _, err := w.api.StartSocketModeContext(ctx); err != nil {
		findings = append(findings, refusal("App token", err))
	} else {
		findings = append(findings, Finding{"App token", true, "Slack opens a Socket Mode connection for it."})
	}
	return append(findings, channels(ctx, w.api))
}

func tokenKinds(c Config) []Finding {
	kind := func(about, token, prefix string) Finding {
		if strings.HasPrefix(token, prefix) {
			return Finding{about, true, "It begins with " + prefix + " as it should."}
		}
		return Finding{about, false, "It should begin with " + prefix + ". Check that the two tokens are not swapped."}
	}
	return []Finding{
		kind("Kind of SLACK_APP_TOKEN", c.AppToken, "xapp-"),
		kind("Kind of SLACK_BOT_TOKEN", c.BotToken, "xoxb-"),
	}
}

// refusal says an error of Slack's with its remedy where there is one.
func refusal(about string, err error) Finding {
	if code := fatalCode(err); code != "" {
		return Finding{about, false, (&Fatal{Code: code}).Error()}
	}
	return Finding{about, false, "Slack could not be asked: " + err.Error() + ". Check the network, the proxy and SLACK_API_URL."}
}

// permissions compares the scopes that Slack granted with those that are needed.
func permissions(header string) Finding {
	var granted []string
	for _, s := range strings.Split(header, ",") {
		granted = append(granted, strings.TrimSpace(s))
	}
	var missing, optional []string
	for _, s := range scopes {
		switch {
		case slices.Contains(granted, s.Name):
		case s.Optional:
			optional = append(optional, s.Name+" ("+s.Why+")")
		default:
			missing = append(missing, s.Name+" ("+s.Why+")")
		}
	}
	if len(missing) > 0 {
		return Finding{"Permissions", false, "Missing: " + strings.Join(missing, ", ") + ". Paste the output of councilbot manifest into the app's manifest page and install the app again."}
	}
	say := "All that are needed are there."
	if len(optional) > 0 {
		say += " Not granted, and not necessary: " + strings.Join(optional, ", ") + "."
	}
	return Finding{"Permissions", true, say}
}

// clockFinding compares this machine's clock with Slack's.
func clockFinding(date string, now time.Time) Finding {
	theirs, err := http.ParseTime(date)
	if err != nil {
		return Finding{"Clock", true, "Slack sent no time to compare with."}
	}
	off := now.Sub(theirs).Abs().Round(time.Second)
	if off > 30*time.Second {
		return Finding{"Clock", false, fmt.Sprintf("This machine's clock is %s away from Slack's. Switch on time synchronisation, or reminders will go out at the wrong time.", off)}
	}
	return Finding{"Clock", true, "It agrees with Slack's."}
}

// channels says where the bot may post.
func channels(ctx context.Context, api *slack.Client) Finding {
	in, _, err := api.GetConversationsForUserContext(ctx, &slack.GetConversationsForUserParameters{Types: []string{"public_channel", "private_channel"}, Limit: 100, ExcludeArchived: true})
	if err != nil {
		return refusal("Channels", err)
	}
	var names []string
	for _, c := range in {
		names = append(names, "#"+c.Name)
	}
	if len(names) == 0 {
		return Finding{"Channels", false, "The bot is in no channel. Invite it to the council's channel: type /invite @councilbot there."}
	}
	return Finding{"Channels", true, "The bot is in " + strings.Join(names, ", ") + "."}
}

package bot

import (
	"errors"
	"net/http"

	"github.com/slack-go/slack"
)

// Fatal is an error that trying again cannot mend. Its text says what to do.
type Fatal struct {
	Code string // Slack's error code, as "missing_scope"
}

// Error says what to do, and Slack's own code.
func (f *Fatal) Error() string {
	say, ok := remedies[f.Code]
	if !ok {
		say = "Slack refused the connection."
	}
	return say + " (Slack says: " + f.Code + ")"
}

// remedies gives, for each code of Slack's that does not pass by itself, what
// the operator does about it (docs.slack.dev, methods/apps.connections.open and
// methods/auth.test).
var remedies = map[string]string{
	"invalid_auth":            "Slack does not know this token. Copy SLACK_APP_TOKEN and SLACK_BOT_TOKEN again from the app's pages.",
	"not_authed":              "No token reached Slack. Set SLACK_APP_TOKEN and SLACK_BOT_TOKEN.",
	"account_inactive":        "The app was removed from the workspace. Install it again and copy the new bot token.",
	"token_revoked":           "The token was revoked. Install the app again and copy the new token.",
	"token_expired":           "The token has expired. Switch token rotation off for the app, install it again and copy the new token.",
	"not_allowed_token_type":  "The tokens are swapped or of the wrong kind: SLACK_APP_TOKEN begins with xapp-, SLACK_BOT_TOKEN with xoxb-.",
	"missing_scope":           "The app lacks a permission. Give the app token connections:write, compare the app with the output of councilbot manifest, and install it again.",
	"no_permission":           "The app may not do this in the workspace. Ask a workspace admin to approve it.",
	"org_login_required":      "The workspace is moving to an organisation. Wait for the move to end, then install the app again.",
	"ekm_access_denied":       "The organisation's key management blocks the app. Ask a workspace admin.",
	"link_disabled":           "Socket Mode is switched off for the app. Switch it on under Settings, Socket Mode.",
	"forbidden_team":          "The app may not be used in this workspace. Ask a workspace admin to approve it.",
	"team_access_not_granted": "The app was not granted this workspace. Ask an organisation admin to add it.",
	"not_found":               "Slack's address answered 404. Check SLACK_API_URL: it ends in /api/.",
}

// fatalCode is the code of an error that trying again cannot mend, or "".
func fatalCode(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		if _, ok := remedies[refused.Err]; ok {
			return refused.Err
		}
		return ""
	}
	if statusCode(err) == http.StatusNotFound {
		return "not_found"
	}
	if _, ok := remedies[err.Error()]; ok {
		return err.Error()
	}
	return ""
}

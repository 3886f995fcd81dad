package standin

import "slices"

// everyScope is what the bot token may do unless the workspace is told less:
// the scopes Slack lists for the methods and events that are here.
var everyScope = []string{
	"app_mentions:read", "channels:history", "channels:join", "channels:manage", "channels:read", "channels:write.topic",
	"chat:write", "chat:write.public", "commands", "emoji:read", "files:read", "files:write", "groups:history",
	"groups:read", "groups:write", "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "mpim:write",
	"pins:read", "pins:write", "reactions:read", "reactions:write", "team:read", "usergroups:read", "users:read",
	"users:read.email",
}

// workspaceMethods are about the workspace and the app.
var workspaceMethods = map[string]method{
	"api.test":              {open: true, run: func(_ *Workspace, a args) (obj, error) { return apiTest(a) }},
	"auth.test":             {run: (*Workspace).authTest},
	"apps.connections.open": {app: true, run: (*Workspace).connectionsOpen},
	"team.info":             {scope: "team:read", takes: "team domain", run: (*Workspace).teamInfo},
	"bots.info":             {scope: "users:read", takes: "bot", run: (*Workspace).botsInfo},
	"usergroups.list":       {scope: "usergroups:read", takes: "include_count include_disabled include_users", run: (*Workspace).usergroupsList},
	"emoji.list":            {scope: "emoji:read", takes: "include_categories", run: (*Workspace).emojiList},
}

// allowed says whether the bot token has a scope.
func (w *Workspace) allowed(scope string) bool { return slices.Contains(w.scopes(), scope) }

func apiTest(a args) (obj, error) {
	if a["error"] != "" {
		return nil, failed(a["error"])
	}
	return obj{"args": a.withoutToken()}, nil
}

func (w *Workspace) authTest(args) (obj, error) {
	return obj{
		"url": w.url + "/", "team": w.conf.Team, "user": handleOf(w.conf.Bot.Name), "team_id": teamID,
		"user_id": w.conf.Bot.ID, "bot_id": botID, "is_enterprise_install": false,
	}, nil
}

// connectionsOpen gives a socket's address. The caller holds the lock.
func (w *Workspace) connectionsOpen(args) (obj, error) { return obj{"url": w.linkURL()}, nil }

func (w *Workspace) teamInfo(args) (obj, error) {
	return obj{"team": obj{"id": teamID, "name": w.conf.Team, "domain": "standin", "url": w.url + "/", "email_domain": "", "icon": obj{}}}, nil
}

func (w *Workspace) botsInfo(a args) (obj, error) {
	if b := a["bot"]; b != "" && b != botID {
		return nil, failed("bot_not_found")
	}
	return obj{"bot": obj{"id": botID, "deleted": false, "name": w.conf.Bot.Name, "updated": 1, "app_id": appID, "user_id": w.conf.Bot.ID, "icons": obj{}}}, nil
}

func (w *Workspace) usergroupsList(args) (obj, error) { return obj{"usergroups": []obj{}}, nil }

func (w *Workspace) emojiList(args) (obj, error) { return obj{"emoji": obj{}, "cache_ts": "1"}, nil }

package bot

// scope is a permission that the app asks for, and why.
type scope struct {
	Name     string
	Why      string
	Optional bool // the bot works without it, less comfortably
}

// scopes is what the bot token needs (docs.slack.dev, reference/scopes).
var scopes = []scope{
	{Name: "commands", Why: "to take commands and shortcuts"},
	{Name: "chat:write", Why: "to answer and to post"},
	{Name: "im:history", Why: "to read what is written to it in a direct message"},
	{Name: "im:write", Why: "to write direct messages"},
	{Name: "app_mentions:read", Why: "to answer when it is mentioned"},
	{Name: "users:read", Why: "to know members' names and time zones"},
	{Name: "channels:history", Why: "to take what is tagged #action, #decision or #note below its own posts about a meeting, letting everything else in a channel go unread; and to see, after a failure, whether a reminder is there already"},
	{Name: "groups:history", Why: "to see the same in a private channel"},
	{Name: "channels:read", Why: "to find the council's channel"},
	{Name: "groups:read", Why: "to find the council's channel when it is private"},
	{Name: "files:write", Why: "to send calendar files and a member's own data"},
	{Name: "files:read", Why: "to fetch the papers that people attach to agenda items"},
	{Name: "chat:write.public", Why: "to post in public channels it has not joined", Optional: true},
}

// botEvents is what the app subscribes to.
var botEvents = []string{"app_home_opened", "app_mention", "message.im", "message.channels", "message.groups"}

func scopeNames(optional bool) []string {
	var names []string
	for _, s := range scopes {
		if s.Optional == optional {
			names = append(names, s.Name)
		}
	}
	return names
}

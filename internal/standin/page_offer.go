package standin

// A Command is a slash command as the page suggests it.
type Command struct {
	Name    string // "/role"
	Hint    string // what may follow: "[name of a role]"
	Summary string // one line
}

// A Shortcut is an entry in one of Slack's menus.
type Shortcut struct {
	Name        string
	Description string // may be empty
	Callback    string // callback_id
	Type        string // "global", or "message" for one that runs on a message
}
